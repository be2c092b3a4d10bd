// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import { define } from '../../ui/element.ts';
import '../../ui/share.ts';
import { tableRows } from '../../ui/table.ts';
import { FileTool, type Names } from './file-tool.ts';
import { effectsTable, type Report, reportSentence, reportView } from './report.ts';

/** The answer to most experiments: one difference with its interval, and the checks before it. */
export class SutvaCsvEffect extends FileTool<Report> {
  protected findings(report: Report, names: Names) {
    return html`${reportView(report, names)}
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
