// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import type { FieldSchema, OperationSchema } from '../../generated/operations.ts';
import { isActive, type Values } from '../../state/link.ts';
import { isOwn, isScalar, type Plan, shown } from './measure.ts';

export interface Fact {
  field: FieldSchema;
  text: string;
}

// Where these hold, the number says nothing that stands not elsewhere.
const needless: Record<string, (plan: Plan) => boolean> = {
  n_enrolled: (plan) => plan.n_enrolled === plan.n_total,
  variance_factor: (plan) => plan.variance_factor === 1,
  test: () => true,
  analysis: () => true,
};

// A list that reads as one line; a longer one is for a picture.
const isShortList = (value: unknown) =>
  value instanceof Float64Array && value.length > 0 && value.length <= 6;

const textOf = (value: unknown, field: FieldSchema, values: Values) =>
  value instanceof Float64Array
    ? Array.from(value, (part) => shown(part, field, values)).join(', ')
    : shown(value, field, values);

/** The numbers of a result, but for what was asked with the same value. */
export function facts(operation: OperationSchema, plan: Plan, values: Values): Fact[] {
  const echoes = (field: FieldSchema) => {
    const asked = operation.request.find((candidate) => candidate.name === field.name);
    return asked && isActive(asked, values) && values[field.name] === plan[field.name];
  };
  return operation.result
    .filter(
      (field) =>
        isOwn(field) &&
        (isScalar(field) || isShortList(plan[field.name])) &&
        !field.name.endsWith('_label') &&
        plan[field.name] !== undefined &&
        plan[field.name] !== '' &&
        !needless[field.name]?.(plan) &&
        !echoes(field),
    )
    .map((field) => ({ field, text: textOf(plan[field.name], field, values) }));
}

/** What the numbers mean, for those whose name does not say it. */
export const factHelp = (list: readonly Fact[]) => {
  const told = list.filter(({ field }) => field.help !== '');
  return told.length === 0
    ? nothing
    : html`<details class="more facts-help"><summary>What these numbers mean</summary>
      <dl class="reasons">${told.map(({ field }) => html`<div><dt>${field.label}</dt><dd>${field.help}</dd></div>`)}</dl></details>`;
};

export const factList = (list: readonly Fact[]) =>
  html`<dl class="facts">${list.map(
    ({ field, text }) => html`<div ?data-long=${text.length > 28}>
    <dt>${field.label}</dt><dd>${text}</dd></div>`,
  )}</dl>`;
