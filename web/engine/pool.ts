// SPDX-License-Identifier: Apache-2.0
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

export const loadWorker = () => import('./worker.ts?worker&inline');

/** A worker that is asked to stop and does not answer for so long is ended. */
const patience = 2000;

/** One worker with its own instance of the module. */
export class Seat {
  // The worker with the module inside is the largest part of the page: it is loaded after the first paint.
  private readonly worker: Promise<Worker | undefined>;
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;
  dead = false;

  constructor(private readonly onDeath: (seat: Seat) => void) {
    this.worker = this.start().catch((failure: unknown) => {
      this.die(failure instanceof Error ? failure.message : String(failure));
      return undefined;
    });
  }

  private async start(): Promise<Worker> {
    const { default: SutvaWorker } = await loadWorker();
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

  get load(): number {
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

/** Workers, started when there is work for them; a dead one is replaced when the next work comes. */
export class Pool {
  private seats: Seat[] = [];
  readonly most: number;

  constructor(most?: number) {
    this.most = most ?? Math.max(1, Math.min(navigator.hardwareConcurrency || 2, 8));
  }

  private add(): Seat {
    const seat = new Seat((dead) => {
      this.seats = this.seats.filter((other) => other !== dead);
    });
    this.seats.push(seat);
    return seat;
  }

  /** The worker with the least to do, other than `except`; a new one where all are busy and there may be more. */
  free(except?: Seat): Seat {
    const candidates = this.seats.filter((seat) => seat !== except);
    const best = candidates.sort((a, b) => a.load - b.load)[0];
    if (best && (best.load === 0 || this.seats.length >= this.most)) return best;
    return this.add();
  }

  /** So many workers, busy or not; fewer than `most` are started as needed. */
  several(count: number): Seat[] {
    while (this.seats.length < Math.min(count, this.most)) this.add();
    return this.seats.slice(0, count);
  }

  close(): void {
    for (const seat of [...this.seats]) seat.die('closed');
  }
}
