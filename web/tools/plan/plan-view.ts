// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues } from 'lit';
import type { Issue } from '../../engine/engine.ts';
import { defaults, type OperationName } from '../../generated/operations.ts';
import { findOperation, isActive, type Values } from '../../state/link.ts';
import { loadAllFields } from '../../state/schema.ts';
import { define } from '../../ui/element.ts';
import type { FieldChange } from '../../ui/field.ts';
import { plural } from '../../ui/format.ts';
import { issueList } from '../../ui/issues.ts';
import { Live } from '../../ui/live.ts';
import '../../ui/share.ts';
import { factHelp, factList, facts } from './facts.ts';
import { headline, isOwn, isScalar, type Plan } from './measure.ts';
import { planForm } from './plan-form.ts';
import { PlanTool } from './plan-tool.ts';

/** A scenario set aside, to hold others against. */
export interface Pin {
  name: string;
  values: Values;
  plan: Plan;
}

const mostPins = 6;

/** Everything below the first answer; the page is read before it comes. */
/** What a calculator shows after its answer: it draws the fields of its check and of what a file says. */
export const loadPlanParts = () => loadAllFields().then(() => import('./plan-parts.ts'));

// A field that a file of past data can fill.
const fromData = new Set('baseline baseline_mean sd numerator_mean rate icc r_squared'.split(' '));

/** Any calculation of the room: the question, the answer, its numbers, and all that explains them. */
export class SutvaPlan extends PlanTool {
  static override properties = { spoken: { state: true }, pins: { state: true }, away: { state: true } };
  declare spoken: string;
  declare pins: readonly Pin[];
  /** The answer has left the screen. */
  declare away: boolean;
  private observer: IntersectionObserver | undefined;
  private live: Live<OperationName> | undefined;
  private speech = 0;
  private pinned = 0;

  constructor() {
    super();
    this.spoken = '';
    this.pins = [];
    this.away = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    requestAnimationFrame(() => setTimeout(() => void loadPlanParts()));
    this.observe();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer?.disconnect();
  }

  protected override firstUpdated(): void {
    this.observe();
  }

  private observe(): void {
    const answer = this.querySelector('.answer-figure');
    if (!answer) return;
    this.observer ??= new IntersectionObserver((entries) => {
      this.away = entries.at(-1)?.isIntersecting === false;
    });
    this.observer.observe(answer);
  }

  // What was solved for is given now: a size that nobody wrote is the one the plan found.
  protected override receive(change: FieldChange): void {
    super.receive(change);
    if (change.name !== 'solve_for' || change.error || !this.plan) return;
    const turned = { ...this.values, solve_for: change.value };
    const sizes = this.operation.request.filter(
      (field) =>
        field.type === 'integer' &&
        isActive(field, turned) &&
        !isActive(field, this.values) &&
        this.values[field.name] === field.default &&
        typeof this.plan?.[field.name] === 'number',
    );
    if (sizes.length === 0) return;
    const found = Object.fromEntries(sizes.map((field) => [field.name, this.plan?.[field.name]]));
    this.change({ solve_for: change.value, ...found });
  }

