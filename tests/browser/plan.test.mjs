// SPDX-License-Identifier: Apache-2.0
// The room Plan: what every calculation of it has, and the parts below the answer.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { before, test } from 'node:test';
import { loadModule, readCatalogue } from '../../scripts/lib/module.mjs';
import { violations } from './axe.mjs';
import {
  answers,
  chooseFile,
  complete,
  eventually,
  figure,
  near,
  openAll,
  sample,
  sentence,
  stage,
  sutva,
  widths,
} from './page.mjs';

const here = stage();
let core;
before(async () => {
  core = await loadModule();
});

const companions = new Set(['sweep', 'plan-from-data']);
const plans = readCatalogue().operations.filter(
  ({ name, room, shape }) => room === 'plan' && shape === 'calculation' && !companions.has(name),
);
const input = (page, name) => page.getByRole('textbox', { name, exact: true });
const choose = (page, group, name) =>
  page.getByRole('radiogroup', { name: group, exact: true }).getByText(name, { exact: true }).click();
const plan = (name, request) => core.calculate(name, request).value;
const number = (text) => Number.parseFloat(text.replaceAll(',', ''));
/** Waits until the picture is drawn and everything in sight has followed. */
const drawn = (page) => page.locator('sutva-curve .plot > svg').first().waitFor();

for (const { name, title } of plans) {
  test(`${name} opens with an answer, and axe finds nothing wrong`, async (t) => {
    const page = await here.open(t, `#/${name}`, { reducedMotion: 'reduce' });
    await page.locator('h1', { hasText: title }).waitFor();
    const { value } = core.calculate(name, {});
    if (value.sentence) await eventually(() => sentence(page).textContent(), value.sentence);
    await eventually(() => figure(page).textContent(), /\d/);
    await page.locator('#two-way, #curve, #assumptions').first().waitFor();
    await openAll(page);
    for (const { name: width, ...size } of widths) {
      await page.setViewportSize(size);
      const colorScheme = size.width > 600 ? 'light' : 'dark';
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violations(page), [], `${name}, ${width}, ${colorScheme}`);
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${name}: sideways scroll at ${width}`,
      );
    }
    await page.setViewportSize({ width: 320, height: 640 });
    assert.ok(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      `${name}: sideways scroll at 320 px`,
    );
  });

  test(`${name} answers each unknown it can be asked for`, async (t) => {
    const { request } = readCatalogue().operations.find((operation) => operation.name === name);
    const solve = request.fields.find((field) => field.name === 'solve_for');
    const page = await here.open(t, `#/${name}`);
    for (const { name: unknown } of solve?.choices ?? []) {
      await page.goto(`${here.site}#/${name}?v=1&solve_for=${unknown}`);
      const { value, issues } = core.calculate(name, { solve_for: unknown });
      if (value) await eventually(() => sentence(page).textContent(), value.sentence, { message: unknown });
      else assert.ok(issues.length > 0);
      await page.locator(value ? '.answer:not([data-stale])' : '.answer[data-stale]').waitFor();
    }
  });
}

