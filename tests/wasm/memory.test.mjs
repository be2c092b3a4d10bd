// SPDX-License-Identifier: Apache-2.0
// wasm/memory.cpp stands in the place of the C library's memcpy, memmove and memset: texts of every length on their way
// through a table, a request and an issue.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadModule } from '../../scripts/lib/module.mjs';
import { detect, readRecords, runOverTable } from '../../web/engine/driver.js';

const module = await loadModule();
const lengths = Array.from({ length: 300 }, (_, i) => i + 1);
const word = (length) =>
  Array.from({ length }, (_, i) => 'abcdefghijklmnopqrstuvwxyz0123456789'[(i * 7 + length) % 36]).join('');

async function opened(text) {
  const bytes = new TextEncoder().encode(text);
  const session = new module.TableSession();
  const source = {
    size: bytes.length,
    bytes: async (begin, end) => bytes.subarray(begin, end),
    async *from(begin) {
      for (let at = begin; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
    },
  };
  await detect(session, source);
  await readRecords(session, source, {});
  session.seal();
  return session;
}

test('Texts of every length come back as they went in', async () => {
  const rows = lengths.flatMap((length) => [`${word(length)},a,1`, `${word(length)},b,2`]);
  const session = await opened(`text,arm,y\n${rows.join('\n')}\n`);
  for (const length of lengths) {
    const missing = `no ${word(length)}`;
    const { issues } = session.begin_operation('csv-effect', { arm: 'arm', outcome: missing });
    assert.ok(
      issues.some((issue) => issue.message.includes(missing)),
      `length ${length}`,
    );
  }
  session.delete();
});

test('Columns of every size come back as they went in', async () => {
  for (const rows of [3, 7, 8, 9, 63, 64, 65, 66, 1000, 9001]) {
    const lines = Array.from({ length: 2 * rows }, (_, i) => `${i % 2 ? 'a' : 'b'},${i}`);
    const session = await opened(`arm,y\n${lines.join('\n')}\n`);
    const { value } = await runOverTable(session, 'csv-effect', {
      arm: 'arm',
      outcome: 'y',
      control: 'b',
      treatment: 'a',
    });
    assert.equal(value.rows_used, 2 * rows);
    assert.ok(Math.abs(value.unadjusted.estimate - 1) < 1e-9, `${rows}`);
    session.delete();
  }
});
