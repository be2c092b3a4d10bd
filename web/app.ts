// SPDX-License-Identifier: Apache-2.0

import { commit, version } from 'virtual:sutva-build';
import { html, nothing } from 'lit';
import {
  decodeLink,
  defaultValues,
  encodeLink,
  findOperation,
  toolOf,
  type Values,
  writeHash,
} from './state/link.ts';
import { hasFields, loadFields } from './state/schema.ts';
import { applyTheme, savedTheme, saveTheme, type Theme, themes } from './state/theme.ts';
import { practiceView } from './tools/practice/practice.ts';
import {
  findPage,
  groupsIn,
  loadEverything,
  loadRest,
  type Place,
  type Room,
  rooms,
  shortTitle,
  tools,
  toolsIn,
  viewOf,
} from './tools/registry.ts';
import { define, Element } from './ui/element.ts';
import { logo } from './ui/logo.ts';

// sutva.html has no pages beside it.
const isSingleFile = document.documentElement.dataset.single !== undefined;

const themeNames: Record<Theme, string> = { auto: 'Auto', light: 'Light', dark: 'Dark' };

/** The page: navigation, the tool in view, its values and its address. */
export class SutvaApp extends Element {
  static override properties = {
    place: { state: true },
    values: { state: true },
    warnings: { state: true },
    theme: { state: true },
    ready: { state: true },
    fetched: { state: true },
  };
  /** The name of an operation, of a page, or of a room without tools. */
  declare place: string;
  declare values: Values;
  declare warnings: readonly string[];
  declare theme: Theme;
  declare ready: boolean;
  /** Whether every part of the page is here, so that it needs no network from now on. */
  declare fetched: 'some' | 'coming' | 'all';
  private path = '';
  private writing = 0;

  constructor() {
    super();
    this.theme = savedTheme();
    this.warnings = [];
    this.fetched = 'some';
    this.readAddress();
    window.addEventListener('hashchange', () => {
      if (location.hash !== `#${this.path}`) this.readAddress();
    });
    document.addEventListener('pointerdown', ({ target }) => {
      const menu = this.querySelector<HTMLDetailsElement>('.tool-menu[open]');
      if (menu && !menu.contains(target as Node)) menu.open = false;
    });
    this.addEventListener('sutva-values', (event) => this.receive((event as CustomEvent<Values>).detail));
  }

  private readAddress(): void {
    const named = toolOf(location.hash, location.search, 'sample-size');
    const its =
      (findOperation(named) ?? findPage(named))?.room ?? rooms.find(({ name }) => name === named)?.name;
    if (its && !hasFields(its)) {
      const address = location.href;
      this.place = named;
      this.values = {};
      this.ready = false;
      void loadFields(its).then(() => {
        if (location.href === address) this.readAddress();
      });
      return;
    }
    const link = decodeLink(location.hash, location.search, 'sample-size');
    const operation = findOperation(link.tool);
    const page = findPage(link.tool);
    const before = this.place;
    const room = rooms.find((candidate) => candidate.name === link.tool);
    const first = room && toolsIn(room.name)[0]?.name;
    const warnings = [...link.warnings];
    if (operation && tools.includes(operation)) this.place = operation.name;
    else if (page) this.place = page.name;
    else if (room) this.place = first ?? room.name;
    else {
      warnings.push(`There is no tool called “${link.tool}”; this is the sample size tool.`);
      this.place = 'sample-size';
    }
    this.path = location.hash.slice(1);
    const shown = findOperation(this.place);
    this.values = shown
      ? { ...defaultValues(shown, link.values), ...(operation ? link.values : {}) }
      : link.values;
    this.warnings = warnings;
    this.theme = link.theme ?? this.theme;
    applyTheme(this.theme);
    // From one step of a page to the next it stays as it is.
    if (!page || before !== page.name || !this.ready) this.load();
  }

  private load(): void {
    const operation = findOperation(this.place);
    const loading = operation ? viewOf(operation).load : findPage(this.place)?.load;
    this.ready = !loading;
    document.title = `${this.shown?.title ?? 'Practice'} · Sutva`;
    const place = this.place;
    void loading?.().then(() => {
      if (place === this.place) this.ready = true;
    });
    // After the first paint, so that nothing delays it; a part that fails to come is asked for again when it is used.
    requestAnimationFrame(() => setTimeout(() => loadRest(operation?.name).catch(() => undefined)));
  }

  private readonly fetchAll = (): void => {
    this.fetched = 'coming';
    loadEverything().then(
      () => {
        this.fetched = 'all';
      },
      () => {
        this.fetched = 'some';
      },
    );
  };

  private offline() {
    if (isSingleFile) return nothing;
    if (this.fetched === 'all')
      return html`<span role="status">All of it is loaded: it works offline now.</span>`;
    return html`<button type="button" class="button-link" ?disabled=${this.fetched === 'coming'}
      @click=${this.fetchAll}>${this.fetched === 'coming' ? 'Loading the other rooms…' : 'Load all of it, to work offline'}</button>`;
  }

