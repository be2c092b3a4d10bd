// SPDX-License-Identifier: Apache-2.0
// The findings of any analysis, from its schema: the sentence, estimates as forests, every other list as a table, what it
// rests on, and the rows that were left out.
import { html, nothing } from 'lit';
import '../../charts/intervals.ts';
import type { IntervalRow } from '../../charts/intervals.ts';
import type { FieldSchema, OperationSchema } from '../../generated/operations.ts';
import { structs } from '../../generated/structs.ts';
import { decimalsFor, fixed, number, percent, pValue, signed, withUnit } from '../../ui/format.ts';
import { type Assumption, assumptionsPart } from '../../ui/standings.ts';
import { type Column, type Table, tableView } from '../../ui/table.ts';
import type { Names } from './file-tool.ts';
import {
  type Check,
  changesPart,
  checksLine,
  checksPart,
  failedChecks,
  gate,
  type LeftOut,
  rowsPart,
} from './parts.ts';

export interface Estimate {
  quantity: string;
  method: string;
  label: string;
  source: string;
  estimate: number;
  se?: number;
  df?: number;
  statistic?: number;
  p_value?: number;
  ci_low?: number;
  ci_high?: number;
  note: string;
}

export type Found = Record<string, unknown> & {
  sentence?: string;
  estimates?: readonly Estimate[];
  /** The method that the sentence is about. */
  recommended?: string;
  /** What would change the answer. */
  changes?: readonly string[];
  headline?: string;
  checks?: readonly Check[];
  assumptions?: readonly Assumption[];
  left_out?: readonly LeftOut[];
  rows_total?: number;
  rows_used?: number;
};
type Row = Record<string, unknown>;

const apart = new Set(
  'sentence estimates recommended changes checks assumptions left_out rows_total rows_used headline outcome confidence control treatment'.split(
    ' ',
  ),
);

/** A difference of shares or a lift reads as a percentage; the unit comes with the quantity's name. */
const isShare = (quantity: string) => /lift|relative|share|percent/i.test(quantity);

const decimals = (e: Estimate) =>
  decimalsFor(e.se ?? Math.abs((e.ci_high ?? e.estimate * 1.1) - (e.ci_low ?? e.estimate * 0.9)) / 4);
const figure = (e: Estimate, value: number) =>
  isShare(e.quantity) ? signed(percent(value, 1), value) : signed(fixed(value, decimals(e)), value);
const interval = (e: Estimate) =>
  e.ci_low === undefined && e.ci_high === undefined
    ? ''
    : `${e.ci_low === undefined ? 'no lower limit' : figure(e, e.ci_low)} to ${e.ci_high === undefined ? 'no upper limit' : figure(e, e.ci_high)}`;

export function estimatesTable(
  caption: string,
  rows: readonly Estimate[],
  current?: string,
): Table<Estimate> {
  const any = (name: keyof Estimate) => rows.some((row) => row[name] !== undefined);
  const exact = (title: string, name: keyof Estimate, text: (value: number, row: Estimate) => string) =>
    any(name)
      ? [
          {
            title,
            numeric: true,
            cell: (row: Estimate) => {
              const value = row[name];
              return typeof value === 'number' ? { text: text(value, row), value } : '–';
            },
          },
        ]
      : [];
  return {
    caption,
    rows,
    current: (row) => row.method === current,
    columns: [
      { title: 'Method', cell: (row) => row.label },
      ...exact('Estimate', 'estimate', (value, row) => figure(row, value)),
      ...exact('Low', 'ci_low', (value, row) => figure(row, value)),
      ...exact('High', 'ci_high', (value, row) => figure(row, value)),
      ...exact('Std. error', 'se', (value, row) => (isShare(row.quantity) ? percent(value) : number(value))),
      ...exact('Statistic', 'statistic', (value) => fixed(value, 2)),
      ...exact('df', 'df', (value) => number(value, 5)),
      ...exact('p', 'p_value', (value) => pValue(value)),
    ],
  };
}

