// SPDX-License-Identifier: Apache-2.0
// A second file by the id of the first: events, or the time before. What it adds are columns like any other.
import { html, nothing } from 'lit';
import type { Issue, TableProfile } from '../../engine/engine.ts';
import type { JoinRequest, JoinResult } from '../../generated/operations.ts';
import '../../ui/file-drop.ts';
import { count, plural } from '../../ui/format.ts';
import { issueList } from '../../ui/issues.ts';

export interface Second {
  file: File | Blob;
  name: string;
  columns: readonly string[];
  request: JoinRequest;
  /** What came of it; none while it is not joined. */
  result?: JoinResult;
}

export interface JoinEvents {
  toggle(open: boolean): void;
  choose(file: File): void;
  change(request: JoinRequest): void;
  join(): void;
  remove(): void;
}

const rules = [
  ['mean', 'average them'],
  ['sum', 'add them up'],
  ['count', 'count the rows'],
  ['first', 'take the first'],
] as const;

/** The id of a second file: the column of the same name, or else the first one. */
export const firstRequest = (unit: string | undefined, profile: TableProfile, columns: readonly string[]) => {
  const on =
    unit ??
    profile.columns.find(({ name }) => columns.includes(name))?.name ??
    profile.columns[0]?.name ??
    '';
  return { on, on_second: columns.includes(on) ? on : (columns[0] ?? ''), rule: 'mean' } as const;
};

function counts({ name, result }: Second) {
  if (!result) return nothing;
  return html`<p class="prose"><strong>${name}</strong>: ${plural(result.ids_matched, 'id')} in both files,
    ${count(result.ids_only_first)} only in the first, ${count(result.ids_only_second)} only in the second${
      result.ids_only_second > 0 ? ' (left out)' : ''
    }. ${
      result.repeated_second > 0 ? `${plural(result.repeated_second, 'id')} had several rows there. ` : ''
    }Added: ${result.columns.join(', ')}.</p>`;
}

export function joinForm(
  profile: TableProfile,
  second: Second | undefined,
  issues: readonly Issue[],
  open: boolean,
  events: JoinEvents,
) {
  const select = (
    id: string,
    label: string,
    values: readonly (readonly [string, string])[],
    field: keyof JoinRequest,
    { request }: Second,
  ) => html`<div class="level"><label for=${id}>${label}</label>
    <select id=${id} @change=${(event: Event) => events.change({ ...request, [field]: (event.target as HTMLSelectElement).value })}>
      ${values.map(([value, text]) => html`<option value=${value} .selected=${request[field] === value}>${text}</option>`)}
    </select></div>`;
  const same = (names: readonly string[]) => names.map((name) => [name, name] as const);
  const toggled = (event: Event) => events.toggle((event.target as HTMLDetailsElement).open);
  return html`<details class="more join-form" data-page-only ?open=${open} @toggle=${toggled}><summary>Add columns of a second file</summary>
    ${
      !open
        ? nothing
        : second?.result
          ? html`${counts(second)}<p><button type="button" class="button" @click=${events.remove}>Take them away again</button></p>`
          : html`<p class="prose">Events, or what was measured before, with a column that holds the same ids.</p>
      <sutva-file-drop compact first @sutva-file=${(event: CustomEvent<File>) => events.choose(event.detail)}></sutva-file-drop>
      ${
        second
          ? html`<div class="levels">
        ${select('join-on', 'Id in this file', same(profile.columns.map(({ name }) => name)), 'on', second)}
        ${select('join-on-second', `Id in ${second.name}`, same(second.columns), 'on_second', second)}
        ${select('join-rule', 'Several rows of one id', rules, 'rule', second)}</div>
        <p><button type="button" class="button button-strong" @click=${events.join}>Add its columns</button></p>`
          : nothing
      }`
    }
    ${issueList(issues)}
  </details>`;
}
