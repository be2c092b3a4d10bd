// SPDX-License-Identifier: Apache-2.0
// The floor: bytes from the file into two buffers of 4 MB, and nothing done with them.

import type { Contestant } from '../contestant';

const BUFFER = 4 << 20;

/** Calls `use` with each piece of at most `size` bytes, which are only good until it returns. */
export async function readPieces(file: File, size: number, use: (bytes: Uint8Array) => void): Promise<void> {
  const reader = file.stream().getReader({ mode: 'byob' });
  const read = (buffer: ArrayBuffer) => reader.read(new Uint8Array(buffer));
  let next = read(new ArrayBuffer(size));
  let spare = new ArrayBuffer(size);
  for (;;) {
    const { value, done } = await next;
    if (done || !value) return;
    next = read(spare);
    use(value);
    spare = value.buffer as ArrayBuffer;
  }
}

export const readOnly: Contestant = {
  name: 'reading only',
  async run(file) {
    let bytes = 0;
    await readPieces(file, BUFFER, (piece) => {
      bytes += piece.byteLength;
    });
    if (bytes !== file.size) throw new Error(`read ${bytes} of ${file.size} bytes`);
    return { rows: Number.NaN, estimate: Number.NaN, standard_error: Number.NaN };
  },
};
