// SPDX-License-Identifier: Apache-2.0
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Issue, Outcome, Progress, RunOptions } from '../engine/engine.ts';

/** How often a picture of what is there so far is worth drawing, in milliseconds. */
const leastBetween = 200;

/**
 * A long run that follows its request: it begins by itself a moment after the last change, shows what it has so far and
 * refines it. A new request stops the run of the one before; its last answer stays, marked stale, until there is another.
 */
export class Refined<Request, Result> implements ReactiveController {
  value: Result | undefined;
  /** What the value answers. */
  answered: Request | undefined;
  /** The value is of a part of the replicates. */
  coarse = false;
  issues: readonly Issue[] = [];
  progress: Progress | undefined;
  running = false;
  stopped = false;
  /** Seconds that the last full run took. */
  seconds: number | undefined;
  private wanted = '';
  private abort: AbortController | undefined;
  private timer = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly run: (request: Request, options: RunOptions) => Promise<Outcome<Result>>,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.end();
    this.wanted = '';
  }

  /** The value is of another question than the last one asked, or that one has no answer. */
  get stale(): boolean {
    return this.value !== undefined && JSON.stringify(this.answered) !== this.wanted;
  }

  ask(request: Request, wait: number): void {
    const wanted = JSON.stringify(request);
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    clearTimeout(this.timer);
    this.end();
    this.timer = window.setTimeout(() => void this.start(request), wait);
  }

  /** Asks the same again, as after a stop. */
  again(request: Request): void {
    this.wanted = '';
    this.ask(request, 0);
  }

  /** Nothing can be asked now: the same question may come again and mean another file. */
  forget(): void {
    if (this.wanted === '') return;
    this.wanted = '';
    clearTimeout(this.timer);
    this.end();
  }

  readonly stop = (): void => {
    if (!this.abort) return;
    this.stopped = true;
    this.end();
    this.host.requestUpdate();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.stop();
  };

  private end(): void {
    this.abort?.abort();
    this.abort = undefined;
    this.running = false;
    document.removeEventListener('keydown', this.onKey);
  }

  private async start(request: Request): Promise<void> {
    const abort = new AbortController();
    this.abort = abort;
    this.running = true;
    this.stopped = false;
    this.progress = undefined;
    document.addEventListener('keydown', this.onKey);
    this.host.requestUpdate();
    const begun = performance.now();
    let drawn = -Infinity;
    const outcome = await this.run(request, {
      signal: abort.signal,
      onProgress: (progress) => {
        if (this.abort !== abort) return;
        this.progress = progress;
        const partial = progress.partial as Outcome<Result> | undefined;
        if (partial?.value && performance.now() - drawn > leastBetween) {
          drawn = performance.now();
          this.take(request, partial.value, true);
          this.issues = partial.issues;
        }
        this.host.requestUpdate();
      },
    });
    if (this.abort !== abort) return;
    this.end();
    this.issues = outcome.issues;
    if (outcome.value) {
      this.take(request, outcome.value, false);
      this.seconds = (performance.now() - begun) / 1000;
    }
    this.host.requestUpdate();
  }

  private take(request: Request, value: Result, coarse: boolean): void {
    this.value = value;
    this.answered = request;
    this.coarse = coarse;
  }
}
