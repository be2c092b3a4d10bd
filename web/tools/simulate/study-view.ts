// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { engine, type Outcome } from '../../engine/engine.ts';
import type { OperationName, Requests } from '../../generated/operations.ts';
import { isActive, type Values } from '../../state/link.ts';
import type { FieldChange } from '../../ui/field.ts';
import { count, number } from '../../ui/format.ts';
import { issueList } from '../../ui/issues.ts';
import { progressBar } from '../../ui/progress.ts';
import { Refined } from '../../ui/refined.ts';
import '../../ui/share.ts';
import { type Table, tableRows } from '../../ui/table.ts';
import { Tool } from '../tool.ts';
import { type SlidChange, type StudyLayout, studyForm } from './study-form.ts';

/** Milliseconds from the last change to the run: longer while somebody writes a number. */
const afterTyping = 250;
const afterSliding = 50;
/** A run that is shorter needs no bar. */
const noticed = 400;

/** What every study answers. */
export interface Found {
  sentence: string;
  replicates: number;
}

export interface Answer {
  label: string;
  /** Absent until there is one. */
  figure?: string | undefined;
}

/**
 * A simulation that runs by itself, shows a first coarse answer and refines it. What a study adds is its answer, its
 * pictures and tables, and the table that is copied and saved.
 */
export abstract class StudyView<Result extends Found> extends Tool {
  private readonly opened = new Set<string>();
  private wait = 0;
  private begun = 0;
  /** The last answer that was whole: what comes before it is not read out. */
  private spoken = '';
  /** What the last whole answer answers. */
  protected settled: Values | undefined;
  protected readonly study = new Refined<Values, Result>(this, (request, options) => {
    this.begun = performance.now();
    const name = this.operation.name as OperationName;
    return engine.run(name, request as Partial<Requests[OperationName]>, options) as Promise<
      Outcome<unknown>
    > as Promise<Outcome<Result>>;
  });

  protected abstract readonly layout: StudyLayout;
  /** What the form asks, for who hears it read. */
  protected abstract readonly about: string;
  protected abstract answer(found: Result | undefined): Answer;
  protected abstract parts(found: Result, asked: Values): TemplateResult;
  /** `exact`: for a spreadsheet, at full precision. */
  protected abstract table(found: Result, exact: boolean): Table<unknown>;
  /** By what they show; the first is the one to copy. */
  protected abstract pictures(): { title: string; picture: () => SVGSVGElement | null }[];
  /** Says more of the runs than how many they are. */
  protected readonly runs: string = '';
  /** What to do while nothing can be asked. */
  protected readonly waitingFor: string = '';
  protected file?: Parameters<typeof studyForm>[0]['file'];

  /** What is asked; nothing while something is missing for it. */
  protected get question(): Values | undefined {
    return this.request;
  }

  protected override receive(change: FieldChange): void {
    const typed = /^(number|integer|text)/.test(this.field(change.name).type);
    this.wait = typed && !(change as Partial<SlidChange>).slid ? afterTyping : afterSliding;
    super.receive(change);
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { question, study } = this;
    if (!question) study.forget();
    else if (this.unread.size === 0) study.ask(question, this.wait);
    if (!study.value || study.running || study.coarse || study.stale) return;
    this.spoken = study.value.sentence;
    this.settled = study.answered;
  }

  private stateLine(found: Result | undefined) {
    const { study } = this;
    if (study.running && (study.coarse || !found || performance.now() - this.begun > noticed))
      return progressBar('Simulation', study.progress, study.stop);
    if (study.stopped)
      return html`<p class="run-hint" role="status">Stopped${
        study.coarse && found ? ` after ${count(found.replicates)} experiments` : ''
      }. <button type="button" class="button" @click=${() => this.question && study.again(this.question)}>Run it</button></p>`;
    if (!found) return nothing;
    if (study.stale) return html`<p class="run-hint" role="status">The last answer, to other settings.</p>`;
    return html`<p class="run-hint" role="status">${count(found.replicates)} simulated experiments${
      study.seconds === undefined || study.running || study.coarse ? '' : ` in ${number(study.seconds, 2)} s`
    }${this.runs}.</p>`;
  }

  /** The answer stands beside the findings on the page, and above them in a report. */
  private report(): HTMLElement {
    const root = document.createElement('div');
    for (const name of ['.answer', '.findings']) {
      const part = this.querySelector(name);
      if (part) root.append(part.cloneNode(true));
    }
    return root;
  }

  private material(found: Result) {
    const pictures = this.pictures();
    return {
      tool: this.operation.name,
      values: this.values,
      title: this.operation.title,
      sentence: found.sentence,
      rows: tableRows(this.table(found, true)),
      shown: tableRows(this.table(found, false), 'shown'),
      picture: () => pictures[0]?.picture() ?? null,
      pictures,
      report: () => this.report(),
    };
  }

  protected of(name: string): () => SVGSVGElement | null {
    return () => this.querySelector<SVGSVGElement>(`${name} .plot > svg`);
  }

  override render() {
    const { operation, values, controls, study } = this;
    const found = study.value;
    const active = operation.request.filter((field) => isActive(field, values));
    // What is said of a file's columns stands here: their place is drawn without it.
    const beside = active.filter(({ names }) => names !== 'column').map(({ name }) => name);
    const broken = study.issues.some(({ severity }) => severity === 'error');
    const waiting = !this.question;
    const stale = study.stale || this.unread.size > 0 || broken || waiting;
    const { label, figure } = this.answer(found);
    return html`<div class="bench" data-controls=${controls}>
      <section class="answer answer-small" aria-label="The answer" ?data-stale=${stale}>
        <p class="answer-label">${label}</p>
        <p class="answer-figure"><span class="figure-number">${figure ?? '–'}</span></p>
        <p class="answer-sentence">${found?.sentence ?? (waiting ? this.waitingFor : '')}</p>
        <p class="visually-hidden" aria-live="polite" data-page-only>${this.spoken}</p>
      </section>
      ${
        controls === 'none'
          ? nothing
          : html`<form class="inputs" aria-label=${this.about} @submit=${(event: Event) => event.preventDefault()}>
        ${studyForm({
          operation,
          values,
          issues: study.issues,
          layout: this.layout,
          opened: this.opened,
          few: controls === 'few',
          ...(this.file && { file: this.file }),
        })}
      </form>`
      }
      <div class="findings study" ?data-stale=${stale}>
        ${issueList(study.issues, new Set(controls === 'none' ? [] : beside))}
        <div class="run-state">${this.stateLine(found)}</div>
        ${
          found
            ? html`${this.parts(found, study.answered ?? {})}
          <sutva-share .material=${this.material(found)}></sutva-share>`
            : nothing
        }
      </div>
    </div>`;
  }
}
