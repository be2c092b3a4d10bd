// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import { engine } from '../../engine/engine.ts';
import type { Requests, Results } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { define } from '../../ui/element.ts';
import { Job } from '../../ui/job.ts';
import { progressBar } from '../../ui/progress.ts';
import '../../ui/share.ts';
import { assumptionsPart } from '../../ui/standings.ts';
import { tableRows } from '../../ui/table.ts';
import { FileTool, type Names } from './file-tool.ts';
import { byQuantity, estimatesPart } from './findings-view.ts';
import { effectsTable, type Report, reportSentence, reportView } from './report.ts';

/** The answer to most experiments: one difference with its interval, and the checks before it. */
export class SutvaCsvEffect extends FileTool<Report> {
  private readonly methods = new Job<Results['effect-methods']>(this);

  protected override asking(): void {
    this.methods.stop();
    this.methods.value = undefined;
  }

  // The answer first; whether another method would say something else comes after it.
  protected override answered(request: Values): void {
    void this.methods.start((options) =>
      engine.run('effect-methods', request as Partial<Requests['effect-methods']>, options),
    );
  }

  private methodsPart() {
    const { value, running, progress, stop } = this.methods;
    if (!value) return running && progress ? progressBar('Other methods', progress, stop) : nothing;
    return html`<section class="part" aria-labelledby="methods">
        <h2 id="methods">Does the method matter?</h2>
        <p class="prose">${value.sentence}</p>
        <p class="prose">${value.reason}</p>
      </section>
      ${byQuantity(value.estimates).map(([quantity, rows], i) =>
        estimatesPart(quantity, rows, value.recommended, `methods-${i}`),
      )}
      ${assumptionsPart(value.assumptions)}`;
  }

  protected findings(report: Report, names: Names) {
    return html`${reportView(report, names)}
      ${this.methodsPart()}
      <sutva-share .material=${{
        tool: 'csv-effect',
        values: this.values,
        title: this.operation.title,
        sentence: reportSentence(report, names),
        rows: tableRows(effectsTable(report)),
        shown: tableRows(effectsTable(report), 'shown'),
        picture: () => this.querySelector<SVGSVGElement>('sutva-intervals .plot > svg'),
        report: () => this.querySelector<HTMLElement>('.findings'),
      }}></sutva-share>
      <p class="hint">The link carries the settings, never the file, its columns or its numbers.</p>`;
  }
}
define('sutva-csv-effect', SutvaCsvEffect);