// The checks of plans. The studies, which run by themselves, have files of their own.
const checks = readCatalogue().operations.filter(({ name }) => name.startsWith('check-'));
for (const { name, title } of checks) {
  test(`${name} runs on a page of its own, and axe finds nothing wrong with what it shows`, async (t) => {
    const page = await here.open(t, `#/${name}?v=1&replicates=400`, { reducedMotion: 'reduce' });
    await page.locator('h1', { hasText: title }).waitFor();
    await eventually(() => figure(page).textContent(), /\d/);
    await page.getByRole('button', { name: 'Run the simulation' }).click();
    await eventually(() => page.locator('.run-verdict').textContent(), /keeps|differs/, { timeout: 60_000 });
    await openAll(page);
    assert.match(
      await page.locator('.run-result table').first().textContent(),
      /400 experiments each, seed 1/,
    );
    for (const { name: width, ...size } of widths) {
      await page.setViewportSize(size);
      assert.deepEqual(await violations(page), [], `${name}, ${width}`);
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${name}: sideways scroll at ${width}`,
      );
    }
  });
}

for (const [name, check, list, verdict] of [
  ['saturation-plan', 'check-saturation', 'comparisons', /^The plan keeps .* at the level set\.$/],
  ['always-valid-plan', 'check-always-valid', 'ways', /^The plan keeps .* stay below the level set\.$/],
]) {
  test(`${name} is checked by simulation below its answer`, async (t) => {
    const page = await here.open(t, `#/${name}?v=1&baseline=0.2`);
    const run = page.locator('sutva-check-run');
    await run.getByRole('textbox', { name: 'Simulated experiments' }).fill('1500');
    await run.getByRole('button', { name: 'Run the simulation' }).click();
    await eventually(() => run.locator('.run-verdict').textContent(), verdict, { timeout: 60_000 });
    await openAll(page);
    const { value } = await sutva(check, '{"baseline": 0.2, "replicates": 1500}');
    const table = await run.locator('table').first().textContent();
    for (const share of [value.power, value.planned_power, value.false_positive_rate])
      assert.ok(table.includes(`${(share * 100).toFixed(2)}\u00a0%`), `${share} in ${table}`);
    assert.equal(await run.locator('table').last().locator('tbody tr').count(), value[list].length);
  });
}

test('every metric of the sample size answers, with a curve and its own methods', async (t) => {
  const page = await here.open(t);
  for (const metric of ['proportion', 'mean', 'ratio', 'count', 'time_to_event', 'rank']) {
    await page.goto(`${here.site}#/sample-size?v=1&metric=${metric}`);
    const { value } = core.calculate('sample-size', { metric });
    await eventually(() => sentence(page).textContent(), value.sentence, { message: metric });
    await drawn(page);
    await eventually(() => page.getByRole('slider').getAttribute('aria-valuetext'), /power at/);
    const rows = await page.locator('section[aria-labelledby="why-disagree"] .table tbody tr').count();
    assert.equal(rows, value.alternatives.length < 2 ? 0 : value.alternatives.length, metric);
  }
});

test('any number stands over any input, and the curve is what the core says', async (t) => {
  const page = await here.open(t);
  const part = page.locator('sutva-curve-part');
  const slider = part.getByRole('slider');
  await drawn(page);
  await part.getByRole('combobox', { name: 'Show' }).selectOption('n_total');
  await part.getByRole('combobox', { name: 'over' }).selectOption('baseline');
  await eventually(() => slider.getAttribute('aria-valuetext'), /^29,502 people in all at 10\s%, baseline$/);
  await part.locator('summary').click();
  const rows = await part.locator('tbody tr').evaluateAll((list) => list.map((row) => row.textContent));
  assert.ok(rows.length >= 15, `${rows.length} rows`);
  for (const row of rows.slice(0, 3)) {
    const [baseline, total] = row.trim().split(/\s*%\s*/);
    const exact = plan('sample-size', { baseline: Number(baseline) / 100 }).n_total;
    near(number(total), exact, `people at ${baseline} %`, 0.02);
  }
  // Its point is the baseline, and moves it.
  await slider.press('ArrowRight');
  await eventually(() => page.evaluate(() => location.hash), /baseline=0\.102$/);
  // The smallest effect over the size: the question is turned around, at the planned size.
  await part.getByRole('combobox', { name: 'Show' }).selectOption('effect_absolute');
  await part.getByRole('combobox', { name: 'over' }).selectOption('n_control');
  await eventually(
    () => slider.getAttribute('aria-valuetext'),
    /^\+1\.02\spp effect, absolute at [\d,]+, people in control$/,
  );
  await page.goto(`${here.site}#/sample-size?v=1&solve_for=effect`);
  await eventually(() => slider.getAttribute('aria-valuetext'), /10,000, people in control$/);
  await slider.press('ArrowRight');
  await eventually(() => page.evaluate(() => location.hash), /n_control=10200/);
});

test('a curve has a gap where there is no answer, and says why', async (t) => {
  const page = await here.open(t, '#/sample-size?v=1&baseline=0.6&effect=0.4');
  const part = page.locator('sutva-curve-part');
  await drawn(page);
  await part.getByRole('combobox', { name: 'Show' }).selectOption('n_total');
  await part.getByRole('combobox', { name: 'over' }).selectOption('effect');
  await eventually(() => part.locator('.hint').textContent(), /^No answer at [1-9]\d* of \d+ points: .+/);
});

test('two inputs at once: every cell is what the core says, the present one is marked', async (t) => {
  const page = await here.open(t);
  const part = page.locator('sutva-two-way');
  await part.scrollIntoViewIfNeeded();
  await eventually(() => part.locator('.cell-now').textContent(), /^29,502/);
  const cells = await part.locator('table').evaluate((table) => ({
    head: [...table.querySelectorAll('thead th')].slice(1).map((cell) => cell.textContent),
    rows: [...table.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    ),
  }));
  for (const [first, ...rest] of cells.rows) {
    for (const [i, text] of rest.entries()) {
      const request = { baseline: number(first) / 100, effect: number(cells.head[i]) / 100 };
      assert.equal(number(text), plan('sample-size', request).n_total, JSON.stringify(request));
    }
  }
  await part.getByRole('combobox', { name: 'Number' }).selectOption('duration_days');
  await part.getByRole('combobox', { name: 'Down' }).selectOption('daily_people');
  await part.getByRole('combobox', { name: 'Across' }).selectOption('power');
  await eventually(() => part.locator('.cell-now').textContent(), /^15\sdays/);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await part.getByRole('button', { name: 'Copy as Markdown' }).click();
  await eventually(() => part.locator('.table-said').textContent(), /copied/);
  assert.match(
    await page.evaluate(() => navigator.clipboard.readText()),
    /^\| New people a day .*\n\| --- .*\n\| 500 \|/,
  );
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    part.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'sutva-sample-size-table.csv');
});

