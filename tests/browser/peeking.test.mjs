// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './axe.mjs';
import {
  answers,
  eventually,
  field,
  near,
  openAll,
  savedRows,
  sentence,
  stage,
  studied,
  sutva,
  widths,
} from './page.mjs';

const here = stage();

test('peeking every day calls experiments in which nothing changed', async (t) => {
  const page = await here.open(t, '#/peeking-study');
  await studied(page);
  const { value } = await sutva('peeking-study', '{}');
  assert.equal((await sentence(page).textContent()).trim(), value.sentence);
  const [head, ...rows] = await savedRows(page);
  for (const [i, method] of value.methods.entries())
    near(Number(rows[i][head.indexOf('False positives')]), method.false_positive_rate, method.label);
  const peeking = value.methods.find(({ method }) => method === 'peeking');
  assert.ok(peeking.false_positive_rate > 0.2, 'of 28 looks at 5 %');
  const calls = await page.locator('sutva-lines svg').nth(1).getAttribute('aria-label');
  for (const { label } of value.methods) assert.ok(calls.includes(label), label);
});

test('the path is drawn as z, as p and as the estimate', async (t) => {
  const page = await here.open(t, '#/peeking-study');
  await studied(page);
  const picture = () => page.locator('sutva-lines svg').first().getAttribute('aria-label');
  assert.match(await picture(), /^z, without its sign by Day/);
  await page.getByText('p-value', { exact: true }).first().click();
  await eventually(picture, /^p-value by Day/);
  await page.getByText('Estimate', { exact: true }).first().click();
  await eventually(picture, /^Estimated lift by Day/);
});

test('with a lift there is power, and with clusters by row there is a remedy', async (t) => {
  const page = await here.open(t, '#/peeking-study?v=1&lift=0.05&cases=clusters');
  await studied(page);
  assert.match(await page.locator('.study').textContent(), /A true lift of 5\s%/);
  assert.match(await page.locator('section[aria-labelledby=cases]').textContent(), /What helps:/);
  const [head] = await savedRows(page);
  assert.ok(head.includes('Power'));
  assert.ok(head.includes('Exaggeration'));
});

test('how many it takes until a mean is normal', async (t) => {
  const page = await here.open(t, '#/clt-study');
  await studied(page);
  const { value } = await sutva('clt-study', '{}');
  assert.equal((await sentence(page).textContent()).trim(), value.sentence);
});

test('what is not a number stays in its field and is explained there', async (t) => {
  const page = await here.open(t, '#/peeking-study');
  await studied(page);
  await field(page, 'Days').fill('0');
  await eventually(() => page.locator('.field-error').allTextContents().then(String), /at least 1/);
  assert.equal(await field(page, 'Days').inputValue(), '0');
  await field(page, 'Days').fill('7');
  await studied(page);
});

test('the pages read well at both widths', async (t) => {
  for (const { name, width, height } of widths)
    for (const tool of ['peeking-study', 'clt-study']) {
      const page = await here.open(t, `#/${tool}`, { width, height });
      await answers(page, /[^–]/);
      await studied(page);
      await openAll(page);
      assert.deepEqual(await violations(page), [], `${tool} at ${name}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${tool} at ${name} is ${wide} px wide`);
      await page.close();
    }
});
