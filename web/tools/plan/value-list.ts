// SPDX-License-Identifier: Apache-2.0
// A short list of values of one input, as somebody writes it: `2 %, 3 %, 5 %`, or `2 % to 10 %`.
import type { FieldSchema } from '../../generated/operations.ts';
import { inputText } from '../../ui/format.ts';
import { parseNumber, splitList } from '../../ui/parse.ts';

const between = /^(.+?)\s*(?:\bto\b|\.\.|–|—)\s*(.+)$/i;
/** Into how many values a range is cut. */
const steps = 5;

const tidy = (value: number) => Number(value.toPrecision(12));

function limits({ label, min, max, min_open, max_open }: FieldSchema, unit: string): string {
  const text = (value: number) => inputText(value, unit);
  const low = min === undefined ? '' : `${min_open ? 'greater than' : 'at least'} ${text(min)}`;
  const high = max === undefined ? '' : `${max_open ? 'less than' : 'at most'} ${text(max)}`;
  return `${label} must be ${[low, high].filter(Boolean).join(' and ')}.`;
}

/** Reads a list or a range; what is wrong with it is said in one sentence. */
export function readValues(
  text: string,
  field: FieldSchema,
  unit: string,
  most: number,
): { values: number[] } | { problem: string } {
  const range = between.exec(text.trim());
  const parts = range ? [range[1] ?? '', range[2] ?? ''] : splitList(text);
  const parsed = parts.map((part) => parseNumber(part));
  const wrong = parsed.findIndex((one) => !one);
  if (wrong >= 0) return { problem: `“${parts[wrong]?.trim()}” is not a number. ${example(unit)}` };
  // A sign at the end is meant for all (2, 3, 5 %), and a bare number above one is no share but a percentage.
  const share = unit === 'share' || unit === 'points';
  const last = parsed.at(-1)?.percent && parsed.slice(0, -1).every((one) => !one?.percent);
  let values = parsed.map((one) => {
    const value = one?.value ?? Number.NaN;
    const bare = share && !one?.percent;
    return bare && (last || (value > 1 && (field.max ?? Infinity) <= 1)) ? tidy(value / 100) : value;
  });
  if (range) {
    const [low = 0, high = 0] = values;
    values = Array.from({ length: steps }, (_, i) => tidy(low + ((high - low) * i) / (steps - 1)));
    if (field.type === 'integer') values = values.map(Math.round);
  }
  values = [...new Set(values)];
  if (values.length > most)
    return { problem: `These are ${values.length} values; at most ${most} have room here.` };
  const broken = values.find((value) => field.type === 'integer' && !Number.isInteger(value));
  if (broken !== undefined) return { problem: `${field.label} must be whole; ${broken} is not.` };
  const { min = -Infinity, max = Infinity, min_open, max_open } = field;
  const outside = values.find(
    (value) => value < min || value > max || (min_open && value === min) || (max_open && value === max),
  );
  if (outside !== undefined) {
    const size = outside <= min ? 'small' : 'large';
    return { problem: `${inputText(outside, unit)} is too ${size}. ${limits(field, unit)}` };
  }
  return { values };
}

export const example = (unit: string) =>
  unit === 'share' || unit === 'points'
    ? 'Write 2 %, 3 %, 5 % or 2 % to 10 %.'
    : 'Write 100; 200; 500 or 100 to 500.';

/** The list as it stands in its field, and as it stands in a link. */
export const valuesText = (values: readonly number[], unit: string) =>
  values.map((value) => inputText(value, unit)).join('; ');
export const linkText = (values: readonly number[]) => values.map(String).join(',');
export const fromLink = (text: unknown): number[] | undefined => {
  const values = String(text ?? '')
    .split(',')
    .filter(Boolean)
    .map(Number);
  return values.length > 0 && values.every(Number.isFinite) ? values : undefined;
};
