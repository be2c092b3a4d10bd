// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';

export interface Assumption {
  title: string;
  reason: string;
  standing: 'fine' | 'doubtful' | 'broken' | 'unchecked';
}

const standings = {
  fine: ['✓', 'Holds'],
  doubtful: ['!', 'Doubtful'],
  broken: ['✕', 'Does not hold'],
  unchecked: ['?', 'For you to judge'],
} as const;

/** What an answer rests on, each with its reason and how well it stands for these numbers. */
export function assumptionsPart(points: readonly Assumption[] = []) {
  if (points.length === 0) return nothing;
  return html`<section class="part" aria-labelledby="assumptions">
    <h2 id="assumptions">What this rests on</h2>
    <ul class="standings" role="list">${points.map(({ title, reason, standing }) => {
      const [mark, word] = standings[standing];
      return html`<li data-standing=${standing}>
        <span class="standing-mark" aria-hidden="true">${mark}</span>
        <div><h3>${title}</h3><p>${reason}</p></div>
        <span class="standing-word">${word}</span></li>`;
    })}</ul>
  </section>`;
}
