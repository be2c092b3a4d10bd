// SPDX-License-Identifier: Apache-2.0
// A table as text from the clipboard: CSV, cells of a spreadsheet, or what a console drew with bars.

/** Lines that a console draws around a table: +---+---+, |---|:--|, ├──┼──┤. */
const ruled = /^[\s|+:=\-─━│┃┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬═║╞╡╪]+$/;
/** What it says below: (2 rows), 2 rows in set (0.01 sec). */
const counted = /^\s*\(?\d+ rows?\b[^|,;\t]*$/i;
/** The line of types under DuckDB's header. */
const type =
  /^(varchar|u?(tiny|small|big|huge)?int(eger)?\d*|float|double|decimal\(\d+,\s*\d+\)|boolean|date|timestamp.*|text|numeric|uuid)$/i;

/** @param {string} line */
const cellsOf = (line) => {
  const cells = line
    .trim()
    .replaceAll(/[│┃║]/g, '|')
    .split('|')
    .map((cell) => cell.trim());
  // Bars at both ends are a frame; psql has none.
  return cells.length > 2 && cells[0] === '' && cells.at(-1) === '' ? cells.slice(1, -1) : cells;
};

/**
 * The text of a file with this table: what is drawn around the cells is left out, and nothing else is changed.
 * @param {string} text
 */
export function pastedText(text) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const content = lines.filter(
    (line) => !(ruled.test(line) && /[-─━═|│┃]/.test(line)) && !counted.test(line),
  );
  const drawn = content.length > 1 && content.every((line) => /[|│┃║]/.test(line));
  if (!drawn) return text.trim() === '' ? '' : `${text.replace(/\s+$/, '')}\n`;
  const rows = content.map(cellsOf);
  const typed = rows[1]?.every((cell) => type.test(cell)) ? 1 : 0;
  const kept = rows.filter((_, i) => i !== typed || typed === 0);
  return `${kept.map((row) => row.join('|')).join('\n')}\n`;
}

/** A file of it, as if it had been dropped. @param {string} text */
export const pastedFile = (text) => new File([pastedText(text)], 'pasted.csv', { type: 'text/csv' });

/** Text of the clipboard that may be a table: several lines with something between columns. @param {string} text */
export const mayBeTable = (text) => /[,;\t|│]/.test(text) && /\S\s*\r?\n\s*\S/.test(text);
