// SPDX-License-Identifier: Apache-2.0
// What follows from the descriptions in C++, made from the built module:
//   web/generated/operations.ts   types, field tables of the first room, and the outcome of the first request
//   web/generated/fields-*.ts     field tables of the other rooms
//   web/generated/structs.ts      the fields of the structs inside results
//   web/generated/formulas.ts     the formulas as MathML
//   web/generated/snippets.ts     R and Python code that gives the same numbers
//   build/reference/*.html        a reference page per operation
// With --check nothing is written; the exit status says whether the committed files are what they should be.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import temml from 'temml';
import { loadModule, readCatalogue } from './lib/module.mjs';
import { referencePages } from './lib/reference.mjs';

const root = new URL('../', import.meta.url);
const module = await loadModule();
const catalogue = readCatalogue();

const quoted = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;

function typeOf(field) {
  switch (field.type) {
    case 'number':
    case 'integer':
      return 'number';
    case 'text':
      return 'string';
    case 'choice':
      return field.choices.map((choice) => quoted(choice.name)).join(' | ');
    case 'numbers':
      return 'Float64Array';
    case 'integers':
      return 'number[]';
    case 'texts':
      return 'string[]';
    case 'choices':
      return `(${field.choices.map((choice) => quoted(choice.name)).join(' | ')})[]`;
    case 'struct':
      return field.struct.type;
    case 'plain':
      return 'Record<string, unknown>';
    case 'structs':
      return `${field.struct.type}[]`;
    default:
      return field.type;
  }
}

const interfaces = new Map();
function collect(struct) {
  for (const field of struct.fields) if (field.struct) collect(field.struct);
  const lines = struct.fields.map((field) => {
    const said = [field.label, field.help].filter(Boolean).join('. ').replaceAll('*/', '');
    return `  /** ${said} */\n  ${field.name}${field.optional ? '?' : ''}: ${typeOf(field)};`;
  });
  interfaces.set(struct.type, `export interface ${struct.type} {\n${lines.join('\n')}\n}`);
}
for (const { request, result } of catalogue.operations) {
  collect(request);
  collect(result);
}
catalogue.types.forEach(collect);

const table = catalogue.operations.map((operation) => {
  const flat = (struct) => struct.fields.map((field) => ({ ...field, struct: field.struct?.type }));
  return { ...operation, request: flat(operation.request), result: flat(operation.result) };
});
const structsOf = new Map();
for (const { result } of catalogue.operations)
  for (const { struct } of result.fields)
    if (struct)
      structsOf.set(
        struct.type,
        struct.fields.map((field) => ({ ...field, struct: field.struct?.type })),
      );
// The calculation that the page opens with, whose room has its fields at once; those of the others come when asked for.
const first = 'sample-size';
const { room: firstRoom } = table.find(({ name }) => name === first);
const laterRooms = [...new Set(table.map(({ room }) => room))].filter((room) => room !== firstRoom);
const heads = table.map((operation) =>
  operation.room === firstRoom ? operation : { ...operation, request: [], result: [] },
);
const optionalColumns = Object.fromEntries(
  table
    .filter(({ table: needed }) => needed === 'optional')
    .map(({ name, request }) => [name, request.filter(({ names }) => names === 'column')]),
);
const plain = (value) =>
  JSON.stringify(
    value,
    (_, part) => (part instanceof Float64Array ? { $numbers: [...part] } : part),
    2,
  ).replace(
    /\{\s*"\$numbers": \[([^\]]*)\]\s*\}/g,
    (_, numbers) => `new Float64Array([${numbers.replace(/\s+/g, ' ')}])`,
  );

const header = `// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate.mjs from the descriptions in core/. Do not edit.
`;
const operations = `${header}
export type FieldType =
  | 'boolean' | 'integer' | 'number' | 'text' | 'choice' | 'numbers' | 'integers' | 'texts' | 'choices' | 'struct' | 'structs' | 'plain';

export interface FieldSchema {
  name: string;
  label: string;
  help: string;
  unit: string;
  /** The heading under which a form shows it. */
  group?: string;
  type: FieldType;
  optional: boolean;
  required: boolean;
  default?: unknown;
  min?: number;
  max?: number;
  min_open?: boolean;
  max_open?: boolean;
  /** Beside: offered only while that other choice has one of the values. */
  choices?: { name: string; label: string; help: string; beside?: { field: string; values: string[] } }[];
  /** The field counts only while each of these fields has one of the values. */
  when?: { field: string; values: string[] }[];
  /** Another default, while that choice has one of the values. */
  start?: { field: string; values: string[]; value: number };
  struct?: string;
  /** A text that names a column of the table, or a content of the column that another field names, or holds rows. */
  names?: 'column' | 'level' | 'rows';
  level_of?: string;
}

export interface OperationSchema {
  name: OperationName;
  room: 'plan' | 'simulate' | 'analyze' | 'practice';
  /** The module that runs it. */
  module: ModuleName;
  shape: 'calculation' | 'simulation' | 'table' | 'resampling';
  /** Whether an operation over a table can do without one, where the request names none of its columns. */
  table?: 'needed' | 'optional';
  title: string;
  summary: string;
  request: FieldSchema[];
  result: FieldSchema[];
}

${[...interfaces.values()].join('\n\n')}

export type IssueCode = ${catalogue.codes.map(({ code }) => `\n  | ${quoted(code)}`).join('')};

export interface Requests {
${catalogue.operations.map(({ name, request }) => `  ${quoted(name)}: ${request.type};`).join('\n')}
}

export interface Results {
${catalogue.operations.map(({ name, result }) => `  ${quoted(name)}: ${result.type};`).join('\n')}
}

export type OperationName = keyof Requests;

export type ModuleName = ${[...new Set(catalogue.operations.map(({ module }) => quoted(module)))].join(' | ')};

/** With the fields of the room ${firstRoom}; state/schema.ts adds those of the others. */
export const operations: readonly OperationSchema[] = ${JSON.stringify(heads, null, 2)};

/** The fields that name columns, where an operation can do without a table. */
export const optionalColumns: Partial<Record<OperationName, readonly FieldSchema[]>> = ${JSON.stringify(optionalColumns, null, 2)};

export const modules = Object.fromEntries(
  operations.map(({ name, module }) => [name, module]),
) as Record<OperationName, ModuleName>;

export const shapes = Object.fromEntries(
  operations.map(({ name, shape }) => [name, shape]),
) as Record<OperationName, OperationSchema['shape']>;

interface KnownOutcome<N extends OperationName> {
  value?: Results[N];
  issues: { code: IssueCode; field: string; message: string; severity: 'error' | 'warning'; limit?: number }[];
}

/** What the first calculation answers to a request without fields: the first paint has it before a worker has started. */
export const defaults: { ${quoted(first)}: KnownOutcome<${quoted(first)}> } = {
  ${quoted(first)}: ${plain(module.calculate(first, {}))},
};
`;