test('the values of the table can be written, are kept in the link, and what is wrong is said on their field', async (t) => {
  const page = await here.open(t);
  const part = page.locator('sutva-two-way');
  await part.scrollIntoViewIfNeeded();
  const rows = part.getByRole('textbox', { name: 'Rows' });
  const columns = part.getByRole('textbox', { name: 'Columns' });
  const cells = () =>
    part.locator('table').evaluate((table) => ({
      head: [...table.querySelectorAll('thead th')].slice(1).map((cell) => cell.textContent.trim()),
      side: [...table.querySelectorAll('tbody tr')].map((row) => row.children[0].textContent.trim()),
    }));
  await eventually(() => part.locator('.cell-now').textContent(), /^29,502/);
  const usual = await cells();
  await rows.fill('2 %, 3 %, 10 %');
  await eventually(async () => (await cells()).side.join(), '2\u00a0%,3\u00a0%,10\u00a0%');
  await columns.fill('5 % to 15 %');
  await eventually(
    async () => (await cells()).head.join(),
    ['5', '7.5', '10', '12.5', '15'].map((x) => `${x}\u00a0%`).join(),
  );
  assert.equal(await rows.inputValue(), '2 %, 3 %, 10 %', 'what was typed stays');
  const hash = await eventually(() => page.evaluate(() => location.hash), /table_columns=/);
  assert.match(
    hash,
    /table_down=baseline&table_rows=0\.02,0\.03,0\.1&table_across=effect&table_columns=0\.05,0\.075,0\.1,0\.125,0\.15$/,
  );
  const first = await part.locator('tbody tr').first().locator('td').first().textContent();
  assert.equal(number(first), plan('sample-size', { baseline: 0.02, effect: 0.05 }).n_total);
  // What can not be read leaves the table as it is.
  for (const [text, says] of [
    ['2 %, many', /“many” is not a number. Write 2 %, 3 %/],
    ['2 %, 120 %', /120\s%\sis too large. Baseline must be greater than 0\s% and less than 100\s%/],
    ['0 %', /0\s% is too small/],
    [Array.from({ length: 21 }, (_, i) => `${i + 1} %`).join('; '), /21 values; at most 20/],
  ]) {
    await rows.fill(text);
    await eventually(() => part.locator('.axis-says .field-error').textContent(), says);
    assert.equal(await rows.getAttribute('aria-invalid'), 'true');
    assert.equal((await cells()).side.length, 3);
  }
  assert.deepEqual(await violations(page), []);
  await page.goto('about:blank');
  await page.goto(`${here.site}${hash}`);
  await part.scrollIntoViewIfNeeded();
  await eventually(async () => (await cells()).side.join(), '2\u00a0%,3\u00a0%,10\u00a0%');
  assert.equal(await rows.inputValue(), '2\u00a0%; 3\u00a0%; 10\u00a0%');
  // Another axis has its own values, and an empty field leaves the choice to the page.
  await part.getByRole('combobox', { name: 'Down' }).selectOption('daily_people');
  await eventually(async () => (await cells()).side[0], '500');
  assert.equal(await rows.inputValue(), '');
  await rows.fill('1000; 40k');
  await eventually(async () => (await cells()).side.join(), '1,000,40,000');
  await rows.fill('');
  await columns.fill('');
  await part.getByRole('combobox', { name: 'Down' }).selectOption('baseline');
  await eventually(cells, (now) => JSON.stringify(now) === JSON.stringify(usual));
});

