// SPDX-License-Identifier: Apache-2.0
// What a worker does, whichever module it has: workers/ says which.
import {
  beginResampling,
  breathe,
  cancelled,
  detect,
  isGzip,
  joinFile,
  readRecords,
  runOverTable,
  type Source,
  type SutvaModule,
  stepMilliseconds,
  type TableSession,
  unpackedSource,
} from './driver.js';
import type { Calls, FromWorker, ToWorker } from './protocol.ts';

// The module travels inside the script as base64 of its gzip: the content policy forbids fetching a file.
async function unpacked(base64: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}

const post = (message: FromWorker, transfer: Transferable[] = []) =>
  (self as unknown as Worker).postMessage(message, transfer);

const stopped = new Set<number>();
let session: TableSession | undefined;
/** A copy of the columns that a resampling operation of another worker looks at. */
let borrowed: TableSession | undefined;
/** The resampling operation that is under way here, and where. */
let resampling: { run: number; session: TableSession } | undefined;

/** Blocks of replicates from `first` to `end`, until stopped. */
async function inBlocks(
  { first, end, block }: { first: number; end: number; block: number },
  go: () => boolean,
  partial: (first: number, count: number) => unknown,
): Promise<unknown[]> {
  const partials: unknown[] = [];
  let until = performance.now() + stepMilliseconds;
  for (let next = first; next < end && go(); next += block) {
    partials.push(partial(next, Math.min(block, end - next)));
    if (performance.now() >= until) {
      await breathe();
      until = performance.now() + stepMilliseconds;
    }
  }
  return partials;
}

// The session has room for one operation over the table: a second question waits for its turn, or both would step the same.
let turn: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

// What is being read is held here: a stream that only its own reader knows is collected while the first bytes are still on
// their way, and the reading never goes on.
const readings = new Set<object>();

// Two buffers take turns: the browser fills one while the other is parsed.
async function* chunksOf(blob: Blob): AsyncGenerator<Uint8Array> {
  let reader: ReadableStreamBYOBReader;
  const stream = blob.stream();
  try {
    reader = stream.getReader({ mode: 'byob' });
  } catch {
    yield* stream as unknown as AsyncIterable<Uint8Array>;
    return;
  }
  const size = 4 << 20;
  let pending = reader.read(new Uint8Array(new ArrayBuffer(size)));
  let spare = new ArrayBuffer(size);
  const held = { blob, stream, reader };
  readings.add(held);
  try {
    for (;;) {
      const { value, done } = await pending;
      if (done || !value) return;
      pending = reader.read(new Uint8Array(spare));
      yield value;
      spare = value.buffer as ArrayBuffer;
    }
  } finally {
    readings.delete(held);
    pending.catch(() => undefined);
    void reader.cancel().catch(() => undefined);
  }
}

async function sourceOf(blob: Blob): Promise<Source> {
  const bytes = async (begin: number, end: number) =>
    new Uint8Array(await blob.slice(begin, end).arrayBuffer());
  if (blob.size > 18 && isGzip(await bytes(0, 2)))
    return unpackedSource(() => blob.stream(), blob.size, await bytes(blob.size - 4, blob.size));
  return {
    size: blob.size,
    bytes,
    from: (begin: number) => chunksOf(begin === 0 ? blob : blob.slice(begin)),
  };
}

