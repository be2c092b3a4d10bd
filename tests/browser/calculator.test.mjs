// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadModule } from '../../scripts/lib/module.mjs';
import { answers, complete, eventually, figure, sentence, stage, widths } from './page.mjs';

const here = stage();
const whole = new Intl.NumberFormat('en');
let core;
before(async () => {
  core = await loadModule();
});

const plan = (request) => core.calculate('sample-size', request).value;
const input = (page, name) => page.getByRole('textbox', { name, exact: true });
const choose = (page, group, name) =>
  page.getByRole('radiogroup', { name: group, exact: true }).getByText(name, { exact: true }).click();

for (const { name, ...size } of widths) {
  test(`the answer is there at first paint, without a worker, at ${name}`, async (t) => {
    const page = await here.open(t, '', {
      ...size,
      init: () => {
        globalThis.Worker = class {
          constructor() {
            globalThis.triedWorker = true;
            throw new Error('no workers here');
          }
        };
        globalThis.painted = new Promise((resolve) => {
          new PerformanceObserver((list) => {
            if (list.getEntriesByName('first-contentful-paint').length > 0)
              resolve(document.querySelector('.answer .figure-number')?.textContent);
          }).observe({ type: 'paint', buffered: true });
        });
      },
    });
    assert.equal(await page.evaluate(() => globalThis.painted), '29,502');
    assert.match(await sentence(page).textContent(), /14,751\speople in each group/);
    // Nothing waits for the worker that cannot be: the answer still stands when it was tried for the curve.
    await eventually(() => page.evaluate(() => globalThis.triedWorker), true);
    assert.equal(await figure(page).textContent(), '29,502');
    await page.locator('#formula').waitFor();
  });

  test(`no value, right or wrong, moves what is beside and below, at ${name}`, async (t) => {
    const page = await here.open(t, '', size);
    await page.locator('sutva-curve .plot > svg').waitFor();
    const marks = [
      '.answer-figure',
      '.answer-sentence',
      '.inputs',
      '.facts',
      'sutva-share',
      '#curve',
      '#why-disagree',
      '#check-run',
      '#formula',
    ];
    const places = () =>
      page.evaluate(
        (list) =>
          list.map(
            (mark) =>
              `${mark} ${Math.round(document.querySelector(mark).getBoundingClientRect().top + scrollY)}`,
          ),
        marks,
      );
    const before = await places();
    for (const [label, text] of [
      ['Baseline', '1/8'],
      ['Baseline', '0.123456'],
      ['Relative', '-12.5%'],
      ['Power', '95%'],
      ['Allocation ratio', '3'],
      ['New people a day', '1'],
      ['New people a day', '1234567'],
    ]) {
      const said = await sentence(page).textContent();
      await input(page, label).fill(text);
      await eventually(
        () => sentence(page).textContent(),
        (now) => now !== said,
        { message: `${label} ${text}` },
      );
      assert.deepEqual(await places(), before, `${label} = ${text}`);
    }
    const handle = page.getByRole('slider');
    for (const key of ['ArrowLeft', 'PageDown', 'PageUp']) {
      const said = await handle.getAttribute('aria-valuetext');
      await handle.press(key);
      await eventually(
        () => handle.getAttribute('aria-valuetext'),
        (now) => now !== said,
      );
      assert.deepEqual(await places(), before, key);
    }
    assert.ok(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      'no sideways scroll',
    );
  });

  test(`the point of the curve moves under the pointer, at ${name}`, async (t) => {
    const page = await here.open(t, '', size);
    const handle = page.getByRole('slider');
    await eventually(() => handle.getAttribute('aria-valuenow'), '80');
    await handle.scrollIntoViewIfNeeded();
    const box = await handle.boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const curve = await page.locator('sutva-curve').first().boundingBox();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + curve.width * 0.1, y, { steps: 4 });
    await page.mouse.move(x + curve.width * 0.2, y, { steps: 4 });
    await eventually(
      () => handle.getAttribute('aria-valuenow'),
      (now) => Number(now) > 86 && Number(now) < 99,
    );
    await page.mouse.up();
    const power = await input(page, 'Power').inputValue();
    assert.match(power, /^(8[6-9]|9\d)(\.\d)?\u00a0%$/);
    await answers(page, whole.format(plan({ power: Number.parseFloat(power) / 100 }).n_total));
    await eventually(() => page.evaluate(() => location.hash), /power=0\.\d+/);
  });
}

