// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import { define } from '../../ui/element.ts';
import '../../ui/share.ts';
import { tableRows } from '../../ui/table.ts';
import { FileTool, type Names } from './file-tool.ts';
import { estimatesTable, type Found, findingsView } from './findings-view.ts';
import { caution } from './parts.ts';
import { pictureOf } from './pictures.ts';

/** Any analysis of a file: form and findings from the schema, pictures where it has some. */
export class SutvaAnalysis extends FileTool<Found> {
  protected findings(found: Found, names: Names) {
    const table = estimatesTable(this.operation.title, found.estimates ?? []);
    return html`${findingsView(this.operation, found, names, pictureOf(this.operation.name, found))}
      <sutva-share .material=${{
        tool: this.operation.name,
        values: this.values,
        title: this.operation.title,
        sentence: `${caution(found.checks ?? [])}${found.sentence ?? this.operation.title}`,
        rows: tableRows(table),
        shown: tableRows(table, 'shown'),
        picture: () => this.querySelector<SVGSVGElement>('.plot > svg'),
        report: () => this.querySelector<HTMLElement>('.findings'),
      }}></sutva-share>
      <p class="hint">The link carries the settings, never the file, its columns or its numbers.</p>`;
  }
}
define('sutva-analysis', SutvaAnalysis);