test('six scenarios can be pinned, renamed, gone back to and removed', async (t) => {
  const page = await here.open(t);
  const pinned = page.locator('.pinned');
  await page.getByRole('button', { name: 'Pin to compare' }).click();
  await input(page, 'Baseline').fill('20%');
  const now = new Intl.NumberFormat('en').format(plan('sample-size', { baseline: 0.2 }).n_total);
  await answers(page, now);
  const row = pinned.locator('tbody tr', { hasText: 'People in all' });
  await eventually(
    () => row.textContent(),
    (text) => text.includes('29,502') && text.includes(now),
  );
  assert.match(await pinned.locator('tbody tr').first().textContent(), /Baseline\s*10\s%\s*20\s%/);
  for (let i = 2; i <= 6; i++) await page.getByRole('button', { name: 'Pin this too' }).click();
  assert.equal(await pinned.locator('thead th').count(), 8, 'six and the present one');
  assert.equal(await page.getByRole('button', { name: /^Pin/ }).count(), 0);
  await input(page, 'Name of scenario 1').fill('Last year');
  await eventually(() => pinned.locator('thead').textContent(), /Last year/);
  await page.getByRole('button', { name: 'Remove Scenario 2' }).click();
  assert.equal(await pinned.locator('thead th').count(), 7);
  await page.getByRole('button', { name: 'Use Last year' }).click();
  await answers(page, '29,502');
});

