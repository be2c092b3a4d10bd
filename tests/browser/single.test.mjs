// SPDX-License-Identifier: Apache-2.0
// sutva.html from the disk, with no network.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answers,
  chooseFile,
  eventually,
  figure,
  sample,
  savedRows,
  singleFile,
  stage,
  sutva,
} from './page.mjs';

const here = stage();

test('calculator, simulation and analysis work from one file without a network', async (t) => {
  const page = await here.open(t, singleFile, { offline: true });
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await answers(page, '29,502');
  await page.getByRole('textbox', { name: 'Baseline', exact: true }).fill('20%');
  await eventually(
    () => figure(page).textContent(),
    (text) => text !== '29,502',
  );
  await page.locator('sutva-curve .plot > svg').waitFor();

  await page.getByRole('link', { name: 'Simulate' }).click();
  await page.getByRole('button', { name: 'Run the simulation' }).click();
  await eventually(() => page.locator('.run-verdict').textContent(), /keeps/);
  const { value } = await sutva('check-plan');
  assert.equal(Number((await savedRows(page))[1][1]), value.power);

  await page.getByRole('link', { name: 'Analyze' }).click();
  await page.getByRole('button', { name: 'Use the sample' }).click();
  await eventually(() => figure(page).textContent(), '+8.05');
  const rows = await savedRows(page);
  await chooseFile(page, sample);
  await eventually(() => page.locator('.format-line').textContent(), /personalization/);
  await page.locator('.findings:not([data-stale]) .answer-report').waitFor();
  assert.deepEqual(await savedRows(page), rows);
  assert.deepEqual(
    requests.filter((address) => !/^(blob|data):/.test(address)),
    [],
  );
  assert.match(await page.locator('.build').textContent(), /Sutva \d+\.\d+\.\d+, [0-9a-f]{10}\+?\s*$/);
  assert.equal(await page.locator('.build a').count(), 0, 'no link to pages that are not beside it');
});

test('a link of the single file opens the single file', async (t) => {
  const page = await here.open(
    t,
    `${singleFile}#/sample-size?v=1&baseline=0.2&effect_scale=absolute&effect=0.05`,
    { offline: true },
  );
  await answers(page, '2,188');
  await page.getByText('Put it into a wiki or a page').click();
  assert.match(
    await page.getByLabel('Element').inputValue(),
    /sutva\.html#\/sample-size\?v=1&amp;baseline=0\.2/,
  );
});
