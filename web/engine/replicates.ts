// SPDX-License-Identifier: Apache-2.0
// Replicates that several workers take in batches, each as much as it can do in a short while.

/** Batches of about so many milliseconds: long enough for the messages not to matter, short enough to watch. */
const batch = 60;
const pause = 120;

export class Replicates {
  readonly partials: unknown[] = [];
  failure: unknown;
  private next = 0;
  private done = 0;
  private shown = performance.now();
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly replicates: number,
    private readonly block: number,
    private readonly signal: AbortSignal | undefined,
    private readonly report: (done: number) => unknown,
  ) {}

  /** Nothing is left to take. */
  get over(): boolean {
    return this.next >= this.replicates || this.signal?.aborted === true || this.failure !== undefined;
  }

  /** Without one part there is no result, so the others need not go on. */
  fail(failure: unknown): void {
    this.failure ??= failure;
    this.wake();
  }

  /** Resolves after so many milliseconds, or when nothing is left. */
  longer(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
      if (this.over) this.wake();
    });
  }

  /** Takes batch after batch until nothing is left. */
  async take(run: (first: number, end: number) => Promise<unknown[]>): Promise<void> {
    let blocks = 1;
    while (!this.over) {
      const first = this.next;
      const end = Math.min(first + blocks * this.block, this.replicates);
      this.next = end;
      const begun = performance.now();
      this.partials.push(...(await run(first, end)));
      this.done += end - first;
      const took = performance.now() - begun;
      blocks = Math.max(1, Math.min(blocks * 2, Math.round((blocks * batch) / Math.max(took, 1))));
      if (performance.now() - this.shown > pause && this.done < this.replicates) {
        this.shown = performance.now();
        await this.report(this.done);
      }
    }
    this.wake();
  }

  private wake(): void {
    for (const each of this.waiting.splice(0)) each();
  }
}
