// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import '../../charts/lines.ts';
import '../../charts/ridges.ts';
import type { Line } from '../../charts/lines.ts';
import type { RidgeRow } from '../../charts/ridges.ts';
import type { FieldSchema, Results } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { define } from '../../ui/element.ts';
import { count, number, percent } from '../../ui/format.ts';
import { assumptionsPart } from '../../ui/standings.ts';
import { type Table, tableView } from '../../ui/table.ts';
import { MetricFile } from './metric-file.ts';
import {
  chosenTable,
  columnReasons,
  placeOf,
  seriesColour,
  seriesLegend,
  settingsPart,
} from './study-parts.ts';
import { StudyView } from './study-view.ts';

type Study = Results['clt-study'];

const columns = [
  'n',
  'label',
  'coverage',
  'exact_coverage',
  'truth_below',
  'truth_above',
  'width',
  'unbounded',
  'extreme',
  'experiments',
];
/** Sizes are compared by factors. */
const scale = Math.log10;

/** How large a sample must be before its mean is normal, and before each interval covers as it promises. */
export class SutvaCltStudy extends StudyView<Study> {
  private readonly metric = new MetricFile(this);

  protected readonly about = 'The metric, and the intervals';
  protected override readonly runs = ', each size the beginning of the same samples';
  protected override readonly waitingFor = 'Open a file with the metric.';
  protected override file = (fields: readonly FieldSchema[]) => this.metric.view(fields);
  protected readonly layout = {
    finer: new Set(['resamples', 'bootstrap_experiments', 'seed']),
    folding: new Set(['Simulation']),
    playful: new Set(['Metric']),
  };

  protected override get question(): Values | undefined {
    if (this.values.metric !== 'file') return this.request;
    const { column } = this.metric;
    return column === undefined ? undefined : { ...this.request, column };
  }

  protected answer(found: Study | undefined) {
    const usual = found?.needed.find(({ interval }) => interval === 't') ?? found?.needed[0];
    return {
      label: usual ? `Enough for the interval “${usual.label}”` : 'Enough',
      figure:
        usual === undefined
          ? undefined
          : usual.n === undefined
            ? `more than ${count(Math.max(...(found?.sizes.map(({ n }) => n) ?? [0])))}`
            : count(usual.n),
    };
  }

  protected table(found: Study): Table<unknown> {
    return chosenTable(
      'CltIntervalResult',
      columns,
      found.intervals,
      `Coverage in ${count(found.replicates)} simulated samples`,
      {},
    ) as Table<unknown>;
  }

  protected pictures() {
    return [
      { title: 'Coverage by sample size', picture: this.of('sutva-lines') },
      { title: 'Distribution of the mean', picture: this.of('sutva-ridges') },
    ];
  }

  private coveragePart(found: Study) {
    const place = (interval: string) => placeOf(this.operation, 'intervals', interval);
    const lines: Line[] = found.needed.map(({ interval, label }) => {
      const rows = found.intervals.filter((row) => row.interval === interval);
      return {
        name: label,
        x: rows.map(({ n }) => scale(n)),
        y: rows.map(({ coverage }) => coverage),
        colour: seriesColour(place(interval)),
      };
    });
    const least = Math.min(found.confidence, ...lines.flatMap(({ y }) => Array.from(y)));
    return html`<section class="part" aria-labelledby="coverage">
      <h2 id="coverage">When the interval covers</h2>
      <p class="prose">How often each interval holds the true mean, by sample size; it promises ${percent(found.confidence)}. The metric's skewness is
        ${number(found.skewness, 3)}; by the rule 355 × skewness², ${count(Math.ceil(found.rule_n))} are enough.</p>
      <figure class="figure"><sutva-lines .lines=${lines} axis="Sample size" label="Coverage" .level=${found.confidence}
        .formatX=${(x: number) => count(Number((10 ** x).toPrecision(2)))} .formatY=${(y: number) => percent(y)}
        .floor=${Math.max(0, least - 0.02)} .ceiling=${1}></sutva-lines>
        ${seriesLegend(found.needed.map(({ interval, label }) => [place(interval), label] as const))}</figure>
      ${tableView(chosenTable('CltNeededResult', ['label', 'n'], found.needed, 'How many are enough', {}))}
      ${columnReasons('CltNeededResult', ['n'])}
    </section>`;
  }

  private meansPart(found: Study) {
    const rows: RidgeRow[] = found.sizes.map((size) => ({
      label: `n = ${count(size.n)}`,
      group: '',
      figures: `skewness ${number(size.skewness, 2)} · tails ${percent(size.tail_low, 1)} and ${percent(size.tail_high, 1)}`,
      colour: 'var(--accent)',
      low: found.histogram_low,
      high: found.histogram_high,
      counts: Array.from(size.histogram, (share) => share * found.replicates),
      total: found.replicates,
      mean: 0,
      sd: 1,
      truth: 0,
    }));
    return html`<section class="part" aria-labelledby="means">
      <h2 id="means">How the mean comes to be normal</h2>
      <p class="prose">Means of so many values, in standard errors from the truth. A normal mean lies beyond the
        ${percent(found.confidence)} limits in ${percent((1 - found.confidence) / 2, 1)} on each side.</p>
      <figure class="figure"><sutva-ridges .rows=${rows} axis="Standard errors from the true mean" label="Distribution of the mean by sample size"
        .formatX=${(x: number) => number(x, 2)}></sutva-ridges></figure>
      ${tableView(
        chosenTable(
          'CltSizeResult',
          ['n', 'skewness', 'simulated_skewness', 'tail_low', 'tail_high'],
          found.sizes,
          'Means',
          {},
        ),
      )}
      ${columnReasons('CltSizeResult', ['skewness', 'tail_low'])}
    </section>`;
  }

  protected parts(found: Study, asked: Values) {
    return html`${this.coveragePart(found)}
      ${this.meansPart(found)}
      <section class="part" aria-labelledby="intervals">
        <h2 id="intervals">Every interval at every size</h2>
        <details class="more"><summary>${count(found.intervals.length)} rows</summary>${tableView(this.table(found))}</details>
        ${columnReasons('CltIntervalResult', columns)}
      </section>
      ${assumptionsPart(found.assumptions)}
      ${settingsPart(this.operation, asked)}
      ${asked.metric === 'file' ? html`<p class="hint">The link carries the settings, never a file, its columns or its numbers.</p>` : nothing}`;
  }
}
define('sutva-clt-study', SutvaCltStudy);
