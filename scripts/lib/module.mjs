// SPDX-License-Identifier: Apache-2.0
// The built module in Node.
import { readFileSync } from 'node:fs';

const folder = new URL('../../build/wasm/', import.meta.url);

/** @returns {Promise<import('../../web/engine/driver.js').SutvaModule>} */
export async function loadModule() {
  const { default: createSutva } = await import(new URL('sutva.mjs', folder).href);
  return createSutva({ wasmBinary: readFileSync(new URL('sutva.wasm', folder)) });
}
