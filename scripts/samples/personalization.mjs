// SPDX-License-Identifier: Apache-2.0
// Writes public/samples/personalization.csv, the file behind "Try it with sample data".
// The truth behind it is described in README.md beside this script. Usage: node personalization.mjs [path]

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seeded } from '../../web/samples/random.mjs';

/** Chosen among the first forty so that the plain interval just includes zero and the adjusted one does not. */
export const SEED = 14;
export const ROWS = 5000;
/** Every user streams this share more under treatment: the effect to be found. */
export const LIFT = 0.055;

const COUNTRIES = [
  ['US', 0.34],
  ['DE', 0.16],
  ['BR', 0.14],
  ['IN', 0.13],
  ['GB', 0.1],
  ['JP', 0.08],
  ['NA', 0.05],
];
const DEVICES = [
  ['phone', 0.52],
  ['tv', 0.22],
  ['desktop', 0.16],
  ['tablet', 0.1],
];

export function personalization(seed = SEED) {
  const random = seeded(seed);
  const lines = [
    'user_id,treat,minutes_streamed,country,device_type,tenure_days,prior_7d_minutes,is_premium',
  ];
  for (let i = 1; i <= ROWS; i++) {
    const habit = random.normal(); // how much this person watches, before and after
    const treat = random.uniform() < 0.5 ? 1 : 0;
    const country = random.pick(COUNTRIES);
    const device = random.pick(DEVICES);
    const premium = random.uniform() < 1 / (1 + Math.exp(1.2 - 0.8 * habit)) ? 1 : 0;
    const isNew = random.uniform() < 0.06;
    const tenure = isNew
      ? Math.floor(7 * random.uniform())
      : 7 + Math.floor(-420 * Math.log(random.uniform()));

    const week = (away) => {
      const stayedAway = random.uniform() < away / (1 + Math.exp(1.2 * habit));
      const minutes = Math.exp(4.6 + 0.68 * habit + 0.4 * random.normal());
      return stayedAway ? 0 : minutes;
    };
    const before = week(0.24);
    const after = week(0.2) * (1 + LIFT * treat);
    const lost = random.uniform() < 0.012; // telemetry lost, whichever the arm

    lines.push(
      [i, treat, lost ? '' : cents(after), country, device, tenure, isNew ? '' : cents(before), premium].join(
        ',',
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

function cents(value) {
  return Math.round(value * 100) / 100;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path =
    process.argv[2] ?? fileURLToPath(new URL('../../public/samples/personalization.csv', import.meta.url));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, personalization());
}
