// SPDX-License-Identifier: Apache-2.0
import { define } from '../ui/element.ts';
import { Chart, type PlotParts } from './chart.ts';

/** A few classes side by side, a bar of each series in each. */
export class SutvaColumns extends Chart {
  static override properties = {
    classes: { attribute: false },
    series: { attribute: false },
    axis: {},
    label: {},
    formatY: { attribute: false },
    top: { type: Number },
  };
  declare classes: readonly string[];
  declare series: readonly { label: string; colour: string; values: ArrayLike<number> }[];
  declare axis: string;
  declare label: string;
  declare formatY: (y: number) => string;
  /** The end of the axis, where several pictures are to be compared. */
  declare top: number | undefined;

  constructor() {
    super();
    this.classes = [];
    this.series = [];
    this.axis = '';
    this.label = '';
    this.formatY = String;
  }

  protected get summary(): string {
    const one = ({ label, values }: { label: string; values: ArrayLike<number> }) =>
      `${label}: ${this.classes.map((name, i) => `${name} ${this.formatY(values[i] ?? 0)}`).join(', ')}`;
    return `${this.label}. ${this.series.map(one).join('; ')}.`;
  }

  protected draw(parts: PlotParts, width: number): SVGSVGElement | undefined {
    const { classes, series } = this;
    if (classes.length === 0 || series.length === 0) return undefined;
    const { plot, axisX, axisY, gridY, rectY, ruleY } = parts;
    const room = 0.84 / series.length;
    const bars = series.flatMap(({ colour, values }, s) =>
      classes.map((_, i) => ({
        colour,
        x1: i - 0.42 + s * room,
        x2: i - 0.42 + (s + 1) * room,
        y: values[i] ?? 0,
      })),
    );
    const most = this.top ?? Math.max(...bars.map(({ y }) => y));
    const widest = Math.max(this.formatY(most).length, 3);
    const space = (width - 60) / classes.length;
    const longest = Math.max(...classes.map((name) => name.length)) * 7.4 + 8;
    const every = Math.max(1, Math.ceil(longest / space));
    return plot({
      width,
      height: 190,
      marginTop: 12,
      marginRight: 8,
      marginBottom: 44,
      marginLeft: 14 + widest * 7.4,
      x: { domain: [-0.6, classes.length - 0.4] },
      y: { domain: [0, most || 1] },
      marks: [
        gridY({ ticks: 3, stroke: 'var(--hairline)', strokeOpacity: 1 }),
        axisX(
          classes.map((_, i) => i).filter((i) => i % every === 0),
          {
            tickFormat: (i: number) => classes[i] ?? '',
            label: this.axis,
            labelAnchor: 'center',
            labelArrow: 'none',
            labelOffset: 38,
          },
        ),
        axisY({ ticks: 3, tickFormat: this.formatY, label: null }),
        rectY(bars, { x1: 'x1', x2: 'x2', y: 'y', fill: 'colour', fillOpacity: 0.85 }),
        ruleY([0], { stroke: 'var(--rule)' }),
      ],
    }) as SVGSVGElement;
  }
}
define('sutva-columns', SutvaColumns);
