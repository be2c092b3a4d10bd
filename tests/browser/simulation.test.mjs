// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, figure, savedRows, stage, sutva } from './page.mjs';

const here = stage();
const input = (page, name) => page.getByRole('textbox', { name, exact: true });
const start = (page) => page.getByRole('button', { name: /^Run (the simulation|again)$/ });
const verdict = (page) =>
  eventually(() => page.locator('.run-verdict').textContent(), /keeps|differs/, {
    timeout: 60_000,
    message: 'the verdict',
  });

/** The rates of the saved CSV, as exact as they are. */
async function saved(page) {
  const [head, ...rows] = await savedRows(page);
  assert.deepEqual(head, ['Rate', 'Value', 'Monte Carlo error']);
  return Object.fromEntries(
    rows.map(([rate, value, error]) => [rate, [Number(value), error === '' ? undefined : Number(error)]]),
  );
}

test('200,000 experiments run with progress, a result beside the plan', async (t) => {
  const page = await here.open(t);
  const run = page.locator('sutva-check-run');
  await run.getByRole('textbox', { name: 'Simulated experiments' }).fill('200k');
  // Notes each change, however short the run is on this machine.
  await page.evaluate(() => {
    globalThis.seen = [];
    new MutationObserver(() => {
      const box = document.querySelector('sutva-check-run .progress');
      if (box) {
        globalThis.seen.push({
          share: box.querySelector('progress').value,
          text: box.querySelector('.progress-text').textContent.replace(/\s+/g, ' ').trim(),
          stop: box.querySelector('button').textContent.replace(/\s+/g, ' ').trim(),
        });
      }
    }).observe(document.querySelector('sutva-check-run'), {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
  await start(page).click();
  await verdict(page);
  const seen = await page.evaluate(() => globalThis.seen);
  assert.ok(seen.length > 0, 'progress is shown');
  assert.ok(
    seen.every(
      ({ stop, text }) => stop === 'Stop Esc' && /^(Starting|[\d,]+ of 200,000 replicates.*)$/.test(text),
    ),
    JSON.stringify(seen),
  );
  const shares = seen.map(({ share }) => share);
  assert.ok(
    shares.every((share, i) => i === 0 || share >= shares[i - 1]),
    `progress never goes back: ${shares}`,
  );
  const { value } = await sutva('check-plan', '{"replicates": 200000}');
  const percent = (x) => `${(x * 100).toFixed(2)}\u00a0%`;
  const picture = await run.locator('sutva-intervals svg[role=img]').first().getAttribute('aria-label');
  assert.ok(picture.includes(`${percent(value.power)} ± ${percent(value.power_mcse)}`), picture);
  assert.ok(picture.includes(`Planned, by the method: ${percent(value.planned_power)}`), picture);
  await run.getByText('As a table', { exact: true }).click();
  const table = await run.locator('table').textContent();
  assert.match(table, /200,000 experiments each, seed 1/);
  for (const wanted of [value.power, value.false_positive_rate, value.exact_power])
    assert.ok(table.includes(percent(wanted)), table);
  assert.equal(await figure(page).textContent(), '29,502');
});

test('one worker, two and five give the numbers of the terminal, to the last bit', async (t) => {
  const request = { replicates: 30000, seed: 7, baseline: 0.2, sides: 'one' };
  const { value } = await sutva('check-plan', JSON.stringify(request));
  for (const cores of [1, 2, 5]) {
    const page = await here.open(t, '#/check-plan?v=1&baseline=0.2&sides=one&replicates=30000&seed=7', {
      cores,
    });
    // The plan beside the check has a worker of its own.
    await eventually(() => page.workers().length, 1);
    let workers = 0;
    page.on('worker', () => workers++);
    await start(page).click();
    await verdict(page);
    assert.ok(
      cores === 1 ? workers === 1 : workers > 1 && workers <= cores,
      `${workers} workers for ${cores} cores`,
    );
    assert.deepEqual(await saved(page), {
      'Power, simulated': [value.power, value.power_mcse],
      'Power, planned': [value.planned_power, undefined],
      'Power, exact': [value.exact_power, undefined],
      'False positives, simulated': [value.false_positive_rate, value.false_positive_mcse],
      'False positives, planned': [value.alpha, undefined],
    });
    await page.close();
  }
});

for (const [way, stop] of [
  ['the stop button', (page) => page.getByRole('button', { name: /Stop/ }).click()],
  ['Escape', (page) => page.keyboard.press('Escape')],
]) {
  test(`${way} ends a long run and keeps the one before`, async (t) => {
    const page = await here.open(t, '#/check-plan');
    await input(page, 'Simulated experiments').fill('2000');
    await start(page).click();
    await verdict(page);
    const before = await saved(page);
    await input(page, 'Simulated experiments').fill('10m');
    await start(page).click();
    await eventually(
      () => page.locator('.progress-text').textContent(),
      /[1-9][\d,]* of 10,000,000 replicates\s.* left$/,
    );
    const share = await page.locator('sutva-check-run progress').evaluate((bar) => bar.value);
    assert.ok(share > 0 && share < 1, `${share}`);
    await stop(page);
    await eventually(() => page.locator('.run-hint').textContent(), /Stopped/, { timeout: 3000 });
    assert.deepEqual(await saved(page), before);
    // The workers are free at once.
    await input(page, 'Simulated experiments').fill('1000');
    await start(page).click();
    await eventually(() => page.locator('sutva-check-run table').textContent(), /1,000 experiments/, {
      timeout: 5000,
    });
  });
}

test('a run on means is drawn and agrees with the terminal', async (t) => {
  const page = await here.open(t, '#/check-plan?v=1&metric=mean&sd=40&replicates=2000&seed=3');
  await start(page).click();
  await verdict(page);
  const { value } = await sutva('check-plan', '{"metric": "mean", "sd": 40, "replicates": 2000, "seed": 3}');
  assert.deepEqual((await saved(page))['Power, simulated'], [value.power, value.power_mcse]);
});

test('settings that cannot be are named on their field', async (t) => {
  const page = await here.open(t, '#/check-plan');
  const box = input(page, 'Simulated experiments');
  await box.fill('many');
  await eventually(() => box.getAttribute('aria-invalid'), 'true');
  assert.ok(await start(page).isDisabled());
  await box.fill('0');
  await eventually(() => box.getAttribute('aria-invalid'), 'false');
  await start(page).click();
  await eventually(() => box.getAttribute('aria-invalid'), 'true', { message: 'no experiments at all' });
  await eventually(
    () => page.locator('sutva-field', { has: box }).locator('.field-error').textContent(),
    /must be/,
  );
  await box.fill('1000');
  await start(page).click();
  await verdict(page);
  assert.equal(await box.getAttribute('aria-invalid'), 'false');
});

test('another plan makes a run a thing of the past', async (t) => {
  const page = await here.open(t);
  await start(page).click();
  await verdict(page);
  await input(page, 'Baseline').fill('20%');
  await page.locator('.run-result[data-stale]').waitFor();
  assert.match(await page.locator('.run-hint').textContent(), /has changed since/);
});
