// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import { engine, type TableProfile } from '../../engine/engine.ts';
import type { FieldSchema, OperationSchema, Requests, Results } from '../../generated/operations.ts';
import { findOperation, isActive, type Values } from '../../state/link.ts';
import { define, Element, uniqueId } from '../../ui/element.ts';
import '../../ui/file-drop.ts';
import { count, inputText, number } from '../../ui/format.ts';
import { issueList } from '../../ui/issues.ts';
import { Job } from '../../ui/job.ts';
import { progressBar } from '../../ui/progress.ts';
import { factList } from './facts.ts';
import { isScalar, type Plan, shown, unitOf } from './measure.ts';

type Found = Results['plan-from-data'];

/** What a column is used for here. */
const uses = [
  { name: 'outcome', title: 'Outcome' },
  { name: 'denominator', title: 'Denominator' },
  { name: 'covariate', title: 'Covariate' },
  { name: 'cluster', title: 'Cluster' },
  { name: 'arm', title: 'Arm' },
  { name: 'unit', title: 'Unit' },
] as const;
type Use = (typeof uses)[number]['name'];
type Columns = Partial<Record<Use | 'control', string>>;

// Where a result has another name than the input it fills.
const elsewhere: Record<string, string> = { cv: 'cluster_cv' };
// A metric that will be capped is planned with its capped mean and spread.
const capped: Record<string, keyof Found> = { baseline_mean: 'capped_mean', sd: 'capped_sd' };
// What stands beside other facts, or repeats the file.
const aside = new Set(['sentence', 'rows_total', 'outcome', 'control', 'is_binary', 'is_count']);

function guess(profile: TableProfile): Columns {
  const { outcome, covariates, arm, control, unit } = profile.roles;
  return {
    ...(outcome ? { outcome } : {}),
    ...(covariates[0] ? { covariate: covariates[0] } : {}),
    ...(arm ? { arm } : {}),
    ...(arm && control !== undefined ? { control } : {}),
    ...(unit ? { unit } : {}),
  };
}

/** A file of past data, from which the inputs of a plan are taken. Only numbers the reader accepts leave this part. */
export class SutvaFromData extends Element {
  static override properties = {
    operation: { attribute: false },
    values: { attribute: false },
    fileName: { state: true },
    columns: { state: true },
    taken: { state: true },
    capping: { state: true },
  };
  declare operation: OperationSchema;
  declare values: Values;
  declare fileName: string;
  declare columns: Columns;
  /** What was set, in words. */
  declare taken: string;
  /** The metric is to be capped in the analysis. */
  declare capping: boolean;
  private readonly reading = new Job<TableProfile>(this);
  private readonly finding = new Job<Found>(this);
  private profile: TableProfile | undefined;
  private readonly key = uniqueId('data');

  constructor() {
    super();
    this.fileName = '';
    this.columns = {};
    this.taken = '';
    this.capping = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('dragover', this.dragOver);
    document.addEventListener('drop', this.drop);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('dragover', this.dragOver);
    document.removeEventListener('drop', this.drop);
    if (this.profile) engine.closeTable();
  }

