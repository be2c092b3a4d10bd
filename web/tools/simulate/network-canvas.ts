// SPDX-License-Identifier: Apache-2.0
// What a network looks like on a canvas: its units and ties, or, where these are too many, its clusters as a mosaic.

export type ColourBy = 'arm' | 'cluster' | 'outcome';

/** Lists with an entry for each unit, tie or cluster: what the core answers. */
export interface NetworkAnswer {
  drawn: boolean;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  treated: ArrayLike<number>;
  share: ArrayLike<number>;
  exposed: ArrayLike<number>;
  cluster: ArrayLike<number>;
  outcome: ArrayLike<number>;
  tie_from: ArrayLike<number>;
  tie_to: ArrayLike<number>;
  cluster_size: ArrayLike<number>;
  cluster_treated: ArrayLike<number>;
}

const names = ['paper', 'ink', 'ink-2', 'rule', 'hairline', 'accent', 'warn'] as const;
export type Colours = Record<(typeof names)[number], string>;

/** The colours of the theme as the canvas can use them. */
export function themeColours(element: HTMLElement): Colours {
  const colours = names.map((name) => {
    element.style.color = `var(--${name})`;
    return [name, getComputedStyle(element).color];
  });
  element.style.color = '';
  return Object.fromEntries(colours) as Colours;
}

const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? ['0', '0', '0']).slice(0, 3).map(Number);
const isDark = ({ paper }: Colours) => channels(paper).reduce((sum, part) => sum + part, 0) < 384;

function mixed(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)];
  return `rgb(${a.map((part, i) => Math.round(part + ((b[i] ?? 0) - part) * share)).join(' ')})`;
}

/** Hues a golden angle apart: clusters next to each other in the list differ most. */
const clusterColour = (cluster: number, dark: boolean) =>
  `hsl(${(cluster * 137.508) % 360} ${dark ? 55 : 60}% ${dark ? 64 : 42}%)`;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Boxes whose areas are as the sizes, as near to squares as it goes (Bruls, Huizing and van Wijk 2000). */
export function mosaic(sizes: ArrayLike<number>, width: number, height: number): Box[] {
  const order = Array.from(sizes, (_, i) => i).sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
  const all = order.reduce((sum, i) => sum + (sizes[i] ?? 0), 0);
  const boxes: Box[] = order.map(() => ({ x: 0, y: 0, width: 0, height: 0 }));
  const scale = all > 0 ? (width * height) / all : 0;
  const area = (i: number) => (sizes[i] ?? 0) * scale;
  const left: Box = { x: 0, y: 0, width, height };
  let row: number[] = [];
  let rowArea = 0;
  // The least square box of a row of so much area along a side.
  const worst = (most: number, least: number, sum: number, side: number) =>
    Math.max((side * side * most) / (sum * sum), (sum * sum) / (side * side * least));
  const lay = () => {
    const lying = left.width < left.height;
    const deep = rowArea / (lying ? left.width : left.height) || 0;
    let along = 0;
    for (const i of row) {
      const long = deep > 0 ? area(i) / deep : 0;
      boxes[i] = lying
        ? { x: left.x + along, y: left.y, width: long, height: deep }
        : { x: left.x, y: left.y + along, width: deep, height: long };
      along += long;
    }
    if (lying) {
      left.y += deep;
      left.height -= deep;
    } else {
      left.x += deep;
      left.width -= deep;
    }
    row = [];
    rowArea = 0;
  };
  for (const i of order) {
    const next = area(i);
    if (next <= 0) continue;
    const side = Math.min(left.width, left.height);
    const first = row[0];
    if (first !== undefined) {
      const before = worst(area(first), area(row.at(-1) ?? first), rowArea, side);
      if (worst(area(first), next, rowArea + next, side) > before) lay();
    }
    row.push(i);
    rowArea += next;
  }
  if (row.length > 0) lay();
  return boxes;
}

export interface Places {
  x: Float64Array;
  y: Float64Array;
  radius: number;
}

/** Places on the canvas: as large as they fit, with one scale across and up. */
export function placesOn(answer: NetworkAnswer, width: number, height: number): Places {
  const n = answer.x.length;
  const radius = Math.max(1.7, Math.min(9, Math.sqrt((width * height) / Math.max(1, n)) * 0.2));
  const edge = radius + 4;
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    const [x, y] = [answer.x[i] ?? 0, answer.y[i] ?? 0];
    x0 = Math.min(x0, x);
    x1 = Math.max(x1, x);
    y0 = Math.min(y0, y);
    y1 = Math.max(y1, y);
  }
  const scale = Math.min((width - 2 * edge) / (x1 - x0 || 1), (height - 2 * edge) / (y1 - y0 || 1));
  const [fromX, fromY] = [(width - scale * (x1 - x0)) / 2, (height - scale * (y1 - y0)) / 2];
  return {
    x: Float64Array.from(answer.x, (x) => fromX + (x - x0) * scale),
    y: Float64Array.from(answer.y, (y) => fromY + (y1 - y) * scale),
    radius,
  };
}

