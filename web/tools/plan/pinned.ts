// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import type { FieldSchema, OperationSchema, Results } from '../../generated/operations.ts';
import { isActive, type Values } from '../../state/link.ts';
import { withUnit } from '../../ui/format.ts';
import { type Table, tableView } from '../../ui/table.ts';
import { isShare } from './words.ts';

/** A plan set aside, to hold the present one against. */
export interface Pinned {
  values: Values;
  plan: Results['sample-size'];
}

type Fact = readonly [term: string, value: string, note?: string];

function inputText(field: FieldSchema, values: Values): string {
  if (!isActive(field, values)) return '–';
  const value = values[field.name];
  const unit =
    field.name !== 'effect'
      ? field.unit
      : values.effect_scale === 'relative'
        ? 'share'
        : isShare(values)
          ? 'points'
          : field.unit;
  if (typeof value === 'number') return withUnit(value, unit);
  return field.choices?.find((choice) => choice.name === value)?.label ?? String(value ?? '–');
}

/** Both plans side by side: the inputs that differ, then the results. */
export function pinnedView(
  operation: OperationSchema,
  pinned: Pinned,
  now: Pinned,
  facts: (side: Pinned) => readonly Fact[],
  unpin: () => void,
) {
  const inputs = operation.request
    .map((field): Fact => [field.label, inputText(field, pinned.values), inputText(field, now.values)])
    .filter(([, before, after]) => before !== after);
  const before = new Map(facts(pinned).map(([term, value]) => [term, value]));
  const results = facts(now).map(([term, value]): Fact => [term, before.get(term) ?? '–', value]);
  const table: Table<Fact> = {
    caption:
      inputs.length === 0
        ? 'The pinned plan and the present one are the same'
        : 'The pinned plan and the present one',
    rows: [...inputs, ...results],
    columns: [
      { title: 'Quantity', cell: (row) => row[0] },
      { title: 'Pinned', numeric: true, cell: (row) => row[1] },
      { title: 'Now', numeric: true, cell: (row) => row[2] ?? '' },
    ],
  };
  return html`<div class="pinned">${tableView(table)}
    <button type="button" class="button" @click=${unpin}>Unpin</button></div>`;
}
