// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { engine, type Issue, type TableProfile } from '../../engine/engine.ts';
import type { FieldSchema, Requests } from '../../generated/operations.ts';
import '../../ui/file-drop.ts';
import { defaultValues, type Values } from '../../state/link.ts';
import { fieldRows } from '../../ui/form.ts';
import { withUnit } from '../../ui/format.ts';
import { issueList } from '../../ui/issues.ts';
import { Job } from '../../ui/job.ts';
import { progressBar } from '../../ui/progress.ts';
import { Tool } from '../tool.ts';
import { columnsTable, formatLine, levelSelects } from './columns-view.ts';
import { type Format, formatForm } from './format-view.ts';
import { handOver } from './handed.ts';
import { firstRequest, joinForm, type Second } from './join-view.ts';
import type { CausesAsked } from './parts.ts';
import { mayBeTable, pastedFile } from './paste.js';
import { moreSamples, type Sample, sampleFor } from './samples.ts';
import {
  type Choice,
  columnFields,
  columnIn,
  fieldFor,
  kept,
  levelFields,
  requestFor,
  roleTitle,
  settingFields,
  withRole,
} from './table-roles.ts';

/** Names from the file, for words around the numbers. They stay text and stay here. */
export interface Names {
  outcome: string;
  control: string;
  treatment: string;
  confidence: number;
}

/** The file that is open, for whichever analysis is looked at; it lasts as long as the page. */
interface Opened {
  file: File | Blob;
  profile: TableProfile;
  name: string;
  choice: Choice;
  /** What its reader said against what was found. */
  format: Format;
  /** A file whose columns are to be added, or were. */
  second?: Second | undefined;
}
let opened: Opened | undefined;

/** Settings that matter only beside a column of this role. */
const settingOf: Readonly<Record<string, string>> = { unit_rows: 'unit', block_design: 'block' };

function settingText(field: FieldSchema, value: unknown): string {
  if (typeof value === 'number') return withUnit(value, field.unit);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return field.choices?.find((choice) => choice.name === value)?.label ?? String(value);
}

/** A tool that asks something of a file: what each column is for, the settings, and the findings below. */
export abstract class FileTool<Found> extends Tool {
  static override properties: PropertyDeclarations = {
    choice: { state: true },
    names: { state: true },
    find: { state: true },
    joinIssues: { state: true },
    joining: { state: true },
    formatOpen: { state: true },
    pasted: { state: true },
  };
  declare choice: Choice | undefined;
  /** The names the shown findings were made with. */
  declare names: Names | undefined;
  /** Part of a column's name, where there are many. */
  declare find: string | undefined;
  declare joinIssues: readonly Issue[] | undefined;
  /** The part that says how the file was read is open. */
  declare formatOpen: boolean | undefined;
  /** What stands in the place for a table as text. */
  declare pasted: string | undefined;
  /** The part for a second file is open. */
  declare joining: boolean | undefined;
  private readonly reading = new Job<TableProfile>(this);
  protected readonly analysis = new Job<Found>(this);
  private asked = '';

  constructor() {
    super();
    this.addEventListener('sutva-causes', (event) => {
      if (!opened || !this.choice) return;
      event.preventDefault();
      const { counts, href } = (event as CustomEvent<CausesAsked>).detail;
      void handOver(counts, this.choice, opened.profile, this.values).then(() => {
        location.hash = href;
      });
    });
  }

  /** The file that is open, as it was read. */
  protected get readFile() {
    if (!opened) return undefined;
    const { name, profile, format, second } = opened;
    return { name, profile, format, second: second?.result ? second.name : undefined };
  }

  /** What was found, with the names it was found for. */
  protected abstract findings(found: Found, names: Names): unknown;

  /** A new question comes: what still runs for the one before is of no use. */
  protected asking(): void {}

