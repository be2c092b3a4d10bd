// SPDX-License-Identifier: Apache-2.0
// How the module is driven: the same code in a worker of the page and in Node (scripts/sutva, tests).

/**
 * @typedef {import('./engine.ts').Issue} Issue
 * @typedef {{ value?: unknown, issues: Issue[] }} Outcome
 * @typedef {{ replicates: number, block: number }} SimulationPlan
 * @typedef {{ first_record_offset: number, end_offset: number }} Offsets
 *
 * @typedef {object} TableSession
 * @property {(bytes: number) => Uint8Array} buffer
 * @property {(bytes: number, whole: boolean) => Outcome} detect
 * @property {(fileBytes: number, columns: string[] | undefined, begin: number, end: number, atRecord: boolean) => void} start
 * @property {(bytes: number) => boolean} feed
 * @property {() => number} rows
 * @property {() => Offsets} finish
 * @property {() => Int8Array} take_part
 * @property {(part: Int8Array) => void} append_part
 * @property {() => Outcome} seal
 * @property {() => void} close
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
 * @property {number} size
 * @property {(begin: number, end: number) => Promise<Uint8Array>} bytes
 * @property {(begin: number) => Chunks} from
 */

export const headBytes = 256 * 1024;

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

/**
 * Finds out how the file is written.
 * @param {TableSession} session
 * @param {Source} source
 * @returns {Promise<Outcome>} of FormatProfile
 */
export async function detect(session, source) {
  const head = await source.bytes(0, Math.min(source.size, headBytes));
  session.buffer(head.length).set(head);
  return session.detect(head.length, head.length === source.size);
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
  session.start(end - begin, options.columns, begin, end < source.size ? end : -1, atRecord);
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
    options.onProgress?.(read, session.rows());
    if (!more) break;
    // Bytes that are already there come without a turn of the event loop, and a message to stop would wait for the end.
    if (performance.now() >= until) {
      await breathe();
      until = performance.now() + stepMilliseconds;
    }
  }
  return session.finish();
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
