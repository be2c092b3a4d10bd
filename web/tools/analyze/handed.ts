// SPDX-License-Identifier: Apache-2.0
// Counts by segment on their way from an open file to whoever looks for the cause of a mismatch. Names of segments are
// text from a file, so they go in memory and never in the address.
import { engine } from '../../engine/engine.ts';
import type { Requests } from '../../generated/operations.ts';
import { findOperation, type Values } from '../../state/link.ts';
import { type Choice, columnsIn, requestFor, type TableProfile } from './table-roles.ts';

/** More segments than this are dates or ids; the core would pool them. */
const mostLevels = 50;

interface Handed {
  /** The counts that the segments divide. */
  counts: string;
  segments: string;
}
let handed: Handed | undefined;

const keyOf = (counts: unknown) => JSON.stringify(Array.from(counts as ArrayLike<number>));

/** The segments of these counts; none where they come from elsewhere. */
export const handedSegments = (counts: unknown): string | undefined =>
  counts !== undefined && handed?.counts === keyOf(counts) ? handed.segments : undefined;

/** A name as one cell of a row of text. */
export const oneCell = (text: string) => text.replace(/[\s,;]+/g, ' ').trim() || '(empty)';

const dated = new Set(['date', 'timestamp']);

/**
 * Columns whose contents people differ in: chosen or guessed as segments, blocks or time, and texts that are adjusted
 * for. Columns of many contents are left out, unless they are numbers, which are cut.
 */
function segmentColumns(choice: Choice, profile: TableProfile): string[] {
  const segments = findOperation('effect-segments');
  if (!segments) return [];
  const chosen = new Set(columnsIn(segments, choice, 'segments'));
  const covariates = new Set(columnsIn(segments, choice, 'covariates'));
  return profile.columns
    .filter(({ name, kind, distinct = Infinity }) => {
      if (kind === 'text' && !(distinct >= 2 && distinct <= mostLevels)) return false;
      const role = choice.roles.get(name) ?? '';
      return (
        chosen.has(name) || role === 'block' || role === 'time' || (covariates.has(name) && kind === 'text')
      );
    })
    .map(({ name }) => name);
}

/** Counts the people of two arms in every segment of the open file, and keeps them for who asks for these counts. */
export async function handOver(
  counts: readonly number[],
  choice: Choice,
  profile: TableProfile,
  values: Values,
): Promise<void> {
  handed = undefined;
  const operation = findOperation('effect-segments');
  const columns = segmentColumns(choice, profile);
  if (!operation || columns.length === 0 || counts.length !== 2) return;
  const asked = requestFor(operation, choice, values);
  const request = { ...asked, segments: columns, covariates: [], cluster: '' };
  const { value } = await engine.run('effect-segments', request as Partial<Requests['effect-segments']>);
  if (!value) return;
  const byDate = new Set(profile.columns.filter(({ content }) => dated.has(content)).map(({ name }) => name));
  const rows = columns.flatMap((column) => {
    const levels = value.segments.filter((segment) => segment.column === column);
    // Dates stand in the order of time; a number's cuts and a text's contents as the core has them.
    return byDate.has(column) ? levels.toSorted((a, b) => (a.level < b.level ? -1 : 1)) : levels;
  });
  handed = {
    counts: keyOf(counts),
    segments: rows
      .map(
        ({ column, level, n_control, n_treatment }) =>
          `${oneCell(column)}, ${oneCell(level)}, ${n_control}, ${n_treatment}`,
      )
      .join('\n'),
  };
}
