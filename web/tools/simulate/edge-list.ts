// SPDX-License-Identifier: Apache-2.0
// A list of edges from a file: opened where the network is made, with the columns that name its ends.
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { engine, type Issue, type TableProfile } from '../../engine/engine.ts';
import type { FieldSchema } from '../../generated/operations.ts';
import '../../ui/file-drop.ts';
import { bytes, plural } from '../../ui/format.ts';
import { issueList } from '../../ui/issues.ts';
import { Job } from '../../ui/job.ts';
import { progressBar } from '../../ui/progress.ts';
import { withTabs } from './edge-text.js';

/** A file whose columns stand between spaces is written anew in memory, up to this size. */
const mostInMemory = 50e6;
/** As much of a file as tells what stands between its columns. */
const headSize = 65_536;

interface Opened {
  file: File;
  name: string;
  size: number;
  profile: TableProfile;
  columns: Readonly<Record<string, string>>;
  header: 'automatic' | 'yes' | 'no';
  spaces: boolean;
}
/** It lasts as long as the page. */
let opened: Opened | undefined;

const tooLarge: Issue = {
  code: 'too_large',
  field: '',
  message: `Spaces stand between the columns of this file, and it is larger than ${bytes(mostInMemory)}: replace them by tabs or commas first, as with  tr -s ' ' '\\t' < edges.txt > edges.tsv.`,
  severity: 'error',
};

async function readable(file: File): Promise<{ file?: File; spaces: boolean }> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (start[0] === 0x1f && start[1] === 0x8b) return { file, spaces: false };
  if (withTabs(await file.slice(0, headSize).text()) === undefined) return { file, spaces: false };
  if (file.size > mostInMemory) return { spaces: true };
  const text = withTabs(await file.text());
  return {
    file: text === undefined ? file : new File([text], file.name, { type: 'text/plain' }),
    spaces: true,
  };
}

export class EdgeList implements ReactiveController {
  private readonly reading: Job<TableProfile>;
  private issues: readonly Issue[] = [];

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
    this.reading = new Job(host);
  }

  hostConnected(): void {
    // Another tool may have read a file of its own since.
    if (opened && !engine.holds(opened.file)) void this.read(opened.file, opened);
  }

  /** Columns for the request; none while no file is open. */
  get columns(): Readonly<Record<string, string>> | undefined {
    return this.reading.running ? undefined : opened?.columns;
  }

  readonly open = async (given: File): Promise<void> => {
    this.issues = [];
    const { file, spaces } = await readable(given);
    if (!file) {
      this.issues = [tooLarge];
      this.host.requestUpdate();
      return;
    }
    await this.read(file, { name: given.name, size: given.size, spaces, header: 'automatic' });
  };

  private async read(
    file: File,
    { name, size, spaces, header }: Pick<Opened, 'name' | 'size' | 'spaces' | 'header'>,
  ): Promise<void> {
    const format = { header, ...(spaces && { delimiter: 'tab' as const }) };
    const outcome = await this.reading.start((options) =>
      engine.openTable(file, { ...options, module: 'network', format }),
    );
    this.issues = outcome.issues;
    if (outcome.value) {
      const [from = '', to = ''] = outcome.value.columns.map((column) => column.name);
      opened = {
        file,
        name,
        size,
        spaces,
        header,
        profile: outcome.value,
        columns: { from, to, weight: '' },
      };
    }
    this.host.requestUpdate();
  }

  private choose(field: string, column: string): void {
    if (!opened) return;
    opened = { ...opened, columns: { ...opened.columns, [field]: column } };
    this.host.requestUpdate();
  }

  private select(field: FieldSchema) {
    const { name, label, help } = field;
    const chosen = opened?.columns[name] ?? '';
    const columns = opened?.profile.columns.map((column) => column.name) ?? [];
    return html`<div class="field" data-type="choice" data-wide="rows">
      <label class="field-label" for="edges-${name}">${label}</label>
      <select id="edges-${name}" @change=${(event: Event) => this.choose(name, (event.target as HTMLSelectElement).value)}>
        ${name === 'weight' ? html`<option value="" .selected=${chosen === ''}>None: all ties alike</option>` : nothing}
        ${columns.map((column) => html`<option value=${column} .selected=${column === chosen}>${column}</option>`)}
      </select>
      <p class="field-help">${help}</p>
    </div>`;
  }

  /** The place to drop a file; once there is one, what was read and which column is which. */
  view(fields: readonly FieldSchema[]) {
    const { reading } = this;
    const drop = html`<sutva-file-drop compact label="Choose a list of edges" ?first=${!opened}
      @sutva-file=${(event: CustomEvent<File>) => void this.open(event.detail)}></sutva-file-drop>`;
    return html`<div class="edge-list">
      ${reading.running ? progressBar('Reading the file', reading.progress, reading.stop) : drop}
      ${issueList(this.issues)}
      ${
        opened
          ? html`<p class="field-help">${opened.name}: ${plural(opened.profile.rows, 'line')}, ${bytes(opened.size)}${
              opened.spaces ? '; columns between spaces' : ''
            }. ${
              opened.profile.format.header
                ? html`Its first line names the columns.
                  <button type="button" class="button-link" @click=${() => this.header('no')}>It is an edge</button>`
                : html`Its first line is an edge.
                  <button type="button" class="button-link" @click=${() => this.header('yes')}>It names the columns</button>`
            }</p>
            ${fields.map((field) => this.select(field))}`
          : html`<p class="field-help">One edge on each line: two ids, perhaps a weight, between commas, tabs or spaces.
              The file is read in this page and goes nowhere else.</p>`
      }
    </div>`;
  }

  private header(header: 'yes' | 'no'): void {
    if (opened) void this.read(opened.file, { ...opened, header });
  }
}
