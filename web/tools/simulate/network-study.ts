// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues } from 'lit';
import { engine } from '../../engine/engine.ts';
import type { Requests } from '../../generated/operations.ts';
import { isActive, type Values } from '../../state/link.ts';
import { define } from '../../ui/element.ts';
import type { FieldChange } from '../../ui/field.ts';
import { count, number, signed } from '../../ui/format.ts';
import { issueList } from '../../ui/issues.ts';
import { progressBar } from '../../ui/progress.ts';
import { Refined } from '../../ui/refined.ts';
import '../../ui/share.ts';
import { tableRows } from '../../ui/table.ts';
import { Tool } from '../tool.ts';
import { EdgeList } from './edge-list.ts';
import { networkForm, type SlidChange } from './network-form.ts';
import {
  designsPart,
  estimatesPart,
  estimatesTable,
  exposurePart,
  frontierPart,
  networkPart,
  planPart,
  restingPart,
  ridgesPart,
  type Study,
  settingsPart,
} from './network-parts.ts';

/** Milliseconds from the last change to the run: longer while somebody writes a number. */
const afterTyping = 250;
const afterSliding = 50;
/** A run that is shorter needs no bar. */
const noticed = 400;

type Request = Partial<Requests['network-study']>;

/** Designs and estimators in a network: what each would have concluded, against the truth. */
export class SutvaNetworkStudy extends Tool {
  private readonly edges = new EdgeList(this);
  private readonly opened = new Set<string>();
  private wait = 0;
  private begun = 0;
  /** The last answer that was whole: what comes before it is not read out. */
  private spoken = '';
  /** What it answers: one assignment is drawn once the study leaves the workers to that. */
  private settled: Values | undefined;
  private readonly study = new Refined<Request, Study>(this, (request, options) => {
    this.begun = performance.now();
    return engine.run('network-study', request, options);
  });

  protected override receive(change: FieldChange): void {
    const typed = /^(number|integer|text)/.test(this.field(change.name).type);
    this.wait = typed && !(change as Partial<SlidChange>).slid ? afterTyping : afterSliding;
    super.receive(change);
  }

  /** What is asked; nothing while the network is to come from a file and none is open. */
  private get question(): Request | undefined {
    if (this.values.network !== 'file') return this.request;
    const { columns } = this.edges;
    return columns && { ...this.request, ...columns };
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { question } = this;
    if (question && this.unread.size === 0) this.study.ask(question, this.wait);
    const { study } = this;
    if (!study.value || study.running || study.coarse || study.stale) return;
    this.spoken = study.value.sentence;
    this.settled = study.answered as Values;
  }

  private stateLine(found: Study | undefined) {
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
    }, each design on the same random numbers.</p>`;
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

  private material(found: Study) {
    return {
      tool: this.operation.name,
      values: this.values,
      title: this.operation.title,
      sentence: found.sentence,
      rows: tableRows(estimatesTable(found, true)),
      shown: tableRows(estimatesTable(found), 'shown'),
      picture: () => this.querySelector<SVGSVGElement>('sutva-ridges .plot > svg'),
      pictures: this.pictures,
      report: () => this.report(),
    };
  }

  override render() {
    const { operation, values, controls, study } = this;
    const found = study.value;
    const asked = (study.answered ?? {}) as Values;
    const active = operation.request.filter((field) => isActive(field, values));
    const broken = study.issues.some(({ severity }) => severity === 'error');
    const stale = study.stale || this.unread.size > 0 || broken;
    const waiting = !this.question;
    return html`<div class="bench" data-controls=${controls}>
      <section class="answer answer-small" aria-label="The answer" ?data-stale=${stale || waiting}>
        <p class="answer-label">True total effect: everybody treated against nobody</p>
        <p class="answer-figure"><span class="figure-number">${
          found ? signed(number(found.total_effect), found.total_effect) : '–'
        }</span></p>
        <p class="answer-sentence">${found?.sentence ?? (waiting ? 'Open a list of edges.' : '')}</p>
        <p class="visually-hidden" aria-live="polite" data-page-only>${this.spoken}</p>
      </section>
      ${
        controls === 'none'
          ? nothing
          : html`<form class="inputs" aria-label="Network, outcome and designs"
        @submit=${(event: Event) => event.preventDefault()}>
        ${networkForm({ operation, values, issues: study.issues, opened: this.opened, few: controls === 'few', file: (fields) => this.edges.view(fields) })}
      </form>`
      }
      <div class="findings study" ?data-stale=${stale || waiting}>
        ${issueList(study.issues, new Set(controls === 'none' ? [] : active.map(({ name }) => name)))}
        <div class="run-state">${this.stateLine(found)}</div>
        ${
          found
            ? html`<sutva-network-drawing class="part" .operation=${operation} .values=${this.settled}></sutva-network-drawing>
          ${ridgesPart(found, operation, asked)}
          ${frontierPart(found, operation, asked, (resolutions) => this.change({ resolutions }))}
          ${estimatesPart(found, operation)}
          ${designsPart(found, operation, asked)}
          ${exposurePart(found, asked)}
          ${planPart(found, asked)}
          ${networkPart(found)}
          ${restingPart(found)}
          ${settingsPart(operation, asked)}
          <sutva-share .material=${this.material(found)}></sutva-share>
          <p class="hint">The link carries the settings, never a file, its columns or its numbers.</p>`
            : nothing
        }
      </div>
    </div>`;
  }

  /** Pictures to be saved, by what they show. */
  private get pictures() {
    const of = (name: string) => () => this.querySelector<SVGSVGElement>(`sutva-${name} .plot > svg`);
    return [
      { title: 'Distributions', picture: of('ridges') },
      { title: 'Frontier', picture: of('frontier') },
    ];
  }
}
define('sutva-network-study', SutvaNetworkStudy);
