// SPDX-License-Identifier: Apache-2.0
// Sections that several findings have: the gate, the checks, the rows that were left out.
import { html, nothing } from 'lit';
import type { Results } from '../../generated/operations.ts';
import { encodeLink } from '../../state/link.ts';
import { count, plural, pValue } from '../../ui/format.ts';
import { type Table, tableView } from '../../ui/table.ts';

export type Check = Results['csv-effect']['checks'][number];
export type LeftOut = Results['csv-effect']['left_out'][number];

export const failedChecks = (checks: readonly Check[]) => checks.filter((check) => check.status === 'fail');

/** The gate of a mismatch leads to its causes: `sutva-causes` says so before, with the counts. */
function leave(event: MouseEvent, { counts }: Check): void {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.currentTarget as HTMLAnchorElement;
  const detail: CausesAsked = { counts: Array.from(counts), href: link.hash };
  if (!link.dispatchEvent(new CustomEvent('sutva-causes', { detail, bubbles: true, cancelable: true })))
    event.preventDefault();
}

export interface CausesAsked {
  counts: readonly number[];
  /** Where to go then. */
  href: string;
}

/** The counts of the file's arms to whoever looks for the cause: numbers, and no name from the file. */
const causesLink = ({ counts, shares }: Check) =>
  encodeLink('sample-ratio-diagnose', {
    counts: Array.from(counts),
    shares: Array.from(shares),
    segments: '',
  });

/** What forbids belief in anything below it. */
export function gate(checks: readonly Check[]) {
  const failed = failedChecks(checks);
  if (failed.length === 0) return nothing;
  const ratio = failed.find((check) => check.name === 'sample_ratio');
  return html`<section class="gate" role="alert">
    <h2>Do not trust the effect until this is explained</h2>
    ${failed.map(
      (check) =>
        html`<p><strong>${check.title}.</strong> ${check.detail}${
          check.p_value === undefined
            ? nothing
            : html` <span class="nowrap">p = ${pValue(check.p_value)}</span>`
        }</p>`,
    )}
    ${
      ratio
        ? html`<p>People were lost or added on one side. Those who are
      missing are rarely like those who stayed, and no analysis of the rest can repair that. Look for redirects, crashes,
      bots and filters that touch one arm; or correct the planned share if it was not what is written here.
      <a href="#${causesLink(ratio)}" data-page-only @click=${(event: MouseEvent) => leave(event, ratio)}>What could cause this?</a></p>`
        : nothing
    }
  </section>`;
}

/** Said before a sentence that is read away from its gate; empty where no check failed. */
export function caution(checks: readonly Check[]): string {
  const failed = failedChecks(checks).map((check) => check.title);
  return failed.length === 0 ? '' : `Not to be relied on until this is explained: ${failed.join('; ')}. `;
}

/** How the checks came out, in a line above the answer; what did not pass by its name. */
export function checksLine(checks: readonly Check[]) {
  if (checks.length === 0) return nothing;
  const look = checks.filter((check) => check.status === 'warn');
  const failed = failedChecks(checks);
  const worst = failed.length > 0 ? 'fail' : look.length > 0 ? 'warn' : 'pass';
  const parts = [
    ...(failed.length > 0 ? [`${count(failed.length)} failed`] : []),
    ...(look.length > 0
      ? [`${count(look.length)} to look at: ${look.map((check) => check.title).join('; ')}`]
      : []),
  ];
  return html`<p class="checks-line" data-status=${worst}><span class="check-mark" aria-hidden="true">${marks[worst]}</span>
    ${plural(checks.length, 'check')}${worst === 'pass' ? ', all passed' : `, ${parts.join(', ')}`}.</p>`;
}

const marks = { pass: '✓', warn: '!', fail: '✕' } as const;
const spoken = { pass: 'Passed', warn: 'Look at this', fail: 'Failed' } as const;

export function checksPart(checks: readonly Check[]) {
  return html`<section class="part" aria-labelledby="checks">
    <h2 id="checks">Checks</h2>
    <ul class="checks" role="list">${checks.map(
      (check) => html`<li data-status=${check.status}>
      <span class="check-mark" aria-hidden="true">${marks[check.status]}</span>
      <div><strong>${check.title}</strong> <span class="visually-hidden">${spoken[check.status]}.</span>
        <p>${check.detail}</p></div>
      <span class="check-p">${check.p_value === undefined ? nothing : html`p = ${pValue(check.p_value)}`}</span></li>`,
    )}</ul>
  </section>`;
}

/** How many rows counted, and why the others did not. */
export function rowsPart(
  {
    rows_total,
    rows_used,
    left_out,
  }: { rows_total: number; rows_used?: number; left_out: readonly LeftOut[] },
  more: unknown = nothing,
) {
  const out: Table<LeftOut> = {
    caption: 'Rows left out',
    rows: left_out,
    columns: [
      { title: 'Reason', cell: (row) => row.reason },
      { title: 'Rows', numeric: true, cell: (row) => count(row.count) },
      {
        title: 'First lines',
        cell: (row) =>
          `${row.first_lines.map(count).join(', ')}${row.count > row.first_lines.length ? ', …' : ''}`,
      },
    ],
  };
  const left = left_out.reduce((sum, row) => sum + row.count, 0);
  return html`<section class="part" aria-labelledby="rows">
    <h2 id="rows">Rows</h2>
    <p class="prose">${rows_used === undefined ? plural(rows_total, 'row') : html`${count(rows_used)} of ${plural(rows_total, 'row')} used`}; ${left === 0 ? 'none' : count(left)} left out.</p>
    ${more}
    ${left_out.length > 0 ? tableView(out) : nothing}
  </section>`;
}

/** On what an answer hangs, in sentences. */
export const changesPart = (changes: readonly string[] | undefined) =>
  changes === undefined || changes.length === 0
    ? nothing
    : html`<section class="part" aria-labelledby="changes">
    <h2 id="changes">What would change the answer</h2>
    <ul class="changes">${changes.map((text) => html`<li>${text}</li>`)}</ul>
  </section>`;
