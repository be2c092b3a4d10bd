// SPDX-License-Identifier: Apache-2.0
// Pictures that only one calculation has.
import { html, nothing, type TemplateResult } from 'lit';
import type { Line } from '../../charts/lines.ts';
import '../../charts/lines.ts';
import type { OperationSchema } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { count, number, percent, points, signed } from '../../ui/format.ts';
import './looks-part.ts';
import type { Plan } from './measure.ts';
import './saw-tooth.ts';

type Numbers = Float64Array;
const numbers = (value: unknown): Numbers | undefined =>
  value instanceof Float64Array && value.length > 0 ? value : undefined;
const short = (value: number) => number(Number(value.toPrecision(12)), 3);

interface Picture {
  title: string;
  caption: string;
  lines: Line[];
  axis: string;
  label: string;
  formatX: (x: number) => string;
  formatY: (y: number) => string;
  at?: number | undefined;
  level?: number | undefined;
  floor?: number;
}

const part = (picture: Picture) => html`<section class="part" aria-labelledby="picture">
  <h2 id="picture">${picture.title}</h2>
  <figure class="figure"><sutva-lines .lines=${picture.lines} .axis=${picture.axis} .label=${picture.label}
    .formatX=${picture.formatX} .formatY=${picture.formatY} .at=${picture.at} .level=${picture.level} .floor=${picture.floor}></sutva-lines>
    <figcaption class="legend">${
      picture.lines.length > 1
        ? picture.lines.map(
            ({ name, other }) => html`<span data-other=${other ? '' : nothing}>${name}</span>`,
          )
        : picture.caption
    }</figcaption></figure></section>`;

/** How large z must be at each look, beside a plan that fixes its looks. */
function alwaysValid(plan: Plan) {
  const n = numbers(plan.boundary_n);
  const z = numbers(plan.boundary_z);
  if (!n || !z) return nothing;
  const otherN = numbers(plan.compared_n);
  const otherZ = numbers(plan.compared_z);
  return part({
    title: 'When to stop',
    caption: 'A look beyond the line ends the experiment.',
    lines: [
      { name: 'Always valid', x: n, y: z },
      ...(otherN && otherZ ? [{ name: 'Group-sequential', x: otherN, y: otherZ, other: true }] : []),
    ],
    axis: 'People in all',
    label: 'Rejects from z',
    formatX: (x) => (x >= 1e6 ? `${number(x / 1e6, 3)}m` : count(x)),
    formatY: (y) => number(y, 3),
  });
}

/** How likely success still is, whatever the true effect may be. */
function interim(plan: Plan, values: Values) {
  const effect = numbers(plan.curve_effect);
  const power = numbers(plan.curve_power);
  if (!effect || !power) return nothing;
  const shares = values.metric === 'proportion';
  return part({
    title: 'How likely success still is',
    caption: 'The broken line is what was seen so far.',
    lines: [{ name: 'Conditional power', x: effect, y: power }],
    axis: 'If the true effect is',
    label: 'Conditional power',
    formatX: (x) => signed(shares ? points(x) : short(x), x),
    formatY: (y) => percent(y),
    at: typeof plan.estimate === 'number' ? plan.estimate : undefined,
    floor: 0,
  });
}

interface Day {
  day: number;
  people: number;
}

/** How many people are in, day by day. */
function byDay(plan: Plan, values: Values) {
  const days = plan.by_day as Day[] | undefined;
  if (!days || days.length < 2) return nothing;
  const needed = values.solve_for === 'days' ? values.people : undefined;
  return part({
    title: 'How the people add up',
    caption:
      needed === undefined ? 'People so far.' : 'The broken lines are the people needed, and the last day.',
    lines: [{ name: 'People', x: days.map(({ day }) => day), y: days.map(({ people }) => people) }],
    axis: 'Day',
    label: 'People so far',
    formatX: count,
    formatY: (y) => (y >= 1e6 ? `${number(y / 1e6, 3)}m` : short(y)),
    at: typeof plan.days === 'number' ? plan.days : undefined,
    level: typeof needed === 'number' ? needed : undefined,
    floor: 0,
  });
}

const pictures: Record<string, (plan: Plan, values: Values) => TemplateResult | typeof nothing> = {
  'sequential-plan': (plan, values) =>
    Array.isArray(plan.looks)
      ? html`<sutva-looks-part .values=${values} .plan=${plan}></sutva-looks-part>`
      : nothing,
  'always-valid-plan': alwaysValid,
  'interim-look': interim,
  'duration-plan': byDay,
};

/** What stands before the curve. */
export const picturesOf = (operation: OperationSchema, plan: Plan, values: Values) =>
  pictures[operation.name]?.(plan, values) ?? nothing;

/** What stands under the methods. */
export const moreOnMethods = (operation: OperationSchema, plan: Plan, values: Values) =>
  operation.name === 'sample-size' && plan.exact_power !== undefined && values.comparison === 'two_arms'
    ? html`<sutva-saw-tooth .operation=${operation} .values=${values} .plan=${plan}></sutva-saw-tooth>`
    : nothing;
