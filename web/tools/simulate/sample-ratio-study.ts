// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import '../../charts/columns.ts';
import '../../charts/lines.ts';
import '../../charts/ridges.ts';
import type { Line } from '../../charts/lines.ts';
import type { RidgeRow } from '../../charts/ridges.ts';
import type { Results } from '../../generated/operations.ts';
import { encodeLink, type Values } from '../../state/link.ts';
import { define } from '../../ui/element.ts';
import { count, number, percent, plural, signed } from '../../ui/format.ts';
import { assumptionsPart } from '../../ui/standings.ts';
import { type Table, tableView } from '../../ui/table.ts';
import {
  chosenTable,
  columnReasons,
  placeOf,
  reasons,
  seriesColour,
  seriesLegend,
  settingsPart,
} from './study-parts.ts';
import { StudyView } from './study-view.ts';

type Study = Results['sample-ratio-study'];
type Test = Study['tests'][number];

const day = (x: number) => number(Number(x.toPrecision(3)));
const lift = (x: number) => signed(percent(x), x);

const testColumns = [
  'test_label',
  'threshold',
  'detected',
  'median_day',
  'day_80',
  'wrong_kept',
  'wrong_among_kept',
  'lift_kept',
];

/** Experiments whose arms are not as large as planned: when a check sees it, and what it does to the effect. */
export class SutvaSampleRatioStudy extends StudyView<Study> {
  protected readonly about = 'Traffic, what goes wrong, and the checks';
  protected override readonly runs = ', each followed by every test';
  protected readonly layout = {
    finer: new Set(['concentration', 'check_every', 'confidence', 'seed']),
    folding: new Set(['Kinds of users', 'Simulation']),
    playful: new Set(['Mechanisms']),
  };

  protected answer(found: Study | undefined) {
    if (found?.healthy)
      return {
        label: 'False alarms of a healthy experiment, first test',
        figure: found.tests[0] && percent(found.tests[0].detected, 1),
      };
    const shown = found && (found.expected_lift ?? found.lift);
    return {
      label: found
        ? `Measured lift, where the truth is ${found.true_lift === 0 ? '0' : lift(found.true_lift)}`
        : 'Measured lift',
      figure: shown === undefined ? undefined : lift(shown),
    };
  }

  private testsTable(found: Study) {
    return chosenTable(
      'RatioTestResult',
      testColumns,
      found.tests,
      `Tests, in ${count(found.replicates)} simulated experiments, ± Monte Carlo error`,
      {},
    );
  }

  protected table(found: Study): Table<unknown> {
    return this.testsTable(found) as Table<unknown>;
  }

  protected pictures() {
    const at = (place: number) => () =>
      this.querySelectorAll<SVGSVGElement>('sutva-lines .plot > svg')[place] ?? null;
    return [
      { title: 'Seen by each day', picture: at(1) },
      { title: 'The split', picture: at(0) },
      { title: 'Measured lifts', picture: this.of('sutva-ridges') },
    ];
  }

  private splitPart(found: Study) {
    const lines: Line[] = [
      {
        name: 'Simulated, mean and the middle 95 %',
        x: found.path_day,
        y: found.path_mean,
        low: found.path_low,
        high: found.path_high,
      },
      { name: 'Expected', x: found.path_day, y: found.path_expected, other: true },
    ];
    return html`<section class="part" aria-labelledby="split">
      <h2 id="split">The split moves</h2>
      <p class="prose">Share in treatment of all users so far. Planned: ${percent(found.planned_share)}; expected in the end:
        ${percent(found.expected_share, 2)}, with ${count(found.users_control)} users counted in control and
        ${count(found.users_treatment)} in treatment.</p>
      <figure class="figure"><sutva-lines .lines=${lines} axis="Day" label="Share in treatment" .formatX=${day}
        .formatY=${(y: number) => percent(y)} .level=${found.planned_share}></sutva-lines>
        <p class="hint">The band holds 95 % of the experiments; the dashed line is the plan.</p></figure>
      ${this.diagnosis(found)}
    </section>`;
  }

