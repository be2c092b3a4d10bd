// SPDX-License-Identifier: Apache-2.0
import { define } from '../ui/element.ts';
import { Chart, type PlotParts } from './chart.ts';

export interface FrontierPoint {
  label: string;
  /** Points of one series are joined, in their order. */
  series: string;
  colour: string;
  /** How far the mean lies from the truth. */
  bias: number;
  sd: number;
}

const margin = { left: 54, right: 16, top: 26, bottom: 44 };
const letterWidth = 6.4;

interface Box {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}
const overlap = (a: Box, b: Box) => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;

/** Bias against spread on roots, so that small and large both show; each curve is one root mean square error. */
export class SutvaFrontier extends Chart {
  static override properties = {
    points: { attribute: false },
    axisX: {},
    axisY: {},
    formatValue: { attribute: false },
  };
  declare points: readonly FrontierPoint[];
  declare axisX: string;
  declare axisY: string;
  declare formatValue: (x: number) => string;

  constructor() {
    super();
    this.points = [];
    this.axisX = '';
    this.axisY = '';
    this.formatValue = String;
  }

  protected get summary(): string {
    const one = ({ label, series, bias, sd }: FrontierPoint) =>
      `${label} (${series.split('\n')[0]}): bias ${this.formatValue(bias)}, SD ${this.formatValue(sd)}`;
    return `Bias against SD. ${this.points.map(one).join('; ')}.`;
  }

  protected draw(parts: PlotParts, width: number): SVGSVGElement | undefined {
    const { points } = this;
    if (points.length === 0) return undefined;
    const { plot, axisX, axisY, dot, gridY, line, text } = parts;
    const height = Math.round(Math.min(420, Math.max(300, width * 0.55)));
    const mostX = Math.max(...points.map(({ sd }) => sd)) * 1.15 || 1;
    const mostY = Math.max(...points.map(({ bias }) => bias)) * 1.2 || mostX / 4;
    const px = (x: number) => margin.left + (width - margin.left - margin.right) * Math.sqrt(x / mostX);
    const py = (y: number) =>
      height - margin.bottom - (height - margin.top - margin.bottom) * Math.sqrt(y / mostY);

    const corner = Math.hypot(mostX, mostY);
    const errors = [0.03, 0.1, 0.25, 0.5, 0.8].map((share) => Number((share * corner).toPrecision(1)));
    const arcs = [...new Set(errors)].flatMap((rmse) =>
      Array.from({ length: 61 }, (_, i) => {
        const angle = (i / 60) * (Math.PI / 2);
        return { rmse, sd: rmse * Math.cos(angle), bias: rmse * Math.sin(angle) };
      }),
    );
    const arcWords = [...new Set(errors)].flatMap((rmse) =>
      rmse < mostY * 0.95 ? [{ rmse, sd: rmse * 0.04, bias: rmse }] : [],
    );

    // Each name to the right of its mark, or where else there is room; without room it stands in the table alone.
    const taken: Box[] = points.map(({ sd, bias }) => ({
      x0: px(sd) - 6,
      x1: px(sd) + 6,
      y0: py(bias) - 6,
      y1: py(bias) + 6,
    }));
    const names = points.flatMap((point) => {
      const [x, y, w] = [px(point.sd), py(point.bias), point.label.length * letterWidth];
      const places = [
        { anchor: 'start', dx: 9, dy: 0, x0: x + 7, y0: y - 8 },
        { anchor: 'end', dx: -9, dy: 0, x0: x - 9 - w, y0: y - 8 },
        { anchor: 'middle', dx: 0, dy: -14, x0: x - w / 2, y0: y - 22 },
        { anchor: 'middle', dx: 0, dy: 15, x0: x - w / 2, y0: y + 7 },
        { anchor: 'start', dx: 7, dy: -13, x0: x + 7, y0: y - 21 },
        { anchor: 'start', dx: 7, dy: 14, x0: x + 7, y0: y + 6 },
      ] as const;
      for (const place of places) {
        const box = { x0: place.x0, x1: place.x0 + w, y0: place.y0, y1: place.y0 + 16 };
        if (box.x0 < margin.left + 2 || box.x1 > width - 2 || box.y0 < 4 || box.y1 > height - margin.bottom)
          continue;
        if (taken.some((other) => overlap(other, box))) continue;
        taken.push(box);
        return [{ ...point, ...place }];
      }
      return [];
    });
    const words = { fontSize: 12.5, stroke: 'var(--paper)', strokeWidth: 4 } as const;
    return plot({
      width,
      height,
      marginLeft: margin.left,
      marginRight: margin.right,
      marginTop: margin.top,
      marginBottom: margin.bottom,
      x: { type: 'sqrt', domain: [0, mostX] },
      y: { type: 'sqrt', domain: [0, mostY] },
      marks: [
        gridY({ ticks: 4, stroke: 'var(--hairline)', strokeOpacity: 1 }),
        line(arcs, {
          x: 'sd',
          y: 'bias',
          z: 'rmse',
          stroke: 'var(--rule)',
          strokeWidth: 1,
          strokeDasharray: '3,4',
          clip: true,
        }),
        text(arcWords, {
          ...words,
          x: 'sd',
          y: 'bias',
          text: ({ rmse }: { rmse: number }) => `RMSE ${this.formatValue(rmse)}`,
          textAnchor: 'start',
          dx: 4,
          dy: -8,
          fontSize: 11.5,
          fill: 'var(--ink-2)',
        }),
        axisX({
          ticks: Math.max(2, Math.floor(width / 130)),
          tickFormat: this.formatValue,
          label: this.axisX,
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: 38,
        }),
        axisY({
          ticks: 4,
          tickFormat: this.formatValue,
          label: this.axisY,
          labelAnchor: 'top',
          labelArrow: 'none',
        }),
        line(points, {
          x: 'sd',
          y: 'bias',
          z: 'series',
          stroke: 'colour',
          strokeWidth: 1.6,
          strokeOpacity: 0.7,
        }),
        dot(points, { x: 'sd', y: 'bias', r: 4.5, fill: 'colour', stroke: 'var(--paper)', strokeWidth: 1 }),
        ...(['start', 'middle', 'end'] as const).flatMap((anchor) =>
          [...new Set(names.map(({ dx, dy }) => `${dx} ${dy}`))].map((key) => {
            const [dx = 0, dy = 0] = key.split(' ').map(Number);
            return text(
              names.filter((name) => name.anchor === anchor && name.dx === dx && name.dy === dy),
              { ...words, x: 'sd', y: 'bias', text: 'label', textAnchor: anchor, dx, dy, fill: 'colour' },
            );
          }),
        ),
      ],
    }) as SVGSVGElement;
  }
}
define('sutva-frontier', SutvaFrontier);
