// SPDX-License-Identifier: Apache-2.0
// Pictures that only one calculation has.
import { html, nothing } from 'lit';
import type { OperationSchema } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import type { Plan } from './measure.ts';
import './looks-part.ts';
import './saw-tooth.ts';

/** What stands before the curve. */
export const picturesOf = (operation: OperationSchema, plan: Plan, values: Values) =>
  operation.name === 'sequential-plan' && Array.isArray(plan.looks)
    ? html`<sutva-looks-part .values=${values} .plan=${plan}></sutva-looks-part>`
    : nothing;

/** What stands under the methods. */
export const moreOnMethods = (operation: OperationSchema, plan: Plan, values: Values) =>
  operation.name === 'sample-size' && plan.exact_power !== undefined && values.comparison === 'two_arms'
    ? html`<sutva-saw-tooth .operation=${operation} .values=${values} .plan=${plan}></sutva-saw-tooth>`
    : nothing;
