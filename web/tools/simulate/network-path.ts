// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { engine, type Issue, type Outcome } from '../../engine/engine.ts';
import type { Requests, Results } from '../../generated/operations.ts';
import { encodeLink, type Values } from '../../state/link.ts';
import { define, Element } from '../../ui/element.ts';
import { count, number, percent, plural } from '../../ui/format.ts';
import { issueList } from '../../ui/issues.ts';
import { parseNumber } from '../../ui/parse.ts';
import { tableView } from '../../ui/table.ts';
import { effect, type StripRow } from './estimate-strip.ts';
import './network-hand.ts';

type ViewAnswer = Results['network-view'];
type StudyAnswer = Results['network-study'];
type Estimate = StudyAnswer['estimates'][number];
type Asked = 'network-view' | 'network-study';

// Ten groups of six friends. Who is close is also alike, as people are: that is what makes groups costly.
const people = {
  network: 'blocks',
  units: 60,
  groups: 10,
  mean_degree: 4,
  within: 0.85,
  network_seed: 2,
  outcome: 'share',
  baseline: 10,
  direct: 1,
  spillover: 1,
  noise: 1,
  homophily: 0.6,
  outcome_seed: 1,
  clustering: 'planted',
} as const;
// The same kind of network at the size of a real test, and with effects of the size that real tests look for.
const company = {
  ...people,
  units: 960,
  groups: 120,
  mean_degree: 5,
  direct: 0.2,
  spillover: 0.2,
} as const;

const byPerson = 'complete';
const byGroup = 'cluster_complete';
const least = 10;
/** How many clusters the 960 people are put into. */
const cuts = [960, 240, 120, 8] as const;

const steps = [
  'Treat people by hand',
  'Let the lot decide',
  'Raise the spillover',
  'Draw whole groups',
  'Find the price',
] as const;

interface Question {
  key: string;
  text: string | TemplateResult;
  /** A number is asked for where these are left out. */
  choices?: readonly (readonly [value: string, label: string])[];
  /** What is missing before one can guess. */
  blocked?: string;
}

/** Why the difference in means fails in a network, in five guesses. What a guess is held against, the core computes. */
export class SutvaNetworkPath extends Element {
  static override properties = {
    values: { attribute: false },
    guesses: { state: true },
    treated: { state: true },
    earlier: { state: true },
    draws: { state: true },
    spillover: { state: true },
    problem: { state: true },
  };
  /** The step, from the address. */
  declare values: Values;
  declare guesses: Readonly<Record<string, string | number>>;
  /** By hand, in the first step. */
  declare treated: readonly boolean[];
  declare earlier: readonly number[] | undefined;
  /** Assignments drawn so far, by design. */
  declare draws: Readonly<Record<string, number>>;
  declare spillover: number;
  declare problem: string;
  private readonly answers = new Map<string, Outcome<unknown> | undefined>();
  private readonly latest = new Map<string, unknown>();
  private turn: Promise<unknown> = Promise.resolve();
  private issues: readonly Issue[] = [];
  private focusOn = '';
  private said = '';

  constructor() {
    super();
    this.guesses = {};
    this.treated = [];
    this.draws = { [byPerson]: 1, [byGroup]: 1 };
    this.spillover = 3;
    this.problem = '';
  }

  private get step(): number {
    const step = Number(this.values?.step ?? 1);
    return step >= 1 && step <= steps.length ? step : 1;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('values') as Values | undefined;
    if (before && before.step !== this.values.step) {
      this.problem = '';
      this.focusOn = '.path-heading';
      // What failed is asked again.
      this.issues = [];
      for (const [key, outcome] of this.answers) if (outcome && !outcome.value) this.answers.delete(key);
    }
  }

  protected override updated(): void {
    if (this.focusOn === '') return;
    const target = this.querySelector<HTMLElement>(this.focusOn);
    if (!target) return;
    this.focusOn = '';
    target.focus();
  }

  /**
   * What the core answers, once it has; each question is asked once. Until then the last answer to a question of the
   * same name, so that the picture does not go away while a slider moves.
   */
  private ask<N extends Asked>(name: N, request: Partial<Requests[N]>, last = ''): Results[N] | undefined {
    const key = JSON.stringify([name, request]);
    if (!this.answers.has(key)) {
      this.answers.set(key, undefined);
      // One after the other: a worker has room for one study, and a second would put an end to the first.
      this.turn = this.turn.then(async () => {
        const outcome = await engine.run(name, request);
        this.answers.set(key, outcome);
        this.issues = outcome.issues.filter(({ severity }) => severity === 'error');
        this.requestUpdate();
      });
    }
    const value = this.answers.get(key)?.value as Results[N] | undefined;
    if (last === '') return value;
    if (value) this.latest.set(last, value);
    return this.latest.get(last) as Results[N] | undefined;
  }

