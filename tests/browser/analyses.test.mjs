// SPDX-License-Identifier: Apache-2.0
// Every analysis of a file with its made-up sample: findings, the same figure as in a terminal, and nothing past the side.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as made from '../../web/samples/made.mjs';
import { violations } from './axe.mjs';
import { stage, sutva, widths } from './page.mjs';

const here = stage();
const folder = mkdtempSync(join(tmpdir(), 'sutva-samples-'));
const file = (name) => {
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, made[name]());
  return path;
};
const people = 'public/samples/personalization.csv';
const people_request = {
  arm: 'treat',
  outcome: 'minutes_streamed',
  unit: 'user_id',
  covariates: ['tenure_days', 'prior_7d_minutes'],
};
const plain = { arm: 'treat', outcome: 'minutes_streamed', unit: 'user_id' };

// By operation: the file, and what the page chooses by itself.
const questions = {
  'effect-methods': [people, people_request],
  'effect-outcome': [people, plain],
  'effect-quantiles': [people, plain],
  'effect-bayesian': [people, plain],
  'effect-sequential': [people, people_request],
  'effect-arms': [file('onboarding'), { arm: 'welcome', outcomes: ['activated'], unit: 'account_id' }],
  'effect-segments': [
    file('onboarding'),
    {
      arm: 'welcome',
      control: 'control',
      treatment: 'short',
      outcome: 'activated',
      unit: 'account_id',
      segments: ['platform', 'country', 'company'],
    },
  ],
  'effect-compliance': [
    file('reminder'),
    {
      arm: 'offered',
      received: 'took_reminder',
      outcome: 'steps',
      unit: 'person',
      covariates: ['steps_before', 'age'],
    },
  ],
  'effect-observational': [
    file('launch'),
    {
      arm: 'adopted',
      outcome: 'spend',
      unit: 'customer_id',
      covariates: ['spend_before', 'tenure_days', 'premium_before', 'country'],
    },
  ],
  'effect-from-sums': [file('sums'), { arm: 'arm' }],
  'effect-panel': [
    file('rollout'),
    { unit: 'store', time: 'week', first_treated: 'first_treated', outcome: 'sales' },
  ],
  'effect-synthetic': [
    file('region'),
    { unit: 'region', time: 'week', treated: 'campaign', outcome: 'signups' },
  ],
};

const labels = { 'effect-quantiles': /median/, 'effect-arms': /^$/ };

