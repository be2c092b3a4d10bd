// SPDX-License-Identifier: Apache-2.0
// Streams a seeded experiment file of any length, for the benchmark and the big-file tests.
// Usage: node million.mjs PATH [ROWS=1000000] [SEED=1]
// Columns: user_id, treat (0/1), revenue, prior_revenue, sessions, country, platform, premium (0/1). No cell is missing;
// one country is quoted because its name holds a comma. The truth: revenue is 3 % higher under treatment.

import { closeSync, openSync, writeSync } from 'node:fs';
import { seeded } from '../../web/samples/random.mjs';

const LIFT = 0.03;
const COUNTRIES = [
  ['United States', 0.36],
  ['Germany', 0.15],
  ['Brazil', 0.14],
  ['India', 0.14],
  ['Great Britain', 0.1],
  ['Japan', 0.06],
  ['"Korea, Republic of"', 0.05],
];
const PLATFORMS = [
  ['web', 0.5],
  ['ios', 0.3],
  ['android', 0.2],
];
const BLOCK = 4096;

const [path, rows = '1000000', seed = '1'] = process.argv.slice(2);
if (!path || !(Number(rows) > 0)) {
  console.error('Usage: node million.mjs PATH [ROWS=1000000] [SEED=1]');
  process.exit(2);
}

const total = Math.floor(Number(rows));
const random = seeded(Number(seed));
const file = openSync(path, 'w');
writeSync(file, 'user_id,treat,revenue,prior_revenue,sessions,country,platform,premium\n');
for (let start = 0; start < total; start += BLOCK) {
  let text = '';
  const end = Math.min(start + BLOCK, total);
  for (let i = start; i < end; i++) text += row(i);
  writeSync(file, text);
}
closeSync(file);

function row(i) {
  const wealth = random.normal();
  const treat = random.uniform() < 0.5 ? 1 : 0;
  const spend = (stays) => {
    const buys = random.uniform() < stays / (1 + Math.exp(-wealth));
    const amount = Math.exp(2.4 + 0.7 * wealth + 0.5 * random.normal());
    return buys ? amount : 0;
  };
  const before = spend(0.9);
  const after = spend(0.9) * (1 + LIFT * treat);
  const sessions = 1 + Math.floor(-6 * Math.log(random.uniform()));
  const premium = random.uniform() < 0.2 ? 1 : 0;
  return `${id(i)},${treat},${cents(after)},${cents(before)},${sessions},${random.pick(COUNTRIES)},${random.pick(PLATFORMS)},${premium}\n`;
}

/** Sixteen hex digits, unique: the first eight are a bijection of the row number. */
function id(i) {
  let h = Math.imul(i ^ (i >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  h ^= h >>> 15;
  return hex(h >>> 0) + hex(random.bits());
}

function hex(value) {
  return value.toString(16).padStart(8, '0');
}

function cents(value) {
  return Math.round(value * 100) / 100;
}