  private view(design: string, replicate: number, spillover: number = people.spillover, last = '') {
    const request = { ...people, design, replicate, spillover, seed: 1 } as Partial<Requests['network-view']>;
    return this.ask('network-view', request, last);
  }

  private study(designs: readonly string[], spillover: number = people.spillover, last = '') {
    const request = { ...people, spillover, designs, estimators: ['difference'], replicates: 2000, seed: 1 };
    return this.ask('network-study', request as unknown as Partial<Requests['network-study']>, last);
  }

  private studyOfCompany(clusters?: number) {
    const asked = {
      ...company,
      ...(clusters === undefined
        ? { designs: ['bernoulli', 'cluster'] }
        : { designs: ['cluster'], clustering: 'restreaming', clusters }),
      estimators: ['difference'],
      replicates: 2000,
      seed: 1,
    };
    return this.ask('network-study', asked as unknown as Partial<Requests['network-study']>);
  }

  /** The network as it was drawn first: its places, ties and baselines stay the same through all steps. */
  private get network(): ViewAnswer | undefined {
    return this.view(byPerson, 0);
  }

  /**
   * Outcomes under an assignment made by hand, which the core has no operation for: the model “share of treated
   * neighbours” is the baseline, which the core drew, + direct where treated + spillover × treated share of the
   * neighbours. The browser test holds it against network-view.
   */
  private byHand(network: ViewAnswer, treated: readonly boolean[]) {
    const friends = new Array<number>(network.units).fill(0);
    const reached = new Array<number>(network.units).fill(0);
    const meet = (one: number, other: number) => {
      friends[one] = (friends[one] ?? 0) + 1;
      if (treated[other]) reached[one] = (reached[one] ?? 0) + 1;
    };
    network.tie_from.forEach((from, i) => {
      const to = network.tie_to[i] ?? 0;
      meet(from, to);
      meet(to, from);
    });
    const shares = friends.map((all, i) => (all > 0 ? (reached[i] ?? 0) / all : 0));
    const outcomes = shares.map(
      (share, i) => (network.baseline[i] ?? 0) + (treated[i] ? people.direct : 0) + people.spillover * share,
    );
    const arms = [false, true].map((arm) => outcomes.filter((_, i) => Boolean(treated[i]) === arm));
    const [others = 0, own = 0] = arms.map((arm) => arm.reduce((sum, y) => sum + y, 0) / arm.length);
    return { shares, outcomes, difference: own - others };
  }

  private treat(network: ViewAnswer, unit: number): void {
    const before = this.byHand(network, this.treated);
    const treated = Array.from(
      { length: network.units },
      (_, i) => Boolean(this.treated[i]) !== (i === unit),
    );
    const after = this.byHand(network, treated);
    this.earlier = before.outcomes;
    this.treated = treated;
    const moved = after.outcomes.filter(
      (y, i) => i !== unit && Math.abs(y - (before.outcomes[i] ?? y)) > 1e-9,
    ).length;
    const [from, to] = [before.outcomes[unit] ?? 0, after.outcomes[unit] ?? 0];
    this.said = `Person ${unit + 1} is ${treated[unit] ? '' : 'no longer '}treated: own outcome ${effect(to - from)}, and that of ${plural(
      moved,
      'friend',
    )} moved too.`;
  }