async function handle(module: SutvaModule, id: number, call: Calls): Promise<[unknown, Transferable[]?]> {
  const control = { cancelled: () => stopped.has(id) };
  switch (call.kind) {
    case 'calculate':
      return [module.calculate(call.name, call.request)];
    case 'simulation_plan':
      return [module.simulation_plan(call.name, call.request)];
    case 'simulation_blocks':
      return [
        await inBlocks(
          call,
          () => !control.cancelled(),
          (first, count) => module.simulation_block(call.name, call.request, first, count),
        ),
      ];
    case 'simulation_finish':
      return [module.simulation_finish(call.name, call.request, call.partials)];
    case 'detect':
      session ??= new module.TableSession();
      if (resampling?.session === session) resampling = undefined;
      session.close();
      return [await detect(session, await sourceOf(call.file), call.format)];
    case 'look': {
      const other = new module.TableSession();
      try {
        return [await detect(other, await sourceOf(call.file))];
      } finally {
        other.delete();
      }
    }
    case 'join':
      if (!session) throw new Error('join before read');
      return [await joinFile(module, session, await sourceOf(call.file), call.request, control)];
    case 'read': {
      const { file, begin, end, atRecord, columns } = call;
      if (!session) throw new Error('read before detect');
      if (resampling?.session === session) resampling = undefined;
      let shown = 0;
      const source = await sourceOf(file);
      const offsets = await readRecords(session, source, {
        ...control,
        begin,
        // What is packed is read by one, to its end.
        end: source.expected === undefined ? end : source.size,
        atRecord,
        ...(columns && { columns }),
        onProgress: (bytes, rows) => {
          if (performance.now() - shown < 50) return;
          shown = performance.now();
          post({ id, progress: { bytes, rows } });
        },
      });
      return [offsets];
    }
    case 'resampling_begin': {
      const { run, name, request, part } = call;
      if (part) {
        borrowed ??= new module.TableSession();
        borrowed.open_part(part);
      } else {
        session ??= new module.TableSession();
      }
      const own = { run, session: (part ? borrowed : session) as TableSession };
      resampling = own;
      const plan = await beginResampling(own.session, name, request, {
        cancelled: () => control.cancelled() || resampling !== own,
        onProgress: (share) => post({ id, progress: { share } }),
      });
      return [plan];
    }
    case 'resampling_part': {
      if (resampling?.run !== call.run) return [undefined];
      const part = resampling.session.part_for_replicates();
      return [part, [part.buffer as ArrayBuffer]];
    }
    case 'resampling_blocks': {
      const own = resampling;
      if (own?.run !== call.run) return [[]];
      return [
        await inBlocks(
          call,
          () => !control.cancelled() && resampling === own,
          (first, count) => own.session.resampling_block(first, count),
        ),
      ];
    }
    case 'resampling_finish': {
      if (resampling?.run !== call.run) return [{ issues: [cancelled] }];
      const outcome = resampling.session.finish_resampling(call.partials);
      resampling = undefined;
      return [outcome];
    }
    case 'resampling_end':
      if (resampling?.run === call.run) {
        if (resampling.session === borrowed) borrowed.close();
        resampling = undefined;
      }
      return [undefined];
    case 'take_part': {
      const part = session?.take_part() ?? new Int8Array();
      return [part, [part.buffer as ArrayBuffer]];
    }
    case 'append_part':
      session?.append_part(call.part);
      return [undefined];
    case 'seal':
      return [session?.seal()];
    case 'close':
      if (resampling?.session === session) resampling = undefined;
      session?.close();
      return [undefined];
    case 'table':
      return [
        await inTurn(() => {
          if (control.cancelled()) return Promise.resolve({ issues: [cancelled] });
          session ??= new module.TableSession();
          return runOverTable(session, call.name, call.request, {
            ...control,
            onProgress: (share) => post({ id, progress: { share } }),
          });
        }),
      ];
    case 'crash':
      throw new WebAssembly.RuntimeError('asked to fail');
  }
}

async function receive(loading: Promise<SutvaModule>, data: ToWorker): Promise<void> {
  if ('stop' in data) {
    stopped.add(data.stop);
    return;
  }
  const { id, call } = data;
  try {
    const module = await loading;
    if (stopped.has(id)) post({ id, result: { issues: [cancelled] } });
    else {
      const [result, transfer] = await handle(module, id, call);
      post({ id, result }, transfer);
    }
  } catch (failure) {
    post({ id, failure: String(failure) });
  }
  stopped.delete(id);
}

/** Answers the page with this module: Emscripten's glue, and base64 of its gzip. */
export function serve(
  create: (options: { wasmBinary: ArrayBuffer }) => Promise<SutvaModule>,
  wasm: string,
): void {
  const loading = unpacked(wasm).then((wasmBinary) => create({ wasmBinary }));
  self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => void receive(loading, data));
}
