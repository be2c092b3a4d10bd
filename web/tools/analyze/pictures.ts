// SPDX-License-Identifier: Apache-2.0
// The pictures of each analysis, beside its forests.
import { html, nothing, type TemplateResult } from 'lit';
import '../../charts/dots.ts';
import type { DotRow } from '../../charts/dots.ts';
import '../../charts/intervals.ts';
import type { IntervalRow } from '../../charts/intervals.ts';
import '../../charts/lines.ts';
import type { Line } from '../../charts/lines.ts';
import '../../charts/spans.ts';
import type { Results } from '../../generated/operations.ts';
import { decimalsFor, fixed, number, percent, signed } from '../../ui/format.ts';
import type { Found, Picture } from './findings-view.ts';

type Draw = (found: Found) => Picture;

let id = 0;
function part(
  title: string,
  picture: TemplateResult,
  legend: readonly { name: string; other?: boolean }[] = [],
) {
  const key = `picture-${id++ % 100}`;
  return html`<section class="part" aria-labelledby=${key}>
    <h2 id=${key}>${title}</h2>
    <figure class="figure">${picture}
      ${
        legend.length > 1
          ? html`<figcaption class="legend">${legend.map(({ name, other }) => html`<span ?data-other=${other}>${name}</span>`)}</figcaption>`
          : nothing
      }</figure>
  </section>`;
}

interface Bin {
  from: number;
  to: number;
  shares: readonly [control: number, treatment: number];
}

/** Two histograms on the same bins, as outlines. */
function outlines(bins: readonly Bin[], names: readonly [string, string]): Line[] {
  return names.map((name, i) => ({
    name,
    other: i === 0,
    x: bins.flatMap(({ from, to }) => [from, to]),
    y: bins.flatMap(({ shares }) => [shares[i] ?? 0, shares[i] ?? 0]),
  }));
}

function histogram(
  title: string,
  axis: string,
  bins: readonly Bin[],
  names: readonly [string, string],
  formatX: (x: number) => string,
) {
  const lines = outlines(bins, names);
  return part(
    title,
    html`<sutva-lines .lines=${lines} axis=${axis} label="Share of the group" .floor=${0} .formatX=${formatX}
      .formatY=${(y: number) => percent(y)}></sutva-lines>`,
    lines,
  );
}

type Observed = Results['effect-observational'];
function observed(found: Found): Picture {
  const { overlap, balance, control, treatment } = found as unknown as Observed;
  const bins = overlap.map((bin) => ({
    from: bin.from,
    to: bin.to,
    shares: [bin.control_share, bin.treatment_share] as const,
  }));
  const series = [
    ['before', 'Before'],
    ['after_overlap', 'Overlap weights'],
    ['after_matching', 'Matched'],
  ] as const;
  const rows: DotRow[] = balance.map((row) => ({
    label: row.covariate,
    values: series.map(([name]) => row[name]),
  }));
  return {
    shows: ['overlap'],
    view: html`${histogram('Do the groups overlap?', 'Propensity to be treated', bins, [control, treatment], (x) => fixed(x, 1))}
      ${part(
        'Are they alike after weighting?',
        html`<sutva-dots .rows=${rows} .series=${series.map(([, title]) => title)} .limits=${[-0.1, 0.1]}
          axis="Standardised difference" .formatX=${(x: number) => number(x, 2)}></sutva-dots>`,
      )}
      <p class="hint">Open circles: before. Filled: with overlap weights. Squares: matched. Between the dashed rules a difference is
        usually small enough.</p>`,
  };
}

type Panel = Results['effect-panel'];
function panel(found: Found): Picture {
  const { series, event_study } = found as unknown as Panel;
  const places = series.map((_, i) => i);
  const periods = series.map(({ period }) => period);
  const lines: Line[] = [
    {
      name: 'Treated at some time',
      x: places,
      y: series.map(({ treated_mean }) => treated_mean ?? Number.NaN),
    },
    {
      name: 'Comparison',
      x: places,
      y: series.map(({ comparison_mean }) => comparison_mean ?? Number.NaN),
      other: true,
    },
  ];
  const spans = event_study.flatMap(({ event_time, estimate, ci_low, ci_high, band_low, band_high }) =>
    event_time === undefined
      ? []
      : [
          {
            x: event_time,
            y: estimate,
            low: ci_low,
            high: ci_high,
            band_low,
            band_high,
            other: event_time < 0,
          },
        ],
  );
  return {
    shows: ['series', 'paths'],
    view: html`${part(
      'Means over time',
      html`<sutva-lines .lines=${lines} axis="Period" label="Mean outcome" .formatX=${(x: number) => periods[Math.round(x)] ?? ''}
        .formatY=${(y: number) => number(y, 3)}></sutva-lines>`,
      lines,
    )}
    ${
      spans.length > 1
        ? html`${part(
            'Effect by time since it began',
            html`<sutva-spans .spans=${spans} axis="Periods since treatment began" label="Effect" .at=${-0.5}
              .formatX=${(x: number) => number(x)} .formatY=${(y: number) => number(y, 3)}></sutva-spans>`,
          )}
          <p class="hint">Grey points come before the treatment: they should lie around zero. Thin bars hold for one point, wide ones for
            all points together.</p>`
        : nothing
    }`,
  };
}

