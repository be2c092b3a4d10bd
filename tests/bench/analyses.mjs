// SPDX-License-Identifier: Apache-2.0
// Times every analysis of a file that is already open, through the module in Node (the same V8 as Chromium's).
// Usage: node tests/bench/analyses.mjs FILE; FILE as of scripts/samples/million.mjs. Prints the table of ANALYSES.md.
// Processor time, because it is one thread and a busy machine would only add to the clock's.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { loadModule } from '../../scripts/lib/module.mjs';
import { detect, readRecords, stepMilliseconds } from '../../web/engine/driver.js';

const path = process.argv[2];
const only = process.argv[3];
if (!path) throw new Error('Usage: node tests/bench/analyses.mjs FILE [NAME]');

const arms = { arm: 'treat', outcome: 'revenue' };
const mixed = ['prior_revenue', 'country', 'platform'];
const asked = [
  ['table-profile', {}],
  ['csv-effect', arms],
  ['csv-effect', { ...arms, unit: 'user_id' }, 'with the unit'],
  ['csv-effect', { ...arms, covariates: ['prior_revenue'] }, 'one covariate'],
  ['csv-effect', { ...arms, covariates: mixed }, 'one number and two categories'],
  ['csv-effect', { ...arms, denominator: 'sessions' }, 'ratio'],
  ['csv-effect', { ...arms, block: 'country' }, 'blocks'],
  ['csv-effect', { ...arms, cap_quantile: 0.99 }, 'cap'],
  ['effect-methods', arms],
  ['effect-methods', { ...arms, covariates: ['prior_revenue'] }, 'one covariate'],
  ['effect-outcome', { ...arms, outcome: 'premium' }],
  ['effect-quantiles', arms],
  ['effect-bayesian', arms],
  ['effect-sequential', arms],
  ['effect-arms', { arm: 'treat', outcomes: ['revenue', 'premium'] }],
  ['effect-segments', { ...arms, segments: ['country', 'platform'] }],
  ['effect-compliance', { ...arms, received: 'premium' }],
  ['effect-observational', { ...arms, covariates: mixed }],
  ['plan-from-data', { outcome: 'revenue', covariates: ['prior_revenue'] }],
];

const module = await loadModule();
const file = await open(path);
const { size } = await file.stat();
const source = {
  size,
  bytes: async (begin, end) => {
    const buffer = new Uint8Array(end - begin);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, begin);
    return buffer.subarray(0, bytesRead);
  },
  from: (begin) => createReadStream(path, { start: begin, highWaterMark: 4 << 20 }),
};
const session = new module.TableSession();
await detect(session, source);
await readRecords(session, source, {});
session.seal();
await file.close();

const now = () => process.cpuUsage().user / 1000;

/** Processor time of the whole, and of the longest call: between calls a worker can hear "stop". */
function time(name, request) {
  const begun = now();
  let longest = 0;
  const timed = (call) => {
    const before = now();
    const result = call();
    longest = Math.max(longest, now() - before);
    return result;
  };
  const { running, issues } = timed(() => session.begin_operation(name, request));
  if (!running) throw new Error(`${name}: ${JSON.stringify(issues)}`);
  while (timed(() => session.step_operation(stepMilliseconds)) < 1);
  const outcome = timed(() => session.finish_operation());
  if (!outcome.value) throw new Error(`${name}: ${JSON.stringify(outcome.issues)}`);
  return [now() - begun, longest];
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
console.log('| analysis | all of it | longest step |\n| --- | ---: | ---: |');
for (const [name, request, what] of asked) {
  if (only && name !== only) continue;
  let runs;
  try {
    time(name, request);
    runs = Array.from({ length: 3 }, () => time(name, request));
  } catch (failure) {
    console.log(`| ${name} | ${failure.message} |`);
    continue;
  }
  const [all, longest] = [0, 1].map((i) => median(runs.map((run) => run[i])).toFixed(0));
  console.log(`| ${name}${what ? `, ${what}` : ''} | ${all} ms | ${longest} ms |`);
}
