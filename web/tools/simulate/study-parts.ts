// SPDX-License-Identifier: Apache-2.0
// What the pages of several studies show.
import { html } from 'lit';
import type { FieldSchema, OperationSchema } from '../../generated/operations.ts';
import { structs } from '../../generated/structs.ts';
import type { Values } from '../../state/link.ts';
import { decimalsFor, fixed, number, percent, signed, withUnit } from '../../ui/format.ts';
import type { Cell, Column, Table } from '../../ui/table.ts';
import { columnOf, type Row } from '../plan/struct-table.ts';

export const missing: Cell = { text: '–', value: '' };
/** A number that may be absent. */
export const optional = (value: number | undefined, text: (x: number) => string): Cell =>
  value === undefined ? missing : { text: text(value), value };

/** What words mean, of those that need it. */
export const reasons = (fields: readonly { label: string; help: string }[]) =>
  html`<dl class="reasons">${fields
    .filter(({ help }) => help !== '')
    .map(({ label, help }) => html`<div><dt>${label}</dt><dd>${help}</dd></div>`)}</dl>`;

function settingText(field: FieldSchema, value: unknown): string {
  const name = (one: unknown) => field.choices?.find((choice) => choice.name === one)?.label ?? String(one);
  if (typeof value === 'number') return withUnit(value, field.unit);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Array.isArray(value)) return name(value);
  return value.length === 0
    ? 'none'
    : value.map((one) => (typeof one === 'number' ? withUnit(one, field.unit) : name(one))).join(', ');
}

/** All that was asked, so that a report says what it is about. */
export function settingsPart(operation: OperationSchema, asked: Values) {
  const fields = operation.request.filter(({ name }) => asked[name] !== undefined && asked[name] !== '');
  return html`<section class="part"><details class="more"><summary>All settings</summary>
    <dl class="facts">${fields.map((field) => {
      const text = settingText(field, asked[field.name]);
      return html`<div ?data-long=${text.length > 28}><dt>${field.label}</dt><dd>${text}</dd></div>`;
    })}</dl></details></section>`;
}

/** The place of a choice among its field's: it has one colour, whichever others it stands beside. */
export const placeOf = (operation: OperationSchema, field: string, choice: string): number =>
  1 +
  Math.max(
    0,
    operation.request.find(({ name }) => name === field)?.choices?.findIndex(({ name }) => name === choice) ??
      0,
  );
export const seriesColour = (place: number) => `var(--series-${1 + ((place - 1) % 10)})`;

export const seriesLegend = (series: readonly (readonly [place: number, label: string])[]) =>
  html`<p class="legend legend-series">${series.map(
    ([place, label]) => html`<span data-series=${1 + ((place - 1) % 10)}>${label}</span>`,
  )}</p>`;

/** What stands in words for a key goes by the name of the key. */
function titleOf(field: FieldSchema, all: readonly FieldSchema[]): string {
  const key =
    field.name === 'label'
      ? all[all.indexOf(field) - 1]
      : all.find(({ name }) => `${name}_label` === field.name);
  return key?.label ?? field.label;
}

/** Some fields of a list of structs, as columns in this order; those that no row has are left out. */
export function chosenTable(
  struct: string,
  names: readonly string[],
  rows: readonly unknown[],
  caption: string,
  values: Values,
): Table<Row> {
  const all = structs[struct] ?? [];
  const list = rows as readonly Row[];
  return {
    caption,
    rows: list,
    columns: names.flatMap((name) => {
      const field = all.find((candidate) => candidate.name === name);
      if (!field || list.every((row) => row[name] === undefined)) return [];
      const column = { ...columnOf(field, list, values), title: titleOf(field, all) };
      const error = all.find(({ name: other }) => other === `${name.replace(/_rate$/, '')}_mcse`);
      if (!error) return [column];
      return [
        {
          ...column,
          cell: (row: Row) => {
            const cell = column.cell(row);
            const mcse = row[error.name];
            if (typeof cell === 'string' || typeof mcse !== 'number' || mcse === 0) return cell;
            return {
              ...cell,
              text: html`${cell.text} <small>±\u00a0${withUnit(Number(mcse.toPrecision(1)), error.unit)}</small>`,
            };
          },
        },
      ];
    }),
  };
}

/** What the columns of such a table mean. */
export const columnReasons = (struct: string, names: readonly string[]) =>
  html`<details class="more facts-help"><summary>What these words mean</summary>
    ${reasons((structs[struct] ?? []).filter(({ name }) => names.includes(name)))}</details>`;