export function estimatesPart(
  quantity: string,
  rows: readonly Estimate[],
  current: string | undefined,
  id: string,
) {
  const bars: IntervalRow[] = rows.map((row) => ({
    label: row.label,
    figures: `${figure(row, row.estimate)}${interval(row) === '' ? '' : ` (${interval(row)})`}`,
    value: row.estimate,
    ...(row.ci_low === undefined ? {} : { low: row.ci_low }),
    ...(row.ci_high === undefined ? {} : { high: row.ci_high }),
    kind: row.method === current ? 'main' : 'other',
  }));
  const notes = rows.filter((row) => row.note !== '');
  const format = isShare(quantity) ? (x: number) => percent(x) : (x: number) => number(x, 3);
  return html`<section class="part" aria-labelledby=${id}>
    <h2 id=${id}>${quantity}</h2>
    <figure class="figure"><sutva-intervals .rows=${bars} .reference=${0} axis=${quantity}
      label="${quantity}: estimates with their intervals" .formatX=${format}></sutva-intervals></figure>
    ${tableView(estimatesTable(`${quantity}, by each method`, rows, current))}
    ${notes.map((row) => html`<p class="hint"><strong>${row.label}:</strong> ${row.note}</p>`)}
    <p class="source">${[...new Map(rows.filter((row) => row.source !== '').map((row) => [row.source, row.label]))].map(([source, label]) => html`<span>${label}: ${source}.</span> `)}</p>
  </section>`;
}

const isList = (field: FieldSchema) => field.type === 'structs' || field.type === 'struct';
const isNumber = (field: FieldSchema) => field.type === 'number' || field.type === 'integer';

function shown(value: unknown, field: FieldSchema): string {
  if (value === undefined || value === null) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number')
    return /p_value/.test(field.name) ? pValue(value) : withUnit(value, field.unit);
  if (Array.isArray(value) || value instanceof Float64Array)
    return Array.from(value as ArrayLike<unknown>, (part) => shown(part, field)).join(', ');
  return field.choices?.find((choice) => choice.name === value)?.label ?? String(value);
}

/** A list of structs as a table: a column for each field that any row has. */
export function listTable(field: FieldSchema, rows: readonly Row[]): Table<Row> {
  const all = (structs[field.struct ?? ''] ?? []).filter(
    (part) => !isList(part) && rows.some((row) => row[part.name] !== undefined && row[part.name] !== ''),
  );
  // What stands before a label is its key, which says the same to programs.
  const label = all.findIndex((part) => part.name === 'label');
  const parts = all.filter((_, at) => label < 1 || at !== label - 1);
  return {
    caption: field.label,
    rows,
    columns: parts.map(
      (part): Column<Row> => ({
        title: part.label,
        numeric: isNumber(part),
        cell: (row) => {
          const value = row[part.name];
          return {
            text: shown(value, part),
            value: typeof value === 'number' ? value : value === undefined ? '' : shown(value, part),
          };
        },
      }),
    ),
  };
}

const rowsOf = (field: FieldSchema, found: Found): Row[] => {
  const value = found[field.name];
  return value === undefined ? [] : field.type === 'structs' ? (value as Row[]) : [value as Row];
};

/** A table that is longer waits to be opened. */
const mostRows = 14;

function tables(operation: OperationSchema, found: Found, without: ReadonlySet<string>) {
  return operation.result
    .filter(
      (field) =>
        // An estimate by itself stands among the estimates too.
        isList(field) && field.struct !== 'Estimate' && !apart.has(field.name) && !without.has(field.name),
    )
    .map((field) => {
      const rows = rowsOf(field, found);
      if (rows.length === 0) return nothing;
      const table = html`${tableView(listTable(field, rows))}${field.help ? html`<p class="hint">${field.help}</p>` : nothing}`;
      return html`<div class="part part-table">${
        rows.length <= mostRows
          ? table
          : html`<details class="more"><summary>${field.label}, ${rows.length} rows</summary>${table}</details>`
      }</div>`;
    });
}

