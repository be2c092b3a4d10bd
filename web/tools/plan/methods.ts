// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import { formulas } from '../../generated/formulas.ts';
import type { Results } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { count, number } from '../../ui/format.ts';
import { type Table, tableView } from '../../ui/table.ts';
import { difference, powerText } from './words.ts';

type Plan = Results['sample-size'];
type Alternative = Plan['alternatives'][number];

export function alternativesTable(values: Values, plan: Plan): Table<Alternative> {
  const sized = values.solve_for === 'size' || values.solve_for === 'duration';
  const share = (title: string, of: (row: Alternative) => number | undefined) => ({
    title,
    numeric: true,
    cell: (row: Alternative) => {
      const value = of(row);
      return value === undefined ? '–' : { text: powerText(value), value };
    },
  });
  const size = (title: string, of: (row: Alternative) => number) => ({
    title,
    numeric: true,
    cell: (row: Alternative) => ({ text: count(of(row)), value: of(row) }),
  });
  return {
    caption: 'The same question by each method',
    rows: plan.alternatives,
    current: (row) => row.method === plan.method,
    columns: [
      {
        title: 'Method',
        cell: (row) => ({
          text: html`${row.label} <small class="used-by">${row.used_by}</small>`,
          value: row.label,
        }),
      },
      ...(sized ? [size('In control', (row) => row.n_control), size('In all', (row) => row.n_total)] : []),
      ...(values.solve_for === 'effect'
        ? [
            {
              title: 'Effect',
              numeric: true,
              cell: (row: Alternative) => ({
                text: difference(values, row.effect_absolute),
                value: row.effect_absolute,
              }),
            },
          ]
        : []),
      ...(sized ? [] : [share('Power by the method', (row) => row.power)]),
      ...(plan.alternatives.some((row) => row.exact_power !== undefined)
        ? [share('Exact power', (row) => row.exact_power)]
        : []),
    ],
  };
}

const reasonsToDisagree: Record<string, string> = {
  proportion: `Most of the difference between calculators is one choice: which variance the test is given when nothing
    changed. Each is an approximation of the same test. The exact power, counted over every pair of outcomes, says what
    each plan really delivers.`,
  mean: `A formula with z takes the standard deviation as known; a t-test has to estimate it, and pays for that with a
    few people. The difference is gone in large experiments and matters in small ones.`,
};

export function whyToolsDisagree(values: Values, plan: Plan) {
  if (plan.alternatives.length < 2) return null;
  return html`<section class="part" aria-labelledby="why-disagree">
    <h2 id="why-disagree">Why do tools disagree?</h2>
    <p class="prose">${reasonsToDisagree[String(values.metric)]}</p>
    ${tableView(alternativesTable(values, plan))}
  </section>`;
}

export function formulaPart(plan: Plan) {
  const used = plan.equations.map((key) => formulas[key]).filter((formula) => formula !== undefined);
  const values = Object.fromEntries(plan.terms.map((term) => [term.name, number(term.value, 5)]));
  return html`<section class="part" aria-labelledby="formula">
    <h2 id="formula">The formula with your numbers</h2>
    <p class="prose">For a ${plan.test}, planned by the method “${plan.method_label}”.</p>
    <ol class="equations">${used.map(
      (formula) => html`<li>
      <p class="formula-title">${formula.title}</p>
      <div class="formula" tabindex="0" role="region" aria-label=${formula.title}>${formula.render(values)}</div>
      <p class="source">${formula.source}</p></li>`,
    )}</ol>
  </section>`;
}

/** What the answer rests on, each with its reason. */
export function assumptionsPart(values: Values, plan: Plan) {
  const points = [
    ['The test', `A ${plan.test}. Another test may need a different number.`],
    [
      'One look',
      'The result is tested once, at the end. Looking earlier and stopping on a good day finds effects that are not there.',
    ],
    [
      'Independent people',
      'One person’s treatment does not change another’s outcome, and each person counts once. Where people meet, share or trade, this fails.',
    ],
    values.metric === 'mean'
      ? [
          'The same spread',
          'The standard deviation is the same in both groups and known well enough to plan with.',
        ]
      : [
          'The baseline',
          'The baseline rate is near what the test will see. It moves the answer most, so take it from the same people and weeks.',
        ],
    [
      'Whole people',
      'Sizes are rounded up to whole people, and the power shown is that of the rounded plan.',
    ],
  ] as const;
  return html`<section class="part" aria-labelledby="assumptions">
    <h2 id="assumptions">What this rests on</h2>
    <dl class="reasons">${points.map(([what, why]) => html`<div><dt>${what}</dt><dd>${why}</dd></div>`)}</dl>
  </section>`;
}
