// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import type { Issue } from '../engine/engine.ts';

/** The problems that no visible field can show; the others stand at their field. */
export function issueList(issues: readonly Issue[], shownElsewhere: ReadonlySet<string> = new Set()) {
  const rest = issues.filter((issue) => issue.code !== 'cancelled' && !shownElsewhere.has(issue.field));
  if (rest.length === 0) return null;
  return html`<ul class="issues" role="list">
    ${rest.map(
      (issue) => html`<li class="issue" data-severity=${issue.severity}>
      <strong>${issue.severity === 'error' ? 'Problem' : 'Note'}</strong>
      <span>${issue.message}${issue.code === 'engine_failed' && issue.severity === 'error' ? engineHelp() : null}</span>
    </li>`,
    )}
  </ul>`;
}

const engineHelp =
  () => html` Everything to read on this page still stands. If it is shown inside another page,
  that page may forbid workers or WebAssembly:
  <a href=${location.href} target="_blank" rel="noopener">open it on its own</a>.`;
