// SPDX-License-Identifier: Apache-2.0
// The way to the core: run an operation by name, with progress and a signal to stop. Nothing here computes a statistic.

import { loaders } from 'virtual:sutva-loaders';
import type {
  FormatProfile,
  FormatRequest,
  IssueCode,
  JoinRequest,
  JoinResult,
  ModuleName,
  OperationName,
  Requests,
  Results,
  TableProfileResult,
} from '../generated/operations.ts';
import { modules, optionalColumns, shapes } from '../generated/operations.ts';
import { cancelled, damaged, isGzip, type Offsets } from './driver.js';
import { isActive, type Values } from './fields.ts';
import { type CallOptions, EngineFailure, Pool, type Seat } from './pool.ts';
import type { Calls, WorkerProgress } from './protocol.ts';
import { Replicates } from './replicates.ts';

export interface Issue {
  code: IssueCode;
  field: string;
  message: string;
  severity: 'error' | 'warning';
  limit?: number;
}

export interface Outcome<T> {
  value?: T;
  issues: Issue[];
}

export interface Progress {
  done: number;
  total: number;
  unit: 'replicates' | 'bytes' | 'rows';
  rows?: number;
  /** The outcome of what a simulation has done so far. */
  partial?: unknown;
  seconds_left?: number;
}

export interface RunOptions {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

export interface OpenOptions extends RunOptions {
  /** Names of the columns to read; all where it is left out. */
  columns?: string[];
  /** What is known better than it is found out. */
  format?: Partial<FormatRequest>;
  /** How many workers read at most. */
  workers?: number;
  /** Where the operations stand that will look at it; the analyses where it is left out. */
  module?: ModuleName;
}

export type TableProfile = TableProfileResult & { file_name?: string; bytes: number; format: FormatProfile };

interface SimulationPlan {
  replicates: number;
  block: number;
}

/**
 * Below this size one worker is done before a second has started. One core is left to the browser, which reads the file:
 * on two cores a second worker costs more than it brings.
 */
const leastBytesPerWorker = 4 << 20;

/** The module that reads files, and all that is asked of one. */
const tableModule: ModuleName = 'analyze';

/** Some operations look at the table only where the request names its columns. */
const needsTable = (name: OperationName, request: unknown) =>
  optionalColumns[name]?.some(
    (field) => isActive(field, request as Values) && Boolean((request as Values)[field.name]),
  ) ?? true;

/** Milliseconds that replicates take in one worker before others are asked to help. */
const leastResamplingToShare = 400;

const failed = (failure: unknown): Outcome<never> => ({
  issues: [
    {
      code: 'engine_failed',
      field: '',
      message: `The engine stopped unexpectedly and was started anew; try again${
        failure instanceof EngineFailure ? '' : ' or reload the page'
      }. (${failure instanceof Error ? failure.message : String(failure)})`,
      severity: 'error',
    },
  ],
});

/** What to say when reading a file failed: was it the file, or the engine? */
async function failedToRead(file: Blob, failure: unknown): Promise<Outcome<never>> {
  const readable = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
  if (readable) return failed(failure);
  const message =
    'The file can not be read: since it was chosen it was moved, changed or removed, or it is a folder. Choose it again.';
  return { issues: [{ code: 'no_table', field: '', message, severity: 'error' }] };
}

const startedAnew: Issue = {
  code: 'engine_failed',
  field: '',
  message: 'The engine stopped unexpectedly. It was started anew and has read the file again.',
  severity: 'warning',
};

const stopped = (): Outcome<never> => ({ issues: [cancelled] });

/** Progress with the time left, from the pace so far. */
function pace(options: RunOptions, unit: Progress['unit'], total: number) {
  const begun = performance.now();
  return (done: number, more: Partial<Progress> = {}) => {
    const seconds = (performance.now() - begun) / 1000;
    options.onProgress?.({
      done,
      total,
      unit,
      ...more,
      ...(done > 0 && seconds > 0.2 && { seconds_left: (seconds * (total - done)) / done }),
    });
  };
}

export class Engine {
  private readonly pool: Pool;
  /** The worker that holds the table. */
  private home: Seat | undefined;
  /** The file that is open, or was when its worker died or the next one failed. */
  private opened: { file: File | Blob; options: OpenOptions } | undefined;
  /** How many runs of resampling operations were begun: the number of the last. */
  private runs = 0;
  /** What was joined to it since. */
  private joined: { file: File | Blob; request: Partial<JoinRequest> }[] = [];
  /** The file is being read again. */
  private reopening: Promise<Outcome<TableProfile>> | undefined;

  constructor(options: { workers?: number } = {}) {
    this.pool = new Pool(loaders, options.workers);
  }

