// SPDX-License-Identifier: Apache-2.0
// How the file was read, and the places to say otherwise: each change reads the file again.
import { html, nothing } from 'lit';
import type { TableProfile } from '../../engine/engine.ts';
import type { FormatRequest } from '../../generated/operations.ts';
import { plural } from '../../ui/format.ts';

export type Format = Partial<FormatRequest>;

interface Way {
  field: 'encoding' | 'delimiter' | 'decimal' | 'quote' | 'header';
  label: string;
  /** What was read, in words. */
  now: (profile: TableProfile) => string;
  choices: readonly (readonly [string, string])[];
}

const ways: readonly Way[] = [
  {
    field: 'header',
    label: 'First line',
    now: ({ format }) => (format.header ? 'names the columns' : 'is data'),
    choices: [
      ['yes', 'names the columns'],
      ['no', 'is data'],
    ],
  },
  {
    field: 'delimiter',
    label: 'Between columns',
    now: ({ format }) => format.delimiter,
    choices: ['comma', 'semicolon', 'tab', 'bar'].map((name) => [name, name] as const),
  },
  {
    field: 'decimal',
    label: 'Decimal sign',
    now: ({ format }) => format.decimal,
    choices: [
      ['point', 'point (1,234.5)'],
      ['comma', 'comma (1.234,5)'],
    ],
  },
  {
    field: 'encoding',
    label: 'Encoding',
    now: ({ format }) => format.encoding,
    choices: [
      ['utf-8', 'UTF-8'],
      ['windows-1252', 'Windows-1252'],
      ['utf-16le', 'UTF-16 LE'],
      ['utf-16be', 'UTF-16 BE'],
    ],
  },
  {
    field: 'quote',
    label: 'Quotes',
    now: ({ format }) => format.quote,
    choices: [
      ['double', 'double "'],
      ['single', "single '"],
    ],
  },
];

/** A column is read as a number or as text, as found or as said. */
function withKind(format: Format, column: string, kind: string): Format {
  const without = (list: readonly string[] = []) => list.filter((name) => name !== column);
  return {
    ...format,
    number_columns: [...without(format.number_columns), ...(kind === 'number' ? [column] : [])],
    text_columns: [...without(format.text_columns), ...(kind === 'text' ? [column] : [])],
  };
}

export interface FormatEvents {
  change(format: Format): void;
  toggle(open: boolean): void;
}

export function formatForm(
  profile: TableProfile,
  format: Format,
  open: boolean,
  { change, toggle }: FormatEvents,
) {
  const toggled = (event: Event) => toggle((event.target as HTMLDetailsElement).open);
  const said = [...(format.number_columns ?? []), ...(format.text_columns ?? [])];
  const overridden =
    said.length > 0 ||
    ways.some(({ field }) => format[field] !== undefined) ||
    format.skipped_lines !== undefined;
  const chosen = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;
  const set = (field: string, value: unknown) => {
    const { [field as keyof Format]: _, ...rest } = format;
    change(value === undefined ? rest : { ...rest, [field]: value });
  };
  return html`<details class="more format-form" data-page-only ?open=${open} @toggle=${toggled}><summary>How the file was read</summary>
    ${profile.format.notes.length > 0 ? html`<ul class="format-notes">${profile.format.notes.map((note) => html`<li>${note}</li>`)}</ul>` : nothing}
    <div class="levels">
      ${ways.map(
        ({
          field,
          label,
          now,
          choices,
        }) => html`<div class="level"><label for="format-${field}">${label}</label>
        <select id="format-${field}" @change=${(event: Event) => set(field, chosen(event) || undefined)}>
          <option value="" .selected=${format[field] === undefined}>As found${format[field] === undefined ? `: ${now(profile)}` : ''}</option>
          ${choices.map(([value, text]) => html`<option value=${value} .selected=${format[field] === value}>${text}</option>`)}
        </select></div>`,
      )}
      <div class="level"><label for="format-skipped">Lines above to skip</label>
        <input id="format-skipped" type="number" min="0" max="10000" step="1" .value=${String(profile.format.skipped_lines)}
          @change=${(event: Event) => set('skipped_lines', chosen(event) === '' ? undefined : Math.max(0, Math.round(Number(chosen(event)))))} /></div>
      <div class="level"><label for="format-column">Read a column otherwise</label>
        <select id="format-column" @change=${(event: Event) => {
          const select = event.target as HTMLSelectElement;
          const column = profile.columns[Number(select.value)];
          if (select.value !== '' && column)
            change(withKind(format, column.name, column.kind === 'number' ? 'text' : 'number'));
        }}>
          <option value="" .selected=${true}>Choose a column</option>
          ${profile.columns.map((column, i) => html`<option value=${i}>${column.name}: as ${column.kind === 'number' ? 'text' : 'numbers'}</option>`)}
        </select></div>
    </div>
    ${
      overridden
        ? html`<p class="hint">${said.length > 0 ? `${plural(said.length, 'column')} read as you said. ` : ''}<button type="button" class="button-link"
            @click=${() => change({})}>Read it as found</button></p>`
        : nothing
    }
  </details>`;
}
