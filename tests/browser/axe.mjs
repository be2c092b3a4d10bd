// SPDX-License-Identifier: Apache-2.0
// What axe finds wrong with a page, in words.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './page.mjs';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

export async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations, passes } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    if (passes.length < 10) return ['axe looked at nothing'];
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((node) => `${node.target} ${node.failureSummary}`)
          .join(' | ')}`,
    );
  });
}
