// SPDX-License-Identifier: Apache-2.0
// What a study of designs in a network found: pictures and tables.
import { html, nothing } from 'lit';
import '../../charts/columns.ts';
import '../../charts/frontier.ts';
import '../../charts/lines.ts';
import '../../charts/ridges.ts';
import type { FrontierPoint } from '../../charts/frontier.ts';
import type { Line } from '../../charts/lines.ts';
import type { RidgeRow } from '../../charts/ridges.ts';
import type { FieldSchema, OperationSchema, Results } from '../../generated/operations.ts';
import { structs } from '../../generated/structs.ts';
import { encodeLink, type Values } from '../../state/link.ts';
import { count, number, percent, plural, signed } from '../../ui/format.ts';
import { assumptionsPart } from '../../ui/standings.ts';
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

export type Study = Results['network-study'];
type Estimate = Study['estimates'][number];
type Design = Study['designs'][number];

/** A design with the resolution of its clusters, where several are compared. */
function designName({ design, design_label, resolution }: Estimate | Design, study: Study): string {
  const several = study.designs.filter((other) => other.design === design).length > 1;
  return several && resolution !== undefined
    ? `${design_label}, resolution ${number(resolution)}`
    : design_label;
}

function figures(e: Estimate): string {
  const words = [`mean ${signed(digits(e.mean, e.bias_mcse), e.mean)}`, `SD ${number(e.sd, 3)}`];
  if (e.undefined > 0) words.push(undefinedWords(e));
  return words.join(' · ');
}

const resolutionsOf = ({ designs }: Study) =>
  new Set(designs.flatMap(({ resolution }) => (resolution === undefined ? [] : [resolution])));

/** Of several resolutions the one that is asked first. */
function mainOf(study: Study, asked: Values): ({ resolution }: { resolution?: number }) => boolean {
  const all = resolutionsOf(study);
  const [first] = all;
  const main = all.has(Number(asked.resolution)) ? Number(asked.resolution) : first;
  return ({ resolution }) => resolution === undefined || resolution === main;
}

export function ridgeRows(study: Study, operation: OperationSchema, asked: Values): RidgeRow[] {
  return study.estimates.filter(mainOf(study, asked)).map((e) => ({
    label: e.estimator_label,
    group: designName(e, study),
    figures: figures(e),
    colour: colourOf(e.design, operation),
    low: e.low,
    high: e.high,
    counts: e.histogram,
    total: Math.round(study.replicates * (1 - e.undefined)),
    mean: e.mean,
    sd: e.sd,
    truth: e.truth,
    none: never(e) ? undefinedWords(e) : undefined,
  }));
}

export const ridgesPart = (study: Study, operation: OperationSchema, asked: Values) => html`
  <section class="part" aria-labelledby="ridges">
    <h2 id="ridges">What each would have said</h2>
    <p class="prose">Estimates over all simulated experiments; the line is the truth, the ring the mean.${
      resolutionsOf(study).size > 1 ? ' Of clusters one resolution; the others stand below.' : ''
    }</p>
    <figure class="figure"><sutva-ridges .rows=${ridgeRows(study, operation, asked)} axis="Estimated effect"
      label="Distributions of estimates" .formatX=${axisNumber}></sutva-ridges></figure>
  </section>`;

/** The row with the smallest error among those that are always defined and estimate the total effect. */
function best({ estimates }: Study): Estimate | undefined {
  const rows = estimates.filter((e) => e.estimand === 'total' && e.undefined === 0 && e.rmse !== undefined);
  return rows.length === 0
    ? undefined
    : rows.reduce((a, b) => ((b.rmse ?? Infinity) < (a.rmse ?? Infinity) ? b : a));
}

/** `exact`: for a spreadsheet, with Monte Carlo errors in columns of their own. */
export function estimatesTable(study: Study, exact = false): Table<Estimate> {
  const rows = study.estimates;
  const smallest = best(study);
  const several = new Set(rows.map(({ estimand }) => estimand)).size > 1;
  return {
    caption: `Estimates in ${count(study.replicates)} simulated experiments, ± Monte Carlo error`,
    rows,
    current: (row) => row === smallest,
    columns: [
      { title: 'Estimator', cell: (e) => e.estimator_label },
      { title: 'Design', cell: (e) => designName(e, study) },
      ...(several || exact ? [{ title: 'Effect', cell: (e: Estimate) => e.estimand }] : []),
      ...(exact
        ? [
            numeric<Estimate>('Resolution', (e) => optional(e.resolution, (x) => number(x))),
            numeric<Estimate>('Truth', (e) => optional(e.truth, (x) => number(x))),
            numeric<Estimate>('Mean', (e) => (never(e) ? missing : optional(e.mean, (x) => number(x)))),
          ]
        : []),
      ...errorColumns(rows, exact),
      numeric<Estimate>('Units needed', (e) =>
        never(e)
          ? missing
          : optional(e.units_needed, (x) =>
              x < 1e6 ? count(x) : x < 1e9 ? `${number(x / 1e6, 3)}m` : number(x, 3),
            ),
      ),
    ],
  };
}

