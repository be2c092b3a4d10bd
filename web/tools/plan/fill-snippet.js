// SPDX-License-Identifier: Apache-2.0
// Plain JavaScript, because the tests that run the code import it too.

/**
 * A value as that language reads it, to 15 digits: 0.11 - 0.1 is 0.01 to a reader.
 * @param {unknown} value
 * @param {string} language
 * @returns {string}
 */
function literal(value, language) {
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  if (typeof value === 'boolean')
    return language === 'R' ? String(value).toUpperCase() : value ? 'True' : 'False';
  if (Array.isArray(value) || value instanceof Float64Array) {
    const list = Array.from(value, (part) => literal(part, language)).join(', ');
    return language === 'R' ? `c(${list})` : `[${list}]`;
  }
  return JSON.stringify(String(value));
}

/**
 * The code with the numbers of a plan in it: terms, fields of the result, or fields of the request, in this order.
 * @param {{code: string, language: string}} snippet
 * @param {Record<string, unknown>} request
 * @param {Record<string, unknown> & {terms?: {name: string, value: number}[]}} plan
 */
export function fillSnippet(snippet, request, plan) {
  const terms = new Map((plan.terms ?? []).map((term) => [term.name, term.value]));
  return snippet.code.replace(/@(\w+)@/g, (whole, name) => {
    const value = terms.get(name) ?? plan[name] ?? request[name];
    return value === undefined ? whole : literal(value, snippet.language);
  });
}
