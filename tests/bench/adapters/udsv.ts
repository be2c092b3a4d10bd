// SPDX-License-Identifier: Apache-2.0
// uDSV, as its documentation suggests for large input: incremental, string tuples, rows not kept.

import { inferSchema, initParser } from 'udsv';
import type { Contestant } from '../contestant';
import { PlainAnalysis } from '../plain';
import { readPieces } from './read';

/** Of 256 kB, 1 MB and 4 MB the fastest here. */
const PIECE = 1 << 20;

export const udsvStream: Contestant = {
  name: 'uDSV, streamed',
  async run(file, task) {
    const analysis = new PlainAnalysis(task);
    const decoder = new TextDecoder();
    const onRow = (row: string[]) => analysis.add(row);
    let parser: ReturnType<typeof initParser> | undefined;
    await readPieces(file, PIECE, (bytes) => {
      const text = decoder.decode(bytes, { stream: true });
      parser ??= initParser(inferSchema(text, { col: ',', row: '\n', encl: '"' }));
      parser.chunk<string[]>(text, parser.stringArrs, onRow);
    });
    parser!.end();
    return analysis.answer();
  },
};

export const udsvText: Contestant = {
  name: 'uDSV, whole text',
  async run(file, task) {
    const analysis = new PlainAnalysis(task);
    const text = await file.text();
    const parser = initParser(inferSchema(text, { col: ',', row: '\n', encl: '"' }));
    parser.stringArrs<string[]>(text, (row) => {
      analysis.add(row);
    });
    return analysis.answer();
  },
};