const mathml = (tex) =>
  temml
    .renderToString(
      tex.replace(/@(\w+)@/g, (_, name) => `\\text{@${name.replaceAll('_', '\\_')}@}`),
      { displayMode: true, throwOnError: true },
    )
    .replace(/<annotation.*?<\/annotation>/gs, '')
    .replace(/ (class|style)="[^"]*"/g, '');
const template = (markup) =>
  markup
    .replaceAll('`', '\\`')
    .replaceAll('${', '\\${')
    .replace(/<mtext>@(\w+)@<\/mtext>/g, (_, name) => `<mn>\${v.${name}}</mn>`);
for (const equation of catalogue.equations)
  equation.mathml = `<div class="scroll" tabindex="0">${mathml(equation.symbols)}</div>`;

const formulas = `${header}
import { html, type TemplateResult } from 'lit';

export interface Formula {
  title: string;
  source: string;
  /** With letters. */
  symbols(): TemplateResult;
  /** With the numbers of a result's terms, as they are to be written. */
  render(v: Record<string, string>): TemplateResult;
}

export const formulas: Record<string, Formula> = {
${catalogue.equations
  .map(
    (equation) => `  ${equation.key}: {
    title: ${quoted(equation.title)},
    source: ${quoted(equation.source)},
    symbols: () => html\`${template(equation.mathml)}\`,
    render: (v) => html\`${template(mathml(equation.numbers))}\`,
  },`,
  )
  .join('\n')}
};
`;

const structs = `${header}
import type { FieldSchema } from './operations.ts';

/** The fields of each struct inside a result, for its table. */
export const structs: Record<string, readonly FieldSchema[]> = ${JSON.stringify(Object.fromEntries(structsOf), null, 2)};
`;

const snippets = `${header}
export interface Snippet {
  language: 'R' | 'Python';
  /** The package that does it. */
  uses: string;
  /** @name@ stands for a term, a field of the result or a field of the request. */
  code: string;
  /** What the last line of its output is. */
  gives: string;
}

export const snippets: Record<string, Snippet> = ${JSON.stringify(
  Object.fromEntries(
    catalogue.snippets.map(({ key, language, uses, code, gives }) => [key, { language, uses, code, gives }]),
  ),
  null,
  2,
)};
`;

const fieldsOf = (room) => `${header}
import type { FieldSchema } from './operations.ts';

/** What the operations of the room ${room} ask and answer. */
export const fields: Record<string, { request: FieldSchema[]; result: FieldSchema[] }> = ${JSON.stringify(
  Object.fromEntries(
    table
      .filter((operation) => operation.room === room)
      .map(({ name, request, result }) => [name, { request, result }]),
  ),
  null,
  2,
)};
`;

const files = {
  'web/generated/operations.ts': operations,
  ...Object.fromEntries(laterRooms.map((room) => [`web/generated/fields-${room}.ts`, fieldsOf(room)])),
  'web/generated/structs.ts': structs,
  'web/generated/formulas.ts': formulas,
  'web/generated/snippets.ts': snippets,
};
const check = process.argv.includes('--check');
let drift = 0;
for (const [path, text] of Object.entries(files)) {
  const place = new URL(path, root);
  const before = existsSync(place) ? readFileSync(place, 'utf8') : '';
  if (before === text) continue;
  if (check) {
    console.error(`${path} is not what core/ describes; run scripts/build and commit it.`);
    drift = 1;
  } else {
    mkdirSync(new URL('./', place), { recursive: true });
    writeFileSync(place, text);
  }
}
if (!check) {
  const folder = new URL('build/reference/', root);
  mkdirSync(folder, { recursive: true });
  for (const [name, page] of referencePages(catalogue)) writeFileSync(new URL(name, folder), page);
}
process.exitCode = drift;
