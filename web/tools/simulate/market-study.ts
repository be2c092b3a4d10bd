// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import type { Values } from '../../state/link.ts';
import { define } from '../../ui/element.ts';
import { number, percent, signed } from '../../ui/format.ts';
import { assumptionsPart } from '../../ui/standings.ts';
import type { Table } from '../../ui/table.ts';
import {
  curvePart,
  estimatesPart,
  estimatesTable,
  frontierPart,
  type MarketFound,
  occupiedPart,
  ridgesPart,
} from './market-parts.ts';
import { settingsPart } from './study-parts.ts';
import { StudyView } from './study-view.ts';

/** Experiments in a market with limited supply: what each design would have concluded, against the truth. */
export class SutvaMarketStudy extends StudyView<MarketFound> {
  protected readonly about = 'Market, treatment and designs';
  protected override readonly runs = ', with each design';
  protected readonly layout = {
    finer: new Set([
      'demand_cv',
      'consideration',
      'utility',
      'outside',
      'burn_in_days',
      'carryover_days',
      'warmup_days',
      'confidence',
      'power',
      'seed',
    ]),
    folding: new Set<string>(),
    playful: new Set(['Treatment']),
    factors: new Set(['arrival_rate']),
  };

  protected answer(found: MarketFound | undefined) {
    const relative = found?.global_effect_relative;
    return {
      label: 'True effect on bookings: everybody treated against nobody',
      figure:
        relative === undefined
          ? found && signed(number(found.global_effect, 3), found.global_effect)
          : signed(percent(relative, Math.abs(relative) < 0.1 ? 2 : 1), relative),
    };
  }

  protected table(found: MarketFound, exact: boolean): Table<unknown> {
    return estimatesTable(found, exact) as Table<unknown>;
  }

  protected pictures() {
    return [
      { title: 'Bias by supply and demand', picture: this.of('sutva-named-lines') },
      { title: 'Distributions', picture: this.of('sutva-ridges') },
      { title: 'Frontier', picture: this.of('sutva-frontier') },
    ];
  }

  protected parts(found: MarketFound, asked: Values) {
    const { operation } = this;
    return html`${curvePart(found, operation)}
      ${ridgesPart(found, operation)}
      ${frontierPart(found, operation)}
      ${estimatesPart(found, operation)}
      ${occupiedPart(found)}
      ${assumptionsPart(found.assumptions)}
      ${settingsPart(operation, asked)}`;
  }
}
define('sutva-market-study', SutvaMarketStudy);
