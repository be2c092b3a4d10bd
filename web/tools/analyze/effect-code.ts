// SPDX-License-Identifier: Apache-2.0
// The present question as a program: what analysis-code is asked for, and what its code does not do.
import { html, nothing } from 'lit';
import type { TableProfile } from '../../engine/engine.ts';
import type { Requests, Results } from '../../generated/operations.ts';
import type { CodeBlock } from '../../ui/code-part.ts';
import '../../ui/code-part.ts';
import type { Format } from './format-view.ts';
import type { Report } from './report.ts';
import { shownEffect } from './report.ts';

type CodeRequest = Partial<Requests['analysis-code']>;
type Code = Results['analysis-code'];

/** The file as it was read. */
export interface ReadFile {
  name: string;
  profile: TableProfile;
  format: Format;
  /** The name of a file whose columns were added. */
  second?: string | undefined;
}

const withCovariates = new Set(['lin', 'lin_cr2', 'lin_blocked', 'lin_blocked_cr2', 'paired_regression']);
const withBlocks = new Set([
  'blocked',
  'blocked_clusters',
  'paired',
  'paired_clusters',
  'post_stratified',
  'lin_blocked',
  'lin_blocked_cr2',
  'paired_regression',
]);

const separators = { comma: 'comma', semicolon: 'semicolon', tab: 'tab', bar: 'bar' } as const;

/** The code of the answer that is shown: with its covariates and blocks only where that answer uses them. */
export function codeRequest(
  request: Partial<Requests['csv-effect']>,
  report: Report,
  file: ReadFile,
): CodeRequest {
  const { method } = shownEffect(report);
  const { arm, outcome, denominator, cluster, unit, unit_rows, block, confidence } = request;
  const { covariates, missing_covariates, cap_quantile } = request;
  const { format } = file.profile;
  const level = (role: string) => report.arms.find((one) => one.role === role)?.level;
  const byUnit =
    unit !== undefined &&
    ((unit_rows ?? 'separate') !== 'separate' || (report.clusters !== undefined && cluster === undefined));
  const all = {
    file: file.name,
    arm,
    control: level('control'),
    treatment: level('treatment'),
    outcome,
    denominator,
    cluster,
    confidence,
    ...(byUnit && { unit, unit_rows }),
    ...(withCovariates.has(method) && { covariates, missing_covariates }),
    ...(withBlocks.has(method) && {
      block,
      block_kind: (report.small_blocks ?? 0) > 0 ? ('pairs' as const) : ('strata' as const),
    }),
    cap_quantile,
    delimiter: separators[format.delimiter as keyof typeof separators] ?? 'comma',
    decimal: format.decimal === 'comma' ? ('comma' as const) : ('point' as const),
    encoding: format.encoding.startsWith('UTF-16')
      ? ('utf-16' as const)
      : format.encoding.startsWith('Windows')
        ? ('windows-1252' as const)
        : ('utf-8' as const),
    skipped_lines: format.skipped_lines,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as CodeRequest;
}

/** What the page did and the code does not. */
export function notInCode(
  request: Partial<Requests['csv-effect']>,
  report: Report,
  { profile, format, second }: ReadFile,
): string[] {
  const { method } = shownEffect(report);
  const said: string[] = [];
  if (second)
    said.push(`The columns of ${second} were added in this page. Save both as one file before you run it.`);
  if (!profile.format.header)
    said.push('The code expects a first line that names the columns, and this file has none. Add one.');
  if (profile.format.quote === 'single')
    said.push('This file quotes with ’. Add quote = "\'" in R, or quotechar="\'" in Python, to its reading.');
  for (const note of profile.format.notes)
    if (note.startsWith('In '))
      said.push(`The code does not read marks in numbers: write such columns as plain numbers. ${note}`);
  if ([...(format.number_columns ?? []), ...(format.text_columns ?? [])].length > 0)
    said.push('You said that columns are to be read otherwise; the code reads them as it finds them.');
  if (
    request.missing_covariates === 'drop' &&
    (request.covariates ?? []).length > 0 &&
    !withCovariates.has(method)
  )
    said.push('Rows without a covariate were left out here. The code, without covariates, counts them.');
  if (request.block !== undefined && !withBlocks.has(method))
    said.push('This answer does not use the blocks; the code keeps rows of blocks with one arm only.');
  said.push('It prints the difference and its interval. The lift and the checks are of this page alone.');
  return said;
}

const kinds = [
  ['r', 'R', 'base R alone'],
  ['r_sandwich', 'sandwich', 'sandwich in R'],
  ['r_estimatr', 'estimatr', 'estimatr in R'],
  ['python', 'Python', 'pandas, scipy and statsmodels'],
] as const;

export function codePart(
  code: Code,
  request: Partial<Requests['csv-effect']>,
  report: Report,
  file: ReadFile,
) {
  const { estimate, se, df } = shownEffect(report);
  const exact = (value: number) => String(Number(value.toPrecision(9)));
  const blocks = kinds.flatMap(([name, kind, uses]): CodeBlock[] => {
    const text = code[name];
    return text === undefined
      ? []
      : [{ kind, uses, code: text, gives: `estimate ${exact(estimate)}, se ${exact(se)}, df ${exact(df)}` }];
  });
  const notes = notInCode(request, report, file);
  return html`<sutva-code .heading=${'Code that gives this number'} .blocks=${blocks}
    .more=${html`<p class="prose">${code.sentence} It reads ${file.name}.</p>
      ${notes.length === 0 ? nothing : html`<ul class="format-notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}`}></sutva-code>`;
}

export type { Code };
