// SPDX-License-Identifier: Apache-2.0
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Issue, Outcome, Progress, RunOptions } from '../engine/engine.ts';

/** One long run at a time, with progress, and Escape to stop. A new start replaces what runs. */
export class Job<T> implements ReactiveController {
  progress: Progress | undefined;
  value: T | undefined;
  issues: readonly Issue[] = [];
  running = false;
  stopped = false;
  private abort: AbortController | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  async start(run: (options: RunOptions) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    this.abort?.abort();
    const abort = new AbortController();
    this.abort = abort;
    this.running = true;
    this.stopped = false;
    this.progress = undefined;
    document.addEventListener('keydown', this.onKey);
    this.host.requestUpdate();
    const outcome = await run({
      signal: abort.signal,
      onProgress: (progress) => {
        if (this.abort !== abort) return;
        this.progress = progress;
        this.host.requestUpdate();
      },
    });
    if (this.abort !== abort) return outcome;
    document.removeEventListener('keydown', this.onKey);
    this.abort = undefined;
    this.running = false;
    this.stopped = outcome.issues.some((issue) => issue.code === 'cancelled');
    if (!this.stopped) this.issues = outcome.issues;
    // What was counted until a stop depends on the moment, so it is no result to keep.
    if (outcome.value && !this.stopped) this.value = outcome.value;
    this.host.requestUpdate();
    return outcome;
  }

  readonly stop = (): void => {
    this.abort?.abort();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.stop();
  };
}
