// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { violations } from './axe.mjs';
import {
  eventually,
  field,
  figure,
  near,
  openAll,
  savedRows,
  sentence,
  stage,
  sutva,
  widths,
} from './page.mjs';

const here = stage();
const fresh = '.study:not([data-stale])';
const small =
  '#/market-study?v=1&listings=20&markets=4&days=7&warmup_days=3&period_days=1&burn_in_days=0.5&replicates=100';

/** Waits for the whole answer to what the form says now. */
async function finished(page, timeout = 60_000) {
  await page.locator(fresh).waitFor({ timeout });
  await eventually(() => page.locator('.run-state').textContent(), /simulated experiments in/, { timeout });
  await page.locator(`${fresh} sutva-named-lines .plot > svg`).waitFor();
}

test('the first answer is there by itself, and is that of the terminal', async (t) => {
  const page = await here.open(t, '#/market-study');
  await finished(page);
  const { value } = await sutva('market-study', '{}');
  assert.equal((await sentence(page).textContent()).trim(), value.sentence);
  const [head, ...rows] = await savedRows(page);
  assert.equal(rows.length, value.estimates.length);
  for (const [i, estimate] of value.estimates.entries()) {
    const cell = (title) => rows[i][head.indexOf(title)];
    assert.equal(cell('Design'), estimate.design_label);
    assert.equal(cell('Estimator'), estimate.estimator_label);
    for (const [title, name] of [
      ['Truth', 'truth'],
      ['Mean', 'mean'],
      ['Bias', 'bias'],
      ['Bias, Monte Carlo error', 'bias_mcse'],
      ['SD', 'sd'],
      ['RMSE', 'rmse'],
      ['Coverage', 'coverage'],
      ['Claimed over true error', 'se_ratio'],
      ['Power', 'power'],
      ['Bias in the mean field', 'mean_field_bias'],
    ])
      near(Number(cell(title)), estimate[name], `${title} in row ${i}`);
    near(Number(cell('Bias over truth')), estimate.bias / estimate.truth, `relative bias in row ${i}`);
  }
});

test('every design stands in the pictures, and the curve says where the market is', async (t) => {
  const page = await here.open(t, small);
  await finished(page);
  const curves = await page.locator('sutva-named-lines svg').getAttribute('aria-label');
  const ridges = await page.locator('sutva-ridges svg').getAttribute('aria-label');
  for (const name of [
    'Customers',
    'Listings',
    'Interpolated, corrected twice',
    'Whole markets',
    'Switchback in time',
    'Switchback, minimax points',
    'Budget split',
  ]) {
    assert.match(curves, new RegExp(`${name}: [^;]* at 0\\.01, [^;]* at 1, [^;]* at 100`));
    assert.ok(ridges.includes(name), name);
  }
  // Where listings stand empty customers are compared rightly, where they are short listings are.
  assert.match(curves, /Customers: 0\.\d+\s% at 0\.01/);
  assert.match(curves, /Listings: [^;]*, 0\.\d+\s% at 100/);
  assert.match(curves, /Whole markets: 0\s% at 0\.01, 0\s% at 1, 0\s% at 100/);
  assert.match(curves, /Budget split: 0\s% at 0\.01, 0\s% at 1, 0\s% at 100/);
  // One line for both estimates at the minimax points; two for what is left out of periods.
  assert.equal(curves.match(/minimax points/g).length, 1);
  assert.equal(curves.match(/Switchback in time/g).length, 2);
  assert.ok(ridges.includes('Horvitz-Thompson'));
});

