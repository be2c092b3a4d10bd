// SPDX-License-Identifier: Apache-2.0
import { define } from '../ui/element.ts';
import { percent } from '../ui/format.ts';
import { Chart, type PlotParts } from './chart.ts';

export interface Stop {
  look: string;
  why: 'Effect found' | 'Given up' | 'Ended without';
  share: number;
}

const colours: Record<Stop['why'], string> = {
  'Effect found': 'var(--accent)',
  'Given up': 'var(--ink-2)',
  'Ended without': 'var(--hairline)',
};

/** How often an experiment ends at each look, and with what. */
export class SutvaStops extends Chart {
  static override properties = { stops: { attribute: false }, axis: {} };
  declare stops: readonly Stop[];
  declare axis: string;

  constructor() {
    super();
    this.stops = [];
    this.axis = '';
  }

  protected get summary(): string {
    return `${this.axis}. ${this.stops.map(({ look, why, share }) => `${look}, ${why.toLowerCase()}: ${percent(share, 1)}`).join('; ')}.`;
  }

  protected draw(parts: PlotParts, width: number): SVGSVGElement | undefined {
    const { stops } = this;
    if (stops.length === 0) return undefined;
    const { plot, axisX, axisY, barY, gridY, ruleY, text } = parts;
    const looks = [...new Set(stops.map(({ look }) => look))];
    const totals = looks.map((look) => ({
      look,
      share: stops.filter((stop) => stop.look === look).reduce((sum, { share }) => sum + share, 0),
    }));
    const roomy = width / looks.length > 44;
    return plot({
      width,
      height: 240,
      marginLeft: 48,
      marginRight: 8,
      marginTop: 30,
      marginBottom: 42,
      x: { domain: looks, padding: 0.3 },
      y: { domain: [0, Math.max(...totals.map(({ share }) => share)) * 1.12] },
      marks: [
        gridY({ ticks: 4, stroke: 'var(--hairline)', strokeOpacity: 1 }),
        axisX({
          label: 'Look',
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: 38,
          ...(looks.length > 12
            ? { ticks: looks.filter((_, i) => i % Math.ceil(looks.length / 10) === 0) }
            : {}),
        }),
        axisY({
          ticks: 4,
          tickFormat: (y: number) => percent(y),
          label: this.axis,
          labelAnchor: 'top',
          labelArrow: 'none',
        }),
        barY(stops, { x: 'look', y: 'share', fill: ({ why }: Stop) => colours[why] }),
        roomy
          ? text(totals, {
              x: 'look',
              y: 'share',
              text: ({ share }: { share: number }) => percent(share, share < 0.0995 ? 1 : 0),
              dy: -8,
              fill: 'currentColor',
            })
          : null,
        ruleY([0], { stroke: 'var(--rule)' }),
      ],
    }) as SVGSVGElement;
  }
}
define('sutva-stops', SutvaStops);
