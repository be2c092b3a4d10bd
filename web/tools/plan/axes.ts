// SPDX-License-Identifier: Apache-2.0
// Which numbers of a calculation can stand against which, over what range, and what is asked of the core for it.
import type { FieldSchema, OperationSchema } from '../../generated/operations.ts';
import { isActive, type Values } from '../../state/link.ts';
import { activeValues } from '../tool.ts';
import { isNumeric, isOwn, type Plan } from './measure.ts';

/** A plan and what it answers. */
export interface Asked {
  operation: OperationSchema;
  values: Values;
  plan: Plan;
}

export const fieldOf = (fields: readonly FieldSchema[], name: string) =>
  fields.find((field) => field.name === name);

/** The numbers that the present plan has. */
export const outputsOf = ({ operation, plan }: Asked) =>
  operation.result.filter((field) => isOwn(field) && isNumeric(field) && Number.isFinite(plan[field.name]));

/** The numbers that are asked for. */
export const inputsOf = (operation: OperationSchema, values: Values) =>
  operation.request.filter(
    (field) => isNumeric(field) && isActive(field, values) && Number.isFinite(values[field.name]),
  );

const unknownFor = (output: string) => (output.startsWith('effect_') ? 'effect' : output);

/**
 * The question whose answer is this output, at the planned size: for power, the plan with its size given and power
 * unknown. The present question where that is what it answers, or where the calculation cannot be turned around.
 */
export function questionFor(output: string, { operation, values, plan }: Asked): Values {
  const solve = fieldOf(operation.request, 'solve_for');
  const unknown = unknownFor(output);
  if (!solve?.choices?.some((choice) => choice.name === unknown)) return values;
  if (values.solve_for === unknown) return values;
  const turned: Values = { ...values, solve_for: unknown };
  if (fieldOf(operation.request, 'sized_by')) {
    const sized = fieldOf(operation.request, 'sized_by');
    if (sized && !isActive(sized, values)) turned.sized_by = 'people';
  }
  // What was unknown is now given: it is what the plan found.
  for (const field of operation.request) {
    if (!isActive(field, turned) || isActive(field, values)) continue;
    const found =
      field.name === 'effect'
        ? plan[values.effect_scale === 'relative' ? 'effect_relative' : 'effect_absolute']
        : plan[field.name];
    if (typeof found === 'number') turned[field.name] = found;
  }
  return turned;
}

/** The inputs that came to be asked because a question was turned around: the size, above all. */
export const turnedInputs = (output: string, asked: Asked) => {
  const solve = fieldOf(asked.operation.request, 'solve_for');
  const first = { ...asked.values, solve_for: solve?.choices?.[0]?.name };
  return inputsOf(asked.operation, questionFor(output, asked)).filter((field) => !isActive(field, first));
};

const tidy = (value: number, digits = 3) => Number(value.toPrecision(digits));

/** A value within what the field allows, clear of ends that are open. */
export function within(field: FieldSchema, value: number): number {
  const { min = -Infinity, max = Infinity, min_open: minOpen, max_open: maxOpen } = field;
  const room = Number.isFinite(min) && Number.isFinite(max) ? (max - min) * 1e-3 : 1e-6;
  const low = minOpen ? min + Math.min(room, Math.abs(value) || room) : min;
  const high = maxOpen ? max - room : max;
  return Math.min(high, Math.max(low, value));
}

/** So many times as far from where there is no effect. */
function times(field: FieldSchema, value: number, factor: number): number {
  if (field.name === 'hazard_ratio') return value ** factor;
  if (field.name === 'win_probability') return 0.5 + (value - 0.5) * factor;
  return value * factor;
}

