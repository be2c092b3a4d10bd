// SPDX-License-Identifier: Apache-2.0
import { define } from '../ui/element.ts';
import { Chart, type PlotParts } from './chart.ts';

export interface IntervalRow {
  label: string;
  /** The same in figures, at the right. */
  figures: string;
  value: number;
  low?: number;
  high?: number;
  kind?: 'main' | 'other' | 'mark';
}

const rowHeight = 46;
const tallRowHeight = 64;
/** About what a letter of the words takes. */
const letterWidth = 7;

/** Estimates and their intervals on one axis, the words above each, so that it reads at any width. */
export class SutvaIntervals extends Chart {
  static override properties = {
    rows: { attribute: false },
    reference: { type: Number },
    domain: { attribute: false },
    axis: {},
    formatX: { attribute: false },
    label: {},
  };
  declare rows: readonly IntervalRow[];
  /** The value to compare with, drawn as a rule through all rows. */
  declare reference: number | undefined;
  declare domain: readonly [number, number] | undefined;
  declare axis: string;
  declare formatX: (x: number) => string;
  declare label: string;

  constructor() {
    super();
    this.rows = [];
    this.axis = '';
    this.formatX = String;
    this.label = '';
  }

  protected get summary(): string {
    return `${this.label}. ${this.rows.map((row) => `${row.label}: ${row.figures}`).join('; ')}.`;
  }

  private extent(): [number, number] {
    if (this.domain) return [...this.domain];
    const values = this.rows.flatMap((row) => [row.value, row.low ?? row.value, row.high ?? row.value]);
    if (this.reference !== undefined) values.push(this.reference);
    const low = Math.min(...values);
    const high = Math.max(...values);
    const room = (high - low || Math.abs(high) || 1) * 0.06;
    return [low - room, high + room];
  }

  protected draw(parts: PlotParts, width: number): SVGSVGElement | undefined {
    const { rows, reference } = this;
    if (rows.length === 0) return undefined;
    const { plot, axisX, ruleX, ruleY, dot, text } = parts;
    // Where the name and the figures do not fit on one line, the figures go below the interval.
    const stacked = rows.some((row) => (row.label.length + row.figures.length + 4) * letterWidth > width);
    const height = rows.length * (stacked ? tallRowHeight : rowHeight) + 54;
    const placed = rows.map((row, i) => ({ ...row, y: i }));
    const spans = placed.filter((row) => row.low !== undefined && row.high !== undefined);
    const colour = (row: IntervalRow) =>
      row.kind === 'other' || row.kind === 'mark' ? 'var(--ink-2)' : 'var(--accent)';
    const words = {
      y: 'y',
      dy: -16,
      lineAnchor: 'middle',
      fill: 'currentColor',
      fontSize: 13,
      stroke: 'var(--paper)',
      strokeWidth: 5,
    } as const;
    const cap = { y1: (row: { y: number }) => row.y - 0.12, y2: (row: { y: number }) => row.y + 0.12 };
    const domain = this.extent();
    return plot({
      width,
      height,
      marginLeft: 8,
      marginRight: 8,
      marginTop: 4,
      marginBottom: 44,
      x: { domain, inset: 2 },
      y: { domain: [-0.65, rows.length - 0.45], axis: null, reverse: false, range: [4, height - 44] },
      marks: [
        axisX({
          ticks: Math.max(2, Math.floor(width / 120)),
          tickFormat: this.formatX,
          label: this.axis,
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: 38,
        }),
        ruleY([rows.length - 0.45], { stroke: 'var(--rule)' }),
        reference === undefined
          ? null
          : ruleX([reference], { stroke: 'var(--ink-2)', strokeDasharray: '3,3' }),
        ruleY(spans, {
          y: 'y',
          x1: 'low',
          x2: 'high',
          stroke: colour,
          strokeWidth: 2.5,
          strokeLinecap: 'butt',
        }),
        ruleX(spans, { x: 'low', ...cap, stroke: colour, strokeWidth: 1.5 }),
        ruleX(spans, { x: 'high', ...cap, stroke: colour, strokeWidth: 1.5 }),
        dot(placed, {
          x: 'value',
          y: 'y',
          r: 5,
          fill: (row: IntervalRow) => (row.kind === 'mark' ? 'var(--paper)' : colour(row)),
          stroke: colour,
          strokeWidth: 2,
          symbol: (row: IntervalRow) => (row.kind === 'mark' ? 'diamond' : 'circle'),
        }),
        text(placed, { ...words, text: 'label', frameAnchor: 'left', textAnchor: 'start', dx: 2 }),
        text(placed, {
          ...words,
          dy: stacked ? 17 : words.dy,
          text: 'figures',
          frameAnchor: 'right',
          textAnchor: 'end',
          dx: -2,
          fontVariant: 'tabular-nums',
        }),
      ],
    }) as SVGSVGElement;
  }
}
define('sutva-intervals', SutvaIntervals);
