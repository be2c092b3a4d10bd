// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues } from 'lit';
import type { Issue } from '../engine/engine.ts';
import type { FieldSchema } from '../generated/operations.ts';
import { define, Element, uniqueId } from './element.ts';
import { inputText, withUnit } from './format.ts';
import { type Parsed, parseNumber, splitList } from './parse.ts';

export interface FieldChange {
  name: string;
  value: unknown;
  /** Set where the text is not a value; the last value then stays in use, marked as stale. */
  error?: string;
}

const isNumeric = (field: FieldSchema) => field.type === 'number' || field.type === 'integer';
const isPercentage = (unit: string) => unit === 'share' || unit === 'points';

const examples = (unit: string) => (isPercentage(unit) ? '10 %, 0.1 or 1/10' : '1200, 1,200 or 1.2k');

/** One field of a request, drawn and read as its schema says. */
export class SutvaField extends Element {
  static override properties = {
    schema: { attribute: false },
    value: { attribute: false },
    issues: { attribute: false },
    label: {},
    quiet: { type: Boolean },
    unit: {},
    text: { state: true },
    problem: { state: true },
  };
  declare schema: FieldSchema;
  declare value: unknown;
  declare issues: readonly Issue[];
  /** Where the page knows better than the schema what the field is called, or what it is measured in. */
  declare label: string | undefined;
  declare unit: string | undefined;
  /** The group's title already says what this is. */
  declare quiet: boolean;
  declare text: string;
  declare problem: string;
  private readonly key = uniqueId('field');

  constructor() {
    super();
    this.issues = [];
    this.quiet = false;
    this.text = '';
    this.problem = '';
  }

