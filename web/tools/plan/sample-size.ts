// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues } from 'lit';
import type { Issue } from '../../engine/engine.ts';
import { defaults, type Requests, type Results } from '../../generated/operations.ts';
import { isActive, type Values } from '../../state/link.ts';
import { define } from '../../ui/element.ts';
import { fieldGroup } from '../../ui/form.ts';
import { plural } from '../../ui/format.ts';
import { issueList } from '../../ui/issues.ts';
import { Live } from '../../ui/live.ts';
import '../../ui/share.ts';
import '../simulate/check-run.ts';
import './curve-part.ts';
import { assumptionsPart, formulaPart, whyToolsDisagree } from './methods.ts';
import { type Pinned, pinnedView } from './pinned.ts';
import { effectNames, PlanTool } from './plan-tool.ts';
import { difference, headline, level, powerText, relative, sentence } from './words.ts';

type Plan = Results['sample-size'];

const groups: readonly [string, readonly string[]][] = [
  ['Outcome', ['metric', 'baseline', 'baseline_mean', 'sd']],
  ['Certainty', ['power', 'alpha', 'sides']],
  ['People', ['sized_by', 'n_control', 'days', 'daily_people', 'share_in_experiment', 'ratio']],
  ['Method', ['proportion_method', 'mean_method']],
];
const placed = new Set(['solve_for', ...effectNames, ...groups.flatMap(([, names]) => names)]);

export class SutvaSampleSize extends PlanTool {
  static override properties = { spoken: { state: true }, pinned: { state: true } };
  declare spoken: string;
  declare pinned: Pinned | undefined;
  private readonly live = new Live(this, 'sample-size');
  private speech = 0;

