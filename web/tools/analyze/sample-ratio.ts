// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues } from 'lit';
import '../../charts/intervals.ts';
import '../../charts/lines.ts';
import type { IntervalRow } from '../../charts/intervals.ts';
import type { Results } from '../../generated/operations.ts';
import { encodeLink, type Values } from '../../state/link.ts';
import { define } from '../../ui/element.ts';
import { count, fromLog10, number, percent, plural, points, pValue, signed } from '../../ui/format.ts';
import { issueList } from '../../ui/issues.ts';
import { Live } from '../../ui/live.ts';
import '../../ui/share.ts';
import { assumptionsPart } from '../../ui/standings.ts';
import { type Table, tableRows, tableView } from '../../ui/table.ts';
import type { Plan } from '../plan/measure.ts';
import { formulaPart } from '../plan/methods.ts';
import '../plan/snippets-part.ts';
import { studyForm } from '../simulate/study-form.ts';
import { chosenTable, columnReasons } from '../simulate/study-parts.ts';
import { Tool } from '../tool.ts';
import { oneCell } from './handed.ts';

type Found = Results['sample-ratio'];
type Arm = Found['arms'][number];
type Segment = Found['segments'][number];

const verdicts = {
  pass: 'No mismatch found',
  warn: 'Look at this',
  fail: 'Sample ratio mismatch',
} as const;
const marks = { pass: '✓', warn: '!', fail: '✕' } as const;

/** Far in the tail the number itself is too small to be held: then its power of ten says it. */
function tailed(p: number | undefined, log10: number | undefined): string {
  if (p !== undefined && p > 0) return p < 0.001 ? number(p) : pValue(p);
  return log10 === undefined ? '–' : fromLog10(log10);
}

const layout = {
  finer: new Set(['weights']),
  folding: new Set(['Segments', 'Sequential test', 'Bounds on an effect']),
  playful: new Set<string>(),
};

