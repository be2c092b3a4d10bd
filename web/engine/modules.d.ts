// SPDX-License-Identifier: Apache-2.0
declare module 'virtual:sutva-wasm/*' {
  /** base64 of the gzip of a module in build/wasm/ */
  const base64: string;
  export default base64;
}

declare module 'virtual:sutva-module/*' {
  /** Emscripten's glue for it */
  const createSutva: (options: { wasmBinary: ArrayBuffer }) => Promise<import('./driver.js').SutvaModule>;
  export default createSutva;
}

declare module 'virtual:sutva-loaders' {
  /** rooms.ts, or one-file.ts where the page is one script */
  export const loaders: import('./pool.ts').Loaders;
}

declare module 'virtual:sutva-build' {
  export const version: string;
  export const commit: string;
}
