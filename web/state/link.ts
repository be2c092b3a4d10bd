// SPDX-License-Identifier: Apache-2.0
import { isActive, type Values } from '../engine/fields.ts';
import { type FieldSchema, type OperationSchema, operations } from '../generated/operations.ts';
import { parseNumber } from '../ui/parse.ts';
import { isTheme, type Theme } from './theme.ts';

export { isActive, type Values };
export type Controls = 'all' | 'few' | 'none';

/** What an address says: a tool, the fields that differ from their defaults, and how to show them. */
export interface Link {
  tool: string;
  values: Values;
  theme?: Theme;
  controls?: Controls;
  warnings: string[];
}

const version = '1';

export function findOperation(name: string): OperationSchema | undefined {
  return operations.find((operation) => operation.name === name);
}

/** The default of a field, given the choices. */
export const defaultOf = ({ start, default: usual }: FieldSchema, values: Values): unknown =>
  start?.values.includes(String(values[start.field])) ? start.value : usual;

/** What is asked where nothing else is said; some defaults depend on the choices that are given. */
export function defaultValues(operation: OperationSchema, given: Values = {}): Values {
  const values: Values = {};
  for (const field of operation.request) {
    const value = defaultOf(field, given);
    if (value !== undefined) values[field.name] = value;
  }
  return values;
}

/** A change of some values, and of those that stood at a default which the change makes another. */
export function withStarts(operation: OperationSchema, values: Values, patch: Values): Values {
  const next = { ...values, ...patch };
  for (const field of operation.request) {
    const begun = defaultOf(field, next);
    if (
      !(field.name in patch) &&
      begun !== defaultOf(field, values) &&
      same(values[field.name], defaultOf(field, values))
    )
      next[field.name] = begun;
  }
  return next;
}

/**
 * How the table of two inputs of a plan is set out. It stands among the values, under names that no field has, and so
 * in the address; it is never asked of the core.
 */
export const tableNames = [
  'table_number',
  'table_down',
  'table_rows',
  'table_across',
  'table_columns',
] as const;
export type TableName = (typeof tableNames)[number];
const isTableName = (name: string): name is TableName => (tableNames as readonly string[]).includes(name);
const hasTable = (operation: OperationSchema) =>
  operation.room === 'plan' && operation.shape === 'calculation';
// The name of a field, or numbers.
const isTableText = (name: TableName, text: string) =>
  /rows|columns/.test(name) ? /^[-+.,\de]{1,400}$/i.test(text) : /^[a-z][a-z_\d]{0,60}$/.test(text);

// In an operation over a table the texts are names and levels from a file, and those never enter a link.
const isPrivate = (operation: OperationSchema, field: FieldSchema) =>
  (operation.shape === 'table' || operation.shape === 'resampling') &&
  (field.type === 'text' || field.type === 'texts');

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

function encodeValue(field: FieldSchema, value: unknown): string[] {
  if (field.type === 'texts') return (value as string[]).map(String);
  if (field.type === 'choices') return [(value as string[]).join(',')];
  if (field.type === 'numbers') return [(value as number[]).map(String).join(',')];
  if (field.type === 'struct' || field.type === 'structs') return [JSON.stringify(value)];
  return [String(value)];
}

const escaped = (text: string) => encodeURIComponent(text).replaceAll('%2C', ',');

/** The address of a question, without the leading `#`: always the same text for the same question. */
export function encodeLink(
  tool: string,
  values: Values,
  view: { theme?: Theme; controls?: Controls } = {},
): string {
  const operation = findOperation(tool);
  const pairs: string[] = [];
  const known = operation ? { ...defaultValues(operation, values), ...values } : values;
  for (const field of operation?.request ?? []) {
    const value = values[field.name];
    if (!operation || value === undefined || isPrivate(operation, field)) continue;
    if (same(value, defaultOf(field, known)) || !isActive(field, known)) continue;
    for (const text of encodeValue(field, value)) pairs.push(`${field.name}=${escaped(text)}`);
  }
  if (operation && hasTable(operation))
    for (const name of tableNames) if (values[name]) pairs.push(`${name}=${escaped(String(values[name]))}`);
  if (view.theme && view.theme !== 'auto') pairs.push(`theme=${view.theme}`);
  if (view.controls && view.controls !== 'all') pairs.push(`controls=${view.controls}`);
  return pairs.length === 0 ? `/${tool}` : `/${tool}?v=${version}&${pairs.join('&')}`;
}

