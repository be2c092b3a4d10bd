// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues } from 'lit';
import { engine } from '../../engine/engine.ts';
import type { FieldSchema, OperationSchema } from '../../generated/operations.ts';
import type { TableName, Values } from '../../state/link.ts';
import { define, uniqueId } from '../../ui/element.ts';
import { copyText, download, toCsv, toMarkdown } from '../../ui/export.ts';
import { Follow } from '../../ui/follow.ts';
import { NearElement } from '../../ui/near.ts';
import { type Table, tableRows, tableView } from '../../ui/table.ts';
import { type Asked, fieldOf, inputsOf, listOf, outputsOf, sweepOf } from './axes.ts';
import { type Plan, shown, unitOf } from './measure.ts';
import { example, fromLink, linkText, readValues, valuesText } from './value-list.ts';

interface Question {
  asked: Asked;
  rows: number[];
  columns: number[];
  down: FieldSchema;
  across: FieldSchema;
  output: FieldSchema;
}

interface Grid extends Question {
  /** By column, then by the value of the row. */
  cells: Map<number, Map<number, number>>;
  unanswered: number;
  reason: string;
}

async function answer(question: Question): Promise<Grid | undefined> {
  const { asked, down, across, output } = question;
  const { rows, columns } = question;
  const { value } = await engine.run('sweep', {
    ...sweepOf(asked.operation, asked.values, down.name, rows, [output.name]),
    second_input: across.name,
    second_values: Float64Array.from(columns),
  });
  if (!value) return undefined;
  const cells = new Map(
    value.series.map((series) => [
      series.second ?? Number.NaN,
      new Map(Array.from(series.x, (x, i) => [x, series.y[i] ?? Number.NaN])),
    ]),
  );
  return { ...question, cells, unanswered: value.unanswered, reason: value.reason };
}

const mostWritten = { table_rows: 20, table_columns: 10 } as const;

// What people look up in tables; the first of each that is asked.
const usualRows: Record<string, readonly string[]> = {
  'cluster-size': ['icc', 'people_per_cluster'],
  'sequential-plan': ['looks', 'effect'],
  'multi-arm-plan': ['treatments'],
  'interim-look': ['z', 'estimate'],
  'icc-guide': ['icc'],
  'duration-plan': ['people', 'days'],
};
const rowsOtherwise = ['baseline', 'icc', 'rate', 'sd', 'numerator_sd', 'median_time', 'power'];
const usualColumns: Record<string, readonly string[]> = {
  'cluster-size': ['people_per_cluster', 'clusters_control', 'effect'],
  'saturation-plan': ['people_per_cluster', 'clusters'],
  'switchback-plan': ['effect', 'block_length'],
  'interim-look': ['effect', 'information'],
  'icc-guide': ['people_per_cluster'],
  'duration-plan': ['share_in_experiment', 'daily_people'],
};
const columnsOtherwise = ['effect', 'hazard_ratio', 'win_probability', 'n_control', 'power', 'alpha'];

/** Any number of the plan over two of its inputs at once. */
export class SutvaTwoWay extends NearElement {
  static override properties = {
    ...NearElement.properties,
    operation: { attribute: false },
    values: { attribute: false },
    plan: { attribute: false },
    said: { state: true },
    typed: { state: true },
  };
  declare operation: OperationSchema;
  declare values: Values;
  declare plan: Plan;
  declare said: string;
  /** What was typed in a list, and what is wrong with it. */
  declare typed: { readonly [name in 'table_rows' | 'table_columns']?: { text: string; problem: string } };
  private readonly follow = new Follow<Question, Grid>(this, answer);
  private readonly key = uniqueId('two-way');

  constructor() {
    super();
    this.said = '';
    this.typed = {};
  }

  private get asked(): Asked {
    return { operation: this.operation, values: this.values, plan: this.plan };
  }

  private chosen(name: TableName): string {
    return String(this.values[name] ?? '');
  }

