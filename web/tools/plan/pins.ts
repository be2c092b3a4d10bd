// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import type { FieldSchema, OperationSchema } from '../../generated/operations.ts';
import { isActive, type Values } from '../../state/link.ts';
import { define, Element, uniqueId } from '../../ui/element.ts';
import { inputText } from '../../ui/format.ts';
import { type Table, tableView } from '../../ui/table.ts';
import { facts } from './facts.ts';
import { shown, unitOf } from './measure.ts';
import type { Pin } from './plan-view.ts';

type Line = readonly [label: string, ...cells: string[]];

function inputCell(field: FieldSchema, values: Values): string {
  if (!isActive(field, values)) return '–';
  const value = values[field.name];
  if (value === undefined || value === null) return '–';
  if (typeof value === 'number') return inputText(value, unitOf(field, values));
  return Array.isArray(value) ? value.join(', ') : shown(value, field, values);
}

/** Scenarios side by side: the inputs that differ, then the results. */
export class SutvaPins extends Element {
  static override properties = {
    operation: { attribute: false },
    pins: { attribute: false },
    now: { attribute: false },
  };
  declare operation: OperationSchema;
  declare pins: readonly Pin[];
  declare now: Pin;
  private readonly key = uniqueId('pins');

  private set(pins: readonly Pin[]): void {
    this.dispatchEvent(new CustomEvent('sutva-pins', { detail: pins, bubbles: true }));
  }

  private table(): Table<Line> {
    const { operation, pins, now } = this;
    const sides = [...pins, now];
    const inputs = operation.request
      .map((field): Line => [field.label, ...sides.map((side) => inputCell(field, side.values))])
      .filter(([, first, ...rest]) => rest.some((cell) => cell !== first));
    const told = sides.map(
      (side) =>
        new Map(facts(operation, side.plan, side.values).map(({ field, text }) => [field.name, text])),
    );
    const results = operation.result
      .filter((field) => told.some((side) => side.has(field.name)))
      .map((field): Line => [field.label, ...told.map((side) => side.get(field.name) ?? '–')]);
    return {
      caption: inputs.length === 0 ? 'The scenarios are the same' : 'Scenarios side by side',
      rows: [...inputs, ...results],
      columns: [
        { title: 'Quantity', cell: (row) => row[0] },
        ...sides.map((side, i) => ({
          title: side.name,
          numeric: true,
          cell: (row: Line) => row[i + 1] ?? '',
        })),
      ],
    };
  }

  override render() {
    const { pins } = this;
    return html`<section class="pinned" aria-label="Scenarios">
      ${tableView(this.table())}
      <ul class="pin-list" role="list">${pins.map(
        (pin, i) => html`<li>
        <label class="visually-hidden" for="${this.key}-${i}">Name of scenario ${i + 1}</label>
        <input type="text" id="${this.key}-${i}" maxlength="40" .value=${pin.name} autocomplete="off" spellcheck="false"
          @input=${(event: Event) => {
            const name = (event.target as HTMLInputElement).value;
            this.set(pins.map((other) => (other === pin ? { ...pin, name } : other)));
          }} />
        <button type="button" class="button" aria-label="Use ${pin.name}"
          @click=${() => this.dispatchEvent(new CustomEvent('sutva-patch', { detail: pin.values, bubbles: true }))}>Use</button>
        <button type="button" class="button" aria-label="Remove ${pin.name}"
          @click=${() => this.set(pins.filter((other) => other !== pin))}>Remove</button></li>`,
      )}</ul>
    </section>`;
  }
}
define('sutva-pins', SutvaPins);