  async run<N extends OperationName>(
    name: N,
    request: Partial<Requests[N]>,
    options: RunOptions = {},
  ): Promise<Outcome<Results[N]>> {
    if (options.signal?.aborted) return stopped();
    try {
      switch (shapes[name]) {
        case 'simulation':
          return await this.simulate(name, request, options);
        case 'table':
        case 'resampling':
          return await this.overTable(name, request, options);
        default:
          return await this.pool
            .free(modules[name], this.home)
            .call({ kind: 'calculate', name, request }, { signal: options.signal });
      }
    } catch (failure) {
      return options.signal?.aborted ? stopped() : failed(failure);
    }
  }

  private async simulate<R>(name: OperationName, request: unknown, options: RunOptions): Promise<Outcome<R>> {
    const module = modules[name];
    const lead = this.pool.free(module, this.home);
    const plan = await lead.call<Outcome<SimulationPlan>>({ kind: 'simulation_plan', name, request });
    if (!plan.value) return { issues: plan.issues };
    const { replicates, block } = plan.value;
    const report = pace(options, 'replicates', replicates);
    const finish = (partials: unknown[]) =>
      lead.call<Outcome<R>>({ kind: 'simulation_finish', name, request, partials });

    const { signal } = options;
    const work = new Replicates(replicates, block, signal, async (done) =>
      report(done, { partial: await finish(work.partials) }),
    );
    const seats = this.pool.several(module, Math.min(Math.ceil(replicates / block), this.pool.most));
    await Promise.all(
      seats.map((seat) =>
        work
          .take((first, end) =>
            seat.call<unknown[]>({ kind: 'simulation_blocks', name, request, first, end, block }, { signal }),
          )
          .catch((failure: unknown) => work.fail(failure)),
      ),
    );
    if (work.failure !== undefined) throw work.failure;
    const { partials } = work;
    const outcome = partials.length > 0 ? await finish(partials) : { issues: [] };
    if (signal?.aborted) return { ...outcome, issues: [cancelled, ...outcome.issues] };
    report(replicates);
    return outcome;
  }

  private async overTable<R>(
    name: OperationName,
    request: unknown,
    options: RunOptions,
  ): Promise<Outcome<R>> {
    if (!needsTable(name, request)) {
      const seat = this.pool.free(modules[name], this.home);
      return shapes[name] === 'resampling'
        ? this.resample<R>(seat, name, request, options)
        : this.steps<R>(seat, { kind: 'table', name, request }, options);
    }
    const died = this.home?.dead;
    const elsewhere = (this.opened?.options.module ?? tableModule) !== modules[name];
    if (this.opened && (!this.home || died || elsewhere)) {
      // Its worker died with the table, another file took its place and could not be read, or a question needs another
      // module. The file is still at hand.
      const { file, options: before } = this.opened;
      this.reopening ??= this.reopen(file, { ...before, module: modules[name] }).finally(() => {
        this.reopening = undefined;
      });
    }
    // Two questions may come before the file is back: the second must not ask a table that is being read.
    const again = await this.reopening;
    if (again && !again.value) return { issues: again.issues };
    if (!this.home) {
      return {
        issues: [{ code: 'no_table', field: '', message: 'Open a file first.', severity: 'error' }],
      };
    }
    const outcome =
      shapes[name] === 'resampling'
        ? await this.resample<R>(this.home, name, request, options)
        : await this.steps<R>(this.home, { kind: 'table', name, request }, options);
    return died ? { ...outcome, issues: [startedAnew, ...outcome.issues] } : outcome;
  }

  /** A call that works over the rows in steps. */
  private steps<R>(
    seat: Seat,
    call: Calls,
    options: RunOptions,
    transfer?: Transferable[],
  ): Promise<Outcome<R>> {
    const report = pace(options, 'rows', 1);
    return seat.call<Outcome<R>>(call, {
      signal: options.signal,
      onProgress: (progress) => 'share' in progress && report(progress.share),
      ...(transfer && { transfer }),
    });
  }