  /** The values along an axis: those that were written, or some around the present one. */
  private listed(name: 'table_rows' | 'table_columns', field: FieldSchema, most: number): number[] {
    const written = fromLink(this.values[name]);
    const read = written && readValues(linkText(written).replaceAll(',', ';'), field, '', mostWritten[name]);
    if (read && 'values' in read) return read.values;
    return listOf(field, Number(this.values[field.name]), most);
  }

  private set(patch: Partial<Record<TableName, string | undefined>>): void {
    this.dispatchEvent(new CustomEvent('sutva-patch', { detail: patch, bubbles: true }));
  }

  private write(
    name: 'table_rows' | 'table_columns',
    axis: TableName,
    field: FieldSchema,
    text: string,
  ): void {
    if (text.trim() === '') {
      this.typed = { ...this.typed, [name]: { text, problem: '' } };
      this.set({ [name]: undefined });
      return;
    }
    const read = readValues(text, field, unitOf(field, this.values), mostWritten[name]);
    this.typed = { ...this.typed, [name]: { text, problem: 'problem' in read ? read.problem : '' } };
    if ('values' in read) this.set({ [axis]: field.name, [name]: linkText(read.values) });
  }

  private axes() {
    const { operation, asked } = this;
    const inputs = inputsOf(operation, this.values);
    const outputs = outputsOf(asked);
    const output =
      fieldOf(outputs, this.chosen('table_number')) ??
      fieldOf(outputs, String(this.plan.headline)) ??
      outputs[0];
    const first = (names: readonly string[], taken?: FieldSchema) =>
      names.map((name) => fieldOf(inputs, name)).find((field) => field && field !== taken) ??
      inputs.find((field) => field !== taken);
    const across =
      fieldOf(inputs, this.chosen('table_across')) ??
      first([...(usualColumns[operation.name] ?? []), ...columnsOtherwise]);
    const chosen = fieldOf(inputs, this.chosen('table_down'));
    const down =
      chosen && chosen !== across
        ? chosen
        : first([...(usualRows[operation.name] ?? []), ...rowsOtherwise], across);
    if (!output || !across || !down) return undefined;
    const rows = this.listed('table_rows', down, 7);
    const columns = this.listed('table_columns', across, 5);
    return { inputs, outputs, output, across, down, rows, columns };
  }

  protected override willUpdate(changed: PropertyValues): void {
    const asks = ['values', 'plan', 'near'].some((name) => changed.has(name));
    if (!asks || (!this.near && this.follow.value)) return;
    const axes = this.axes();
    if (!axes) return;
    const { output, across, down, rows, columns } = axes;
    this.follow.ask({ asked: this.asked, output, across, down, rows, columns });
  }

  private table(grid: Grid): Table<number> {
    const { asked, down, across, output, rows, columns, cells } = grid;
    const { values } = asked;
    const isNow = (row: number, column: number) =>
      row === values[down.name] && column === values[across.name];
    return {
      caption: `${output.label}, by ${down.label.toLowerCase()} (down) and ${across.label.toLowerCase()} (across)`,
      rows,
      columns: [
        {
          title: `${down.label} \\ ${across.label}`,
          cell: (row) => ({ text: shown(row, down, values), value: row }),
        },
        ...columns.map((column) => ({
          title: shown(column, across, values),
          numeric: true,
          cell: (row: number) => {
            const value = cells.get(column)?.get(row);
            if (value === undefined) return '–';
            const text = shown(value, output, values);
            return {
              text: isNow(row, column)
                ? html`<mark class="cell-now">${text}<span class="visually-hidden"> (the present plan)</span></mark>`
                : text,
              value,
            };
          },
        })),
      ],
    };
  }

  private async copy(grid: Grid): Promise<void> {
    const shownRows = tableRows(this.table(grid)).map((row, i) =>
      row.map((cell, j) => {
        if (typeof cell !== 'number') return cell;
        return i === 0 ? cell : shown(cell, j === 0 ? grid.down : grid.output, grid.asked.values);
      }),
    );
    const done = await copyText(toMarkdown(shownRows));
    this.said = done ? 'Table copied.' : 'This page may not use the clipboard.';
  }

