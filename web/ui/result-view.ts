// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import type { FieldSchema } from '../generated/operations.ts';
import { copyText } from './export.ts';
import { number, withUnit } from './format.ts';
import { type Table, tableView } from './table.ts';

type Row = Record<string, unknown>;
type Result = Record<string, unknown>;

function scalar(value: unknown, unit: string): string {
  if (typeof value === 'number') return withUnit(value, unit);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

const words = (name: string) => name.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());

function structTable(field: FieldSchema, rows: readonly Row[]): Table<Row> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    caption: field.label,
    rows,
    columns: names.map((name) => ({
      title: words(name),
      numeric: rows.some((row) => typeof row[name] === 'number'),
      cell: (row: Row) => {
        const value = row[name];
        if (value === undefined) return '';
        return typeof value === 'number' ? { text: number(value, 5), value } : scalar(value, '');
      },
    })),
  };
}

/** Any result, from its schema alone: the values as a list, the structs as tables. */
export function resultView(schema: readonly FieldSchema[], result: Result) {
  const present = schema.filter((field) => result[field.name] !== undefined);
  const isList = (field: FieldSchema) =>
    ['struct', 'structs', 'numbers', 'integers', 'texts'].includes(field.type);
  // A text of several lines is code.
  const isCode = (field: FieldSchema) => field.type === 'text' && String(result[field.name]).includes('\n');
  const sentence = result.sentence;
  return html`
    ${typeof sentence === 'string' && sentence !== '' ? html`<p class="answer-sentence">${sentence}</p>` : nothing}
    ${present.filter(isCode).map(
      (field) => html`<figure class="code">
      <figcaption><span>${field.label}</span>
        <button type="button" class="button" @click=${() => copyText(String(result[field.name]))}>Copy</button></figcaption>
      <pre tabindex="0"><code>${result[field.name]}</code></pre></figure>`,
    )}
    ${present
      .filter((field) => field.type === 'texts' && (result[field.name] as unknown[]).length > 0)
      .map(
        (field) => html`<h2>${field.label}</h2>
      <ul>${(result[field.name] as string[]).map((text) => html`<li>${text}</li>`)}</ul>`,
      )}
    <dl class="facts">
      ${present
        .filter((field) => !isList(field) && !isCode(field) && field.name !== 'sentence')
        .map(
          (field) => html`<div>
        <dt>${field.label}</dt><dd>${scalar(result[field.name], field.unit)}</dd></div>`,
        )}
    </dl>
    ${present
      .filter((field) => field.type === 'structs' || field.type === 'struct')
      .map((field) => {
        const value = result[field.name];
        return tableView(structTable(field, (Array.isArray(value) ? value : [value]) as Row[]));
      })}
  `;
}

export function resultRows(schema: readonly FieldSchema[], result: Result): (string | number)[][] {
  return [
    ['Quantity', 'Value'],
    ...schema
      .filter((field) => ['number', 'string', 'boolean'].includes(typeof result[field.name]))
      .map((field) => {
        const value = result[field.name];
        return [field.label, typeof value === 'number' ? value : String(value)];
      }),
  ];
}