test('every kind of field changes the answer', async (t) => {
  const page = await here.open(t);
  const asked = {};
  const follow = async (patch, act) => {
    await act();
    Object.assign(asked, patch);
    await answers(page, whole.format(plan(asked).n_total));
  };
  await follow({ baseline: 0.2 }, () => input(page, 'Baseline').fill('20%'));
  await follow({ effect: 0.05 }, () => input(page, 'Relative').fill('5%'));
  await follow({ power: 0.9 }, () => input(page, 'Power').fill('0.9'));
  await follow({ alpha: 0.01 }, () => input(page, 'Significance level').fill('1/100'));
  await follow({ sides: 'one' }, () => choose(page, 'Sides', 'One-sided'));
  await follow({ ratio: 2 }, () => input(page, 'Allocation ratio').fill('2'));
  await page.getByRole('group', { name: 'Method' }).locator('summary').click();
  const methods = page.getByRole('combobox', { name: 'Method', exact: true });
  await follow({ proportion_method: 'control_only' }, () => methods.selectOption('Control only'));
  await follow({ metric: 'mean' }, () => choose(page, 'Metric', 'Mean'));
  await follow({ sd: 50 }, () => input(page, 'Standard deviation').fill('50'));
  await follow({ baseline_mean: 80 }, () => input(page, 'Baseline mean').fill('80'));
  await follow({ mean_method: 'normal' }, () => choose(page, 'Method', 'Normal (z)'));
  await input(page, 'New people a day').fill('12k');
  const { duration_days: days } = plan({ ...asked, daily_people: 12000 });
  await eventually(
    () => page.locator('.facts').first().textContent(),
    (text) => text.replaceAll('\u00a0', ' ').includes(`${whole.format(days)} day`),
  );
});

test('absolute and relative effect are both editable and follow each other', async (t) => {
  const page = await here.open(t, '#/sample-size?v=1&baseline=0.2');
  await eventually(() => input(page, 'Absolute').inputValue(), '2\u00a0pp');
  await input(page, 'Absolute').fill('5 pp');
  await answers(page, '2,188');
  assert.equal(await input(page, 'Relative').inputValue(), '25\u00a0%');
  await input(page, 'Relative').fill('10%');
  await answers(page, whole.format(plan({ baseline: 0.2, effect: 0.1 }).n_total));
  assert.equal(await input(page, 'Absolute').inputValue(), '2\u00a0pp');
  // A change of the baseline keeps the one that was written.
  await input(page, 'Baseline').fill('30%');
  await eventually(() => input(page, 'Absolute').inputValue(), '3\u00a0pp');
  assert.equal(await input(page, 'Relative').inputValue(), '10%');
});

test('each of size, effect, power and duration can be the unknown', async (t) => {
  const page = await here.open(t);
  await choose(page, 'Solve for', 'Duration');
  await answers(page, '15');
  await choose(page, 'Solve for', 'Power');
  await input(page, 'People in control').fill('14751');
  await answers(page, '80.00\u00a0%');
  await choose(page, 'Solve for', 'Effect');
  const { effect_absolute: effect } = plan({ solve_for: 'effect', n_control: 14751 });
  await eventually(
    () => figure(page).textContent(),
    `+${(effect * 100).toPrecision(4).replace(/\.?0+$/, '')}`,
  );
  assert.match(await page.locator('.answer-label').textContent(), /smallest change/);
  await choose(page, 'Size given as', 'Days');
  await input(page, 'Days').fill('28');
  const byDays = plan({ solve_for: 'effect', sized_by: 'days', days: 28 });
  await eventually(
    () => page.locator('.facts').first().textContent(),
    new RegExp(whole.format(byDays.n_total)),
  );
  await choose(page, 'Solve for', 'Size');
  await answers(page, '29,502');
});

test('10%, 0.1, 1/10 and 12k are read, and what was understood is shown', async (t) => {
  const page = await here.open(t, '#/sample-size?v=1&baseline=0.2');
  const wanted = '29,502';
  const note = page.locator('sutva-field', { has: input(page, 'Baseline') }).locator('.field-note');
  for (const [text, understood] of [
    ['10%', ''],
    ['0.1', '= 10\u00a0%'],
    ['1/10', '= 10\u00a0%'],
    ['0,1', '= 10\u00a0%'],
    ['10 percent', '= 10\u00a0%'],
  ]) {
    await input(page, 'Baseline').fill('20%');
    await eventually(
      () => figure(page).textContent(),
      (now) => now !== wanted,
    );
    await input(page, 'Baseline').fill(text);
    await answers(page, wanted);
    assert.equal(await note.textContent(), understood, text);
  }
  await input(page, 'Baseline').fill('1/9');
  await eventually(() => note.textContent(), '≈ 11.1\u00a0%');
  await input(page, 'New people a day').fill('12k');
  await eventually(() => page.evaluate(() => location.hash), /daily_people=12000\b/);
});

