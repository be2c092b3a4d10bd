// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import type { FieldSchema } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { define } from '../../ui/element.ts';
import { number, signed } from '../../ui/format.ts';
import type { Table } from '../../ui/table.ts';
import { EdgeList } from './edge-list.ts';
import {
  designsPart,
  estimatesPart,
  estimatesTable,
  exposurePart,
  frontierPart,
  networkPart,
  planPart,
  restingPart,
  ridgesPart,
  type Study,
} from './network-parts.ts';
import { settingsPart } from './study-parts.ts';
import { StudyView } from './study-view.ts';

/** Designs and estimators in a network: what each would have concluded, against the truth. */
export class SutvaNetworkStudy extends StudyView<Study> {
  private readonly edges = new EdgeList(this);

  protected readonly about = 'Network, outcome and designs';
  protected override readonly runs = ', each design on the same random numbers';
  protected override readonly waitingFor = 'Open a list of edges.';
  protected override file = (fields: readonly FieldSchema[]) => this.edges.view(fields);
  protected readonly layout = {
    finer: new Set([
      'degree_exponent',
      'size_exponent',
      'network_seed',
      'clustering_seed',
      'outcome_seed',
      'homophily',
      'degree_correlation',
      'fresh_noise',
      'exposure_share',
      'egos_seed',
      'confidence',
      'power',
      'seed',
    ]),
    folding: new Set(['Estimates', 'Simulation']),
    playful: new Set(['Outcome']),
  };

  protected override get question(): Values | undefined {
    if (this.values.network !== 'file') return this.request;
    const { columns } = this.edges;
    return columns && { ...this.request, ...columns };
  }

  protected answer(found: Study | undefined) {
    return {
      label: 'True total effect: everybody treated against nobody',
      figure: found && signed(number(found.total_effect), found.total_effect),
    };
  }

  protected table(found: Study, exact: boolean): Table<unknown> {
    return estimatesTable(found, exact) as Table<unknown>;
  }

  protected pictures() {
    return [
      { title: 'Distributions', picture: this.of('sutva-ridges') },
      { title: 'Frontier', picture: this.of('sutva-frontier') },
    ];
  }

  protected parts(found: Study, asked: Values) {
    const { operation } = this;
    // One assignment is drawn once the study leaves the workers to that.
    return html`<sutva-network-drawing class="part" .operation=${operation} .values=${this.settled}></sutva-network-drawing>
      ${ridgesPart(found, operation, asked)}
      ${frontierPart(found, operation, asked, (resolutions) => this.change({ resolutions }))}
      ${estimatesPart(found, operation)}
      ${designsPart(found, operation, asked)}
      ${exposurePart(found, asked)}
      ${planPart(found, asked)}
      ${networkPart(found)}
      ${restingPart(found)}
      ${settingsPart(operation, asked)}
      <p class="hint">The link carries the settings, never a file, its columns or its numbers.</p>`;
  }
}
define('sutva-network-study', SutvaNetworkStudy);