/** A table that is longer waits to be opened. */
const mostRows = 32;

/** Why some have no estimate at all. */
const reasonsLine = ({ estimates }: Study) => {
  const said = new Set(estimates.flatMap((e) => (e.reason ? [`${e.estimator_label}: ${e.reason}`] : [])));
  return said.size > 0 ? html`<p class="hint">${[...said].join(' ')}</p>` : nothing;
};

export function estimatesPart(study: Study, operation: OperationSchema) {
  const chosen = (name: string, used: Set<string>) =>
    (operation.request.find((field) => field.name === name)?.choices ?? []).filter((choice) =>
      used.has(choice.name),
    );
  const told: readonly FieldSchema[] = structs.SimulatedEstimate ?? [];
  return html`<section class="part" aria-labelledby="estimates">
    <h2 id="estimates">Bias, spread and what intervals are worth</h2>
    ${
      study.estimates.length <= mostRows
        ? tableView(estimatesTable(study))
        : html`<details class="more"><summary>All estimates, ${study.estimates.length} rows</summary>
          ${tableView(estimatesTable(study))}</details>`
    }
    ${reasonsLine(study)}
    <details class="more facts-help"><summary>What these words mean</summary>
      ${reasons([...errorWords, ...told.filter(({ name }) => name !== 'histogram')])}
      <h3>Designs</h3>${reasons(chosen('designs', new Set(study.designs.map(({ design }) => design))))}
      <h3>Estimators</h3>${reasons(chosen('estimators', new Set(study.estimates.map(({ estimator }) => estimator))))}
    </details>
  </section>`;
}

/** Marks of the frontier, and the names of those too far off to be drawn with the others. */
export function frontierPoints(
  study: Study,
  operation: OperationSchema,
): { points: FrontierPoint[]; far: string[] } {
  const rows = study.estimates.filter((e) => e.estimand === 'total' && !never(e) && e.bias !== undefined);
  rows.sort((a, b) => (a.resolution ?? 0) - (b.resolution ?? 0));
  const errors = rows.map(({ rmse }) => rmse ?? 0).sort((a, b) => a - b);
  const most = Math.max(4 * (errors[Math.floor(errors.length / 2)] ?? 0), 2 * Math.abs(study.total_effect));
  const points: FrontierPoint[] = [];
  const far = new Map<string, number>();
  for (const e of rows) {
    if ((e.rmse ?? 0) > most) {
      const name = `${e.estimator_label} with “${e.design_label}”`;
      far.set(name, Math.min(far.get(name) ?? Infinity, e.rmse ?? 0));
      continue;
    }
    const point = {
      label: e.estimator_label,
      series: `${e.design_label}\n${e.estimator}`,
      colour: colourOf(e.design, operation),
      bias: Math.abs(e.bias ?? 0),
      sd: e.sd,
    };
    // Two that differ only in their standard error are one mark.
    const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.abs(a + b);
    const same = (other: FrontierPoint) =>
      other.series.startsWith(`${e.design_label}\n`) &&
      near(other.bias, point.bias) &&
      near(other.sd, point.sd);
    if (!points.some(same)) points.push(point);
  }
  // Along a line the name stands once.
  const named = new Set<string>();
  const once = points.map((point) => {
    const label = named.has(point.series) ? '' : point.label;
    named.add(point.series);
    return { ...point, label };
  });
  return { points: once, far: [...far].map(([name, rmse]) => `${name} (${number(rmse, 3)})`) };
}

/** Resolutions to compare where there is one only. Of few clusters a coarser clustering may be a single one. */
const finer = [2, 5, 20];
const coarser = [0.5];
const fewClusters = 12;

