// SPDX-License-Identifier: Apache-2.0
// What the browser tests share: the site served with its headers, one Chromium, and pages that fail their test on any
// error, console error or refusal by the content policy that the test did not expect.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { serve } from '../../scripts/serve.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const dist = join(root, 'dist');
export const sample = join(root, 'public/samples/personalization.csv');
export const singleFile = pathToFileURL(join(dist, 'sutva.html')).href;

/** The two widths everything is tried at. */
export const widths = [
  { name: '1280 px', width: 1280, height: 900 },
  { name: '390 px', width: 390, height: 844 },
];

const run = promisify(execFile);

/** What the terminal command says, read back from its JSON. */
export async function sutva(...words) {
  const { stdout } = await run('scripts/sutva', words, { cwd: root, maxBuffer: 1 << 26 }).catch(
    (failure) => failure,
  );
  return JSON.parse(stdout);
}

const onPath = (name) => execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();

export const launch = () =>
  chromium.launch({
    executablePath: onPath('chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });

const listening = (server) => `http://127.0.0.1:${server.address().port}/`;

/** A host of another origin, which serves the pages it is given and notes what it is asked for. */
export async function otherOrigin(pages) {
  const asked = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    // A browser asks for the picture of a tab on its own.
    if (pathname !== '/favicon.ico') asked.push(pathname);
    const page = pages[pathname];
    response
      .writeHead(page === undefined ? 204 : 200, { 'Content-Type': 'text/html; charset=utf-8' })
      .end(page);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: listening(server), asked, close: () => server.close() };
}

/**
 * Starts the site and the browser for one test file.
 * @returns {{ site: string, browser: import('playwright-core').Browser, temporary: string, open: Function }} whose
 *   members are there once the tests run
 */
export function stage() {
  const here = { temporary: mkdtempSync(join(tmpdir(), 'sutva-browser-')) };
  let server;
  before(async () => {
    server = await serve(dist, 0);
    here.site = listening(server);
    here.browser = await launch();
  });
  after(async () => {
    await here.browser?.close();
    server?.closeAllConnections();
    server?.close();
    rmSync(here.temporary, { recursive: true });
  });

  /**
   * Opens an address (relative to the site) in a context of its own.
   * @param {import('node:test').TestContext} test closes the page, and fails on what was not expected
   * @param {{ width?: number, height?: number, cores?: number, init?: Function | string, expect?: RegExp[] }} options
   *   `expect` lists the errors that the test itself provokes
   */
  here.open = async (test, address = '', options = {}) => {
    const { width = 1280, height = 900, cores, init, expect = [], ...more } = options;
    const context = await here.browser.newContext({
      viewport: { width, height },
      acceptDownloads: true,
      ...more,
    });
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (failure) => errors.push(`page error: ${failure.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`console: ${message.text()}`);
    });
    page.on('crash', () => errors.push('the page crashed'));
    await page.exposeFunction('sutvaTestViolation', (text) => errors.push(`content policy: ${text}`));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        globalThis.sutvaTestViolation(`${violatedDirective} ${blockedURI}`),
      );
    });
    if (cores) {
      await page.addInitScript((n) => {
        Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => n });
      }, cores);
    }
    if (init) await page.addInitScript(init);
    test.after(async () => {
      await context.close();
      const unexpected = errors.filter((text) => !expect.some((pattern) => pattern.test(text)));
      assert.deepEqual(unexpected, [], 'errors on the page');
    });
    await page.goto(new URL(address, here.site).href);
    return page;
  };
  return here;
}

/** A field of the form, by its label; `within` narrows where labels repeat. */
export const field = (page, label) => page.getByLabel(label, { exact: true });

/** Waits until `read` gives what is wanted, and says what it gave otherwise. */
export async function eventually(read, wanted, { timeout = 10_000, message = '' } = {}) {
  const end = performance.now() + timeout;
  let seen;
  for (;;) {
    seen = await read();
    const good =
      wanted instanceof RegExp
        ? wanted.test(seen)
        : typeof wanted === 'function'
          ? wanted(seen)
          : seen === wanted;
    if (good) return seen;
    if (performance.now() > end) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(`${message} never became ${wanted}; the last was ${JSON.stringify(seen)}`);
}

export const figure = (page) => page.locator('.answer .figure-number').first();
export const sentence = (page) => page.locator('.answer .answer-sentence').first();

/** Waits for the figure of the answer. */
export const answers = (page, text) =>
  eventually(() => figure(page).textContent(), text, { message: 'the answer' });

/** Waits for the whole answer of a study to what its form says now. */
export async function studied(page, timeout = 30_000) {
  await page.locator('.study:not([data-stale])').waitFor({ timeout });
  await eventually(() => page.locator('.run-state').textContent(), /simulated experiments in/, { timeout });
}

/** Opens every part that can be folded. */
export const openAll = (page) =>
  page.locator('main details').evaluateAll((list) => {
    for (const details of list) details.open = true;
  });

/** Has the page fetch all it will ever ask for. */
export async function complete(page) {
  await page.getByRole('button', { name: 'Load all of it, to work offline' }).click();
  await page.getByText('it works offline now').waitFor();
}

/** Drops a file on an element, as a hand would. */
export async function dropFile(page, name, content, target = '.drop') {
  const base64 = Buffer.from(content).toString('base64');
  const transfer = await page.evaluateHandle(
    ([title, text]) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], title, { type: 'text/csv' }));
      return transfer;
    },
    [name, base64],
  );
  await page.dispatchEvent(target, 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent(target, 'drop', { dataTransfer: transfer });
}

export const chooseFile = (page, file) => page.locator('input[type=file]').setInputFiles(file);

/** The cells of what “Save CSV” writes: values at full precision. `place` may be a frame of the page. */
export async function savedRows(page, place = page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    place.getByRole('button', { name: 'CSV', exact: true }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  const cells = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g;
  const rows = [[]];
  for (const [, cell, end] of text.matchAll(cells)) {
    rows.at(-1).push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end !== ',') rows.push([]);
  }
  return rows.slice(0, -1);
}

/** Rows of tests/reference/csv_effect.csv as { quantity: value } for one question. */
export function reference(wanted) {
  const lines = readFileSync(join(root, 'tests/reference/csv_effect.csv'), 'utf8').split('\n');
  const [head, ...rows] = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(','));
  const found = rows
    .map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])))
    .filter((row) => Object.entries(wanted).every(([name, value]) => row[name] === value));
  assert.ok(found.length > 0, `no reference for ${JSON.stringify(wanted)}`);
  const questions = new Set(
    found.map(({ quantity: _quantity, value: _value, ...question }) => JSON.stringify(question)),
  );
  assert.equal(questions.size, 1, `more than one question: ${[...questions]}`);
  return Object.fromEntries(found.map(({ quantity, value }) => [quantity, Number(value)]));
}

export function near(actual, wanted, what, relative = 1e-9) {
  const off = Math.abs(actual - wanted) / Math.max(1e-12, Math.abs(wanted));
  assert.ok(off <= relative, `${what}: ${actual} is not ${wanted}`);
}
