// SPDX-License-Identifier: Apache-2.0

export interface Parsed {
  value: number;
  /** Set when the text itself says how it was meant, such as `10%` or `0.5 pp`. */
  percent: boolean;
}

const multiples: Record<string, number> = { '': 1, k: 1e3, m: 1e6, mio: 1e6, bn: 1e9, b: 1e9 };
const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

// A comma is a decimal mark unless it groups digits in threes (1,000); a leading zero settles it (0,125).
function settleMarks(text: string): string {
  const commas = text.split(',').length - 1;
  const dots = text.split('.').length - 1;
  if (commas === 0)
    return dots > 1 && /^[+-]?\d{1,3}(\.\d{3})+$/.test(text) ? text.replaceAll('.', '') : text;
  if (dots > 0) {
    const european = text.lastIndexOf(',') > text.lastIndexOf('.');
    const grouped = european ? /^[+-]?\d{1,3}(\.\d{3})+,\d*$/ : /^[+-]?\d{1,3}(,\d{3})+\.\d*$/;
    if (!grouped.test(text)) return text;
    return european ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
  }
  if (/^[+-]?[1-9]\d{0,2}(,\d{3})+$/.test(text)) return text.replaceAll(',', '');
  return commas === 1 ? text.replace(',', '.') : text;
}

function parseDecimal(text: string): number | undefined {
  const settled = settleMarks(text);
  if (!plain.test(settled)) return undefined;
  const value = Number(settled);
  return Number.isFinite(value) ? value : undefined;
}

// 8.4% must be the double nearest to 0.084, which dividing by 100 does not always give.
function scaleDecimal(text: string, power: number): number | undefined {
  const settled = settleMarks(text);
  if (!plain.test(settled)) return undefined;
  const [digits, exponent] = settled.toLowerCase().split('e');
  const value = Number(`${digits}e${Number(exponent ?? 0) + power}`);
  return Number.isFinite(value) ? value : undefined;
}

/** The parts of a list: semicolons and line ends part, and so do commas that do not group digits. */
export const splitList = (text: string): string[] =>
  text
    .split(/[;\n]|,(?!\d{3}\b)/)
    .map((part) => part.trim())
    .filter(Boolean);

/** Reads `10%`, `0.1`, `1/10`, `12k`, `1.5m`, `1,000`, `0,1`, `0.5 pp`; undefined where it is not a number. */
export function parseNumber(input: string): Parsed | undefined {
  const text = input
    .trim()
    .replace(/[−–]/g, '-')
    .replace(/(?<=\d)[\s_'’  ](?=\d{3})/g, '');
  const percent = /^(.*?)\s*(%|percent|pp|points?|pts?)$/i.exec(text);
  if (percent?.[1]) {
    const value = scaleDecimal(percent[1], -2);
    return value === undefined ? undefined : { value, percent: true };
  }
  const fraction = /^([^/]+)\/([^/]+)$/.exec(text);
  if (fraction?.[1] && fraction[2]) {
    const above = parseDecimal(fraction[1].trim());
    const below = parseDecimal(fraction[2].trim());
    if (above === undefined || below === undefined || below === 0) return undefined;
    return { value: above / below, percent: false };
  }
  const multiple = /^(.*?)\s*([a-z]*)$/i.exec(text);
  const factor = multiples[(multiple?.[2] ?? '').toLowerCase()];
  if (!multiple?.[1] || factor === undefined) {
    const value = parseDecimal(text);
    return value === undefined ? undefined : { value, percent: false };
  }
  const value = scaleDecimal(multiple[1], Math.round(Math.log10(factor)));
  return value === undefined ? undefined : { value, percent: false };
}
