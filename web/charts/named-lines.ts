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
  declare x: readonly number[];
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
    const next = this.x.findIndex((value) => value >= x);
    if (next < 0 || (next === 0 && this.x[0] !== x)) return Number.NaN;
    const [a = x, b = x] = [this.x[Math.max(0, next - 1)], this.x[next]];
    const share = b > a ? Math.log(x / a) / Math.log(b / a) : 1;
    const [from = Number.NaN, to = Number.NaN] = [y[Math.max(0, next - 1)], y[next]];
    return from + share * (to - from);
  }

  protected get summary(): string {
    const { at, formatY } = this;
    const places = [this.x[0], at, this.x.at(-1)].flatMap((x) => (x === undefined ? [] : [x]));
    const one = (line: NamedLine) =>
      `${line.name}: ${places
        .map((x) => [this.height(line, x), x] as const)
        .filter(([y]) => Number.isFinite(y))
        .map(([y, x]) => `${formatY(y)} at ${this.formatX(x)}`)
        .join(', ')}`;
    return `${this.label} by ${this.axis}. ${this.lines.map(one).join('; ')}.`;
  }

  protected draw(parts: PlotParts, width: number): SVGSVGElement | undefined {
    const { x, lines, at, formatX, formatY } = this;
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

    // A name stands above or below its line, where the fewest lines cross it and no other name is.
    const inside = points.filter(({ y }) => y >= domain[0] && y <= domain[1]);
    const taken: Box[] = [];
    const names = lines.flatMap(({ name, colour, y }) => {
      const w = name.length * letterWidth;
      let best: { x: number; y: number; dy: number; box: Box; cost: number } | undefined;
      for (const [i, value] of x.entries()) {
        const level = y[i] ?? Number.NaN;
        if (!(level >= domain[0] && level <= domain[1])) continue;
        for (const dy of [-12, 13]) {
          const [cx, cy] = [px(value), py(level) + dy];
          const box = { x0: cx - w / 2, x1: cx + w / 2, y0: cy - nameHeight / 2, y1: cy + nameHeight / 2 };
          if (
            box.x0 < left + 4 ||
            box.x1 > width - 4 ||
            box.y0 < margin.top - 8 ||
            box.y1 > height - margin.bottom
          )
            continue;
          const covers = (a: Box) => a.x0 < box.x1 && box.x0 < a.x1 && a.y0 < box.y1 && box.y0 < a.y1;
          if (taken.some(covers)) continue;
          const crossed = inside.filter((p) => {
            const [qx, qy] = [px(p.x), py(p.y)];
            return qx > box.x0 - 4 && qx < box.x1 + 4 && qy > box.y0 + 2 && qy < box.y1 - 2;
          }).length;
          const near = inside.filter(
            (p) => p.name !== name && Math.abs(px(p.x) - cx) < w / 2 && Math.abs(py(p.y) - cy) < 20,
          ).length;
          const cost = 10 * crossed + near;
          if (!best || cost < best.cost) best = { x: value, y: level, dy, box, cost };
        }
      }
      if (!best || best.cost >= 20) return [];
      taken.push(best.box);
      return [{ name, colour, x: best.x, y: best.y, dy: best.dy }];
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
        ...[-12, 13].map((dy) =>
          text(
            names.filter((name) => name.dy === dy),
            {
              x: 'x',
              y: 'y',
              dy,
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
