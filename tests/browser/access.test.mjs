// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './axe.mjs';
import { answers, eventually, figure, openAll, stage, widths } from './page.mjs';

const here = stage();
const verdict = (page) => eventually(() => page.locator('.run-verdict').textContent(), /keeps|differs/);
const run = async (page) => {
  await page.getByRole('button', { name: 'Run the simulation' }).click();
  await verdict(page);
};

const places = {
  'the calculator with everything open': [
    '',
    async (page) => {
      await page.locator('sutva-curve .plot > svg').waitFor();
      await run(page);
      await page.getByRole('button', { name: 'Pin to compare' }).click();
      await openAll(page);
    },
  ],
  'the simulation': [
    '#/check-plan',
    async (page) => {
      await run(page);
      await page.getByText('As a table', { exact: true }).click();
    },
  ],
  'an empty analysis': ['#/csv-effect', (page) => page.getByText('Choose a CSV file').waitFor()],
  'an analysis': [
    '#/csv-effect',
    async (page) => {
      await page.getByRole('button', { name: 'Use the sample' }).click();
      await page.locator('sutva-intervals .plot > svg').first().waitFor();
      await page.getByRole('textbox', { name: 'Planned share in treatment' }).fill('60%');
      await page.locator('.gate').waitFor();
      await page.locator('.findings:not([data-stale])').waitFor();
    },
  ],
  practice: ['#/practice', (page) => page.locator('.practice').waitFor()],
  'the frame': ['embed.html', (page) => page.locator('sutva-curve .plot > svg').waitFor()],
  'a reference page': ['reference/sample-size.html', (page) => page.locator('h1').waitFor()],
};

for (const [name, [address, prepare]] of Object.entries(places)) {
  test(`axe finds nothing wrong with ${name}, light and dark, wide and narrow`, async (t) => {
    const page = await here.open(t, address, { reducedMotion: 'reduce' });
    await prepare(page);
    for (const { name: width, ...size } of widths) {
      await page.setViewportSize(size);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await violations(page), [], `${name}, ${width}, ${colorScheme}`);
      }
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${name}: sideways scroll at ${width}`,
      );
    }
  });
}

/** Presses Tab until what has the focus is called `name`, as a screen reader would say it. */
async function tabTo(page, name, key = 'Tab') {
  const passed = [];
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press(key);
    const focus = await page.evaluate(() => {
      const node = document.activeElement;
      const label = node.labels?.[0]?.textContent ?? node.getAttribute('aria-label') ?? node.textContent;
      const box =
        node.type === 'radio'
          ? node.nextElementSibling
          : node.classList.contains('visually-hidden')
            ? node.labels[0]
            : node;
      const style = getComputedStyle(box);
      const ring = style.outlineStyle !== 'none' || box.matches('.curve-handle');
      return { label: label.trim().replace(/\s+/g, ' '), ring };
    });
    passed.push(focus.label);
    assert.ok(focus.ring, `the focus shows on “${focus.label}”`);
    if (focus.label === name) return;
  }
  assert.fail(`${name} was never reached; the focus went by ${passed.join(', ')}`);
}

test('a whole task by keyboard: baseline, power, simulation, link, then the sample', async (t) => {
  const page = await here.open(t);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await answers(page, '29,502');
  await tabTo(page, 'Skip to the tool');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Baseline');
  await page.keyboard.type('20%');
  await eventually(
    () => figure(page).textContent(),
    (text) => text !== '29,502',
  );
  await tabTo(page, 'Size', 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await eventually(() => page.locator('.answer-label').textContent(), /probability/);
  await tabTo(page, 'People in control');
  await page.keyboard.type('6k');
  await eventually(() => page.locator('.answer-sentence').textContent(), /6,000\speople in each group/);
  const power = await figure(page).textContent();
  assert.match(power, /^\d\d\.\d\d\u00a0%$/);
  await tabTo(page, 'Link');
  await page.keyboard.press('Enter');
  await eventually(() => page.locator('.share-said').textContent(), /copied/);
  assert.equal(
    await page.evaluate(() => navigator.clipboard.readText()),
    `${here.site}#/sample-size?v=1&solve_for=power&baseline=0.2&n_control=6000`,
  );
  await tabTo(page, 'The plan on the curve');
  await page.keyboard.press('ArrowRight');
  await eventually(
    () => figure(page).textContent(),
    (text) => text !== power,
  );
  await tabTo(page, 'Run the simulation');
  await page.keyboard.press('Enter');
  await verdict(page);

  await tabTo(page, 'Analyze', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Use the sample').waitFor();
  await tabTo(page, 'Choose a CSV file');
  await tabTo(page, 'Use the sample');
  await page.keyboard.press('Enter');
  await eventually(() => figure(page).textContent(), '+8.05');
  await tabTo(page, 'Use of tenure_days');
  await page.keyboard.press('Home');
  await eventually(() => figure(page).textContent(), '+8.04');
});

test('the answer is spoken once it has settled', async (t) => {
  const page = await here.open(t);
  await page.getByRole('textbox', { name: 'Baseline', exact: true }).fill('20%');
  const live = page.locator('[aria-live=polite].visually-hidden');
  await eventually(() => live.textContent(), /from 20\s% to 22\s%/);
});

test('a wrong value is named in a contrast that can be read', async (t) => {
  const page = await here.open(t, '', { reducedMotion: 'reduce' });
  await page.getByRole('textbox', { name: 'Baseline', exact: true }).fill('none');
  await page.locator('.field-error').waitFor();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const found = await violations(page);
    // What is stale is pale on purpose; everything else is judged.
    assert.deepEqual(
      found.filter((text) => !text.startsWith('color-contrast')),
      [],
    );
    assert.doesNotMatch(found.join(), /field-error|\.field/);
  }
});

test('at 320 px, and at 1280 px zoomed to 200 %, nothing goes past the side', async (t) => {
  const page = await here.open(t);
  for (const address of ['', '#/check-plan', '#/practice', '#/csv-effect']) {
    await page.goto(`${here.site}${address}`);
    await page.locator('main h1').waitFor();
    if (address === '#/csv-effect') {
      await page.getByRole('button', { name: 'Use the sample' }).click();
      await page.locator('sutva-intervals .plot > svg').first().waitFor();
    }
    for (const width of [320, 640]) {
      await page.setViewportSize({ width, height: 640 });
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${address} at ${width} px`,
      );
    }
  }
});
