// SPDX-License-Identifier: Apache-2.0
import { html, nothing, svg } from 'lit';
import { define, Element } from '../../ui/element.ts';
import { count, number, signed } from '../../ui/format.ts';

export interface StripRow {
  label: string;
  /** Single estimates, a dot each; the last one is set apart. */
  dots?: readonly number[];
  /** Counts in classes of equal width between two values. */
  histogram?: { low: number; high: number; counts: ArrayLike<number> };
  mean?: number;
  figures?: string;
}

export const effect = (value: number) => signed(number(value, 3), value);

const rowHeight = 74;
const labelHeight = 20;
const top = 40;
const dotWidth = 7;

/** A step of 1, 2 or 5 times a power of ten that cuts a length into about so many parts. */
function niceStep(length: number, parts: number): number {
  const rough = length / parts;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
}

/** Estimates over one axis, with the true effect, and perhaps a guess, as rules through all of them. */
export class SutvaEstimateStrip extends Element {
  static override properties = {
    rows: { attribute: false },
    truth: { attribute: false },
    guess: { attribute: false },
    width: { state: true },
  };
  declare rows: readonly StripRow[];
  declare truth: number;
  declare guess: number | undefined;
  declare width: number;
  private observer: ResizeObserver | undefined;

  constructor() {
    super();
    this.rows = [];
    this.truth = 0;
    this.width = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer = new ResizeObserver(([entry]) => {
      this.width = Math.floor(entry?.contentRect.width ?? 0);
    });
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer?.disconnect();
  }

  private get summary(): string {
    const one = ({ label, dots = [], mean, figures }: StripRow) => {
      const of = mean === undefined ? '' : `, mean ${effect(mean)}`;
      const several =
        dots.length > 0 ? `, ${count(dots.length)} so far, the last ${effect(dots.at(-1) ?? 0)}` : '';
      return `${label}${of}${several}${figures ? `, ${figures}` : ''}`;
    };
    const guess = this.guess === undefined ? '' : ` Your guess: ${effect(this.guess)}.`;
    return `Estimates beside the true effect of ${effect(this.truth)}. ${this.rows.map(one).join('; ')}.${guess}`;
  }

  /** Whole steps around everything shown, so that the axis seldom moves while dots come. */
  private get axis(): { low: number; high: number; step: number } {
    const all = [0, this.truth, ...(this.guess === undefined ? [] : [this.guess])];
    for (const { dots = [], histogram } of this.rows) {
      all.push(...dots);
      if (!histogram) continue;
      // Classes that nobody fell into need no room.
      const { low, high, counts } = histogram;
      const each = (high - low) / counts.length;
      for (let i = 0; i < counts.length; i++) if (counts[i]) all.push(low + i * each, low + (i + 1) * each);
    }
    const [least, most] = [Math.min(...all), Math.max(...all)];
    const step = niceStep(most - least || 1, Math.max(3, Math.min(8, Math.floor(this.width / 80))));
    const room = (most - least) * 0.03;
    return {
      low: Math.floor((least - room) / step) * step,
      high: Math.ceil((most + room) / step) * step,
      step,
    };
  }

  override render() {
    const { rows, truth, guess, width } = this;
    if (width < 60) return nothing;
    const height = top + rows.length * rowHeight + 24;
    const { low, high, step } = this.axis;
    const side = 16;
    const x = (value: number) => side + ((value - low) / (high - low || 1)) * (width - 2 * side);
    const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);
    const densest = Math.max(
      ...rows.map(({ histogram }) => {
        if (!histogram) return 0;
        const counts = Array.from(histogram.counts);
        const all = counts.reduce((sum, n) => sum + n, 0) || 1;
        return (Math.max(...counts) / all / (histogram.high - histogram.low || 1)) * counts.length;
      }),
    );
    const rule = (value: number, kind: string, text: string, line: number) => {
      const near = x(value) > width * 0.7 ? 'end' : x(value) < width * 0.3 ? 'start' : 'middle';
      return svg`<g class=${kind}><line x1=${x(value)} x2=${x(value)} y1=${line + 4} y2=${height - 22}></line>
        <text x=${x(value)} y=${line} text-anchor=${near}>${text}</text></g>`;
    };
    return html`<svg class="strip" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img"
      aria-label=${this.summary}>
      ${rows.map((row, i) => {
        const floor = top + (i + 1) * rowHeight - 6;
        return svg`<g class="strip-row">
          <line class="strip-floor" x1=${side} x2=${width - side} y1=${floor} y2=${floor}></line>
          ${row.histogram ? this.bars(row.histogram, floor, x, densest) : nothing}
          ${row.dots ? this.dots(row.dots, floor, x) : nothing}
          ${row.mean === undefined ? nothing : svg`<path class="strip-mean" d="M${x(row.mean)} ${floor + 1}l5 8h-10z"></path>`}
        </g>`;
      })}
      ${rule(truth, 'strip-truth', `Truth ${effect(truth)}`, 13)}
      ${guess === undefined ? nothing : rule(guess, 'strip-guess', `Your guess ${effect(guess)}`, 29)}
      ${rows.map((row, i) => {
        const y = top + i * rowHeight + labelHeight - 4;
        return svg`<text class="strip-label" x="0" y=${y}>${row.label}${
          row.figures ? svg`<tspan class="strip-figures" dx="8">${row.figures}</tspan>` : nothing
        }</text>`;
      })}
      <g class="strip-axis">${ticks.map(
        (tick) =>
          svg`<text x=${x(tick)} y=${height - 5} text-anchor="middle">${effect(Number(tick.toPrecision(10)))}</text>`,
      )}</g>
    </svg>`;
  }

  private bars(
    { low, high, counts }: NonNullable<StripRow['histogram']>,
    floor: number,
    x: (value: number) => number,
    densest: number,
  ) {
    const all = Array.from(counts).reduce((sum, n) => sum + n, 0) || 1;
    const each = (high - low) / counts.length || 1;
    const room = rowHeight - labelHeight - 10;
    return Array.from(counts, (n, i) => {
      if (n === 0) return nothing;
      const tall = Math.max(0.5, (n / all / each / densest) * room);
      const left = x(low + i * each);
      return svg`<rect class="strip-bar" x=${left} y=${floor - tall} height=${tall}
        width=${Math.max(0.5, x(low + (i + 1) * each) - left - 0.5)}></rect>`;
    });
  }

  private dots(values: readonly number[], floor: number, x: (value: number) => number) {
    const stacks = new Map<number, number>();
    const places = values.map((value) => {
      const column = Math.round(x(value) / dotWidth);
      const at = stacks.get(column) ?? 0;
      stacks.set(column, at + 1);
      return { left: column * dotWidth, at };
    });
    const tallest = Math.max(1, ...stacks.values());
    const lift = Math.min(dotWidth, (rowHeight - labelHeight - 12) / tallest);
    return places.map(
      ({ left, at }, i) => svg`<circle class="strip-dot" ?data-last=${i === places.length - 1} cx=${left}
        cy=${floor - 4 - at * lift} r=${i === places.length - 1 ? 4 : 3}></circle>`,
    );
  }
}
define('sutva-estimate-strip', SutvaEstimateStrip);
