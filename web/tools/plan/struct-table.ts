// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import type { FieldSchema } from '../../generated/operations.ts';
import { structs } from '../../generated/structs.ts';
import type { Values } from '../../state/link.ts';
import { percent } from '../../ui/format.ts';
import { type Column, type Table, tableView } from '../../ui/table.ts';
import { isNumeric, isOwn, isScalar, type Plan, shown, unitOf } from './measure.ts';

export type Row = Record<string, unknown>;

const signedLike = (text: string, model: string) => (model.startsWith('+') ? `+${text}` : text);

/** Shares that stand under each other have as many decimals, at most two. */
function shareDecimals(field: FieldSchema, rows: readonly Row[], values: Values): number | undefined {
  if (unitOf(field, values) !== 'share') return undefined;
  const written = rows.map((row) => {
    const value = row[field.name];
    return typeof value === 'number' ? (/\.(\d+)/.exec(shown(value, field, values))?.[1]?.length ?? 0) : 0;
  });
  return Math.min(2, Math.max(...written));
}

/** One column of a table of structs: the field's label, its unit and its values. */
export function columnOf(field: FieldSchema, rows: readonly Row[], values: Values): Column<Row> {
  const decimals = shareDecimals(field, rows, values);
  const text = (value: unknown) =>
    decimals !== undefined && typeof value === 'number' && (value === 0 || Math.abs(value) >= 5e-5)
      ? signedLike(percent(value, decimals), shown(value, field, values))
      : shown(value, field, values);
  return {
    title: field.label,
    numeric: isNumeric(field),
    cell: (row) => {
      const value = row[field.name];
      if (value === undefined) return '–';
      return {
        text: text(value),
        value: typeof value === 'number' ? value : String(value),
      };
    },
  };
}

/** A list of structs as a table: a column for each field that any row has. */
export function structTable(field: FieldSchema, rows: readonly Row[], values: Values): Table<Row> {
  const all = (structs[field.struct ?? ''] ?? []).filter(
    (part) => isScalar(part) && rows.some((row) => row[part.name] !== undefined),
  );
  // What stands before the label is its key, which says the same; it tells which row is the present plan's.
  const label = all.findIndex((part) => part.name === 'label');
  const key = label > 0 ? all[label - 1]?.name : undefined;
  const present = (row: Row) => key !== undefined && row[key] === values[key];
  const one = rows.filter(present).length === 1;
  return {
    caption: field.label,
    rows,
    columns: all.slice(Math.max(0, label)).map((part) => columnOf(part, rows, values)),
    ...(one && { current: present }),
  };
}

const rowsOf = (field: FieldSchema, result: Plan): Row[] => {
  const value = result[field.name];
  if (value === undefined) return [];
  return field.type === 'structs' ? (value as Row[]) : [value as Row];
};

/** A table that is longer waits to be opened. */
const mostRows = 14;

/** All lists of a result that have no picture or section of their own. */
export function structTables(fields: readonly FieldSchema[], result: Plan, values: Values) {
  const lists = fields.filter(
    (field) =>
      isOwn(field) &&
      (field.type === 'structs' || field.type === 'struct') &&
      rowsOf(field, result).length > 0,
  );
  return lists.map((field) => {
    const rows = rowsOf(field, result);
    const table = html`${tableView(structTable(field, rows, values))}
        ${field.help ? html`<p class="hint">${field.help}</p>` : null}`;
    return html`<div class="part part-table">${
      rows.length <= mostRows
        ? table
        : html`<details class="more"><summary>${field.label}, ${rows.length} rows</summary>${table}</details>`
    }</div>`;
  });
}
