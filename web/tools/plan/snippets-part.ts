// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import type { FieldSchema, OperationSchema } from '../../generated/operations.ts';
import { type Snippet, snippets } from '../../generated/snippets.ts';
import type { Values } from '../../state/link.ts';
import { define, Element, uniqueId } from '../../ui/element.ts';
import { copyText } from '../../ui/export.ts';
import { activeValues } from '../tool.ts';
import { fillSnippet } from './fill-snippet.js';
import { type Plan, shown } from './measure.ts';

const languages = ['R', 'Python'] as const;
type Language = (typeof languages)[number];

/** The same number from R and from Python. */
export class SutvaSnippets extends Element {
  static override properties = {
    operation: { attribute: false },
    values: { attribute: false },
    plan: { attribute: false },
    language: { state: true },
    said: { state: true },
  };
  declare operation: OperationSchema;
  declare values: Values;
  declare plan: Plan;
  declare language: Language;
  declare said: string;
  private readonly key = uniqueId('code');
  private timer = 0;

  constructor() {
    super();
    this.language = 'R';
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

  /** Which number the code gives, and what it is here. */
  private given(snippet: Snippet): string {
    const field = this.operation.result.find((candidate) => candidate.name === snippet.gives);
    if (field) return `${field.label}, here ${this.exact(this.plan[field.name], field)}`;
    const term = this.plan.terms?.find((candidate) => candidate.name === snippet.gives);
    return term
      ? `“${snippet.gives.replaceAll('_', ' ')}” of the formula, here ${Number(term.value.toPrecision(9))}`
      : snippet.gives;
  }

  private exact(value: unknown, field: FieldSchema): string {
    return typeof value === 'number'
      ? String(Number(value.toPrecision(9)))
      : shown(value, field, this.values);
  }

  override render() {
    const { plan, values, operation } = this;
    const used = (plan.snippets ?? []).flatMap((key) => snippets[key] ?? []);
    if (used.length === 0) return nothing;
    const spoken = languages.filter((language) => used.some((snippet) => snippet.language === language));
    const language = spoken.includes(this.language) ? this.language : spoken[0];
    const request = activeValues(operation, values);
    return html`<section class="part" aria-labelledby="snippets">
      <div class="part-head">
        <h2 id="snippets">The same in R and Python</h2>
        ${
          spoken.length < 2
            ? html`<span>${language}</span>`
            : html`<div class="segments" role="radiogroup" aria-label="Language">
          ${spoken.map(
            (
              name,
            ) => html`<label class="segment"><input type="radio" name=${this.key} .checked=${name === language}
            @change=${() => {
              this.language = name;
            }} /><span>${name}</span></label>`,
          )}
        </div>`
        }
      </div>
      ${used
        .filter((snippet) => snippet.language === language)
        .map((snippet) => {
          const code = fillSnippet(snippet, request, plan);
          return html`<figure class="code">
            <figcaption><span>${this.given(snippet)} <small>with ${snippet.uses}</small></span>
              <button type="button" class="button" @click=${() => this.copy(code)}>Copy</button></figcaption>
            <pre tabindex="0"><code>${code}</code></pre></figure>`;
        })}
      <p class="hint" role="status">${this.said}</p>
    </section>`;
  }
}
define('sutva-snippets', SutvaSnippets);