for (const [name, [path, request]] of Object.entries(questions)) {
  test(`${name}: its sample is read, asked and shown`, async (t) => {
    const page = await here.open(t, `#/${name}`, { reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Use the sample' }).click();
    await page.locator('.findings:not([data-stale]) .answer-sentence').waitFor();
    const { value } = await sutva(name, JSON.stringify(request), '--file', path);
    assert.equal(
      (await page.locator('.answer-sentence').first().textContent()).trim(),
      value.sentence.trim(),
    );
    // The figure is the one of the sentence.
    const label = await page.locator('.answer-label').allTextContents();
    assert.match(label.join(), labels[name] ?? /./);
    assert.deepEqual(await page.locator('.field-error').allTextContents(), []);
    for (const { name: width, ...size } of widths) {
      await page.setViewportSize(size);
      assert.deepEqual(await violations(page), [], width);
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `sideways scroll at ${width}`,
      );
    }
  });
}

// Two people in three of those assigned to treatment are there, and a column for every analysis.
const lopsided = () => {
  const lines = ['user_id,variant,amount,before,country,took'];
  for (let i = 0; i < 3000; i++) {
    const treated = i % 2 === 1;
    if (treated && i % 3 === 0) continue;
    const took = treated && i % 5 !== 0 ? 1 : 0;
    lines.push(
      `u${i},${treated ? 'treatment' : 'control'},${(i * 7919) % 1009},${(i * 104729) % 997},${i % 7 < 3 ? 'DE' : 'FR'},${took}`,
    );
  }
  const path = join(folder, 'lopsided.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};

test('a failed check stands above the effect in every analysis of a randomised file, and in its report', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  await page.locator('input[type=file]').setInputFiles(lopsided());
  const answer = page.locator('.findings:not([data-stale]) .answer-report');
  await answer.waitFor();
  for (const name of [
    'csv-effect',
    'effect-methods',
    'effect-outcome',
    'effect-quantiles',
    'effect-bayesian',
    'effect-sequential',
    'effect-arms',
    'effect-segments',
    'effect-compliance',
    'effect-resampled',
  ]) {
    await page.goto(`${here.site}#/${name}`);
    if (name === 'effect-compliance') await page.getByLabel('Use of took').selectOption('received');
    if (name === 'effect-segments') await page.getByLabel('Use of country').selectOption('segments');
    const gate = page.locator('.findings:not([data-stale]) .gate');
    await gate.waitFor();
    assert.match(await gate.textContent(), /Do not trust the effect[\s\S]*Sample ratio mismatch/, name);
    assert.match(await page.locator('.checks-line').first().textContent(), /checks?, 1 failed/, name);
    const order = await page.evaluate(() =>
      ['.gate', '.checks-line', '.answer-report', '.checks'].map(
        (part) => document.querySelector(`.findings ${part}`).getBoundingClientRect().top,
      ),
    );
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
      name,
    );
    assert.equal(await answer.getAttribute('data-distrust'), '', name);
    assert.deepEqual(await violations(page), [], name);
  }
  for (const [button, wanted] of [
    ['HTML', /class="gate"[\s\S]*Sample ratio mismatch[\s\S]*answer-sentence/],
    ['.md', /^# [\s\S]*Do not trust the effect[\s\S]*Sample ratio mismatch[\s\S]*## Checks/],
  ]) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button, exact: true }).click(),
    ]);
    assert.match(readFileSync(await download.path(), 'utf8'), wanted);
  }
  // The share that was really planned opens the gate.
  await page.goto(`${here.site}#/effect-outcome`);
  await page.getByRole('textbox', { name: 'Planned share in treatment' }).fill('40%');
  await page.locator('.findings:not([data-stale]) .checks-line[data-status=pass]').waitFor();
  assert.equal(await page.locator('.gate').count(), 0);
});

test('one file serves every analysis, and its report needs no page', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  await page.getByRole('button', { name: 'Use the sample' }).click();
  await page.locator('.findings:not([data-stale])').waitFor();
  await page.goto(`${here.site}#/effect-quantiles`);
  await page.locator('.findings:not([data-stale]) .answer-sentence').waitFor();
  assert.match(await page.locator('.format-line').textContent(), /personalization\.csv/);
  for (const [button, wanted] of [
    ['HTML', /^<!doctype html>[\s\S]*Content-Security-Policy[\s\S]*<svg[\s\S]*<\/html>/],
    ['.md', /^# [\s\S]*\| --- \|/],
  ]) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button, exact: true }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    assert.match(text, wanted);
    assert.doesNotMatch(text, /<button|<input|<script/);
  }
});

test('a new question while other methods are still being asked gets its own answer', async (t) => {
  const lines = ['user_id,treat,minutes,before'];
  for (let i = 0; i < 200_000; i++) lines.push(`${i},${i % 2},${(i * 7919) % 1000},${(i * 104729) % 1000}`);
  const path = join(folder, 'many.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  const page = await here.open(t, '#/csv-effect');
  await page.locator('input[type=file]').setInputFiles(path);
  await page.locator('.findings:not([data-stale]) .answer-report').waitFor();
  const confidence = page.getByRole('textbox', { name: 'Confidence' });
  for (const typed of ['90', '80', '99']) {
    await confidence.fill(`${typed}%`);
    await page.getByText(`${typed}\u00a0% interval`).first().waitFor();
  }
  const request = {
    arm: 'treat',
    outcome: 'minutes',
    unit: 'user_id',
    covariates: ['before'],
    confidence: 0.99,
  };
  const { value } = await sutva('csv-effect', JSON.stringify(request), '--file', path);
  await page.getByRole('heading', { name: 'Does the method matter?' }).waitFor();
  await page.locator('.findings:not([data-stale])').waitFor();
  const shown = await page.locator('section[aria-labelledby=forest] table').textContent();
  for (const number of [value.adjusted.estimate, value.adjusted.ci_low, value.adjusted.ci_high])
    assert.ok(shown.includes(Math.abs(number).toFixed(2)), `${number} in ${shown}`);
  assert.deepEqual(await page.locator('.issues').allTextContents(), []);
});
