// SPDX-License-Identifier: Apache-2.0
// How the numbers of a plan are read: the unit of the schema, and where it leaves one open, what the metric says.
import type { FieldSchema, Results } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { count, number, percent, plural, points, signed } from '../../ui/format.ts';

type Working = Pick<
  Results['sample-size'],
  'headline' | 'headline_label' | 'sentence' | 'equations' | 'terms' | 'snippets' | 'assumptions'
>;
/** The result of any calculation of the room: its own fields, and what stands beside the numbers. */
export type Plan = Partial<Working> & Record<string, unknown>;

/** What stands in a place of its own, not among the facts. */
const working = new Set(
  'headline headline_label sentence equations terms snippets assumptions alternatives method'.split(' '),
);

export const isNumeric = (field: FieldSchema) => field.type === 'number' || field.type === 'integer';
export const isScalar = (field: FieldSchema) =>
  isNumeric(field) || field.type === 'text' || field.type === 'boolean' || field.type === 'choice';
export const isOwn = (field: FieldSchema) => !working.has(field.name);

// Only what is asked for stands under a heading.
const isInput = (field: FieldSchema) => field.group !== undefined;

/** What a number is measured in. `points` are differences of shares. */
export function unitOf({ unit }: FieldSchema, values: Values): string {
  const shares = values.metric === 'proportion';
  switch (unit) {
    case 'effect':
      return values.effect_scale === 'relative' ? 'share' : shares ? 'points' : '';
    case 'level':
      return shares ? 'share' : '';
    case 'outcome':
      return shares ? 'points' : unit;
    default:
      return unit;
  }
}

// An effect says which way it goes; its error and the half width of an interval have no direction.
const isSigned = (field: FieldSchema) =>
  !isInput(field) &&
  (field.name === 'effect_relative' ||
    (field.unit === 'outcome' &&
      /effect|estimate|rejected|ci_/.test(field.name) &&
      !/_mcse$|_sd$|_se$|^boundary_effect$/.test(field.name)));

/** A value as a reader sees it. */
export function shown(value: unknown, field: FieldSchema, values: Values): string {
  if (value === undefined || value === null) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'number')
    return field.choices?.find((choice) => choice.name === value)?.label ?? String(value);
  const text = measured(value, field, unitOf(field, values));
  return isSigned(field) ? signed(text, value) : text;
}

function measured(value: number, field: FieldSchema, unit: string): string {
  switch (unit) {
    case 'share':
      return /power|reject/.test(field.name) ? percent(value, 2) : percent(value);
    case 'points':
      return points(value);
    case 'people':
      if (field.name.endsWith('unrounded'))
        return number(value, Math.ceil(Math.log10(Math.abs(value) + 1)) + 2);
      if (field.type === 'integer' || value >= 1000) return count(value);
      return number(value, 4);
    case 'days':
      return Number.isInteger(value) ? plural(value, 'day') : `${number(value, 3)}\u00a0days`;
    default:
      return number(value);
  }
}

/** The same where there is little room, as beside an axis. */
export function tick(value: number, field: FieldSchema, values: Values): string {
  const unit = unitOf(field, values);
  if (unit === 'share') return percent(value);
  if (unit === 'points') return points(value);
  const size = Math.abs(value);
  if (size >= 1e9 && size < 1e15) return `${number(value / 1e9, 3)}bn`;
  if (size >= 1e6 && size < 1e9) return `${number(value / 1e6, 3)}m`;
  return number(Number(value.toPrecision(12)), 3);
}

export interface Headline {
  label: string;
  figure: string;
  unit: string;
}

const lower = (text: string) =>
  /^[A-Z][a-z]/.test(text) ? text.replace(/^./, (c) => c.toLowerCase()) : text;

/** The number that answers, large, with the words around it. */
export function headline(plan: Plan, result: readonly FieldSchema[], values: Values): Headline {
  const field =
    result.find((candidate) => candidate.name === plan.headline) ??
    result.find((candidate) => isOwn(candidate) && isNumeric(candidate));
  const label = plan.headline_label ?? field?.label ?? '';
  const value = field ? plan[field.name] : undefined;
  if (!field || value === undefined) return { label, figure: '–', unit: '' };
  const unit = unitOf(field, values);
  const named = label.toLowerCase().includes(field.label.toLowerCase());
  if (typeof value !== 'number') return { label, figure: shown(value, field, values), unit: '' };
  if (unit === 'points')
    return {
      label,
      figure: signed(number(Number((value * 100).toPrecision(12)), 4), value),
      unit: 'percentage points',
    };
  if (unit === 'days' || unit === 'weeks')
    return {
      label,
      figure: Number.isInteger(value) ? count(value) : number(value, 3),
      unit: value === 1 ? unit.slice(0, -1) : unit,
    };
  const figure = shown(value, field, values);
  if (unit === '' || unit === 'share' || unit === 'outcome')
    return { label, figure, unit: named ? '' : lower(field.label) };
  return { label, figure, unit: named || !lower(field.label).startsWith(unit) ? unit : lower(field.label) };
}
