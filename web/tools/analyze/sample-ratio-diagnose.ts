// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues } from 'lit';
import type { Results } from '../../generated/operations.ts';
import { structs } from '../../generated/structs.ts';
import { encodeLink, type Values } from '../../state/link.ts';
import { define } from '../../ui/element.ts';
import { number } from '../../ui/format.ts';
import { issueList } from '../../ui/issues.ts';
import { Live } from '../../ui/live.ts';
import '../../ui/share.ts';
import type { FieldChange } from '../../ui/field.ts';
import { type Table, tableRows, tableView } from '../../ui/table.ts';
import { studyForm } from '../simulate/study-form.ts';
import { activeValues, Tool } from '../tool.ts';
import { handedSegments } from './handed.ts';

type Found = Results['sample-ratio-diagnose'];
type Cause = Found['causes'][number];

const layout = {
  finer: new Set(['weights']),
  folding: new Set(['How it ran', 'What the treatment does', 'How users were counted', 'Who was assigned']),
  playful: new Set<string>(),
};
/** Those below stand closed: nothing speaks for them. */
const told = new Set(['likely', 'possible']);

const choiceLabel = (field: string, value: string) =>
  structs.RatioCause?.find(({ name }) => name === field)?.choices?.find(({ name }) => name === value)
    ?.label ?? value;

