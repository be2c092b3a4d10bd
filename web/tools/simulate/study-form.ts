// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Issue } from '../../engine/engine.ts';
import type { FieldSchema, OperationSchema } from '../../generated/operations.ts';
import { defaultOf, isActive, type Values } from '../../state/link.ts';
import type { FieldChange } from '../../ui/field.ts';
import { fieldRows } from '../../ui/form.ts';
import { withUnit } from '../../ui/format.ts';

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

function slide(event: Event, name: string, value: number): void {
  const detail: SlidChange = { name, value, slid: true };
  event.target?.dispatchEvent(new CustomEvent('sutva-change', { detail, bubbles: true }));
}

const slid = (event: Event) => Number((event.target as HTMLInputElement).value);

function slider(field: FieldSchema, values: Values) {
  const [low, high] = reachOf(field, values);
  const step = 10 ** Math.floor(Math.log10((high - low) / 50));
  const first = field.min_open && low === field.min ? low + step : low;
  const last = field.max_open && high === field.max ? high - step : high;
  return html`<input class="slider" type="range" aria-label="${field.label}, slider" min=${first} max=${last} step=${step}
    .value=${String(values[field.name])} @input=${(event: Event) => slide(event, field.name, Number(slid(event).toPrecision(6)))} />`;
}

/** From a hundredth of the default to a hundred times it, so that each step is as much more as the one before. */
function factorSlider(field: FieldSchema, values: Values) {
  const usual = Number(defaultOf(field, values) ?? 1);
  const value = Number(values[field.name] ?? usual);
  return html`<input class="slider" type="range" aria-label="${field.label}, slider" min="-2" max="2" step="0.05"
    aria-valuetext=${withUnit(value, field.unit)} .value=${String(Math.log10(value / usual))}
    @input=${(event: Event) => slide(event, field.name, Number((usual * 10 ** slid(event)).toPrecision(2)))} />`;
}

/** How the form of a study is laid out. */
export interface StudyLayout {
  /** What most leave as it is, below the rest of its heading. */
  finer: ReadonlySet<string>;
  /** Headings that stand closed. */
  folding: ReadonlySet<string>;
  /** Headings whose numbers are things to play with. */
  playful: ReadonlySet<string>;
  /** Fields whose slider goes by factors. */
  factors?: ReadonlySet<string>;
}

export interface StudyForm {
  operation: OperationSchema;
  values: Values;
  issues: readonly Issue[];
  layout: StudyLayout;
  /** Headings whose finer part was opened. */
  opened: Set<string>;
  few: boolean;
  /** What stands below the first field of a heading that has columns of a file. */
  file?: (fields: readonly FieldSchema[]) => unknown;
}

function rows(fields: readonly FieldSchema[], { values, issues, layout }: StudyForm) {
  return fields.map((field) => {
    const row = fieldRows([field], { values, issues });
    const hasSlider = field.type === 'number' && layout.playful.has(field.group ?? '');
    const bar = layout.factors?.has(field.name)
      ? factorSlider(field, values)
      : hasSlider
        ? slider(field, values)
        : undefined;
    return keyed(field.name, bar ? html`<div class="with-slider">${row}${bar}</div>` : html`${row}`);
  });
}

/** The question: the fields under their headings, what is rarely changed folded below. */
export function studyForm(form: StudyForm) {
  const { operation, values, issues, opened, few } = form;
  const { finer, folding } = form.layout;
  const groups = new Map<string, FieldSchema[]>();
  for (const field of operation.request) {
    if (!isActive(field, values)) continue;
    const title = field.group ?? operation.title;
    groups.set(title, [...(groups.get(title) ?? []), field]);
  }
  return [...groups].slice(0, few ? 3 : undefined).map(([title, fields]) => {
    const asked = fields.filter(({ names }) => names !== 'column');
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
        ${lead ? html`${rows([lead], form)}${form.file?.(columns)}${rows(others, form)}` : rows(first, form)}
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
