// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import { findOperation } from '../../state/link.ts';

const topics = [
  ['Reading a result', 'An interval, a p-value and a lift, and which of three sentences they allow.'],
  ['Sizing', 'A product manager names an effect and a deadline. What do you answer?'],
  [
    'Something is off',
    'A file with one planted fault: a wrong split, people in both arms, a missing outcome.',
  ],
  ['Interference', 'A market or a network, where one person’s treatment reaches another.'],
] as const;

export const practiceView = () => html`<div class="practice">
  <p class="prose lead">Questions with data made for them: you answer, then see the answer worked out by the same engine
    as the tools, and the mistake that most people make. Every question has a seed, so a class can share one.</p>
  <h2>The first four sets</h2>
  <ol class="topics">${topics.map(([title, text]) => html`<li><h3>${title}</h3><p>${text}</p></li>`)}</ol>
  <p class="prose">They are being written and are not in this version. Until then, the sample in
    <a href="#/csv-effect">${findOperation('csv-effect')?.title}</a> and the simulation beside every
    <a href="#/sample-size">sample size</a> are good places to try things.</p>
</div>`;