  constructor() {
    super();
    this.spoken = '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('values')) {
      const untouched = this.operation.request.every((field) => this.values[field.name] === field.default);
      if (untouched && this.live.untried) {
        const known = defaults['sample-size'];
        this.live.seed(
          this.request as Partial<Requests['sample-size']>,
          known.value as Plan | undefined,
          known.issues as readonly Issue[],
        );
      } else this.live.ask(this.request as Partial<Requests['sample-size']>);
    }
  }

  protected override updated(): void {
    const plan = this.live.value;
    if (!plan) return;
    const said = sentence(this.answered, plan);
    if (said === this.spoken) return;
    // A reader with a screen reader hears the answer once it has settled, not at every key.
    clearTimeout(this.speech);
    this.speech = window.setTimeout(() => {
      this.spoken = said;
    }, 900);
  }

  /** The values the shown plan answers; words about it must not mix in newer ones. */
  private get answered(): Values {
    return (this.live.answered as Values | undefined) ?? this.values;
  }

  private readonly patch = (event: Event): void => {
    event.stopPropagation();
    this.change((event as CustomEvent<Values>).detail);
  };

  private form(issues: readonly Issue[]) {
    const { values, controls } = this;
    const state = { values, issues };
    const rest = this.operation.request.filter((field) => !placed.has(field.name));
    const few = controls === 'few';
    return html`<form class="inputs" aria-label="The question" @submit=${(event: Event) => event.preventDefault()}>
      ${few ? nothing : fieldGroup('Solve for', this.fields('solve_for'), state)}
      ${groups.slice(0, 1).map(([title, names]) => fieldGroup(title, this.fields(...names), state))}
      ${this.effectGroup(this.live.value, issues)}
      ${groups.slice(1, few ? 2 : undefined).map(([title, names]) => fieldGroup(title, this.fields(...names), state))}
      ${few ? nothing : fieldGroup('More', rest, state)}
    </form>`;
  }

  private answer(plan: Plan | undefined, stale: boolean) {
    const failed = this.live.issues.some((issue) => issue.severity === 'error');
    const head = plan
      ? headline(this.answered, plan)
      : { label: failed ? 'No plan answers this question' : 'Computing', figure: '–', unit: '' };
    return html`<section class="answer" aria-label="Answer" ?data-stale=${stale}>
      <p class="answer-label">${stale && plan ? 'Before the last change' : head.label}</p>
      <p class="answer-figure"><span class="figure-number">${head.figure}</span> <span class="figure-unit">${head.unit}</span></p>
      <p class="answer-sentence">${plan ? sentence(this.answered, plan) : ''}</p>
    </section>`;
  }

  private factRows(plan: Plan, values: Values = this.answered): [string, string, string?][] {
    return [
      ['Control', plural(plan.n_control, 'person', 'people')],
      ['Treatment', plural(plan.n_treatment, 'person', 'people')],
      ['In all', plural(plan.n_total, 'person', 'people')],
      ['Duration', plural(plan.duration_days, 'day'), `${plural(plan.duration_weeks, 'whole week')}`],
      ['Control level', level(values, plan.control_value)],
      [
        'Treatment level',
        level(values, plan.treatment_value),
        `${difference(values, plan.effect_absolute)} · ${relative(plan.effect_relative)}`,
      ],
      ['Power by the method', powerText(plan.power)],
      ...(plan.exact_power === undefined
        ? []
        : [['Power, exact', powerText(plan.exact_power), 'by enumeration'] as [string, string, string]]),
    ];
  }

  private facts(plan: Plan) {
    return html`<dl class="facts">${this.factRows(plan).map(
      ([term, value, note]) => html`<div>
      <dt>${term}</dt><dd>${value}${note ? html` <small>${note}</small>` : nothing}</dd></div>`,
    )}</dl>`;
  }

  private exportRows(plan: Plan): (string | number)[][] {
    const result = plan as unknown as Record<string, unknown>;
    return [
      ['Quantity', 'Value'],
      ...this.operation.request
        .filter((field) => isActive(field, this.values))
        .map((field) => [field.label, this.values[field.name] as string | number]),
      ...this.operation.result
        .filter((field) => ['number', 'string'].includes(typeof result[field.name]))
        .map((field) => [field.label, result[field.name] as string | number]),
      ...plan.alternatives.map((row) => [`In all, ${row.label}`, row.n_total]),
    ];
  }

  override render() {
    const { values, live, controls } = this;
    const plan = live.value;
    const stale = live.stale || this.unread.size > 0;
    const shown = new Set(
      this.operation.request.filter((field) => isActive(field, values)).map((field) => field.name),
    );
    const parts =
      plan &&
      html`
      ${this.facts(plan)}
      ${
        controls === 'all'
          ? html`
        ${
          this.pinned
            ? pinnedView(
                this.operation,
                this.pinned,
                { values: this.answered, plan },
                (side) => this.factRows(side.plan, side.values),
                () => {
                  this.pinned = undefined;
                },
              )
            : nothing
        }
        <sutva-share .material=${{
          tool: 'sample-size',
          values,
          title: 'Sample size',
          sentence: sentence(this.answered, plan),
          rows: this.exportRows(plan),
          shown: [
            ['Quantity', 'Value'],
            ...this.factRows(plan).map(([term, value, note]) => [term, note ? `${value} (${note})` : value]),
          ],
          actions: [
            {
              title: this.pinned ? 'Pin this instead' : 'Pin to compare',
              run: () => {
                this.pinned = { values: this.answered, plan };
              },
            },
          ],
          picture: () => this.querySelector<SVGSVGElement>('sutva-power-curve .plot > svg'),
        }}></sutva-share>
        <sutva-curve-part .operation=${this.operation} .values=${values} .plan=${plan} @sutva-patch=${this.patch}></sutva-curve-part>
        ${whyToolsDisagree(this.answered, plan)}
        <sutva-check-run .values=${this.request} .plan=${plan}></sutva-check-run>
        ${formulaPart(plan)}
        ${assumptionsPart(this.answered, plan)}`
          : nothing
      }`;
    return html`<div class="bench" data-controls=${controls}>
      ${this.answer(plan, stale)}
      ${controls === 'none' ? nothing : this.form(live.issues)}
      <div class="findings" ?data-stale=${stale}>
        ${issueList(live.issues, controls === 'none' ? new Set() : shown)}
        ${parts}
      </div>
      <p class="visually-hidden" aria-live="polite">${this.spoken}</p>
    </div>`;
  }
}
define('sutva-sample-size', SutvaSampleSize);
