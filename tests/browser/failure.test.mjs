// SPDX-License-Identifier: Apache-2.0
// A worker that dies is replaced, a file that has gone is not read, and the page says so.
import assert from 'node:assert/strict';
import { copyFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { answers, chooseFile, eventually, figure, sample, stage } from './page.mjs';

const here = stage();
const start = (page) => page.getByRole('button', { name: /^Run (the simulation|again)$/ });
const problems = (page) =>
  page
    .locator('.issues')
    .allTextContents()
    .then((all) => all.join(' '));

/** What a trap of the module looks like to the page: the call under way fails, whichever it is. */
const trap = (worker) =>
  worker
    .evaluate(() => {
      for (let id = 1; id < 5000; id++)
        self.dispatchEvent(new MessageEvent('message', { data: { id, call: { kind: 'crash' } } }));
    })
    .catch(() => undefined);

/** Starts a long run, and gives the workers that it has at any moment. */
async function longRun(page) {
  // The plan beside it has one of its own.
  const before = await eventually(
    () => page.workers(),
    (all) => all.length === 1,
  );
  await page.getByRole('textbox', { name: 'Simulated experiments' }).fill('20m');
  await start(page).click();
  await eventually(() => page.locator('.progress-text').textContent(), /[1-9][\d,]* of 20,000,000/);
  return () => page.workers().filter((worker) => !before.includes(worker));
}

async function shortRun(page) {
  await page.getByRole('textbox', { name: 'Simulated experiments' }).fill('2000');
  await start(page).click();
  await eventually(() => page.locator('sutva-check-run table').textContent(), /2,000 experiments/);
  await eventually(() => page.locator('.run-verdict').textContent(), /keeps|differs/);
}

test('a trap during a simulation ends the run with a reason, and the next run works', async (t) => {
  const page = await here.open(t, '#/check-plan', { cores: 2 });
  const running = await longRun(page);
  await eventually(() => running().length, 2);
  await trap(running()[0]);
  await eventually(() => problems(page), /stopped unexpectedly and was started anew; try again/);
  assert.ok(await start(page).isVisible());
  await eventually(() => running().length, 1, { message: 'the broken worker is gone' });
  await shortRun(page);
  assert.equal(await problems(page), '');
  assert.equal(running().length, 2, 'and replaced');
});

test('an error nobody caught ends the worker, and the calculator goes on with another', async (t) => {
  const page = await here.open(t);
  await eventually(() => page.getByRole('slider').getAttribute('aria-valuenow'), '80');
  const dead = page.workers();
  assert.ok(dead.length > 0);
  for (const worker of dead)
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new WebAssembly.RuntimeError('unreachable');
      });
    });
  await eventually(() => page.workers().filter((worker) => dead.includes(worker)).length, 0);
  await page.getByRole('textbox', { name: 'Absolute', exact: true }).fill('2 pp');
  await eventually(
    () => figure(page).textContent(),
    (text) => text !== '29,502',
  );
  await page.locator('.answer:not([data-stale])').waitFor();
});

test('the worker that holds a file dies: the file is read again, the page says so, nothing chosen is lost', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  await page.getByRole('button', { name: 'Use the sample' }).click();
  await eventually(() => figure(page).textContent(), '+8.05');
  const use = (column) => page.getByLabel(`Use of ${column}`, { exact: true });
  await use('tenure_days').selectOption('ignore');
  await eventually(() => figure(page).textContent(), '+8.04');
  for (const worker of page.workers())
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new RangeError('out of memory');
      });
    });
  await eventually(() => page.workers().length, 0);
  await use('prior_7d_minutes').selectOption('ignore');
  await eventually(() => figure(page).textContent(), '+6.78');
  assert.match(await problems(page), /started anew and has read the file again/);
  assert.equal(await use('tenure_days').inputValue(), 'ignore');
});

test('a worker that vanished without a word is given up when the run is stopped', async (t) => {
  const page = await here.open(t, '#/check-plan', { cores: 1 });
  const running = await longRun(page);
  const [worker] = running();
  worker.evaluate(() => self.close()).catch(() => undefined);
  await page.getByRole('button', { name: /Stop/ }).click();
  await eventually(() => page.locator('.run-hint').textContent(), /Stopped/, { timeout: 5000 });
  await shortRun(page);
});

test('where workers are forbidden the page says so and stays readable', async (t) => {
  const page = await here.open(t, '#/check-plan', {
    init: () => {
      globalThis.Worker = class {
        constructor() {
          throw new Error('no workers here');
        }
      };
    },
  });
  await start(page).click();
  await eventually(() => problems(page), /that page may forbid workers or WebAssembly/);
  await page.goto(`${here.site}#/sample-size`);
  await answers(page, '29,502');
});

test('a file that was removed since it was chosen is said to be so, and another one is read', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  const answered = () => page.locator('.findings:not([data-stale]) .answer-report').waitFor();
  const path = join(here.temporary, 'removed.csv');
  copyFileSync(sample, path);
  await chooseFile(page, path);
  await answered();
  const before = await figure(page).textContent();
  unlinkSync(path);
  await page.getByText('How the file was read').click();
  await page.getByLabel('Between columns').selectOption({ label: 'semicolon' });
  await eventually(
    () => problems(page),
    /can not be read: since it was chosen it was moved, changed or removed/,
  );
  assert.doesNotMatch(await problems(page), /engine/);
  assert.equal(await figure(page).textContent(), before);
  await chooseFile(page, sample);
  await eventually(() => page.locator('.format-line').textContent(), /personalization\.csv/);
  await answered();
  assert.equal(await problems(page), '');
});
