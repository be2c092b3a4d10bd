// SPDX-License-Identifier: Apache-2.0
import { define } from '../ui/element.ts';
import { Chart, type PlotParts } from './chart.ts';

export interface NamedLine {
  name: string;
  colour: string;
  /** As of SVG: lines of one colour differ by it. */
  dash?: string;
  y: ArrayLike<number>;
}

const margin = { right: 16, top: 30, bottom: 42 };
const letterWidth = 6.7;
const nameHeight = 16;

/** Where a name may stand from a point of its line. */
const sides = [
  { anchor: 'middle', dx: 0, dy: -12 },
  { anchor: 'middle', dx: 0, dy: 13 },
  { anchor: 'start', dx: 9, dy: 0 },
  { anchor: 'end', dx: -9, dy: 0 },
] as const;
type Side = (typeof sides)[number];

interface Box {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

/** Lines over an axis of factors, each named where there is room, with a mark on all of them at one place. */
export class SutvaNamedLines extends Chart {
  static override properties = {
    x: { attribute: false },
    lines: { attribute: false },
    axis: {},
    label: {},
    formatX: { attribute: false },
    formatY: { attribute: false },
    at: { attribute: false },
    atName: { attribute: false },
    top: { attribute: false },
  };
  declare x: ArrayLike<number>;
  declare lines: readonly NamedLine[];
  declare axis: string;
  declare label: string;
  declare formatX: (x: number) => string;
  declare formatY: (y: number) => string;
  declare at: number | undefined;
  declare atName: string;
  /** What lies above it is cut off. */
  declare top: number | undefined;

  constructor() {
    super();
    this.x = [];
    this.lines = [];
    this.axis = '';
    this.label = '';
    this.formatX = String;
    this.formatY = String;
    this.atName = '';
  }

  /** Between its points a line is straight. */
  private height({ y }: NamedLine, x: number): number {
    const next = Array.from(this.x).findIndex((value) => value >= x);
    if (next < 0 || (next === 0 && this.x[0] !== x)) return Number.NaN;
    const [a = x, b = x] = [this.x[Math.max(0, next - 1)], this.x[next]];
    const share = b > a ? Math.log(x / a) / Math.log(b / a) : 1;
    const [from = Number.NaN, to = Number.NaN] = [y[Math.max(0, next - 1)], y[next]];
    return from + share * (to - from);
  }

  protected get summary(): string {
    const { at, formatY } = this;
    const places = [this.x[0], at, this.x[this.x.length - 1]].flatMap((x) => (x === undefined ? [] : [x]));
    const one = (line: NamedLine) =>
      `${line.name}: ${places
        .map((x) => [this.height(line, x), x] as const)
        .filter(([y]) => Number.isFinite(y))
        .map(([y, x]) => `${formatY(y)} at ${this.formatX(x)}`)
        .join(', ')}`;
    return `${this.label} by ${this.axis}. ${this.lines.map(one).join('; ')}.`;
  }

