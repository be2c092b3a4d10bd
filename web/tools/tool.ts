// SPDX-License-Identifier: Apache-2.0
import type { PropertyDeclarations } from 'lit';
import type { FieldSchema, OperationSchema } from '../generated/operations.ts';
import { type Controls, isActive, type Values, withStarts } from '../state/link.ts';
import { Element } from '../ui/element.ts';
import type { FieldChange } from '../ui/field.ts';

/**
 * A view of one operation. The shell owns the values and the address; the tool shows them and says what changed
 * with `sutva-values`, and comes back with the new ones as its property.
 */
export abstract class Tool extends Element {
  static override properties: PropertyDeclarations = {
    operation: { attribute: false },
    values: { attribute: false },
    controls: { attribute: false },
    unread: { state: true },
  };
  declare operation: OperationSchema;
  declare values: Values;
  declare controls: Controls;
  /** The fields whose text is not a value now. */
  declare unread: ReadonlySet<string>;

  constructor() {
    super();
    this.unread = new Set();
    this.controls = 'all';
    this.addEventListener('sutva-change', (event) => {
      event.stopPropagation();
      this.receive((event as CustomEvent<FieldChange>).detail);
    });
  }

  protected receive({ name, value, error }: FieldChange): void {
    const unread = new Set(this.unread);
    if (error) unread.add(name);
    else unread.delete(name);
    this.unread = unread;
    if (!error) this.change({ [name]: value });
  }

  protected change(patch: Values): void {
    const detail = withStarts(this.operation, this.values, patch);
    this.dispatchEvent(new CustomEvent('sutva-values', { detail, bubbles: true }));
  }

  protected field(name: string): FieldSchema {
    const field = this.operation.request.find((candidate) => candidate.name === name);
    if (!field) throw new Error(`${this.operation.name} has no field ${name}`);
    return field;
  }

  protected fields(...names: string[]): FieldSchema[] {
    return this.operation.request
      .filter((field) => names.includes(field.name))
      .sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
  }

  /** What is asked of the engine: the fields that are part of the question. */
  protected get request(): Values {
    return activeValues(this.operation, this.values);
  }
}

export function activeValues(operation: OperationSchema, values: Values): Values {
  const active = operation.request.filter(
    (field) => isActive(field, values) && values[field.name] !== undefined,
  );
  return Object.fromEntries(active.map((field) => [field.name, values[field.name]]));
}
