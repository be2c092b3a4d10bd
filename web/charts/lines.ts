// SPDX-License-Identifier: Apache-2.0
import { define } from '../ui/element.ts';
import { Chart, type PlotParts } from './chart.ts';

export interface Line {
  name: string;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** Drawn in grey, to compare with. */
  other?: boolean;
  colour?: string;
  /** One of many of its kind: thin, and not told in words. */
  faint?: boolean;
  /** A band around the line. */
  low?: ArrayLike<number>;
  high?: ArrayLike<number>;
}

/** A few lines over one axis, each named where it ends. */
export class SutvaLines extends Chart {
  static override properties = {
    lines: { attribute: false },
    axis: {},
    label: {},
    formatX: { attribute: false },
    formatY: { attribute: false },
    at: { attribute: false },
    level: { attribute: false },
    floor: { attribute: false },
    ceiling: { attribute: false },
  };
  declare lines: readonly Line[];
  declare axis: string;
  declare label: string;
  declare formatX: (x: number) => string;
  declare formatY: (y: number) => string;
  /** Rules to compare with: at an x, and at a level of y. */
  declare at: number | undefined;
  declare level: number | undefined;
  /** Where the vertical axis begins, if not at the least value. */
  declare floor: number | undefined;
  /** Where it ends, if not at the greatest: what lies above is cut off. */
  declare ceiling: number | undefined;

  constructor() {
    super();
    this.lines = [];
    this.axis = '';
    this.label = '';
    this.formatX = String;
    this.formatY = String;
  }

  protected get summary(): string {
    const ends = this.lines
      .filter(({ faint }) => !faint)
      .map(({ name, x, y }) => {
        const last = x.length - 1;
        return `${name}: ${this.formatY(y[0] ?? 0)} at ${this.formatX(x[0] ?? 0)}, ${this.formatY(y[last] ?? 0)} at ${this.formatX(x[last] ?? 0)}`;
      });
    return `${this.label} by ${this.axis}. ${ends.join('; ')}.`;
  }

  protected draw(parts: PlotParts, width: number): SVGSVGElement | undefined {
    const { plot, areaY, axisX, axisY, dot, gridY, line, ruleX, ruleY } = parts;
    const points = this.lines.flatMap(({ name, x, y, low, high, colour, other, faint = false }) =>
      Array.from(x, (value, i) => ({
        name,
        x: value,
        y: y[i] ?? Number.NaN,
        low: low?.[i] ?? Number.NaN,
        high: high?.[i] ?? Number.NaN,
        colour: colour ?? (other ? 'var(--ink-2)' : 'var(--accent)'),
        faint,
      })),
    );
    if (points.length === 0) return undefined;
    const xs = [...points.map(({ x }) => x), ...(this.at === undefined ? [] : [this.at])];
    const ys = [
      ...points.flatMap(({ y, low, high }) => [y, low, high]),
      ...(this.level === undefined ? [] : [this.level]),
    ].filter(Number.isFinite);
    const [low, high] = [this.floor ?? Math.min(...ys), this.ceiling ?? Math.max(...ys)];
    const room = (high - low || 1) * 0.05;
    const domain = [this.floor ?? low - room, this.ceiling ?? high + room];
    const widest = Math.max(
      ...[0, 0.25, 0.5, 0.75, 1].map((share) => this.formatY(low + share * (high - low)).length),
      3,
    );
    const few = points.length <= 40;
    const bands = points.filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
    return plot({
      width,
      height: Math.round(Math.min(320, Math.max(230, width * 0.45))),
      marginTop: 30,
      marginRight: 16,
      marginBottom: 42,
      marginLeft: Math.min(96, 18 + widest * 7.4),
      x: { domain: [Math.min(...xs), Math.max(...xs)] },
      y: { domain },
      marks: [
        gridY({ ticks: 5, stroke: 'var(--hairline)', strokeOpacity: 1 }),
        axisX({
          ticks: Math.max(2, Math.floor(width / 110)),
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
        this.at === undefined ? null : ruleX([this.at], { stroke: 'var(--ink-2)', strokeDasharray: '3,3' }),
        this.level === undefined
          ? null
          : ruleY([this.level], { stroke: 'var(--ink-2)', strokeDasharray: '3,3' }),
        bands.length === 0
          ? null
          : areaY(bands, {
              x: 'x',
              y1: 'low',
              y2: 'high',
              z: 'name',
              fill: 'colour',
              fillOpacity: 0.15,
              clip: true,
            }),
        ...[true, false].map((thin) =>
          line(
            points.filter(({ faint }) => faint === thin),
            {
              x: 'x',
              y: 'y',
              z: 'name',
              stroke: 'colour',
              strokeWidth: thin ? 1 : 2,
              strokeOpacity: thin ? 0.45 : 1,
              clip: true,
            },
          ),
        ),
        few ? dot(points, { x: 'x', y: 'y', r: 3, fill: 'colour', clip: true }) : null,
      ],
    }) as SVGSVGElement;
  }
}
define('sutva-lines', SutvaLines);
