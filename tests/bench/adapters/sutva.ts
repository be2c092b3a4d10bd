// SPDX-License-Identifier: Apache-2.0
// Sutva's own engine, as built for the page. The address is served by run.mjs from SUTVA_ENGINE.

import type { Answer, Contestant, Task } from '../contestant';

interface Effect {
  estimate: number;
  se: number;
}

/** What this file needs to know of the engine and of csv-effect's result. */
interface Engine {
  openTable(file: File, options?: { columns?: string[]; workers?: number }): Promise<unknown>;
  run(
    operation: 'csv-effect',
    request: { arm: string; outcome: string; covariates: string[] },
  ): Promise<{ value?: { rows_used: number; unadjusted: Effect; adjusted?: Effect }; issues?: unknown[] }>;
  close?(): void;
}

const COVARIATES = ['prior_revenue', 'country', 'platform'];
const ADDRESS = '/sutva/engine.js';

async function engine(): Promise<Engine> {
  const module = (await import(/* @vite-ignore */ ADDRESS)) as { Engine: new () => Engine };
  return new module.Engine();
}

async function analyse(engine: Engine, file: File, task: Task, columns?: string[]): Promise<Answer> {
  await engine.openTable(file, columns ? { columns } : {});
  const covariates = task === 'lin' ? COVARIATES : [];
  const outcome = await engine.run('csv-effect', { arm: 'treat', outcome: 'revenue', covariates });
  const value = outcome.value;
  if (!value) throw new Error(`no result: ${JSON.stringify(outcome.issues)}`);
  const effect = task === 'lin' ? value.adjusted : value.unadjusted;
  if (!effect) throw new Error(`no ${task} effect: ${JSON.stringify(outcome.issues)}`);
  return { rows: value.rows_used, estimate: effect.estimate, standard_error: effect.se };
}

let warm: Engine | undefined;
async function start(): Promise<void> {
  warm ??= await engine();
}

const needed = (task: Task) => ['treat', 'revenue', ...(task === 'lin' ? COVARIATES : [])];

/** Every column, as the page does when a file is dropped: the row the ratios refer to. */
export const sutva: Contestant = {
  name: 'Sutva',
  start,
  run: (file, task) => analyse(warm!, file, task),
};

export const sutvaNeeded: Contestant = {
  name: 'Sutva, needed columns only',
  start,
  run: (file, task) => analyse(warm!, file, task, needed(task)),
};

/** Workers and WebAssembly start inside the clock. */
export const sutvaFirst: Contestant = {
  name: 'Sutva, first use',
  async run(file, task) {
    const fresh = await engine();
    try {
      return await analyse(fresh, file, task);
    } finally {
      fresh.close?.();
    }
  },
};
