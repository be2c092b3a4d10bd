// SPDX-License-Identifier: Apache-2.0
// What was built from C++, for Node.
import { readFileSync } from 'node:fs';

const folder = new URL('../../build/wasm/', import.meta.url);

/** The binary of the module of a room, or of the one with everything. */
export const readModule = (room) => readFileSync(new URL(room ? `sutva_${room}.wasm` : 'sutva.wasm', folder));

/**
 * @param {string} [room] one of the page's modules; the one with everything where it is left out
 * @returns {Promise<import('../../web/engine/driver.js').SutvaModule>}
 */
export async function loadModule(room) {
  const name = room ? `sutva_${room}.mjs` : 'sutva.mjs';
  const { default: createSutva } = await import(new URL(name, folder).href);
  return createSutva({ wasmBinary: readModule(room) });
}

/** What core/operations.hpp says catalogue() holds; the page's module does not have it. */
export const readCatalogue = () => JSON.parse(readFileSync(new URL('catalogue.json', folder), 'utf8'));