function facts(operation: OperationSchema, found: Found) {
  const present = operation.result.filter(
    (field) =>
      !isList(field) && !apart.has(field.name) && found[field.name] !== undefined && found[field.name] !== '',
  );
  if (present.length === 0) return nothing;
  return html`<dl class="facts">${present.map((field) => {
    const text = shown(found[field.name], field);
    return html`<div ?data-long=${text.length > 28}><dt>${field.label}</dt><dd>${text}</dd></div>`;
  })}</dl>`;
}

/** Estimates of the same quantity, in the order in which the quantities come. */
export function byQuantity(estimates: readonly Estimate[]): [string, Estimate[]][] {
  const groups = new Map<string, Estimate[]>();
  for (const estimate of estimates)
    groups.set(estimate.quantity, [...(groups.get(estimate.quantity) ?? []), estimate]);
  return [...groups];
}

/** The estimate that the sentence is about, where its method alone does not say. */
const headlines: Readonly<Record<string, (estimates: readonly Estimate[]) => Estimate | undefined>> = {
  'effect-quantiles': (estimates) => estimates.find(({ quantity }) => /median/.test(quantity)),
  'effect-resampled': (estimates) => {
    const whole = (wanted: string) =>
      estimates.find(
        ({ method, ci_low, ci_high }) => method === wanted && ci_low !== undefined && ci_high !== undefined,
      );
    return whole('bootstrap_bca') ?? whole('bootstrap_percentile') ?? estimates[0];
  },
};

function headlineOf(operation: string, estimates: readonly Estimate[], best: string | undefined) {
  const own = headlines[operation];
  if (own) return own(estimates);
  const candidates = estimates.filter((estimate) => estimate.method === best);
  // Of several comparisons the sentence says which matter; one figure above it would say something else.
  if (new Set(candidates.map((estimate) => estimate.quantity)).size > 1) return undefined;
  return candidates[0] ?? estimates[0];
}

export interface Picture {
  /** Drawn before the tables. */
  view: unknown;
  /** Lists of the result that it shows, so that no table repeats them. */
  shows: readonly string[];
}

export function findingsView(
  operation: OperationSchema,
  found: Found,
  names: Names,
  picture: Picture = { view: nothing, shows: [] },
) {
  const estimates = found.estimates ?? [];
  const best = found.recommended ?? found.headline;
  const main = headlineOf(operation.name, estimates, best);
  const checks = found.checks ?? [];
  return html`
    ${gate(checks)}
    ${checksLine(checks)}
    <section class="answer answer-report" aria-label="Answer" aria-live="polite" ?data-distrust=${failedChecks(checks).length > 0}>
      ${
        main
          ? html`<p class="answer-label">${main.quantity}: ${main.label}</p>
      <p class="answer-figure"><span class="figure-number">${figure(main, main.estimate)}</span>
        ${interval(main) === '' ? nothing : html`<span class="figure-unit">${percent(names.confidence)} interval <span class="nowrap">${interval(main)}</span></span>`}</p>`
          : nothing
      }
      ${found.sentence ? html`<p class="answer-sentence">${found.sentence}</p>` : nothing}
    </section>
    ${checks.length > 0 ? checksPart(checks) : nothing}
    ${picture.view}
    ${byQuantity(estimates).map(([quantity, rows], i) => estimatesPart(quantity, rows, main?.method ?? best, `quantity-${i}`))}
    ${changesPart(found.changes)}
    ${facts(operation, found)}
    ${tables(operation, found, new Set(picture.shows))}
    ${assumptionsPart(found.assumptions)}
    ${
      found.rows_total === undefined
        ? nothing
        : rowsPart({
            rows_total: found.rows_total,
            ...(found.rows_used === undefined ? {} : { rows_used: found.rows_used }),
            left_out: found.left_out ?? [],
          })
    }`;
}
