// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { chooseFile, eventually, root, savedRows, stage } from './page.mjs';

const here = stage();
let file;

before(() => {
  file = join(here.temporary, 'rows.csv');
  execFileSync(process.execPath, [join(root, 'scripts/samples/million.mjs'), file, '60000']);
});

const done = (page) =>
  page.locator('.findings:not([data-stale]) .answer-report').waitFor({ timeout: 120_000 });

test('replicates in several workers are those in one, to the last digit', async (t) => {
  const seen = [];
  for (const cores of [1, 4]) {
    const page = await here.open(t, '#/effect-resampled', { cores });
    let workers = 0;
    page.on('worker', () => workers++);
    await chooseFile(page, file);
    await done(page);
    assert.equal(workers > 1, cores > 1, `${workers} workers on ${cores} cores`);
    seen.push(await savedRows(page));
  }
  assert.ok(seen[0].length > 5);
  assert.deepEqual(seen[1], seen[0]);
});

test('replicates can be stopped, and asked for again', async (t) => {
  const page = await here.open(t, '#/effect-resampled', { cores: 2 });
  await chooseFile(page, file);
  const stop = page.getByRole('button', { name: /^Stop/ });
  await eventually(() => page.locator('.progress-text').textContent(), /replicates/, { timeout: 60_000 });
  await stop.click();
  await eventually(() => page.locator('.progress-text').count(), 0, { timeout: 10_000 });
  assert.equal(await page.locator('.findings:not([data-stale]) .answer-report').count(), 0);
});
