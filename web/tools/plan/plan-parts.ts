// SPDX-License-Identifier: Apache-2.0
// Everything below the first answer of a plan. Loaded after it.
import { html, nothing } from 'lit';
import type { OperationSchema } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { define, Element } from '../../ui/element.ts';
import { assumptionsPart } from '../../ui/standings.ts';
import '../simulate/check-run.ts';
import { checkOf, whyUnchecked } from '../simulate/checks.ts';
import { activeValues } from '../tool.ts';
import './curve-part.ts';
import './from-data.ts';
import type { Plan } from './measure.ts';
import { formulaPart, whyToolsDisagree } from './methods.ts';
import { moreOnMethods, picturesOf } from './pictures.ts';
import './pins.ts';
import './snippets-part.ts';
import { structTables } from './struct-table.ts';
import './two-way.ts';

export class SutvaPlanParts extends Element {
  static override properties = {
    operation: { attribute: false },
    values: { attribute: false },
    answered: { attribute: false },
    plan: { attribute: false },
    blocked: { attribute: false },
  };
  declare operation: OperationSchema;
  /** What is asked now, and what the plan answers. */
  declare values: Values;
  declare answered: Values;
  declare plan: Plan;
  declare blocked: boolean;

  override render() {
    const { operation, values, answered, plan, blocked } = this;
    const check = checkOf(operation.name);
    const unchecked = check ? whyUnchecked(values) : '';
    return html`
      ${picturesOf(operation, plan, answered)}
      <sutva-curve-part .operation=${operation} .values=${answered} .plan=${plan}></sutva-curve-part>
      ${structTables(operation.result, plan, answered)}
      <sutva-two-way .operation=${operation} .values=${answered} .plan=${plan}></sutva-two-way>
      ${whyToolsDisagree(operation, plan, answered, moreOnMethods(operation, plan, answered))}
      ${
        unchecked
          ? html`<section class="part"><h2>Check by simulation</h2><p class="prose">${unchecked}</p></section>`
          : nothing
      }
      ${
        check && !unchecked
          ? html`<sutva-check-run .operation=${check} ?blocked=${blocked} .values=${activeValues(operation, values)}
          .metric=${values.metric}></sutva-check-run>`
          : nothing
      }
      ${formulaPart(plan)}
      <sutva-snippets .operation=${operation} .values=${answered} .plan=${plan}></sutva-snippets>
      ${assumptionsPart(plan.assumptions)}`;
  }
}
define('sutva-plan-parts', SutvaPlanParts);
