// SPDX-License-Identifier: Apache-2.0
// What a study of experiments in a market found: pictures and tables.
import { html, nothing } from 'lit';
import '../../charts/frontier.ts';
import '../../charts/named-lines.ts';
import '../../charts/ridges.ts';
import type { FrontierPoint } from '../../charts/frontier.ts';
import type { NamedLine } from '../../charts/named-lines.ts';
import type { RidgeRow } from '../../charts/ridges.ts';
import type { OperationSchema, Results } from '../../generated/operations.ts';
import { structs } from '../../generated/structs.ts';
import { count, number, percent, signed } from '../../ui/format.ts';
import { type Table, tableView } from '../../ui/table.ts';
import {
  axisNumber,
  colourOf,
  designLegend,
  digits,
  errorColumns,
  errorWords,
  missing,
  never,
  numeric,
  optional,
  reasons,
  undefinedWords,
} from './study-parts.ts';

export type MarketFound = Results['market-study'];
type Estimate = MarketFound['estimates'][number];
type Curve = MarketFound['curves'][number];

const unit = 'bookings per listing and day';
const both = 'two_sided';
/** Estimators of one design have its colour and differ by their strokes. */
const dashes: Record<string, string> = { tsri_1: '7,3', tsri_2: '2,3', no_burn_in: '7,3' };
/** Right in the mean field as whole markets are: both lines lie on each other. */
const designDashes: Record<string, string> = { budget_split: '4,8' };
const dashOf = ({ design, estimator }: Curve) => dashes[estimator] ?? designDashes[design];

const fullName = ({ design_label, estimator, estimator_label }: Estimate | Curve) =>
  estimator === 'difference' ? design_label : `${design_label}: ${estimator_label}`;
/** Estimators of an experiment on both sides are known by their own names. */
const nameOf = (e: Estimate | Curve) => (e.design === both ? e.estimator_label : fullName(e));

const signedPercent = (share: number) =>
  signed(percent(share, share !== 0 && Math.abs(share) < 0.1 ? 1 : 0), share);

/** The picture ends where the second worst does not fill it: one line may run away where supply is short. */
function topOf(curves: readonly Curve[]): number {
  const worst = curves.map(({ relative_bias: y }) => Math.max(...y.map(Math.abs))).sort((a, b) => b - a);
  return Math.max(0.05, Math.min(worst[0] ?? 0, 1.8 * (worst[1] ?? worst[0] ?? 0)));
}

export function curvePart(found: MarketFound, operation: OperationSchema) {
  // Weighed or not, time that counts has the same bias.
  const curves = found.curves.filter(
    ({ relative_bias: y, estimator }) =>
      y.length === found.curve_balance.length && estimator !== 'horvitz_thompson',
  );
  if (curves.length === 0) return nothing;
  const lines: NamedLine[] = curves.map((curve) => ({
    name: nameOf(curve),
    colour: colourOf(curve.design, operation),
    y: curve.relative_bias,
    ...(dashOf(curve) && { dash: dashOf(curve) as string }),
  }));
  const top = topOf(curves);
  const beyond = curves.flatMap((curve) => {
    const farthest = curve.relative_bias.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
    if (Math.abs(farthest) <= top * 1.1) return [];
    const at = found.curve_balance[curve.relative_bias.indexOf(farthest)] ?? 1;
    return [`“${nameOf(curve)}” goes on to ${signedPercent(farthest)} at ${number(at, 3)}`];
  });
  return html`<section class="part" aria-labelledby="balance">
    <h2 id="balance">What supply and demand do to the bias</h2>
    <p class="prose">To the left listings stand empty: what one customer books is there for the next, and comparing customers is right.
      To the right they are short: treated customers take listings from the others, and only comparing listings is right.</p>
    <figure class="figure"><sutva-named-lines .x=${found.curve_balance} .lines=${lines} .at=${found.balance}
      .atName=${'now'} .top=${top} axis="Demand over supply, λ/τ" label="Bias over the true effect"
      .formatX=${axisNumber} .formatY=${(y: number) => percent(y)}></sutva-named-lines>
      ${lineLegend(lines)}</figure>
    <p class="hint">Without noise, with many listings, in one market. ${beyond.length > 0 ? `${beyond.join('; ')}.` : ''}</p>
  </section>`;
}

