// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './axe.mjs';
import {
  answers,
  dropFile,
  eventually,
  field,
  figure,
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
const fresh = '.findings:not([data-stale])';

test('two counts have a verdict, far in the tail, and the cause is one click away', async (t) => {
  const page = await here.open(t, '#/sample-ratio');
  await eventually(() => page.locator('.checks-line').textContent(), /Sample ratio mismatch/);
  const { value } = await sutva('sample-ratio', '{}');
  assert.equal((await sentence(page).textContent()).trim(), value.sentence);
  await answers(page, /1\.82 × 10⁻⁶/);
  const [head, ...rows] = await savedRows(page);
  for (const [i, { label, p_value }] of value.tests.entries()) {
    assert.equal(rows[i][head.indexOf('Test')], label);
    if (p_value !== undefined) near(Number(rows[i][head.indexOf('p-value')]), p_value, label);
  }
  await field(page, 'Users in each arm').fill('9463, 7681');
  await answers(page, /× 10⁻⁴²/);
  // Smaller than any double: its power of ten is still told.
  await field(page, 'Users in each arm').fill('900000, 100000');
  await answers(page, /^[1-9](\.\d+)? × 10⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]{6}$/);
  await field(page, 'Users in each arm').fill('9463, 7681');
  await answers(page, /× 10⁻⁴²/);
  await page.getByRole('link', { name: 'What could cause this?' }).click();
  await page.locator('.causes').first().waitFor();
  assert.equal(await field(page, 'Users in each arm').inputValue(), '9,463, 7,681');
});

test('what can not be a count or a share is said on its field, and nothing is lost', async (t) => {
  const page = await here.open(t, '#/sample-ratio');
  await answers(page, /\d/);
  for (const [label, text, said] of [
    ['Users in each arm', '100, -5', /negative|not.*below|at least/i],
    ['Users in each arm', '100, 5.5', /whole/i],
    ['Users in each arm', '100', /two arms|at least two/i],
    ['Planned shares', '0.5, 0.4', /0\.9|90/],
  ]) {
    const before = await field(page, label).inputValue();
    await field(page, label).fill(text);
    await eventually(() => page.locator('.field-error').allTextContents().then(String), said, {
      message: text,
    });
    assert.equal(await field(page, label).inputValue(), text);
    await field(page, label).fill(before);
    await page.locator(fresh).waitFor();
  }
});

test('segments point at a cause, which leads to what it does', async (t) => {
  const page = await here.open(t, '#/sample-ratio-diagnose');
  const { value } = await sutva('sample-ratio-diagnose', '{}');
  await eventually(
    () => sentence(page).textContent(),
    (text) => text.includes(value.sentence),
  );
  const likely = value.causes.filter(
    ({ plausibility }) => /likely|possible/.test(plausibility) && plausibility !== 'unlikely',
  );
  assert.ok(likely.length > 0);
  assert.equal(await figure(page).textContent(), likely[0].label);
  const names = await page.locator('.causes').first().locator('h3').allTextContents();
  assert.equal(names.length, likely.length);
  for (const [i, cause] of likely.entries()) assert.ok(names[i].startsWith(cause.label), names[i]);
  await page.getByRole('link', { name: 'See what it does to the effect' }).first().click();
  await studied(page);
  assert.ok(
    page.url().includes(`mechanisms=${likely[0].mechanism}`) || likely[0].mechanism === 'bot_filtering',
  );
});

test('the gate of an analysis hands its counts to the causes, and no name from the file', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  const rows = Array.from(
    { length: 4000 },
    (_, i) => `u${i},${i % 5 < 3 ? 'control' : 'treatment'},${(i * 37) % 101}`,
  );
  await dropFile(page, 'secret.csv', `user,arm,minutes\n${rows.join('\n')}\n`);
  await page.locator('.gate').waitFor();
  await page.locator('.gate').getByRole('link', { name: 'What could cause this?' }).click();
  await page.locator('.causes').first().waitFor();
  assert.equal(await field(page, 'Users in each arm').inputValue(), '2,400, 1,600');
  assert.equal(await field(page, 'Segments').inputValue(), '');
  assert.doesNotMatch(page.url(), /secret|minutes|user,/);
});

