// SPDX-License-Identifier: Apache-2.0
// How the module is driven: the same code in a worker of the page and in Node (scripts/sutva, tests).

/**
 * @typedef {import('./engine.ts').Issue} Issue
 * @typedef {{ value?: unknown, issues: Issue[] }} Outcome
 * @typedef {{ replicates: number, block: number }} SimulationPlan
 * @typedef {{ first_record_offset: number, end_offset: number, damaged?: boolean }} Offsets
 *
 * @typedef {object} TableSession
 * @property {(bytes: number) => Uint8Array} buffer
 * @property {(bytes: number, whole: boolean, format: unknown) => Outcome} detect
 * @property {(fileBytes: number, columns: string[] | undefined, begin: number, end: number, atRecord: boolean) => void} start
 * @property {(bytes: number) => boolean} feed
 * @property {() => number} rows
 * @property {() => Offsets} finish
 * @property {() => Int8Array} take_part
 * @property {(part: Int8Array) => void} append_part
 * @property {() => Outcome} seal
 * @property {(second: TableSession, request: unknown) => Outcome} join
 * @property {() => void} close
 * @property {() => void} delete
 * @property {(name: string, request: unknown) => Outcome & { running: boolean }} begin_operation
 * @property {(milliseconds: number) => number} step_operation
 * @property {() => Outcome} finish_operation
 * @property {(name: string, request: unknown) => Outcome & { running: boolean }} begin_resampling
 * @property {(milliseconds: number) => number} step_resampling
 * @property {() => Int8Array} part_for_replicates
 * @property {(part: Int8Array) => void} open_part
 * @property {() => Outcome & { value?: SimulationPlan }} resampling_plan
 * @property {(first: number, count: number) => unknown} resampling_block
 * @property {(partials: unknown[]) => Outcome} finish_resampling
 *
 * @typedef {object} SutvaModule
 * @property {(name: string, request: unknown) => Outcome} calculate
 * @property {(name: string, request: unknown) => Outcome & { value?: SimulationPlan }} simulation_plan
 * @property {(name: string, request: unknown, first: number, count: number) => unknown} simulation_block
 * @property {(name: string, request: unknown, partials: unknown[]) => Outcome} simulation_finish
 * @property {new () => TableSession} TableSession
 *
 * @typedef {AsyncIterable<Uint8Array>} Chunks
 * @typedef {object} Source where bytes come from
 * @property {number} size infinite where it is not known
 * @property {number} [expected] about its size, where that is not known
 * @property {() => number} [consumed] bytes of the file behind it that were read so far, where these are others
 * @property {() => boolean} [damaged] its bytes ended before their time
 * @property {(begin: number, end: number) => Promise<Uint8Array>} bytes
 * @property {(begin: number) => Chunks} from
 */

export const headBytes = 256 * 1024;
const mostHeadBytes = 64 * headBytes;

/** One long call can stay in V8's baseline code; short ones are replaced by optimised code, and let messages in. */
export const stepMilliseconds = 8;

// One channel for good: a channel that nothing holds may be collected with its message still on the way, and whoever
// waits for it waits for ever.
const channel = new MessageChannel();
/** @type {(() => void)[]} */
const waiting = [];
// In Node a port that listens keeps the process alive, which it should only while somebody waits.
const hold = /** @type {{ ref?: () => void, unref?: () => void }} */ (/** @type {unknown} */ (channel.port1));
channel.port1.onmessage = () => {
  waiting.shift()?.();
  if (waiting.length === 0) hold.unref?.();
};
hold.unref?.();

/** Lets waiting messages in: a timer would wait 4 ms each time. @returns {Promise<void>} */
export const breathe = () =>
  new Promise((resolve) => {
    hold.ref?.();
    waiting.push(resolve);
    channel.port2.postMessage(0);
  });

