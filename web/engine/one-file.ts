// SPDX-License-Identifier: Apache-2.0
// The same where the page is one script: one module with everything is smaller than three.
import type { Loader, Loaders } from './pool.ts';

const everything: Loader = () => import('./workers/everything.ts?worker&inline');

export const loaders: Loaders = {
  plan: everything,
  simulate: everything,
  study: everything,
  network: everything,
  analyze: everything,
};