  // A file that misses the frame would be opened by the browser in place of the page.
  private readonly dragOver = (event: DragEvent): void => event.preventDefault();
  private readonly drop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    if (!event.defaultPrevented && file) {
      this.closest('details')?.setAttribute('open', '');
      void this.open(file);
    }
    event.preventDefault();
  };

  private async open(file: File): Promise<void> {
    this.taken = '';
    const outcome = await this.reading.start((options) => engine.openTable(file, options));
    if (!outcome.value) return;
    this.profile = outcome.value;
    this.fileName = file.name;
    this.columns = guess(outcome.value);
    this.finding.value = undefined;
    this.find();
  }

  private find(): void {
    const { outcome, denominator, covariate, cluster, arm, control, unit } = this.columns;
    this.taken = '';
    if (!outcome) {
      this.finding.value = undefined;
      this.requestUpdate();
      return;
    }
    const request: Partial<Requests['plan-from-data']> = {
      outcome,
      ...(denominator ? { denominator } : {}),
      ...(covariate ? { covariates: [covariate] } : {}),
      ...(cluster ? { cluster } : {}),
      ...(arm ? { arm } : {}),
      ...(arm && control !== undefined ? { control } : {}),
      ...(unit ? { unit } : {}),
    };
    void this.finding.start((options) => engine.run('plan-from-data', request, options));
  }

  private use(name: Use | 'control', column: string): void {
    const rest = { ...this.columns };
    // A column is used once.
    for (const { name: other } of uses) if (rest[other] === column && name !== 'control') delete rest[other];
    if (column === '') delete rest[name];
    else rest[name] = column;
    if (name === 'arm') {
      const level = this.profile?.columns.find((candidate) => candidate.name === column)?.levels[0]?.level;
      if (level === undefined) delete rest.control;
      else rest.control = level;
    }
    this.columns = rest;
    this.find();
  }

  /** The inputs of this calculator that the file gives a number for. */
  private offers(found: Found): { field: FieldSchema; value: number }[] {
    const result = found as unknown as Record<string, unknown>;
    return this.operation.request.flatMap((field) => {
      const other = this.capping ? capped[field.name] : undefined;
      const value = (other && result[other]) ?? result[field.name] ?? result[elsewhere[field.name] ?? ''];
      if (typeof value !== 'number' || !Number.isFinite(value)) return [];
      if (field.type !== 'number' || !this.fits(field, value, found)) return [];
      const digits = Number(value.toPrecision(6));
      return [{ field, value: this.inside(field, digits) ? digits : value }];
    });
  }

  private inside(
    { min = -Infinity, max = Infinity, min_open: minOpen, max_open: maxOpen }: FieldSchema,
    value: number,
  ) {
    return (minOpen ? value > min : value >= min) && (maxOpen ? value < max : value <= max);
  }

  // A number of the file is offered where the calculator asks for it with the metric that the file has.
  private fits(field: FieldSchema, value: number, found: Found): boolean {
    return this.inside(field, value) && isActive(field, { ...this.values, metric: this.metricOf(found) });
  }

  /** The metric that the file is about, if this calculator knows it; else the present one. */
  private metricOf(found: Found): unknown {
    const metric = this.operation.request.find((field) => field.name === 'metric');
    const present = this.values.metric;
    if (!metric) return present;
    const likely = this.columns.denominator ? 'ratio' : found.is_binary ? 'proportion' : undefined;
    const known = (name: string | undefined) => metric.choices?.some((choice) => choice.name === name);
    if (likely && known(likely)) return likely;
    // Counts may be planned as means too, so the reader's choice stands.
    return present === 'mean' || (present === 'count' && found.is_count) ? present : 'mean';
  }

  private accept(found: Found): void {
    const offers = this.offers(found);
    const metric = this.metricOf(found);
    const patch: Values = Object.fromEntries(offers.map(({ field, value }) => [field.name, value]));
    if (this.operation.request.some((field) => field.name === 'metric')) patch.metric = metric;
    this.dispatchEvent(new CustomEvent('sutva-patch', { detail: patch, bubbles: true }));
    const list = offers.map(
      ({ field, value }) => `${field.label} ${inputText(value, unitOf(field, { ...this.values, metric }))}`,
    );
    this.taken = `Set from ${count(found.rows_used)} rows: ${list.join(', ')}.`;
  }

  private select(title: string, name: Use | 'control', options: readonly string[], now: string | undefined) {
    const id = `${this.key}-${name}`;
    return html`<div class="level"><label for=${id}>${title}</label>
      <select id=${id} @change=${(event: Event) => this.use(name, (event.target as HTMLSelectElement).value)}>
        ${name === 'control' ? nothing : html`<option value="" .selected=${now === undefined}>–</option>`}
        ${options.map((option) => html`<option value=${option} .selected=${option === now}>${option === '' ? '(empty)' : option}</option>`)}
      </select></div>`;
  }

  private columnsPart(profile: TableProfile) {
    const names = profile.columns.map((column) => column.name);
    const { arm } = this.columns;
    const levels =
      profile.columns.find((column) => column.name === arm)?.levels.map(({ level }) => level) ?? [];
    return html`<p class="hint">${this.fileName}, ${count(profile.rows)} rows</p>
      ${uses.map(({ name, title }) => this.select(title, name, names, this.columns[name]))}
      ${arm && levels.length > 0 ? this.select('Only rows of', 'control', levels, this.columns.control) : nothing}`;
  }

  private foundPart(found: Found) {
    const operation = findOperation('plan-from-data');
    const result = found as unknown as Plan;
    const values = { metric: found.is_binary ? 'proportion' : 'mean' };
    const list = (operation?.result ?? [])
      .filter((field) => isScalar(field) && !aside.has(field.name) && result[field.name] !== undefined)
      .map((field) => ({ field, text: shown(result[field.name], field, values) }));
    const offers = this.offers(found);
    return html`<p class="data-sentence">${found.sentence}</p>
      ${
        offers.length > 0
          ? html`${
              found.cap !== undefined && offers.some(({ field }) => field.name === 'sd')
                ? html`<label class="data-cap"><input type="checkbox" .checked=${this.capping}
                    @change=${(event: Event) => {
                      this.capping = (event.target as HTMLInputElement).checked;
                    }} /> Cap the outcome at ${number(found.cap)}: SD ${number(found.capped_sd ?? found.sd)} instead of ${number(found.sd)}</label>`
                : nothing
            }
          <button type="button" class="button button-strong" @click=${() => this.accept(found)}>Use these</button>
          <p class="hint">They set: ${offers.map(({ field }) => field.label).join(', ')}</p>`
          : html`<p class="hint">This calculator asks for none of these numbers.</p>`
      }
      <details class="more"><summary>All that was found</summary>${factList(list)}</details>`;
  }

  override render() {
    const { reading, finding, profile } = this;
    const found = finding.value;
    return html`<div class="data">
      <p class="group-help">A file of past data gives the baseline and the spread. It is read in this page; only the numbers
        you accept enter the link.</p>
      ${reading.running ? progressBar('Reading the file', reading.progress, reading.stop) : nothing}
      ${issueList(reading.running ? [] : reading.issues)}
      ${profile && !reading.running ? this.columnsPart(profile) : nothing}
      ${finding.running && finding.progress ? progressBar('Reading the numbers', finding.progress, finding.stop) : nothing}
      ${profile ? issueList(finding.issues) : nothing}
      ${profile && found && !reading.running ? this.foundPart(found) : nothing}
      <p class="data-taken" role="status">${this.taken}</p>
      <sutva-file-drop compact .first=${!profile} @sutva-file=${(event: CustomEvent<File>) => this.open(event.detail)}></sutva-file-drop>
    </div>`;
  }
}
define('sutva-from-data', SutvaFromData);
