// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import type { FieldSchema } from '../../generated/operations.ts';
import { structs } from '../../generated/structs.ts';
import type { Values } from '../../state/link.ts';
import { type Column, type Table, tableView } from '../../ui/table.ts';
import { isNumeric, isOwn, isScalar, type Plan, shown } from './measure.ts';

export type Row = Record<string, unknown>;

/** One column of a table of structs: the field's label, its unit and its values. */
export function columnOf(field: FieldSchema, values: Values): Column<Row> {
  return {
    title: field.label,
    numeric: isNumeric(field),
    cell: (row) => {
      const value = row[field.name];
      if (value === undefined) return '–';
      return {
        text: shown(value, field, values),
        value: typeof value === 'number' ? value : String(value),
      };
    },
  };
}

/** A list of structs as a table: a column for each field that any row has. */
export function structTable(field: FieldSchema, rows: readonly Row[], values: Values): Table<Row> {
  const fields = (structs[field.struct ?? ''] ?? []).filter(
    (part) => isScalar(part) && rows.some((row) => row[part.name] !== undefined),
  );
  return { caption: field.label, rows, columns: fields.map((part) => columnOf(part, values)) };
}

const rowsOf = (field: FieldSchema, result: Plan): Row[] => {
  const value = result[field.name];
  if (value === undefined) return [];
  return field.type === 'structs' ? (value as Row[]) : [value as Row];
};

/** All lists of a result that have no picture or section of their own. */
export function structTables(fields: readonly FieldSchema[], result: Plan, values: Values) {
  const lists = fields.filter(
    (field) =>
      isOwn(field) &&
      (field.type === 'structs' || field.type === 'struct') &&
      rowsOf(field, result).length > 0,
  );
  return lists.map(
    (field) => html`<div class="part part-table">
      ${tableView(structTable(field, rowsOf(field, result), values))}
      ${field.help ? html`<p class="hint">${field.help}</p>` : null}</div>`,
  );
}
