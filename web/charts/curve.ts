// SPDX-License-Identifier: Apache-2.0
import { html, type PropertyValues } from 'lit';
import { define } from '../ui/element.ts';
import { Chart, type PlotParts } from './chart.ts';

/** Where the point is dragged to, or by how many steps the keys move it. */
export type CurveMove = { x: number; y: number } | { steps: number };

export interface CurvePoint {
  x: number;
  /** Not a number where there is no answer: the line has a gap there. */
  y: number;
}

export interface Curve {
  points: readonly CurvePoint[];
  /** The present plan. */
  at: CurvePoint;
  /** What the axes show; it stands still while the point is dragged. */
  x: readonly [number, number];
  y: readonly [number, number];
  xLabel: string;
  yLabel: string;
  formatX: (x: number) => string;
  formatY: (y: number) => string;
  /** The point can be moved. */
  moves: boolean;
  /** The point in words, and as the number that a slider tells. */
  describe: string;
  now: readonly [value: number, least: number, most: number];
}

const keySteps: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 5,
  PageDown: -5,
};

const svgNamespace = 'http://www.w3.org/2000/svg';
/** About what a digit beside an axis takes. */
const digitWidth = 7.4;

/** One number of a plan over another, with the plan as a point to drag. Sends `sutva-move`. */
export class SutvaCurve extends Chart {
  static override properties = { curve: { attribute: false } };
  declare curve: Curve | undefined;
  private held: Pick<Curve, 'x' | 'y'> | undefined;
  private dragging = false;
  private readonly handle = this.makeHandle();
  private toScreen: (x: number, y: number) => [number, number] = () => [0, 0];

  protected get summary(): string {
    return this.curve ? `${this.curve.yLabel} by ${this.curve.xLabel}: ${this.curve.describe}.` : '';
  }

  private makeHandle(): SVGGElement {
    const group = document.createElementNS(svgNamespace, 'g');
    const set = (node: SVGElement, attributes: Record<string, string>) => {
      for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    };
    set(group, {
      class: 'curve-handle',
      tabindex: '0',
      role: 'slider',
      'aria-label': 'The plan on the curve',
      // Until the first curve is drawn the slider stands at its beginning.
      'aria-valuenow': '0',
      'aria-valuemin': '0',
      'aria-valuemax': '100',
      'aria-orientation': 'horizontal',
    });
    for (const [r, name] of [
      [22, 'curve-reach'],
      [11, 'curve-ring'],
    ] as const) {
      const circle = document.createElementNS(svgNamespace, 'circle');
      set(circle, { r: String(r), class: name });
      group.append(circle);
    }
    group.addEventListener('pointerdown', (event) => this.grab(event));
    group.addEventListener('pointermove', (event) => this.drag(event));
    group.addEventListener('lostpointercapture', () => this.release());
    group.addEventListener('keydown', (event) => this.key(event));
    return group;
  }

  private send(detail: CurveMove): void {
    this.dispatchEvent(new CustomEvent('sutva-move', { detail, bubbles: true }));
  }

  private grab(event: PointerEvent): void {
    if (!this.curve) return;
    this.dragging = true;
    // Under the pointer the axes stand still; the new extent is taken up on release.
    this.held = { x: this.curve.x, y: this.curve.y };
    this.handle.setPointerCapture(event.pointerId);
    this.handle.focus({ preventScroll: true });
    event.preventDefault();
  }

  private drag(event: PointerEvent): void {
    const { curve, svg, held } = this;
    if (!this.dragging || !curve || !svg || !held) return;
    const box = svg.getBoundingClientRect();
    const px = event.clientX - box.left;
    const py = event.clientY - box.top;
    let best: CurvePoint | undefined;
    let least = Infinity;
    for (const point of curve.points) {
      if (!Number.isFinite(point.y) || point.x < held.x[0] || point.x > held.x[1]) continue;
      const [sx, sy] = this.toScreen(point.x, point.y);
      const distance = (sx - px) ** 2 + (sy - py) ** 2;
      if (distance < least) [least, best] = [distance, point];
    }
    if (best) this.send(best);
  }

