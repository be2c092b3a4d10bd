// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Issue } from '../../engine/engine.ts';
import type { FieldSchema, OperationSchema } from '../../generated/operations.ts';
import { defaultOf, isActive, type Values } from '../../state/link.ts';
import { fieldRows } from '../../ui/form.ts';
import { type Plan, unitOf } from './measure.ts';

export interface PlanForm {
  operation: OperationSchema;
  /** The fields of the answer. */
  result: readonly FieldSchema[];
  values: Values;
  issues: readonly Issue[];
  /** The answer, from which the other scale of the effect is taken. */
  plan: Plan | undefined;
  /** Headings that are open although they fold. */
  opened: Set<string>;
  few: boolean;
  /** The heading that stands before the others. */
  first?: string;
}

// What most questions leave as it is.
const folding = new Set([
  'Covariates and reach',
  'Covariates and clusters',
  'Covariates',
  'Reach',
  'Method',
  'Methods',
  'Traffic',
]);
const isPair = (field: FieldSchema) => field.name === 'effect' || field.name === 'effect_scale';
const groupOf = (field: FieldSchema, operation: OperationSchema) => field.group ?? operation.title;
const differs = (field: FieldSchema, values: Values) =>
  JSON.stringify(values[field.name]) !== JSON.stringify(defaultOf(field, values));

/** One effect, shown relative and absolute; either may be written. */
function effectPair(effect: FieldSchema, { values, issues, plan }: PlanForm) {
  const scale = String(values.effect_scale);
  const own = (name: string, label: string): FieldSchema => ({ ...effect, name, label, help: '' });
  const value = (mine: string, solved: unknown) =>
    scale === mine ? values.effect : typeof solved === 'number' ? Number(solved.toPrecision(6)) : undefined;
  const mapped = issues.map((issue) =>
    issue.field === 'effect' ? { ...issue, field: `effect_${scale}` } : issue,
  );
  const unit = values.metric === 'proportion' ? 'points' : values.metric === 'mean' ? 'outcome' : '';
  return html`<p class="group-help">${effect.help}</p>
    <div class="pair">
      <sutva-field .schema=${own('effect_relative', 'Relative')} unit="share"
        .value=${value('relative', plan?.effect_relative)} .issues=${mapped}></sutva-field>
      <span class="pair-or" aria-hidden="true">or</span>
      <sutva-field .schema=${own('effect_absolute', 'Absolute')} unit=${unit}
        .value=${value('absolute', plan?.effect_absolute)} .issues=${mapped}></sutva-field>
    </div>`;
}

/** Whether the effect can be shown on both scales now: it is asked for, and the answer has it on both. */
const hasPair = ({ operation, result, values }: PlanForm) =>
  operation.request.filter((field) => isPair(field) && isActive(field, values)).length === 2 &&
  result.filter(({ name }) => name === 'effect_relative' || name === 'effect_absolute').length === 2;

function rows(fields: readonly FieldSchema[], form: PlanForm, title: string): TemplateResult {
  const { values, issues } = form;
  const state = { values, issues, unit: (field: FieldSchema) => unitOf(field, values) };
  const effect = hasPair(form) ? fields.find((field) => field.name === 'effect') : undefined;
  if (!effect) return html`${fieldRows(fields, state, title)}`;
  const at = fields.indexOf(effect);
  const rest = (part: readonly FieldSchema[]) => part.filter((field) => !isPair(field));
  return html`${fieldRows(rest(fields.slice(0, at)), state, title)}
    ${effectPair(effect, form)}
    ${fieldRows(rest(fields.slice(at)), state, title)}`;
}

/** The question: the fields under their headings, in the order in which the core describes them. */
export function planForm(form: PlanForm) {
  const { operation, values, issues, opened, few } = form;
  const groups = new Map<string, FieldSchema[]>();
  for (const field of operation.request) {
    const title = groupOf(field, operation);
    groups.set(title, [...(groups.get(title) ?? []), field]);
  }
  const asked = [...groups]
    .map(([title, fields]) => [title, fields, fields.filter((field) => isActive(field, values))] as const)
    .filter(([, , active]) => active.length > 0);
  asked.sort(([a], [b]) => Number(b === form.first) - Number(a === form.first));
  const most = asked
    .filter(([title, , active]) => !folding.has(title) && active.some((field) => field.name !== 'solve_for'))
    .slice(0, 3);
  return (few ? most : asked).map(([title, fields, active], at) => {
    const drawn = rows(
      few ? fields.filter((field) => field.name !== 'solve_for') : fields,
      form,
      active.length === 1 ? title : '',
    );
    const names = new Set(active.map((field) => field.name));
    // What stands first is the question itself.
    if (!folding.has(title) || few || at < 3)
      return keyed(title, html`<fieldset class="group"><legend>${title}</legend>${drawn}</fieldset>`);
    // It stays open once it has shown something: it must not close under the hand that writes a default back.
    if (active.some((field) => differs(field, values)) || issues.some((issue) => names.has(issue.field)))
      opened.add(title);
    return keyed(
      title,
      html`<fieldset class="group group-folding" aria-label=${title}>
        <details ?open=${opened.has(title)}><summary>${title}<small>${opened.has(title) ? nothing : summaryOf(active, values)}</small></summary>
        ${drawn}</details></fieldset>`,
    );
  });
}

/** What a closed group holds, so that nobody must open it to know. */
function summaryOf(active: readonly FieldSchema[], values: Values): string {
  if (active.length > 1) return `${active.length} inputs, as usual`;
  const [field] = active;
  return field?.choices?.find((choice) => choice.name === values[field.name])?.label ?? '';
}