  private receive(values: Values): void {
    this.values = values;
    // Browsers limit how often the address may be written; a drag would exceed it.
    clearTimeout(this.writing);
    this.writing = window.setTimeout(() => {
      this.path = encodeLink(this.place, values);
      writeHash(this.path);
    }, 150);
  }

  private readonly setTheme = (theme: Theme): void => {
    this.theme = theme;
    applyTheme(theme);
    saveTheme(theme);
  };

  /** What the title of the page is about; a room without tools has its own. */
  private get shown() {
    return findOperation(this.place) ?? findPage(this.place);
  }

  private get room(): Room {
    return this.shown?.room ?? 'practice';
  }

  private header() {
    const beside = toolsIn(this.room);
    return html`<header class="masthead">
      <a class="skip" href="#main" @click=${(event: Event) => {
        event.preventDefault();
        this.querySelector<HTMLElement>('#main')?.focus();
      }}>Skip to the tool</a>
      <a class="brand" href="#/sample-size" aria-label="Sutva, start">${logo()}</a>
      <nav class="rooms" aria-label="Rooms">
        ${rooms.map(
          (room) => html`<a href="#/${toolsIn(room.name)[0]?.name ?? room.name}"
          aria-current=${room.name === this.room ? 'page' : nothing}>${room.title}</a>`,
        )}
      </nav>
      <div class="theme segments" role="radiogroup" aria-label="Theme">
        ${themes.map(
          (
            theme,
          ) => html`<label class="segment"><input type="radio" name="theme" .checked=${theme === this.theme}
          @change=${() => this.setTheme(theme)} /><span>${themeNames[theme]}</span></label>`,
        )}
      </div>
      ${beside.length > 1 ? this.toolNavigation() : nothing}
    </header>`;
  }

  /** The tools of the room in a row, and in a menu that says what each is for. */
  private toolNavigation() {
    const groups = groupsIn(this.room);
    const current = this.shown;
    const titled = groups.length > 1;
    const link = (tool: Place, content: unknown) => html`<a href="#/${tool.name}"
      aria-current=${tool.name === this.place ? 'page' : nothing}>${content}</a>`;
    return html`<nav class="tools" aria-label="Tools">
      <div class="tool-row">${groups.map(
        (group) => html`<div class="tool-group">
        ${titled ? html`<span class="tool-heading">${group.title}</span>` : nothing}
        <div class="tool-links">${group.tools.map((tool) => link(tool, shortTitle(tool)))}</div></div>`,
      )}</div>
      <details class="tool-menu" @click=${(event: Event) => {
        if ((event.target as Element).closest('a')) (event.currentTarget as HTMLDetailsElement).open = false;
      }} @keydown=${(event: KeyboardEvent) => {
        const menu = event.currentTarget as HTMLDetailsElement;
        if (event.key !== 'Escape' || !menu.open) return;
        menu.open = false;
        menu.querySelector('summary')?.focus();
      }}>
        <summary><span class="tool-now">${current?.title}</span><span class="tool-all">All tools</span></summary>
        <div class="tool-panel">${groups.map(
          (group) => html`<section>
          ${titled ? html`<h2>${group.title}</h2>` : nothing}
          <ul role="list">${group.tools.map((tool) => html`<li>${link(tool, html`${tool.title}<small>${tool.summary}</small>`)}</li>`)}</ul></section>`,
        )}</div>
      </details>
    </nav>`;
  }

  override render() {
    const operation = findOperation(this.place);
    const page = findPage(this.place);
    return html`
      ${this.header()}
      <main id="main" tabindex="-1">
        ${
          this.warnings.length > 0
            ? html`<div class="notice" role="status">
          <div>${this.warnings.map((warning) => html`<p>${warning}</p>`)}</div>
          <button type="button" class="button" @click=${() => {
            this.warnings = [];
          }}>Dismiss</button></div>`
            : nothing
        }
        <div class="title"><h1>${this.shown?.title ?? 'Practice'}</h1><p>${this.shown?.summary ?? ''}</p></div>
        ${
          !operation && !page
            ? practiceView()
            : !this.ready
              ? html`<p class="hint">Loading…</p>`
              : operation
                ? viewOf(operation).render({ operation, values: this.values, controls: 'all' })
                : page?.render(this.values)
        }
      </main>
      <footer class="colophon">
        <p>Everything is computed in this page, and its content policy forbids requests elsewhere.
          ${this.offline()}</p>
        <p class="build">
          ${isSingleFile ? nothing : html`<span class="build-links"><a href="reference/index.html">Reference</a> · <a href="sutva.html" download>Save as one file</a> · </span>`}
          Sutva ${version}, ${commit}
        </p>
      </footer>`;
  }
}
define('sutva-app', SutvaApp);
