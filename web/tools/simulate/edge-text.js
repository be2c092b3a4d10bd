// SPDX-License-Identifier: Apache-2.0
// Lists of edges often have spaces between their columns, which the reader of tables does not know.

/**
 * The text with tabs instead of spaces; nothing where something else stands between columns. Comments (# or %) above the
 * first edge are left out.
 * @param {string} text the file, or its beginning
 * @returns {string | undefined}
 */
export function withTabs(text) {
  let start = text.startsWith('\ufeff') ? 1 : 0;
  while (start < text.length && /^[ \t]*([#%].*)?\r?(\n|$)/.test(text.slice(start, lineEnd(text, start)))) {
    const next = lineEnd(text, start);
    if (next <= start) break;
    start = next;
  }
  const lines = text
    .slice(start, start + 20_000)
    .split(/\r?\n/)
    .slice(0, 50);
  // The last line may be cut.
  const whole = (lines.length > 1 ? lines.slice(0, -1) : lines).filter((line) => line.trim() !== '');
  if (whole.length === 0 || whole.some((line) => /[\t,;|"]/.test(line) || !/\S +\S/.test(line)))
    return undefined;
  return text
    .slice(start)
    .replace(/^ +| +(?=\r?$)/gm, '')
    .replace(/ +/g, '\t');
}

/** Where the next line begins. @param {string} text @param {number} start */
function lineEnd(text, start) {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end + 1;
}