export function frontierPart(
  study: Study,
  operation: OperationSchema,
  values: Values,
  compare: (resolutions: number[]) => void,
) {
  const { points, far } = frontierPoints(study, operation);
  if (points.length === 0) return nothing;
  const resolutions = resolutionsOf(study);
  const canCompare = resolutions.size === 1;
  const clusters = Math.min(...study.designs.map((design) => design.clusters ?? Infinity));
  const others = [...(clusters < fewClusters ? [] : coarser), ...finer].filter(
    (r) => r !== values.resolution,
  );
  return html`<section class="part" aria-labelledby="frontier">
    <h2 id="frontier">The price: bias against spread</h2>
    <p class="prose">Further left is more precise, further down less biased. Each dashed curve is one root mean square error (RMSE)${
      resolutions.size > 1 ? '; lines join the resolutions of the clusters, from coarse to fine' : ''
    }.</p>
    ${
      canCompare
        ? html`<p data-page-only><button type="button" class="button"
            @click=${() => compare(others)}>Compare other resolutions</button></p>`
        : nothing
    }
    <figure class="figure"><sutva-frontier .points=${points} axisX="SD of the estimates" axisY="Bias, without its sign"
      .formatValue=${axisNumber}></sutva-frontier>${designLegend(study.designs, operation)}</figure>
    ${far.length > 0 ? html`<p class="hint">Too far off to be drawn, by RMSE: ${far.join('; ')}.</p>` : nothing}
  </section>`;
}

export function designsTable(study: Study): Table<Design> {
  const some = (pick: (d: Design) => unknown) => study.designs.some((d) => pick(d) !== undefined);
  const numeric = (title: string, pick: (d: Design) => number | undefined, text: (x: number) => string) =>
    some(pick) ? [{ title, numeric: true, cell: (d: Design) => optional(pick(d), text) }] : [];
  const share = (x: number) => percent(x, x > 0 && x < 0.1 ? 1 : 0);
  return {
    caption: 'Designs in this network',
    rows: study.designs,
    columns: [
      { title: 'Design', cell: (d) => designName(d, study) },
      ...numeric('Clusters', (d) => d.clusters, count),
      ...numeric(
        'As good as',
        (d) => d.effective_clusters,
        (x) => number(x, 3),
      ),
      ...numeric('Neighbours in own cluster', (d) => d.within, share),
      ...numeric('Ties cut', (d) => d.cut, share),
      ...numeric('Contamination', (d) => d.contamination, share),
      ...numeric('Fully exposed', (d) => d.exposed, share),
      ...numeric(
        'Effective sample',
        (d) => d.effective,
        (x) => count(x),
      ),
      ...numeric('Never fully treated', (d) => d.never_treated, share),
      ...numeric('Never full control', (d) => d.never_control, share),
    ],
  };
}

const classes = Array.from({ length: 11 }, (_, i) => `${i * 10}\u00a0%`);

export function designsPart(study: Study, operation: OperationSchema, asked: Values) {
  const told = structs.SimulatedDesign ?? [];
  const tops = study.designs.flatMap((d) => [...d.share_in_treated, ...d.share_in_control]);
  const top = Math.max(...tops);
  return html`<section class="part" aria-labelledby="designs">
    <h2 id="designs">Who was exposed to what</h2>
    <p class="prose">An estimate of the total effect needs treated units whose neighbours are treated, and control units whose
      neighbours are not. Where the two kinds of bars overlap, arms leak into each other.</p>
    <div class="twin">${study.designs.filter(mainOf(study, asked)).map(
      (d) => html`<figure class="figure"><figcaption>${designName(d, study)}</figcaption>
        <sutva-columns .classes=${classes} axis="Treated share of the neighbours" .top=${top}
          label=${`${designName(d, study)}: units by treated share of their neighbours`}
          .series=${[
            { label: 'Control', colour: 'var(--rule)', values: d.share_in_control },
            { label: 'Treated', colour: colourOf(d.design, operation), values: d.share_in_treated },
          ]} .formatY=${(y: number) => percent(y)}></sutva-columns></figure>`,
    )}</div>
    <p class="legend legend-exposure"><span data-other>Control units</span> <span>Treated units, in the colour of the design</span></p>
    ${tableView(designsTable(study))}
    <details class="more facts-help"><summary>What these words mean</summary>
      ${reasons([
        { label: 'As good as', help: 'So many clusters of equal size would be worth as much.' },
        ...told.filter(({ name }) => !name.startsWith('share_in')),
      ])}</details>
  </section>`;
}

