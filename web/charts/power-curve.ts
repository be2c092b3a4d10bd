// SPDX-License-Identifier: Apache-2.0
import { html, type PropertyValues } from 'lit';
import type { Results } from '../generated/operations.ts';
import { define } from '../ui/element.ts';
import { percent } from '../ui/format.ts';
import { Chart, type PlotParts } from './chart.ts';

/** Where the point is dragged to, or by how many steps the keys move it. */
export type CurveMove = { x: number; power: number } | { steps: number };

interface Point {
  x: number;
  power: number;
}

/** The curve as points, from the two arrays the engine hands over. */
export const curvePoints = (curve: Results['power-curve']): Point[] =>
  Array.from(curve.x, (x, i) => ({ x, power: curve.power[i] ?? 0 }));

const keySteps: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 5,
  PageDown: -5,
};

const svgNamespace = 'http://www.w3.org/2000/svg';
const margin = { top: 30, right: 16, bottom: 42, left: 48 };

/** Power against size or effect, with the plan as a point to drag. Sends `sutva-move`. */
export class SutvaPowerCurve extends Chart {
  static override properties = {
    curve: { attribute: false },
    describe: { attribute: false },
    formatX: { attribute: false },
  };
  declare curve: Results['power-curve'] | undefined;
  /** What a screen reader hears for the point. */
  declare describe: string;
  declare formatX: (x: number) => string;
  private domain: [number, number] | undefined;
  private dragging = false;
  private readonly handle = this.makeHandle();
  private toScreen: (x: number, power: number) => [number, number] = () => [0, 0];

  constructor() {
    super();
    this.describe = '';
    this.formatX = String;
  }

  protected get summary(): string {
    return `Power curve: ${this.describe}.`;
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
      'aria-label': 'The plan on the power curve',
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
    this.dragging = true;
    this.handle.setPointerCapture(event.pointerId);
    this.handle.focus({ preventScroll: true });
    event.preventDefault();
  }

  private drag(event: PointerEvent): void {
    const { curve, svg } = this;
    if (!this.dragging || !curve || !svg) return;
    const box = svg.getBoundingClientRect();
    const px = event.clientX - box.left;
    const py = event.clientY - box.top;
    let best: Point | undefined;
    let least = Infinity;
    for (const point of curvePoints(curve)) {
      if (this.domain && (point.x < this.domain[0] || point.x > this.domain[1])) continue;
      const [sx, sy] = this.toScreen(point.x, point.power);
      const distance = (sx - px) ** 2 + (sy - py) ** 2;
      if (distance < least) [least, best] = [distance, point];
    }
    if (best) this.send(best);
  }

  private release(): void {
    if (!this.dragging) return;
    this.dragging = false;
    this.domain = undefined;
    this.requestUpdate();
  }

  private key(event: KeyboardEvent): void {
    const steps = keySteps[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    this.send({ steps });
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('curve') as Results['power-curve'] | undefined;
    if (!this.curve) return;
    if (before && before.axis !== this.curve.axis) this.domain = undefined;
    // Under the pointer the axis stands still; the new extent is taken up on release.
    if (!this.dragging || !this.domain)
      this.domain = [Math.min(0, this.curve.x[0] ?? 0), Math.max(0, this.curve.x.at(-1) ?? 1)];
  }

  protected draw(parts: PlotParts, width: number): SVGSVGElement | undefined {
    const { curve, domain } = this;
    if (!curve || !domain) return undefined;
    const { plot, line, areaY, ruleX, ruleY, gridY, axisX, axisY, dot } = parts;
    const data = curvePoints(curve);
    const at = [{ x: curve.x_at, power: curve.power_at }];
    const svg = plot({
      width,
      height: Math.round(Math.min(340, Math.max(240, width * 0.5))),
      marginTop: margin.top,
      marginRight: margin.right,
      marginBottom: margin.bottom,
      marginLeft: margin.left,
      x: { domain },
      y: { domain: [0, 1] },
      marks: [
        gridY({ ticks: 5, stroke: 'var(--hairline)', strokeOpacity: 1 }),
        axisX({
          ticks: Math.max(2, Math.floor(width / 110)),
          tickFormat: (x: number) => this.formatX(x),
          label: curve.x_label,
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: 38,
        }),
        axisY({
          ticks: 5,
          tickFormat: (y: number) => percent(y),
          label: 'Power',
          labelAnchor: 'top',
          labelArrow: 'none',
        }),
        areaY(data, { x: 'x', y: 'power', fill: 'var(--accent)', fillOpacity: 0.06, clip: true }),
        line(data, { x: 'x', y: 'power', stroke: 'var(--accent)', strokeWidth: 2, clip: true }),
        ruleX(at, { x: 'x', y1: 0, y2: 'power', stroke: 'var(--accent)', strokeDasharray: '2,3' }),
        ruleY(at, { y: 'power', x1: domain[0], x2: 'x', stroke: 'var(--accent)', strokeDasharray: '2,3' }),
        ruleY([0], { stroke: 'var(--rule)' }),
        dot(at, { x: 'x', y: 'power', r: 5, fill: 'var(--accent)' }),
      ],
    }) as SVGSVGElement & { scale(name: string): { apply(value: number): number } };
    const x = svg.scale('x');
    const y = svg.scale('y');
    this.toScreen = (a, b) => [x.apply(a), y.apply(b)];
    return svg;
  }

  protected override drawn(): void {
    const { curve, handle } = this;
    if (!curve) return;
    const [x, y] = this.toScreen(curve.x_at, curve.power_at);
    handle.setAttribute('transform', `translate(${x},${y})`);
    handle.setAttribute('aria-valuenow', String(Math.round(curve.power_at * 100)));
    handle.setAttribute('aria-valuetext', this.describe);
  }

  // The handle lives above the picture, which is drawn anew under the pointer that drags it.
  override render() {
    return html`<div class="plot"></div><svg class="plot-overlay">${this.handle}</svg>`;
  }
}
define('sutva-power-curve', SutvaPowerCurve);
