// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';

// Two units side by side, one treated, nothing between them: the assumption the name stands for.
export const mark =
  () => html`<svg class="mark" viewBox="0 0 40 24" width="40" height="24" aria-hidden="true">
  <circle cx="10" cy="12" r="7.25" fill="none" stroke="currentColor" stroke-width="2.5" />
  <circle cx="30" cy="12" r="8.5" fill="var(--accent)" />
</svg>`;

export const logo = () => html`${mark()}<span class="wordmark">Sutva</span>`;
