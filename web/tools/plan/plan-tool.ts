// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import type { Issue } from '../../engine/engine.ts';
import type { FieldSchema, Results } from '../../generated/operations.ts';
import { isActive } from '../../state/link.ts';
import type { FieldChange } from '../../ui/field.ts';
import { fieldGroup } from '../../ui/form.ts';
import { Tool } from '../tool.ts';
import { isShare } from './words.ts';

type Plan = Results['sample-size'];

/** The field names that the effect group takes care of. */
export const effectNames = ['effect', 'effect_scale', 'direction'] as const;

const scales = { effect_relative: 'relative', effect_absolute: 'absolute' } as const;

/** What tools about a plan share: one effect, shown relative and absolute, and either may be written. */
export abstract class PlanTool extends Tool {
  protected override receive(change: FieldChange): void {
    const scale = scales[change.name as keyof typeof scales];
    if (!scale || change.error) {
      super.receive(change);
      return;
    }
    this.unread = new Set([...this.unread].filter((name) => !(name in scales)));
    this.change({ effect_scale: scale, effect: change.value });
  }

  protected effectGroup(plan: Plan | undefined, issues: readonly Issue[]) {
    const effect = this.field('effect');
    const { values } = this;
    if (!isActive(effect, values)) return fieldGroup('Effect', this.fields('direction'), { values, issues });
    const scale = String(values.effect_scale);
    const own = (name: string, label: string): FieldSchema => ({ ...effect, name, label, help: '' });
    const shown = (mine: string, solved: number | undefined) =>
      scale === mine ? values.effect : solved === undefined ? undefined : Number(solved.toPrecision(6));
    const mapped = issues.map((issue) =>
      issue.field === 'effect' ? { ...issue, field: `effect_${scale}` } : issue,
    );
    return html`<fieldset class="group"><legend>Effect</legend>
      <p class="group-help">${effect.help}</p>
      <div class="pair">
        <sutva-field .schema=${own('effect_relative', 'Relative')} unit="share"
          .value=${shown('relative', plan?.effect_relative)} .issues=${mapped}></sutva-field>
        <span class="pair-or" aria-hidden="true">or</span>
        <sutva-field .schema=${own('effect_absolute', 'Absolute')} unit=${isShare(values) ? 'points' : 'outcome'}
          .value=${shown('absolute', plan?.effect_absolute)} .issues=${mapped}></sutva-field>
      </div>
    </fieldset>`;
  }
}
