// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import { define, Element, uniqueId } from './element.ts';
import { copyText } from './export.ts';

export interface CodeBlock {
  /** Blocks of one kind are shown together: a language, or a way in it. */
  kind: string;
  /** What the code gives. */
  gives: string;
  /** The packages that do it. */
  uses: string;
  code: string;
}

/** Programs that give a number of the page, a kind at a time, each with a button that copies it. */
export class SutvaCode extends Element {
  static override properties = {
    heading: { attribute: false },
    blocks: { attribute: false },
    more: { attribute: false },
    kind: { state: true },
    said: { state: true },
  };
  declare heading: string;
  declare blocks: readonly CodeBlock[];
  /** What is to be said between the heading and the code. */
  declare more: unknown;
  declare kind: string | undefined;
  declare said: string;
  private readonly key = uniqueId('code');
  private timer = 0;

  constructor() {
    super();
    this.blocks = [];
    this.said = '';
  }

  private async copy(code: string): Promise<void> {
    this.said = (await copyText(code))
      ? 'Code copied.'
      : 'This page may not use the clipboard. Select the code and copy it.';
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.said = '';
    }, 4000);
  }

  override render() {
    const kinds = [...new Set(this.blocks.map((block) => block.kind))];
    if (kinds.length === 0) return nothing;
    const chosen = kinds.includes(this.kind ?? '') ? this.kind : kinds[0];
    return html`<section class="part" aria-labelledby="${this.key}-title">
      <div class="part-head">
        <h2 id="${this.key}-title">${this.heading}</h2>
        ${
          kinds.length < 2
            ? html`<span>${chosen}</span>`
            : html`<div class="segments" role="radiogroup" aria-label="Language">
          ${kinds.map(
            (
              kind,
            ) => html`<label class="segment"><input type="radio" name=${this.key} .checked=${kind === chosen}
            @change=${() => {
              this.kind = kind;
            }} /><span>${kind}</span></label>`,
          )}
        </div>`
        }
      </div>
      ${this.more ?? nothing}
      ${this.blocks
        .filter((block) => block.kind === chosen)
        .map(
          ({ gives, uses, code }) => html`<figure class="code">
            <figcaption><span>${gives} <small>with ${uses}</small></span>
              <button type="button" class="button" @click=${() => this.copy(code)}>Copy</button></figcaption>
            <pre tabindex="0"><code>${code}</code></pre></figure>`,
        )}
      <p class="hint" role="status">${this.said}</p>
    </section>`;
  }
}
define('sutva-code', SutvaCode);
