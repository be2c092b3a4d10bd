// SPDX-License-Identifier: Apache-2.0

/** welch: difference in means. lin: the same, adjusted for prior_revenue, country and platform (Lin 2013, HC2). */
export type Task = 'welch' | 'lin';

export interface Answer {
  rows: number;
  estimate: number;
  standard_error: number;
}

/** From a File to the answer. What start() does is not counted: everyone's engine is up before the clock runs. */
export interface Contestant {
  name: string;
  start?(): Promise<void>;
  run(file: File, task: Task): Promise<Answer>;
}
