// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues } from 'lit';
import '../../charts/intervals.ts';
import { engine, type Issue, type Outcome } from '../../engine/engine.ts';
import type {
  FieldSchema,
  OperationName,
  OperationSchema,
  Requests,
  Results,
} from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { define, Element } from '../../ui/element.ts';
import type { FieldChange } from '../../ui/field.ts';
import { fieldRows } from '../../ui/form.ts';
import { count, number, percent, points, signed } from '../../ui/format.ts';
import { issueList } from '../../ui/issues.ts';
import { Job } from '../../ui/job.ts';
import { progressBar } from '../../ui/progress.ts';
import { type Table, tableView } from '../../ui/table.ts';
import { factList } from '../plan/facts.ts';
import { isScalar, type Plan, shown } from '../plan/measure.ts';
import { structTables } from '../plan/struct-table.ts';
import { drawFields } from './checks.ts';

type Counted = Omit<Results['check-plan'], 'n_control' | 'n_treatment'>;
/** What every check counts, and the fields of its own. */
export type Check = Counted & Plan;

// What the pictures, the sentence and the table say already.
const told = new Set([
  'exact_power',
  'replicates',
  'power',
  'power_mcse',
  'power_ci_low',
  'power_ci_high',
  'planned_power',
  'power_agrees',
  'false_positive_rate',
  'false_positive_mcse',
  'false_positive_ci_low',
  'false_positive_ci_high',
  'alpha',
  'alpha_agrees',
  'true_effect',
  'mean_effect',
  'mean_effect_mcse',
  'effect_sd',
  'undefined',
  'test',
  'seed',
]);

