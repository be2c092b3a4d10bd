// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues } from 'lit';
import { engine, type Issue, type TableProfile } from '../../engine/engine.ts';
import { define } from '../../ui/element.ts';
import '../../ui/file-drop.ts';
import { fieldRows } from '../../ui/form.ts';
import { issueList } from '../../ui/issues.ts';
import { Job } from '../../ui/job.ts';
import { progressBar } from '../../ui/progress.ts';
import '../../ui/share.ts';
import { tableRows } from '../../ui/table.ts';
import { Tool } from '../tool.ts';
import { columnsTable, formatLine, levelSelects } from './columns-view.ts';
import { effectsTable, type Names, type Report, reportSentence, reportView } from './report.ts';
import { type Choice, columnIn, guessed, requestFor, withRole } from './table-roles.ts';

export const loadSample = () => import('../../../public/samples/personalization.csv?raw');

const settings = ['confidence', 'expected_treatment_share', 'missing_covariates'];

export class SutvaCsvEffect extends Tool {
  static override properties = { fileName: { state: true }, choice: { state: true }, names: { state: true } };
  declare fileName: string | undefined;
  declare choice: Choice | undefined;
  /** The names the shown report was made with. */
  declare names: Names | undefined;
  private readonly reading = new Job<TableProfile>(this);
  private readonly analysis = new Job<Report>(this);
  private profile: TableProfile | undefined;
  private asked = '';

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('dragover', this.dragOver);
    document.addEventListener('drop', this.drop);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('dragover', this.dragOver);
    document.removeEventListener('drop', this.drop);
    engine.closeTable();
  }

  // A file that misses the frame would be opened by the browser in place of the page.
  private readonly dragOver = (event: DragEvent): void => event.preventDefault();

  private readonly drop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    if (!event.defaultPrevented && file && !this.reading.running) void this.open(file, file.name);
    event.preventDefault();
  };

  private readonly open = async (file: File | Blob, name: string): Promise<void> => {
    this.analysis.stop();
    const outcome = await this.reading.start((options) => engine.openTable(file, options));
    if (!outcome.value) return;
    this.profile = outcome.value;
    this.fileName = name;
    this.choice = guessed(outcome.value);
    this.analysis.value = undefined;
    this.asked = '';
  };

  private readonly sample = async (): Promise<void> => {
    const { default: text } = await loadSample();
    await this.open(new Blob([text], { type: 'text/csv' }), 'personalization.csv');
  };

  protected override willUpdate(_changed: PropertyValues): void {
    const { choice, profile } = this;
    if (!choice || !profile || this.unread.size > 0) return;
    const request = requestFor(choice, this.values);
    const asked = JSON.stringify(request);
    if (asked === this.asked) return;
    this.asked = asked;
    const arm = columnIn(choice, 'arm') ?? 'arm';
    // A level such as 1 means nothing without its column.
    const spell = (level: string | undefined, role: string) =>
      level === undefined || level === '' ? role : /^[\d.,+-]+$/.test(level) ? `${arm} = ${level}` : level;
    const names: Names = {
      outcome: columnIn(choice, 'outcome') ?? 'outcome',
      control: spell(choice.control, 'control'),
      treatment: spell(choice.treatment, 'treatment'),
      confidence: Number(this.values.confidence),
    };
    void this.analysis
      .start((options) => engine.run('csv-effect', request, options))
      .then((outcome) => {
        if (outcome.value && asked === this.asked) this.names = names;
      });
  }

  private get issues(): readonly Issue[] {
    // The core says that a field is needed; here it is a column to choose.
    return this.analysis.issues.map((issue) =>
      issue.code === 'required'
        ? { ...issue, message: `No column is the ${issue.field} yet. Choose one under “Used as”.` }
        : issue,
    );
  }

  private emptyView() {
    return html`<sutva-file-drop @sutva-file=${(event: CustomEvent<File>) => this.open(event.detail, event.detail.name)}></sutva-file-drop>
      <p class="drop-more">No file at hand?
        <button type="button" class="button-link" @click=${this.sample}>Use the sample</button>: a made-up test of
        personalised recommendations, with the minutes each person streamed in the week before.</p>
      <section class="part"><h2>What the file should look like</h2>
        <p class="prose">One row for each person, with a header line. A column says which arm the person was in, one holds the
          outcome as a number, and others may hold what was known before the test. Commas, semicolons or tabs; decimal point
          or comma. What each column is for is guessed and shown, and you can change it.</p>
        <div class="table-scroll" tabindex="0" role="region" aria-label="Example of a file"><table class="table"><caption>For example</caption>
          <thead><tr><th scope="col">user_id</th><th scope="col">variant</th><th scope="col" class="num">spend</th><th scope="col" class="num">spend_before</th></tr></thead>
          <tbody><tr><th scope="row">u1041</th><td>control</td><td class="num">12.50</td><td class="num">10.00</td></tr>
            <tr><th scope="row">u1042</th><td>personalized</td><td class="num">0</td><td class="num">3.20</td></tr></tbody></table></div>
      </section>`;
  }

  private columnsPart(profile: TableProfile, choice: Choice) {
    const { analysis } = this;
    const events = {
      setRole: (column: string, role: Parameters<typeof withRole>[3]) => {
        this.choice = withRole(choice, profile, column, role);
      },
      setLevel: (which: 'control' | 'treatment', level: string) => {
        const other = which === 'control' ? 'treatment' : 'control';
        const swap = choice[other] === level ? { [other]: choice[which] } : {};
        this.choice = { ...choice, ...swap, [which]: level };
      },
    };
    const placed = new Set([
      ...settings,
      'control',
      'treatment',
      ...[...choice.roles.values()].map((role) => (role === 'covariate' ? 'covariates' : role)),
    ]);
    return html`<section class="part part-first" aria-label="The file">
      ${formatLine(profile, this.fileName)}
      ${columnsTable(profile, choice, this.issues, events)}
      <div class="table-settings">
        <div>${levelSelects(profile, choice, this.issues, events)}
          <div class="run-state">${
            analysis.running && analysis.progress
              ? progressBar('Analysis', analysis.progress, analysis.stop)
              : nothing
          }</div></div>
        <div class="settings-rows">${fieldRows(this.fields(...settings), { values: this.values, issues: this.issues })}</div>
      </div>
      ${issueList(this.issues, placed)}
    </section>`;
  }

  private results(report: Report, names: Names) {
    const stale =
      this.analysis.running ||
      this.unread.size > 0 ||
      this.issues.some((issue) => issue.severity === 'error');
    return html`<div class="findings" ?data-stale=${stale}>
      ${reportView(report, names)}
      <sutva-share .material=${{
        tool: 'csv-effect',
        values: this.values,
        title: this.operation.title,
        sentence: reportSentence(report, names),
        rows: tableRows(effectsTable(report)),
        shown: tableRows(effectsTable(report), 'shown'),
        picture: () => this.querySelector<SVGSVGElement>('sutva-intervals .plot > svg'),
      }}></sutva-share>
      <p class="hint">The link carries the settings, never the file, its columns or its numbers.</p>
    </div>`;
  }

  override render() {
    const { reading, analysis, profile, choice, names } = this;
    const readingIssues = reading.running ? [] : reading.issues;
    return html`<div class="sheet">
      ${reading.running ? progressBar('Reading the file', reading.progress, reading.stop) : nothing}
      ${reading.stopped && !reading.running ? html`<p class="hint">Stopped. ${profile ? 'The file before is still here.' : ''}</p>` : nothing}
      ${issueList(readingIssues)}
      ${!profile && !reading.running ? this.emptyView() : nothing}
      ${
        profile && choice && !reading.running
          ? html`
        ${this.columnsPart(profile, choice)}
        ${analysis.value && names ? this.results(analysis.value, names) : nothing}
        <sutva-file-drop compact @sutva-file=${(event: CustomEvent<File>) => this.open(event.detail, event.detail.name)}></sutva-file-drop>`
          : nothing
      }
    </div>`;
  }
}
define('sutva-csv-effect', SutvaCsvEffect);
