// SPDX-License-Identifier: Apache-2.0
// What a page shows, as a file that needs no page: HTML with its styles inside, or Markdown.
import { toMarkdown } from './export.ts';

// Controls, and what only helps on the page.
const controls =
  'sutva-share, sutva-file-drop, button, input, select, textarea, .run-state, .plot-overlay, .skip, script, [data-page-only]';

function withoutControls(root: HTMLElement): HTMLElement {
  const copy = root.cloneNode(true) as HTMLElement;
  for (const node of copy.querySelectorAll(controls)) node.remove();
  for (const details of copy.querySelectorAll('details')) details.open = true;
  for (const node of copy.querySelectorAll('[tabindex], [aria-live], [role="alert"]'))
    for (const name of ['tabindex', 'aria-live', 'role']) node.removeAttribute(name);
  return copy;
}

const styles = () =>
  [...document.styleSheets]
    .flatMap((sheet) => {
      try {
        return [...sheet.cssRules];
      } catch {
        return []; // of another origin: none of ours
      }
    })
    .map((rule) => rule.cssText)
    .join('\n');

export function reportHtml(title: string, root: HTMLElement): string {
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = 'en';
  const policy = page.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  const charset = page.createElement('meta');
  charset.setAttribute('charset', 'utf-8');
  const viewport = page.createElement('meta');
  viewport.name = 'viewport';
  viewport.content = 'width=device-width, initial-scale=1';
  // A style element would be refused here, by the policy of this page; the file gets it as text.
  const place = page.createComment('styles');
  page.head.prepend(charset, policy, viewport);
  page.head.append(place);
  const main = page.createElement('main');
  const heading = page.createElement('h1');
  heading.textContent = title;
  main.append(heading, page.importNode(withoutControls(root), true));
  page.body.append(main);
  const text = page.documentElement.outerHTML.replace('<!--styles-->', () => `<style>${styles()}</style>`);
  return `<!doctype html>\n${text}\n`;
}

const textOf = (node: Element) => (node.textContent ?? '').replace(/\s+/g, ' ').trim();
const escaped = (text: string) => text.replace(/[\\*_`<>[\]#|]/g, '\\$&');

function tableText(table: HTMLTableElement): string {
  const rows = [...table.rows].map((row) => [...row.cells].map(textOf));
  const caption = table.caption ? `**${escaped(textOf(table.caption))}**\n\n` : '';
  return `${caption}${toMarkdown(rows)}`;
}

function* blocks(node: Element): Generator<string> {
  for (const child of node.children) {
    const name = child.localName;
    if (child.classList.contains('visually-hidden')) continue;
    if (/^h[1-6]$/.test(name)) yield `${'#'.repeat(Number(name[1]))} ${escaped(textOf(child))}`;
    else if (name === 'p' || name === 'summary' || name === 'figcaption') {
      if (textOf(child) !== '') yield escaped(textOf(child));
    } else if (name === 'table') yield tableText(child as HTMLTableElement);
    else if (name === 'ul' || name === 'ol') {
      yield [...child.children].map((item) => `- ${escaped(textOf(item))}`).join('\n');
    } else if (name === 'dl')
      yield [...child.querySelectorAll('dt')]
        .map(
          (term) =>
            `- ${escaped(textOf(term))}: ${escaped(term.nextElementSibling ? textOf(term.nextElementSibling) : '')}`,
        )
        .join('\n');
    else if (name === 'svg') yield escaped(child.getAttribute('aria-label') ?? '');
    else if (name === 'pre') yield `\`\`\`\n${child.textContent ?? ''}\n\`\`\``;
    else yield* blocks(child);
  }
}

export const reportMarkdown = (title: string, root: HTMLElement): string =>
  `${[`# ${escaped(title)}`, ...blocks(withoutControls(root))].filter((block) => block !== '').join('\n\n')}\n`;