/** @param {Uint8Array} bytes the first of a file */
export const isGzip = (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** @type {Outcome} */
export const damaged = {
  issues: [
    {
      code: 'not_text',
      field: '',
      message:
        'This gzip file is damaged or not whole. Fetch it again, or unpack it and open the CSV inside.',
      severity: 'error',
    },
  ],
};

// Chunks of a stream that unpacks are small; each costs a call.
const gatheredBytes = 1 << 20;
// A stream that only its own reader knows may be collected while bytes are on their way.
const unpacking = new Set();

const headerBytes = 10;
const leastMember = 18;

/**
 * Whether a member of a gzip file ends and the next one begins at `at`: a header as programs write it, behind a length
 * that the member before can have.
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {number} size of the member so far
 */
function memberBegins(bytes, at, size) {
  if (bytes[at + 1] !== 0x8b || bytes[at + 2] !== 8 || (bytes[at + 3] ?? 255) > 31) return false;
  const [level = 255, system = 255] = bytes.subarray(at + 8, at + headerBytes);
  if (![0, 2, 4].includes(level) || (system > 13 && system !== 255)) return false;
  const said = new DataView(bytes.buffer, bytes.byteOffset + at - 4, 4).getUint32(0, true);
  return said <= 1040 * size;
}

/**
 * The packed bytes with the ends of members: `cat a.gz b.gz` and bgzip make files of several, and a DecompressionStream
 * takes one.
 * @param {ReadableStreamDefaultReader<Uint8Array>} reader
 * @returns {AsyncGenerator<{ bytes: Uint8Array, ends: boolean, last?: boolean }, undefined>}
 */
async function* membersOf(reader) {
  const kept = 4 + headerBytes - 1; // may hold a beginning that is not whole yet, and the length before it
  let all = new Uint8Array();
  let passed = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const rest = all;
    all = new Uint8Array(rest.length + value.length);
    all.set(rest);
    all.set(value, rest.length);
    for (let at = 4; ; at++) {
      at = all.indexOf(0x1f, at);
      if (at < 0 || at + headerBytes > all.length) break;
      if (passed + at < leastMember || !memberBegins(all, at, passed + at)) continue;
      yield { bytes: all.slice(0, at), ends: true };
      all = all.subarray(at);
      passed = 0;
      at = 3;
    }
    if (all.length > kept) {
      yield { bytes: all.slice(0, -kept), ends: false };
      passed += all.length - kept;
      all = all.slice(-kept);
    }
  }
  yield { bytes: all, ends: true, last: true };
}

/**
 * @param {ReadableStream<Uint8Array>} stream of a gzip file with any number of members
 * @returns {AsyncGenerator<Uint8Array, undefined>} what they hold; it throws where one is damaged
 */
async function* inflated(stream) {
  const source = stream.getReader();
  const members = membersOf(source);
  const held = { stream, source, inflater: /** @type {DecompressionStream | undefined} */ (undefined) };
  unpacking.add(held);
  let more = true;
  try {
    while (more) {
      held.inflater = new DecompressionStream('gzip');
      const writer = held.inflater.writable.getWriter();
      const reader = held.inflater.readable.getReader();
      const feed = async () => {
        for (;;) {
          const { value } = await members.next();
          if (!value) break;
          more = !value.last;
          await writer.write(/** @type {Uint8Array<ArrayBuffer>} */ (value.bytes));
          if (value.ends) break;
        }
        await writer.close();
      };
      const fed = feed();
      fed.catch((failure) => writer.abort(failure)).catch(() => undefined); // the reader fails with it
      try {
        for (;;) {
          const { value, done } = await reader.read();
          if (done) break;
          yield value;
        }
      } finally {
        reader.cancel().catch(() => undefined);
      }
      await fed;
    }
  } finally {
    unpacking.delete(held);
    source.cancel().catch(() => undefined);
  }
}

/**
 * What a gzip file holds, unpacked as it is read: there is never a whole copy of it.
 * @param {() => ReadableStream<Uint8Array>} open the packed bytes, from their beginning
 * @param {number} size of the packed bytes
 * @param {Uint8Array} end the last four of them, which say how much they hold
 * @returns {Source}
 */
