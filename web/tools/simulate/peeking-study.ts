// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import '../../charts/lines.ts';
import type { Line } from '../../charts/lines.ts';
import type { Results } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { define } from '../../ui/element.ts';
import { count, number, percent, signed } from '../../ui/format.ts';
import { assumptionsPart } from '../../ui/standings.ts';
import { type Table, tableView } from '../../ui/table.ts';
import {
  chosenTable,
  columnReasons,
  placeOf,
  seriesColour,
  seriesLegend,
  settingsPart,
} from './study-parts.ts';
import { StudyView } from './study-view.ts';

type Study = Results['peeking-study'];
type Method = Study['methods'][number];
type Shown = 'z' | 'p' | 'estimate';

const shownNames: readonly [Shown, string][] = [
  ['z', 'z'],
  ['p', 'p-value'],
  ['estimate', 'Estimate'],
];
const lookDay = (day: number) => number(Number(day.toPrecision(3)));
/** Higher bars are passed by hardly any experiment. */
const mostZ = 6;

const columns = [
  'label',
  'false_positive_rate',
  'exact_false_positive_rate',
  'power',
  'exact_power',
  'mean_days',
  'median_days',
  'mean_people',
  'mean_found',
  'exaggeration',
  'wrong_sign',
  'coverage',
  'own_coverage',
];
// Without a lift there is nothing to find, to exaggerate or to get the sign of wrong.
const ofLift = new Set(['power', 'exact_power', 'exaggeration', 'wrong_sign']);

/** One experiment watched while it runs, by several ways of looking. */
export class SutvaPeekingStudy extends StudyView<Study> {
  static override properties = { ...StudyView.properties, shown: { state: true } };
  declare shown: Shown;

  protected readonly about = 'The experiment, and who looks at it';
  protected override readonly runs = ', all watched in every way';
  protected readonly layout = {
    finer: new Set(['mixture_lift', 'tightest_at', 'alpha', 'seed']),
    folding: new Set(['Simulation']),
    playful: new Set<string>(),
  };

  constructor() {
    super();
    this.shown = 'z';
  }

  protected answer(found: Study | undefined) {
    const peeking = found?.methods.find(({ method }) => method === 'peeking') ?? found?.methods[0];
    return {
      label: peeking ? `False positives, “${peeking.label}”` : 'False positives',
      figure: peeking && percent(peeking.false_positive_rate, 1),
    };
  }

  private names(found: Study): string[] {
    return found.lift === 0 ? columns.filter((name) => !ofLift.has(name)) : columns;
  }

  protected table(found: Study): Table<unknown> {
    return chosenTable(
      'PeekingMethodResult',
      this.names(found),
      found.methods,
      `Ways of looking, in ${count(found.replicates)} simulated experiments`,
      {},
    ) as Table<unknown>;
  }

  protected pictures() {
    const at = (place: number) => () =>
      this.querySelectorAll<SVGSVGElement>('sutva-lines .plot > svg')[place] ?? null;
    return [
      { title: 'Experiments from look to look', picture: at(0) },
      { title: 'Called by each day', picture: at(1) },
    ];
  }

  private place(method: Method): number {
    return placeOf(this.operation, 'methods', method.method);
  }

  private legend(methods: readonly Method[]) {
    return seriesLegend(methods.map((method) => [this.place(method), method.label] as const));
  }

