// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import '../../charts/intervals.ts';
import type { IntervalRow } from '../../charts/intervals.ts';
import type { Results } from '../../generated/operations.ts';
import { count, decimalsFor, fixed, number, percent, pValue, signed } from '../../ui/format.ts';
import { type Table, tableView } from '../../ui/table.ts';
import type { Names } from './file-tool.ts';
import { caution, checksLine, checksPart, failedChecks, gate, rowsPart } from './parts.ts';

export type Report = Results['csv-effect'];
type Effect = Report['unadjusted'];

export const shownEffect = (report: Report): Effect =>
  report.headline === 'adjusted' && report.adjusted ? report.adjusted : report.unadjusted;

const figure = (effect: Effect, value: number) => signed(fixed(value, decimalsFor(effect.se)), value);
const interval = (effect: Effect) => `${figure(effect, effect.ci_low)} to ${figure(effect, effect.ci_high)}`;
const bound = (value: number | undefined) =>
  value === undefined ? 'no bound' : signed(percent(value, 1), value);

function lift(effect: Effect): string | undefined {
  if (effect.lift === undefined) return undefined;
  const range = effect.lift_unbounded
    ? 'the interval has no bounds'
    : `${bound(effect.lift_ci_low)} to ${bound(effect.lift_ci_high)}`;
  return `${signed(percent(effect.lift, 1), effect.lift)} (${range})`;
}

export function reportSentence(report: Report, names: Names): string {
  const effect = shownEffect(report);
  const certain = effect.ci_low > 0 || effect.ci_high < 0;
  const more = effect.estimate > 0 ? 'higher' : 'lower';
  const size = fixed(Math.abs(effect.estimate), decimalsFor(effect.se));
  const range = `${percent(names.confidence)} interval ${interval(effect)}`;
  const careful = caution(report.checks);
  return certain
    ? `${careful}Mean ${names.outcome} was ${size} ${more} under ${names.treatment} than under ${names.control} (${range}). If the experiment was run as planned, chance alone would rarely show this much; the size is less certain than the direction.`
    : `${careful}The data do not settle the direction: mean ${names.outcome} was ${size} ${more} under ${names.treatment} (${range}), and the interval holds both a gain and a loss. That is not evidence of no effect.`;
}

function headlinePart(report: Report, names: Names) {
  const effect = shownEffect(report);
  const lifted = lift(effect);
  return html`<section class="answer answer-report" aria-label="Answer" aria-live="polite"
    ?data-distrust=${failedChecks(report.checks).length > 0}>
    <p class="answer-label">Difference in mean ${names.outcome}, ${names.treatment} against ${names.control}</p>
    <p class="answer-figure"><span class="figure-number">${figure(effect, effect.estimate)}</span>
      <span class="figure-unit">${percent(names.confidence)} interval <span class="nowrap">${interval(effect)}</span></span></p>
    ${lifted ? html`<p class="answer-lift">${lifted} relative to control</p>` : nothing}
    <p class="answer-sentence">${reportSentence(report, names)}</p>
    ${report.decision === '' ? nothing : html`<p class="answer-sentence">${report.decision}</p>`}
  </section>`;
}

export function effectsTable(report: Report): Table<Effect> {
  return {
    caption: 'The effect by each method',
    rows: report.adjusted ? [report.unadjusted, report.adjusted] : [report.unadjusted],
    current: (row) => report.adjusted !== undefined && row === shownEffect(report),
    columns: [
      { title: 'Method', cell: (row) => row.label },
      {
        title: 'Difference',
        numeric: true,
        cell: (row) => ({ text: figure(row, row.estimate), value: row.estimate }),
      },
      { title: 'Low', numeric: true, cell: (row) => ({ text: figure(row, row.ci_low), value: row.ci_low }) },
      {
        title: 'High',
        numeric: true,
        cell: (row) => ({ text: figure(row, row.ci_high), value: row.ci_high }),
      },
      { title: 'Std. error', numeric: true, cell: (row) => ({ text: number(row.se), value: row.se }) },
      { title: 't', numeric: true, cell: (row) => ({ text: fixed(row.statistic, 2), value: row.statistic }) },
      { title: 'df', numeric: true, cell: (row) => ({ text: number(row.df, 5), value: row.df }) },
      { title: 'p', numeric: true, cell: (row) => ({ text: pValue(row.p_value), value: row.p_value }) },
      {
        title: 'Lift',
        numeric: true,
        cell: (row) =>
          row.lift === undefined ? '' : { text: signed(percent(row.lift, 1), row.lift), value: row.lift },
      },
    ],
  };
}

function forest(report: Report, names: Names) {
  const rows: IntervalRow[] = effectsTable(report).rows.map((effect) => ({
    label: effect.label,
    figures: `${figure(effect, effect.estimate)} (${interval(effect)})`,
    value: effect.estimate,
    low: effect.ci_low,
    high: effect.ci_high,
    kind: effect === shownEffect(report) ? 'main' : 'other',
  }));
  return html`<section class="part" aria-labelledby="forest">
    <h2 id="forest">Estimates</h2>
    <figure class="figure"><sutva-intervals .rows=${rows} .reference=${0} axis="Difference in mean ${names.outcome}"
      label="Estimates with their intervals" .formatX=${(x: number) => number(x, 3)}></sutva-intervals></figure>
    ${tableView(effectsTable(report))}
    <p class="source">${effectsTable(report).rows.map((effect) => html`<span>${effect.label}: ${effect.source}.</span> `)}
      ${shownEffect(report).lift === undefined ? nothing : `Interval of the lift: ${shownEffect(report).lift_method.replace(/^./, (letter) => letter.toUpperCase())}.`}</p>
  </section>`;
}