// Doubling keeps the axis still while the interval narrows under it.
function around(centre: number, least: number, ...values: number[]): [number, number] {
  let half = least;
  while (values.some((value) => Math.abs(value - centre) > half * 0.95)) half *= 2;
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

export function checkTable(check: Check): Table<[string, number, number | undefined]> {
  const rows: [string, number, number | undefined][] = [
    ['Power, simulated', check.power, check.power_mcse],
    ['Power, planned', check.planned_power, undefined],
    ...(check.exact_power === undefined
      ? []
      : [['Power, exact', check.exact_power, undefined] as [string, number, undefined]]),
    ['False positives, simulated', check.false_positive_rate, check.false_positive_mcse],
    ['False positives, planned', check.alpha, undefined],
  ];
  return {
    caption: `Simulated and planned rates, ${count(check.replicates)} experiments each, seed ${check.seed}`,
    rows,
    columns: [
      { title: 'Rate', cell: (row) => row[0] },
      { title: 'Value', numeric: true, cell: (row) => ({ text: percent(row[1], 2), value: row[1] }) },
      {
        title: 'Monte Carlo error',
        numeric: true,
        cell: (row) => (row[2] === undefined ? '' : { text: `± ${percent(row[2], 2)}`, value: row[2] }),
      },
    ],
  };
}

export const checkSentence = (check: Check) =>
  `In ${count(check.replicates)} simulated experiments with the planned effect, the test found it in ${percent(
    check.power,
    2,
  )} (± ${percent(check.power_mcse, 2)}, planned ${percent(check.planned_power, 2)}); with no effect it found one in ${percent(
    check.false_positive_rate,
    2,
  )} (± ${percent(check.false_positive_mcse, 2)}, planned ${percent(check.alpha, 2)}).`;

/** Runs the planned experiment many times and sets what was counted beside what was planned. */
export class SutvaCheckRun extends Element {
  static override properties = {
    operation: { attribute: false },
    metric: { attribute: false },
    values: { attribute: false },
    settings: { attribute: false },
    bare: { type: Boolean },
    blocked: { type: Boolean },
    unread: { state: true },
    ran: { state: true },
  };
  /** The simulation. */
  declare operation: OperationSchema;
  /** What the plan measures, which says how its effects are read. */
  declare metric: unknown;
  /** The plan, as asked of the engine. */
  declare values: Values;
  /** Replicates and seed. The page of this tool keeps them in its address; inside another tool they live here. */
  declare settings: Values | undefined;
  declare bare: boolean;
  /** A field of the surrounding form cannot be read. */
  declare blocked: boolean;
  declare unread: ReadonlySet<string>;
  declare ran: string;
  private readonly job = new Job<Check>(this);

  constructor() {
    super();
    this.bare = false;
    this.blocked = false;
    this.unread = new Set();
    this.ran = '';
    this.addEventListener('sutva-change', (event) => this.receive(event as CustomEvent<FieldChange>));
  }

  get issues(): readonly Issue[] {
    return this.job.issues;
  }

  get check(): Check | undefined {
    return this.job.value;
  }

  private get fields() {
    return this.operation.request.filter((field) => drawFields.includes(field.name));
  }

  private receive(event: CustomEvent<FieldChange>): void {
    const { name, value, error } = event.detail;
    if (!this.bare) event.stopPropagation();
    const unread = new Set(this.unread);
    if (error) unread.add(name);
    else unread.delete(name);
    this.unread = unread;
    if (!error && !this.bare) this.settings = { ...this.settings, [name]: value };
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.settings ??= Object.fromEntries(this.fields.map((field) => [field.name, field.default]));
    // A run answers one plan; another plan makes it a thing of the past.
    if (changed.has('values') && this.job.running && JSON.stringify(this.values) !== this.ran)
      this.job.stop();
  }

  private readonly start = async (): Promise<void> => {
    this.ran = JSON.stringify(this.values);
    const request = { ...this.values, ...this.settings } as Partial<Requests[OperationName]>;
    await this.job.start(
      (options) =>
        engine.run(this.operation.name, request, options) as Promise<unknown> as Promise<Outcome<Check>>,
    );
    this.dispatchEvent(new CustomEvent('sutva-checked', { bubbles: true }));
  };

  private effect(value: number, sign = true): string {
    const text = this.metric === 'proportion' ? points(value) : number(value);
    return sign ? signed(text, value) : text;
  }

  private verdict(check: Check): string {
    const power = check.power_agrees
      ? 'The plan keeps its promise on power'
      : 'The simulated power differs from the planned power by more than chance';
    // Where one may look at any time, fewer than the level allows are as they should be.
    const alpha = !check.alpha_agrees
      ? 'and its false positives are not at the level set'
      : check.false_positive_ci_high < check.alpha
        ? 'and its false positives stay below the level set'
        : 'and its false positives are at the level set';
    return `${power}, ${alpha}.`;
  }

  private picture(check: Check) {
    const kept = check.planned_power;
    const power = [
      {
        label: `Simulated, ${count(check.replicates)} runs`,
        figures: `${percent(check.power, 2)} ± ${percent(check.power_mcse, 2)}`,
        value: check.power,
        low: check.power_ci_low,
        high: check.power_ci_high,
        kind: 'main',
      },
      { label: 'Planned, by the method', figures: percent(kept, 2), value: kept, kind: 'mark' },
      ...(check.exact_power === undefined
        ? []
        : [
            {
              label: 'Exact',
              figures: percent(check.exact_power, 2),
              value: check.exact_power,
              kind: 'mark',
            },
          ]),
    ];
    const wrong = [
      {
        label: 'Simulated without an effect',
        figures: `${percent(check.false_positive_rate, 2)} ± ${percent(check.false_positive_mcse, 2)}`,
        value: check.false_positive_rate,
        low: check.false_positive_ci_low,
        high: check.false_positive_ci_high,
        kind: 'main',
      },
      { label: 'The level set', figures: percent(check.alpha, 2), value: check.alpha, kind: 'mark' },
    ];
    return html`<div class="twin">
      <figure class="figure"><figcaption>Power</figcaption>
        <sutva-intervals .rows=${power} .reference=${kept} axis="Share of experiments that find the effect"
          label="Simulated and planned power" .formatX=${(x: number) => percent(x)}
          .domain=${around(kept, 0.025, check.power_ci_low, check.power_ci_high, check.exact_power ?? kept)}></sutva-intervals></figure>
      <figure class="figure"><figcaption>False positives</figcaption>
        <sutva-intervals .rows=${wrong} .reference=${check.alpha} axis="Share that find one where there is none"
          label="Simulated and planned false positive rate" .formatX=${(x: number) => percent(x)}
          .domain=${around(check.alpha, 0.0125, check.false_positive_ci_low, check.false_positive_ci_high)}></sutva-intervals></figure>
    </div>`;
  }

  /** What this check counts besides power and false positives. */
  private more(check: Check) {
    const values = { metric: this.metric };
    const own = this.operation.result.filter(
      (field) => !told.has(field.name) && check[field.name] !== undefined,
    );
    const scalars = own.filter((field: FieldSchema) => isScalar(field) && check[field.name] !== '');
    return html`${
      scalars.length > 0
        ? factList(scalars.map((field) => ({ field, text: shown(check[field.name], field, values) })))
        : nothing
    }${structTables(own, check, values)}`;
  }

  override render() {
    const { job } = this;
    const partial = (job.progress?.partial as Outcome<Check> | undefined)?.value;
    const check = job.running ? (partial ?? job.value) : job.value;
    const settings = this.settings ?? {};
    const outdated = !job.running && job.value && this.ran !== JSON.stringify(this.values);
    return html`<section class="part" aria-labelledby="check-run">
      ${
        this.bare
          ? nothing
          : html`<h2 id="check-run">Check by simulation</h2>
        <p class="prose">Draw the planned experiment again and again, test each one as planned, and count. The same
          seed gives the same numbers on every machine.</p>`
      }
      ${this.bare ? nothing : html`<div class="run-row">${fieldRows(this.fields, { values: settings, issues: job.issues })}</div>`}
      <div class="run-state">
        ${
          job.running
            ? progressBar('Simulation', job.progress, job.stop)
            : html`
          <button type="button" class="button button-strong" ?disabled=${this.blocked || this.unread.size > 0}
            @click=${this.start}>${job.value ? 'Run again' : 'Run the simulation'}</button>
          <span class="run-hint" role="status">${
            job.stopped
              ? 'Stopped. Nothing was kept of the unfinished run.'
              : outdated
                ? 'The plan has changed since this run.'
                : ''
          }</span>`
        }
      </div>
      ${issueList(job.issues, new Set(drawFields))}
      ${
        check
          ? html`<div class="run-result" ?data-stale=${Boolean(outdated)}>
        ${this.picture(check)}
        <p class="prose run-verdict" aria-live="polite">${job.running ? html`&nbsp;` : this.verdict(check)}</p>
        <details class="more"><summary>As a table</summary>
          ${tableView(checkTable(check))}
          <p class="hint">The mean of the estimated effects is ${this.effect(check.mean_effect)}
            (± ${this.effect(check.mean_effect_mcse, false)}); the true effect is ${this.effect(check.true_effect)}.
            ${check.undefined > 0 ? `In ${count(check.undefined)} runs the test was undefined; they count as not found.` : ''}
            ${check.test}.</p>
        </details>
        ${this.more(check)}
      </div>`
          : nothing
      }
    </section>`;
  }
}
define('sutva-check-run', SutvaCheckRun);
