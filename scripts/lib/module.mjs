// SPDX-License-Identifier: Apache-2.0
// What was built from C++, for Node.
import { readFileSync } from 'node:fs';

const folder = new URL('../../build/wasm/', import.meta.url);

/** @returns {Promise<import('../../web/engine/driver.js').SutvaModule>} */
export async function loadModule() {
  const { default: createSutva } = await import(new URL('sutva.mjs', folder).href);
  return createSutva({ wasmBinary: readFileSync(new URL('sutva.wasm', folder)) });
}

/** What core/operations.hpp says catalogue() holds; the page's module does not have it. */
export const readCatalogue = () => JSON.parse(readFileSync(new URL('catalogue.json', folder), 'utf8'));