/** The sample ratio check: verdict, tests, arms, segments, and what missing users could do. */
export class SutvaSampleRatio extends Tool {
  private live: Live<'sample-ratio'> | undefined;
  private readonly opened = new Set<string>();

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('values')) return;
    this.live ??= new Live(this, 'sample-ratio');
    this.live.ask(this.request);
  }

  private testsTable(found: Found): Table<Found['tests'][number]> {
    return {
      caption: 'The same counts by each test',
      rows: found.tests,
      columns: [
        { title: 'Test', cell: (test) => test.label },
        {
          title: 'Statistic',
          numeric: true,
          cell: ({ statistic }) =>
            statistic === undefined ? '–' : { text: number(statistic, 5), value: statistic },
        },
        {
          title: 'df',
          numeric: true,
          cell: ({ df }) => (df === undefined ? '' : { text: number(df), value: df }),
        },
        {
          title: 'p-value',
          numeric: true,
          cell: ({ p_value, log10_p_value }) => ({
            text: tailed(p_value, log10_p_value),
            value: p_value ?? '',
          }),
        },
        { title: 'Remark', cell: (test) => test.reason },
      ],
    };
  }

  private armsPart(found: Found) {
    const rows: IntervalRow[] = found.arms.map((arm: Arm) => ({
      label: arm.arm,
      figures: `${count(arm.count)} users, ${percent(arm.share, 2)}; planned ${percent(arm.planned_share)}, so ${signed(points(arm.difference), arm.difference)}`,
      value: arm.difference,
      low: arm.ci_low,
      high: arm.ci_high,
      kind: arm.at_fault ? 'main' : 'other',
    }));
    return html`<section class="part" aria-labelledby="arms">
      <h2 id="arms">Which arm is off</h2>
      <p class="prose">${
        found.n_missing > 0
          ? html`At least ${plural(found.n_missing, 'user')} would have to be missing to explain the split, ${percent(found.missing_share)} of all
            there would have been.`
          : nothing
      }</p>
      <figure class="figure"><sutva-intervals .rows=${rows} .reference=${0} axis="Share less planned share"
        label="Shares of the arms against the plan" .formatX=${(x: number) => signed(points(x), x)}></sutva-intervals></figure>
      ${tableView(
        chosenTable(
          'RatioArm',
          ['arm', 'count', 'expected', 'residual', 'p_value', 'p_holm', 'p_others', 'missing'],
          found.arms,
          'Arms against the plan',
          {},
        ),
      )}
      ${columnReasons('RatioArm', ['residual', 'p_value', 'p_holm', 'p_others', 'at_fault', 'missing'])}
    </section>`;
  }

  private segmentsPart(found: Found) {
    if (found.segments.length === 0) return nothing;
    const arms = found.arms.map(({ arm }) => arm);
    const table: Table<Segment> = {
      caption: 'Segments, and how far each is from the shares of all together',
      rows: found.segments,
      columns: [
        { title: 'Segment', cell: (row) => row.segment },
        { title: 'Users', numeric: true, cell: (row) => ({ text: count(row.n_total), value: row.n_total }) },
        ...arms.map((arm, i) => ({
          title: `Share, ${arm}`,
          numeric: true,
          cell: (row: Segment) => ({ text: percent(row.shares[i] ?? 0, 2), value: row.shares[i] ?? 0 }),
        })),
        ...arms.map((arm, i) => ({
          title: `Residual, ${arm}`,
          numeric: true,
          cell: (row: Segment) => ({ text: number(row.residuals[i] ?? 0, 3), value: row.residuals[i] ?? 0 }),
        })),
        {
          title: 'p, own split (Holm)',
          numeric: true,
          cell: (row) => ({ text: pValue(row.p_holm), value: row.p_holm }),
        },
        {
          title: 'Part of the mismatch',
          numeric: true,
          cell: (row) => ({ text: percent(row.part, 1), value: row.part }),
        },
      ],
    };
    return html`<section class="part" aria-labelledby="segments">
      <h2 id="segments">Segments</h2>
      ${
        found.homogeneity_p_value === undefined
          ? nothing
          : html`<p class="prose">Whether the arms' shares differ between segments: p = ${pValue(found.homogeneity_p_value)}
            (chi-squared ${number(found.homogeneity_chi_squared ?? 0)}, Cramér's V ${number(found.cramers_v ?? 0, 3)}). A mismatch that is the same
            everywhere was made before users differed; one that sits in a segment points at what is special there.</p>`
      }
      ${tableView(table)}
    </section>`;
  }

  private periodsPart(found: Found) {
    if (found.periods.length < 2) return nothing;
    return html`<section class="part" aria-labelledby="periods">
      <h2 id="periods">Periods</h2>
      ${tableView(
        chosenTable(
          'RatioPeriod',
          ['period', 'n_total', 'chi_squared', 'p_value', 'sequential_p_value'],
          found.periods,
          'Each period against its own plan',
          {},
        ),
      )}
    </section>`;
  }

  private boundsPart(found: Found) {
    if (found.bounds.length === 0) return nothing;
    return html`<section class="part" aria-labelledby="bounds">
      <h2 id="bounds">What the missing users could do to the effect</h2>
      ${tableView(
        chosenTable(
          'RatioBound',
          ['arm', 'effect', 'effect_low', 'effect_high', 'sign_known'],
          found.bounds,
          'Effect against control, whatever the missing users would have done',
          { metric: this.values.outcome },
        ),
      )}
      <p class="hint">Without sampling error. Where the sign is not sure, the experiment says nothing until the users are found.</p>
    </section>`;
  }

  /** The same counts for who looks for the cause, by segment too; what kind of segments they are nobody said. */
  private causesLink(found: Found) {
    const segments = found.segments.map(({ segment, n_total: n, shares }) =>
      ['segment', oneCell(segment), ...Array.from(shares, (share) => Math.round(share * n))].join(', '),
    );
    const values: Values = {
      counts: Array.from(found.totals),
      shares: Array.from(found.planned),
      segments: segments.join('\n'),
    };
    return html`<p class="prose"><a href="#${encodeLink('sample-ratio-diagnose', values)}">What could cause this?</a>
      · <a href="#/sample-ratio-study">What it does to the effect</a> · <a href="#/sample-ratio-plan">How soon one sees it</a></p>`;
  }

  override render() {
    const { operation, values, live, controls } = this;
    const found = live?.value as Found | undefined;
    const issues = live?.issues ?? [];
    const shown = new Set(operation.request.map((field) => field.name));
    const answered = { ...values, ...(live?.answered as Values | undefined) };
    const stale = Boolean(live?.stale) || this.unread.size > 0;
    const table = found && this.testsTable(found);
    return html`<div class="bench" data-controls=${controls}>
      <section class="answer answer-small" aria-label="The verdict" ?data-stale=${stale}>
        ${
          found
            ? html`<p class="checks-line" data-status=${found.status}><span class="check-mark" aria-hidden="true">${marks[found.status]}</span>
              <strong>${verdicts[found.status]}</strong></p>
        <p class="answer-figure"><span class="figure-number">${tailed(found.p_value, found.log10_p_value)}</span> <span class="figure-unit">p-value</span></p>
        <p class="answer-sentence">${found.sentence}</p>
        <p class="visually-hidden" aria-live="polite" data-page-only>${found.sentence}</p>`
            : html`<p class="answer-figure"><span class="figure-number">–</span></p>`
        }
      </section>
      ${
        controls === 'none'
          ? nothing
          : html`<form class="inputs" aria-label="Counts" @submit=${(event: Event) => event.preventDefault()}>
        ${studyForm({ operation, values, issues, layout, opened: this.opened, few: controls === 'few' })}</form>`
      }
      <div class="findings" ?data-stale=${stale}>
        ${issueList(issues, shown)}
        ${
          found && table
            ? html`${this.causesLink(found)}
          <section class="part" aria-labelledby="tests"><h2 id="tests">Tests</h2>${tableView(table)}
            <p class="hint">The sequential test may be looked at every day; below ${plural(found.blind_until, 'user')} it can not see anything yet. Cohen's w, the size of the mismatch
              whatever the number of users, is ${number(found.cohens_w, 3)}.</p></section>
          ${this.armsPart(found)}
          ${this.periodsPart(found)}
          ${this.segmentsPart(found)}
          ${this.boundsPart(found)}
          ${formulaPart(found as unknown as Plan)}
          <sutva-snippets .operation=${operation} .values=${answered} .plan=${found as unknown as Plan}></sutva-snippets>
          ${assumptionsPart(found.assumptions)}
          <sutva-share .material=${{
            tool: operation.name,
            values,
            title: operation.title,
            sentence: found.sentence,
            rows: tableRows(table),
            shown: tableRows(table, 'shown'),
            picture: () => this.querySelector<SVGSVGElement>('.plot > svg'),
          }}></sutva-share>`
            : nothing
        }
      </div>
    </div>`;
  }
}
define('sutva-sample-ratio', SutvaSampleRatio);