test('R and Python code has the numbers of the plan, and gives the number it names', async (t) => {
  const page = await here.open(t, '#/sample-size?v=1&baseline=0.2&alpha=0.01');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const part = page.locator('sutva-snippets');
  await eventually(
    () => part.locator('pre').first().textContent(),
    /power\.prop\.test\(p1 = 0\.2, p2 = 0\.22/,
  );
  await part.getByText('Python', { exact: true }).click();
  const code = await eventually(() => part.locator('pre').first().textContent(), /inv_cdf\(1 - 0\.01 \/ 2\)/);
  assert.doesNotMatch(code, /@/);
  const { power } = plan('sample-size', { baseline: 0.2, alpha: 0.01 });
  assert.match(
    await part.locator('figcaption').first().textContent(),
    new RegExp(`Power, here ${Number(power.toPrecision(9))}`),
  );
  await part.getByRole('button', { name: 'Copy' }).first().click();
  await eventually(() => part.locator('[role=status]').textContent(), /copied/);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  let given;
  try {
    given = execFileSync('python3', ['-c', copied], { encoding: 'utf8' });
  } catch (failure) {
    if (failure.code === 'ENOENT') return t.diagnostic('there is no Python here');
    throw failure;
  }
  near(Number(given), power, 'what Python says', 1e-6);
});

test('every code of every plan is filled: no name is left over', async (t) => {
  const page = await here.open(t);
  const asked = [
    ...plans.map(({ name }) => name),
    ...['mean', 'ratio', 'count', 'time_to_event', 'rank'].map(
      (metric) => `sample-size?v=1&metric=${metric}`,
    ),
    'sample-size?v=1&sides=one&proportion_method=arcsine',
    'sequential-plan?v=1&boundary=wang_tsiatis',
    'cluster-size?v=1&design=stepped_wedge',
    'cluster-size?v=1&design=difference_in_differences',
  ];
  for (const address of asked) {
    await page.goto(`${here.site}#/${address}`);
    await page.locator('#assumptions, #two-way').first().waitFor();
    await eventually(() => page.locator('.answer-figure').textContent(), /\d/);
    const codes = await page.locator('sutva-snippets pre').allTextContents();
    for (const code of codes) assert.doesNotMatch(code, /@\w+@|undefined|NaN/, address);
    const formulas = await page.locator('.formula').allTextContents();
    for (const formula of formulas) assert.doesNotMatch(formula, /undefined|NaN/, address);
  }
});

test('the inputs can come from a file, and only they enter the link', async (t) => {
  const page = await here.open(t);
  await complete(page);
  const part = page.locator('.from-data');
  await part.locator('summary').first().click();
  await chooseFile(page, sample);
  await part.getByRole('combobox', { name: 'Outcome' }).waitFor();
  const facts = await eventually(() => part.locator('.data-sentence').textContent(), /\d/);
  assert.ok(facts.length > 20, facts);
  assert.equal(await page.evaluate(() => location.hash), '');
  await part.getByRole('button', { name: 'Use these' }).click();
  await eventually(() => part.locator('.data-taken').textContent(), /^Set from [\d,]+ rows: .*Baseline mean/);
  const hash = await eventually(() => page.evaluate(() => location.hash), /baseline_mean=\d/);
  assert.match(hash, /metric=mean/);
  assert.match(hash, /sd=\d/);
  for (const text of ['personalization', 'minutes', 'user', 'variant']) assert.ok(!hash.includes(text), hash);
  await eventually(() => input(page, 'Baseline mean').inputValue(), /\d/);
  await page.locator('.answer:not([data-stale])').waitFor();
});

test('a file of zeros and ones gives a baseline; a denominator makes it a ratio', async (t) => {
  const page = await here.open(t);
  await complete(page);
  const part = page.locator('.from-data');
  await part.locator('summary').first().click();
  const lines = Array.from({ length: 400 }, (_, i) => `u${i},${i % 5 === 0 ? 1 : 0},${i % 7},${1 + (i % 3)}`);
  await chooseFile(page, {
    name: 'clicks.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`person,bought,clicks,views\n${lines.join('\n')}\n`),
  });
  await part.getByRole('combobox', { name: 'Outcome' }).selectOption('bought');
  await eventually(() => part.locator('.data-sentence').textContent(), /\d/);
  await eventually(() => part.locator('.hint', { hasText: 'Baseline' }).count(), 1);
  await part.getByRole('button', { name: 'Use these' }).click();
  await eventually(() => page.evaluate(() => location.hash), /baseline=0\.2\b/);
  await part.getByRole('combobox', { name: 'Outcome' }).selectOption('clicks');
  await part.getByRole('combobox', { name: 'Denominator' }).selectOption('views');
  await eventually(() => part.locator('.hint', { hasText: 'Denominator, mean' }).count(), 1);
  await part.getByRole('button', { name: 'Use these' }).click();
  await eventually(() => page.evaluate(() => location.hash), /metric=ratio.*denominator_mean=/);
});

test('a question turned around begins at the size that was found', async (t) => {
  const page = await here.open(t, '#/sample-size?v=1&baseline=0.2');
  const { n_control: size } = plan('sample-size', { baseline: 0.2 });
  await eventually(() => sentence(page).textContent(), /20\s%/);
  await choose(page, 'Solve for', 'Power');
  await eventually(
    () => input(page, 'People in control').inputValue(),
    new Intl.NumberFormat('en').format(size),
  );
  await eventually(() => figure(page).textContent(), /^80\.0/);
  // What somebody wrote stays.
  await input(page, 'People in control').fill('5000');
  await choose(page, 'Solve for', 'Size');
  await choose(page, 'Solve for', 'Power');
  assert.equal(await input(page, 'People in control').inputValue(), '5,000');
});

test('somebody who knows traffic, baseline and effect has size and days from three fields', async (t) => {
  for (const { name: width, ...size } of widths) {
    const page = await here.open(t, '', size);
    await input(page, 'Baseline').fill('3');
    await input(page, 'Relative').fill('5%');
    await input(page, 'New people a day').fill('40k');
    const { n_total: people, duration_days: days } = plan('sample-size', {
      baseline: 0.03,
      effect: 0.05,
      daily_people: 40_000,
    });
    const total = new Intl.NumberFormat('en').format(people);
    await answers(page, total);
    await eventually(() => sentence(page).textContent(), new RegExp(`takes ${days}\\sdays`), {
      message: width,
    });
    // The answer stays in sight where its inputs are.
    const reminder = page.locator('.reminder > p');
    const seen = await figure(page).evaluate((element) => element.getBoundingClientRect().bottom > 0);
    if (!seen) await reminder.waitFor();
    await input(page, 'Significance level').scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 600);
    await eventually(
      () => reminder.textContent(),
      (text) => text.includes(total) && text.includes(`${days}\u00a0days`),
      { message: width },
    );
  }
});

