// SPDX-License-Identifier: Apache-2.0
// uDSV, as its documentation suggests for large input: incremental, string tuples, rows not kept.

import { inferSchema, initParser } from 'udsv';
import type { Contestant } from '../contestant';
import { PlainAnalysis } from '../plain';
import { readPieces } from './read';

/** Of 256 kB, 1 MB and 4 MB the fastest here. */
const PIECE = 1 << 20;

function schemaOf(text: string) {
  return inferSchema(text, { col: ',', row: '\n', encl: '"' });
}

/** In pieces, rows not kept; `typed` turns every cell into its column's type, else only the needed ones become numbers. */
function streamed(name: string, typed: boolean): Contestant {
  return {
    name,
    async run(file, task) {
      const analysis = new PlainAnalysis(task);
      const decoder = new TextDecoder();
      const onText = (row: string[]) => analysis.add(row);
      const onTyped = (row: (number | string)[]) => analysis.addTyped(row);
      let parser: ReturnType<typeof initParser> | undefined;
      await readPieces(file, PIECE, (bytes) => {
        const text = decoder.decode(bytes, { stream: true });
        parser ??= initParser(schemaOf(text));
        if (typed) parser.chunk<(number | string)[]>(text, parser.typedArrs, onTyped);
        else parser.chunk<string[]>(text, parser.stringArrs, onText);
      });
      parser!.end();
      return analysis.answer();
    },
  };
}

export const udsvStream = streamed('uDSV, streamed', false);
export const udsvTyped = streamed('uDSV, streamed, every column typed', true);

export const udsvText: Contestant = {
  name: 'uDSV, whole text',
  async run(file, task) {
    const analysis = new PlainAnalysis(task);
    const text = await file.text();
    const parser = initParser(schemaOf(text));
    parser.stringArrs<string[]>(text, (row) => {
      analysis.add(row);
    });
    return analysis.answer();
  },
};
