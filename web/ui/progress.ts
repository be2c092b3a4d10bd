// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import type { Progress } from '../engine/engine.ts';
import { bytes, count, duration } from './format.ts';

const amount = (value: number, unit: Progress['unit']) => (unit === 'bytes' ? bytes(value) : count(value));

/** How far, how much is left, and a way to stop. */
export function progressBar(label: string, progress: Progress | undefined, stop: () => void) {
  const share = progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : undefined;
  const said = progress
    ? `${amount(progress.done, progress.unit)} of ${amount(progress.total, progress.unit)}${
        progress.unit === 'bytes' ? '' : ` ${progress.unit}`
      }${progress.rows === undefined ? '' : `, ${count(progress.rows)} rows`}`
    : 'Starting';
  const left = progress?.seconds_left;
  return html`<div class="progress">
    <progress aria-label=${label} max="1" .value=${share ?? 0}></progress>
    <p class="progress-text"><span>${said}</span>
      <span>${left === undefined ? '' : `${duration(left)} left`}</span></p>
    <button type="button" class="button" @click=${stop}>Stop <kbd>Esc</kbd></button>
  </div>`;
}
