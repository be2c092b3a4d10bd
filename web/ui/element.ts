// SPDX-License-Identifier: Apache-2.0
import { LitElement } from 'lit';

/** All elements render into the page itself: one style sheet, labels that reach their inputs, plain printing. */
export class Element extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

let last = 0;
export const uniqueId = (prefix: string) => `${prefix}-${++last}`;

export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