const lineLegend = (lines: readonly NamedLine[]) =>
  html`<ul class="legend legend-lines" role="list">${lines.map(
    ({ name, colour, dash }) =>
      html`<li><svg viewBox="0 0 28 8" width="28" height="8" aria-hidden="true"><line x1="0" x2="28" y1="4" y2="4"
        stroke=${colour} stroke-width="2.5" stroke-dasharray=${dash ?? 'none'} /></svg>${name}</li>`,
  )}</ul>`;

function figures(e: Estimate): string {
  const words = [`mean ${signed(digits(e.mean, e.bias_mcse), e.mean)}`, `SD ${number(e.sd, 3)}`];
  if (e.undefined > 0) words.push(undefinedWords(e));
  return words.join(' · ');
}

const ridgeRows = (found: MarketFound, operation: OperationSchema): RidgeRow[] =>
  found.estimates.map((e) => ({
    label: e.estimator_label,
    group: e.design_label,
    figures: figures(e),
    colour: colourOf(e.design, operation),
    low: e.low,
    high: e.high,
    counts: e.histogram,
    total: Math.round(found.replicates * (1 - e.undefined)),
    mean: e.mean,
    sd: e.sd,
    truth: e.truth,
    none: never(e) ? undefinedWords(e) : undefined,
  }));

export const ridgesPart = (found: MarketFound, operation: OperationSchema) => html`
  <section class="part" aria-labelledby="ridges">
    <h2 id="ridges">What each would have said</h2>
    <p class="prose">Estimates over all simulated experiments, in ${unit}; the line is the truth, the ring the mean.</p>
    <figure class="figure"><sutva-ridges .rows=${ridgeRows(found, operation)} axis="Estimated effect, ${unit}"
      label="Distributions of estimates" .formatX=${axisNumber}></sutva-ridges></figure>
  </section>`;

export function frontierPart(found: MarketFound, operation: OperationSchema) {
  const rows = found.estimates.filter((e) => !never(e));
  if (rows.length < 2) return nothing;
  const points: FrontierPoint[] = rows.map((e) => ({
    label: nameOf(e),
    series: `${e.design_label}\n${e.estimator}`,
    colour: colourOf(e.design, operation),
    bias: Math.abs(e.bias),
    sd: e.sd,
  }));
  return html`<section class="part" aria-labelledby="frontier">
    <h2 id="frontier">The price: bias against spread</h2>
    <p class="prose">Further left is more precise, further down less biased. Each dashed curve is one root mean square error
      (RMSE). More days move marks to the left, not down; those of whole markets stay where their demand differs.
      Leaving out the start of periods moves a switchback down and to the right.</p>
    <figure class="figure"><sutva-frontier .points=${points} axisX="SD of the estimates" axisY="Bias, without its sign"
      .formatValue=${axisNumber}></sutva-frontier>${designLegend(found.estimates, operation)}</figure>
  </section>`;
}

/** The row with the smallest error among those that are always defined. */
function best({ estimates }: MarketFound): Estimate | undefined {
  const rows = estimates.filter((e) => e.undefined === 0);
  return rows.length === 0 ? undefined : rows.reduce((a, b) => (b.rmse < a.rmse ? b : a));
}

/** More days, or more markets where days do not help: what the wanted power takes, from the spread alone. */
function neededColumns(exact: boolean) {
  const whole = (title: string, pick: (e: Estimate) => number | undefined) =>
    numeric<Estimate>(title, (e) => optional(pick(e), (x) => count(Math.ceil(x))));
  if (exact)
    return [
      whole('Days needed', (e) => e.needed_days),
      whole('Periods needed', (e) => e.needed_periods),
      whole('Markets needed', (e) => e.needed_markets),
      whole('Customers needed', (e) => e.needed_customers),
    ];
  return [
    numeric<Estimate>('Needed', (e) =>
      e.needed_markets === undefined
        ? optional(e.needed_days, (x) => unitsOf(Math.ceil(x), 'day'))
        : optional(e.needed_markets, (x) => unitsOf(x, 'market')),
    ),
  ];
}
const unitsOf = (n: number, one: string) => `${count(n)}\u00a0${one}${n === 1 ? '' : 's'}`;

