// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { chooseFile, eventually, figure, near, root, savedRows, stage, sutva } from './page.mjs';

const here = stage();
let million;
let small;

before(() => {
  const make = (name, rows) => {
    const path = join(here.temporary, name);
    execFileSync(process.execPath, [join(root, 'scripts/samples/million.mjs'), path, String(rows)]);
    return path;
  };
  million = make('million.csv', 1_000_000);
  small = make('small.csv', 330_000);
});

const use = (page, column) => page.getByLabel(`Use of ${column}`, { exact: true });
const done = (page) =>
  page.locator('.findings:not([data-stale]) .answer-report').waitFor({ timeout: 60_000 });

/** Notes what the progress says. */
const watchProgress = (page) =>
  page.evaluate(() => {
    globalThis.said = [];
    setInterval(() => {
      const text = document.querySelector('.progress-text')?.textContent.replace(/\s+/g, ' ');
      if (text && text !== globalThis.said.at(-1)) globalThis.said.push(text);
    }, 10);
  });

/**
 * The longest time, until it is asked, in which a thread that draws pages could answer nothing: its longest task, in ms
 * of processor time, which other work on the machine does not lengthen.
 */
async function watchTasks(page) {
  await here.browser.startTracing(page, { categories: ['toplevel'] });
  return async () => {
    const { traceEvents } = JSON.parse(await here.browser.stopTracing());
    const thread = ({ pid, tid }) => `${pid} ${tid}`;
    const drawing = new Set(
      traceEvents
        .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
        .map(thread),
    );
    const tasks = traceEvents.filter((event) => event.tdur && drawing.has(thread(event)));
    assert.ok(tasks.length > 100, `${tasks.length} tasks`);
    return Math.max(...tasks.map(({ tdur }) => tdur)) / 1000;
  };
}

/** The largest resident size of a process that draws pages, in MB, until it is asked. */
async function watchMemory() {
  const session = await here.browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  assert.ok(renderers.length > 0);
  let most = 0;
  const look = () => {
    for (const id of renderers) {
      try {
        const [, kB] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
        most = Math.max(most, Number(kB ?? 0) / 1000);
      } catch {
        // That process has ended.
      }
    }
  };
  const timer = setInterval(look, 20);
  return () => {
    look();
    clearInterval(timer);
    return most;
  };
}

test('a large file read by several workers is the file read by one', async (t) => {
  assert.ok(statSync(small).size > 12e6, `${statSync(small).size} bytes`);
  const seen = [];
  for (const cores of [1, 4]) {
    const page = await here.open(t, '#/csv-effect', { cores });
    let workers = 0;
    page.on('worker', () => workers++);
    await chooseFile(page, small);
    await done(page);
    // The other methods come after the answer, with a progress of their own.
    await page.locator('#methods').waitFor();
    assert.equal(workers, Math.max(1, cores - 1), 'one core is left to the browser');
    const columns = await page.locator('.columns-table').textContent();
    seen.push({
      columns,
      rows: await savedRows(page),
      report: await page.locator('.findings').textContent(),
    });
    await page.close();
  }
  assert.deepEqual(seen[1], seen[0]);
  const { value } = await sutva(
    'csv-effect',
    '{"arm": "treat", "control": "0", "treatment": "1", "outcome": "revenue", "unit": "user_id", "covariates": ["prior_revenue"]}',
    '--file',
    small,
  );
  const row = seen[0].rows.find(([name]) => name.includes('Welch'));
  near(Number(row[1]), value.unadjusted.estimate, 'the difference', 1e-12);
});

test('a million rows: progress in bytes and rows, a page that answers, under 1 GB', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  const memory = await watchMemory();
  const tasks = await watchTasks(page);
  await watchProgress(page);
  await chooseFile(page, million);
  await done(page);
  await eventually(() => page.locator('.format-line').textContent(), /1,000,000 rows/);
  await use(page, 'sessions').selectOption('covariates');
  await eventually(
    () => page.locator('section[aria-labelledby=covariates] table').textContent(),
    /sessions/,
    { timeout: 30_000 },
  );
  await done(page);
  const said = await page.evaluate(() => globalThis.said);
  const longest = await tasks();
  const most = memory();
  t.diagnostic(`longest task ${longest.toFixed(0)} ms, renderer at most ${most.toFixed(0)} MB`);
  assert.ok(longest > 1 && longest < 100, `a task held the page for ${longest} ms`);
  assert.ok(most > 30 && most < 1000, `${most} MB`);
  assert.ok(
    said.some((text) => /[\d.]+ MB of [\d.]+ MB, [1-9][\d,]* rows/.test(text)),
    String(said),
  );
  const rows = await page.locator('section[aria-labelledby=rows]').textContent();
  assert.match(rows.replaceAll('\u00a0', ' '), /1,000,000 of 1,000,000 rows used/);
  assert.match(await figure(page).textContent(), /^\+0\.\d+$/);
});

for (const [way, stop] of [
  ['the stop button', (page) => page.getByRole('button', { name: /Stop/ }).click()],
  ['Escape', (page) => page.keyboard.press('Escape')],
]) {
  test(`${way} ends the reading of a large file, and the file before is still in use`, async (t) => {
    const page = await here.open(t, '#/csv-effect');
    await page.getByRole('button', { name: 'Use the sample' }).click();
    await done(page);
    const before = await figure(page).textContent();
    // Reading is made slow enough to be stopped, by many copies of the file as one.
    await page.locator('input[type=file]').evaluate((input) => {
      input.addEventListener(
        'change',
        (event) => {
          const [file] = event.target.files;
          if (file.name !== 'million.csv') return;
          event.stopImmediatePropagation();
          const many = new File(
            Array.from({ length: 12 }, () => file),
            'many.csv',
            { type: 'text/csv' },
          );
          const transfer = new DataTransfer();
          transfer.items.add(many);
          document
            .querySelector('.drop')
            .dispatchEvent(
              new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
            );
        },
        { capture: true },
      );
    });
    await chooseFile(page, million);
    await eventually(() => page.locator('.progress-text').textContent(), /[1-9][\d,]* rows/);
    await stop(page);
    await eventually(() => page.getByText('Stopped.').count(), 1, { timeout: 3000 });
    assert.match(await page.locator('.format-line').textContent(), /personalization\.csv/);
    assert.equal(await figure(page).textContent(), before);
    await use(page, 'prior_7d_minutes').selectOption('ignore');
    await eventually(
      () => figure(page).textContent(),
      (now) => now !== before,
    );
    await done(page);
  });
}
