// SPDX-License-Identifier: Apache-2.0
import { html, type PropertyValues } from 'lit';
import type { Requests } from '../generated/operations.ts';
import { define } from '../ui/element.ts';
import { fieldRows } from '../ui/form.ts';
import { issueList } from '../ui/issues.ts';
import { Live } from '../ui/live.ts';
import { resultRows, resultView } from '../ui/result-view.ts';
import '../ui/share.ts';
import { Tool } from './tool.ts';

type Name = keyof Requests;

/** A calculation without a view of its own: the form and the result, both from the schema. */
export class SutvaGenericTool extends Tool {
  private live: Live<Name> | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('values')) return;
    this.live ??= new Live(this, this.operation.name as Name);
    this.live.ask(this.request as Partial<Requests[Name]>);
  }

  override render() {
    const { operation, values, live } = this;
    const issues = live?.issues ?? [];
    const shown = new Set(operation.request.map((field) => field.name));
    const result = live?.value as Record<string, unknown> | undefined;
    return html`<div class="bench">
      <form class="inputs" @submit=${(event: Event) => event.preventDefault()}>
        <fieldset class="group"><legend>${operation.title}</legend>
          ${fieldRows(operation.request, { values, issues })}</fieldset>
      </form>
      <section class="findings" ?data-stale=${live?.stale || this.unread.size > 0}>
        ${issueList(issues, shown)}
        ${result ? resultView(operation.result, result) : null}
        ${
          result
            ? html`<sutva-share .material=${{
                tool: operation.name,
                values,
                title: operation.title,
                sentence: resultRows(operation.result, result)
                  .slice(1)
                  .map((row) => row.join(': '))
                  .join('; '),
                rows: resultRows(operation.result, result),
              }}></sutva-share>`
            : null
        }
      </section>
    </div>`;
  }
}
define('sutva-generic-tool', SutvaGenericTool);