test('the causes see the segments of the open file, whose names stay in the page', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  // Of those with the browser Hare a third of the treatment is missing; the days are alike.
  const rows = Array.from({ length: 6000 }, (_, i) => {
    const browser = i % 3 === 0 ? 'Hare' : i % 3 === 1 ? 'Otter, old' : 'Stoat';
    return { arm: Math.floor(i / 3) % 2 === 0 ? 'control' : 'treatment', browser, i };
  });
  const lost = rows.filter(
    ({ arm, browser, i }) => !(arm === 'treatment' && browser === 'Hare' && Math.floor(i / 6) % 3 === 0),
  );
  const csv = lost.map(({ arm, browser, i }) => `u${i},${arm},"${browser}",${(i * 37) % 101}`);
  await dropFile(page, 'secret.csv', `user,arm,browser,minutes\n${csv.join('\n')}\n`);
  await page.locator('.gate').waitFor();
  await page.locator('.gate').getByRole('link', { name: 'What could cause this?' }).click();
  await page.locator('.causes').first().waitFor();
  const shown = await field(page, 'Segments').inputValue();
  const of = (name, arm) => lost.filter((row) => row.browser === name && row.arm === arm).length;
  for (const [name, said] of [
    ['Hare', 'Hare'],
    ['Otter, old', 'Otter old'],
    ['Stoat', 'Stoat'],
  ])
    assert.ok(shown.includes(`browser, ${said}, ${of(name, 'control')}, ${of(name, 'treatment')}`), shown);
  await page.getByText('The mismatch is in browser “Hare”').first().waitFor();
  assert.doesNotMatch(decodeURIComponent(page.url()), /Hare|Otter|browser|secret/);
  await field(page, 'Segments').fill('');
  await eventually(() => page.locator('.findings').textContent(), /^(?!.*Hare)/s);
  assert.doesNotMatch(decodeURIComponent(page.url()), /Hare|Otter|browser|secret/);
});

test('the check hands its segments to the causes', async (t) => {
  const page = await here.open(
    t,
    '#/sample-ratio?v=1&counts=5000,4500&segments=Hare, 2500, 2000; Stoat, 2500, 2500',
  );
  await page.getByRole('link', { name: 'What could cause this?' }).click();
  await page.locator('.causes').first().waitFor();
  assert.equal(
    await field(page, 'Segments').inputValue(),
    'segment, Hare, 2500, 2000\nsegment, Stoat, 2500, 2500',
  );
  await page.getByText('The mismatch is in segment “Hare”').first().waitFor();
});

test('a bot filter fakes a lift: split, detection and effect as the terminal has them', async (t) => {
  const page = await here.open(t, '#/sample-ratio-study');
  await studied(page);
  const { value } = await sutva('sample-ratio-study', '{}');
  assert.equal((await sentence(page).textContent()).trim(), value.sentence);
  assert.ok(value.expected_lift > 0, 'the true lift is 0');
  const [head, ...rows] = await savedRows(page);
  for (const [i, each] of value.tests.entries()) {
    assert.equal(rows[i][head.indexOf('Test')], each.test_label);
    near(Number(rows[i][head.indexOf('Seen by the end')]), each.detected, each.test_label);
  }
  const seen = await page.locator('sutva-lines svg').nth(1).getAttribute('aria-label');
  for (const { test_label } of value.tests) assert.ok(seen.includes(test_label), test_label);
  // Nothing goes wrong: what is left are false alarms.
  await page.getByLabel('Bot filter', { exact: true }).uncheck();
  await eventually(() => page.locator('.answer-label').textContent(), /False alarms/);
  await studied(page);
});

test('the pages read well at both widths', async (t) => {
  for (const { name, width, height } of widths)
    for (const tool of ['sample-ratio', 'sample-ratio-diagnose', 'sample-ratio-study', 'sample-ratio-plan']) {
      const page = await here.open(t, `#/${tool}`, { width, height });
      await answers(page, /[^–]/);
      await page.locator(fresh).first().waitFor({ timeout: 20_000 });
      await openAll(page);
      assert.deepEqual(await violations(page), [], `${tool} at ${name}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${tool} at ${name} is ${wide} px wide`);
      await page.close();
    }
});
