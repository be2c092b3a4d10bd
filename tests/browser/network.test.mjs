// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { withTabs } from '../../web/tools/simulate/edge-text.js';
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
const hint = (page) => page.locator('.run-state .run-hint').textContent();

/** Waits for the whole answer to what the form says now. */
async function finished(page, timeout = 20_000) {
  await page.locator(fresh).waitFor({ timeout });
  await eventually(() => page.locator('.run-state').textContent(), /simulated experiments( in|,)/, {
    timeout,
  });
  await page.locator(`${fresh} sutva-ridges .plot > svg`).waitFor();
}

/** A list of edges: two cliques of five that share a tie, a loop and a repeated tie. */
const cliques = [0, 5].flatMap((first) =>
  [0, 1, 2, 3, 4].flatMap((i) => [0, 1, 2, 3, 4].filter((j) => j > i).map((j) => [first + i, first + j])),
);
const edges = [...cliques, [4, 5], [3, 3], [0, 1]];

async function giveFile(page, name, text) {
  await page.locator('.edge-list input[type=file]').setInputFiles({
    name,
    mimeType: 'text/plain',
    buffer: Buffer.from(text),
  });
}

test('the first answer is there by itself, and is that of the terminal', async (t) => {
  const page = await here.open(t, '#/network-study');
  await finished(page);
  const { value } = await sutva('network-study', '{}');
  assert.equal((await sentence(page).textContent()).trim(), value.sentence);
  const [head, ...rows] = await savedRows(page);
  assert.equal(rows.length, value.estimates.length);
  for (const [i, estimate] of value.estimates.entries()) {
    const cell = (title) => rows[i][head.indexOf(title)];
    assert.equal(cell('Estimator'), estimate.estimator_label);
    if (estimate.undefined === 1) {
      assert.equal(cell('Bias'), '', 'what is undefined has no bias');
      continue;
    }
    for (const [title, name] of [
      ['Bias', 'bias'],
      ['SD', 'sd'],
      ['RMSE', 'rmse'],
      ['Coverage', 'coverage'],
      ['Power', 'power'],
    ])
      if (estimate[name] !== undefined) near(Number(cell(title)), estimate[name], `${title} in row ${i}`);
  }
});

test('a slider and a field answer, and the link brings the question back', async (t) => {
  const page = await here.open(t, '#/network-study');
  await finished(page);
  const before = await figure(page).textContent();
  await page.getByRole('slider', { name: 'Spillover, slider' }).fill('2');
  await eventually(
    () => figure(page).textContent(),
    (text) => text !== before,
  );
  await finished(page);
  const slid = await figure(page).textContent();
  await field(page, 'Units').fill('500');
  await eventually(() => page.locator('.facts').first().textContent(), /Units\s*500/);
  await finished(page);
  const said = await sentence(page).textContent();
  assert.notEqual(slid, before);
  assert.match(page.url(), /spillover=2/);
  assert.match(page.url(), /units=500/);
  const again = await here.open(t, new URL(page.url()).hash);
  await finished(again);
  assert.equal(await sentence(again).textContent(), said);
});

test('a wrong value is named at its field, and the last answer stays', async (t) => {
  const page = await here.open(t, '#/network-study');
  await finished(page);
  const before = await figure(page).textContent();
  await field(page, 'Units').fill('2');
  await page.locator('.field-error').first().waitFor();
  await page.locator('.study[data-stale]').waitFor();
  assert.equal(await figure(page).textContent(), before);
  assert.equal(await page.locator('sutva-ridges .plot > svg').count(), 1);
});

