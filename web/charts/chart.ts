// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import { Element } from '../ui/element.ts';

export type PlotParts = typeof import('./plot-parts.ts');
export type Drawing = ReturnType<PlotParts['plot']>;

let parts: PlotParts | undefined;
let loading: Promise<PlotParts> | undefined;

// Pictures come after the first number is on the screen.
export function loadParts(): Promise<PlotParts> {
  loading ??= new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  })
    .then(() => import('./plot-parts.ts'))
    .then((loaded) => (parts = loaded));
  return loading;
}

/** A picture as wide as its place, drawn again when its data or the width changes. */
export abstract class Chart extends Element {
  private observer: ResizeObserver | undefined;
  private width = 0;

  protected abstract draw(parts: PlotParts, width: number): SVGSVGElement | undefined;

  protected drawn(): void {}

  /** The picture in words. */
  protected abstract get summary(): string;

  get svg(): SVGSVGElement | null {
    return this.querySelector<SVGSVGElement>('.plot > svg');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width === this.width) return;
      this.width = width;
      this.requestUpdate();
    });
    this.observer.observe(this);
    if (!parts) void loadParts().then(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer?.disconnect();
  }

  protected override updated(): void {
    const place = this.querySelector('.plot');
    if (!place || !parts || this.width < 40) return;
    const svg = this.draw(parts, this.width);
    if (!svg) {
      place.replaceChildren();
      return;
    }
    // Plot's own <style> is refused by the content policy; its rules are in style/charts.css.
    for (const style of svg.querySelectorAll('style')) style.remove();
    // One name for the picture; the parts inside would only be noise, and the figures stand in a table beside it.
    for (const part of svg.querySelectorAll('[aria-label], [aria-description]')) {
      part.removeAttribute('aria-label');
      part.removeAttribute('aria-description');
    }
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', this.summary);
    svg.setAttribute('class', 'figure-svg');
    place.replaceChildren(svg);
    this.drawn();
  }

  override render() {
    return html`<div class="plot"></div>`;
  }
}
