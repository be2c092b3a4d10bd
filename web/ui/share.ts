// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import type { Values } from '../state/link.ts';
import { defaultValues, encodeLink, findOperation } from '../state/link.ts';
import { define, Element, uniqueId } from './element.ts';
import { copyText, download, downloadBlob, pngOf, standaloneSvg, toCsv, toMarkdown } from './export.ts';
import { reportHtml, reportMarkdown } from './report-file.ts';

export interface ShareMaterial {
  tool: string;
  values: Values;
  title: string;
  sentence: string;
  /** Exact values, for a spreadsheet. */
  rows: readonly (readonly (string | number)[])[];
  /** The same as the page shows it, to be read. */
  shown?: readonly (readonly (string | number)[])[];
  picture?: () => SVGSVGElement | null | undefined;
  /** Where there are several, what each shows. */
  pictures?: readonly { title: string; picture: () => SVGSVGElement | null | undefined }[];
  /** All that was found, for a report. */
  report?: () => HTMLElement | null | undefined;
  /** What else the tool can do with its answer. */
  actions?: readonly { title: string; run: () => void }[];
}

const sandbox = 'allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox';

const quote = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The page beside this one; a srcdoc frame has no address of its own, so its base is taken. */
function sibling(file: string): string {
  const here = location.href.startsWith('about:') ? document.baseURI : location.href;
  try {
    return new URL(file, here.replace(/[?#].*$/, '')).href;
  } catch {
    return file;
  }
}

export function pageLink(tool: string, values: Values): string {
  const here = sibling('').replace(/embed\.html$/, '');
  const own =
    /\.html$/.test(location.pathname) && !/embed\.html$/.test(location.pathname)
      ? location.href.replace(/[?#].*$/, '')
      : here;
  return `${own}#${encodeLink(tool, values)}`;
}

function embedSnippets({ tool, values, title }: ShareMaterial): { frame: string; script: string } {
  const path = encodeLink(tool, values);
  const source = `${sibling('embed.html')}#${path}`;
  const operation = findOperation(tool);
  const base = operation ? defaultValues(operation) : {};
  const attributes = new URLSearchParams(path.split('?')[1] ?? '');
  const fields = [...attributes]
    .filter(([name]) => name in base)
    .map(([name, value]) => ` ${name}="${quote(value)}"`);
  return {
    frame:
      `<iframe src="${quote(source)}" title="${quote(title)}" width="100%" height="640"\n` +
      `  sandbox="${sandbox}" loading="lazy"></iframe>`,
    script:
      `<script async src="${quote(sibling('embed.js'))}"></script>\n` +
      `<sutva-embed tool="${quote(tool)}"${fields.join('')}>\n` +
      `  <a href="${quote(pageLink(tool, values))}">${quote(title)}</a>\n</sutva-embed>`,
  };
}

/** Everything that can be taken away from an answer. */
export class SutvaShare extends Element {
  static override properties = {
    material: { attribute: false },
    said: { state: true },
    which: { state: true },
  };
  declare material: ShareMaterial | undefined;
  declare said: string;
  /** The picture to save, of several. */
  declare which: number;
  private timer = 0;
  private readonly key = uniqueId('share');

  constructor() {
    super();
    this.said = '';
    this.which = 0;
  }

  private get picture() {
    const { material } = this;
    return material?.pictures?.[this.which]?.picture() ?? material?.picture?.();
  }

  private say(text: string): void {
    this.said = text;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.said = '';
    }, 4000);
  }

  private async copy(what: string, text: string): Promise<void> {
    this.say(
      (await copyText(text))
        ? `${what} copied.`
        : 'This page may not use the clipboard. Select the text and copy it.',
    );
  }

  private saveReport(kind: 'html' | 'md'): void {
    const { material } = this;
    const found = material?.report?.();
    if (!material || !found) return;
    const [type, text] =
      kind === 'html'
        ? ['text/html;charset=utf-8', reportHtml(material.title, found)]
        : ['text/markdown;charset=utf-8', reportMarkdown(material.title, found)];
    download(`sutva-${material.tool}.${kind}`, type, text);
    this.say('Report saved.');
  }

  private async savePng(): Promise<void> {
    const { material } = this;
    const svg = this.picture;
    const png = material && svg ? await pngOf(svg, material.title) : null;
    if (!material || !png) {
      this.say('The picture can not be drawn yet.');
      return;
    }
    downloadBlob(`sutva-${material.tool}.png`, png);
    this.say('PNG saved.');
  }

  private save(kind: 'csv' | 'svg'): void {
    const { material } = this;
    if (!material) return;
    if (kind === 'csv') {
      download(`sutva-${material.tool}.csv`, 'text/csv;charset=utf-8', toCsv(material.rows));
      this.say('CSV saved.');
      return;
    }
    const svg = this.picture;
    if (!svg) {
      this.say('The picture is not drawn yet.');
      return;
    }
    download(`sutva-${material.tool}.svg`, 'image/svg+xml', standaloneSvg(svg, material.title));
    this.say('SVG saved.');
  }

  private snippet(title: string, help: string, text: string) {
    const id = `${this.key}-${title.toLowerCase().replace(/\W+/g, '-')}`;
    return html`<div class="snippet">
      <label for=${id}>${title}</label>
      <button type="button" class="button" @click=${() => this.copy(title, text)}>Copy</button>
      <textarea id=${id} readonly rows="4" .value=${text}
        @focus=${(event: Event) => (event.target as HTMLTextAreaElement).select()}></textarea>
      <p class="hint">${help}</p>
    </div>`;
  }

  override render() {
    const { material } = this;
    if (!material) return nothing;
    const { frame, script } = embedSnippets(material);
    return html`<section class="share" aria-label="Take it with you">
      <div class="share-row">
        <span class="share-title">Copy</span>
        <button type="button" class="button" @click=${() => this.copy('Link', pageLink(material.tool, material.values))}>Link</button>
        <button type="button" class="button" @click=${() => this.copy('Sentence', material.sentence)}>Sentence</button>
        <button type="button" class="button" @click=${() => this.copy('Markdown', `${material.sentence}\n\n${toMarkdown(material.shown ?? material.rows)}`)}>Markdown</button>
        <span class="share-title">Save</span>
        <button type="button" class="button" @click=${() => this.save('csv')}>CSV</button>
        ${
          material.pictures && material.pictures.length > 1
            ? html`<select aria-label="Picture to save" @change=${(event: Event) => {
                this.which = (event.target as HTMLSelectElement).selectedIndex;
              }}>${material.pictures.map(({ title }, i) => html`<option .selected=${i === this.which}>${title}</option>`)}</select>`
            : nothing
        }
        ${
          material.picture
            ? html`<button type="button" class="button" @click=${() => this.save('svg')}>SVG</button>
              <button type="button" class="button" @click=${() => this.savePng()}>PNG</button>`
            : nothing
        }
        ${
          material.report
            ? html`<span class="share-title">Report</span>
              <button type="button" class="button" @click=${() => this.saveReport('html')}>HTML</button>
              <button type="button" class="button" @click=${() => this.saveReport('md')}>.md</button>`
            : nothing
        }
        ${material.actions?.map(
          (action) => html`<button type="button" class="button share-action"
          @click=${action.run}>${action.title}</button>`,
        )}
        <span class="share-said" role="status">${this.said}</span>
      </div>
      <details class="more">
        <summary>Put it into a wiki or a page</summary>
        ${this.snippet('Frame', 'For wikis that take an iframe or an HTML block. It needs no storage, no cookies, no network.', frame)}
        ${this.snippet('Element', 'For pages where you may add a script. It makes the same frame and fits its height.', script)}
      </details>
    </section>`;
  }
}
define('sutva-share', SutvaShare);