  private get plan(): Plan | undefined {
    return this.live?.value as Plan | undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('values')) return;
    this.live ??= new Live(this, this.operation.name);
    const { live } = this;
    const known = this.operation.name in defaults ? defaults['sample-size'] : undefined;
    const untouched = this.operation.request.every((field) => this.values[field.name] === field.default);
    if (known && untouched && live.untried)
      live.seed(this.request, known.value, known.issues as readonly Issue[]);
    else live.ask(this.request);
  }

  protected override updated(): void {
    const said = this.plan?.sentence;
    if (!said || said === this.spoken) return;
    // A reader with a screen reader hears the answer once it has settled, not at every key.
    clearTimeout(this.speech);
    this.speech = window.setTimeout(() => {
      this.spoken = said;
    }, 900);
  }

  /** The values the shown plan answers; words about it must not mix in newer ones. */
  private get answered(): Values {
    return { ...this.values, ...(this.live?.answered as Values | undefined) };
  }

  private readonly patch = (event: Event): void => {
    event.stopPropagation();
    this.change((event as CustomEvent<Values>).detail);
  };

  private readonly pin = (plan: Plan): void => {
    this.pinned += 1;
    const pin = { name: `Scenario ${this.pinned}`, values: this.answered, plan };
    this.pins = [...this.pins, pin];
  };

  private form(issues: readonly Issue[]) {
    const { operation, values, controls, opened } = this;
    const few = controls === 'few';
    const takesData = operation.request.some((field) => fromData.has(field.name));
    return html`<div class="inputs">${this.away ? this.reminder() : nothing}<form aria-label="The question" @submit=${(event: Event) => event.preventDefault()}>
      ${planForm({ operation, result: operation.result, values, issues, plan: this.plan, opened, few })}</form>
      ${
        !few && takesData && findOperation('plan-from-data')
          ? html`<details class="group from-data"><summary>From your data</summary>
        <sutva-from-data .operation=${operation} .values=${values} @sutva-patch=${this.patch}></sutva-from-data></details>`
          : nothing
      }</div>`;
  }

  /** The answer in one line, over the inputs that it has left. Readers hear it once it has settled, as ever. */
  private reminder() {
    const { plan, live } = this;
    if (!plan) return nothing;
    const stale = Boolean(live?.stale) || this.unread.size > 0;
    const { label, figure, unit } = headline(plan, this.operation.result, this.answered);
    const days = typeof plan.duration_days === 'number' ? plural(plan.duration_days, 'day') : '';
    return html`<div class="reminder" aria-hidden="true" ?data-stale=${stale}><p>
      <span class="figure-number">${figure}</span> ${unit || label}${days && plan.headline !== 'duration_days' ? html`<span class="reminder-days">${days}</span>` : nothing}</p></div>`;
  }

  private answer(plan: Plan | undefined, stale: boolean) {
    const failed = this.live?.issues.some((issue) => issue.severity === 'error');
    const head = plan
      ? headline(plan, this.operation.result, this.answered)
      : { label: failed ? 'No plan answers this question' : 'Computing', figure: '–', unit: '' };
    return html`<section class="answer" aria-label="Answer" ?data-stale=${stale}>
      <p class="answer-label">${stale && plan ? 'Before the last change' : head.label}</p>
      <p class="answer-figure" ?data-words=${!/\d/.test(head.figure) && head.figure.length > 1}><span class="figure-number">${head.figure}</span> <span class="figure-unit">${head.unit}</span></p>
      <p class="answer-sentence">${plan?.sentence ?? ''}</p>
    </section>`;
  }

  private exportRows(plan: Plan): (string | number)[][] {
    const plain = (value: unknown): string | number =>
      typeof value === 'number' ? value : Array.isArray(value) ? value.join('; ') : String(value);
    return [
      ['Quantity', 'Value'],
      ...this.operation.request
        .filter((field) => isActive(field, this.answered) && this.answered[field.name] !== undefined)
        .map((field) => [field.label, plain(this.answered[field.name])]),
      ...this.operation.result
        .filter((field) => isOwn(field) && isScalar(field) && plan[field.name] !== undefined)
        .map((field) => [field.label, plain(plan[field.name])]),
    ];
  }

  private share(plan: Plan, values: Values) {
    const { operation } = this;
    return html`<sutva-share .material=${{
      tool: operation.name,
      values: this.values,
      title: operation.title,
      sentence: plan.sentence ?? '',
      rows: this.exportRows(plan),
      shown: [
        ['Quantity', 'Value'],
        ...facts(operation, plan, values).map(({ field, text }) => [field.label, text]),
      ],
      actions:
        this.pins.length < mostPins
          ? [{ title: this.pins.length === 0 ? 'Pin to compare' : 'Pin this too', run: () => this.pin(plan) }]
          : [],
      picture: () => this.querySelector<SVGSVGElement>('.plot > svg'),
    }}></sutva-share>`;
  }

  override render() {
    const { operation, values, live, controls, plan, answered } = this;
    const stale = Boolean(live?.stale) || this.unread.size > 0;
    const issues = live?.issues ?? [];
    const placed = new Set(
      operation.request.filter((field) => isActive(field, values)).map((field) => field.name),
    );
    const all = controls === 'all';
    const told = plan ? facts(operation, plan, answered) : [];
    return html`<div class="bench" data-controls=${controls}>
      ${this.answer(plan, stale)}
      ${controls === 'none' ? nothing : this.form(issues)}
      <div class="findings" ?data-stale=${stale}>
        ${issueList(issues, controls === 'none' ? new Set() : placed)}
        ${plan ? factList(told) : nothing}
        ${plan && all ? factHelp(told) : nothing}
        ${plan && all ? this.share(plan, answered) : nothing}
        ${
          plan && all && this.pins.length > 0
            ? html`<sutva-pins .operation=${operation} .pins=${this.pins} .now=${{ name: 'Now', values: answered, plan }}
            @sutva-patch=${this.patch} @sutva-pins=${(event: CustomEvent<readonly Pin[]>) => {
              this.pins = event.detail;
            }}></sutva-pins>`
            : nothing
        }
        ${
          plan && all
            ? html`<sutva-plan-parts .operation=${operation} .values=${values} .answered=${answered} .plan=${plan}
              .blocked=${this.unread.size > 0} @sutva-patch=${this.patch}></sutva-plan-parts>`
            : nothing
        }
      </div>
      <p class="visually-hidden" aria-live="polite">${this.spoken}</p>
    </div>`;
  }
}
define('sutva-plan', SutvaPlan);
