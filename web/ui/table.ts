// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';

export interface Cell {
  /** What is shown. */
  text: string | TemplateResult;
  /** What is exported, at full precision, where it is not the text. */
  value?: string | number;
}

export interface Column<Row> {
  title: string;
  numeric?: boolean;
  cell(row: Row): Cell | string;
}

export interface Table<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** The row to set apart, such as the method in use. */
  current?: (row: Row) => boolean;
}

export const asCell = (cell: Cell | string): Cell => (typeof cell === 'string' ? { text: cell } : cell);

const isDate = (text: unknown) => typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text);

export function tableView<Row>(table: Table<Row>) {
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${table.caption}>
    <table class="table">
      <caption>${table.caption}</caption>
      <thead><tr>${table.columns.map(
        (column, i) =>
          html`<th scope="col" class=${column.numeric && i > 0 ? 'num' : ''}>${column.title}</th>`,
      )}</tr></thead>
      <tbody>
        ${table.rows.map(
          (row) => html`<tr ?data-current=${table.current?.(row) ?? false}>
          ${table.columns.map((column, i) => {
            const text = asCell(column.cell(row)).text;
            const kind = column.numeric ? 'num' : isDate(text) ? 'date' : '';
            return i === 0
              ? html`<th scope="row" class=${column.numeric ? '' : 'words'}>${text}</th>`
              : html`<td class=${kind}>${text}</td>`;
          })}
        </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The same rows for export: as exact values, or as they are shown. */
export function tableRows<Row>(table: Table<Row>, as: 'values' | 'shown' = 'values'): (string | number)[][] {
  const plain = (cell: Cell | string): string | number => {
    const { text, value } = asCell(cell);
    if (as === 'shown' && typeof text === 'string') return text;
    return value ?? (typeof text === 'string' ? text : '');
  };
  return [
    table.columns.map((column) => column.title),
    ...table.rows.map((row) => table.columns.map((column) => plain(column.cell(row)))),
  ];
}