test('choosing equivalence or non-inferiority begins without an expected effect, and pairs are for means', async (t) => {
  const page = await here.open(t);
  await page.getByRole('combobox', { name: 'Question' }).selectOption('equivalence');
  await eventually(
    () => sentence(page).textContent(),
    plan('sample-size', { hypothesis: 'equivalence' }).sentence,
  );
  await eventually(() => page.evaluate(() => location.hash), '#/sample-size?v=1&hypothesis=equivalence');
  await page.getByRole('combobox', { name: 'Question' }).selectOption('difference');
  await answers(page, '29,502');
  await input(page, 'Relative').fill('2%');
  await page.getByRole('combobox', { name: 'Question' }).selectOption('equivalence');
  await eventually(() => page.evaluate(() => location.hash), /effect=0\.02/);
  const pairs = page.getByRole('radiogroup', { name: 'Comparison' }).getByText('Pairs');
  assert.equal(await pairs.count(), 0);
  await choose(page, 'Metric', 'Mean');
  await pairs.waitFor();
});

test('folded headings open where an address sets one of their fields', async (t) => {
  const page = await here.open(t, '#/sample-size?v=1&r_squared=0.3');
  assert.equal(await input(page, 'R² of the covariates').inputValue(), '30\u00a0%');
  assert.ok(await input(page, 'R² of the covariates').isVisible());
  assert.ok(!(await page.getByRole('combobox', { name: 'Method', exact: true }).isVisible()));
});