function decodeValue(field: FieldSchema, texts: string[]): unknown {
  const text = texts.at(-1) ?? '';
  switch (field.type) {
    case 'number':
    case 'integer':
      return parseNumber(text)?.value;
    case 'numbers': {
      const numbers = text
        .split(/[,;\s]+/)
        .filter(Boolean)
        .map((part) => parseNumber(part)?.value);
      return numbers.includes(undefined) ? undefined : numbers;
    }
    case 'boolean':
      return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : undefined;
    case 'choice':
      return field.choices?.some((choice) => choice.name === text) ? text : undefined;
    case 'choices': {
      const names = text.split(',').filter(Boolean);
      const known = (name: string) => field.choices?.some((choice) => choice.name === name);
      return names.every(known) ? names : undefined;
    }
    case 'texts':
      return texts;
    case 'text':
      return text;
    default:
      try {
        return JSON.parse(text) as unknown;
      } catch {
        return undefined;
      }
  }
}

/** The hash wins; a query is taken where a wiki has dropped the hash. */
function splitAddress(hash: string, search: string): { named: string; parameters: URLSearchParams } {
  const body = hash.replace(/^#/, '').replace(/^\//, '');
  const cut = body.indexOf('?');
  const path = cut < 0 ? body : body.slice(0, cut);
  const parameters = new URLSearchParams(body === '' ? search : cut < 0 ? '' : body.slice(cut + 1));
  const named = path || parameters.get('tool') || '';
  parameters.delete('tool');
  return { named, parameters };
}

/**
 * Links of version 1 whose fields have gone: they are read as the fields that took their place. Until arms could be more
 * than two, the sample ratio asked for n_control, n_treatment and expected_treatment_share, and a link named only those
 * that differed from 821588, 815482 and 0.5.
 */
const former: Readonly<Record<string, (parameters: URLSearchParams) => void>> = {
  'sample-ratio': (parameters) => {
    const names = ['n_control', 'n_treatment', 'expected_treatment_share'] as const;
    if (!names.some((name) => parameters.has(name))) return;
    const [control, treatment, share] = names.map(
      (name, i) => parseNumber(parameters.get(name) ?? ['821588', '815482', '0.5'][i] ?? '')?.value,
    );
    // What is no number is said where any other wrong field is.
    if (control === undefined || treatment === undefined || share === undefined) return;
    parameters.set('counts', `${control},${treatment}`);
    if (share !== 0.5) parameters.set('shares', `${Number((1 - share).toPrecision(15))},${share}`);
    for (const name of names) parameters.delete(name);
  },
};

/** The tool that an address names; what it asks can be read once the fields of its room are here. */
export const toolOf = (hash: string, search: string, fallback: string): string =>
  splitAddress(hash, search).named || fallback;

/** Reads an address. */
export function decodeLink(hash: string, search: string, fallback: string): Link {
  const { named, parameters } = splitAddress(hash, search);
  const link: Link = { tool: named || fallback, values: {}, warnings: [] };
  const operation = findOperation(link.tool);
  if (!operation) {
    // Of a page that is no operation, an address says only which step is open.
    const step = parameters.get('step');
    if (step && /^[1-9]$/.test(step)) link.values.step = Number(step);
    return link;
  }

  former[link.tool]?.(parameters);
  for (const name of new Set(parameters.keys())) {
    const texts = parameters.getAll(name);
    const last = texts.at(-1) ?? '';
    if (name === 'v') {
      if (last !== version)
        link.warnings.push(`The link is of version ${last}; this page reads version ${version}.`);
    } else if (name === 'theme') {
      if (isTheme(last)) link.theme = last;
    } else if (name === 'controls') {
      if (last === 'all' || last === 'few' || last === 'none') link.controls = last;
    } else if (isTableName(name) && hasTable(operation)) {
      if (isTableText(name, last)) link.values[name] = last;
      else link.warnings.push(`The link gives “${last}” for the table of two inputs; it is ignored.`);
    } else {
      const field = operation.request.find((candidate) => candidate.name === name);
      const value = field && !isPrivate(operation, field) ? decodeValue(field, texts) : undefined;
      if (value !== undefined) link.values[name] = value;
      else if (field)
        link.warnings.push(`The link gives “${last}” for ${field.label.toLowerCase()}; the default is used.`);
      else link.warnings.push(`The link has “${name}”, which this tool does not know; it is ignored.`);
    }
  }
  return link;
}

/** Writes the address without adding to the history; a srcdoc frame refuses replaceState but takes a hash. */
export function writeHash(path: string): void {
  const hash = `#${path}`;
  if (location.hash === hash) return;
  try {
    history.replaceState(history.state, '', hash);
  } catch {
    location.hash = hash;
  }
}
