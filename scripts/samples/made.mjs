// SPDX-License-Identifier: Apache-2.0
// Writes the made-up files that the page offers (web/samples/made.mjs) into a folder. Usage: node made.mjs FOLDER
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as made from '../../web/samples/made.mjs';

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node made.mjs FOLDER');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
for (const [name, make] of Object.entries(made)) writeFileSync(join(folder, `${name}.csv`), make());
