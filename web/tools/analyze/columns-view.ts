// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import type { Issue, TableProfile } from '../../engine/engine.ts';
import type { OperationSchema } from '../../generated/operations.ts';
import { bytes, count, number, plural } from '../../ui/format.ts';
import {
  type Choice,
  type ColumnProfile,
  columnFields,
  columnIn,
  columnsIn,
  fieldFor,
  ignored,
  levelFields,
  levelsOf,
  roleTitle,
} from './table-roles.ts';

/** How the file was read, in one line, so that a wrong guess shows at once. */
export function formatLine(profile: TableProfile, name: string | undefined) {
  const { format } = profile;
  return html`<p class="format-line"><strong>${name ?? profile.file_name ?? 'File'}</strong>
    <span>${count(profile.rows)} rows</span><span>${count(profile.columns.length)} columns</span><span>${bytes(profile.bytes)}</span>
    <span>${format.encoding}</span><span>${format.delimiter}-separated</span>
    <span>decimal ${format.decimal}</span>
    ${format.header ? nothing : html`<span>no header line</span>`}
    ${format.skipped_lines > 0 ? html`<span>${plural(format.skipped_lines, 'line')} above the header</span>` : nothing}
    ${format.notes.some((note) => note.startsWith('In ')) ? html`<span>marks in numbers</span>` : nothing}</p>`;
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

const contents: Readonly<Partial<Record<ColumnProfile['content'], string>>> = {
  true_false: 'true or false',
  whole_number: 'whole numbers',
  date: 'dates',
  timestamp: 'dates with times',
  identifier: 'identifiers',
};

/** A page of thousands of rows is slow and nobody reads it. */
const mostColumns = 120;

export interface ColumnsEvents {
  setRole(column: string, role: string): void;
  setLevel(field: string, level: string): void;
  find(name: string): void;
}

/** Every column with what it holds and what it is for. */
export function columnsTable(
  operation: OperationSchema,
  profile: TableProfile,
  choice: Choice,
  issues: readonly Issue[],
  events: ColumnsEvents,
  find = '',
) {
  const options = columnFields(operation);
  const roleOf = (column: ColumnProfile) =>
    fieldFor(operation, choice.roles.get(column.name) ?? ignored)?.name ?? ignored;
  const reasonFor = (column: ColumnProfile, role: string) =>
    profile.roles.reasons.find(
      (reason) => reason.column === column.name && fieldFor(operation, reason.role)?.name === role,
    )?.reason;
  const issuesAt = (role: string) =>
    issues.filter((issue) => issue.field === role || issue.field.startsWith(`${role}[`));
  const wanted = find.trim().toLowerCase();
  const many = profile.columns.length > mostColumns;
  const matching = profile.columns.filter(
    (column) => roleOf(column) !== ignored || !many || column.name.toLowerCase().includes(wanted),
  );
  const shown = many ? matching.slice(0, mostColumns) : matching;
  return html`${
    many
      ? html`<p class="hint"><label for="find-column">Find a column</label>
      <input id="find-column" type="search" .value=${find} @input=${(event: Event) => events.find((event.target as HTMLInputElement).value)} />
      <span>${count(shown.length)} of ${count(profile.columns.length)} shown</span></p>`
      : nothing
  }<div class="table-scroll" tabindex="0" role="region" aria-label="Columns of the file">
    <table class="table columns-table" role="table">
      <caption>Columns and what they are for</caption>
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Column</th><th scope="col" role="columnheader">Used as</th><th scope="col" role="columnheader">Holds</th>
        <th scope="col" role="columnheader">First values</th><th scope="col" role="columnheader" class="num">Missing</th></tr></thead>
      <tbody role="rowgroup">${shown.map((column, i) => {
        const role = roleOf(column);
        // What is said of a list as a whole stands at its first column.
        const first = profile.columns.find((other) => roleOf(other) === role) === column;
        const place = columnsIn(operation, choice, role).indexOf(column.name);
        const mine =
          role === ignored
            ? []
            : issuesAt(role).filter((issue) =>
                issue.field === role ? first : issue.field === `${role}[${place}]`,
              );
        return html`<tr role="row" ?data-current=${role !== ignored}>
          <th scope="row" role="rowheader">${column.name}</th>
          <td role="cell"><select aria-label="Use of ${column.name}" aria-invalid=${mine.some((issue) => issue.severity === 'error') ? 'true' : 'false'}
              aria-describedby="column-${i}-note"
              @change=${(event: Event) => events.setRole(column.name, (event.target as HTMLSelectElement).value)}>
              <option value=${ignored} .selected=${role === ignored}>–</option>
              ${options.map((option) => html`<option value=${option.name} .selected=${option.name === role}>${roleTitle(option)}</option>`)}
            </select>
            <div class="column-note" id="column-${i}-note">
              ${mine.map((issue) => html`<p class=${issue.severity === 'error' ? 'field-error' : 'field-warning'}>${issue.message}</p>`)}
              ${mine.length === 0 && role !== ignored ? reasonFor(column, role) : nothing}
            </div></td>
          <td role="cell">${holds(column)}${contents[column.content] === undefined ? nothing : html`<small class="content">${contents[column.content]}</small>`}${
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

/** Which content of a column means what: of the arm, which level is the control and which the treatment. */
export function levelSelects(
  operation: OperationSchema,
  profile: TableProfile,
  choice: Choice,
  issues: readonly Issue[],
  events: ColumnsEvents,
) {
  return html`<div class="levels">${levelFields(operation).map(({ name, label, level_of }) => {
    const levels = levelsOf(profile, columnIn(operation, choice, level_of ?? ''));
    const chosen = choice.levels[name];
    const mine = issues.filter((issue) => issue.field === name);
    return html`<div class="level">
      <label for="level-${name}">${label.replace(/ level$/, '')} is</label>
      <select id="level-${name}" ?disabled=${levels.length === 0} aria-invalid=${mine.length > 0 ? 'true' : 'false'}
        aria-describedby="level-${name}-issues"
        @change=${(event: Event) => events.setLevel(name, (event.target as HTMLSelectElement).value)}>
        ${chosen === undefined ? html`<option value="" selected>Choose</option>` : nothing}
        ${levels.map((level) => html`<option value=${level} .selected=${level === chosen}>${level === '' ? '(empty)' : level}</option>`)}
      </select>
      <div id="level-${name}-issues">${mine.map((issue) => html`<p class="field-error">${issue.message}</p>`)}</div>
    </div>`;
  })}</div>`;
}
