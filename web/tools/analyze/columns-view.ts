// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import type { Issue, TableProfile } from '../../engine/engine.ts';
import { bytes, count, number } from '../../ui/format.ts';
import { type Choice, type ColumnProfile, columnIn, levelsOf, type Role, roles } from './table-roles.ts';

/** How the file was read, in one line, so that a wrong guess shows at once. */
export function formatLine(profile: TableProfile, name: string | undefined) {
  const { format } = profile;
  return html`<p class="format-line"><strong>${name ?? profile.file_name ?? 'File'}</strong>
    <span>${count(profile.rows)} rows</span><span>${count(profile.columns.length)} columns</span><span>${bytes(profile.bytes)}</span>
    <span>${format.encoding}</span><span>${format.delimiter}-separated</span>
    <span>decimal ${format.decimal}</span>
    ${format.header ? nothing : html`<span>no header line</span>`}</p>`;
}

function holds(column: ColumnProfile) {
  if (column.kind === 'number' && column.min !== undefined && column.max !== undefined)
    return `${number(column.min)} to ${number(column.max)}${column.mean === undefined ? '' : `, mean ${number(column.mean)}`}`;
  const levels = column.levels
    .slice(0, 4)
    .map((level) => `${level.level === '' ? '(empty)' : level.level} ${count(level.count)}`);
  if (levels.length > 0) return `${levels.join(' · ')}${column.levels.length > 4 ? ' · …' : ''}`;
  return column.distinct === undefined ? 'text' : `${count(column.distinct)} different`;
}

const roleField: Record<Role, string> = {
  ignore: '',
  unit: 'unit',
  arm: 'arm',
  outcome: 'outcome',
  covariate: 'covariates',
};

export interface ColumnsEvents {
  setRole(column: string, role: Role): void;
  setLevel(which: 'control' | 'treatment', level: string): void;
}

/** Every column with what it holds and what it is for. */
export function columnsTable(
  profile: TableProfile,
  choice: Choice,
  issues: readonly Issue[],
  events: ColumnsEvents,
) {
  const reasonFor = (column: ColumnProfile) =>
    profile.roles.reasons.find(
      (reason) =>
        reason.column === column.name && reason.role.startsWith(choice.roles.get(column.name) ?? ''),
    )?.reason;
  const issuesAt = (column: ColumnProfile) => {
    const field = roleField[choice.roles.get(column.name) ?? 'ignore'];
    return field === ''
      ? []
      : issues.filter((issue) => issue.field === field || issue.field.startsWith(`${field}[`));
  };
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="Columns of the file">
    <table class="table columns-table" role="table">
      <caption>Columns and what they are for</caption>
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Column</th><th scope="col" role="columnheader">Used as</th><th scope="col" role="columnheader">Holds</th>
        <th scope="col" role="columnheader">First values</th><th scope="col" role="columnheader" class="num">Missing</th></tr></thead>
      <tbody role="rowgroup">${profile.columns.map((column, i) => {
        const role = choice.roles.get(column.name) ?? 'ignore';
        const mine = issuesAt(column);
        return html`<tr role="row" ?data-current=${role !== 'ignore'}>
          <th scope="row" role="rowheader">${column.name}</th>
          <td role="cell"><select aria-label="Use of ${column.name}" aria-invalid=${mine.length > 0 ? 'true' : 'false'}
              aria-describedby="column-${i}-note"
              @change=${(event: Event) => events.setRole(column.name, (event.target as HTMLSelectElement).value as Role)}>
              ${roles.map((option) => html`<option value=${option.name} .selected=${option.name === role}>${option.title}</option>`)}
            </select>
            <div class="column-note" id="column-${i}-note">
              ${mine.map((issue) => html`<p class=${issue.severity === 'error' ? 'field-error' : 'field-warning'}>${issue.message}</p>`)}
              ${mine.length === 0 && role !== 'ignore' ? reasonFor(column) : nothing}
            </div></td>
          <td role="cell">${holds(column)}${
            column.unreadable_count > 0
              ? html`<small class="unreadable">${count(column.unreadable_count)} not readable as a
            number, line ${column.unreadable_lines.slice(0, 3).map(count).join(', ')}${column.unreadable_count > 3 ? '…' : ''}</small>`
              : nothing
          }</td>
          <td role="cell" class="samples">${column.samples.slice(0, 3).join(', ')}</td>
          <td role="cell" class="num missing">${column.missing === 0 ? '0' : count(column.missing)}</td>
        </tr>`;
      })}</tbody>
    </table>
  </div>`;
}

/** Which level of the arm is the control, and which the treatment. */
export function levelSelects(
  profile: TableProfile,
  choice: Choice,
  issues: readonly Issue[],
  events: ColumnsEvents,
) {
  const levels = levelsOf(profile, columnIn(choice, 'arm'));
  const select = (which: 'control' | 'treatment', title: string) => {
    const mine = issues.filter((issue) => issue.field === which);
    return html`<div class="level">
      <label for="level-${which}">${title}</label>
      <select id="level-${which}" ?disabled=${levels.length === 0} aria-invalid=${mine.length > 0 ? 'true' : 'false'}
        aria-describedby="level-${which}-issues"
        @change=${(event: Event) => events.setLevel(which, (event.target as HTMLSelectElement).value)}>
        ${choice[which] === undefined ? html`<option value="" selected>Choose</option>` : nothing}
        ${levels.map((level) => html`<option value=${level} .selected=${level === choice[which]}>${level === '' ? '(empty)' : level}</option>`)}
      </select>
      <div id="level-${which}-issues">${mine.map((issue) => html`<p class="field-error">${issue.message}</p>`)}</div>
    </div>`;
  };
  return html`<div class="levels">${select('control', 'Control is')}${select('treatment', 'Treatment is')}</div>`;
}