  private get unitName(): string {
    return this.unit ?? this.schema.unit;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('value') && !changed.has('unit')) return;
    // What the reader typed stays as typed while it still means the value.
    if (isNumeric(this.schema)) {
      const parsed = parseNumber(this.text);
      const standing = parsed && this.meant(parsed);
      if (this.problem !== '' && changed.get('value') === this.value) return;
      if (standing !== this.value || changed.has('unit')) {
        this.text = inputText(this.value, this.unitName);
        this.problem = '';
      }
    } else if (this.schema.type === 'numbers' || this.schema.type === 'texts') {
      const list = (this.value as unknown[] | undefined) ?? [];
      const parts = splitList(this.text);
      const standing =
        this.schema.type === 'texts' ? parts : parts.map((part) => parseNumber(part)?.value ?? part);
      if (standing.join() !== Array.from(list).join())
        this.text = Array.from(list, (value) => inputText(value, this.unitName)).join(', ');
    } else if (this.schema.type === 'text') this.text = String(this.value ?? '');
  }

  private send(value: unknown, error?: string): void {
    this.problem = error ?? '';
    const detail: FieldChange = { name: this.schema.name, value, ...(error ? { error } : {}) };
    this.dispatchEvent(new CustomEvent('sutva-change', { detail, bubbles: true }));
  }

  /** A bare number above one where only a share can stand is a percentage; beside the field stands what was read. */
  private meant({ value, percent }: Parsed): number {
    const bare = this.unitName === 'share' && !percent && (this.schema.max ?? Infinity) <= 1;
    return bare && value > 1 ? Number(`${value}e-2`) : value;
  }

  private readNumber(text: string): void {
    this.text = text;
    if (text.trim() === '') {
      if (this.schema.optional) this.send(undefined);
      else this.send(undefined, `Enter a number, such as ${examples(this.unitName)}.`);
      return;
    }
    const parsed = parseNumber(text);
    if (!parsed) this.send(undefined, `“${text.trim()}” is not a number. Try ${examples(this.unitName)}.`);
    else this.send(this.meant(parsed));
  }

  private readListField(text: string): void {
    this.text = text;
    const parts = splitList(text);
    if (this.schema.type === 'texts') {
      this.send(parts);
      return;
    }
    const values = parts.map((part) => parseNumber(part)?.value);
    const wrong = parts[values.indexOf(undefined)];
    if (wrong === undefined) this.send(values);
    else this.send(undefined, `“${wrong}” is not a number. Separate numbers with a semicolon or a comma.`);
  }

  /** How the text was understood, where that is not plain from the text itself. */
  private get understood(): string {
    if (!isNumeric(this.schema) || this.problem !== '' || typeof this.value !== 'number') return '';
    const canonical = inputText(this.value, this.unitName);
    const bare = (text: string) => text.replace(/[\s,]/g, '').replace('−', '-');
    if (bare(this.text) === '' || bare(this.text) === bare(canonical)) return '';
    // A third or a ninth has no end; its first digits say enough.
    return canonical.length > 12 ? `≈ ${withUnit(this.value, this.unitName)}` : `= ${canonical}`;
  }

  override render() {
    const { schema, key } = this;
    const label = this.label ?? schema.label;
    const mine = this.issues.filter((issue) => issue.field === schema.name);
    const errors = mine.filter((issue) => issue.severity === 'error').map((issue) => issue.message);
    const warnings = mine.filter((issue) => issue.severity === 'warning').map((issue) => issue.message);
    if (this.problem !== '') errors.splice(0, errors.length, this.problem);
    const invalid = errors.length > 0;
    const several = schema.type === 'choices';
    const names =
      schema.type === 'choice' || several ? (schema.choices ?? []).map((choice) => choice.label) : [];
    const short = names.every((name) => name.length < 14);
    // Many names, or long ones, would take more room than they are worth.
    const grouped =
      names.length > 0 &&
      (several ||
        names.length < 4 ||
        (names.length === 4 && names.every((name) => name.length < 20)) ||
        (names.length <= 6 && short));
    // A choice with long names takes a line of its own.
    const long = several || names.join('  ').length > 22;
    const labelClass = `field-label${this.quiet ? ' visually-hidden' : ''}`;
    const wide =
      schema.names === 'rows'
        ? 'rows'
        : !long && !(this.quiet && schema.type === 'choice')
          ? nothing
          : grouped && short && names.length % 4 !== 0 && names.length > 2
            ? 'thirds'
            : names.length % 2 === 0 && names.every((name) => name.length < 20)
              ? 'pairs'
              : 'rows';
    const described = [`${key}-help`, ...(invalid || warnings.length > 0 ? [`${key}-issues`] : [])].join(' ');
    return html`
      <div class="field" data-type=${schema.type} data-wide=${wide} ?data-invalid=${invalid}>
        ${
          grouped
            ? html`<span class=${labelClass} id="${key}-label">${label}</span>`
            : html`<label class=${labelClass} for=${key}>${label}</label>`
        }
        ${this.entry(grouped, invalid, described)}
        <p class="field-help" id="${key}-help">${schema.help}</p>
        ${isNumeric(schema) ? html`<p class="field-note">${this.understood}</p>` : nothing}
        <div class="field-issues" id="${key}-issues">
          ${errors.map((message) => html`<p class="field-error">${message}</p>`)}
          ${warnings.map((message) => html`<p class="field-warning">${message}</p>`)}
        </div>
      </div>
    `;
  }

  private entry(grouped: boolean, invalid: boolean, described: string) {
    const { schema, key } = this;
    const required = !schema.optional;
    if (schema.type === 'choices') {
      const chosen = (this.value as string[] | undefined) ?? [];
      // In the order of the description, whatever was ticked first: the same choice is the same link.
      const toggled = (name: string) =>
        schema.choices
          ?.map((choice) => choice.name)
          .filter((other) => chosen.includes(other) !== (other === name));
      return html`<div class="checks" role="group" aria-labelledby="${key}-label" aria-describedby=${described}>
        ${schema.choices?.map(
          (choice) => html`<label class="check" title=${choice.help || nothing}>
            <input type="checkbox" value=${choice.name} .checked=${chosen.includes(choice.name)}
              @change=${() => this.send(toggled(choice.name))} /><span>${choice.label}</span>
          </label>`,
        )}
      </div>`;
    }
    if (grouped) {
      return html`<div class="segments" role="radiogroup" aria-labelledby="${key}-label" aria-describedby=${described}>
        ${schema.choices?.map(
          (choice) => html`<label class="segment" title=${choice.help || nothing}>
            <input type="radio" name=${key} value=${choice.name} .checked=${choice.name === this.value}
              @change=${() => this.send(choice.name)} /><span>${choice.label}</span>
          </label>`,
        )}
      </div>`;
    }
    if (schema.type === 'choice') {
      return html`<select id=${key} aria-describedby=${described}
        @change=${(event: Event) => this.send((event.target as HTMLSelectElement).value)}>
        ${schema.choices?.map(
          (choice) =>
            html`<option value=${choice.name} .selected=${choice.name === this.value}>${choice.label}</option>`,
        )}
      </select>`;
    }
    if (schema.type === 'boolean') {
      return html`<input id=${key} type="checkbox" .checked=${this.value === true} aria-describedby=${described}
        @change=${(event: Event) => this.send((event.target as HTMLInputElement).checked)} />`;
    }
    if (schema.names === 'rows') {
      const lines = this.text.split('\n').length;
      return html`<textarea id=${key} rows=${Math.min(12, Math.max(3, lines + 1))} .value=${this.text} autocomplete="off"
        spellcheck="false" aria-invalid=${invalid ? 'true' : 'false'} aria-describedby=${described}
        @input=${(event: Event) => {
          this.text = (event.target as HTMLTextAreaElement).value;
          this.send(this.text);
        }}></textarea>`;
    }
    const list = schema.type === 'numbers' || schema.type === 'texts';
    const read = (text: string) =>
      isNumeric(schema) ? this.readNumber(text) : list ? this.readListField(text) : this.send(text);
    return html`<div class="entry">
      <input id=${key} type="text" class=${isNumeric(schema) ? 'numeric' : ''} .value=${this.text}
        inputmode=${isNumeric(schema) ? (isPercentage(this.unitName) ? 'text' : 'decimal') : 'text'}
        autocomplete="off" spellcheck="false" enterkeyhint="done" aria-required=${required ? 'true' : 'false'}
        aria-invalid=${invalid ? 'true' : 'false'} aria-describedby=${described}
        @input=${(event: Event) => read((event.target as HTMLInputElement).value)} />
      ${isPercentage(this.unitName) || this.unitName === '' ? nothing : html`<span class="unit">${this.unitName}</span>`}
    </div>`;
  }
}
define('sutva-field', SutvaField);