  /** A new answer stands: what else to ask of the same question. */
  protected answered(_request: Values): void {}

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('dragover', this.dragOver);
    document.addEventListener('drop', this.drop);
    document.addEventListener('paste', this.paste);
    if (!opened) return;
    this.choice = opened.choice;
    // Another tool may have read a file of its own since.
    if (!engine.holds(opened.file))
      void this.open(opened.file, opened.name, opened.choice, opened.format, opened.second);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('dragover', this.dragOver);
    document.removeEventListener('drop', this.drop);
    document.removeEventListener('paste', this.paste);
  }

  // A file that misses the frame would be opened by the browser in place of the page.
  private readonly dragOver = (event: DragEvent): void => event.preventDefault();

  private readonly drop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    if (!event.defaultPrevented && file && !this.reading.running) void this.open(file, file.name);
    event.preventDefault();
  };

  // Anywhere on the page while no file is open; in a field it is the field's.
  private readonly paste = (event: ClipboardEvent): void => {
    const target = event.target as HTMLElement;
    if (opened || this.reading.running || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    const [file] = event.clipboardData?.files ?? [];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (file) void this.open(file, file.name);
    else if (mayBeTable(text)) this.openText(text);
    else return;
    event.preventDefault();
  };

  private openText(text: string): void {
    const file = pastedFile(text);
    void this.open(file, file.name);
  }

  private readonly open = async (
    file: File | Blob,
    name: string,
    choice?: Choice,
    format: Format = {},
    second?: Second,
  ): Promise<void> => {
    this.analysis.stop();
    this.asking();
    const outcome = await this.reading.start((options) => engine.openTable(file, { ...options, format }));
    if (!outcome.value) return;
    opened = { file, profile: outcome.value, name, choice: kept(choice, outcome.value), format };
    this.pasted = undefined;
    this.choice = opened.choice;
    this.analysis.value = undefined;
    this.asked = '';
    this.joinIssues = undefined;
    if (second) {
      opened.second = second;
      if (second.result) await this.join(choice);
    }
  };

  private readonly chooseSecond = async (file: File): Promise<void> => {
    const outcome = await engine.lookAt(file);
    this.joinIssues = outcome.issues;
    if (!opened || !outcome.value) return;
    const { columns } = outcome.value;
    const unit = [...opened.choice.roles].find(([, role]) => role === 'unit')?.[0];
    opened.second = { file, name: file.name, columns, request: firstRequest(unit, opened.profile, columns) };
    this.requestUpdate();
  };

  private readonly join = async (choice = opened?.choice): Promise<void> => {
    const { second } = opened ?? {};
    if (!opened || !second) return;
    const outcome = await engine.joinTable(second.file, second.request);
    this.joinIssues = outcome.issues;
    if (!outcome.value) {
      second.result = undefined;
      this.requestUpdate();
      return;
    }
    const { profile, ...result } = outcome.value;
    opened.second = { ...second, result };
    opened.profile = { ...opened.profile, ...profile };
    // Roles that were chosen stay; a column that is new gets the one that is guessed, unless it is taken.
    opened.choice = kept(choice, opened.profile, true);
    this.choice = opened.choice;
    this.asked = '';
  };

  private readonly openSample = async (sample: Sample): Promise<void> => {
    const { default: text } = await sample.load();
    await this.open(new Blob([text], { type: 'text/csv' }), sample.file);
  };

  private choose(choice: Choice): void {
    if (opened) opened.choice = choice;
    this.choice = choice;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { choice, operation } = this;
    if (!choice || !opened || this.reading.running || this.unread.size > 0) return;
    const request = requestFor(operation, choice, this.values);
    const asked = JSON.stringify(request);
    if (asked === this.asked) return;
    this.asked = asked;
    this.asking();
    const names = this.namesFor(choice);
    void this.analysis
      .start(
        (options) =>
          engine.run(
            operation.name as keyof Requests,
            request as Partial<Requests['csv-effect']>,
            options,
          ) as never,
      )
      .then((outcome) => {
        if (!outcome.value || asked !== this.asked) return;
        this.names = names;
        this.answered(request);
      });
  }

  private namesFor(choice: Choice): Names {
    const { operation } = this;
    const arm = columnIn(operation, choice, 'arm') ?? 'arm';
    // A level such as 1 means nothing without its column.
    const spell = (role: 'control' | 'treatment') => {
      const level = choice.levels[role];
      return level === undefined || level === ''
        ? role
        : /^[\d.,+-]+$/.test(level)
          ? `${arm} = ${level}`
          : level;
    };
    return {
      outcome: columnIn(operation, choice, 'outcome') ?? columnIn(operation, choice, 'outcomes') ?? 'outcome',
      control: spell('control'),
      treatment: spell('treatment'),
      confidence: Number(this.values.confidence ?? 0.95),
    };
  }

  protected get issues(): readonly Issue[] {
    // The core says that a field is needed; here it is a column to choose.
    const columns = new Map(columnFields(this.operation).map((field) => [field.name, field]));
    return this.analysis.issues.map((issue) => {
      const field = columns.get(issue.field);
      return issue.code === 'required' && field
        ? {
            ...issue,
            message: `No column is the ${roleTitle(field).toLowerCase()} yet. Choose one under “Used as”.`,
          }
        : issue;
    });
  }

  /** The findings belong to a question before the present one. */
  protected get stale(): boolean {
    return (
      this.analysis.running || this.unread.size > 0 || this.issues.some((issue) => issue.severity === 'error')
    );
  }

  private pastePart() {
    const text = this.pasted ?? '';
    return html`<details class="more paste-form" data-page-only><summary>Paste a table</summary>
      <label class="hint" for="pasted-table">Text with a header line: CSV, cells of a spreadsheet, or what a console shows. It stays in this page.</label>
      <textarea id="pasted-table" rows="8" spellcheck="false" autocomplete="off" .value=${text}
        @input=${(event: Event) => {
          this.pasted = (event.target as HTMLTextAreaElement).value;
        }}></textarea>
      <p><button type="button" class="button button-strong" ?disabled=${text.trim() === ''} @click=${() => this.openText(text)}>Read the table</button></p>
    </details>`;
  }

  private emptyView() {
    const sample = sampleFor(this.operation.name);
    return html`<sutva-file-drop @sutva-file=${(event: CustomEvent<File>) => this.open(event.detail, event.detail.name)}></sutva-file-drop>
      <p class="drop-more">No file at hand?
        <button type="button" class="button-link" @click=${() => this.openSample(sample)}>Use the sample</button>: ${sample.about}
        ${
          this.operation.name === 'csv-effect'
            ? html`Or ${moreSamples.map((more, i) => html`${i > 0 ? ', or ' : ''}<button type="button" class="button-link" @click=${() => this.openSample(more)}>${more.file}</button>: ${more.about.replace(/\.$/, '')}`)}.`
            : nothing
        }</p>
      ${this.pastePart()}
      ${this.linkedPart()}
      <section class="part"><h2>What the file should look like</h2>
        <p class="prose">${sample.shape} Commas, semicolons or tabs; decimal point or comma. What each column is for is guessed and
          shown, and you can change it.</p>
        <div class="table-scroll" tabindex="0" role="region" aria-label="Example of a file"><table class="table"><caption>For example</caption>
          <thead><tr>${sample.head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
          <tbody>${sample.rows.map(
            (row) =>
              html`<tr>${row.map((cell, i) => (i === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>`,
          )}</tbody></table></div>
        ${this.wantedColumns()}
      </section>`;
  }

  /** What each column of a file can be used as; a file rarely has them all. */
  private wantedColumns() {
    const fields = columnFields(this.operation);
    return html`<dl class="wanted-columns">${fields.map(
      (field) =>
        html`<div><dt>${roleTitle(field)}${field.required ? html` <small>needed</small>` : nothing}</dt><dd>${field.help}</dd></div>`,
    )}</dl>`;
  }

  /** Settings that came with the address wait for a file; a link never names columns. */
  private linkedPart() {
    const usual = defaultValues(this.operation);
    const said = settingFields(this.operation).filter(
      ({ name }) => this.values[name] !== undefined && this.values[name] !== usual[name],
    );
    if (said.length === 0) return nothing;
    return html`<section class="part"><h2>Settings that are chosen already</h2>
      <p class="prose">They hold for the file you open. Which column is which is not part of a link, and is guessed from the
        file.</p>
      <dl class="facts">${said.map((field) => {
        const text = settingText(field, this.values[field.name]);
        return html`<div ?data-long=${text.length > 28}><dt>${field.label}</dt><dd>${text}</dd></div>`;
      })}</dl></section>`;
  }

  private columnsPart({ file, profile, name, format, second }: Opened, choice: Choice) {
    const { analysis, operation, issues } = this;
    // How rows or blocks are treated is a question only where there are some.
    const settings = settingFields(operation).filter((field) => {
      const column = settingOf[field.name];
      return column === undefined || columnIn(operation, choice, column) !== undefined;
    });
    const events = {
      setRole: (column: string, role: string) =>
        this.choose(withRole(operation, choice, profile, column, role)),
      setLevel: (field: string, level: string) => {
        const other = field === 'control' ? 'treatment' : 'control';
        const before = choice.levels[field];
        const swap = choice.levels[other] === level && before !== undefined ? { [other]: before } : {};
        this.choose({ ...choice, levels: { ...choice.levels, ...swap, [field]: level } });
      },
      find: (name: string) => {
        this.find = name;
      },
    };
    const placed = new Set([
      ...settings.map((field) => field.name),
      ...levelFields(operation).map((field) => field.name),
      ...[...choice.roles.values()].flatMap((role) => fieldFor(operation, role)?.name ?? []),
    ]);
    return html`<section class="part part-first" aria-label="The file">
      ${formatLine(profile, name)}
      ${formatForm(profile, format, this.formatOpen === true, {
        change: (changed) => void this.open(file, name, choice, changed, second),
        toggle: (open) => {
          this.formatOpen = open;
        },
      })}
      ${columnsTable(operation, profile, choice, issues, events, this.find)}
      ${joinForm(profile, second, this.joinIssues ?? [], this.joining ?? second !== undefined, {
        toggle: (open) => {
          this.joining = open;
        },
        choose: (chosen) => void this.chooseSecond(chosen),
        change: (request) => {
          if (opened?.second) opened.second = { ...opened.second, request };
          this.requestUpdate();
        },
        join: () => void this.join(),
        remove: () => void this.open(file, name, choice, format),
      })}
      <div class="table-settings">
        <div>${levelSelects(operation, profile, choice, issues, events)}
          <div class="run-state">${
            analysis.running && analysis.progress
              ? progressBar('Analysis', analysis.progress, analysis.stop)
              : nothing
          }</div></div>
        <div class="settings-rows">${fieldRows(settings, { values: this.values, issues })}</div>
      </div>
      ${issueList(issues, placed)}
    </section>`;
  }

  override render() {
    const { reading, analysis, choice, names } = this;
    const readingIssues = reading.running ? [] : reading.issues;
    return html`<div class="sheet">
      ${reading.running ? progressBar('Reading the file', reading.progress, reading.stop) : nothing}
      ${reading.stopped && !reading.running ? html`<p class="hint">Stopped. ${opened ? 'The file before is still here.' : ''}</p>` : nothing}
      ${issueList(readingIssues)}
      ${!opened && !reading.running ? this.emptyView() : nothing}
      ${
        opened && choice && !reading.running
          ? html`
        ${this.columnsPart(opened, choice)}
        ${analysis.value && names ? html`<div class="findings" ?data-stale=${this.stale}>${this.findings(analysis.value, names)}</div>` : nothing}
        <sutva-file-drop compact @sutva-file=${(event: CustomEvent<File>) => this.open(event.detail, event.detail.name)}></sutva-file-drop>
        ${this.pastePart()}
        <p class="drop-more"><button type="button" class="button-link" @click=${() => this.openSample(sampleFor(this.operation.name))}>Use the sample</button> of this kind of question instead: ${sampleFor(this.operation.name).about}</p>`
          : nothing
      }
    </div>`;
  }
}
