// SPDX-License-Identifier: Apache-2.0
import { define } from '../ui/element.ts';
import { percent } from '../ui/format.ts';
import { Chart, type PlotParts } from './chart.ts';

/** One look on the scale that is shown. */
export interface Bound {
  /** Share of the information. */
  x: number;
  /** From where on the look rejects; a look that cannot has none. */
  stop?: number | undefined;
  futility?: number | undefined;
}

/** When to stop and when to go on, look by look. */
export class SutvaBoundaries extends Chart {
  static override properties = {
    bounds: { attribute: false },
    mirrored: { type: Boolean },
    axis: {},
    formatY: { attribute: false },
    logarithmic: { type: Boolean },
  };
  declare bounds: readonly Bound[];
  /** The same boundary holds on the other side. */
  declare mirrored: boolean;
  declare axis: string;
  declare formatY: (y: number) => string;
  /** Small is extreme, as p is: the axis is logarithmic, and upside down. */
  declare logarithmic: boolean;

  constructor() {
    super();
    this.bounds = [];
    this.mirrored = false;
    this.axis = '';
    this.formatY = String;
    this.logarithmic = false;
  }

  protected get summary(): string {
    return `Boundaries: ${this.bounds
      .map(
        ({ x, stop, futility }) =>
          `at ${percent(x)} of the information stop for an effect ${stop === undefined ? 'never' : `from ${this.formatY(stop)}`}${
            futility === undefined ? '' : `, for futility below ${this.formatY(futility)}`
          }`,
      )
      .join('; ')}.`;
  }

  protected draw(parts: PlotParts, width: number): SVGSVGElement | undefined {
    const { mirrored, logarithmic } = this;
    const bounds = this.bounds.flatMap((bound) =>
      bound.stop === undefined ? [] : { ...bound, stop: bound.stop },
    );
    if (bounds.length === 0) return undefined;
    const { plot, areaY, axisX, axisY, dot, gridY, line, ruleY, text } = parts;
    const stops = bounds.map(({ stop }) => stop);
    const gives = bounds.flatMap(({ futility }) => futility ?? []);
    const most = Math.max(...stops, 0);
    const down = Math.min(...stops, 0);
    const falling = Math.abs(down) > most;
    const reach = falling ? down : most;
    const far = Math.min(0, ...gives.map((value) => (falling ? -value : value)));
    const low = mirrored ? -1.12 * Math.abs(reach) : Math.min(far * 1.2, -0.12 * Math.abs(reach));
    const ends: [number, number] = logarithmic
      ? [Math.min(1, Math.max(...stops) * 20), Math.min(...stops) / 3]
      : falling
        ? [-low, reach * 1.12]
        : [low, reach * 1.12];
    const domain: [number, number] = falling && !logarithmic ? [ends[1], ends[0]] : ends;
    const top = ends[1];
    const bottom = ends[0];
    const first = bounds[0];
    const from = Math.max(0, (first?.x ?? 0) - 0.06);
    // The region of a single look has a width too.
    const wide = bounds.length === 1 && first ? [{ ...first, x: from }, first] : bounds;
    const withFutility = wide.filter((bound) => bound.futility !== undefined);
    const middle = bounds[Math.floor((bounds.length - 1) / 2)];
    const label = {
      fill: 'currentColor',
      fontSize: 13,
      stroke: 'var(--paper)',
      strokeWidth: 4,
    } as const;
    const between = (a: number, b: number) => (logarithmic ? Math.sqrt(a * b) : (a + b) / 2);
    return plot({
      width,
      height: Math.round(Math.min(360, Math.max(250, width * 0.5))),
      marginLeft: 56,
      marginRight: 16,
      marginTop: 30,
      marginBottom: 42,
      x: { domain: [from, 1] },
      y: { domain, ...(logarithmic ? { type: 'log' } : {}) },
      marks: [
        gridY({ ticks: 5, stroke: 'var(--hairline)', strokeOpacity: 1 }),
        areaY(wide, {
          x: 'x',
          y1: 'stop',
          y2: () => top,
          fill: 'var(--accent)',
          fillOpacity: 0.1,
          clip: true,
        }),
        mirrored
          ? areaY(wide, {
              x: 'x',
              y1: ({ stop }) => -stop,
              y2: () => bottom,
              fill: 'var(--accent)',
              fillOpacity: 0.1,
              clip: true,
            })
          : null,
        withFutility.length > 0
          ? areaY(withFutility, {
              x: 'x',
              y1: 'futility',
              y2: () => bottom,
              fill: 'var(--ink-2)',
              fillOpacity: 0.12,
              clip: true,
            })
          : null,
        axisX({
          ticks: Math.max(2, Math.min(5, Math.floor(width / 110))),
          tickFormat: (x: number) => percent(x),
          label: 'Share of the information',
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: 38,
        }),
        axisY({
          ticks: 5,
          tickFormat: this.formatY,
          label: this.axis,
          labelAnchor: 'top',
          labelArrow: 'none',
        }),
        logarithmic ? null : ruleY([0], { stroke: 'var(--rule)' }),
        line(wide, { x: 'x', y: 'stop', stroke: 'var(--accent)', strokeWidth: 2 }),
        dot(bounds, { x: 'x', y: 'stop', r: 4.5, fill: 'var(--accent)' }),
        mirrored
          ? line(wide, { x: 'x', y: ({ stop }) => -stop, stroke: 'var(--accent)', strokeWidth: 2 })
          : null,
        mirrored ? dot(bounds, { x: 'x', y: ({ stop }) => -stop, r: 4.5, fill: 'var(--accent)' }) : null,
        withFutility.length > 0
          ? line(withFutility, {
              x: 'x',
              y: 'futility',
              stroke: 'var(--ink-2)',
              strokeWidth: 2,
              strokeDasharray: '5,3',
            })
          : null,
        withFutility.length > 0
          ? dot(
              bounds.filter((bound) => bound.futility !== undefined),
              {
                x: 'x',
                y: 'futility',
                r: 4.5,
                fill: 'var(--paper)',
                stroke: 'var(--ink-2)',
                strokeWidth: 2,
                symbol: 'diamond',
              },
            )
          : null,
        text([{ x: (from + 1) / 2 + 0.2, y: between(top, middle?.stop ?? top) }], {
          ...label,
          x: 'x',
          y: 'y',
          text: () => 'Stop: an effect',
        }),
        text(
          [
            {
              x: (from + (middle?.x ?? 1)) / 2,
              y: between(middle?.stop ?? top, logarithmic ? bottom : (middle?.futility ?? 0)),
            },
          ],
          {
            ...label,
            x: 'x',
            y: 'y',
            text: () => 'Go on',
          },
        ),
        withFutility.length > 0
          ? text([{ x: (from + 1) / 2 + 0.2, y: between(bottom, middle?.futility ?? bottom) }], {
              ...label,
              x: 'x',
              y: 'y',
              text: () => 'Stop: futility',
            })
          : null,
      ],
    }) as SVGSVGElement;
  }
}
define('sutva-boundaries', SutvaBoundaries);
