// SPDX-License-Identifier: Apache-2.0
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { engine, type Issue } from '../engine/engine.ts';
import type { OperationName, Requests, Results } from '../generated/operations.ts';

/**
 * A calculation that follows its request. At most one call is under way; changes that arrive meanwhile are
 * answered together by the next one. The last good value stays, marked stale, while a request has none.
 */
export class Live<N extends OperationName> implements ReactiveController {
  value: Results[N] | undefined;
  /** What the value answers, which is not always what is asked now. */
  answered: Partial<Requests[N]> | undefined;
  issues: readonly Issue[] = [];
  stale = false;
  private wanted: Partial<Requests[N]> | undefined;
  private busy = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly operation: N,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.wanted = undefined;
  }

  /** Nothing was ever asked: only then may an outcome be seeded, or the answer under way would replace it. */
  get untried(): boolean {
    return !this.value && !this.busy;
  }

  /** Starts with an outcome known beforehand, so that the first paint has the answer. */
  seed(request: Partial<Requests[N]>, value: Results[N] | undefined, issues: readonly Issue[] = []): void {
    this.value = value;
    this.answered = request;
    this.issues = issues;
  }

  ask(request: Partial<Requests[N]>): void {
    this.wanted = request;
    if (!this.busy) void this.answer();
  }

  private async answer(): Promise<void> {
    this.busy = true;
    await new Promise((resolve) => {
      // A hidden page has no frames, and must answer all the same.
      if (document.hidden) setTimeout(resolve);
      else requestAnimationFrame(resolve);
    });
    while (this.wanted) {
      const request = this.wanted;
      this.wanted = undefined;
      const outcome = await engine.run(this.operation, request);
      if (outcome.value) {
        this.value = outcome.value;
        this.answered = request;
      }
      this.issues = outcome.issues;
      this.stale = !outcome.value;
      this.host.requestUpdate();
    }
    this.busy = false;
  }
}
