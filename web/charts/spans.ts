// SPDX-License-Identifier: Apache-2.0
import { define } from '../ui/element.ts';
import { Chart, type PlotParts } from './chart.ts';

export interface Span {
  x: number;
  y: number;
  low?: number;
  high?: number;
  /** A wider interval that holds for all points at once. */
  band_low?: number;
  band_high?: number;
  /** Drawn in grey: before anything happened. */
  other?: boolean;
}

/** Estimates with their intervals over one axis, such as weeks since a treatment began. */
export class SutvaSpans extends Chart {
  static override properties = {
    spans: { attribute: false },
    axis: {},
    label: {},
    at: { attribute: false },
    formatX: { attribute: false },
    formatY: { attribute: false },
  };
  declare spans: readonly Span[];
  declare axis: string;
  declare label: string;
  /** Where something begins: a rule. */
  declare at: number | undefined;
  declare formatX: (x: number) => string;
  declare formatY: (y: number) => string;

  constructor() {
    super();
    this.spans = [];
    this.axis = '';
    this.label = '';
    this.formatX = String;
    this.formatY = String;
  }

  protected get summary(): string {
    const { formatX, formatY } = this;
    const one = ({ x, y, low, high }: Span) =>
      `${formatX(x)}: ${formatY(y)}${low === undefined || high === undefined ? '' : ` (${formatY(low)} to ${formatY(high)})`}`;
    return `${this.label} by ${this.axis}. ${this.spans.map(one).join('; ')}.`;
  }

  protected draw(parts: PlotParts, width: number): SVGSVGElement | undefined {
    const { spans } = this;
    if (spans.length === 0) return undefined;
    const { plot, axisX, axisY, dot, gridY, ruleX, ruleY } = parts;
    const ys = spans.flatMap(({ y, low, high, band_low, band_high }) =>
      [y, low, high, band_low, band_high].filter((value) => value !== undefined),
    );
    const [least, most] = [Math.min(0, ...ys), Math.max(0, ...ys)];
    const room = (most - least || 1) * 0.06;
    const widest = Math.max(...[least, most].map((y) => this.formatY(y).length), 3);
    const colour = ({ other }: Span) => (other ? 'var(--ink-2)' : 'var(--accent)');
    const xs = spans.map(({ x }) => x);
    const step = 0.6;
    return plot({
      width,
      height: Math.round(Math.min(320, Math.max(230, width * 0.45))),
      marginTop: 30,
      marginRight: 16,
      marginBottom: 42,
      marginLeft: Math.min(96, 18 + widest * 7.4),
      x: { domain: [Math.min(...xs) - step, Math.max(...xs) + step] },
      y: { domain: [least - room, most + room] },
      marks: [
        gridY({ ticks: 5, stroke: 'var(--hairline)', strokeOpacity: 1 }),
        axisX({
          ticks: Math.min(xs.length, Math.max(2, Math.floor(width / 60))),
          tickFormat: this.formatX,
          label: this.axis,
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: 38,
        }),
        axisY({
          ticks: 5,
          tickFormat: this.formatY,
          label: this.label,
          labelAnchor: 'top',
          labelArrow: 'none',
        }),
        ruleY([0], { stroke: 'var(--rule)' }),
        this.at === undefined ? null : ruleX([this.at], { stroke: 'var(--ink-2)', strokeDasharray: '3,3' }),
        ruleX(
          spans.filter(({ band_low, band_high }) => band_low !== undefined && band_high !== undefined),
          { x: 'x', y1: 'band_low', y2: 'band_high', stroke: colour, strokeOpacity: 0.3, strokeWidth: 6 },
        ),
        ruleX(
          spans.filter(({ low, high }) => low !== undefined && high !== undefined),
          { x: 'x', y1: 'low', y2: 'high', stroke: colour, strokeWidth: 2 },
        ),
        dot(spans, { x: 'x', y: 'y', r: 3.5, fill: colour }),
      ],
    }) as SVGSVGElement;
  }
}
define('sutva-spans', SutvaSpans);
