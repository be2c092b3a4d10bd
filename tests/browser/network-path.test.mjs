// SPDX-License-Identifier: Apache-2.0
// The guided path “Why the naive estimate fails”, and the drawing of one assignment in a network.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './axe.mjs';
import { eventually, near, stage, sutva, widths } from './page.mjs';

const here = stage();

// What the path asks of the core, written down here a second time.
const people = {
  network: 'blocks',
  units: 60,
  groups: 10,
  mean_degree: 4,
  within: 0.85,
  network_seed: 2,
  noise: 1,
  homophily: 0.6,
  clustering: 'planted',
};
const company = { ...people, units: 960, groups: 120, mean_degree: 5, direct: 0.2, spillover: 0.2 };

async function core(name, request) {
  const { value, issues } = await sutva(name, JSON.stringify(request));
  assert.ok(value, JSON.stringify(issues));
  return value;
}
const study = async (request) =>
  (await core('network-study', { estimators: ['difference'], replicates: 2000, seed: 1, ...request }))
    .estimates;

const digits = (value, n) =>
  new Intl.NumberFormat('en', { maximumSignificantDigits: n }).format(value).replace('-', '−');
const effect = (value) => `${value > 0 ? '+' : ''}${digits(value, 3)}`;

const answerOf = (page, key) =>
  eventually(
    () => page.locator(`[data-answer="${key}"]`).textContent(),
    (text) => text !== '…',
  );
const step = (page) => page.locator('.path-heading').textContent();

async function tabTo(page, matches) {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const node = document.activeElement;
      return (node.getAttribute('aria-label') ?? node.labels?.[0]?.textContent ?? node.textContent)
        .trim()
        .replace(/\s+/g, ' ');
    });
    if (matches.test(name)) return;
  }
  assert.fail(`${matches} was never reached`);
}

/** Treats so many people with the arrow keys and the space bar. */
async function treatByKey(page, wanted) {
  const keys = ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'];
  let turn = 0;
  let treated = 0;
  let before = '';
  for (let i = 0; i < 300 && treated < wanted; i++) {
    const [unit, checked] = await page.evaluate(() => [
      document.activeElement.dataset.unit,
      document.activeElement.getAttribute('aria-checked'),
    ]);
    assert.ok(unit !== undefined, 'the focus stays on the people');
    if (checked === 'false') {
      await page.keyboard.press('Space');
      treated += 1;
    }
    if (unit === before || i % 7 === 6) turn += 1;
    before = unit;
    await page.keyboard.press(keys[turn % 4]);
  }
  assert.equal(treated, wanted);
}

