// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './axe.mjs';
import {
  answers,
  dropFile,
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

test('a metric from a file: its columns of numbers, its mean as the truth, and what is no metric', async (t) => {
  const page = await here.open(t, '#/clt-study?v=1&metric=file&sizes=20,100&replicates=400');
  await page.getByText('Open a file with the metric.').waitFor();
  const users = Array.from({ length: 3000 }, (_, i) => [i % 10 < 9 ? 0 : 5 + ((i * 37) % 90), (i * 7) % 13]);
  const csv = `secret,clicks,country\n${users.map(([a, b], i) => `${a},${b},${i % 2 ? 'dk' : 'se'}`).join('\n')}\n`;
  await dropFile(page, 'past.csv', csv);
  const column = page.getByLabel('Column', { exact: true });
  await column.waitFor();
  assert.deepEqual(await column.locator('option').allTextContents(), ['secret', 'clicks']);
  await column.selectOption('secret');
  const mean = users.reduce((sum, [a]) => sum + a, 0) / users.length;
  const sd = Math.sqrt(users.reduce((sum, [a]) => sum + (a - mean) ** 2, 0) / users.length);
  const skewness = users.reduce((sum, [a]) => sum + ((a - mean) / sd) ** 3, 0) / users.length;
  await eventually(
    () => sentence(page).textContent(),
    (text) => text.includes(`skewness ${skewness.toFixed(2)}`),
  );
  await studied(page);
  assert.match(
    await page.locator('.assumptions, #assumptions').first().locator('xpath=..').textContent(),
    /3,000/,
  );
  assert.doesNotMatch(page.url(), /secret|past|column=/);
  // Another file with a column of the same name is another question.
  await dropFile(page, 'other.csv', 'secret\n1\n2\n3\n');
  await eventually(
    () => sentence(page).textContent(),
    (text) => text.includes('skewness 0.'),
  );
  await dropFile(page, 'same.csv', 'secret\n4\n4\n4\n');
  await page.getByText('“secret” is 4 in every row').waitFor();
  await dropFile(page, 'text.csv', 'name\nann\nbob\n');
  await page.getByText('No column of this file holds numbers').waitFor();
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