/** A canvas as fine as the screen; drawing is in CSS pixels. */
export function sized(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | null {
  const fine = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * fine), Math.round(height * fine)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d');
  context?.setTransform(fine, 0, 0, fine, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}

export function drawTies(
  context: CanvasRenderingContext2D,
  answer: NetworkAnswer,
  places: Places,
  colours: Colours,
): void {
  const ties = answer.tie_from.length;
  context.strokeStyle = colours.rule;
  context.lineWidth = ties > 4000 ? 0.5 : 0.8;
  context.globalAlpha = ties > 20_000 ? 0.18 : ties > 4000 ? 0.3 : 0.5;
  context.beginPath();
  for (let i = 0; i < ties; i++) {
    const [from, to] = [answer.tie_from[i] ?? 0, answer.tie_to[i] ?? 0];
    context.moveTo(places.x[from] ?? 0, places.y[from] ?? 0);
    context.lineTo(places.x[to] ?? 0, places.y[to] ?? 0);
  }
  context.stroke();
  context.globalAlpha = 1;
}

export function outcomeRange(answer: NetworkAnswer): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < answer.outcome.length; i++) {
    low = Math.min(low, answer.outcome[i] ?? 0);
    high = Math.max(high, answer.outcome[i] ?? 0);
  }
  return [low, high];
}

/** Treated units are discs, the others squares; who is fully exposed stands out, the rest is pale. */
export function drawUnits(
  context: CanvasRenderingContext2D,
  answer: NetworkAnswer,
  places: Places,
  colours: Colours,
  by: ColourBy,
): void {
  const dark = isDark(colours);
  const [low, high] = by === 'outcome' ? outcomeRange(answer) : [0, 0];
  const fillOf = (unit: number) => {
    if (by === 'cluster') return clusterColour(answer.cluster[unit] ?? 0, dark);
    if (by === 'outcome')
      return mixed(colours.hairline, colours.accent, ((answer.outcome[unit] ?? 0) - low) / (high - low || 1));
    return answer.treated[unit] ? colours.accent : colours.paper;
  };
  const small = places.radius < 3;
  for (const exposed of [0, 1]) {
    for (let unit = 0; unit < places.x.length; unit++) {
      if ((answer.exposed[unit] ?? 0) !== exposed) continue;
      const r = places.radius * (exposed ? 1.15 : 0.95);
      const [x, y] = [places.x[unit] ?? 0, places.y[unit] ?? 0];
      context.beginPath();
      if (answer.treated[unit]) context.arc(x, y, r, 0, 2 * Math.PI);
      else context.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
      // Ties must not shine through what is pale.
      context.fillStyle = colours.paper;
      context.fill();
      context.globalAlpha = exposed ? 1 : 0.5;
      context.fillStyle = fillOf(unit);
      context.fill();
      context.strokeStyle = exposed ? colours.ink : colours['ink-2'];
      context.lineWidth = exposed ? (small ? 1 : 1.8) : small ? 0.6 : 1;
      context.stroke();
      context.globalAlpha = 1;
    }
  }
}

/** One unit set apart, with its ties. */
export function drawChosen(
  context: CanvasRenderingContext2D,
  answer: NetworkAnswer,
  places: Places,
  colours: Colours,
  unit: number,
): void {
  context.strokeStyle = colours.warn;
  context.lineWidth = 1.6;
  context.beginPath();
  for (let i = 0; i < answer.tie_from.length; i++) {
    const [from, to] = [answer.tie_from[i] ?? 0, answer.tie_to[i] ?? 0];
    if (from !== unit && to !== unit) continue;
    context.moveTo(places.x[from] ?? 0, places.y[from] ?? 0);
    context.lineTo(places.x[to] ?? 0, places.y[to] ?? 0);
  }
  context.stroke();
  context.lineWidth = 2.5;
  context.beginPath();
  context.arc(places.x[unit] ?? 0, places.y[unit] ?? 0, places.radius + 4, 0, 2 * Math.PI);
  context.stroke();
}

/** Clusters as large as they are, as dark as much of them is treated. */
export function drawMosaic(
  context: CanvasRenderingContext2D,
  answer: NetworkAnswer,
  boxes: readonly Box[],
  colours: Colours,
  chosen: number | undefined,
): void {
  boxes.forEach(({ x, y, width, height }, cluster) => {
    context.fillStyle = mixed(colours.paper, colours.accent, answer.cluster_treated[cluster] ?? 0);
    context.fillRect(x, y, width, height);
    if (width < 2.5 || height < 2.5) return;
    context.strokeStyle = colours.rule;
    context.lineWidth = 0.6;
    context.strokeRect(x, y, width, height);
  });
  const box = chosen === undefined ? undefined : boxes[chosen];
  if (!box) return;
  context.strokeStyle = colours.warn;
  context.lineWidth = 3;
  context.strokeRect(box.x, box.y, box.width, box.height);
}
