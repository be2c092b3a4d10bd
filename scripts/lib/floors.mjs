// SPDX-License-Identifier: Apache-2.0
// The floors of ARCHITECTURE.md: a room of core/ includes only itself and rooms on lower floors.
import { readdirSync, readFileSync } from 'node:fs';

const core = new URL('../../core/', import.meta.url);
const floors = {
  base: 0,
  random: 1,
  table: 1,
  stats: 2,
  graph: 2,
  plan: 3,
  analyze: 3,
  simulate: 4,
  practice: 5,
};

let wrong = 0;
for (const room of readdirSync(core, { withFileTypes: true })) {
  if (!room.isDirectory()) continue;
  if (!(room.name in floors)) {
    console.error(`core/${room.name}/ has no floor; give it one here and in ARCHITECTURE.md`);
    wrong++;
    continue;
  }
  for (const file of readdirSync(new URL(`${room.name}/`, core))) {
    const text = readFileSync(new URL(`${room.name}/${file}`, core), 'utf8');
    for (const [, other] of text.matchAll(/^#include "(\w+)\//gm)) {
      if (other !== room.name && !(floors[other] < floors[room.name])) {
        console.error(`core/${room.name}/${file} includes ${other}/, which is not on a lower floor`);
        wrong++;
      }
    }
    if (/^#include "operations\.hpp"/m.test(text)) {
      console.error(`core/${room.name}/${file} includes operations.hpp, which stands above every room`);
      wrong++;
    }
  }
}
process.exitCode = wrong > 0 ? 1 : 0;
