// SPDX-License-Identifier: Apache-2.0
// What the page and its workers say to each other.

import type { FormatRequest, JoinRequest } from '../generated/operations.ts';

export type Calls =
  | { kind: 'calculate'; name: string; request: unknown }
  | { kind: 'simulation_plan'; name: string; request: unknown }
  | { kind: 'simulation_blocks'; name: string; request: unknown; first: number; end: number; block: number }
  | { kind: 'simulation_finish'; name: string; request: unknown; partials: unknown[] }
  | { kind: 'detect'; file: Blob; format?: Partial<FormatRequest> }
  | { kind: 'look'; file: Blob }
  | { kind: 'join'; file: Blob; request: Partial<JoinRequest> }
  | { kind: 'read'; file: Blob; begin: number; end: number; atRecord: boolean; columns?: string[] }
  | { kind: 'take_part' }
  | { kind: 'append_part'; part: Int8Array }
  | { kind: 'seal' }
  | { kind: 'close' }
  | { kind: 'table'; name: string; request: unknown }
  // A run of a resampling operation has a number: whatever takes its place in a worker ends it there.
  // part: the columns it looks at, in a worker that has no table.
  | { kind: 'resampling_begin'; run: number; name: string; request: unknown; part?: Int8Array }
  | { kind: 'resampling_part'; run: number }
  | { kind: 'resampling_blocks'; run: number; first: number; end: number; block: number }
  | { kind: 'resampling_finish'; run: number; partials: unknown[] }
  | { kind: 'resampling_end'; run: number }
  | { kind: 'crash' }; // tests only: what happens when the module traps

export type ToWorker = { id: number; call: Calls } | { stop: number };

export type WorkerProgress = { bytes: number; rows: number } | { share: number };

export type FromWorker =
  | { id: number; result: unknown }
  | { id: number; progress: WorkerProgress }
  | { id: number; failure: string };