/** Over what a curve runs: around the present value, within what the field allows. */
export function rangeOf(field: FieldSchema, value: number): [number, number] {
  const { min = -Infinity, max = Infinity } = field;
  const bounded = Number.isFinite(min) && Number.isFinite(max) && max - min <= 2;
  if (field.name === 'power') return [Math.min(0.5, value), Math.max(0.99, value)];
  if (value === 0 && bounded) return [within(field, min), within(field, max - (max - min) * 0.1)];
  if (value === 0) return [0, 1];
  if (min < 0 && max === 1 && min === -1 && Math.abs(value) > 0.2)
    return [within(field, -1), within(field, 1)];
  const ends: [number, number] = [times(field, value, 0.4), times(field, value, 2.5)];
  if (ends[0] > ends[1]) ends.reverse();
  if (field.type === 'integer' && value < 12) ends[0] = Math.min(ends[0], 1);
  return [within(field, ends[0]), within(field, ends[1])];
}

/** Evenly spaced values from end to end, whole where the field is, with the present one among them. */
export function gridOf(
  field: FieldSchema,
  [low, high]: readonly [number, number],
  points: number,
  value: number,
) {
  const steps = Array.from({ length: points }, (_, i) => low + ((high - low) * i) / (points - 1));
  if (value >= low && value <= high) steps.push(value);
  const settled = field.type === 'integer' ? steps.map(Math.round) : steps;
  return [...new Set(settled)].sort((a, b) => a - b);
}

const factors = [0.25, 0.5, 0.75, 1, 1.5, 2, 3];
const narrowFactors = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** A few round values around the present one, for a table. */
export function listOf(field: FieldSchema, value: number, most: number): number[] {
  const { min = -Infinity, max = Infinity } = field;
  let around: number[];
  if (field.name === 'power') around = [0.7, 0.8, 0.85, 0.9, 0.95, 0.99];
  else if (field.name === 'alpha') around = [0.01, 0.025, 0.05, 0.1, 0.2];
  else if (value === 0)
    around =
      Number.isFinite(max) && max <= 1 ? [0.1, 0.25, 0.5, 0.75].map((share) => share * max) : [0.5, 1, 2, 5];
  else around = (most > 6 ? factors : narrowFactors).map((factor) => tidy(times(field, value, factor), 3));
  const whole = field.type === 'integer' ? around.map((x) => Math.round(x)) : around;
  const fits = whole.filter(
    (x) =>
      (field.min_open ? x > min : x >= min) &&
      (field.max_open ? x < max : x <= max) &&
      Math.abs(x - value) > Math.abs(value) * 0.02,
  );
  const nearest = [...new Set(fits)]
    .sort((a, b) => Math.abs(a - value) - Math.abs(b - value))
    .slice(0, most - 1);
  return [...nearest, value].sort((a, b) => a - b);
}

/** A sweep of the core over one input of a question, or over two. */
export const sweepOf = (
  operation: OperationSchema,
  values: Values,
  input: string,
  list: readonly number[],
  outputs: readonly string[],
) => ({
  operation: operation.name as string,
  request: activeValues(operation, values),
  input,
  values: Float64Array.from(list),
  outputs: [...outputs],
});

/** Where the plan goes when its point on a curve is moved; nothing where neither number of the point is an input. */
export function movesTo(
  move: { x: number; y: number } | { steps: number },
  x: FieldSchema,
  output: string,
  at: number,
  { operation, values, plan }: Asked,
): Values | undefined {
  const given = inputsOf(operation, values);
  const along = given.find((field) => field.name === x.name);
  if (along) {
    const value = Number(values[along.name] ?? at);
    const step = value === 0 ? 0.01 : Math.abs(value) * 0.02;
    let next = 'steps' in move ? value + move.steps * step : move.x;
    if (along.type === 'integer') {
      next = Math.round(next);
      if ('steps' in move && next === value) next = value + Math.sign(move.steps);
    } else next = tidy(next);
    return { [along.name]: within(along, next) };
  }
  const across = given.find((field) => field.name === output);
  if (!across) return undefined;
  // A power of one or of nothing needs no finite size.
  const [least, most] = across.name === 'power' ? [0.05, 0.999] : [-Infinity, Infinity];
  const value = Number(values[across.name] ?? plan[output]);
  const next = 'steps' in move ? value + move.steps * 0.01 : move.y;
  return { [across.name]: within(across, Math.min(most, Math.max(least, tidy(next)))) };
}