test('a change back to the defaults before the first answer is not overtaken by that answer', async (t) => {
  const page = await here.open(t, '#/sample-size?v=1&baseline=0.2');
  await input(page, 'Baseline').fill('10%');
  await complete(page);
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(await figure(page).textContent(), '29,502');
});

test('an impossible value is named on its field, and the last good answer stays, marked stale', async (t) => {
  const page = await here.open(t);
  for (const [label, text, says, restored] of [
    ['Baseline', '0', /Baseline must be greater than 0 % and less than 100 %/, '10%'],
    ['Baseline', '150%', /Baseline must be/, '10%'],
    ['Baseline', '', /Enter a number/, '10%'],
    ['Power', '1', /Power must be/, '80%'],
    ['Significance level', '60%', /Significance level must be/, '5%'],
    ['Relative', '0', /./, '10%'],
    ['Relative', '1000%', /./, '10%'],
    ['Allocation ratio', '-1', /Allocation ratio must be/, '1'],
    ['New people a day', 'many', /“many” is not a number/, '2000'],
  ]) {
    const box = input(page, label);
    const what = `${label} = “${text}”`;
    await box.fill(text);
    await eventually(() => box.getAttribute('aria-invalid'), 'true', { message: what });
    const ids = (await box.getAttribute('aria-describedby')).split(' ');
    const described = await page.evaluate(
      (list) => list.map((id) => document.getElementById(id).textContent).join(' '),
      ids,
    );
    assert.match(described.replaceAll('\u00a0', ' '), says, what);
    await page.locator('.answer[data-stale]').waitFor();
    assert.equal(await figure(page).textContent(), '29,502', what);
    assert.equal(await page.locator('.answer-label').textContent(), 'Before the last change');
    await box.fill(restored);
    await eventually(() => box.getAttribute('aria-invalid'), 'false', { message: what });
    await page.locator('.answer:not([data-stale])').waitFor();
    await answers(page, '29,502');
  }
});

test('an address that gives an impossible value says so, with no answer made up', async (t) => {
  const page = await here.open(t, '#/sample-size?v=1&baseline=2');
  await eventually(() => input(page, 'Baseline').getAttribute('aria-invalid'), 'true');
  await eventually(() => page.locator('.answer-label').textContent(), /No plan answers/);
  assert.equal(await figure(page).textContent(), '–');
});

test('the methods table says 1,094, 1,091, 1,031 and more from 20 % to 25 %', async (t) => {
  const page = await here.open(t, '#/sample-size?v=1&baseline=0.2&effect_scale=absolute&effect=0.05');
  await answers(page, '2,188');
  const rows = page.locator('section[aria-labelledby="why-disagree"] tbody tr');
  await rows.first().waitFor();
  const seen = await rows.evaluateAll((list) =>
    list.map((row) => [
      row.querySelector('th').firstChild.nextSibling?.textContent ?? '',
      row.querySelector('td').textContent,
    ]),
  );
  assert.deepEqual(
    seen.map(([, size]) => size),
    ['1,094', '1,091', '1,031', '1,092', '1,134', '1,094', '1,092', '1,092'],
  );
  // The true power tells what each method really delivers.
  assert.match(await rows.nth(2).textContent(), /\b7\d\.\d\d\s%\s*$/);
  assert.match(await rows.nth(0).textContent(), /^\s*Pooled null/);
  assert.match(await rows.nth(1).textContent(), /^\s*Unpooled/);
  assert.match(await rows.nth(2).textContent(), /^\s*Control only/);
});

test('arrow keys move the point of the curve, which has a table twin', async (t) => {
  const page = await here.open(t);
  const handle = page.getByRole('slider');
  await eventually(() => handle.getAttribute('aria-valuenow'), '80');
  await handle.focus();
  await handle.press('ArrowRight');
  await eventually(() => handle.getAttribute('aria-valuenow'), '81');
  await handle.press('PageUp');
  await eventually(() => handle.getAttribute('aria-valuenow'), '86');
  await handle.press('ArrowDown');
  await eventually(() => handle.getAttribute('aria-valuenow'), '85');
  await answers(page, whole.format(plan({ power: 0.85 }).n_total));
  assert.match(
    await handle.getAttribute('aria-valuetext'),
    /^85\.0\d\u00a0% power at [\d,]+, people in control$/,
  );
  await page.getByRole('combobox', { name: 'over' }).selectOption('effect');
  await eventually(() => handle.getAttribute('aria-valuetext'), /effect/);
  await handle.press('ArrowRight');
  await eventually(() => page.evaluate(() => location.hash), /effect=0\.102/);
  const part = page.locator('sutva-curve-part');
  await part.getByText('As a table', { exact: true }).click();
  const rows = await part.locator('tbody tr').count();
  assert.ok(rows >= 15 && rows <= 45, `${rows} rows`);
});