export function unpackedSource(open, size, end) {
  let consumed = 0;
  let broken = false;
  async function* chunks() {
    consumed = 0;
    const count = new TransformStream({
      transform(chunk, controller) {
        consumed += chunk.length;
        controller.enqueue(chunk);
      },
    });
    const gathered = new Uint8Array(gatheredBytes);
    let used = 0;
    try {
      for await (const value of inflated(open().pipeThrough(count))) {
        for (let at = 0; at < value.length; ) {
          const part = value.subarray(at, at + gatheredBytes - used);
          gathered.set(part, used);
          used += part.length;
          at += part.length;
          if (used === gatheredBytes) {
            yield gathered;
            used = 0;
          }
        }
      }
    } catch {
      broken = true;
    }
    if (used > 0) yield gathered.subarray(0, used);
  }
  const said = new DataView(end.buffer, end.byteOffset, end.byteLength).getUint32(0, true);
  return {
    size: Number.POSITIVE_INFINITY,
    // It says its size modulo 4 GB, and may lie.
    expected: Math.min(Math.max(said, size), 30 * size),
    consumed: () => consumed,
    damaged: () => broken,
    async bytes(begin, last) {
      const all = new Uint8Array(last);
      let used = 0;
      for await (const chunk of chunks()) {
        const part = chunk.subarray(0, last - used);
        all.set(part, used);
        used += part.length;
        if (used === last) break;
      }
      return all.subarray(begin, used);
    },
    from: () => chunks(),
  };
}

/**
 * Finds out how the file is written.
 * @param {TableSession} session
 * @param {Source} source
 * @param {unknown} [format] FormatRequest: what its reader knows better
 * @returns {Promise<Outcome>} of FormatProfile
 */
export async function detect(session, source, format) {
  for (let most = headBytes; ; most *= 8) {
    const asked = Math.min(source.size, most);
    const head = await source.bytes(0, asked);
    if (source.damaged?.()) return damaged;
    session.buffer(head.length).set(head);
    const whole = head.length < asked || head.length === source.size;
    const outcome = session.detect(head.length, whole, format);
    // A single row may be larger than that.
    const longer = outcome.issues.some(({ code }) => code === 'too_large' || code === 'unclosed_quote');
    if (outcome.value || whole || !longer || most >= mostHeadBytes) return outcome;
  }
}

/**
 * Reads the records that begin in [begin, end) into the session.
 * @param {TableSession} session whose format is known
 * @param {Source} source
 * @param {{ columns?: string[], begin?: number, end?: number, atRecord?: boolean,
 *   onProgress?: (bytes: number, rows: number) => void, cancelled?: () => boolean }} options
 * @returns {Promise<Offsets | undefined>} undefined when cancelled
 */
export async function readRecords(session, source, options) {
  const { begin = 0, end = source.size, atRecord = true } = options;
  session.start(
    source.expected ?? end - begin,
    options.columns,
    begin,
    end < source.size ? end : -1,
    atRecord,
  );
  let read = 0;
  let until = performance.now() + stepMilliseconds;
  for await (const chunk of source.from(begin)) {
    if (options.cancelled?.()) {
      session.close();
      return undefined;
    }
    session.buffer(chunk.length).set(chunk);
    const more = session.feed(chunk.length);
    read = Math.min(read + chunk.length, end - begin);
    options.onProgress?.(source.consumed?.() ?? read, session.rows());
    if (!more) break;
    // Bytes that are already there come without a turn of the event loop, and a message to stop would wait for the end.
    if (performance.now() >= until) {
      await breathe();
      until = performance.now() + stepMilliseconds;
    }
  }
  const offsets = session.finish();
  return source.damaged?.() ? { ...offsets, damaged: true } : offsets;
}

