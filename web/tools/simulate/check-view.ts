// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues } from 'lit';
import type { OperationName } from '../../generated/operations.ts';
import { isActive, type Values } from '../../state/link.ts';
import { define } from '../../ui/element.ts';
import { issueList } from '../../ui/issues.ts';
import { Live } from '../../ui/live.ts';
import '../../ui/share.ts';
import { tableRows } from '../../ui/table.ts';
import { headline, type Plan } from '../plan/measure.ts';
import { planForm } from '../plan/plan-form.ts';
import { PlanTool } from '../plan/plan-tool.ts';
import { checkSentence, checkTable, type SutvaCheckRun } from './check-run.ts';
import { drawFields, planOf } from './checks.ts';

const without = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

/** The simulation of a plan on a page of its own. */
export class SutvaCheck extends PlanTool {
  private live: Live<OperationName> | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    const plan = planOf(this.operation.name);
    if (!changed.has('values') || !plan) return;
    this.live ??= new Live(this, plan.name);
    this.live.ask(this.planRequest);
  }

  private get planRequest(): Values {
    return without(this.request, drawFields);
  }

  override render() {
    const { operation, values, live, controls, opened } = this;
    const planned = planOf(operation.name);
    const plan = live?.value as Plan | undefined;
    const placed = new Set(
      operation.request.filter((field) => isActive(field, values)).map((field) => field.name),
    );
    const run = this.querySelector<SutvaCheckRun>('sutva-check-run');
    const check = run?.check;
    // The plan knows nothing of replicates and seed; what is wrong with those comes from the run.
    const ofRun = (run?.issues ?? []).filter(({ field }) => drawFields.includes(field));
    const ofPlan = live?.issues ?? [];
    const answered = { ...values, ...(live?.answered as Values | undefined) };
    const head = plan && planned ? headline(plan, planned.result, answered) : undefined;
    const stale = Boolean(live?.stale) || this.unread.size > 0;
    return html`<div class="bench" data-controls=${controls}>
      <section class="answer answer-small" aria-label="The plan to check" ?data-stale=${stale}>
        <p class="answer-label">The plan to check</p>
        <p class="answer-figure"><span class="figure-number">${head?.figure ?? '–'}</span> <span class="figure-unit">${head?.unit}</span></p>
        <p class="answer-sentence">${plan?.sentence ?? ''}</p>
      </section>
      ${
        controls === 'none'
          ? nothing
          : html`<form class="inputs" aria-label="The plan and the simulation"
        @submit=${(event: Event) => event.preventDefault()}>
        ${planForm({ operation, result: planned?.result ?? [], values, issues: [...ofPlan, ...ofRun], plan, opened, few: controls === 'few', first: 'Simulation' })}
      </form>`
      }
      <div class="findings" @sutva-checked=${() => this.requestUpdate()}>
        ${issueList(ofPlan, placed)}
        <sutva-check-run bare .operation=${operation} .metric=${values.metric} ?blocked=${this.unread.size > 0}
          .values=${this.planRequest} .settings=${{ replicates: values.replicates, seed: values.seed }}></sutva-check-run>
        ${
          check
            ? html`<sutva-share .material=${{
                tool: operation.name,
                values,
                title: operation.title,
                sentence: checkSentence(check),
                rows: tableRows(checkTable(check)),
                shown: tableRows(checkTable(check), 'shown'),
                picture: () => this.querySelector<SVGSVGElement>('sutva-intervals .plot > svg'),
              }}></sutva-share>`
            : nothing
        }
        <section class="part"><h2>What is counted</h2>
          <p class="prose">Each replicate draws the experiment at its planned size, once with the planned effect and once
            without, and applies the test the plan is made for. The share of rejections with the effect is the power;
            without it, the share of false positives. The interval beside each says how far the count itself can be off,
            and narrows with the square root of the number of replicates.</p>
        </section>
      </div>
    </div>`;
  }
}
define('sutva-check', SutvaCheck);
