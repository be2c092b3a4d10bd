// SPDX-License-Identifier: Apache-2.0
// Times studies in the module on one thread, in Node (the same V8 as Chromium's): all replicates and the summing up, and
// what a moved slider waits for, the preparation and one block with its summing up. Processor time, so that what else
// runs on the machine counts little. Usage: node tests/bench/studies.mjs; prints the table that stands in STUDIES.md.
import { loadModule, readCatalogue } from '../../scripts/lib/module.mjs';

const module = await loadModule();
const { operations } = readCatalogue();
const choices = (operation, field) =>
  operations
    .find(({ name }) => name === operation)
    .request.fields.find(({ name }) => name === field)
    .choices.map(({ name }) => name);

/** Milliseconds of processor time, of this process with V8's compiling. */
function spent(call) {
  const before = process.cpuUsage();
  call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

function whole(name, request) {
  const { replicates, block } = module.simulation_plan(name, request).value;
  const parts = [];
  for (let first = 0; first < replicates; first += block)
    parts.push(module.simulation_block(name, request, first, Math.min(block, replicates - first)));
  return module.simulation_finish(name, request, parts).value;
}

function coarse(name, request) {
  const { block } = module.simulation_plan(name, request).value;
  module.simulation_finish(name, request, [module.simulation_block(name, request, 0, block)]);
}

const ratioTests = ['chi_square', 'chi_square_corrected', 'chi_square_end', 'segments', 'sequential'];
const studies = [
  ['sample-ratio-study', 'five tests', { days: 28, tests: ratioTests, replicates: 10_000 }, 'lift'],
  [
    'sample-ratio-study',
    'five tests, everything goes wrong',
    {
      days: 28,
      tests: ratioTests,
      mechanisms: choices('sample-ratio-study', 'mechanisms'),
      replicates: 10_000,
    },
    'lift',
  ],
  [
    'peeking-study',
    'five ways of looking',
    { days: 28, methods: ['fixed', 'peeking', 'obrien_fleming', 'spending', 'msprt'], replicates: 10_000 },
    'lift',
  ],
  [
    'peeking-study',
    'all ways, novelty and weekends',
    { days: 28, cases: ['novelty', 'weekend'], replicates: 10_000 },
    'lift',
  ],
];
console.log('| 10,000 experiments of 28 days | all, ms | a moved slider, ms |\n| --- | ---: | ---: |');
for (const [name, title, request, slider] of studies) {
  const all = [1, 2, 3, 4, 5].map((seed) => spent(() => whole(name, { ...request, seed })));
  const moved = Array.from({ length: 15 }, (_, i) =>
    spent(() => coarse(name, { ...request, [slider]: 0.01 + i / 1000 })),
  );
  console.log(`| ${name}, ${title} | ${median(all).toFixed(0)} | ${median(moved).toFixed(0)} |`);
}