  /** Reading and preparing where the table is; then replicates there, and where there is much to do in all workers. */
  private async resample<R>(
    home: Seat,
    name: OperationName,
    request: unknown,
    options: RunOptions,
  ): Promise<Outcome<R>> {
    const { signal } = options;
    const run = ++this.runs;
    const begin = { kind: 'resampling_begin', run, name, request } as const;
    const plan = await this.steps<SimulationPlan>(home, begin, options);
    if (!plan.value) return { issues: plan.issues };
    const { replicates, block } = plan.value;
    const report = pace(options, 'replicates', replicates);
    const finish = () => home.call<Outcome<R>>({ kind: 'resampling_finish', run, partials: work.partials });
    const work = new Replicates(replicates, block, signal, async (done) =>
      report(done, name in optionalColumns ? { partial: await finish() } : {}),
    );
    const blocksOf = (seat: Seat) => (first: number, end: number) =>
      seat.call<unknown[]>({ kind: 'resampling_blocks', run, first, end, block }, { signal });

    const helpers: Seat[] = [];
    const help = async () => {
      // A second worker gets a copy of the columns and reads them anew: it is asked only where that pays.
      await work.longer(leastResamplingToShare);
      if (work.over) return;
      const others = this.pool.several(modules[name], this.pool.most).filter((seat) => seat !== home);
      await Promise.all(
        others.map(async (seat) => {
          const part = await home.call<Int8Array | undefined>({ kind: 'resampling_part', run });
          if (!part || work.over) return;
          helpers.push(seat);
          const transfer = [part.buffer as ArrayBuffer];
          const quiet = { ...(signal && { signal }) };
          const ready = await this.steps<SimulationPlan>(seat, { ...begin, part }, quiet, transfer);
          if (ready.value) await work.take(blocksOf(seat));
        }),
      );
    };
    try {
      await Promise.all(
        [work.take(blocksOf(home)), help()].map((each) =>
          each.catch((failure: unknown) => work.fail(failure)),
        ),
      );
      if (work.failure !== undefined) throw work.failure;
      if (signal?.aborted) return stopped();
      const outcome = await finish();
      report(replicates);
      return outcome;
    } finally {
      for (const seat of [home, ...helpers])
        if (!seat.dead) void seat.call({ kind: 'resampling_end', run }).catch(() => undefined);
    }
  }

  /** Reads a file into a table and says what its columns hold. It takes the place of the one before once it is read. */
  async openTable(file: File | Blob, options: OpenOptions = {}): Promise<Outcome<TableProfile>> {
    await this.reopening;
    return this.replaceTable(file, options);
  }

  /** What a file holds in its first lines, without reading it. */
  async lookAt(file: File | Blob): Promise<Outcome<FormatProfile>> {
    try {
      return await this.pool
        .free(tableModule, this.home)
        .call<Outcome<FormatProfile>>({ kind: 'look', file });
    } catch (failure) {
      return failedToRead(file, failure);
    }
  }

  /** Adds the columns of a second file to the table, by an id that both have. */
  async joinTable(
    file: File | Blob,
    request: Partial<JoinRequest>,
    options: RunOptions = {},
  ): Promise<Outcome<JoinResult & { profile: TableProfileResult }>> {
    const { home } = this;
    if (!home || !this.opened)
      return { issues: [{ code: 'no_table', field: '', message: 'Open a file first.', severity: 'error' }] };
    try {
      const { signal } = options;
      const outcome = await home.call<Outcome<JoinResult>>({ kind: 'join', file, request }, { signal });
      if (!outcome.value) return { issues: outcome.issues };
      this.joined.push({ file, request });
      const call = { kind: 'table', name: 'table-profile', request: {} } as const;
      const profile = await home.call<Outcome<TableProfileResult>>(call, { signal });
      const issues = [...outcome.issues, ...profile.issues];
      return profile.value ? { value: { ...outcome.value, profile: profile.value }, issues } : { issues };
    } catch (failure) {
      return options.signal?.aborted ? stopped() : failedToRead(file, failure);
    }
  }

  private async reopen(file: File | Blob, options: OpenOptions): Promise<Outcome<TableProfile>> {
    const joined = this.joined;
    const outcome = await this.replaceTable(file, options);
    for (const { file: second, request } of outcome.value ? joined : [])
      await this.joinTable(second, request);
    return outcome;
  }

  private async replaceTable(file: File | Blob, options: OpenOptions): Promise<Outcome<TableProfile>> {
    const before = this.opened;
    let outcome: Outcome<TableProfile>;
    try {
      outcome = await this.open(file, options);
    } catch (failure) {
      outcome = options.signal?.aborted ? stopped() : await failedToRead(file, failure);
    }
    if (!outcome.value) {
      this.closeTable();
      this.opened = before;
    }
    return outcome;
  }