  private release(): void {
    if (!this.dragging) return;
    this.dragging = false;
    this.held = undefined;
    this.requestUpdate();
  }

  private key(event: KeyboardEvent): void {
    const steps = keySteps[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    this.send({ steps });
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('curve') as Curve | undefined;
    if (before && (before.xLabel !== this.curve?.xLabel || before.yLabel !== this.curve?.yLabel))
      this.held = undefined;
  }

  protected draw(parts: PlotParts, width: number): SVGSVGElement | undefined {
    const { curve } = this;
    if (!curve) return undefined;
    const { plot, line, areaY, ruleX, ruleY, gridY, axisX, axisY, dot } = parts;
    const { x, y } = this.held ?? curve;
    const data = curve.points.filter((point) => point.x >= x[0] && point.x <= x[1]);
    const at = Number.isFinite(curve.at.y) ? [curve.at] : [];
    const widest = Math.max(
      ...[0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => curve.formatY(y[0] + share * (y[1] - y[0])).length),
      3,
    );
    const floor = y[0] <= 0 && y[1] >= 0 ? 0 : y[0];
    const svg = plot({
      width,
      height: Math.round(Math.min(340, Math.max(240, width * 0.5))),
      marginTop: 30,
      marginRight: 16,
      marginBottom: 42,
      marginLeft: Math.min(96, 18 + widest * digitWidth),
      x: { domain: [...x] },
      y: { domain: [...y] },
      marks: [
        gridY({ ticks: 5, stroke: 'var(--hairline)', strokeOpacity: 1 }),
        axisX({
          ticks: Math.max(2, Math.floor(width / 110)),
          tickFormat: curve.formatX,
          label: curve.xLabel,
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: 38,
        }),
        axisY({
          ticks: 5,
          tickFormat: curve.formatY,
          label: curve.yLabel,
          labelAnchor: 'top',
          labelArrow: 'none',
        }),
        areaY(data, { x: 'x', y1: floor, y2: 'y', fill: 'var(--accent)', fillOpacity: 0.06, clip: true }),
        line(data, { x: 'x', y: 'y', stroke: 'var(--accent)', strokeWidth: 2, clip: true }),
        ruleX(at, { x: 'x', y1: y[0], y2: 'y', stroke: 'var(--accent)', strokeDasharray: '2,3', clip: true }),
        ruleY(at, { y: 'y', x1: x[0], x2: 'x', stroke: 'var(--accent)', strokeDasharray: '2,3', clip: true }),
        ruleY([floor], { stroke: 'var(--rule)' }),
        dot(at, { x: 'x', y: 'y', r: 5, fill: 'var(--accent)', clip: true }),
      ],
    }) as SVGSVGElement & { scale(name: string): { apply(value: number): number } };
    const scaleX = svg.scale('x');
    const scaleY = svg.scale('y');
    this.toScreen = (a, b) => [scaleX.apply(a), scaleY.apply(b)];
    return svg;
  }

  protected override drawn(): void {
    const { curve, handle } = this;
    if (!curve) return;
    const { x, y } = this.held ?? curve;
    const inside = (value: number, [low, high]: readonly [number, number]) =>
      Math.min(high, Math.max(low, value));
    const placed = Number.isFinite(curve.at.y);
    const [left, top] = placed ? this.toScreen(inside(curve.at.x, x), inside(curve.at.y, y)) : [0, 0];
    handle.classList.toggle('curve-still', !curve.moves || !placed);
    handle.setAttribute('tabindex', curve.moves && placed ? '0' : '-1');
    handle.setAttribute('transform', `translate(${left},${top})`);
    const [now, least, most] = curve.now;
    handle.setAttribute('aria-valuenow', String(now));
    handle.setAttribute('aria-valuemin', String(least));
    handle.setAttribute('aria-valuemax', String(most));
    handle.setAttribute('aria-valuetext', curve.describe);
  }

  // The handle lives above the picture, which is drawn anew under the pointer that drags it.
  override render() {
    return html`<div class="plot"></div><svg class="plot-overlay">${this.handle}</svg>`;
  }
}
define('sutva-curve', SutvaCurve);
