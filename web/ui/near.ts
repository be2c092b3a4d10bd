// SPDX-License-Identifier: Apache-2.0
import type { PropertyDeclarations } from 'lit';
import { Element } from './element.ts';

/** A part of a page that need not follow what changes above it while it is out of sight. */
export abstract class NearElement extends Element {
  static override properties: PropertyDeclarations = { near: { state: true } };
  /** In sight, or about to be. */
  declare near: boolean;
  private observer: IntersectionObserver | undefined;

  constructor() {
    super();
    this.near = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer = new IntersectionObserver(
      (entries) => {
        this.near = entries.at(-1)?.isIntersecting ?? this.near;
      },
      { rootMargin: '50% 0px' },
    );
    this.observer.observe(this);
    window.addEventListener('beforeprint', this.show);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer?.disconnect();
    window.removeEventListener('beforeprint', this.show);
  }

  private readonly show = (): void => {
    this.near = true;
  };
}