/**
 * Adds the columns of a second file to the session's table.
 * @param {SutvaModule} module
 * @param {TableSession} session
 * @param {Source} source of the second file
 * @param {unknown} request JoinRequest
 * @param {{ cancelled?: () => boolean }} [options]
 * @returns {Promise<Outcome>} of JoinResult
 */
export async function joinFile(module, session, source, request, options = {}) {
  const second = new module.TableSession();
  try {
    const format = await detect(second, source);
    if (!format.value) return format;
    const offsets = await readRecords(second, source, options);
    if (!offsets) return { issues: [cancelled] };
    if (offsets.damaged) return damaged;
    const sealed = second.seal();
    if (sealed.issues.some(({ severity }) => severity === 'error')) return sealed;
    const outcome = session.join(second, request);
    return { ...outcome, issues: [...format.issues, ...sealed.issues, ...outcome.issues] };
  } finally {
    second.delete();
  }
}

/**
 * Runs an operation over the session's table.
 * @param {TableSession} session
 * @param {string} name
 * @param {unknown} request
 * @param {{ onProgress?: (share: number) => void, cancelled?: () => boolean }} [options]
 * @returns {Promise<Outcome>}
 */
export async function runOverTable(session, name, request, options = {}) {
  const { running, issues } = session.begin_operation(name, request);
  if (!running) return { issues };
  for (;;) {
    const progress = session.step_operation(stepMilliseconds);
    if (progress >= 1) return session.finish_operation();
    options.onProgress?.(progress);
    await breathe();
    if (options.cancelled?.()) return { issues: [cancelled] };
  }
}

/**
 * Makes a resampling operation ready for its blocks: reads the session's table and says how much there is to do.
 * @param {TableSession} session
 * @param {string} name
 * @param {unknown} request
 * @param {{ onProgress?: (share: number) => void, cancelled?: () => boolean }} [options]
 * @returns {Promise<Outcome & { value?: SimulationPlan }>}
 */
export async function beginResampling(session, name, request, options = {}) {
  const { running, issues } = session.begin_resampling(name, request);
  if (!running) return { issues };
  for (;;) {
    const progress = session.step_resampling(stepMilliseconds);
    if (progress >= 1) return session.resampling_plan();
    options.onProgress?.(progress);
    await breathe();
    if (options.cancelled?.()) return { issues: [cancelled] };
  }
}

/**
 * Runs a whole resampling operation in this instance.
 * @param {TableSession} session
 * @param {string} name
 * @param {unknown} request
 * @param {{ onProgress?: (done: number, total: number) => void }} [options]
 * @returns {Promise<Outcome>}
 */
export async function resample(session, name, request, options = {}) {
  const plan = await beginResampling(session, name, request);
  if (!plan.value) return { issues: plan.issues };
  const { replicates, block } = plan.value;
  const partials = [];
  for (let first = 0; first < replicates; first += block) {
    partials.push(session.resampling_block(first, Math.min(block, replicates - first)));
    options.onProgress?.(Math.min(first + block, replicates), replicates);
  }
  return session.finish_resampling(partials);
}

/** @type {Issue} */
export const cancelled = {
  code: 'cancelled',
  field: '',
  message: 'Stopped before the end.',
  severity: 'error',
};

/**
 * Runs a whole simulation in this instance.
 * @param {SutvaModule} module
 * @param {string} name
 * @param {unknown} request
 * @param {{ onProgress?: (done: number, total: number) => void }} [options]
 * @returns {Outcome}
 */
export function simulate(module, name, request, options = {}) {
  const plan = module.simulation_plan(name, request);
  if (!plan.value) return { issues: plan.issues };
  const { replicates, block } = plan.value;
  const partials = [];
  for (let first = 0; first < replicates; first += block) {
    partials.push(module.simulation_block(name, request, first, Math.min(block, replicates - first)));
    options.onProgress?.(Math.min(first + block, replicates), replicates);
  }
  return module.simulation_finish(name, request, partials);
}