  private choice(
    label: string,
    fields: readonly FieldSchema[],
    now: FieldSchema,
    set: (name: string) => void,
  ) {
    const id = `${this.key}-${label.toLowerCase()}`;
    return html`<span class="axis-choice"><label for=${id}>${label}</label>
      <select id=${id} @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
        ${fields.map((field) => html`<option value=${field.name} .selected=${field.name === now.name}>${field.label}</option>`)}
      </select></span>`;
  }

  /** The values of an axis, to be written; empty while the page chooses them. */
  private list(
    name: 'table_rows' | 'table_columns',
    axis: TableName,
    label: string,
    field: FieldSchema,
    values: readonly number[],
  ) {
    const id = `${this.key}-${name}`;
    const unit = unitOf(field, this.values);
    const typed = this.typed[name];
    const problem = typed?.problem ?? '';
    const standing = this.values[name] ? valuesText(values, unit) : '';
    // What was typed stays while it still means these values.
    const read = typed && readValues(typed.text, field, unit, mostWritten[name]);
    const means = read && 'values' in read && this.values[name] && linkText(read.values) === linkText(values);
    return html`<span class="axis-values">
      <label for=${id}>${label}</label>
      <input id=${id} type="text" autocomplete="off" spellcheck="false" enterkeyhint="done"
        .value=${problem !== '' || means ? (typed?.text ?? '') : standing} placeholder=${valuesText(values, unit)}
        title=${example(unit)} aria-invalid=${problem ? 'true' : 'false'} aria-describedby="${id}-says"
        @input=${(event: Event) => this.write(name, axis, field, (event.target as HTMLInputElement).value)} />
      <span class="axis-says" id="${id}-says">${problem ? html`<span class="field-error">${problem}</span>` : nothing}</span>
    </span>`;
  }

  override render() {
    const axes = this.axes();
    if (!axes) return nothing;
    const { inputs, outputs, output, across, down, rows, columns } = axes;
    const grid = this.follow.value;
    return html`<section class="part" aria-labelledby="two-way">
      <div class="part-head"><h2 id="two-way">Two inputs at once</h2>
        <div class="axes axes-written">
          ${this.choice('Number', outputs, output, (name) => this.set({ table_number: name }))}
          ${this.choice(
            'Down',
            inputs.filter((field) => field !== across),
            down,
            (name) => {
              this.typed = { ...this.typed, table_rows: undefined };
              this.set({ table_down: name, table_rows: undefined });
            },
          )}
          ${this.list('table_rows', 'table_down', 'Rows', down, rows)}
          ${this.choice(
            'Across',
            inputs.filter((field) => field !== down),
            across,
            (name) => {
              this.typed = { ...this.typed, table_columns: undefined };
              this.set({ table_across: name, table_columns: undefined });
            },
          )}
          ${this.list('table_columns', 'table_across', 'Columns', across, columns)}
        </div></div>
      ${
        grid
          ? html`<div class="two-way">${tableView(this.table(grid))}</div>
        ${grid.unanswered > 0 ? html`<p class="hint">No answer in ${grid.unanswered} of the cells${grid.reason ? `: ${grid.reason}` : '.'}</p>` : nothing}
        <p class="table-take">
          <button type="button" class="button" @click=${() => this.copy(grid)}>Copy as Markdown</button>
          <button type="button" class="button" @click=${() => {
            download(
              `sutva-${this.operation.name}-table.csv`,
              'text/csv;charset=utf-8',
              toCsv(tableRows(this.table(grid))),
            );
            this.said = 'CSV saved.';
          }}>Save as CSV</button> <span class="table-said" role="status">${this.said}</span></p>`
          : nothing
      }
    </section>`;
  }
}
define('sutva-two-way', SutvaTwoWay);