export const axisNumber = (x: number) => number(Number(x.toPrecision(12)), 3);

export const colourOf = (design: string, operation: OperationSchema): string =>
  seriesColour(placeOf(operation, 'designs', design));

export function designLegend(
  designs: readonly { design: string; design_label: string }[],
  operation: OperationSchema,
) {
  const seen = new Map(designs.map(({ design, design_label }) => [design, design_label]));
  return seriesLegend(
    [...seen].map(([design, label]) => [placeOf(operation, 'designs', design), label] as const),
  );
}

/** What simulated experiments say of one estimator. */
export interface Simulated {
  bias?: number;
  bias_mcse?: number;
  sd: number;
  sd_mcse: number;
  rmse?: number;
  coverage?: number;
  coverage_mcse?: number;
  se_ratio?: number;
  power?: number;
  power_mcse?: number;
  /** Of a test where there is nothing to find. */
  size?: number;
  size_mcse?: number;
  undefined: number;
}

export const never = ({ undefined: missing }: Pick<Simulated, 'undefined'>) => missing >= 1;
export const undefinedWords = (e: Pick<Simulated, 'undefined'>) =>
  never(e) ? 'undefined in 100\u00a0%' : `undefined in ${percent(e.undefined, e.undefined < 0.1 ? 1 : 0)}`;

/** The digits that the Monte Carlo error leaves. */
export const digits = (value: number, error: number | undefined) =>
  error !== undefined && error > 0 ? fixed(value, Math.max(0, decimalsFor(error) - 1)) : number(value);

export const numeric = <E>(title: string, cell: Column<E>['cell']): Column<E> => ({
  title,
  numeric: true,
  cell,
});

/** From bias to power. `exact`: for a spreadsheet, with Monte Carlo errors in columns of their own. */
export function errorColumns<E extends Simulated>(rows: readonly E[], exact: boolean): Column<E>[] {
  const of = (pick: (e: E) => number | undefined, text: (x: number, e: E) => string) => (e: E) =>
    never(e) ? missing : optional(pick(e), (x) => text(x, e));
  const share = (x: number, error?: number) =>
    `${percent(x, 1)}${error === undefined ? '' : ` ± ${fixed(error * 100, 1)}`}`;
  const error = (title: string, pick: (e: E) => number | undefined) =>
    exact
      ? [
          numeric(
            `${title}, Monte Carlo error`,
            of(pick, (x) => number(x)),
          ),
        ]
      : [];
  const biasText = (x: number, e: E) =>
    `${signed(digits(x, e.bias_mcse), x)}${e.bias_mcse ? ` ± ${digits(e.bias_mcse, e.bias_mcse)}` : ''}`;
  const three = (x: number) => number(x, 3);
  return [
    numeric(
      'Bias',
      of((e) => e.bias, biasText),
    ),
    ...error('Bias', (e) => e.bias_mcse),
    numeric(
      'SD',
      of((e) => e.sd, three),
    ),
    ...error('SD', (e) => e.sd_mcse),
    numeric(
      'RMSE',
      of((e) => e.rmse, three),
    ),
    numeric(
      'Coverage',
      of(
        (e) => e.coverage,
        (x, e) => share(x, e.coverage_mcse),
      ),
    ),
    ...error('Coverage', (e) => e.coverage_mcse),
    numeric(
      'Claimed over true error',
      of(
        (e) => e.se_ratio,
        (x) => fixed(x, 2),
      ),
    ),
    numeric(
      'Power',
      of(
        (e) => e.power,
        (x, e) => share(x, e.power_mcse),
      ),
    ),
    ...error('Power', (e) => e.power_mcse),
    ...(rows.some((e) => e.size !== undefined)
      ? [
          numeric(
            'False alarms',
            of(
              (e) => e.size,
              (x, e) => share(x, e.size_mcse),
            ),
          ),
          ...error('False alarms', (e) => e.size_mcse),
        ]
      : []),
    ...(exact || rows.some((e) => e.undefined > 0)
      ? [
          numeric('Undefined', (e: E) => ({
            text: percent(e.undefined, e.undefined > 0 && e.undefined < 0.1 ? 1 : 0),
            value: e.undefined,
          })),
        ]
      : []),
  ];
}

export const errorWords: readonly { label: string; help: string }[] = [
  { label: 'Bias', help: 'Mean of the estimates less the truth: what more data do not cure.' },
  { label: 'SD', help: 'How much estimates differ from one experiment to the next.' },
  { label: 'RMSE', help: 'Root mean square error: bias and SD together, as √(bias² + SD²).' },
];
