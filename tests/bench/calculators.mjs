// SPDX-License-Identifier: Apache-2.0
// Times every calculation of Plan through the module, in Node (the same V8 as Chromium's), and the curves made of them.
// Usage: node tests/bench/calculators.mjs; prints the table that stands in CALCULATORS.md.
import { loadModule, readCatalogue } from '../../scripts/lib/module.mjs';

const module = await loadModule();
const plans = readCatalogue().operations.filter(
  ({ room, shape, name }) => room === 'plan' && shape === 'calculation' && name !== 'sweep',
);

/** Median milliseconds of a call, after enough calls for V8 to have optimised it. */
function median(call) {
  const times = [];
  const end = performance.now() + 1500;
  while (times.length < 15 || (performance.now() < end && times.length < 400)) {
    const begun = performance.now();
    call();
    times.push(performance.now() - begun);
  }
  return times.slice(Math.floor(times.length / 3)).sort((a, b) => a - b)[Math.floor(times.length / 3)];
}

const rows = plans.map(({ name }) => [name, median(() => module.calculate(name, {}))]);
const steps = (from, to, n) => Array.from({ length: n }, (_, i) => from + ((to - from) * i) / (n - 1));
const sweep = (operation, input, values, outputs, request = {}) =>
  median(() => module.calculate('sweep', { operation, input, values, outputs, request }));
rows.push(
  ['sequential-plan, 20 looks', median(() => module.calculate('sequential-plan', { looks: 20 }))],
  [
    'sample-size, power over people, 200 points',
    sweep('sample-size', 'n_control', steps(100, 40_000, 200), ['power'], { solve_for: 'power' }),
  ],
  [
    'sample-size, size over effect, 200 points',
    sweep('sample-size', 'effect', steps(0.02, 0.4, 200), ['n_total']),
  ],
  [
    'sample-size, size of a mean over effect, 200 points',
    sweep('sample-size', 'effect', steps(0.02, 0.4, 200), ['n_total'], { metric: 'mean' }),
  ],
  [
    'cluster-size, clusters over icc, 200 points',
    sweep('cluster-size', 'icc', steps(0.001, 0.2, 200), ['clusters']),
  ],
);
console.log('| calculation, as it opens | ms |\n| --- | ---: |');
for (const [name, milliseconds] of rows)
  console.log(`| ${name} | ${milliseconds.toFixed(milliseconds < 1 ? 3 : 1)} |`);
