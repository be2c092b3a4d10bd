// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import {
  type Controls,
  decodeLink,
  defaultValues,
  encodeLink,
  findOperation,
  type Values,
  writeHash,
} from './state/link.ts';
import './state/every-field.ts';
import { applyTheme, isTheme, type Theme } from './state/theme.ts';
import { viewOf } from './tools/registry.ts';
import { define, Element } from './ui/element.ts';
import { mark } from './ui/logo.ts';
import { pageLink } from './ui/share.ts';

/** One tool without the page around it, talking to its host in messages of version 1. */
export class SutvaEmbedFrame extends Element {
  static override properties = {
    tool: { state: true },
    values: { state: true },
    controls: { state: true },
    warnings: { state: true },
    ready: { state: true },
  };
  declare tool: string;
  declare values: Values;
  declare controls: Controls;
  declare warnings: readonly string[];
  declare ready: boolean;
  private theme: Theme = 'auto';
  private path = '';
  private height = 0;
  private writing = 0;

  constructor() {
    super();
    this.ready = false;
    this.read(location.hash, location.search);
    window.addEventListener('hashchange', () => {
      if (location.hash !== `#${this.path}`) this.read(location.hash, '');
    });
    window.addEventListener('message', this.listen);
    this.addEventListener('sutva-values', (event) => this.receive((event as CustomEvent<Values>).detail));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    new ResizeObserver(() => {
      const height = Math.ceil(this.getBoundingClientRect().height);
      if (height === this.height) return;
      this.height = height;
      this.post('height', { height });
    }).observe(this);
    this.post('ready', { tool: this.tool });
  }

  // The host may have no origin to name, so nothing that is sent up comes from a file.
  private post(type: 'ready' | 'height' | 'state', content: Values): void {
    if (window.parent !== window) window.parent.postMessage({ sutva: 1, type, ...content }, '*');
  }

  private readonly listen = (event: MessageEvent): void => {
    const message = event.data as { sutva?: unknown; type?: unknown; hash?: unknown; theme?: unknown } | null;
    if (event.source !== window.parent || message?.sutva !== 1) return;
    if (message.type === 'set' && typeof message.hash === 'string') this.read(message.hash, '');
    if (message.type === 'theme' && isTheme(message.theme)) {
      this.theme = message.theme;
      applyTheme(this.theme);
    }
  };

  private read(hash: string, search: string): void {
    const link = decodeLink(hash, search, 'sample-size');
    const operation = findOperation(link.tool);
    this.tool = link.tool;
    this.values = operation ? { ...defaultValues(operation, link.values), ...link.values } : {};
    this.controls = link.controls ?? 'all';
    this.theme = link.theme ?? 'auto';
    this.warnings = operation ? link.warnings : [...link.warnings, `There is no tool called “${link.tool}”.`];
    this.path = hash.replace(/^#/, '');
    applyTheme(this.theme);
    document.title = `${operation?.title ?? 'Not found'} · Sutva`;
    const load = operation && viewOf(operation).load;
    this.ready = !load;
    void load?.().then(() => {
      this.ready = true;
    });
  }

  private receive(values: Values): void {
    this.values = values;
    clearTimeout(this.writing);
    this.writing = window.setTimeout(() => {
      this.path = encodeLink(this.tool, values, { theme: this.theme, controls: this.controls });
      writeHash(this.path);
      this.post('state', { hash: `#${this.path}` });
    }, 150);
  }

  override render() {
    const operation = findOperation(this.tool);
    return html`<main class="embedded">
      ${this.warnings.map((warning) => html`<p class="notice" role="status">${warning}</p>`)}
      ${operation ? html`<h1 class="embedded-title">${operation.title}</h1>` : nothing}
      ${operation && this.ready ? viewOf(operation).render({ operation, values: this.values, controls: this.controls }) : nothing}
      <footer class="embedded-foot"><a href=${pageLink(this.tool, this.values)} target="_blank" rel="noopener">${mark()}Sutva · open</a></footer>
    </main>`;
  }
}
define('sutva-embed-frame', SutvaEmbedFrame);