/** `exact`: for a spreadsheet, with Monte Carlo errors in columns of their own. */
export function estimatesTable(found: MarketFound, exact = false): Table<Estimate> {
  const rows = found.estimates;
  const smallest = best(found);
  const value = (title: string, pick: (e: Estimate) => number) =>
    numeric<Estimate>(title, (e) => (never(e) ? missing : { text: number(pick(e)), value: pick(e) }));
  const [bias, ...others] = errorColumns(rows, exact);
  return {
    caption: `Estimates in ${count(found.replicates)} simulated experiments, ± Monte Carlo error`,
    rows,
    current: (row) => row === smallest,
    columns: [
      ...(exact
        ? [
            { title: 'Design', cell: (e: Estimate) => e.design_label },
            { title: 'Estimator', cell: (e: Estimate) => e.estimator_label },
          ]
        : [
            {
              title: 'Design',
              cell: fullName,
            },
          ]),
      ...(exact ? [value('Truth', (e) => e.truth), value('Mean', (e) => e.mean)] : []),
      ...(bias ? [bias] : []),
      numeric('Bias over truth', (e) => {
        if (never(e) || e.truth === 0) return missing;
        return { text: signedPercent(e.bias / e.truth), value: e.bias / e.truth };
      }),
      ...others,
      ...(rows.some((e) => e.needed_customers !== undefined) ? neededColumns(exact) : []),
      ...(exact ? [value('Bias in the mean field', (e) => e.mean_field_bias)] : []),
    ],
  };
}

export function estimatesPart(found: MarketFound, operation: OperationSchema) {
  const chosen = (name: string) => operation.request.find((field) => field.name === name)?.choices ?? [];
  const used = new Set<string>(found.estimates.map(({ design }) => design));
  const fields = structs.MarketEstimate ?? [];
  const told = fields.filter(({ name }) => !/histogram|mean_field/.test(name));
  const estimators = fields.find(({ name }) => name === 'estimator')?.choices ?? [];
  const asked = new Set<string>(found.estimates.map(({ estimator }) => estimator));
  return html`<section class="part" aria-labelledby="estimates">
    <h2 id="estimates">Bias, spread and what intervals are worth</h2>
    ${tableView(estimatesTable(found))}
    <details class="more facts-help"><summary>What these words mean</summary>
      ${reasons([...errorWords, ...told])}
      <h3>Designs</h3>${reasons(chosen('designs').filter(({ name }) => used.has(name)))}
      <h3>Estimators</h3>${reasons(estimators.filter(({ name }) => asked.has(name)))}
    </details>
  </section>`;
}

export function occupiedPart(found: MarketFound) {
  const bar = (label: string, share: number) => html`<div><dt>${label}</dt>
    <dd><svg class="share-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="share-all" width="100" height="10" /><rect class="share-part" width=${100 * share} height="10" /></svg>
      ${percent(share, 1)}</dd></div>`;
  const facts: [string, string][] = [
    ['Demand over supply, λ/τ', number(found.balance, 3)],
    ['Bookings, nobody treated', number(found.rate_untreated, 4)],
    ['Bookings, everybody treated', number(found.rate_treated, 4)],
    ['True effect', signed(number(found.global_effect, 4), found.global_effect)],
    ['True effect with many listings', signed(number(found.mean_field_effect, 4), found.mean_field_effect)],
  ];
  return html`<section class="part" aria-labelledby="occupied">
    <h2 id="occupied">How full the market is</h2>
    <dl class="share-bars" aria-label="Listings that are occupied">${bar('Occupied, nobody treated', found.occupied_untreated)}
      ${bar('Occupied, everybody treated', found.occupied_treated)}</dl>
    <dl class="facts">${facts.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
    <p class="hint">Bookings and effects: per listing and day. Model and estimators: Johari, Li, Liskovich and Weintraub (2022), Experimental Design in Two-Sided Platforms: An
      Analysis of Bias, Management Science 68:7069–7089; minimax switch points: Bojinov, Simchi-Levi and Zhao (2023), Management
      Science 69:3759–3777; budget split: Liu, Mao and Kang (2021), KDD. Every booking is drawn, and the truth is exact.</p>
  </section>`;
}
