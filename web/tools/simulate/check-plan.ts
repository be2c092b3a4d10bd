// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues } from 'lit';
import type { Requests, Results } from '../../generated/operations.ts';
import { isActive, type Values } from '../../state/link.ts';
import { define } from '../../ui/element.ts';
import { fieldGroup } from '../../ui/form.ts';
import { issueList } from '../../ui/issues.ts';
import { Live } from '../../ui/live.ts';
import '../../ui/share.ts';
import { tableRows } from '../../ui/table.ts';
import { PlanTool } from '../plan/plan-tool.ts';
import { headline, sentence } from '../plan/words.ts';
import { checkSentence, checkTable, type SutvaCheckRun } from './check-run.ts';

const groups: readonly [string, readonly string[]][] = [
  ['Simulation', ['replicates', 'seed']],
  ['Outcome', ['metric', 'baseline', 'baseline_mean', 'sd']],
  ['Size', ['solve_for', 'sized_by', 'n_control', 'days', 'ratio', 'daily_people', 'share_in_experiment']],
  ['Certainty', ['power', 'alpha', 'sides', 'proportion_method', 'mean_method']],
];

/** The simulation of a plan on a page of its own. */
export class SutvaCheckPlan extends PlanTool {
  private readonly live = new Live(this, 'sample-size');

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('values')) this.live.ask(this.planRequest as Partial<Requests['sample-size']>);
  }

  private get planRequest() {
    const { replicates: _replicates, seed: _seed, ...plan } = this.request;
    return plan;
  }

  override render() {
    const { values, live, controls } = this;
    const plan = live.value as Results['sample-size'] | undefined;
    const shown = new Set(
      this.operation.request.filter((field) => isActive(field, values)).map((field) => field.name),
    );
    const run = this.querySelector<SutvaCheckRun>('sutva-check-run');
    const check = run?.check;
    // The plan knows nothing of replicates and seed; what is wrong with those comes from the run.
    const ofRun = (run?.issues ?? []).filter(({ field }) => field === 'replicates' || field === 'seed');
    const state = { values, issues: [...live.issues, ...ofRun] };
    const answered = (live.answered as Values | undefined) ?? values;
    const head = plan ? headline(answered, plan) : undefined;
    const stale = live.stale || this.unread.size > 0;
    return html`<div class="bench" data-controls=${controls}>
      <section class="answer answer-small" aria-label="The plan to check" ?data-stale=${stale}>
        <p class="answer-label">The plan to check</p>
        <p class="answer-figure"><span class="figure-number">${head?.figure ?? '–'}</span> <span class="figure-unit">${head?.unit}</span></p>
        <p class="answer-sentence">${plan ? sentence(answered, plan) : ''}</p>
      </section>
      ${
        controls === 'none'
          ? nothing
          : html`<form class="inputs" aria-label="The plan and the simulation"
        @submit=${(event: Event) => event.preventDefault()}>
        ${groups.slice(0, 2).map(([title, names]) => fieldGroup(title, this.fields(...names), state))}
        ${this.effectGroup(plan, live.issues)}
        ${controls === 'few' ? nothing : groups.slice(2).map(([title, names]) => fieldGroup(title, this.fields(...names), state))}
      </form>`
      }
      <div class="findings" @sutva-checked=${() => this.requestUpdate()}>
        ${issueList(live.issues, shown)}
        <sutva-check-run bare ?blocked=${this.unread.size > 0} .values=${this.planRequest} .settings=${{ replicates: values.replicates, seed: values.seed }}></sutva-check-run>
        ${
          check
            ? html`<sutva-share .material=${{
                tool: 'check-plan',
                values,
                title: 'Check of a plan',
                sentence: checkSentence(check),
                rows: tableRows(checkTable(check)),
                shown: tableRows(checkTable(check), 'shown'),
                picture: () => this.querySelector<SVGSVGElement>('sutva-intervals .plot > svg'),
              }}></sutva-share>`
            : nothing
        }
        <section class="part"><h2>What is counted</h2>
          <p class="prose">Each replicate draws both groups at the planned sizes, once with the planned effect and once
            without, and applies the test the plan is made for. The share of rejections with the effect is the power;
            without it, the share of false positives. The interval beside each says how far the count itself can be off,
            and narrows with the square root of the number of replicates.</p>
        </section>
      </div>
    </div>`;
  }
}
define('sutva-check-plan', SutvaCheckPlan);
