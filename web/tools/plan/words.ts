// SPDX-License-Identifier: Apache-2.0
import type { Results } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { count, number, percent, plural, points, signed } from '../../ui/format.ts';

type Plan = Results['sample-size'];

export interface Headline {
  label: string;
  figure: string;
  unit: string;
}

export const isShare = (values: Values) => values.metric === 'proportion';

/** A level of the outcome, such as a conversion rate or a mean. */
export const level = (values: Values, value: number) => (isShare(values) ? percent(value) : number(value));

/** A difference between two levels, with its sign. */
export const difference = (values: Values, value: number) =>
  signed(isShare(values) ? points(value) : number(value), value);

export const relative = (value: number | undefined) =>
  value === undefined ? '–' : signed(percent(value), value);

export const powerText = (value: number) => percent(value, 2);

const levelsText = (values: Values, plan: Plan) =>
  `from ${level(values, plan.control_value)} to ${level(values, plan.treatment_value)}`;

const changeText = (values: Values, plan: Plan) =>
  `${difference(values, plan.effect_absolute)}${
    plan.effect_relative === undefined ? '' : `, ${relative(plan.effect_relative)} relative`
  }`;

const groupsText = (plan: Plan) =>
  plan.n_control === plan.n_treatment
    ? `${count(plan.n_control)} people in each group`
    : `${count(plan.n_control)} people in control and ${count(plan.n_treatment)} in treatment`;

const lasting = (plan: Plan) =>
  `${plural(plan.duration_days, 'day')}; plan ${plural(plan.duration_weeks, 'whole week')}`;

const testText = (values: Values) =>
  `a ${values.sides === 'one' ? 'one' : 'two'}-sided test at ${percent(Number(values.alpha))}`;

export function headline(values: Values, plan: Plan): Headline {
  switch (values.solve_for) {
    case 'effect':
      return isShare(values)
        ? {
            label: 'The smallest change you can rely on finding',
            figure: signed(number(plan.effect_absolute * 100, 4), plan.effect_absolute),
            unit: 'percentage points',
          }
        : {
            label: 'The smallest change you can rely on finding',
            figure: signed(number(plan.effect_absolute, 4), plan.effect_absolute),
            unit: 'in the mean',
          };
    case 'power':
      return {
        label: 'You find this effect with a probability of',
        figure: powerText(plan.power),
        unit: 'power',
      };
    case 'duration':
      return {
        label: 'The test takes',
        figure: count(plan.duration_days),
        unit: plan.duration_days === 1 ? 'day' : 'days',
      };
    default:
      return { label: 'You need', figure: count(plan.n_total), unit: 'people in all' };
  }
}

/** The answer as one plain sentence. */
export function sentence(values: Values, plan: Plan): string {
  const change = `a change ${levelsText(values, plan)} (${changeText(values, plan)})`;
  switch (values.solve_for) {
    case 'effect':
      return `With ${groupsText(plan)}, ${testText(values)} has ${percent(Number(values.power))} power to find ${change}; smaller effects will often be missed.`;
    case 'power':
      return `With ${groupsText(plan)}, ${testText(values)} finds ${change} in ${powerText(plan.power)} of experiments.`;
    default:
      return `To find ${change} with ${percent(Number(values.power))} power by ${testText(values)}, you need ${groupsText(plan)}. At ${count(Number(values.daily_people) * Number(values.share_in_experiment ?? 1))} people a day this takes ${lasting(plan)}.`;
  }
}