  /** The expected counts by kind of user, as one would have them in practice. */
  private diagnosis(found: Study) {
    if (found.healthy || found.kinds.length === 0) return nothing;
    const whole = (value: number) => Math.round(value);
    const segments = found.kinds
      .map(
        (kind) =>
          `kind of user, ${kind.kind_label}, ${whole(kind.users_control)}, ${whole(kind.users_treatment)}`,
      )
      .join('\n');
    const values: Values = {
      counts: [whole(found.users_control), whole(found.users_treatment)],
      shares: [1 - found.planned_share, found.planned_share],
      segments,
    };
    return html`<p class="prose"><a href="#${encodeLink('sample-ratio-diagnose', values)}">What could cause this?</a> opens the
      diagnosis with these counts, as if one did not know.</p>`;
  }

  private seenPart(found: Study) {
    const place = (test: Test) => placeOf(this.operation, 'tests', test.test);
    const lines: Line[] = found.tests.map((test) => ({
      name: test.test_label,
      x: found.looks,
      y: test.detected_by,
      colour: seriesColour(place(test)),
    }));
    return html`<section class="part" aria-labelledby="seen">
      <h2 id="seen">${found.healthy ? 'False alarms' : 'How soon one sees it'}</h2>
      <figure class="figure"><sutva-lines .lines=${lines} axis="Day" label="Experiments in which it was seen" .formatX=${day}
        .formatY=${(y: number) => percent(y)} .floor=${0}></sutva-lines>
        ${seriesLegend(found.tests.map((test) => [place(test), test.test_label] as const))}</figure>
      ${tableView(this.testsTable(found))}
      ${columnReasons('RatioTestResult', testColumns)}
    </section>`;
  }

  private effectPart(found: Study) {
    if (found.lift === undefined || found.lift_sd === undefined) return nothing;
    const rows: RidgeRow[] = [
      {
        label: 'Measured lift',
        group: '',
        figures: `mean ${lift(found.lift)} · SD ${percent(found.lift_sd)}`,
        colour: 'var(--accent)',
        low: found.histogram_low,
        high: found.histogram_high,
        counts: found.histogram,
        total: Math.round(found.replicates * (1 - found.undefined)),
        mean: found.lift,
        sd: found.lift_sd,
        truth: found.true_lift,
      },
    ];
    return html`<section class="part" aria-labelledby="effect">
      <h2 id="effect">What it does to the effect</h2>
      <p class="prose">${
        found.healthy
          ? html`Nothing goes wrong, so the lift is right on average.`
          : html`On average the lift is off by ${lift(found.expected_bias ?? found.lift_bias ?? 0)}.`
      } ${percent(found.significant, 1)} of the experiments call the effect significant, and in ${percent(found.wrong, 1)} the
        interval misses the truth; it promises ${percent(found.wrong_promised, 1)}.</p>
      <figure class="figure"><sutva-ridges .rows=${rows} axis="Measured lift" label="Distribution of measured lifts"
        .formatX=${(x: number) => percent(x)}></sutva-ridges></figure>
      ${
        found.kinds.length === 0
          ? nothing
          : tableView(
              chosenTable(
                'RatioKindResult',
                [
                  'kind_label',
                  'users_control',
                  'users_treatment',
                  'expected_share',
                  'conversion_control',
                  'conversion_treatment',
                ],
                found.kinds,
                'Who is expected to be counted',
                {},
              ),
            )
      }
    </section>`;
  }

  private mechanismsPart(found: Study) {
    if (found.mechanisms.length === 0) return nothing;
    const choices = this.operation.request.find(({ name }) => name === 'mechanisms')?.choices ?? [];
    const used = new Set(found.mechanisms.map(({ mechanism }) => mechanism));
    return html`<section class="part" aria-labelledby="mechanisms">
      <h2 id="mechanisms">${found.mechanisms.length > 1 ? 'What each does by itself' : 'What goes wrong here'}</h2>
      ${tableView(
        chosenTable(
          'MechanismAlone',
          ['mechanism_label', 'told', 'expected_share', 'expected_lift', 'lift_bias'],
          found.mechanisms,
          `${plural(found.mechanisms.length, 'mechanism')}, exact`,
          {},
        ),
      )}
      ${reasons(choices.filter(({ name }) => used.has(name)))}
    </section>`;
  }

  protected parts(found: Study, asked: Values) {
    return html`${this.splitPart(found)}
      ${this.seenPart(found)}
      ${this.effectPart(found)}
      ${this.mechanismsPart(found)}
      ${assumptionsPart(found.assumptions)}
      ${settingsPart(this.operation, asked)}`;
  }
}
define('sutva-sample-ratio-study', SutvaSampleRatioStudy);
