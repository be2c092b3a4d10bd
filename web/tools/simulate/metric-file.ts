// SPDX-License-Identifier: Apache-2.0
// A metric from a file: opened where the metric is chosen, with the column of numbers that values are drawn from.
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { engine, type Issue, type TableProfile } from '../../engine/engine.ts';
import type { FieldSchema } from '../../generated/operations.ts';
import '../../ui/file-drop.ts';
import { bytes, number, plural } from '../../ui/format.ts';
import { issueList } from '../../ui/issues.ts';
import { Job } from '../../ui/job.ts';
import { progressBar } from '../../ui/progress.ts';

type Column = TableProfile['columns'][number];

interface Opened {
  file: File;
  profile: TableProfile;
  column: string | undefined;
}
/** It lasts as long as the page. */
let opened: Opened | undefined;

const numeric = (profile: TableProfile): readonly Column[] =>
  profile.columns.filter(({ kind }) => kind === 'number');

/** The column that is guessed to be the outcome, else the first one whose numbers are no ids. */
function firstChoice(profile: TableProfile): string | undefined {
  const columns = numeric(profile);
  const likely =
    columns.find(({ name }) => name === profile.roles.outcome) ??
    columns.find(({ content }) => content !== 'identifier') ??
    columns[0];
  return likely?.name;
}

const noNumbers: Issue = {
  code: 'not_numeric',
  field: '',
  message: 'No column of this file holds numbers, which a metric needs. Is its decimal mark the usual one?',
  severity: 'error',
};

export class MetricFile implements ReactiveController {
  private readonly reading: Job<TableProfile>;
  private issues: readonly Issue[] = [];

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
    this.reading = new Job(host);
  }

  hostConnected(): void {
    // Another tool may have read a file of its own since.
    if (opened && !engine.holds(opened.file)) void this.open(opened.file, opened.column);
  }

  /** The column for the request; none while no file is open. */
  get column(): string | undefined {
    return this.reading.running ? undefined : opened?.column;
  }

  readonly open = async (file: File, column?: string): Promise<void> => {
    const outcome = await this.reading.start((options) =>
      engine.openTable(file, { ...options, module: 'network' }),
    );
    this.issues = outcome.issues;
    const { value: profile } = outcome;
    if (profile) {
      const again = numeric(profile).find(({ name }) => name === column)?.name;
      opened = { file, profile, column: again ?? firstChoice(profile) };
      if (opened.column === undefined) this.issues = [...outcome.issues, noNumbers];
    }
    this.host.requestUpdate();
  };

  private choose(column: string): void {
    if (opened) opened = { ...opened, column };
    this.host.requestUpdate();
  }

  private facts() {
    const column = opened?.profile.columns.find(({ name }) => name === opened?.column);
    if (!opened || !column) return nothing;
    const { min, max, missing } = column;
    return html`<p class="field-help">${opened.file.name}: ${plural(opened.profile.rows, 'row')}, ${bytes(opened.file.size)}.${
      min === undefined || max === undefined
        ? nothing
        : ` From ${number(min)} to ${number(max)}${missing > 0 ? `, empty in ${plural(missing, 'row')}` : ''}.`
    }</p>`;
  }

  /** The place to drop a file; once there is one, its columns of numbers. */
  view([field]: readonly FieldSchema[]) {
    const { reading } = this;
    const columns = opened ? numeric(opened.profile) : [];
    const drop = html`<sutva-file-drop compact label="Choose a file with the metric" ?first=${!opened}
      @sutva-file=${(event: CustomEvent<File>) => void this.open(event.detail)}></sutva-file-drop>`;
    return html`<div class="edge-list">
      ${reading.running ? progressBar('Reading the file', reading.progress, reading.stop) : drop}
      ${issueList(this.issues)}
      ${
        opened && field && columns.length > 0
          ? html`${this.facts()}<div class="field" data-type="choice" data-wide="rows">
              <label class="field-label" for="metric-column">${field.label}</label>
              <select id="metric-column" @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value)}>
                ${columns.map(({ name }) => html`<option value=${name} .selected=${name === opened?.column}>${name}</option>`)}
              </select>
              <p class="field-help">${field.help}</p>
            </div>`
          : nothing
      }
      ${opened ? nothing : html`<p class="field-help">A row for each user, as of past data. The file is read in this page and goes nowhere else.</p>`}
    </div>`;
  }
}