function covariateWords(report: Report): string[] {
  const words: string[] = [];
  const { adjusted, unadjusted, variance_reduction: gain, equivalent_sample_multiplier: multiplier } = report;
  if (adjusted && gain !== undefined) {
    const narrower = 1 - (adjusted.ci_high - adjusted.ci_low) / (unadjusted.ci_high - unadjusted.ci_low);
    if (gain > 0.02) {
      words.push(
        `Adjusting for what was known before the test made the interval ${percent(narrower, 0)} narrower.${
          multiplier === undefined
            ? ''
            : ` That is as if ${percent(multiplier - 1, 0)} more people had taken part.`
        }`,
      );
      const best = report.covariates.reduce((a, b) =>
        (b.variance_reduction ?? 0) > (a.variance_reduction ?? 0) ? b : a,
      );
      if (best.variance_reduction !== undefined && report.covariates.length > 1)
        words.push(
          `Most of it is due to ${best.name}, which alone saves ${percent(best.variance_reduction, 1)} of the variance.`,
        );
    } else if (gain < -0.02)
      words.push('The covariates made the interval wider: they cost more than they explain. Leave them out.');
    else
      words.push(
        'Together the covariates say little about this outcome, and the interval is about as wide as without them.',
      );
  }
  const idle = report.covariates.filter(
    (covariate) => !covariate.dropped && (covariate.variance_reduction ?? 1) < 0.01,
  );
  if (idle.length > 0) {
    const most = Math.max(...idle.map((covariate) => covariate.variance_reduction ?? 0));
    words.push(
      `${idle.map((covariate) => covariate.name).join(', ')} on ${idle.length === 1 ? 'its' : 'their'} own saves ${
        most < 0.001 ? 'next to nothing' : percent(most, 1)
      } of the variance. An idle covariate neither helps nor harms in a file of this size.`,
    );
  }
  const dropped = report.covariates.filter((covariate) => covariate.dropped);
  if (dropped.length > 0)
    words.push(
      `${dropped.map((covariate) => covariate.name).join(', ')} was left out, being constant or a combination of the others.`,
    );
  return words;
}

function covariatesPart(report: Report) {
  if (report.covariates.length === 0) return nothing;
  const table: Table<Report['covariates'][number]> = {
    caption: 'Covariates, each on its own',
    rows: report.covariates,
    columns: [
      { title: 'Covariate', cell: (row) => row.name },
      { title: 'Kind', cell: (row) => (row.dropped ? `${row.kind}, left out` : row.kind) },
      { title: 'Missing', numeric: true, cell: (row) => count(row.missing) },
      {
        title: 'R²',
        numeric: true,
        cell: (row) => (row.r_squared === undefined ? '–' : fixed(row.r_squared, 3)),
      },
      {
        title: 'Variance saved',
        numeric: true,
        cell: (row) => (row.variance_reduction === undefined ? '–' : percent(row.variance_reduction, 1)),
      },
      {
        title: 'Imbalance',
        numeric: true,
        cell: (row) =>
          row.balance_smd === undefined ? '–' : signed(fixed(row.balance_smd, 3), row.balance_smd),
      },
    ],
  };
  return html`<section class="part" aria-labelledby="covariates">
    <h2 id="covariates">What the covariates gave</h2>
    ${covariateWords(report).map((text) => html`<p class="prose">${text}</p>`)}
    ${tableView(table)}
    <p class="hint">Imbalance is the standardised difference between the arms before the test. Only values from before the
      test belong here: a covariate that the treatment can change takes part of the effect away.</p>
  </section>`;
}

function armsTable(report: Report) {
  const arms: Table<Report['arms'][number]> = {
    caption: 'Arms',
    rows: report.arms,
    columns: [
      { title: 'Arm', cell: (row) => row.level },
      { title: 'Role', cell: (row) => row.role },
      { title: 'Rows', numeric: true, cell: (row) => count(row.rows) },
      { title: 'Used', numeric: true, cell: (row) => count(row.used) },
      { title: 'No outcome', numeric: true, cell: (row) => count(row.missing_outcome) },
      { title: 'Mean', numeric: true, cell: (row) => number(row.mean, 5) },
      { title: 'Std. deviation', numeric: true, cell: (row) => number(row.sd, 5) },
    ],
  };
  return tableView(arms);
}

/** The whole report, the gate first where a check forbids belief. */
export const reportView = (report: Report, names: Names) => html`
  ${gate(report.checks)}
  ${checksLine(report.checks)}
  ${headlinePart(report, names)}
  ${checksPart(report.checks)}
  ${forest(report, names)}
  ${covariatesPart(report)}
  ${rowsPart(report, armsTable(report))}`;