  protected draw(parts: PlotParts, width: number): SVGSVGElement | undefined {
    const { lines, at, formatX, formatY } = this;
    const x = Array.from(this.x);
    if (lines.length === 0 || x.length === 0) return undefined;
    const { plot, axisX, axisY, dot, gridY, line, ruleX, ruleY, text } = parts;
    const shown = lines.flatMap(({ y }) => Array.from(y)).filter(Number.isFinite);
    const most = Math.min(this.top ?? Infinity, Math.max(0, ...shown));
    const least = Math.max(-(this.top ?? Infinity), Math.min(0, ...shown));
    const room = (most - least || 1) * 0.06;
    const domain = [least - room, most + room] as const;
    const height = Math.round(Math.min(380, Math.max(270, width * 0.5)));
    const left = 20 + Math.max(...[least, most].map((y) => formatY(y).length), 3) * 7.4;
    const [first = 1, last = 1] = [x[0], x.at(-1)];
    const inner = width - left - margin.right;
    const px = (value: number) => left + (inner * Math.log(value / first)) / Math.log(last / first);
    const py = (value: number) =>
      height -
      margin.bottom -
      ((height - margin.top - margin.bottom) * (value - domain[0])) / (domain[1] - domain[0]);

    const points = lines.flatMap(({ name, colour, y }) =>
      x.map((value, i) => ({ name, colour, x: value, y: y[i] ?? Number.NaN })),
    );
    const marks =
      at === undefined ? [] : lines.map((one) => ({ colour: one.colour, x: at, y: this.height(one, at) }));

    // A name stands beside its line where no line crosses it and no other name is; else the legend alone has it.
    const dense: { name: string; x: number; y: number }[] = lines.flatMap((one) =>
      Array.from({ length: 241 }, (_, i) => first * (last / first) ** (i / 240)).map((value) => ({
        name: one.name,
        x: px(value),
        y: py(this.height(one, value)),
      })),
    );
    if (at !== undefined)
      for (let y = margin.top; y < height; y += 6) dense.push({ name: this.atName, x: px(at), y });
    const taken: Box[] = [];
    const names = lines.flatMap(({ name, colour, y }) => {
      const w = name.length * letterWidth;
      let best: { x: number; y: number; side: Side; box: Box; cost: number } | undefined;
      for (const [i, value] of x.entries()) {
        const level = y[i] ?? Number.NaN;
        if (!(level >= domain[0] && level <= domain[1])) continue;
        for (const side of sides) {
          const [cx, cy] = [px(value) + side.dx, py(level) + side.dy];
          const x0 = side.anchor === 'start' ? cx : side.anchor === 'end' ? cx - w : cx - w / 2;
          const box = { x0, x1: x0 + w, y0: cy - nameHeight / 2, y1: cy + nameHeight / 2 };
          if (box.x0 < left + 4 || box.x1 > width - 4) continue;
          if (box.y0 < margin.top || box.y1 > height - margin.bottom) continue;
          if (taken.some((a) => a.x0 < box.x1 && box.x0 < a.x1 && a.y0 < box.y1 && box.y0 < a.y1)) continue;
          const within = (p: { x: number; y: number }, room: number) =>
            p.x > box.x0 - room && p.x < box.x1 + room && p.y > box.y0 - room && p.y < box.y1 + room;
          if (dense.some((p) => within(p, 0))) continue;
          const cost = dense.filter((p) => p.name !== name && within(p, 14)).length;
          if (!best || cost < best.cost) best = { x: value, y: level, side, box, cost };
        }
      }
      if (!best || best.cost > 4) return [];
      taken.push(best.box);
      return [{ name, colour, x: best.x, y: best.y, side: best.side }];
    });
    return plot({
      width,
      height,
      marginTop: margin.top,
      marginRight: margin.right,
      marginBottom: margin.bottom,
      marginLeft: left,
      x: { type: 'log', domain: [first, last] },
      y: { domain: [...domain] },
      marks: [
        gridY({ ticks: 5, stroke: 'var(--hairline)', strokeOpacity: 1 }),
        axisX(
          [0.01, 0.1, 1, 10, 100].filter((value) => value >= first * 0.999 && value <= last * 1.001),
          {
            tickFormat: formatX,
            label: this.axis,
            labelAnchor: 'center',
            labelArrow: 'none',
            labelOffset: 38,
          },
        ),
        axisY({
          ticks: 5,
          tickFormat: formatY,
          label: this.label,
          labelAnchor: 'top',
          labelArrow: 'none',
        }),
        ruleY([0], { stroke: 'var(--ink)', strokeOpacity: 0.55 }),
        at === undefined ? null : ruleX([at], { stroke: 'var(--ink-2)', strokeDasharray: '3,3', clip: true }),
        ...lines.map(({ name, colour, dash }) =>
          line(
            points.filter((point) => point.name === name),
            {
              x: 'x',
              y: 'y',
              stroke: colour,
              strokeWidth: 2,
              clip: true,
              ...(dash && { strokeDasharray: dash }),
            },
          ),
        ),
        dot(marks, {
          x: 'x',
          y: 'y',
          r: 4,
          fill: 'colour',
          stroke: 'var(--paper)',
          strokeWidth: 1.2,
          clip: true,
        }),
        at === undefined || at < first || at > last
          ? null
          : text([{ x: at }], {
              x: 'x',
              frameAnchor: 'top',
              dy: -14,
              text: () => this.atName,
              fill: 'currentColor',
              fontSize: 12.5,
            }),
        ...sides.map((side) =>
          text(
            names.filter((name) => name.side === side),
            {
              x: 'x',
              y: 'y',
              dx: side.dx,
              dy: side.dy,
              textAnchor: side.anchor,
              text: 'name',
              fill: 'colour',
              stroke: 'var(--paper)',
              strokeWidth: 4,
              fontSize: 12.5,
            },
          ),
        ),
      ],
    }) as SVGSVGElement;
  }
}
define('sutva-named-lines', SutvaNamedLines);
