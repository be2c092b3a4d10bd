// SPDX-License-Identifier: Apache-2.0
import { html, nothing, svg } from 'lit';
import { define, Element } from '../../ui/element.ts';
import { fixed, signed } from '../../ui/format.ts';

export interface SmallNetwork {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  cluster: ArrayLike<number>;
  tie_from: ArrayLike<number>;
  tie_to: ArrayLike<number>;
}

interface Spot {
  x: number;
  y: number;
}

/** Places in a picture of this size where no two discs overlap, near those that the core gave. */
export function spread(network: SmallNetwork, width: number, height: number, radius: number): Spot[] {
  const xs = Array.from(network.x);
  const ys = Array.from(network.y);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const edge = radius + 5;
  const within = (value: number, most: number) => Math.min(most - edge, Math.max(edge, value));
  const spots = xs.map((x, i) => ({
    x: edge + ((x - x0) / (x1 - x0 || 1)) * (width - 2 * edge),
    y: edge + ((y1 - (ys[i] ?? 0)) / (y1 - y0 || 1)) * (height - 2 * edge),
  }));
  const apart = 2 * radius + 14;
  for (let round = 0; round < 200; round++) {
    let moved = false;
    spots.forEach((a, i) => {
      for (const b of spots.slice(i + 1)) {
        const [dx, dy] = [b.x - a.x || 0.01, b.y - a.y];
        const away = Math.hypot(dx, dy);
        if (away >= apart) continue;
        moved = true;
        const push = (apart - away) / 2 / away;
        a.x = within(a.x - dx * push, width);
        a.y = within(a.y - dy * push, height);
        b.x = within(b.x + dx * push, width);
        b.y = within(b.y + dy * push, height);
      }
    });
    if (!moved) break;
  }
  return spots;
}

/** A network small enough to see everybody's outcome. A ring says how many of a person's friends are treated. */
export class SutvaHandNetwork extends Element {
  static override properties = {
    network: { attribute: false },
    treated: { attribute: false },
    shares: { attribute: false },
    outcomes: { attribute: false },
    earlier: { attribute: false },
    editable: { type: Boolean },
    label: {},
    focused: { state: true },
    narrow: { state: true },
  };
  declare network: SmallNetwork;
  declare treated: readonly boolean[];
  declare shares: readonly number[];
  declare outcomes: readonly number[];
  /** Outcomes before the last change, where it was made by hand. */
  declare earlier: readonly number[] | undefined;
  declare editable: boolean;
  declare label: string;
  declare focused: number;
  declare narrow: boolean;
  private observer: ResizeObserver | undefined;
  private spotsOf: { network: SmallNetwork; narrow: boolean; spots: Spot[] } | undefined;

  constructor() {
    super();
    this.editable = false;
    this.label = '';
    this.focused = 0;
    this.narrow = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer = new ResizeObserver(([entry]) => {
      this.narrow = (entry?.contentRect.width ?? 600) < 480;
    });
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer?.disconnect();
  }

  private get size() {
    return this.narrow ? { width: 350, height: 520, radius: 13 } : { width: 620, height: 540, radius: 17 };
  }

  private get spots(): Spot[] {
    const { network, narrow } = this;
    if (this.spotsOf?.network !== network || this.spotsOf.narrow !== narrow) {
      const { width, height, radius } = this.size;
      this.spotsOf = { network, narrow, spots: spread(network, width, height, radius) };
    }
    return this.spotsOf.spots;
  }

