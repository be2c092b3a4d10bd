// SPDX-License-Identifier: Apache-2.0
// Where the site's workers come from: a file for each module, which is asked for when the module is.
import type { Loaders } from './pool.ts';

export const loaders: Loaders = {
  plan: () => import('./workers/plan.ts?worker&inline'),
  simulate: () => import('./workers/simulate.ts?worker&inline'),
  study: () => import('./workers/study.ts?worker&inline'),
  network: () => import('./workers/network.ts?worker&inline'),
  analyze: () => import('./workers/analyze.ts?worker&inline'),
};
