// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues } from 'lit';
import type { Curve, CurveMove, CurvePoint } from '../../charts/curve.ts';
import '../../charts/curve.ts';
import { engine } from '../../engine/engine.ts';
import type { FieldSchema, OperationSchema } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { define, uniqueId } from '../../ui/element.ts';
import { Follow } from '../../ui/follow.ts';
import { NearElement } from '../../ui/near.ts';
import { type Table, tableView } from '../../ui/table.ts';
import {
  type Asked,
  fieldOf,
  gridOf,
  inputsOf,
  movesTo,
  outputsOf,
  questionFor,
  rangeOf,
  sweepOf,
  turnedInputs,
} from './axes.ts';
import { type Plan, shown, tick, unitOf } from './measure.ts';

interface Question {
  asked: Asked;
  /** The question that is swept, which may be the plan's turned around. */
  values: Values;
  x: FieldSchema;
  y: FieldSchema;
}

interface Drawn extends Question {
  points: CurvePoint[];
  range: [number, number];
  at: CurvePoint;
  unanswered: number;
  reason: string;
}

/** A curve shows power from near nothing to near certainty. */
const enough = 0.99;
const mostPoints = 200;
/** A sweep should take no longer, so that it follows a hand. */
const patience = 120;

// Over which input the first curve runs, where it is neither the size nor the effect.
const usualInputs: Record<string, string> = { 'interim-look': 'z' };

/** How long one point of a calculation took, in milliseconds. */
const pace = new Map<string, number>();

const lower = (text: string) =>
  /^[A-Z][a-z]/.test(text) ? text.replace(/^./, (c) => c.toLowerCase()) : text;

async function draw(question: Question): Promise<Drawn | undefined> {
  const { asked, values, x, y } = question;
  const { name } = asked.operation;
  const present = Number(values[x.name]);
  const size = turnedInputs(y.name, asked).some((field) => field.name === x.name);
  let range = size
    ? ([Math.max(x.min ?? 0, present / 100), present * 2.6] as [number, number])
    : rangeOf(x, present);
  for (let round = 0; ; ++round) {
    const points = Math.max(30, Math.min(mostPoints, Math.round(patience / (pace.get(name) ?? 0.05))));
    const grid = gridOf(x, range, points, present);
    const begun = performance.now();
    const { value } = await engine.run('sweep', sweepOf(asked.operation, values, x.name, grid, [y.name]));
    if (!value) return undefined;
    pace.set(name, (performance.now() - begun) / grid.length);
    const [series] = value.series;
    const found = new Map(Array.from(series?.x ?? [], (at, i) => [at, series?.y[i] ?? Number.NaN]));
    const drawn = grid.map((at) => ({ x: at, y: found.get(at) ?? Number.NaN }));
    const last = drawn.at(-1)?.y ?? 1;
    if (size && y.name === 'power' && last < 0.95 && round < 5) {
      range = [range[0], range[1] * 2];
      continue;
    }
    if (size && y.name === 'power') {
      const certain = drawn.find((point) => point.y >= enough)?.x ?? range[1];
      range = [range[0], Math.min(range[1], Math.max(certain * 1.1, present * 1.25))];
    }
    const planned = asked.plan[y.name];
    const at = { x: present, y: typeof planned === 'number' ? planned : (found.get(present) ?? Number.NaN) };
    return { ...question, points: drawn, range, at, unanswered: value.unanswered, reason: value.reason };
  }
}

/** What the vertical axis shows: all of the curve, but for branches that leave the plan far behind. */
function extent({ points, range, at, y, asked }: Drawn): [number, number] {
  if (unitOf(y, asked.values) === 'share' && /power/.test(y.name)) return [0, 1];
  const seen = points.filter(({ x, y: value }) => x >= range[0] && x <= range[1] && Number.isFinite(value));
  const values = [...seen.map((point) => point.y), ...(Number.isFinite(at.y) ? [at.y] : [])];
  if (values.length === 0) return [0, 1];
  let low = Math.min(...values);
  let high = Math.max(...values);
  if (low >= 0 && low < high * 0.7) low = 0;
  if (high <= 0 && high > low * 0.7) high = 0;
  if (at.y > 0 && low === 0) high = Math.min(high, at.y * 6);
  const room = (high - low || Math.abs(high) || 1) * 0.04;
  return [low === 0 ? 0 : low - room, high === 0 ? 0 : high + room];
}

/** Any number of a plan over any of its inputs: to drag, to step through, and as a table. */
export class SutvaCurvePart extends NearElement {
  static override properties = {
    ...NearElement.properties,
    operation: { attribute: false },
    values: { attribute: false },
    plan: { attribute: false },
    output: { state: true },
    input: { state: true },
  };
  declare operation: OperationSchema;
  declare values: Values;
  declare plan: Plan;
  declare output: string;
  declare input: string;
  private readonly follow = new Follow<Question, Drawn>(this, draw);
  private readonly key = uniqueId('curve');

  constructor() {
    super();
    this.output = '';
    this.input = '';
    this.addEventListener('sutva-move', (event) => this.move((event as CustomEvent<CurveMove>).detail));
  }

  private get asked(): Asked {
    return { operation: this.operation, values: this.values, plan: this.plan };
  }