test('a long run shows what it has, and Escape stops it', async (t) => {
  const page = await here.open(t, '#/network-study?v=1&replicates=10000000');
  await page.locator(`${fresh} sutva-ridges .plot > svg`).waitFor({ timeout: 20_000 });
  assert.match(await page.locator('.progress-text').textContent(), /of 10,000,000 replicates/);
  await page.keyboard.press('Escape');
  await eventually(() => hint(page), /^Stopped after [\d,]+ experiments/);
  await page.getByRole('button', { name: 'Run it' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await eventually(() => hint(page), /^Stopped/);
});

test('an estimator that never exists says so', async (t) => {
  // In one household of all units nobody has control neighbours while others are treated.
  const page = await here.open(
    t,
    '#/network-study?v=1&network=households&units=40&household_size=40&designs=bernoulli&replicates=100',
  );
  await finished(page);
  await eventually(() => page.locator('sutva-ridges svg').textContent(), /undefined in 100\s%/);
});

test('a list of edges from a file: tabs, spaces, text ids, what is left out', async (t) => {
  const page = await here.open(t, '#/network-study?v=1&network=file&clustering=louvain');
  await page.locator('.edge-list').waitFor();
  assert.match(await sentence(page).textContent(), /Open a list of edges/);
  const lines = (between, name) => edges.map((ends) => ends.map(name).join(between)).join('\n');
  await giveFile(page, 'edges.csv', `source,target\n${lines(',', (id) => `user ${id}`)}\n`);
  await finished(page);
  const facts = () => page.locator('section:has(> #network) .facts').textContent();
  assert.match(await facts(), /Units\s*10.*Ties\s*21/s);
  assert.match(await facts(), /Ties to oneself, left out\s*1/);
  assert.match(await facts(), /Repeated ties, put together\s*1/);
  assert.equal(await page.getByLabel('From', { exact: true }).inputValue(), 'source');
  assert.equal(await page.getByLabel('To', { exact: true }).inputValue(), 'target');
  assert.doesNotMatch(page.url(), /source|target|user/);
  const said = await sentence(page).textContent();

  await giveFile(page, 'edges.txt', `# made by hand\n${lines('  ', String)}\n`);
  await eventually(() => page.locator('.edge-list').textContent(), /edges\.txt/);
  await eventually(() => page.locator('.edge-list').textContent(), /Its first line is an edge/);
  await finished(page);
  await eventually(facts, /Units\s*10.*Ties\s*21/s);
  assert.equal(await sentence(page).textContent(), said, 'the same network gives the same answer');
});

test('report, pictures and Markdown can be taken away', async (t) => {
  const page = await here.open(t, '#/network-study?v=1&units=300&replicates=200');
  await finished(page);
  const save = async (name) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    return readFileSync(await download.path(), 'utf8');
  };
  const report = await save('.md');
  assert.match(report, /True total effect|true total effect/);
  assert.match(report, /\| Estimator \|/);
  assert.match(await save('HTML'), /<svg[^>]*Distributions of estimates/);
  await page.getByLabel('Picture to save').selectOption('Frontier');
  assert.match(await save('SVG'), /RMSE/);
});

test('comparing resolutions joins them in the frontier', async (t) => {
  const page = await here.open(t, '#/network-study?v=1&units=500&replicates=100');
  await finished(page);
  await page.getByRole('button', { name: 'Compare other resolutions' }).click();
  await eventually(() => page.locator('section:has(> #designs) table').textContent(), /resolution 20/, {
    timeout: 20_000,
  });
  assert.match(page.url(), /resolutions=/);
});

test('axe finds nothing wrong, light and dark, wide and narrow', async (t) => {
  const page = await here.open(t, '#/network-study?v=1&units=300&replicates=200', {
    reducedMotion: 'reduce',
  });
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

test('spaces between columns become tabs, and nothing else is touched', () => {
  assert.equal(withTabs('1 2\n2 3\n'), '1\t2\n2\t3\n');
  assert.equal(withTabs('# a comment\n% another\n1  2 0.5 \r\n 2 3 1\r\n'), '1\t2\t0.5\r\n2\t3\t1\r\n');
  assert.equal(withTabs('a,b\n1,2\n'), undefined);
  assert.equal(withTabs('from\tto\nnew york\tlos angeles\n'), undefined);
  assert.equal(withTabs('from,to\nnew york,los angeles\n'), undefined);
  assert.equal(withTabs(''), undefined);
  assert.equal(withTabs('# only comments\n'), undefined);
  assert.equal(withTabs('one\ntwo\n'), undefined);
});
