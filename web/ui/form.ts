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

/** A row for each field that is part of the question. Changes bubble as `sutva-change`. */
export function fieldRows(fields: readonly FieldSchema[], { values, issues, unit }: FormState, title = '') {
  const active = fields.filter((field) => isActive(field, values));
  return repeat(
    active,
    (field) => field.name,
    (field) => html`<sutva-field .schema=${field} .value=${values[field.name]} .issues=${issues}
      .unit=${unit?.(field)} ?quiet=${field.label === title}></sutva-field>`,
  );
}

/** A titled group of rows; nothing at all where none of its fields is asked. */
export function fieldGroup(title: string, fields: readonly FieldSchema[], state: FormState) {
  if (!fields.some((field) => isActive(field, state.values))) return null;
  return html`<fieldset class="group"><legend>${title}</legend>${fieldRows(fields, state, title)}</fieldset>`;
}