  /** The pair that is shown: the one chosen as long as the question has it, else power over size, else the first. */
  private pair():
    | { x: FieldSchema; y: FieldSchema; inputs: FieldSchema[]; outputs: FieldSchema[] }
    | undefined {
    const { asked } = this;
    const outputs = outputsOf(asked);
    const y =
      fieldOf(outputs, this.output) ??
      fieldOf(outputs, 'power') ??
      fieldOf(outputs, String(asked.plan.headline)) ??
      outputs[0];
    if (!y) return undefined;
    const turned = new Set(turnedInputs(y.name, asked).map((field) => field.name));
    const inputs = inputsOf(this.operation, questionFor(y.name, asked)).filter(
      (field) => field.name !== y.name,
    );
    inputs.sort((a, b) => Number(turned.has(b.name)) - Number(turned.has(a.name)));
    const x =
      fieldOf(inputs, this.input) ??
      fieldOf(inputs, usualInputs[this.operation.name] ?? '') ??
      inputs.find((field) => turned.has(field.name)) ??
      fieldOf(inputs, 'effect') ??
      inputs[0];
    return x && { x, y, inputs, outputs };
  }

  protected override willUpdate(changed: PropertyValues): void {
    const asks = ['values', 'plan', 'output', 'input', 'near'].some((name) => changed.has(name));
    if (!asks || (!this.near && this.follow.value)) return;
    const pair = this.pair();
    if (!pair) return;
    const { x, y } = pair;
    this.follow.ask({ asked: this.asked, values: questionFor(y.name, this.asked), x, y });
  }

  private move(move: CurveMove): void {
    const drawn = this.follow.value;
    if (!drawn) return;
    const patch = movesTo(move, drawn.x, drawn.y.name, drawn.at.x, this.asked);
    if (patch) this.dispatchEvent(new CustomEvent('sutva-patch', { detail: patch, bubbles: true }));
  }

  private labelOf(field: FieldSchema, values: Values): string {
    return field.name === 'effect' ? `Effect, ${String(values.effect_scale ?? 'absolute')}` : field.label;
  }

  private curve(drawn: Drawn): Curve {
    const { x, y, at, values } = drawn;
    const xLabel = this.labelOf(x, values);
    const power = y.name === 'power';
    return {
      points: drawn.points,
      at,
      x: x.type === 'integer' && drawn.range[0] < drawn.range[1] * 0.05 ? [0, drawn.range[1]] : drawn.range,
      y: extent(drawn),
      xLabel,
      yLabel: y.label,
      formatX: (value) => tick(value, x, values),
      formatY: (value) => tick(value, y, values),
      moves: movesTo({ steps: 0 }, x, y.name, at.x, this.asked) !== undefined,
      describe: `${shown(at.y, y, values)} ${lower(y.label)} at ${shown(at.x, x, values)}, ${lower(xLabel)}`,
      now: power
        ? [Math.round(at.y * 100), 0, 100]
        : [at.x, Math.min(at.x, drawn.range[0]), Math.max(at.x, drawn.range[1])],
    };
  }

  private table({ x, y, points, values, range }: Drawn): Table<CurvePoint> {
    // A table of some twenty rows is for reading; every point is in the picture.
    const seen = points.filter((point) => Number.isFinite(point.y) && point.x <= range[1]);
    const step = Math.max(1, Math.floor(seen.length / 20));
    return {
      caption: 'The curve as a table',
      rows: seen.filter((_, i) => i % step === 0),
      columns: [
        {
          title: this.labelOf(x, values),
          numeric: true,
          cell: (row) => ({ text: shown(row.x, x, values), value: row.x }),
        },
        { title: y.label, numeric: true, cell: (row) => ({ text: shown(row.y, y, values), value: row.y }) },
      ],
    };
  }

  private choice(
    label: string,
    fields: readonly FieldSchema[],
    now: FieldSchema,
    set: (name: string) => void,
  ) {
    const id = `${this.key}-${label.toLowerCase()}`;
    return html`<span class="axis-choice"><label for=${id}>${label}</label>
      <select id=${id} @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
        ${fields.map(
          (field) =>
            html`<option value=${field.name} .selected=${field.name === now.name}>${this.labelOf(field, this.values)}</option>`,
        )}</select></span>`;
  }

  override render() {
    const pair = this.pair();
    if (!pair) return nothing;
    const drawn = this.follow.value;
    const curve = drawn && this.curve(drawn);
    return html`<section class="part" aria-labelledby="curve">
      <div class="part-head">
        <h2 id="curve">${pair.y.label} by ${lower(this.labelOf(pair.x, this.values))}</h2>
        <div class="axes">
          ${this.choice('Show', pair.outputs, pair.y, (name) => {
            this.output = name;
          })}
          ${this.choice('over', pair.inputs, pair.x, (name) => {
            this.input = name;
          })}
        </div>
      </div>
      <figure class="figure figure-curve">
        <sutva-curve .curve=${curve}></sutva-curve>
        <figcaption>${curve?.moves === false ? 'The point is the present plan.' : 'Drag the point, or focus it and use the arrow keys.'}</figcaption>
      </figure>
      ${
        drawn && drawn.unanswered > 0
          ? html`<p class="hint">No answer at ${drawn.unanswered} of ${drawn.points.length} points${drawn.reason ? `: ${drawn.reason}` : ': this number is not part of the answer there.'}</p>`
          : nothing
      }
      ${drawn ? html`<details class="more"><summary>As a table</summary>${tableView(this.table(drawn))}</details>` : nothing}
    </section>`;
  }
}
define('sutva-curve-part', SutvaCurvePart);
