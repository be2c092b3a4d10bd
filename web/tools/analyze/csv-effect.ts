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
import { type Code, codePart, codeRequest, type ReadFile } from './effect-code.ts';
import { FileTool, type Names } from './file-tool.ts';
import { byQuantity, estimatesPart } from './findings-view.ts';
import { changesPart } from './parts.ts';
import { effectsTable, type Report, reportSentence, reportView } from './report.ts';

type EffectRequest = Partial<Requests['csv-effect']>;

/** The answer to most experiments: one difference with its interval, and the checks before it. */
export class SutvaCsvEffect extends FileTool<Report> {
  private readonly methods = new Job<Results['effect-methods']>(this);

  /** The programs for the shown answer, with what they were written for. */
  private code: { code: Code; request: EffectRequest; report: Report; file: ReadFile } | undefined;

  protected override asking(): void {
    this.methods.stop();
    this.methods.value = undefined;
  }

  // The answer first; whether another method would say something else comes after it.
  protected override answered(request: Values): void {
    void this.methods.start((options) =>
      engine.run('effect-methods', request as Partial<Requests['effect-methods']>, options),
    );
    void this.writeCode(request as EffectRequest);
  }

  private async writeCode(request: EffectRequest): Promise<void> {
    const report = this.analysis.value;
    const file = this.readFile;
    if (!report || !file) return;
    const { value: code } = await engine.run('analysis-code', codeRequest(request, report, file));
    if (report !== this.analysis.value) return;
    this.code = code && { code, request, report, file };
    this.requestUpdate();
  }

  // The code of the answer before stays for the moment that the new one takes, and with it the language that is shown.
  private codePart() {
    if (!this.code) return nothing;
    const { code, request, report, file } = this.code;
    return codePart(code, request, report, file);
  }

  private methodsPart() {
    const { value, running, progress, stop } = this.methods;
    if (!value) return running && progress ? progressBar('Other methods', progress, stop) : nothing;
    return html`<section class="part" aria-labelledby="methods">
        <h2 id="methods">Does the method matter?</h2>
        <p class="prose">${value.sentence}</p>
        <p class="prose">${value.reason}</p>
      </section>
      ${changesPart(value.changes)}
      ${byQuantity(value.estimates).map(([quantity, rows], i) =>
        estimatesPart(quantity, rows, value.recommended, `methods-${i}`),
      )}
      ${assumptionsPart(value.assumptions)}`;
  }

  protected findings(report: Report, names: Names) {
    return html`${reportView(report, names)}
      ${this.methodsPart()}
      ${this.codePart()}
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
