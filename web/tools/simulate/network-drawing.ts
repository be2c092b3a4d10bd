// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues } from 'lit';
import { engine } from '../../engine/engine.ts';
import { type OperationSchema, operations, type Results } from '../../generated/operations.ts';
import { isActive, type Values } from '../../state/link.ts';
import { define } from '../../ui/element.ts';
import { count, number, percent, plural } from '../../ui/format.ts';
import { Job } from '../../ui/job.ts';
import { NearElement } from '../../ui/near.ts';
import { progressBar } from '../../ui/progress.ts';
import { effect, type StripRow } from './estimate-strip.ts';
import {
  type Box,
  type ColourBy,
  type Colours,
  drawChosen,
  drawMosaic,
  drawTies,
  drawUnits,
  mosaic,
  outcomeRange,
  type Places,
  placesOn,
  sized,
  themeColours,
} from './network-canvas.ts';

type Answer = Results['network-view'];

const view = operations.find(({ name }) => name === 'network-view');
const colourings: readonly [ColourBy, string][] = [
  ['arm', 'Arm'],
  ['cluster', 'Cluster'],
  ['outcome', 'Outcome'],
];
/** Between one assignment and the next, so that each can be seen. */
const pause = 700;
/** More than the strip can show as dots. */
const mostSteps = 400;

/** One assignment of the network of a study, and the next, and the next: who is treated, exposed, and what comes out. */
export class SutvaNetworkDrawing extends NearElement {
  static override properties = {
    ...NearElement.properties,
    values: { attribute: false },
    operation: { attribute: false },
    chosenDesign: { state: true },
    by: { state: true },
    playing: { state: true },
    chosen: { state: true },
    width: { state: true },
    calm: { state: true },
  };
  /** Those of the study's form. */
  declare values: Values;
  /** The study. */
  declare operation: OperationSchema;
  declare chosenDesign: string;
  declare by: ColourBy;
  declare playing: boolean;
  /** A unit, or a cluster of the mosaic. */
  declare chosen: number | undefined;
  declare width: number;
  /** The reader wants nothing to move on its own. */
  declare calm: boolean;
  private readonly job = new Job<Answer>(this);
  /** The study without its designs, as it was asked last, and as the answer in view was. */
  private asked = '';
  private answered = '';
  private question = '';
  private replicate = 0;
  /** By design: the estimates so far of the same network, outcomes and seed. */
  private readonly estimates = new Map<string, number[]>();
  /** The first answer of this network: its places and ties serve all the others. */
  private laid: Answer | undefined;
  private places: Places | undefined;
  private boxes: readonly Box[] = [];
  private ties: HTMLCanvasElement | undefined;
  private placed = '';
  private resizing: ResizeObserver | undefined;
  private theming: MutationObserver | undefined;
  private readonly dark = matchMedia('(prefers-color-scheme: dark)');
  private readonly still = matchMedia('(prefers-reduced-motion: reduce)');

  constructor() {
    super();
    this.chosenDesign = '';
    this.by = 'arm';
    this.playing = false;
    this.width = 0;
    this.calm = this.still.matches;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resizing = new ResizeObserver(() => {
      this.width = Math.floor(this.querySelector('.net-picture')?.clientWidth ?? 0);
    });
    this.resizing.observe(this);
    this.theming = new MutationObserver(this.repaint);
    this.theming.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.dark.addEventListener('change', this.repaint);
    this.still.addEventListener('change', this.settle);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.playing = false;
    this.resizing?.disconnect();
    this.theming?.disconnect();
    this.dark.removeEventListener('change', this.repaint);
    this.still.removeEventListener('change', this.settle);
  }

  private readonly repaint = (): void => {
    this.placed = '';
    this.requestUpdate();
  };

  private readonly settle = (): void => {
    this.calm = this.still.matches;
    if (this.calm) this.playing = false;
  };

