// SPDX-License-Identifier: Apache-2.0
import { define } from '../ui/element.ts';
import { Chart, type PlotParts } from './chart.ts';

export interface DotRow {
  label: string;
  /** By series; what is left out is not drawn. */
  values: readonly (number | undefined)[];
}

const fills = ['var(--paper)', 'var(--accent)', 'var(--ink-2)'] as const;
const strokes = ['var(--ink-2)', 'var(--accent)', 'var(--ink-2)'] as const;
const symbols = ['circle', 'circle', 'square'] as const;

/** A few values for each of several names, such as imbalance before and after weighting: a love plot. */
export class SutvaDots extends Chart {
  static override properties = {
    rows: { attribute: false },
    series: { attribute: false },
    limits: { attribute: false },
    axis: {},
    formatX: { attribute: false },
  };
  declare rows: readonly DotRow[];
  declare series: readonly string[];
  /** Rules to stay between. */
  declare limits: readonly number[];
  declare axis: string;
  declare formatX: (x: number) => string;

  constructor() {
    super();
    this.rows = [];
    this.series = [];
    this.limits = [];
    this.axis = '';
    this.formatX = String;
  }

  protected get summary(): string {
    const one = ({ label, values }: DotRow) =>
      `${label}: ${values.map((value, i) => (value === undefined ? '' : `${this.series[i]} ${this.formatX(value)}`)).join(', ')}`;
    return `${this.axis}. ${this.rows.map(one).join('; ')}.`;
  }

  protected draw(parts: PlotParts, width: number): SVGSVGElement | undefined {
    const { rows } = this;
    if (rows.length === 0) return undefined;
    const { plot, axisX, axisY, dot, ruleX, ruleY } = parts;
    const names = rows.map(({ label }) => label);
    const points = rows.flatMap(({ label, values }) =>
      values.flatMap((value, series) => (value === undefined ? [] : [{ label, value, series }])),
    );
    const all = [0, ...this.limits, ...points.map(({ value }) => value)];
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const room = (high - low || 1) * 0.06;
    const longest = Math.min(width * 0.4, 12 + Math.max(...names.map((name) => name.length)) * 7.2);
    return plot({
      width,
      height: 56 + rows.length * 26,
      marginTop: 10,
      marginLeft: longest,
      marginRight: 14,
      marginBottom: 42,
      x: { domain: [low - room, high + room] },
      y: { domain: names, type: 'point', padding: 0.6 },
      marks: [
        ruleY(names, { stroke: 'var(--hairline)' }),
        ruleX([0], { stroke: 'var(--rule)' }),
        ruleX(this.limits, { stroke: 'var(--ink-2)', strokeDasharray: '3,3' }),
        axisX({
          ticks: Math.max(2, Math.floor(width / 120)),
          tickFormat: this.formatX,
          label: this.axis,
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: 38,
        }),
        axisY({ tickSize: 0, label: null }),
        dot(points, {
          x: 'value',
          y: 'label',
          r: 4.5,
          fill: ({ series }: { series: number }) => fills[series] ?? 'none',
          stroke: ({ series }: { series: number }) => strokes[series] ?? 'currentColor',
          symbol: ({ series }: { series: number }) => symbols[series] ?? 'circle',
          strokeWidth: 1.8,
        }),
      ],
    }) as SVGSVGElement;
  }
}
define('sutva-dots', SutvaDots);
