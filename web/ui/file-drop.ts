// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import { define, Element, uniqueId } from './element.ts';

/** A place to drop a file, with a button that does the same. Sends `sutva-file`. */
export class SutvaFileDrop extends Element {
  static override properties = {
    compact: { type: Boolean },
    first: { type: Boolean },
    label: {},
    over: { state: true },
  };
  declare compact: boolean;
  /** Compact, and there is no file yet. */
  declare first: boolean;
  /** What to choose, where it is not a table. */
  declare label: string;
  declare over: boolean;
  private readonly key = uniqueId('file');

  constructor() {
    super();
    this.compact = false;
    this.first = false;
    this.label = 'Choose a CSV file';
    this.over = false;
  }

  private send(file: File | undefined): void {
    if (file) this.dispatchEvent(new CustomEvent('sutva-file', { detail: file, bubbles: true }));
  }

  private readonly drop = (event: DragEvent): void => {
    event.preventDefault();
    this.over = false;
    this.send(event.dataTransfer?.files[0]);
  };

  private readonly drag = (event: DragEvent): void => {
    event.preventDefault();
    this.over = true;
  };

  override render() {
    return html`<div class="drop" ?data-over=${this.over} ?data-compact=${this.compact}
      @dragover=${this.drag} @dragleave=${() => {
        this.over = false;
      }} @drop=${this.drop}>
      <input id=${this.key} class="visually-hidden" type="file" accept=".csv,.tsv,.txt,.gz,text/csv,text/plain,application/gzip"
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          this.send(input.files?.[0]);
          input.value = '';
        }} />
      <label class="button button-strong" for=${this.key}>${this.compact && !this.first ? 'Another file' : this.label}</label>
      <span class="drop-text">${this.compact ? 'or drop it here' : 'or drop it here. It is read in this page and goes nowhere else.'}</span>
    </div>`;
  }
}
define('sutva-file-drop', SutvaFileDrop);
