// SPDX-License-Identifier: Apache-2.0
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * What follows from a question and takes a while. At most one is under way; of the questions that arrive meanwhile only
 * the last is answered. The last answer stays until the next one.
 */
export class Follow<Question, Answer> implements ReactiveController {
  value: Answer | undefined;
  private wanted: { question: Question } | undefined;
  private busy = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly answer: (question: Question) => Promise<Answer | undefined>,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.wanted = undefined;
  }

  ask(question: Question): void {
    this.wanted = { question };
    if (!this.busy) void this.run();
  }

  private async run(): Promise<void> {
    this.busy = true;
    while (this.wanted) {
      const { question } = this.wanted;
      this.wanted = undefined;
      const value = await this.answer(question);
      if (value !== undefined) this.value = value;
      this.host.requestUpdate();
    }
    this.busy = false;
  }
}