/** What a plot of one's own data would look like: outcomes of both arms by what share of the neighbours is treated. */
export function exposurePart(study: Study, asked: Values) {
  const lines = (design: Design): Line[] =>
    ['treated', 'control'].flatMap((arm) => {
      const rows = study.exposure_plot.filter(
        (e) => e.design === design.design && e.resolution === design.resolution && e.arm === arm,
      );
      return rows.length > 0
        ? [
            {
              name: arm === 'treated' ? 'Treated' : 'Control',
              x: rows.map((e) => e.share),
              y: rows.map((e) => e.mean),
              other: arm === 'control',
            },
          ]
        : [];
    });
  const drawn = study.designs
    .filter(mainOf(study, asked))
    .map((design) => ({ design, lines: lines(design) }))
    .filter((one) => one.lines.some(({ x }) => x.length > 1));
  if (drawn.length === 0) return nothing;
  return html`<section class="part" aria-labelledby="detect">
    <h2 id="detect">Detect it: outcomes by exposure</h2>
    <p class="prose">Mean outcome of control (grey) and treated units by the treated share of their neighbours, on average over
      experiments. Level lines: nobody reaches anybody. A slope can also come from who has such neighbours; the pair test and
      the randomisation test do not mistake the two.</p>
    <div class="twin">${drawn.map(
      (one) => html`<figure class="figure"><figcaption>${designName(one.design, study)}</figcaption>
        <sutva-lines .lines=${one.lines} axis="Treated share of the neighbours" label="Mean outcome"
          .formatX=${(x: number) => percent(x)} .formatY=${axisNumber}></sutva-lines></figure>`,
    )}</div>
  </section>`;
}

export function networkPart({ network }: Study) {
  const facts: [string, string][] = [
    ['Units', count(network.units)],
    ['Ties', count(network.edges)],
    ['Neighbours on average', number(network.mean_degree, 3)],
    [
      'Fewest, median, most',
      `${count(network.smallest_degree)}, ${count(network.median_degree)}, ${count(network.largest_degree)}`,
    ],
    ['Clustering coefficient', percent(network.clustering, 1)],
    ['Separate parts', count(network.components)],
    ['In the largest part', percent(network.largest_component)],
    ['Without a neighbour', count(network.isolated)],
    ...(network.self_loops > 0
      ? [['Ties to oneself, left out', count(network.self_loops)] as [string, string]]
      : []),
    ...(network.duplicates > 0
      ? [['Repeated ties, put together', count(network.duplicates)] as [string, string]]
      : []),
  ];
  const names = network.degrees.map(({ degree_from: from, degree_to: to }) =>
    from === to ? count(from) : `${count(from)}–${count(to)}`,
  );
  return html`<section class="part" aria-labelledby="network">
    <h2 id="network">The network</h2>
    <dl class="facts">${facts.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
    <p class="hint">Clustering coefficient: of the paths of two ties, the share whose ends are tied too.</p>
    <figure class="figure"><figcaption>How many have how many neighbours</figcaption>
      <sutva-columns .classes=${names} axis="Neighbours" label="Units by number of neighbours"
        .series=${[{ label: 'Units', colour: 'var(--accent)', values: network.degrees.map(({ units }) => units) }]}
        .formatY=${count}></sutva-columns></figure>
  </section>`;
}

/** The same question to Plan, with what the two have in common. */
export function planPart(study: Study, values: Values) {
  const clustered = study.designs.find((d) => d.clusters !== undefined && /^cluster/.test(d.design));
  const plan: Values = {
    metric: 'mean',
    baseline_mean: Number(study.mean_untreated.toPrecision(6)),
    effect_scale: 'absolute',
    effect: Number(study.total_effect.toPrecision(6)),
    ...(Number(values.noise) > 0 && { sd: values.noise }),
    ...(clustered?.clusters && {
      people_per_cluster: Number((study.network.units / clustered.clusters).toPrecision(3)),
    }),
  };
  return html`<section class="part" aria-labelledby="size">
    <h2 id="size">How large must it be?</h2>
    <p class="prose"><a href="#${encodeLink('cluster-size', plan)}">Plan: Clusters</a> says how many clusters are needed, with
      this effect${clustered?.clusters ? ` and ${plural(Math.round(study.network.units / clustered.clusters), 'unit')} in a cluster` : ''}. It
      knows an intraclass correlation (ICC), and no spillover between clusters. What carries over in time, not from unit to
      unit, is for <a href="#${encodeLink('switchback-plan', {})}">Plan: Switchback</a>, which checks itself by simulation.</p>
  </section>`;
}

export const restingPart = (study: Study) => assumptionsPart(study.assumptions);
