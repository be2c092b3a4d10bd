// SPDX-License-Identifier: Apache-2.0
// Runs inside the browser: run.mjs asks for one measurement at a time.

import { duckdbBuffer, duckdbReader, duckdbTable } from './adapters/duckdb';
import { papaFile, papaText } from './adapters/papaparse';
import { readOnly } from './adapters/read';
import { sutva, sutvaFirst, sutvaNeeded } from './adapters/sutva';
import { udsvStream, udsvText, udsvTyped } from './adapters/udsv';
import type { Answer, Contestant, Task } from './contestant';

const contestants: Contestant[] = [
  sutva,
  sutvaNeeded,
  sutvaFirst,
  udsvTyped,
  udsvStream,
  udsvText,
  papaFile,
  papaText,
  duckdbTable,
  duckdbReader,
  duckdbBuffer,
  readOnly,
];

async function measure(name: string, task: Task): Promise<{ milliseconds: number; answer: Answer }> {
  const contestant = contestants.find((c) => c.name === name)!;
  const file = document.querySelector<HTMLInputElement>('#file')!.files![0]!;
  await contestant.start?.();
  (globalThis as { gc?: () => void }).gc?.();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const before = performance.now();
  const answer = await contestant.run(file, task);
  return { milliseconds: performance.now() - before, answer };
}

Object.assign(globalThis, { measure, names: contestants.map((c) => c.name) });
