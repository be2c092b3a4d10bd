// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Issue } from '../engine/engine.ts';
import type { FieldSchema } from '../generated/operations.ts';
import { isActive, type Values } from '../state/link.ts';
import './field.ts';

export interface FormState {
  values: Values;
  issues: readonly Issue[];
  /** Where the page knows better than the schema what a field is measured in. */
  unit?: (field: FieldSchema) => string;
}

const narrowed = new WeakMap<FieldSchema, Map<string, FieldSchema>>();

/** The field without the choices that the others rule out; one that stands chosen is shown all the same. */
function offered(field: FieldSchema, values: Values): FieldSchema {
  const choices = field.choices?.filter(
    ({ name, beside }) =>
      !beside || values[field.name] === name || beside.values.includes(String(values[beside.field])),
  );
  if (!choices || choices.length === field.choices?.length) return field;
  const key = choices.map(({ name }) => name).join();
  const seen = narrowed.get(field) ?? new Map<string, FieldSchema>();
  narrowed.set(field, seen);
  const schema = seen.get(key) ?? { ...field, choices };
  seen.set(key, schema);
  return schema;
}

/** A row for each field that is part of the question. Changes bubble as `sutva-change`. */
export function fieldRows(fields: readonly FieldSchema[], { values, issues, unit }: FormState, title = '') {
  const active = fields.filter((field) => isActive(field, values));
  return repeat(
    active,
    (field) => field.name,
    (
      field,
    ) => html`<sutva-field .schema=${offered(field, values)} .value=${values[field.name]} .issues=${issues}
      .unit=${unit?.(field)} ?quiet=${field.label === title}></sutva-field>`,
  );
}

/** A titled group of rows; nothing at all where none of its fields is asked. */
export function fieldGroup(title: string, fields: readonly FieldSchema[], state: FormState) {
  if (!fields.some((field) => isActive(field, state.values))) return null;
  return html`<fieldset class="group"><legend>${title}</legend>${fieldRows(fields, state, title)}</fieldset>`;
}