  private treat(unit: number): void {
    this.focused = unit;
    if (this.editable) this.dispatchEvent(new CustomEvent('sutva-treat', { detail: unit, bubbles: true }));
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const steps: Record<string, Spot> = {
      ArrowLeft: { x: -1, y: 0 },
      ArrowRight: { x: 1, y: 0 },
      ArrowUp: { x: 0, y: -1 },
      ArrowDown: { x: 0, y: 1 },
    };
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      this.treat(this.focused);
      return;
    }
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const from = this.spots[this.focused];
    if (!from) return;
    // The nearest in that direction: what lies off it counts double.
    let best: number | undefined;
    let least = Infinity;
    this.spots.forEach((spot, unit) => {
      const ahead = (spot.x - from.x) * step.x + (spot.y - from.y) * step.y;
      const aside = Math.abs((spot.x - from.x) * step.y) + Math.abs((spot.y - from.y) * step.x);
      if (ahead > 1 && ahead + 2 * aside < least) {
        least = ahead + 2 * aside;
        best = unit;
      }
    });
    if (best === undefined) return;
    this.focused = best;
    this.querySelector<SVGGElement>(`[data-unit="${best}"]`)?.focus();
  };

  private words(unit: number): string {
    const group = (this.network.cluster[unit] ?? 0) + 1;
    const friends = Math.round((this.shares[unit] ?? 0) * 100);
    return `Person ${unit + 1}, group ${group}: ${friends} % of friends treated, outcome ${fixed(this.outcomes[unit] ?? 0, 1)}`;
  }

  private unit({ x, y }: Spot, unit: number) {
    const { radius } = this.size;
    const ring = radius + 4;
    const around = 2 * Math.PI * ring;
    const treated = this.treated[unit] ?? false;
    const outcome = this.outcomes[unit] ?? 0;
    const body = svg`
      <circle class="hand-ring" r=${ring} cx=${x} cy=${y}></circle>
      <circle class="hand-share" r=${ring} cx=${x} cy=${y} transform="rotate(-90 ${x} ${y})"
        stroke-dasharray="${(this.shares[unit] ?? 0) * around} ${around}"></circle>
      ${
        treated
          ? svg`<circle class="hand-body" r=${radius} cx=${x} cy=${y}></circle>`
          : svg`<rect class="hand-body" x=${x - radius * 0.84} y=${y - radius * 0.74} width=${radius * 1.68} height=${radius * 1.48}></rect>`
      }
      <text class="hand-number" x=${x} y=${y + radius * 0.25} text-anchor="middle">${fixed(outcome, 1)}</text>`;
    return this.editable
      ? svg`<g class="hand-unit" data-unit=${unit} ?data-treated=${treated} role="checkbox"
          aria-checked=${treated ? 'true' : 'false'} aria-label=${`Treat: ${this.words(unit)}`}
          tabindex=${unit === this.focused ? 0 : -1} @click=${() => this.treat(unit)} @focus=${() => {
            this.focused = unit;
          }}>${body}</g>`
      : svg`<g class="hand-unit" ?data-treated=${treated}>${body}</g>`;
  }

  /** By how much the last change moved an outcome: above all people, so that none hides it. */
  private change({ x, y }: Spot, unit: number) {
    const outcome = this.outcomes[unit] ?? 0;
    const change = outcome - (this.earlier?.[unit] ?? outcome);
    if (Math.abs(change) < 0.005) return nothing;
    return svg`<text class="hand-change" x=${x} y=${y - this.size.radius - 4} text-anchor="middle">${signed(fixed(change, 2), change)}</text>`;
  }

  override render() {
    const { network, spots, editable } = this;
    const { width, height } = this.size;
    const ties = Array.from(network.tie_from, (from, i) => {
      const [a, b] = [spots[from], spots[network.tie_to[i] ?? 0]];
      return a && b ? `M${a.x.toFixed(1)} ${a.y.toFixed(1)}L${b.x.toFixed(1)} ${b.y.toFixed(1)}` : '';
    }).join('');
    return html`<svg class="hand" viewBox="0 0 ${width} ${height}" ?data-narrow=${this.narrow} ?data-editable=${editable}
      role=${editable ? 'group' : 'img'} aria-label=${this.label} @keydown=${editable ? this.onKey : nothing}>
      <path class="hand-ties" d=${ties}></path>
      ${spots.map((spot, unit) => this.unit(spot, unit))}
      ${spots.map((spot, unit) => this.change(spot, unit))}
    </svg>`;
  }
}
define('sutva-hand-network', SutvaHandNetwork);