/** What could have parted the arms from their plan, in the order in which to look. */
export class SutvaSampleRatioDiagnose extends Tool {
  private live: Live<'sample-ratio-diagnose'> | undefined;
  private readonly opened = new Set<string>();
  /** Segments with names from a file: they are asked and shown, and stay out of the address. */
  private segments: string | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('values')) return;
    if (!this.hasUpdated) this.segments = handedSegments(this.values.counts);
    this.ask();
  }

  private ask(): void {
    this.live ??= new Live(this, 'sample-ratio-diagnose');
    this.live.ask(this.request);
  }

  private get shown(): Values {
    return this.segments === undefined ? this.values : { ...this.values, segments: this.segments };
  }

  protected override get request(): Values {
    return activeValues(this.operation, this.shown);
  }

  protected override receive(change: FieldChange): void {
    if (change.name !== 'segments' || this.segments === undefined) {
      super.receive(change);
      return;
    }
    this.segments = String(change.value ?? '');
    this.ask();
    this.requestUpdate();
  }

  private table(found: Found): Table<Cause> {
    return {
      caption: 'Causes in the order in which to look',
      rows: found.causes,
      columns: [
        { title: 'Rank', numeric: true, cell: (cause) => ({ text: String(cause.rank), value: cause.rank }) },
        { title: 'Cause', cell: (cause) => cause.label },
        { title: 'Stage', cell: (cause) => choiceLabel('stage', cause.stage) },
        { title: 'Plausibility', cell: (cause) => choiceLabel('plausibility', cause.plausibility) },
        {
          title: 'Score',
          numeric: true,
          cell: (cause) => ({ text: number(cause.score, 3), value: cause.score }),
        },
        { title: 'For it', cell: (cause) => cause.evidence_for.join(' ') },
        { title: 'Against it', cell: (cause) => cause.evidence_against.join(' ') },
        { title: 'Look next', cell: (cause) => cause.check_next },
      ],
    };
  }

  private cause(cause: Cause) {
    const points = (title: string, list: readonly string[]) =>
      list.length === 0
        ? nothing
        : html`<dt>${title}</dt><dd><ul>${list.map((text) => html`<li>${text}</li>`)}</ul></dd>`;
    return html`<li class="cause" data-plausibility=${cause.plausibility}>
      <h3>${cause.label} <small>${choiceLabel('plausibility', cause.plausibility)} · ${choiceLabel('stage', cause.stage)}</small></h3>
      <p>${cause.meaning}</p>
      <dl>${points('For it', cause.evidence_for)}${points('Against it', cause.evidence_against)}
        <dt>Look next</dt><dd>${cause.check_next}</dd></dl>
      <p><a href="#${encodeLink('sample-ratio-study', { mechanisms: [cause.mechanism] } as Values)}">See what it does to the effect</a></p>
    </li>`;
  }

  override render() {
    const { operation, values, live, controls } = this;
    const found = live?.value as Found | undefined;
    const issues = live?.issues ?? [];
    const shown = new Set(operation.request.map((field) => field.name));
    const stale = Boolean(live?.stale) || this.unread.size > 0;
    const first = found?.causes.filter(({ plausibility }) => told.has(plausibility)) ?? [];
    const rest = found?.causes.filter(({ plausibility }) => !told.has(plausibility)) ?? [];
    const clues = found?.clues.filter(({ finding }) => finding !== '') ?? [];
    return html`<div class="bench" data-controls=${controls}>
      <section class="answer answer-small" aria-label="The first suspect" ?data-stale=${stale}>
        <p class="answer-label">${found?.status === 'pass' ? 'Nothing to explain' : 'First suspect'}</p>
        <p class="answer-figure" data-words><span class="figure-number">${
          found ? (first[0]?.label ?? (found.status === 'pass' ? 'No mismatch' : 'None stands out')) : '–'
        }</span></p>
        <p class="answer-sentence">${found?.sentence ?? ''}</p>
        <p class="visually-hidden" aria-live="polite" data-page-only>${found?.sentence ?? ''}</p>
      </section>
      ${
        controls === 'none'
          ? nothing
          : html`<form class="inputs" aria-label="Counts, and what is known" @submit=${(event: Event) => event.preventDefault()}>
        ${studyForm({ operation, values: this.shown, issues, layout, opened: this.opened, few: controls === 'few' })}</form>`
      }
      <div class="findings" ?data-stale=${stale}>
        ${issueList(issues, shown)}
        ${
          this.segments === undefined
            ? nothing
            : html`<p class="hint">The segments were counted in the open file. They stay in this page: the link carries the counts of the arms, and no
            segment.</p>`
        }
        ${
          found
            ? html`<section class="part" aria-labelledby="causes"><h2 id="causes">In which order to look</h2>
            ${first.length === 0 ? html`<p class="prose">Nothing that is known speaks for one cause more than for another. This is the usual order; more segments and answers sharpen it.</p>` : nothing}
            <ol class="causes">${(first.length === 0 ? rest.slice(0, 5) : first).map((cause) => this.cause(cause))}</ol>
            <details class="more"><summary>The other causes</summary>
              <ol class="causes">${(first.length === 0 ? rest.slice(5) : rest).map((cause) => this.cause(cause))}</ol></details>
          </section>
          ${
            clues.length === 0
              ? nothing
              : html`<section class="part" aria-labelledby="clues"><h2 id="clues">The clues</h2>
            <ul class="checks" role="list">${clues.map(
              (clue) => html`<li data-status=${clue.present ? 'warn' : 'pass'}>
              <span class="check-mark" aria-hidden="true">${clue.present ? '!' : '–'}</span>
              <div><p>${clue.finding}</p></div><span class="check-p">${clue.from_counts ? 'from the counts' : 'as you said'}</span></li>`,
            )}</ul></section>`
          }
          <details class="more"><summary>All causes as a table</summary>${tableView(this.table(found))}</details>
          <p class="hint">The order is judgement written as rules, in the spirit of Fabijan et al. (2019); scores are not probabilities.</p>
          <sutva-share .material=${{
            tool: operation.name,
            values,
            title: operation.title,
            sentence: found.sentence,
            rows: tableRows(this.table(found)),
            shown: tableRows(this.table(found), 'shown'),
          }}></sutva-share>`
            : nothing
        }
      </div>
    </div>`;
  }
}
define('sutva-sample-ratio-diagnose', SutvaSampleRatioDiagnose);
