// SPDX-License-Identifier: Apache-2.0

import type { FieldChange } from '../../ui/field.ts';
import { Tool } from '../tool.ts';

const scales = { effect_relative: 'relative', effect_absolute: 'absolute' } as const;

/** What tools about a plan share: one effect, shown relative and absolute, and either may be written. */
export abstract class PlanTool extends Tool {
  /** The headings of the form that were opened. */
  protected readonly opened = new Set<string>();

  protected override receive(change: FieldChange): void {
    const scale = scales[change.name as keyof typeof scales];
    if (!scale || change.error) {
      super.receive(change);
      return;
    }
    this.unread = new Set([...this.unread].filter((name) => !(name in scales)));
    this.change({ effect_scale: scale, effect: change.value });
  }
}
