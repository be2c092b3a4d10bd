// SPDX-License-Identifier: Apache-2.0
// Each room has a module of its own, which is fetched when it is needed and not before.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { answers, chooseFile, complete, dist, eventually, figure, sample, stage } from './page.mjs';

const here = stage();
const isModule = /\/assets\/(plan|simulate|study|network|analyze)-[\w-]{8}\.js$/;

/** Opens an address, and gives the modules fetched so far, each as often as it was. */
async function watch(t, address, options) {
  const page = await here.open(t, 'embed.html', options);
  const seen = [];
  page.on('request', (request) => {
    const [, module] = isModule.exec(request.url()) ?? [];
    if (module) seen.push(module);
  });
  await page.goto(`${here.site}${address}`);
  return { page, seen };
}

/** Everything that comes later has come. */
const settled = (page) => page.waitForLoadState('networkidle');
const room = (page, name) =>
  page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name, exact: true });
const run = (page) => page.getByRole('button', { name: /^Run (the simulation|again)$/ });
const verdict = (page) => eventually(() => page.locator('.run-verdict').textContent(), /keeps|differs/);

test('the site has a file for each module', () => {
  const files = readdirSync(join(dist, 'assets')).filter((file) => isModule.test(`/assets/${file}`));
  assert.deepEqual(files.map((file) => file.split('-')[0]).sort(), [
    'analyze',
    'network',
    'plan',
    'simulate',
    'study',
  ]);
  const bytes = (name) => readFileSync(join(dist, 'assets', name)).length;
  for (const file of files) assert.ok(bytes(file) > 100_000, file);
});

test('Plan fetches its module alone; a check and a file of past data bring theirs when they are asked for', async (t) => {
  const { page, seen } = await watch(t, '');
  await answers(page, '29,502');
  await eventually(() => page.getByRole('slider').getAttribute('aria-valuenow'), '80');
  await settled(page);
  assert.deepEqual(seen, ['plan']);
  for (const tool of await page.locator('.tool-row a').all()) {
    await tool.click();
    await page.locator('.answer:not([data-stale])').waitFor();
  }
  await room(page, 'Plan').click();
  await answers(page, '29,502');
  await settled(page);
  assert.deepEqual(seen, ['plan'], 'every calculator of the room');

  await page.locator('sutva-check-run').waitFor();
  await run(page).click();
  await verdict(page);
  assert.deepEqual(seen, ['plan', 'simulate']);

  const part = page.locator('.from-data');
  await part.locator('summary').first().click();
  await chooseFile(page, sample);
  await eventually(() => part.locator('.data-sentence').textContent(), /\d/);
  assert.deepEqual(seen, ['plan', 'simulate', 'analyze']);
});

test('Simulate fetches its module, and that of Plan for the plan that it checks', async (t) => {
  const { page, seen } = await watch(t, '#/check-plan');
  await run(page).click();
  await verdict(page);
  await settled(page);
  assert.deepEqual([...seen].sort(), ['plan', 'simulate']);
});

test('Analyze fetches its module alone, and none twice on the way through the rooms', async (t) => {
  const { page, seen } = await watch(t, '#/csv-effect');
  await page.getByRole('button', { name: 'Use the sample' }).click();
  await eventually(() => figure(page).textContent(), '+8.05');
  await page.goto(`${here.site}#/effect-from-counts`);
  await eventually(() => page.locator('main').textContent(), /p/);
  await settled(page);
  assert.deepEqual(seen, ['analyze']);
  for (const name of ['Simulate', 'Plan', 'Analyze', 'Plan']) await room(page, name).click();
  await answers(page, '29,502');
  await complete(page);
  assert.deepEqual([...seen].sort(), ['analyze', 'network', 'plan', 'simulate', 'study']);
});

test('a module that can not be fetched is named as the reason, and fetched once the network is back', async (t) => {
  const { page, seen } = await watch(t, '#/csv-effect', {
    expect: [/ERR_INTERNET_DISCONNECTED|Failed to (load|fetch)/],
  });
  await settled(page);
  assert.deepEqual(seen, ['analyze']);
  await page.context().setOffline(true);
  await room(page, 'Plan').click();
  await answers(page, '29,502');
  await page.getByRole('textbox', { name: 'Baseline', exact: true }).fill('20%');
  await eventually(
    () =>
      page
        .locator('.issues')
        .allTextContents()
        .then((all) => all.join(' ')),
    /part of the page could not be fetched/,
  );
  await page.context().setOffline(false);
  await page.getByRole('textbox', { name: 'Baseline', exact: true }).fill('10%');
  await page.locator('.answer:not([data-stale])').waitFor();
  await page.getByRole('textbox', { name: 'Baseline', exact: true }).fill('20%');
  await eventually(
    () => figure(page).textContent(),
    (text) => text !== '29,502',
  );
});
