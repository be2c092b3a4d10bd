// SPDX-License-Identifier: Apache-2.0
import { html, type PropertyValues } from 'lit';
import { type CurveMove, curvePoints } from '../../charts/power-curve.ts';
import type { OperationSchema, Requests, Results } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { define, Element } from '../../ui/element.ts';
import { count, number, points } from '../../ui/format.ts';
import { Live } from '../../ui/live.ts';
import { type Table, tableView } from '../../ui/table.ts';
import { activeValues } from '../tool.ts';
import { isShare, powerText } from './words.ts';

type Plan = Results['sample-size'];
type Curve = Results['power-curve'];

const round = (value: number, digits: number) => Number(value.toPrecision(digits));

/** The power curve of a plan: by people or by effect, to drag, to step through, and as a table. */
export class SutvaCurvePart extends Element {
  static override properties = {
    operation: { attribute: false },
    values: { attribute: false },
    plan: { attribute: false },
    axis: { state: true },
  };
  declare operation: OperationSchema;
  declare values: Values;
  declare plan: Plan | undefined;
  declare axis: 'people' | 'effect';
  private readonly live = new Live(this, 'power-curve');

  constructor() {
    super();
    this.axis = 'people';
    this.addEventListener('sutva-move', (event) => this.move((event as CustomEvent<CurveMove>).detail));
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('values') && !changed.has('axis')) return;
    const request = { ...activeValues(this.operation, this.values), axis: this.axis };
    this.live.ask(request as Partial<Requests['power-curve']>);
  }

  // Which input the point stands for depends on what is solved: the input that moves the plan along this axis.
  private move(move: CurveMove): void {
    const { values, plan } = this;
    const curve = this.live.value;
    if (!plan || !curve) return;
    const solved = values.solve_for;
    const alongPower =
      this.axis === 'people' ? solved === 'size' || solved === 'duration' : solved === 'effect';
    // A step of the keys is one point of power, or two in a hundred of the rest.
    const share = 'steps' in move ? 1 + move.steps * 0.02 : move.x / curve.x_at;
    const power = 'steps' in move ? Number(values.power) + move.steps * 0.01 : move.power;
    const whole = (value: number, least: number) => {
      const moved = Math.max(least, Math.round(value * share));
      return moved === value && 'steps' in move ? Math.max(least, value + Math.sign(move.steps)) : moved;
    };
    let patch: Values;
    if (alongPower) patch = { power: Math.min(0.999, Math.max(0.05, round(power, 3))) };
    else if (this.axis === 'effect') patch = { effect: round(Number(values.effect) * share, 3) };
    else if (values.sized_by === 'days') patch = { days: whole(Number(values.days), 1) };
    else patch = { n_control: whole(plan.n_control, 2) };
    this.dispatchEvent(new CustomEvent('sutva-patch', { detail: patch, bubbles: true }));
  }

  private formatX(x: number): string {
    if (this.axis === 'people') return x >= 1e6 ? `${number(x / 1e6, 3)}m` : count(x);
    return isShare(this.values) ? points(x) : number(x, 3);
  }

  private table(curve: Curve): Table<{ x: number; power: number }> {
    // A table of some twenty rows is for reading; every point is in the picture.
    const step = Math.max(1, Math.floor(curve.x.length / 20));
    return {
      caption: 'The power curve as a table',
      rows: curvePoints(curve).filter((_, i) => i % step === 0),
      columns: [
        { title: curve.x_label, numeric: true, cell: ({ x }) => ({ text: this.formatX(x), value: x }) },
        { title: 'Power', numeric: true, cell: ({ power }) => ({ text: powerText(power), value: power }) },
      ],
    };
  }

  override render() {
    const curve = this.live.value;
    const says = curve
      ? `${powerText(curve.power_at)} power at ${this.formatX(curve.x_at)}, ${curve.x_label.toLowerCase()}`
      : '';
    return html`<section class="part" aria-labelledby="power-curve">
      <div class="part-head">
        <h2 id="power-curve">Power curve</h2>
        <div class="segments" role="radiogroup" aria-label="Horizontal axis">
          ${(['people', 'effect'] as const).map(
            (axis) => html`<label class="segment">
            <input type="radio" name="curve-axis" .checked=${this.axis === axis} @change=${() => {
              this.axis = axis;
            }} />
            <span>By ${axis}</span></label>`,
          )}
        </div>
      </div>
      <figure class="figure figure-curve">
        <sutva-power-curve .curve=${curve} .describe=${says} .formatX=${(x: number) => this.formatX(x)}></sutva-power-curve>
        <figcaption>Drag the point, or focus it and use the arrow keys.</figcaption>
      </figure>
      ${curve ? html`<details class="more"><summary>As a table</summary>${tableView(this.table(curve))}</details>` : null}
    </section>`;
  }
}
define('sutva-curve-part', SutvaCurvePart);