  private get designs(): { name: string; label: string }[] {
    const offered = this.operation?.request.find(({ name }) => name === 'designs')?.choices ?? [];
    const chosen = (this.values?.designs as string[] | undefined) ?? [];
    return offered.filter(({ name }) => chosen.includes(name));
  }

  private get design(): string {
    const { designs } = this;
    return designs.find(({ name }) => name === this.chosenDesign)?.name ?? designs[0]?.name ?? 'bernoulli';
  }

  /** What network-view is asked: the study's fields of the same name, for one of its designs. */
  private requestFor(design: string, replicate: number): Values {
    const values: Values = { ...this.values, design, replicate };
    const fields = (view?.request ?? []).filter((field) => isActive(field, values));
    return Object.fromEntries(
      fields.flatMap(({ name }) => (values[name] === undefined ? [] : [[name, values[name]]])),
    );
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.near || !this.values) return;
    if (!changed.has('values') && !changed.has('near') && !changed.has('chosenDesign')) return;
    const question = JSON.stringify(this.requestFor(this.design, 0));
    if (question === this.question) return;
    // Another design of the same study leaves the dots as they are.
    const asked = JSON.stringify((view?.request ?? []).map(({ name }) => this.values[name]));
    if (asked !== this.asked) {
      this.estimates.clear();
      this.playing = false;
    }
    this.asked = asked;
    this.question = question;
    void this.ask(this.estimates.get(this.design)?.length ?? 0);
  }

  private async ask(replicate: number): Promise<boolean> {
    const { question, design } = this;
    const request = this.requestFor(design, replicate);
    const outcome = await this.job.start((options) => engine.run('network-view', request, options));
    const { value } = outcome;
    if (!value || question !== this.question) return false;
    this.replicate = replicate;
    if (!this.laid || this.answered !== this.asked) this.laid = value;
    this.answered = this.asked;
    const list = this.estimates.get(design) ?? [];
    list[replicate] = value.difference;
    this.estimates.set(design, list);
    const most = value.drawn ? value.units : value.clusters;
    if (this.chosen !== undefined && this.chosen >= most) this.chosen = undefined;
    this.requestUpdate();
    return true;
  }

  private get next(): number {
    return this.estimates.get(this.design)?.length ?? 0;
  }

  private readonly another = (): void => {
    this.playing = false;
    void this.ask(this.next);
  };

  private readonly play = async (): Promise<void> => {
    this.playing = !this.playing;
    while (this.playing && this.isConnected && this.next < mostSteps) {
      const shown = new Promise((resolve) => setTimeout(resolve, pause));
      if (!(await this.ask(this.next))) break;
      await shown;
    }
    this.playing = false;
  };

  /** Where nothing may move: ten at once, and the last of them is shown. */
  private readonly tenMore = async (): Promise<void> => {
    for (let i = 0; i < 10; i++) if (!(await this.ask(this.next))) return;
  };

  private get height(): number {
    return Math.round(Math.max(260, Math.min(this.width * 0.72, 560)));
  }

  protected override updated(): void {
    const canvas = this.querySelector<HTMLCanvasElement>('canvas.net-canvas');
    const answer = this.job.value;
    const { width, height, by } = this;
    if (!canvas || !answer || width < 40) return;
    const colours = themeColours(canvas);
    this.place(this.laid ?? answer, colours);
    const context = sized(canvas, width, height);
    if (!context) return;
    if (!answer.drawn || !this.places) {
      drawMosaic(context, answer, this.boxes, colours, this.chosen);
      return;
    }
    if (this.ties) context.drawImage(this.ties, 0, 0, width, height);
    drawUnits(context, answer, this.places, colours, by);
    if (this.chosen !== undefined)
      drawChosen(context, this.laid ?? answer, this.places, colours, this.chosen);
  }

  /** Places and ties stay as they are from one assignment to the next. */
  private place(answer: Answer, colours: Colours): void {
    const { width, height } = this;
    const placed = [this.answered, width, height, window.devicePixelRatio].join();
    if (placed === this.placed) return;
    this.placed = placed;
    if (!answer.drawn) {
      this.places = undefined;
      this.boxes = mosaic(answer.cluster_size, width, height);
      return;
    }
    this.places = placesOn(answer, width, height);
    this.ties = document.createElement('canvas');
    const context = sized(this.ties, width, height);
    if (context) drawTies(context, answer, this.places, colours);
  }

  private readonly point = (event: PointerEvent): void => {
    const answer = this.job.value;
    if (!answer) return;
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const { places } = this;
    if (!places || !answer.drawn) {
      const box = this.boxes.findIndex(
        (box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height,
      );
      this.chosen = box < 0 ? undefined : box;
      return;
    }
    let nearest: number | undefined;
    let least = (places.radius + 6) ** 2;
    for (let unit = 0; unit < places.x.length; unit++) {
      const away = ((places.x[unit] ?? 0) - x) ** 2 + ((places.y[unit] ?? 0) - y) ** 2;
      if (away < least) {
        least = away;
        nearest = unit;
      }
    }
    this.chosen = nearest;
  };

  /** What stands behind one unit, or one cluster of the mosaic. */
  private words(answer: Answer, chosen: number): string {
    if (!answer.drawn) {
      const size = answer.cluster_size[chosen] ?? 0;
      return `Cluster ${chosen + 1}: ${plural(size, 'unit')}, ${percent(answer.cluster_treated[chosen] ?? 0)} treated`;
    }
    const cluster = answer.cluster[chosen] ?? 0;
    const arm = answer.treated[chosen] ? 'treated' : 'not treated';
    const exposed = answer.exposed[chosen] ? ', fully exposed' : '';
    const share = percent(answer.share[chosen] ?? 0);
    return `Unit ${chosen + 1}, cluster ${cluster + 1}: ${arm}${exposed}; ${share} of its neighbours treated; outcome ${number(
      answer.outcome[chosen] ?? 0,
    )}, with nobody treated ${number(answer.baseline[chosen] ?? 0)}`;
  }

  private facts(answer: Answer): [string, string][] {
    const of = (list: ArrayLike<number>) => Array.from(list).reduce((sum, value) => sum + value, 0);
    const sizes = answer.cluster_size;
    const treated = answer.drawn
      ? of(answer.treated)
      : of(Array.from(sizes, (size, i) => size * (answer.cluster_treated[i] ?? 0)));
    return [
      ['Units', count(answer.units)],
      ['Ties', count(answer.network.edges)],
      ['Treated', count(treated)],
      ['Clusters', count(answer.clusters)],
      ...(answer.drawn ? ([['Fully exposed', count(of(answer.exposed))]] as [string, string][]) : []),
      ['Neighbours in the other arm', percent(answer.contamination)],
      ['Difference in means', effect(answer.difference)],
      ['True total effect', effect(answer.total_effect)],
    ];
  }

  private get strip(): StripRow[] {
    return this.designs.flatMap(({ name, label }) => {
      const dots = (this.estimates.get(name) ?? []).filter((value) => Number.isFinite(value));
      return dots.length === 0 ? [] : [{ label, dots, figures: plural(dots.length, 'experiment') }];
    });
  }

  private controls(answer: Answer | undefined) {
    const { designs, design, by } = this;
    return html`<div class="net-controls">
      ${
        designs.length > 1
          ? html`<label class="net-choice">Design
        <select @change=${(event: Event) => {
          this.playing = false;
          this.chosenDesign = (event.target as HTMLSelectElement).value;
        }}>${designs.map(({ name, label }) => html`<option value=${name} .selected=${name === design}>${label}</option>`)}</select></label>`
          : nothing
      }
      <span class="net-buttons">
        <button type="button" class="button" ?disabled=${this.job.running && !answer} @click=${this.another}>Another assignment</button>
        ${
          this.calm
            ? html`<button type="button" class="button" ?disabled=${!answer} @click=${this.tenMore}>Ten more</button>`
            : html`<button type="button" class="button" aria-pressed=${this.playing ? 'true' : 'false'} ?disabled=${!answer}
                @click=${this.play}>${this.playing ? 'Pause' : 'Play'}</button>`
        }
      </span>
      ${
        answer?.drawn === false
          ? nothing
          : html`<span class="net-choice"><span id="net-colour">Colour by</span>
        <span class="segments" role="radiogroup" aria-labelledby="net-colour">${colourings.map(
          ([
            name,
            label,
          ]) => html`<label class="segment"><input type="radio" name="net-colour" .checked=${name === by}
          @change=${() => {
            this.by = name;
          }} /><span>${label}</span></label>`,
        )}</span></span>`
      }
    </div>`;
  }

  private legend(answer: Answer) {
    if (!answer.drawn)
      return html`<p class="net-legend">Each box is a cluster, as large as it has units, the darker the more of it is
        treated. A drawing of single units is made of up to 5,000.</p>`;
    const [low, high] = outcomeRange(answer);
    const coloured = {
      arm: nothing,
      cluster: html`<span>A colour for each cluster</span>`,
      outcome: html`<span class="net-scale">${number(low, 3)}<i></i>${number(high, 3)}</span>`,
    };
    return html`<p class="net-legend">
      <span class="net-key" data-arm="treated">Treated</span>
      <span class="net-key" data-arm="control">Not treated</span>
      <span class="net-key" data-arm="exposed">Outlined: all neighbours as oneself</span>
      <span class="net-key" data-arm="pale">Pale: neighbours of both kinds</span>
      ${coloured[this.by]}
    </p>`;
  }

  override render() {
    const { job, chosen, width } = this;
    const answer = job.value;
    const error = job.issues.find(({ severity }) => severity === 'error');
    const last = answer && (answer.drawn ? answer.units : answer.clusters) - 1;
    const facts = answer ? this.facts(answer) : [];
    return html`<div class="net-drawing" ?data-stale=${Boolean(error)}>
      ${this.controls(answer)}
      <p class="net-sentence" aria-live=${this.playing ? 'off' : 'polite'}>${
        answer ? `Experiment ${count(this.replicate + 1)}. ${answer.sentence}` : html`&nbsp;`
      }</p>
      <div class="net-picture">
        ${
          answer && width >= 40
            ? html`<canvas class="net-canvas" width="0" height="0" role="img"
          aria-label=${`${answer.drawn ? 'The network' : 'The clusters of the network'}. ${facts.map(([name, text]) => `${name}: ${text}`).join('; ')}.`}
          @pointermove=${this.point} @pointerdown=${this.point}></canvas>`
            : nothing
        }
        ${
          job.running && (!answer || (job.progress?.seconds_left ?? 0) > 1)
            ? progressBar('Drawing the network', undefined, job.stop)
            : nothing
        }
        ${error ? html`<p class="hint">There is nothing to draw: ${error.message}</p>` : nothing}
      </div>
      ${
        answer
          ? html`${this.legend(answer)}
        <label class="net-walk"><span>${answer.drawn ? 'Look at a unit' : 'Look at a cluster'}</span>
          <input type="range" min="0" max=${last ?? 0} step="1" .value=${String(chosen ?? 0)}
            aria-valuetext=${this.words(answer, chosen ?? 0)} @focus=${() => {
              this.chosen ??= 0;
            }} @input=${(event: Event) => {
              this.chosen = Number((event.target as HTMLInputElement).value);
            }} /></label>
        <p class="net-unit">${
          chosen === undefined
            ? `Point at a ${answer.drawn ? 'unit' : 'cluster'}, or move the slider, to see what stands behind it.`
            : this.words(answer, chosen)
        }</p>
        <sutva-estimate-strip .rows=${this.strip} .truth=${answer.total_effect}></sutva-estimate-strip>
        <dl class="facts">${facts.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>`
          : nothing
      }
    </div>`;
  }
}
define('sutva-network-drawing', SutvaNetworkDrawing);
