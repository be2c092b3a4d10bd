// SPDX-License-Identifier: Apache-2.0
// What stands under a plan to be read: why tools disagree, the formula with the numbers in it, what the answer rests on.
import { html, nothing } from 'lit';
import { formulas } from '../../generated/formulas.ts';
import type { OperationSchema } from '../../generated/operations.ts';
import { structs } from '../../generated/structs.ts';
import type { Values } from '../../state/link.ts';
import { number } from '../../ui/format.ts';
import { type Column, type Table, tableView } from '../../ui/table.ts';
import { type Plan, shown } from './measure.ts';
import { columnOf, type Row } from './struct-table.ts';

/** The same plan by each method: the columns that tell the methods apart. */
export function alternativesTable(operation: OperationSchema, plan: Plan, values: Values): Table<Row> {
  const rows = plan.alternatives as Row[];
  const field = operation.result.find((candidate) => candidate.name === 'alternatives');
  const named = new Set(['method', 'label', 'used_by', 'n_control_unrounded', 'n_treatment']);
  const fields = (structs[field?.struct ?? ''] ?? []).filter((part) => {
    if (named.has(part.name) || !rows.some((row) => row[part.name] !== undefined)) return false;
    const texts = new Set(rows.map((row) => shown(row[part.name], part, values)));
    // A number that no method changes is an input here; the powers are what the table is for.
    return texts.size > 1 || /power/.test(part.name);
  });
  const name: Column<Row> = {
    title: 'Method',
    cell: (row) => ({
      text: html`${row.label} ${row.used_by ? html`<small class="used-by">${row.used_by}</small>` : nothing}`,
      value: String(row.label),
    }),
  };
  return {
    caption: operation.name.endsWith('-size') ? 'The same question by each method' : 'Side by side',
    rows,
    current: (row) => row.method === plan.method,
    columns: [name, ...fields.map((part) => columnOf(part, rows, values))],
  };
}

const reasonsToDisagree: Record<string, string> = {
  proportion: `Most of the difference between calculators is one choice: which variance the test is given when nothing
    changed. Each is an approximation of the same test. The true power, counted over every pair of outcomes, says what
    each plan really delivers.`,
  mean: `A formula with z takes the standard deviation as known; a t-test has to estimate it, and pays for that with a
    few people. The difference is gone in large experiments and matters in small ones.`,
  count: `The rates can be compared as a ratio of logs, as a difference, or after a square root. The scales bend
    differently, so they differ most for few events and large effects.`,
  time_to_event: `Both formulas count events, not people, and differ in how they spread a hazard ratio: Schoenfeld's
    takes its log, Freedman's the ratio itself. Near a ratio of one they agree.`,
  ratio: `A ratio of two sums has no variance of its own in a textbook: here it comes from the delta method, over
    people. A tool that counts views or sessions as if each were a person promises far too much.`,
  'cluster-size': `Tools differ in the distribution they take for a few dozen clusters: a normal one forgets that the
    spread between clusters has to be estimated. The last row forgets the clusters themselves.`,
};

const otherReasons = [
  [
    'The opposite tail',
    'A two-sided test can also reject in the wrong direction. This page counts that as R (strict), statsmodels and G*Power do; a hand formula leaves it out, which matters only where power is low.',
  ],
  [
    'Per arm or in all',
    'Some tools print people per arm, others the total; with unequal arms some print only one of them.',
  ],
  [
    'Rounding',
    'Up to whole people here, each arm for itself. Others round to the nearest, or only the total.',
  ],
] as const;

export function whyToolsDisagree(operation: OperationSchema, plan: Plan, values: Values, more: unknown) {
  const rows = plan.alternatives as Row[] | undefined;
  if (!rows || rows.length < 2) return nothing;
  const field = operation.result.find((candidate) => candidate.name === 'alternatives');
  // Elsewhere they are other designs, and not other tools' numbers for the same one.
  const tools = operation.name === 'sample-size' || operation.name === 'cluster-size';
  const reason = tools
    ? (reasonsToDisagree[operation.name] ?? reasonsToDisagree[String(values.metric)])
    : field?.help;
  return html`<section class="part" aria-labelledby="why-disagree">
    <h2 id="why-disagree">${tools ? 'Why do tools disagree?' : field?.label}</h2>
    ${reason ? html`<p class="prose">${reason}</p>` : nothing}
    ${tableView(alternativesTable(operation, plan, values))}
    ${more}
    ${
      tools
        ? html`<details class="more"><summary>What else differs between tools</summary>
      <dl class="reasons">${otherReasons.map(([what, why]) => html`<div><dt>${what}</dt><dd>${why}</dd></div>`)}</dl></details>`
        : nothing
    }
  </section>`;
}

export function formulaPart(plan: Plan) {
  const used = (plan.equations ?? []).flatMap((key) => formulas[key] ?? []);
  if (used.length === 0) return nothing;
  const values = Object.fromEntries((plan.terms ?? []).map((term) => [term.name, number(term.value, 5)]));
  const test = plan.test ?? plan.analysis;
  return html`<section class="part" aria-labelledby="formula">
    <h2 id="formula">The formula with your numbers</h2>
    ${
      typeof test === 'string' && test !== ''
        ? html`<p class="prose">For this analysis: ${test}${
            typeof plan.method_label === 'string'
              ? html`; planned by the method “${plan.method_label}”`
              : nothing
          }.</p>`
        : nothing
    }
    <ol class="equations">${used.map(
      (formula) => html`<li>
      <p class="formula-title">${formula.title}</p>
      <div class="formula" tabindex="0" role="region" aria-label=${formula.title}>${formula.render(values)}</div>
      <p class="source">${formula.source}</p></li>`,
    )}</ol>
  </section>`;
}