type Shape = Results['effect-outcome'];
function shape(found: Found): Picture {
  const { bins, arms, outcome, bin_scale } = found as unknown as Shape;
  const [control, treatment] = arms;
  if (bins.length < 3 || !control || !treatment) return { view: nothing, shows: [] };
  // Places of the bins on the axis: a value alone has no width, and bins of equal ratio are wide at the end.
  const places: Bin[] = bins.map((bin, i) => ({
    from: i,
    to: i + 1,
    shares: [bin.control_share, bin.treatment_share] as const,
  }));
  const edge = (x: number) => {
    const bin = bins[Math.min(bins.length - 1, Math.round(x))];
    return bin === undefined ? '' : number(Math.round(x) >= bins.length ? bin.high : bin.low, 3);
  };
  const title = `How ${outcome} is distributed`;
  return {
    shows: ['bins'],
    view: html`${histogram(title, outcome, places, [control.level, treatment.level], edge)}
      ${bin_scale === 'logarithmic' ? html`<p class="hint">Bins grow with the outcome: each is so many times as wide as the one before.</p>` : nothing}`,
  };
}

type Synthetic = Results['effect-synthetic'];
function synthetic(found: Found): Picture {
  const { series, treated_unit } = found as unknown as Synthetic;
  const places = series.map((_, i) => i);
  const format = (x: number) => series[Math.round(x)]?.period ?? '';
  const begun = series.findIndex(({ event_time }) => event_time !== undefined && event_time >= 0);
  const lines: Line[] = [
    { name: treated_unit, x: places, y: series.map(({ treated }) => treated) },
    { name: 'Synthetic control', x: places, y: series.map((point) => point.synthetic), other: true },
  ];
  const gaps: Line[] = [{ name: 'Gap', x: places, y: series.map(({ effect }) => effect) }];
  const ranges = series.some((point) => point.placebo_low !== undefined);
  if (ranges)
    for (const end of ['placebo_low', 'placebo_high'] as const)
      gaps.push({
        name: end === 'placebo_low' ? 'Placebos, 5 %' : 'Placebos, 95 %',
        x: places,
        y: series.map((point) => point[end] ?? Number.NaN),
        other: true,
      });
  return {
    shows: ['series'],
    view: html`${part(
      `${treated_unit} and its synthetic control`,
      html`<sutva-lines .lines=${lines} axis="Period" label="Outcome" .at=${begun < 0 ? undefined : begun - 0.5} .formatX=${format}
        .formatY=${(y: number) => number(y, 3)}></sutva-lines>`,
      lines,
    )}
    ${part(
      'The gap, and what other units show by chance',
      html`<sutva-lines .lines=${gaps} axis="Period" label="Gap" .level=${0} .at=${begun < 0 ? undefined : begun - 0.5} .formatX=${format}
        .formatY=${(y: number) => number(y, 3)}></sutva-lines>`,
      ranges ? [{ name: 'Gap' }, { name: 'Placebos, 5 % to 95 %', other: true }] : [],
    )}`,
  };
}

type Segments = Results['effect-segments'];
function segments(found: Found): Picture {
  const { overall, segments } = found as unknown as Segments;
  const row = (
    label: string,
    one: { estimate: number; se?: number; ci_low?: number; ci_high?: number },
    kind: 'main' | 'other',
  ): IntervalRow => {
    const text = (value: number) => signed(fixed(value, decimalsFor(one.se ?? 0)), value);
    const range =
      one.ci_low === undefined || one.ci_high === undefined
        ? ''
        : ` (${text(one.ci_low)} to ${text(one.ci_high)})`;
    return {
      label,
      figures: `${text(one.estimate)}${range}`,
      value: one.estimate,
      ...(one.ci_low === undefined ? {} : { low: one.ci_low }),
      ...(one.ci_high === undefined ? {} : { high: one.ci_high }),
      kind,
    };
  };
  const rows = [
    row('Everybody', overall, 'main'),
    ...segments.flatMap((one) =>
      one.estimate === undefined
        ? []
        : [row(`${one.column}: ${one.level}`, { ...one, estimate: one.estimate }, 'other')],
    ),
  ];
  return {
    shows: [],
    view: html`${part(
      'The effect in each segment',
      html`<sutva-intervals .rows=${rows} .reference=${overall.estimate} axis="Difference in means"
        label="Effects by segment" .formatX=${(x: number) => number(x, 3)}></sutva-intervals>`,
    )}
    <p class="hint">The rule is the effect over everybody. Intervals that lie across it do not show a segment to be different.</p>`,
  };
}

const drawn: Readonly<Record<string, Draw>> = {
  'effect-segments': segments,
  'effect-outcome': shape,
  'effect-synthetic': synthetic,
  'effect-observational': observed,
  'effect-panel': panel,
};

export const pictureOf = (operation: string, found: Found): Picture =>
  drawn[operation]?.(found) ?? { view: nothing, shows: [] };