  private pathsPart(found: Study) {
    const { shown } = this;
    const usual = found.methods.find(({ method }) => method === 'peeking');
    const passes = ({ p }: Study['paths'][number]) => p.some((value) => value < found.alpha);
    const paths: Line[] = found.paths.map((path) => ({
      name: `Experiment ${path.replicate + 1}`,
      x: found.look_days,
      y: shown === 'z' ? Array.from(path.z, Math.abs) : path[shown],
      faint: true,
      colour: passes(path) ? 'var(--accent)' : 'var(--ink-2)',
    }));
    const barred = found.methods.filter(({ boundary }) => boundary.length > 1);
    const bars: Line[] = barred.map((method) => ({
      name: method.label,
      x: method.boundary_days,
      y: method.boundary,
      colour: seriesColour(this.place(method)),
    }));
    const views = {
      z: { label: 'z, without its sign', level: undefined, floor: 0, format: (y: number) => number(y, 2) },
      p: { label: 'p-value', level: found.alpha, floor: 0, format: (y: number) => number(y, 2) },
      estimate: {
        label: 'Estimated lift',
        level: found.lift,
        floor: undefined,
        format: (y: number) => signed(percent(y), y),
      },
    };
    const view = views[shown];
    const highest = Math.max(3, ...[...paths, ...bars].flatMap(({ y }) => Array.from(y)));
    return html`<section class="part" aria-labelledby="paths">
      <h2 id="paths">From look to look</h2>
      <div class="segments part-choice" role="radiogroup" aria-label="What to draw">${shownNames.map(
        ([
          name,
          title,
        ]) => html`<label class="segment"><input type="radio" name="shown" .checked=${name === shown}
          @change=${() => {
            this.shown = name;
          }} /><span>${title}</span></label>`,
      )}</div>
      <p class="prose">${count(found.paths.length)} of the experiments. ${count(found.paths.filter(passes).length)}, in colour, had a p-value
        below ${percent(found.alpha)} at some look${usual ? ', and would have been called by who peeks' : ''}.</p>
      <figure class="figure"><sutva-lines .lines=${shown === 'z' ? [...paths, ...bars] : paths} axis="Day" label=${view.label}
        .formatX=${lookDay} .formatY=${view.format} .level=${view.level} .floor=${view.floor}
        .ceiling=${shown === 'z' ? Math.min(mostZ, highest) : shown === 'p' ? 1 : undefined}></sutva-lines>
        ${shown === 'z' ? html`<p class="hint">The bar of each way of looking:</p>${this.legend(barred)}` : nothing}</figure>
    </section>`;
  }

  private callsPart(found: Study) {
    const lines = (pick: (method: Method) => ArrayLike<number>): Line[] =>
      found.methods.map((method) => ({
        name: method.label,
        x: found.look_days,
        y: pick(method),
        colour: seriesColour(this.place(method)),
      }));
    const figure = (caption: string, list: Line[], level: number | undefined) => html`<figure class="figure">
      <figcaption>${caption}</figcaption>
      <sutva-lines .lines=${list} axis="Day" label="Called so far" .formatX=${lookDay} .floor=${0} .level=${level}
        .formatY=${(y: number) => percent(y)}></sutva-lines></figure>`;
    return html`<section class="part" aria-labelledby="calls">
      <h2 id="calls">Called by now</h2>
      <div class=${found.lift === 0 ? '' : 'twin'}>
        ${figure(
          'Nothing changed: every call is a false positive',
          lines(({ false_positives }) => false_positives),
          found.alpha,
        )}
        ${
          found.lift === 0
            ? nothing
            : figure(
                `A true lift of ${percent(found.lift)}`,
                lines(({ found: called }) => called),
                undefined,
              )
        }
      </div>
      ${this.legend(found.methods)}
    </section>`;
  }

  private casesPart(found: Study) {
    if (found.cases.length === 0) return nothing;
    return html`<section class="part" aria-labelledby="cases">
      <h2 id="cases">What each thing that goes wrong does</h2>
      ${found.cases.map(
        (one) => html`<h3>${one.label}</h3>
        <p class="prose">${one.sentence}</p>
        <p class="prose"><strong>What helps:</strong> ${one.remedy}</p>
        ${tableView(
          chosenTable(
            'PeekingCaseRate',
            ['method_label', 'without', 'exact_without', 'with', 'exact_with', 'cured'],
            found.case_rates.filter(({ which }) => which === one.which),
            `False positives with and without: ${one.label.toLowerCase()}`,
            {},
          ),
        )}`,
      )}
    </section>`;
  }

  protected parts(found: Study, asked: Values) {
    return html`${this.pathsPart(found)}
      ${this.callsPart(found)}
      <section class="part" aria-labelledby="ways">
        <h2 id="ways">What each way of looking is worth</h2>
        ${tableView(this.table(found))}
        ${columnReasons('PeekingMethodResult', this.names(found))}
      </section>
      ${this.casesPart(found)}
      ${assumptionsPart(found.assumptions)}
      ${settingsPart(this.operation, asked)}`;
  }
}
define('sutva-peeking-study', SutvaPeekingStudy);