async function guessNumber(page, text) {
  await tabTo(page, /\?$/);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Chooses the answer that stands at a place, by keys. */
async function guessChoice(page, key, place) {
  await page.locator(`[data-question="${key}"] input`).first().focus();
  await page.keyboard.press('Space');
  for (let i = 0; i < place; i++) await page.keyboard.press('ArrowDown');
  await tabTo(page, /^Guess$/);
  await page.keyboard.press('Enter');
}

async function next(page, title) {
  await tabTo(page, /^Next/);
  await page.keyboard.press('Enter');
  await eventually(() => step(page), title);
  assert.ok(
    await page.locator('.path-heading').evaluate((node) => node === document.activeElement),
    'the next step has the focus',
  );
}

/** All five steps, with everything open. */
async function walk(page) {
  await page.locator('.hand-unit').first().waitFor();
  await tabTo(page, /^Treat: Person 1,/);
  await treatByKey(page, 12);
  await guessNumber(page, '+2');
  await answerOf(page, 'hand');
  await next(page, '2. Let the lot decide');
  await guessChoice(page, 'random', 0);
  await answerOf(page, 'random');
  await next(page, '3. Raise the spillover');
  await guessNumber(page, '4');
  await answerOf(page, 'spillover');
  await next(page, '4. Draw whole groups');
  await guessChoice(page, 'nearer', 0);
  await answerOf(page, 'nearer');
  await guessChoice(page, 'scatter', 1);
  await answerOf(page, 'scatter');
  await next(page, '5. Find the price');
  await eventually(() => page.locator('.path-intro').textContent(), /needs \d/);
  await guessNumber(page, '300');
  await answerOf(page, 'price');
  await guessChoice(page, 'cut', 0);
  await answerOf(page, 'cut');
}

test('five guesses by keyboard, each beside the number of the core', async (t) => {
  const page = await here.open(t, '#/network-path');
  await page.locator('.hand-unit').first().waitFor();
  assert.equal(await page.title(), 'Why the naive estimate fails · Sutva');
  const drawn = await core('network-view', { ...people, design: 'complete', replicate: 0, seed: 1 });
  assert.equal(await page.locator('.hand-unit').count(), 60);

  const guess = page.getByRole('textbox');
  assert.ok(await guess.isDisabled(), 'nothing is to guess before ten people are treated');
  await tabTo(page, /^Treat: Person 1,/);
  await page.keyboard.press('Space');
  await eventually(() => page.locator('.path-said').textContent(), /1 of 60 treated.*own outcome \+1/s);
  const friends = drawn.tie_from.filter((from, i) => from === 0 || drawn.tie_to[i] === 0).length;
  await eventually(() => page.locator('.hand-change').count(), friends + 1);
  await page.keyboard.press('Space');
  await eventually(() => page.locator('.path-said').textContent(), /0 of 60 treated/);
  await treatByKey(page, 10);
  await guessNumber(page, 'lots');
  await eventually(() => page.locator('.guess-note').textContent(), /Enter a number/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('+2');
  await page.keyboard.press('Enter');
  await eventually(() => page.locator('.guess-pair').textContent(), /You said\s*2\s*It is\s*[+−]?\d/);

  // The page computes outcomes of what is treated by hand: the same numbers as the core's for the same people.
  const path = page.locator('sutva-network-path');
  await path.evaluate((node, treated) => {
    node.treated = treated.map(Boolean);
  }, drawn.treated);
  await eventually(() => answerOf(page, 'hand'), effect(drawn.difference));
  const shown = await page.locator('.hand-number').allTextContents();
  drawn.outcome.forEach((y, i) => {
    assert.ok(Math.abs(Number(shown[i]) - y) <= 0.0501, `person ${i + 1}: ${shown[i]} is not ${y}`);
  });

  await next(page, '2. Let the lot decide');
  assert.match(page.url(), /#\/network-path\?step=2$/);
  const [byPerson, byGroup] = await study({ ...people, designs: ['complete', 'cluster_complete'] });
  near(byPerson.truth, 2, 'the truth', 1e-9);
  await guessChoice(page, 'random', 0);
  assert.equal(await answerOf(page, 'random'), `${effect(byPerson.mean)} on average`);
  await tabTo(page, /^Draw another$/);
  await page.keyboard.press('Enter');
  const second = await core('network-view', { ...people, design: 'complete', replicate: 1, seed: 1 });
  await eventually(
    () => page.locator('.path-draw').textContent(),
    (text) => text.includes(`Draw 2: ${effect(second.difference)}`),
  );
  const strip = await page.locator('.strip').getAttribute('aria-label');
  assert.ok(strip.includes(`mean ${effect(byPerson.mean)}, SD ${digits(byPerson.sd, 2)}`), strip);

  await next(page, '3. Raise the spillover');
  const [strong] = await study({ ...people, spillover: 3, designs: ['complete'] });
  await guessNumber(page, '4');
  assert.equal(await answerOf(page, 'spillover'), `${effect(strong.mean)} on average`);
  await page.getByRole('slider').press('Home');
  const [none] = await study({ ...people, spillover: 0, designs: ['complete'] });
  await eventually(
    () => page.locator('.guess-answer').textContent(),
    (text) => text.includes(`estimate ${effect(none.mean)}`),
  );

  await next(page, '4. Draw whole groups');
  await guessChoice(page, 'nearer', 1);
  assert.equal(await answerOf(page, 'nearer'), 'Yes, most of the way');
  await guessChoice(page, 'scatter', 0);
  assert.equal(await answerOf(page, 'scatter'), 'About twice as large');
  const groups = await page.locator('.strip').getAttribute('aria-label');
  assert.ok(groups.includes(`By group, mean ${effect(byGroup.mean)}`), groups);

  await next(page, '5. Find the price');
  const [alone, together] = await study({ ...company, designs: ['bernoulli', 'cluster'] });
  const whole = (value) => digits(value, 6);
  await eventually(
    () => page.locator('.path-intro').textContent(),
    (text) => text.includes(`needs ${whole(alone.units_needed)} of them`),
  );
  await guessNumber(page, '300');
  assert.equal(await answerOf(page, 'price'), `${whole(together.units_needed)} people`);
  assert.ok(together.units_needed > 3 * alone.units_needed);
  await guessChoice(page, 'cut', 0);
  assert.match(await answerOf(page, 'cut'), /^120 × 8/);
  const rows = await page
    .locator('.path-rest .table tbody tr')
    .evaluateAll((list) =>
      list.map((row) => [...row.cells].map((cell) => cell.textContent.trim()).join(' ')),
    );
  for (const [i, clusters] of [960, 240, 120, 8].entries()) {
    const [cut] = await study({ ...company, designs: ['cluster'], clustering: 'restreaming', clusters });
    assert.equal(rows[i], `${clusters} ${digits(cut.bias, 2)} ${digits(cut.sd, 2)} ${digits(cut.rmse, 2)}`);
  }

  await page.goBack();
  await eventually(() => step(page), '4. Draw whole groups');
  assert.equal(await page.locator('.guess-pair').count(), 2, 'guesses stay');
  await page.getByRole('navigation', { name: 'Tools' }).getByRole('link', { name: 'Why it fails' }).waitFor();
});

test('an address opens a step, and what is no step opens the first', async (t) => {
  const page = await here.open(t, '#/network-path?step=3');
  await eventually(() => step(page), '3. Raise the spillover');
  await page.goto(`${here.site}#/network-path?step=9`);
  await eventually(() => step(page), '1. Treat people by hand');
});

test('axe finds nothing wrong with the path, light and dark, wide and narrow', async (t) => {
  const page = await here.open(t, '#/network-path', { reducedMotion: 'reduce' });
  await walk(page);
  for (let i = 1; i <= 5; i++) {
    await page.goto(`${here.site}#/network-path?step=${i}`);
    await eventually(() => step(page), new RegExp(`^${i}\\.`));
    await page.locator('.strip').first().waitFor();
    for (const { name: width, ...size } of widths) {
      await page.setViewportSize(size);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await violations(page), [], `step ${i}, ${width}, ${colorScheme}`);
      }
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `step ${i}: sideways scroll at ${width}`,
      );
    }
  }
});
