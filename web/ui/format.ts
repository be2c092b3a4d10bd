// SPDX-License-Identifier: Apache-2.0

// A proper minus sign, and none before a zero that only rounding made.
const minus = (text: string) => text.replace('-', /[1-9]/.test(text) ? '−' : '');
const cache = new Map<string, Intl.NumberFormat>();

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const found = cache.get(key) ?? new Intl.NumberFormat('en', options);
  cache.set(key, found);
  return found;
}

const superscript = (n: number) =>
  minus(String(n)).replace(/[−\d]/g, (c) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['−0123456789'.indexOf(c)] ?? c);

export const count = (value: number) => minus(formatter({ maximumFractionDigits: 0 }).format(value));

/** Significant digits, with a power of ten only where the plain form would be unreadable. */
export function number(value: number, digits = 4): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e12)) {
    const [mantissa, exponent] = value.toExponential(Math.max(0, digits - 2)).split('e');
    return `${minus(mantissa ?? '')} × 10${superscript(Number(exponent))}`;
  }
  const wanted = Math.max(digits, Math.ceil(Math.log10(size + 1)));
  return minus(formatter({ maximumSignificantDigits: Math.min(21, wanted) }).format(value));
}

/** A number too small or too large to be held, from its logarithm. */
export function fromLog10(log10: number, digits = 3): string {
  const exponent = Math.floor(log10);
  return `${number(10 ** (log10 - exponent), digits)} × 10${superscript(exponent)}`;
}

export const fixed = (value: number, decimals: number) =>
  minus(formatter({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value));

/** A share as a percentage: as many decimals as asked, else enough to keep three digits. */
export function percent(value: number, decimals?: number): string {
  if (decimals !== undefined) return `${fixed(value * 100, decimals)}\u00a0%`;
  return `${number(Number((value * 100).toPrecision(12)), 3)}\u00a0%`;
}

/** A difference of two shares, in percentage points. */
export const points = (value: number) => `${number(Number((value * 100).toPrecision(12)), 3)}\u00a0pp`;

export const signed = (text: string, value: number) => (value > 0 ? `+${text}` : text);

export function pValue(value: number): string {
  if (value >= 0.001) return fixed(value, 3);
  return number(value, 3);
}

export const plural = (n: number, one: string, many = `${one}s`) =>
  `${count(n)}\u00a0${n === 1 ? one : many}`;

/** Decimals that show about three digits of the error, so that an estimate and its interval line up. */
export function decimalsFor(error: number): number {
  if (!(error > 0) || !Number.isFinite(error)) return 2;
  return Math.min(10, Math.max(0, 2 - Math.floor(Math.log10(error))));
}

/** A value as its unit is read. */
export function withUnit(value: number, unit: string): string {
  switch (unit) {
    case 'share':
      return percent(value);
    case 'points':
      return points(value);
    case 'people':
      return count(value);
    case 'days':
      return Number.isInteger(value) ? plural(value, 'day') : `${number(value, 3)}\u00a0days`;
    default:
      return number(value);
  }
}

/** The text that stands in an input: exact, and read back as the same double. */
export function inputText(value: unknown, unit: string): string {
  if (typeof value !== 'number') return value === undefined || value === null ? '' : String(value);
  if (unit === 'share' || unit === 'points') {
    const shown = Number((value * 100).toPrecision(15));
    const suffix = unit === 'points' ? '\u00a0pp' : '\u00a0%';
    if (Number(`${shown}e-2`) === value) return minus(`${shown}${suffix}`);
    return minus(String(value));
  }
  if (Number.isInteger(value) && Math.abs(value) < 1e15)
    return minus(formatter({ maximumFractionDigits: 0 }).format(value));
  return minus(String(value));
}

export function duration(seconds: number): string {
  if (seconds < 1) return 'under a second';
  if (seconds < 90) return plural(Math.ceil(seconds), 'second');
  return plural(Math.round(seconds / 60), 'minute');
}

export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  if (value < 1e6) return `${number(value / 1e3, 3)} kB`;
  if (value < 1e9) return `${number(value / 1e6, 3)} MB`;
  return `${number(value / 1e9, 3)} GB`;
}
