// SPDX-License-Identifier: Apache-2.0
// What the pages of several studies show.
import { html } from 'lit';
import type { FieldSchema, OperationSchema } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { withUnit } from '../../ui/format.ts';
import type { Cell } from '../../ui/table.ts';

export const missing: Cell = { text: '–', value: '' };
/** A number that may be absent. */
export const optional = (value: number | undefined, text: (x: number) => string): Cell =>
  value === undefined ? missing : { text: text(value), value };

/** What words mean, of those that need it. */
export const reasons = (fields: readonly { label: string; help: string }[]) =>
  html`<dl class="reasons">${fields
    .filter(({ help }) => help !== '')
    .map(({ label, help }) => html`<div><dt>${label}</dt><dd>${help}</dd></div>`)}</dl>`;

function settingText(field: FieldSchema, value: unknown): string {
  const name = (one: unknown) => field.choices?.find((choice) => choice.name === one)?.label ?? String(one);
  if (typeof value === 'number') return withUnit(value, field.unit);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Array.isArray(value)) return name(value);
  return value.length === 0
    ? 'none'
    : value.map((one) => (typeof one === 'number' ? withUnit(one, field.unit) : name(one))).join(', ');
}

/** All that was asked, so that a report says what it is about. */
export function settingsPart(operation: OperationSchema, asked: Values) {
  const fields = operation.request.filter(({ name }) => asked[name] !== undefined && asked[name] !== '');
  return html`<section class="part"><details class="more"><summary>All settings</summary>
    <dl class="facts">${fields.map((field) => {
      const text = settingText(field, asked[field.name]);
      return html`<div ?data-long=${text.length > 28}><dt>${field.label}</dt><dd>${text}</dd></div>`;
    })}</dl></details></section>`;
}