test('optional numbers, lists and hidden fields are read', async (t) => {
  const page = await here.open(t, '#/sample-size?v=1&metric=mean');
  const spread = input(page, 'Standard deviation in treatment');
  await spread.fill('150');
  const wide = plan('sample-size', { metric: 'mean', sd_treatment: 150 }).n_total;
  await answers(page, new Intl.NumberFormat('en').format(wide));
  await spread.fill('');
  await answers(page, new Intl.NumberFormat('en').format(plan('sample-size', { metric: 'mean' }).n_total));
  await page.goto(`${here.site}#/sequential-plan`);
  await choose(page, 'Looks are', 'As listed');
  await input(page, 'Looks at').fill('0.5, 0.8, 1');
  const { sentence: said } = plan('sequential-plan', {
    timing: 'listed',
    fractions: new Float64Array([0.5, 0.8, 1]),
  });
  await eventually(() => sentence(page).textContent(), said);
  await eventually(() => page.evaluate(() => decodeURIComponent(location.hash)), /fractions=0\.5,0\.8,1/);
});

test('looks have boundaries on three scales and the chance to stop at each', async (t) => {
  const page = await here.open(t, '#/sequential-plan?v=1&futility=non_binding');
  const picture = page.locator('sutva-boundaries svg[role=img]');
  await eventually(
    () => picture.getAttribute('aria-label'),
    /at 20\s% of the information stop for an effect from 4\.9, for futility/,
  );
  for (const [scale, says] of [
    ['p', /at 100\s% of the information stop for an effect from 0\.042/],
    ['Effect', /stop for an effect from \+3\.69\spp/],
  ]) {
    await choose(page, 'Scale of the boundaries', scale);
    await eventually(() => picture.getAttribute('aria-label'), says);
  }
  const stops = await page.locator('sutva-stops svg[role=img]').getAttribute('aria-label');
  const { looks } = plan('sequential-plan', { futility: 'non_binding' });
  assert.ok(stops.includes(`3, effect found: ${(looks[2].stop_success * 100).toFixed(1)}\u00a0%`), stops);
  assert.equal(await page.locator('.part-table [aria-label="Looks"] tbody tr').count(), 5);
});

test('the exact power is drawn size by size', async (t) => {
  const page = await here.open(t, '#/sample-size?v=1&baseline=0.3&effect=0.5');
  await page.getByText('The exact power, size by size').click();
  const part = page.locator('sutva-saw-tooth');
  await part.locator('.plot > svg').waitFor();
  const { exact_power: exact, n_control: size } = plan('sample-size', { baseline: 0.3, effect: 0.5 });
  const label = await part.locator('svg[role=img]').getAttribute('aria-label');
  assert.ok(label.includes(`${(exact * 100).toFixed(2)}\u00a0% exact power at ${size} people`), label);
});

test('the tools of the room stand in a row where it is wide, and in a menu that says what each is for', async (t) => {
  const page = await here.open(t);
  const row = page.locator('.tool-row');
  const seen = await row
    .getByRole('link')
    .evaluateAll((links) =>
      links.map((link) => ({ to: link.hash, right: link.getBoundingClientRect().right })),
    );
  assert.deepEqual(seen.map(({ to }) => to).sort(), plans.map(({ name }) => `#/${name}`).sort());
  assert.ok(
    seen.every(({ right }) => right < 1280),
    'all of the row is in sight',
  );
  assert.equal(await row.locator('[aria-current=page]').textContent(), 'Sample size');
  await page.setViewportSize({ width: 390, height: 844 });
  assert.ok(!(await row.isVisible()));
  const menu = page.locator('.tool-menu');
  await menu.locator('summary').click();
  for (const { title, summary } of plans)
    await menu.getByRole('link', { name: title }).filter({ hasText: summary }).waitFor();
  await page.keyboard.press('Escape');
  assert.ok(!(await menu.locator('.tool-panel').isVisible()));
  await menu.locator('summary').click();
  await menu.getByRole('link', { name: 'Sequential plan' }).click();
  await page.locator('h1', { hasText: 'Sequential plan' }).waitFor();
  assert.ok(!(await menu.locator('.tool-panel').isVisible()), 'the menu closes');
  assert.equal(await menu.locator('.tool-now').textContent(), 'Sequential plan');
  await eventually(() => sentence(page).textContent(), plan('sequential-plan', {}).sentence);
});