test('a switchback tells what leaving out costs, and each design what the wanted power takes', async (t) => {
  const page = await here.open(t, `${small}&arrival_rate=3&designs=cluster,switchback,budget_split`);
  await finished(page);
  const [head, ...rows] = await savedRows(page);
  const value = (row, title) => row[head.indexOf(title)];
  const [cluster, kept, all, split] = rows;
  assert.equal(rows.length, 4);
  assert.equal(value(all, 'Estimator'), 'Nothing left out');
  assert.ok(Number(value(all, 'Bias in the mean field')) > Number(value(kept, 'Bias in the mean field')));
  assert.ok(Number(value(all, 'SD')) < Number(value(kept, 'SD')));
  assert.ok(Number(value(all, 'Days needed')) < Number(value(kept, 'Days needed')));
  assert.equal(Number(value(kept, 'Periods needed')), 4 * Number(value(kept, 'Days needed')));
  assert.equal(value(cluster, 'Days needed'), '');
  assert.ok(Number(value(cluster, 'Markets needed')) >= 4);
  const days = Number(value(split, 'Days needed'));
  near(Number(value(split, 'Customers needed')), days * 3 * 20 * 4, 'customers in these days', 1e-3);
  const table = await page.locator('section[aria-labelledby="estimates"] table').textContent();
  assert.match(table, /\d+\sdays/);
  assert.match(table, /\d+\smarkets/);
  // Fields of designs that are not asked for are not there.
  assert.equal(await field(page, 'Carry-over assumed').count(), 0);
  assert.equal(await field(page, 'Listings treated').count(), 1);
  const minimax = await here.open(t, `${small}&designs=minimax`);
  await finished(minimax);
  await openAll(minimax);
  assert.equal(await field(minimax, 'Carry-over assumed').count(), 1);
  assert.equal(await field(minimax, 'Left out of each period').count(), 0);
  assert.equal((await savedRows(minimax)).length, 3);
});

test('a slider of factors and a field answer, and the link brings the question back', async (t) => {
  const page = await here.open(t, small);
  await finished(page);
  const before = await figure(page).textContent();
  await page.getByRole('slider', { name: 'Customers per listing and day (λ), slider' }).fill('1');
  await eventually(
    () => figure(page).textContent(),
    (text) => text !== before,
  );
  await finished(page);
  assert.match(page.url(), /arrival_rate=10/);
  assert.equal(await field(page, 'Customers per listing and day (λ)').inputValue(), '10');
  const slid = await figure(page).textContent();
  await field(page, 'Change of the utility').fill('50 %');
  await eventually(
    () => figure(page).textContent(),
    (text) => text !== slid,
  );
  await finished(page);
  assert.match(page.url(), /lift=0\.5/);
  const said = await sentence(page).textContent();
  const again = await here.open(t, new URL(page.url()).hash);
  await finished(again);
  assert.equal(await sentence(again).textContent(), said);
});

test('a wrong value is named at its field, and the last answer stays', async (t) => {
  const page = await here.open(t, small);
  await finished(page);
  const before = await figure(page).textContent();
  await field(page, 'Separate markets').fill('3');
  await eventually(() => page.locator('.field-error').first().textContent(), /4 or more/);
  await page.locator('.study[data-stale]').waitFor();
  assert.equal(await figure(page).textContent(), before);
  assert.equal(await page.locator('sutva-ridges .plot > svg').count(), 1);
});

test('a long run shows what it has, and Escape stops it', async (t) => {
  const page = await here.open(t, small.replace('replicates=100', 'replicates=200000'));
  await page.locator(`${fresh} sutva-ridges .plot > svg`).waitFor({ timeout: 60_000 });
  assert.match(await page.locator('.progress-text').textContent(), /of 200,000 replicates/);
  await page.keyboard.press('Escape');
  await eventually(
    () => page.locator('.run-state .run-hint').textContent(),
    /^Stopped after [\d,]+ experiments/,
  );
});

test('without an effect there is nothing to compare a bias with', async (t) => {
  const page = await here.open(t, `${small}&lift=0`);
  await page.locator(`${fresh} sutva-ridges .plot > svg`).waitFor({ timeout: 60_000 });
  await eventually(() => figure(page).textContent(), /^0/);
  assert.equal(await page.locator('sutva-named-lines').count(), 0);
});

test('report, pictures and Markdown can be taken away', async (t) => {
  const page = await here.open(t, small);
  await finished(page);
  const save = async (name) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    return readFileSync(await download.path(), 'utf8');
  };
  const report = await save('.md');
  assert.match(report, /If everybody were treated/);
  assert.match(report, /\| Design \|/);
  assert.match(await save('HTML'), /<svg[^>]*Distributions of estimates/);
  await page.getByLabel('Picture to save').selectOption('Frontier');
  assert.match(await save('SVG'), /RMSE/);
});

test('axe finds nothing wrong, light and dark, wide and narrow', async (t) => {
  const page = await here.open(t, small, { reducedMotion: 'reduce' });
  await finished(page);
  await openAll(page);
  for (const { name: width, ...size } of widths) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violations(page), [], `${width}, ${colorScheme}`);
    }
    assert.ok(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      `sideways scroll at ${width}`,
    );
  }
});
