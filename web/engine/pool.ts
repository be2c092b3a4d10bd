// SPDX-License-Identifier: Apache-2.0
import type { ModuleName } from '../generated/operations.ts';
import type { Calls, FromWorker, ToWorker, WorkerProgress } from './protocol.ts';
import { allowBlobWorkers } from './trusted.ts';

/** A worker is gone: the module trapped, ran out of memory, or the browser ended it. */
export class EngineFailure extends Error {}

interface Pending {
  resolve(result: unknown): void;
  reject(failure: EngineFailure): void;
  onProgress?: ((progress: WorkerProgress) => void) | undefined;
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: WorkerProgress) => void) | undefined;
  transfer?: Transferable[];
}

export type Loader = () => Promise<{ default: new () => Worker }>;
export type Loaders = Record<ModuleName, Loader>;

/** A worker that is asked to stop and does not answer for so long is ended. */
const patience = 2000;

/** One worker with its own instance of a module. */
export class Seat {
  // The worker with the module inside is the largest part of the page: it is loaded when something is asked of it.
  private readonly worker: Promise<Worker | undefined>;
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;
  dead = false;

  constructor(
    readonly load: Loader,
    private readonly onDeath: (seat: Seat) => void,
  ) {
    this.worker = this.start().catch((failure: unknown) => {
      this.die(failure instanceof Error ? failure.message : String(failure));
      return undefined;
    });
  }

  private async start(): Promise<Worker> {
    const { default: SutvaWorker } = await this.load().catch((failure: unknown) => {
      throw new Error(`A part of the page could not be fetched: ${String(failure)}`);
    });
    allowBlobWorkers();
    const worker = new SutvaWorker();
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.receive(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.die(event.message || 'The worker could not be started.');
    });
    worker.addEventListener('messageerror', () => this.die('A message could not be read.'));
    return worker;
  }

  // Promises keep the order of what is posted.
  private post(message: ToWorker, transfer: Transferable[] = []): void {
    void this.worker.then((worker) => worker?.postMessage(message, transfer));
  }

  get busy(): number {
    return this.pending.size;
  }

  call<T>(call: Calls, options: CallOptions = {}): Promise<T> {
    if (this.dead) return Promise.reject(new EngineFailure('The worker is gone.'));
    const id = this.nextId++;
    return new Promise<T>((resolve, reject) => {
      let waiting = 0;
      const stop = () => {
        this.post({ stop: id });
        waiting = window.setTimeout(() => this.die('It did not stop when asked.'), patience);
      };
      const settled = () => {
        clearTimeout(waiting);
        options.signal?.removeEventListener('abort', stop);
      };
      this.pending.set(id, {
        resolve: (result) => {
          settled();
          resolve(result as T);
        },
        reject: (failure) => {
          settled();
          reject(failure);
        },
        onProgress: options.onProgress,
      });
      options.signal?.addEventListener('abort', stop);
      this.post({ id, call }, options.transfer);
    });
  }

  private receive(message: FromWorker): void {
    const pending = this.pending.get(message.id);
    if (!pending) return;
    if ('progress' in message) {
      pending.onProgress?.(message.progress);
      return;
    }
    if ('failure' in message) {
      // Whatever was thrown, memory may be in any state: this instance answers nothing more.
      this.die(message.failure);
      return;
    }
    this.pending.delete(message.id);
    pending.resolve(message.result);
  }

  die(reason: string): void {
    if (this.dead) return;
    this.dead = true;
    void this.worker.then((worker) => worker?.terminate());
    this.onDeath(this);
    for (const { reject } of this.pending.values()) reject(new EngineFailure(reason));
    this.pending.clear();
  }
}

/**
 * Workers, started when there is work for them; a dead one is replaced when the next work comes. A worker has one module
 * for good, and `most` counts those of each module: who has left a room leaves its workers idle, with what they hold.
 */
export class Pool {
  private seats: Seat[] = [];
  readonly most: number;

  constructor(
    private readonly loaders: Loaders,
    most?: number,
  ) {
    this.most = most ?? Math.max(1, Math.min(navigator.hardwareConcurrency || 2, 8));
  }

  private with(module: ModuleName): Seat[] {
    return this.seats.filter((seat) => seat.load === this.loaders[module]);
  }

  private add(module: ModuleName): Seat {
    const seat = new Seat(this.loaders[module], (dead) => {
      this.seats = this.seats.filter((other) => other !== dead);
    });
    this.seats.push(seat);
    return seat;
  }

  /**
   * The worker of the module with the least to do; a new one where all are busy and there may be more. `spared` has
   * something to keep: it is taken only where it is idle and there may be no other.
   */
  free(module: ModuleName, spared?: Seat): Seat {
    const all = this.with(module);
    const full = all.length >= this.most;
    const best = all.filter((seat) => seat !== spared).sort((a, b) => a.busy - b.busy)[0];
    if (best && (best.busy === 0 || full)) return best;
    if (full && spared?.busy === 0) return spared;
    return this.add(module);
  }

  /** So many workers of the module, busy or not; fewer than `most` are started as needed. */
  several(module: ModuleName, count: number): Seat[] {
    const all = this.with(module);
    while (all.length < Math.min(count, this.most)) all.push(this.add(module));
    return all.slice(0, count);
  }

  close(): void {
    for (const seat of [...this.seats]) seat.die('closed');
  }
}