  private guess(event: SubmitEvent, { key, choices }: Question): void {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get('guess') ?? '');
    const value = choices ? text || undefined : parseNumber(text.replace('+', ''))?.value;
    if (value === undefined) {
      this.problem = choices ? 'Choose one first.' : 'Enter a number, such as 1.5.';
      return;
    }
    this.problem = '';
    this.guesses = { ...this.guesses, [key]: value };
    this.focusOn = `[data-question="${key}"] .guess-answer`;
  }

  /** A question; once it is answered, what the reader said beside what the core says. */
  private question(question: Question, answer: string | undefined, shown: () => unknown) {
    const { key, text, choices, blocked } = question;
    const guess = this.guesses[key];
    const said =
      typeof guess === 'number' ? number(guess, 4) : choices?.find(([value]) => value === guess)?.[1];
    return html`<section class="guess" data-question=${key}>
      ${
        guess === undefined
          ? html`<form class="guess-form" novalidate @submit=${(event: SubmitEvent) => this.guess(event, question)}>
        ${
          choices
            ? html`<fieldset class="guess-choices" ?disabled=${Boolean(blocked)}><legend>${text}</legend>
          ${choices.map(([value, label]) => html`<label class="check"><input type="radio" name="guess" value=${value} /><span>${label}</span></label>`)}
        </fieldset>`
            : html`<label for="guess-${key}">${text}</label>
          <input id="guess-${key}" class="numeric" type="text" name="guess" inputmode="text" autocomplete="off"
            ?disabled=${Boolean(blocked)} aria-describedby="guess-${key}-note" />`
        }
        <button type="submit" class="button button-strong" ?disabled=${Boolean(blocked)}>Guess</button>
        <p class="guess-note" id="guess-${key}-note" role="status">${blocked || this.problem}</p>
      </form>`
          : html`<div class="guess-answer" tabindex="-1">
        <p class="guess-asked">${text}</p>
        <dl class="guess-pair"><div><dt>You said</dt><dd>${said}</dd></div>
          <div><dt>It is</dt><dd data-answer=${key}>${answer ?? '…'}</dd></div></dl>
        ${answer === undefined ? html`<p class="hint" role="status">Drawing 2,000 experiments…</p>` : shown()}
      </div>`
      }
    </section>`;
  }

  private strip(rows: readonly StripRow[], truth: number, guess?: string | number) {
    return html`<sutva-estimate-strip .rows=${rows} .truth=${truth}
      .guess=${typeof guess === 'number' ? guess : undefined}></sutva-estimate-strip>`;
  }

  private row(label: string, { low, high, histogram, mean, sd }: Estimate): StripRow {
    return {
      label,
      histogram: { low, high, counts: histogram },
      mean,
      figures: `mean ${effect(mean)}, SD ${number(sd, 2)}`,
    };
  }

  /** The estimates of the assignments drawn one by one. */
  private dots(design: string, spillover?: number): number[] {
    return Array.from(
      { length: this.draws[design] ?? 1 },
      (_, replicate) => this.view(design, replicate, spillover)?.difference,
    ).filter((value) => value !== undefined);
  }

  private drawAgain(design: string) {
    return html`<button type="button" class="button" @click=${() => {
      this.draws = { ...this.draws, [design]: (this.draws[design] ?? 1) + 1 };
    }}>Draw another</button>`;
  }

  private handStep(network: ViewAnswer) {
    const treated = this.treated.filter(Boolean).length;
    const { difference } = this.byHand(network, this.treated);
    const truth = network.total_effect;
    const enough = treated >= least && network.units - treated >= least;
    const blocked =
      treated < least
        ? `Treat ${plural(least - treated, 'more person', 'more people')} first.`
        : enough
          ? undefined
          : `Leave at least ${least} people alone.`;
    return {
      intro: html`
      <p>Sixty people in ten groups of friends. Treat one: that person’s outcome rises by 1. The friends’ outcomes rise
        too, by up to 1, the more of their friends are treated. The ring around a person says how many are.</p>
      <p>If everybody were treated instead of nobody, the mean would rise by ${number(truth)}. That is the <strong>true
        total effect</strong>: what a launch would bring.</p>`,
      rest: html`${this.question(
        {
          key: 'hand',
          text: 'Treat whomever you like. Then compare the treated with the others: what difference in mean outcome will you see?',
          ...(blocked !== undefined && { blocked }),
        },
        enough ? effect(difference) : `not known: ${blocked}`,
        () => html`${enough ? this.strip([{ label: 'Your assignment', dots: [difference] }], truth, this.guesses.hand) : nothing}
        <p>The people you left alone have treated friends, so they rose as well. The comparison misses that part.</p>
        <p>Go on treating: can you bring it close to ${effect(truth)}? Whole groups help.</p>`,
      )}`,
    };
  }

  private randomStep() {
    const study = this.study([byPerson]);
    const estimate = study?.estimates[0];
    const dots = this.dots(byPerson);
    const nearest = (value: number) =>
      [2, 1.5, 1].reduce((best, choice) =>
        Math.abs(choice - value) < Math.abs(best - value) ? choice : best,
      );
    return {
      intro: html`
      <p>Perhaps your hand was to blame. So draw lots: 30 of the 60 are treated, whoever they are. This is the usual A/B
        test, and its difference in means is the <strong>naive estimate</strong>.</p>`,
      rest: html`${this.question(
        {
          key: 'random',
          text: 'Over many draws, where will the estimates lie on average?',
          choices: [
            ['2', 'Near the truth, +2'],
            ['1.5', 'Near +1.5'],
            ['1', 'Near +1'],
          ],
        },
        estimate && `${effect(estimate.mean)} on average`,
        () =>
          estimate &&
          study &&
          html`<p>${Number(this.guesses.random) === nearest(estimate.mean) ? 'You were right.' : 'Most people expect more.'}</p>
          <p class="path-draw">${this.drawAgain(byPerson)} <span role="status">Draw ${count(dots.length)}: ${effect(dots.at(-1) ?? 0)}</span></p>
          ${this.strip(
            [{ label: 'Your draws', dots }, this.row('2,000 draws', estimate)],
            study.total_effect,
          )}
          <p>The lot is fair, and only chance scatters the estimates. But they scatter around the wrong number: treated
            and untreated people have the same share of treated friends, so what friends bring cancels out.
            <strong>More people would not help.</strong></p>`,
      )}`,
    };
  }

  private spilloverStep() {
    const asked = this.study([byPerson], 3);
    const answered = this.guesses.spillover !== undefined;
    const study = answered ? this.study([byPerson], this.spillover, 'spillover') : undefined;
    const estimate = study?.estimates[0];
    const first = asked?.estimates[0];
    return {
      intro: html`
      <p>Now friends matter three times as much: the spillover is 3 instead of 1, and the true total effect +4 instead
        of +2.</p>`,
      rest: html`${this.question(
        { key: 'spillover', text: 'What will the naive estimate be on average?' },
        first && `${effect(first.mean)} on average`,
        () =>
          study &&
          estimate &&
          html`<p>The truth moved, and the estimate stayed where it was. Try other spillovers:</p>
          <label class="net-walk"><span>Spillover <output>${number(this.spillover)}</output></span>
            <input type="range" min="0" max="4" step="0.5" .value=${String(this.spillover)}
              @input=${(event: Event) => {
                this.spillover = Number((event.target as HTMLInputElement).value);
              }} /></label>
          ${this.strip([this.row('2,000 draws', estimate)], study.total_effect, this.guesses.spillover)}
          <p role="status">Truth ${effect(study.total_effect)}, estimate ${effect(estimate.mean)}: it is off by
            ${effect(estimate.bias ?? 0)}. What it misses is the spillover, and nothing in the data of an A/B test says
            how large that is. It is right only where there is none.</p>`,
      )}`,
    };
  }

  private groupStep() {
    const study = this.study([byPerson, byGroup]);
    const [person, group] = study?.estimates ?? [];
    const [alone, together] = study?.designs ?? [];
    const gained = person && group ? 1 - Math.abs(group.bias ?? 0) / Math.abs(person.bias ?? 1) : 0;
    const nearer = gained > 0.75 ? 'most' : gained > 0.25 ? 'half' : 'no';
    const wider = person && group ? group.sd / person.sd : 1;
    const scatter = wider < 0.8 ? 'smaller' : wider < 1.25 ? 'same' : wider < 3 ? 'double' : 'five';
    const nearerChoices = [
      ['most', 'Yes, most of the way'],
      ['half', 'Half of the way'],
      ['no', 'No'],
    ] as const;
    const scatterChoices = [
      ['smaller', 'Smaller'],
      ['same', 'About the same'],
      ['double', 'About twice as large'],
      ['five', 'Five times as large'],
    ] as const;
    const labelOf = (choices: readonly (readonly [string, string])[], value: string) =>
      choices.find(([name]) => name === value)?.[1] ?? '';
    const both = this.guesses.nearer !== undefined && this.guesses.scatter !== undefined;
    const dots = this.dots(byGroup);
    return {
      intro: html`
      <p>The spillover is 1 again and the truth +2. Now the lot draws groups, 5 of the 10, and everybody in a group gets
        the same. Most friends are in the same group.</p>`,
      rest: html`${this.question(
        {
          key: 'nearer',
          text: 'Does the average of the estimates come nearer to the truth?',
          choices: nearerChoices,
        },
        group && labelOf(nearerChoices, nearer),
        () => nothing,
      )}
      ${
        this.guesses.nearer === undefined
          ? nothing
          : this.question(
              {
                key: 'scatter',
                text: 'And the scatter of the estimates around their average?',
                choices: scatterChoices,
              },
              group && labelOf(scatterChoices, scatter),
              () => nothing,
            )
      }
      ${
        both && study && person && group
          ? html`<p class="path-draw">${this.drawAgain(byGroup)} <span role="status">Draw ${count(dots.length)}: ${effect(dots.at(-1) ?? 0)}</span></p>
        ${this.strip(
          [
            { label: 'Your draws of groups', dots },
            this.row('By group', group),
            this.row('By person', person),
          ],
          study.total_effect,
        )}
        <p>${percent(together?.contamination ?? 0, 0)} of a person’s friends are in the other arm, instead of
          ${percent(alone?.contamination ?? 0, 0)}: the estimate is off by ${effect(group.bias ?? 0)} instead of
          ${effect(person.bias ?? 0)}. But friends are alike, and there are only ten groups to draw: the SD is
          ${number(group.sd, 2)} instead of ${number(person.sd, 2)}. That is the price.</p>`
          : nothing
      }`,
    };
  }

  private priceStep() {
    const study = this.studyOfCompany();
    const [person, group] = study?.estimates ?? [];
    const needed = (estimate: Estimate | undefined) => count(estimate?.units_needed ?? 0);
    const answered = this.guesses.price !== undefined;
    const found = cuts.map((clusters) => ({
      clusters,
      estimate: answered ? this.studyOfCompany(clusters)?.estimates[0] : undefined,
    }));
    const complete = found.every(({ estimate }) => estimate);
    const best = found.reduce((a, b) => ((b.estimate?.rmse ?? 0) < (a.estimate?.rmse ?? 0) ? b : a));
    const cutWords: Record<number, string> = {
      960: '960 × 1: each person alone',
      240: '240 × 4: half of a group of friends',
      120: '120 × 8: as the friends are',
      8: '8 × 120: fifteen groups together',
    };
    return {
      intro: html`
      <p>A larger test of the same kind: 960 people in 120 groups of friends. Effects are small, as they are in real
        tests: +0.2 from one’s own treatment, +0.2 from friends’, +0.4 in all.</p>
      <p>To find +0.4 with a power of 80 %, drawing people needs ${person ? needed(person) : '…'} of them (for an estimate
        that is wrong by half).</p>`,
      rest: html`${this.question(
        {
          key: 'price',
          text: 'How many people does drawing groups need?',
          ...(group ? {} : { blocked: 'Computing…' }),
        },
        group && `${needed(group)} people`,
        () =>
          group && person && study
            ? html`${this.strip([this.row('By person', person), this.row('By group', group)], study.total_effect)}
          <p>About ${number((group.units_needed ?? 0) / (person.units_needed ?? 1), 2)} times as many. A group of eight
            friends, who are alike, tells as much as ${number((8 * (person.units_needed ?? 1)) / (group.units_needed ?? 1), 2)} people drawn alone.</p>`
            : nothing,
      )}
      ${
        answered
          ? this.question(
              {
                key: 'cut',
                text: 'How fine should the 960 be cut, so that the error is smallest, bias and scatter together?',
                choices: cuts.map((clusters) => [String(clusters), cutWords[clusters] ?? ''] as const),
              },
              complete ? cutWords[best.clusters] : undefined,
              () => html`${this.strip(
                found.flatMap(({ clusters, estimate }) =>
                  estimate ? [this.row(`${clusters} clusters`, estimate)] : [],
                ),
                study?.total_effect ?? 0,
              )}
              ${tableView({
                caption: 'Bias, scatter and both together, over 2,000 draws',
                rows: found,
                current: (row) => row === best,
                columns: [
                  { title: 'Clusters', numeric: true, cell: ({ clusters }) => count(clusters) },
                  { title: 'Bias', numeric: true, cell: ({ estimate }) => number(estimate?.bias ?? 0, 2) },
                  { title: 'SD', numeric: true, cell: ({ estimate }) => number(estimate?.sd ?? 0, 2) },
                  { title: 'Error', numeric: true, cell: ({ estimate }) => number(estimate?.rmse ?? 0, 2) },
                ],
              })}
              <p>Cut finer, and friends fall into different arms: bias. Cut coarser, and there are few clusters to draw:
                scatter. The larger the spillover, the coarser it should be.</p>
              ${this.ending(group)}`,
            )
          : nothing
      }`,
    };
  }

  private ending(group: Estimate | undefined) {
    const study: Values = {
      ...company,
      designs: ['bernoulli', 'cluster'],
      clustering: 'planted',
    };
    return html`<h3>What to remember</h3>
      <ul>
        <li>An A/B test among friends measures the own effect. What friends bring cancels out, however many people take part.</li>
        <li>Drawing whole groups brings most of it back, as much as ties stay inside.</li>
        <li>It costs people: here ${group ? count(group.units_needed ?? 0) : ''} for the same power. Fewer, and the right number goes unseen.</li>
      </ul>
      <p>Go on: <a href="#${encodeLink('network-study', study)}">this network in the study</a>, with other designs and
        estimators, or the <a href="#/cluster-size">size of a test by clusters</a>.</p>`;
  }

  private picture(network: ViewAnswer) {
    const { step } = this;
    if (step === 1) {
      const treated = Array.from({ length: network.units }, (_, i) => Boolean(this.treated[i]));
      const { shares, outcomes } = this.byHand(network, treated);
      return html`<sutva-hand-network editable label="Sixty people and who is friends with whom" .network=${network}
        .treated=${treated} .shares=${shares} .outcomes=${outcomes} .earlier=${this.earlier}
        @sutva-treat=${({ detail }: CustomEvent<number>) => this.treat(network, detail)}></sutva-hand-network>`;
    }
    const design = step < 4 ? byPerson : byGroup;
    const spillover =
      step === 3 ? (this.guesses.spillover === undefined ? 3 : this.spillover) : people.spillover;
    const replicate = (this.draws[design] ?? 1) - 1;
    const shown = this.view(design, replicate, spillover, 'picture') ?? network;
    const treated = Array.from(shown.treated, Boolean);
    return html`<sutva-hand-network .network=${network} .treated=${treated} .shares=${Array.from(shown.share)}
      .outcomes=${Array.from(shown.outcome)}
      label=${`Sixty people, ${count(treated.filter(Boolean).length)} of them treated, ${step < 4 ? 'drawn one by one' : 'drawn by group'}; ${percent(shown.contamination, 0)} of a person’s friends are in the other arm.`}></sutva-hand-network>`;
  }

  override render() {
    const { step, network } = this;
    const link = (to: number) => `#/network-path${to === 1 ? '' : `?step=${to}`}`;
    const bodies = [
      () => network && this.handStep(network),
      () => this.randomStep(),
      () => this.spilloverStep(),
      () => this.groupStep(),
      () => this.priceStep(),
    ];
    const body = bodies[step - 1]?.();
    return html`<div class="path">
      <nav class="path-steps" aria-label="Steps"><ol role="list">${steps.map(
        (
          title,
          i,
        ) => html`<li><a href=${link(i + 1)} aria-current=${i + 1 === step ? 'step' : nothing}><span>${i + 1}</span>
          <span class="path-step-title">${title}</span></a></li>`,
      )}</ol></nav>
      <section class="path-bench" aria-labelledby="path-heading">
        <div class="path-intro">
          <h2 class="path-heading" id="path-heading" tabindex="-1">${step}. ${steps[step - 1]}</h2>
          ${issueList(this.issues)}
          ${body?.intro}
        </div>
        <div class="path-picture">
          ${network ? this.picture(network) : html`<p class="hint">Making the network…</p>`}
          <p class="net-legend">
            <span class="net-key" data-arm="treated">Treated</span>
            <span class="net-key" data-arm="control">Not treated</span>
            <span class="net-key" data-arm="ring">Ring: share of friends treated</span>
            <span>Number: outcome</span>
          </p>
          ${
            network && step === 1
              ? html`<p class="path-said"><strong>${count(this.treated.filter(Boolean).length)} of ${count(network.units)} treated.</strong>
            <span role="status">${this.said || 'Click people, or move with the arrow keys and press space.'}</span></p>`
              : nothing
          }
        </div>
        <div class="path-rest">
          ${body?.rest}
          <p class="path-move">
            ${step > 1 ? html`<a class="button" href=${link(step - 1)}>Back</a>` : nothing}
            ${step < steps.length ? html`<a class="button" href=${link(step + 1)}>Next: ${steps[step]?.toLowerCase()}</a>` : nothing}
          </p>
        </div>
      </section>
    </div>`;
  }
}
define('sutva-network-path', SutvaNetworkPath);
