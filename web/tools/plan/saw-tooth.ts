// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues } from 'lit';
import type { Curve, CurvePoint } from '../../charts/curve.ts';
import '../../charts/curve.ts';
import { engine } from '../../engine/engine.ts';
import type { OperationSchema, Requests } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { define, Element } from '../../ui/element.ts';
import { Follow } from '../../ui/follow.ts';
import { count, percent } from '../../ui/format.ts';
import { activeValues } from '../tool.ts';
import { questionFor } from './axes.ts';
import type { Plan } from './measure.ts';

interface Question {
  request: Values;
  size: number;
}

/** So many sizes on each side of the plan. */
const beside = 20;

// A sweep leaves the exact power out, so each size is a call of its own.
async function exactPowers({ request, size }: Question): Promise<CurvePoint[]> {
  const least = Math.max(2, size - beside);
  const sizes = Array.from({ length: 2 * beside + 1 }, (_, i) => least + i);
  return Promise.all(
    sizes.map(async (x) => {
      const asked = { ...request, n_control: x } as Partial<Requests['sample-size']>;
      const { value } = await engine.run('sample-size', asked);
      return { x, y: value?.exact_power ?? Number.NaN };
    }),
  );
}

/** The exact power, size by size: it does not rise evenly, since counts are whole. */
export class SutvaSawTooth extends Element {
  static override properties = {
    operation: { attribute: false },
    values: { attribute: false },
    plan: { attribute: false },
    open: { state: true },
  };
  declare operation: OperationSchema;
  declare values: Values;
  declare plan: Plan;
  declare open: boolean;
  private readonly follow = new Follow<Question, CurvePoint[]>(this, exactPowers);

  constructor() {
    super();
    this.open = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.open || !['values', 'plan', 'open'].some((name) => changed.has(name))) return;
    const { operation, values, plan } = this;
    const turned = questionFor('power', { operation, values, plan });
    this.follow.ask({
      request: activeValues(operation, { ...turned, sized_by: 'people' }),
      size: Number(plan.n_control),
    });
  }

  private curve(points: readonly CurvePoint[]): Curve {
    const powers = points.map(({ y }) => y).filter(Number.isFinite);
    const planned = Number(this.plan.exact_power);
    const low = Math.min(...powers, planned);
    const high = Math.max(...powers, planned);
    const room = (high - low || 0.01) * 0.15;
    const digits = high - low < 0.004 ? 2 : 1;
    const at = { x: Number(this.plan.n_control), y: planned };
    return {
      points,
      at,
      x: [points[0]?.x ?? 0, points.at(-1)?.x ?? 1],
      y: [low - room, high + room],
      xLabel: 'People in control',
      yLabel: 'Exact power',
      formatX: count,
      formatY: (y) => percent(y, digits),
      moves: false,
      describe: `${percent(planned, 2)} exact power at ${count(at.x)} people in control`,
      now: [Math.round(planned * 100), 0, 100],
    };
  }

  override render() {
    const points = this.follow.value;
    return html`<details class="more" @toggle=${(event: Event) => {
      this.open = (event.target as HTMLDetailsElement).open;
    }}><summary>The exact power, size by size</summary>
      ${
        points && this.open
          ? html`<figure class="figure figure-curve"><sutva-curve .curve=${this.curve(points)}></sutva-curve>
        <figcaption>Counts are whole, so one person more can make the test a little weaker.</figcaption></figure>`
          : nothing
      }</details>`;
  }
}
define('sutva-saw-tooth', SutvaSawTooth);