  private async open(file: File | Blob, options: OpenOptions): Promise<Outcome<TableProfile>> {
    const { signal } = options;
    this.closeTable();
    this.joined = [];
    const module = options.module ?? tableModule;
    const home = this.pool.free(module);
    this.home = home;
    const detect = { kind: 'detect', file, ...(options.format && { format: options.format }) } as const;
    const [format, magic] = await Promise.all([
      home.call<Outcome<FormatProfile>>(detect),
      file.slice(0, 2).arrayBuffer(),
    ]);
    if (!format.value) return { issues: format.issues };
    const packed = isGzip(new Uint8Array(magic));
    const parts =
      packed || format.value.encoding.startsWith('UTF-16')
        ? 1
        : Math.min(
            options.workers ?? Math.max(1, this.pool.most - 1),
            Math.floor(file.size / leastBytesPerWorker),
          );
    const read = await this.read(home, file, options, Math.max(1, parts));
    if (!read) return stopped();
    if (read.damaged) return { issues: damaged.issues };
    const sealed = await home.call<Outcome<undefined>>({ kind: 'seal' });
    const issues = [...format.issues, ...sealed.issues];
    if (issues.some((issue) => issue.severity === 'error')) return { issues };
    const call = { kind: 'table', name: 'table-profile', request: {} } as const;
    const profile = await home.call<Outcome<TableProfileResult>>(call, { signal });
    if (!profile.value) return { issues: [...issues, ...profile.issues] };
    this.opened = {
      file,
      options: {
        ...(options.columns && { columns: options.columns }),
        ...(options.format && { format: options.format }),
        ...(options.module && { module: options.module }),
      },
    };
    return {
      value: {
        ...profile.value,
        ...('name' in file && { file_name: file.name }),
        bytes: file.size,
        format: format.value,
      },
      issues: [...issues, ...profile.issues],
    };
  }

  /** Byte ranges in several workers; their parts are joined in the order of the file. None when stopped. */
  private async read(
    home: Seat,
    file: Blob,
    options: OpenOptions,
    parts: number,
  ): Promise<Offsets | undefined> {
    const { signal, columns, format: known } = options;
    const report = pace(options, 'bytes', file.size);
    const seen = new Map<number, { bytes: number; rows: number }>();
    const watch = (part: number): CallOptions => ({
      signal,
      onProgress: (progress: WorkerProgress) => {
        if (!('bytes' in progress)) return;
        seen.set(part, progress);
        const all = [...seen.values()];
        report(
          all.reduce((sum, one) => sum + one.bytes, 0),
          { rows: all.reduce((sum, one) => sum + one.rows, 0) },
        );
      },
    });
    const edge = (part: number) => (part === parts ? file.size : Math.floor((file.size / parts) * part));
    const readPart = (seat: Seat, part: number, begin: number, atRecord: boolean) =>
      seat.call<Offsets | undefined>(
        { kind: 'read', file, begin, end: edge(part + 1), atRecord, ...(columns && { columns }) },
        watch(part),
      );

    const helpers: Seat[] = [];
    for (const seat of this.pool.several(options.module ?? tableModule, parts))
      if (seat !== home) helpers.push(seat);
    if (helpers.length < parts - 1) parts = helpers.length + 1;
    const others = helpers.slice(0, parts - 1);
    const reading = [
      readPart(home, 0, 0, true),
      ...others.map(async (seat, index) => {
        const format = await seat.call<Outcome<FormatProfile>>({
          kind: 'detect',
          file,
          ...(known && { format: known }),
        });
        return format.value && readPart(seat, index + 1, edge(index + 1), false);
      }),
    ];
    let last = await reading[0];
    for (const [index, seat] of others.entries()) {
      let offsets = await reading[index + 1];
      if (last && offsets && offsets.first_record_offset !== last.end_offset) {
        // The cut lay inside of quotes: this part is read again from where the one before really ended.
        offsets = await readPart(seat, index + 1, last.end_offset, true);
      }
      if (!last || !offsets || signal?.aborted) {
        await Promise.allSettled(reading);
        for (const other of [home, ...others]) if (!other.dead) await other.call({ kind: 'close' });
        return undefined;
      }
      const part = await seat.call<Int8Array>({ kind: 'take_part' });
      await home.call({ kind: 'append_part', part }, { transfer: [part.buffer as ArrayBuffer] });
      last = offsets;
    }
    return signal?.aborted ? undefined : last;
  }

  /** Whether this file is the one that table operations are asked of. */
  holds(file: File | Blob): boolean {
    return this.opened?.file === file;
  }

  closeTable(): void {
    this.opened = undefined;
    if (this.home && !this.home.dead) void this.home.call({ kind: 'close' }).catch(() => undefined);
    this.home = undefined;
  }

  /** Ends every worker. The next run starts new ones. */
  close(): void {
    this.home = undefined;
    this.pool.close();
  }
}

export const engine = new Engine();

/** Fetches a module's code ahead of the first question to it. */
export const loadModule = (module: ModuleName) => loaders[module]();
export const moduleNames = Object.keys(loaders) as ModuleName[];
