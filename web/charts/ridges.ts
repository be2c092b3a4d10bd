// SPDX-License-Identifier: Apache-2.0
import { define } from '../ui/element.ts';
import { Chart, type PlotParts } from './chart.ts';

export interface RidgeRow {
  label: string;
  /** Rows of one group stand below its name. */
  group: string;
  figures: string;
  colour: string;
  /** Replicates in classes of equal width between these. */
  low: number;
  high: number;
  counts: ArrayLike<number>;
  /** Replicates with an estimate, whether in a class or beyond them. */
  total: number;
  mean: number;
  sd: number;
  truth?: number | undefined;
  /** Why there is nothing to draw. */
  none?: string | undefined;
}

const groupHeight = 30;
const labelHeight = 20;
const ridgeHeight = 30;
const gap = 9;
const letterWidth = 6.9;

/** Distributions above each other, each with its mean, and a line where the truth is. */
export class SutvaRidges extends Chart {
  static override properties = {
    rows: { attribute: false },
    axis: {},
    label: {},
    formatX: { attribute: false },
  };
  declare rows: readonly RidgeRow[];
  declare axis: string;
  declare label: string;
  declare formatX: (x: number) => string;

  constructor() {
    super();
    this.rows = [];
    this.axis = '';
    this.label = '';
    this.formatX = String;
  }

  protected get summary(): string {
    const one = (row: RidgeRow) => `${row.group}, ${row.label}: ${row.none ?? row.figures}`;
    return `${this.label}. ${this.rows.map(one).join('; ')}.`;
  }

  /** Where most of them lie: one estimator that is all over the place may not hide how the others differ. */
  private extent(rows: readonly RidgeRow[]): [number, number] {
    const spans = rows.map(({ mean, sd }) => [mean - 3 * sd, mean + 3 * sd] as const);
    const widths = spans.map(([low, high]) => high - low).sort((a, b) => a - b);
    const most = 4 * (widths[Math.floor(widths.length / 2)] ?? 1);
    const ends = [
      0,
      ...rows.flatMap(({ truth }) => (truth === undefined ? [] : [truth])),
      ...spans.flatMap((span) => (span[1] - span[0] <= most ? span : [])),
    ];
    const [first, last] = [Math.min(...ends), Math.max(...ends)];
    const room = (last - first || 1) * 0.04;
    // Beyond the classes nothing was counted.
    const low = Math.max(first - room, Math.min(...rows.map((row) => row.low)));
    const high = Math.min(last + room, Math.max(...rows.map((row) => row.high)));
    return low < high ? [low, high] : [first - room, last + room];
  }

  protected draw(parts: PlotParts, width: number): SVGSVGElement | undefined {
    const { rows } = this;
    if (rows.length === 0) return undefined;
    const { plot, areaY, axisX, dot, ruleX, ruleY, text } = parts;
    const narrow = rows.some((row) => (row.label.length + row.figures.length + 4) * letterWidth > width);
    const groups: { name: string; colour: string; y: number }[] = [];
    let y = 0;
    const placed = rows.map((row) => {
      if (groups.at(-1)?.name !== row.group) {
        groups.push({ name: row.group, colour: row.colour, y: y + groupHeight - 10 });
        y += groupHeight;
      }
      const words = y + labelHeight - 6;
      const base = y + labelHeight + (narrow ? 22 : 0) + (row.none ? 0 : ridgeHeight);
      const top = y + 2;
      y = base + gap;
      return { ...row, words, base, top };
    });
    const drawn = placed.filter(({ none }) => !none);
    const area = drawn.flatMap((row, z) => {
      const counts = Array.from(row.counts);
      // What lies mostly beyond the picture is flat in it.
      const inside = counts.reduce((a, b) => a + b, 0) / Math.max(1, row.total);
      const unit = (ridgeHeight * inside) / Math.max(1, ...counts);
      const step = (row.high - row.low) / counts.length;
      return counts.flatMap((n, i) => {
        const point = { z, colour: row.colour, base: row.base, top: row.base - n * unit };
        return [
          { ...point, x: row.low + i * step },
          { ...point, x: row.low + (i + 1) * step },
        ];
      });
    });
    const height = y + 48;
    const words = { fontSize: 13, stroke: 'var(--paper)', strokeWidth: 5, clip: false } as const;
    return plot({
      width,
      height,
      marginLeft: 8,
      marginRight: 8,
      marginTop: 2,
      marginBottom: 44,
      x: { domain: this.extent(drawn), inset: 2 },
      y: { domain: [0, y], range: [2, y + 2], axis: null },
      marks: [
        axisX({
          anchor: 'bottom',
          ticks: Math.max(2, Math.floor(width / 110)),
          tickFormat: this.formatX,
          label: this.axis,
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: 38,
        }),
        ruleX([0], { stroke: 'var(--hairline)', clip: true }),
        ruleY(drawn, { y: 'base', stroke: 'var(--hairline)' }),
        areaY(area, { x: 'x', y1: 'base', y2: 'top', z: 'z', fill: 'colour', fillOpacity: 0.62, clip: true }),
        ruleX(
          drawn.filter(({ truth }) => truth !== undefined),
          {
            x: 'truth',
            y1: 'top',
            y2: (row: { base: number }) => row.base + gap,
            stroke: 'var(--ink)',
            strokeWidth: 1.5,
            clip: true,
          },
        ),
        text(groups, {
          ...words,
          y: 'y',
          text: 'name',
          fontWeight: 700,
          fill: 'colour',
          frameAnchor: 'left',
          textAnchor: 'start',
          dx: 2,
        }),
        text(placed, {
          ...words,
          y: 'words',
          text: 'label',
          frameAnchor: 'left',
          textAnchor: 'start',
          dx: 2,
          fill: 'currentColor',
        }),
        text(placed, {
          ...words,
          y: (row: { words: number }) => row.words + (narrow ? 16 : 0),
          text: (row: RidgeRow) => row.none ?? row.figures,
          frameAnchor: narrow ? 'left' : 'right',
          textAnchor: narrow ? 'start' : 'end',
          dx: narrow ? 2 : -2,
          fill: 'currentColor',
          fontVariant: 'tabular-nums',
        }),
        dot(drawn, {
          x: 'mean',
          y: 'base',
          r: 4.5,
          fill: 'var(--paper)',
          stroke: 'colour',
          strokeWidth: 2.2,
          clip: true,
        }),
      ],
    }) as SVGSVGElement;
  }
}
define('sutva-ridges', SutvaRidges);
