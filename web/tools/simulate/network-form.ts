// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Issue } from '../../engine/engine.ts';
import type { FieldSchema, OperationSchema } from '../../generated/operations.ts';
import { defaultOf, isActive, type Values } from '../../state/link.ts';
import type { FieldChange } from '../../ui/field.ts';
import { fieldRows } from '../../ui/form.ts';

// What most studies leave as it is, below the rest of its heading.
const finer = new Set([
  'degree_exponent',
  'size_exponent',
  'network_seed',
  'clustering_seed',
  'outcome_seed',
  'homophily',
  'degree_correlation',
  'fresh_noise',
  'exposure_share',
  'egos_seed',
  'confidence',
  'power',
  'seed',
]);
/** Headings that stand closed. */
const folding = new Set(['Estimates', 'Simulation']);
/** Effects and noise are things to play with. */
const playful = 'Outcome';

export interface SlidChange extends FieldChange {
  /** It comes from a slider, and more will follow. */
  slid: true;
}

const differs = (field: FieldSchema, values: Values) =>
  JSON.stringify(values[field.name]) !== JSON.stringify(defaultOf(field, values));

/** From the range of the field where that is narrow, else a few times the default on the sides that are allowed. */
function reachOf(field: FieldSchema, values: Values): [number, number] {
  const { min = -Infinity, max = Infinity } = field;
  if (max - min <= 2) return [min, max];
  const usual = Math.abs(Number(defaultOf(field, values) ?? 1)) || 1;
  const most = Math.max(3 * usual, Math.abs(Number(values[field.name] ?? 0)));
  return [Math.max(min, -most), Math.min(max, most)];
}

function slider(field: FieldSchema, values: Values) {
  const [low, high] = reachOf(field, values);
  const step = 10 ** Math.floor(Math.log10((high - low) / 50));
  const first = field.min_open && low === field.min ? low + step : low;
  const last = field.max_open && high === field.max ? high - step : high;
  const slide = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const detail: SlidChange = {
      name: field.name,
      value: Number(Number(input.value).toPrecision(6)),
      slid: true,
    };
    input.dispatchEvent(new CustomEvent('sutva-change', { detail, bubbles: true }));
  };
  return html`<input class="slider" type="range" aria-label="${field.label}, slider" min=${first} max=${last} step=${step}
    .value=${String(values[field.name])} @input=${slide} />`;
}

export interface NetworkForm {
  operation: OperationSchema;
  values: Values;
  issues: readonly Issue[];
  /** Headings whose finer part was opened. */
  opened: Set<string>;
  few: boolean;
  /** What stands under Network when it comes from a file. */
  file: (fields: readonly FieldSchema[]) => unknown;
}

const hasSlider = (field: FieldSchema) => field.group === playful && field.type === 'number';

function rows(fields: readonly FieldSchema[], { values, issues }: NetworkForm) {
  return fields.map((field) => {
    const row = fieldRows([field], { values, issues });
    return keyed(
      field.name,
      hasSlider(field) ? html`<div class="with-slider">${row}${slider(field, values)}</div>` : html`${row}`,
    );
  });
}

/** The question: the fields under their headings, what is rarely changed folded below. */
export function networkForm(form: NetworkForm) {
  const { operation, values, issues, opened, few } = form;
  const groups = new Map<string, FieldSchema[]>();
  for (const field of operation.request) {
    if (!isActive(field, values)) continue;
    const title = field.group ?? operation.title;
    groups.set(title, [...(groups.get(title) ?? []), field]);
  }
  return [...groups].slice(0, few ? 3 : undefined).map(([title, fields]) => {
    const asked = fields.filter(({ names }) => names === undefined);
    const columns = fields.filter(({ names }) => names === 'column');
    const rest = asked.filter(({ name }) => finer.has(name));
    const first = asked.filter(({ name }) => !finer.has(name));
    // It stays open once it has shown something: it must not close under the hand that writes a default back.
    const shows = (list: readonly FieldSchema[]) =>
      list.some((field) => differs(field, values) || issues.some((issue) => issue.field === field.name));
    if (shows(folding.has(title) ? asked : rest)) opened.add(title);
    if (folding.has(title) && !few)
      return keyed(
        title,
        html`<fieldset class="group group-folding" aria-label=${title}>
          <details ?open=${opened.has(title)}><summary>${title}<small>${summaryOf(asked)}</small></summary>
          ${rows(asked, form)}</details></fieldset>`,
      );
    const [lead, ...others] = columns.length > 0 ? first : [];
    return keyed(
      title,
      html`<fieldset class="group"><legend>${title}</legend>
        ${lead ? html`${rows([lead], form)}${form.file(columns)}${rows(others, form)}` : rows(first, form)}
        ${
          rest.length === 0 || few
            ? nothing
            : html`<details class="finer" ?open=${opened.has(title)}><summary>More: ${summaryOf(rest)}</summary>
              ${rows(rest, form)}</details>`
        }
      </fieldset>`,
    );
  });
}

/** What is folded away, by its names. */
function summaryOf(fields: readonly FieldSchema[]): string {
  const text = fields
    .map(({ label }) => (/^[A-Z][a-z]/.test(label) ? label.replace(/^./, (c) => c.toLowerCase()) : label))
    .join(', ');
  return text.length > 60 ? `${text.slice(0, text.lastIndexOf(',', 58))}, …` : text;
}
