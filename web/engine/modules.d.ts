// SPDX-License-Identifier: Apache-2.0
declare module 'virtual:sutva-wasm' {
  /** base64 of the gzip of build/wasm/sutva.wasm */
  const base64: string;
  export default base64;
}

declare module 'sutva-module' {
  /** Emscripten's glue, build/wasm/sutva.mjs */
  const createSutva: (options: { wasmBinary: ArrayBuffer }) => Promise<import('./driver.js').SutvaModule>;
  export default createSutva;
}

declare module 'virtual:sutva-build' {
  export const version: string;
  export const commit: string;
}
