// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import type { FieldSchema, OperationSchema } from '../../generated/operations.ts';
import { type Snippet, snippets } from '../../generated/snippets.ts';
import type { Values } from '../../state/link.ts';
import '../../ui/code-part.ts';
import { define, Element } from '../../ui/element.ts';
import { activeValues } from '../tool.ts';
import { fillSnippet } from './fill-snippet.js';
import { type Plan, shown } from './measure.ts';

const languages = ['R', 'Python'];

// Terms of the formula that have no field of their own, by the words a reader knows.
const termNames: Record<string, string> = {
  drift_needed: 'The drift θ that gives the power',
  n_control_needed: 'People in control before rounding',
  ncp: 'Expected statistic θ of the comparison hardest to find',
  z_last: 'The boundary at the last look',
  power_rest: 'Conditional power',
  se_effect: 'Standard error of the effect',
};

/** The same number from R and from Python. */
export class SutvaSnippets extends Element {
  static override properties = {
    operation: { attribute: false },
    values: { attribute: false },
    plan: { attribute: false },
  };
  declare operation: OperationSchema;
  declare values: Values;
  declare plan: Plan;

  /** Which number the code gives, and what it is here. */
  private given(snippet: Snippet): string {
    const field = this.operation.result.find((candidate) => candidate.name === snippet.gives);
    if (field) return `${field.label}, here ${this.exact(this.plan[field.name], field)}`;
    const term = this.plan.terms?.find((candidate) => candidate.name === snippet.gives);
    return term
      ? `${termNames[snippet.gives] ?? `“${snippet.gives.replaceAll('_', ' ')}” of the formula`}, here ${Number(term.value.toPrecision(9))}`
      : snippet.gives;
  }

  private exact(value: unknown, field: FieldSchema): string {
    return typeof value === 'number'
      ? String(Number(value.toPrecision(9)))
      : shown(value, field, this.values);
  }

  override render() {
    const { plan, values, operation } = this;
    const request = activeValues(operation, values);
    const blocks = (plan.snippets ?? [])
      .flatMap((key) => snippets[key] ?? [])
      .map((snippet) => ({
        kind: snippet.language,
        gives: this.given(snippet),
        uses: snippet.uses,
        code: fillSnippet(snippet, request, plan),
      }))
      .sort((a, b) => languages.indexOf(a.kind) - languages.indexOf(b.kind));
    return blocks.length === 0
      ? nothing
      : html`<sutva-code .heading=${'The same in R and Python'} .blocks=${blocks}></sutva-code>`;
  }
}
define('sutva-snippets', SutvaSnippets);
