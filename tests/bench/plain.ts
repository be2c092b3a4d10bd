// SPDX-License-Identifier: Apache-2.0
// The statistics a careful page author would write by hand, for the parsers that bring none.

import { type CellSums, linesByArm } from './cells';
import type { Answer, Task } from './contestant';

const MOST_CELLS = 1024;

/** One arm; its rows in typed arrays that double when full. */
class Arm {
  n = 0;
  sum_y = 0;
  sum_yy = 0;
  y = new Float64Array(1 << 16);
  x = new Float64Array(1 << 16);
  cell = new Uint16Array(1 << 16);
  readonly sums = new Float64Array(5 * MOST_CELLS); // n, x, y, xx, xy of each cell

  /** Welch needs the sums alone. */
  addOutcome(y: number): void {
    this.n++;
    this.sum_y += y;
    this.sum_yy += y * y;
  }

  /** Lin needs the rows again for HC2, and sums by cell. */
  add(y: number, x: number, cell: number): void {
    if (this.n === this.y.length) {
      this.y = doubled(this.y);
      this.x = doubled(this.x);
      const more = new Uint16Array(2 * this.cell.length);
      more.set(this.cell);
      this.cell = more;
    }
    this.y[this.n] = y;
    this.x[this.n] = x;
    this.cell[this.n++] = cell;
    const { sums } = this;
    const at = 5 * cell;
    sums[at]!++;
    sums[at + 1]! += x;
    sums[at + 2]! += y;
    sums[at + 3]! += x * x;
    sums[at + 4]! += x * y;
  }
}

export class PlainAnalysis {
  private readonly control = new Arm();
  private readonly treatment = new Arm();
  private readonly countries = new Map<string, number>();
  private readonly platforms = new Map<string, number>();

  constructor(private readonly task: Task) {}

  /** One row as text, straight from a parser: only the cells the task needs are looked at. */
  add(row: string[]): void {
    const arm = row[1] === '1' ? this.treatment : this.control;
    if (this.task === 'welch') arm.addOutcome(+row[2]!);
    else this.addAdjusted(arm, +row[2]!, +row[3]!, row[5]!, row[6]!);
  }

  /** One row whose cells a parser has typed. */
  addTyped(row: (number | string)[]): void {
    const arm = row[1] === 1 ? this.treatment : this.control;
    if (this.task === 'welch') arm.addOutcome(row[2] as number);
    else this.addAdjusted(arm, row[2] as number, row[3] as number, row[5] as string, row[6] as string);
  }

  private addAdjusted(arm: Arm, y: number, x: number, country: string, platform: string): void {
    arm.add(y, x, 32 * codeOf(this.countries, country) + codeOf(this.platforms, platform));
  }

  answer(): Answer {
    const { control: c, treatment: t } = this;
    if (this.task === 'welch') {
      return {
        rows: c.n + t.n,
        estimate: t.sum_y / t.n - c.sum_y / c.n,
        standard_error: Math.sqrt(variance(c) / c.n + variance(t) / t.n),
      };
    }
    const [at_c, at_t] = linesByArm([cellsOf(c), cellsOf(t)]);
    return {
      rows: c.n + t.n,
      estimate: at_t!.value - at_c!.value,
      standard_error: Math.sqrt(hc2(c, at_c!.cells) + hc2(t, at_t!.cells)),
    };
  }
}

function codeOf(codes: Map<string, number>, text: string): number {
  let code = codes.get(text);
  if (code === undefined) {
    code = codes.size;
    codes.set(text, code);
  }
  return code;
}

function variance(arm: Arm): number {
  return (arm.sum_yy - (arm.sum_y * arm.sum_y) / arm.n) / (arm.n - 1);
}

const cellIds = (arm: Arm) =>
  Array.from({ length: MOST_CELLS }, (_, cell) => cell).filter((cell) => arm.sums[5 * cell]! > 0);

function cellsOf(arm: Arm): CellSums[] {
  return cellIds(arm).map((cell) => {
    const [n, x, y, xx, xy] = arm.sums.subarray(5 * cell, 5 * cell + 5);
    return { country: cell >> 5, platform: cell & 31, n: n!, x: x!, y: y!, xx: xx!, xy: xy! };
  });
}

function hc2(arm: Arm, lines: ReturnType<typeof linesByArm>[number]['cells']): number {
  const flat = new Float64Array(8 * MOST_CELLS);
  cellIds(arm).forEach((cell, i) => {
    const { p0, p1, w0, w1, h0, h1, h2 } = lines[i]!;
    flat.set([p0, p1, w0, w1, h0, h1, h2], 8 * cell);
  });
  const { x: xs, y: ys, cell: cells } = arm;
  let sum = 0;
  for (let i = 0; i < arm.n; i++) {
    const at = 8 * cells[i]!;
    const x = xs[i]!;
    const term = (flat[at + 2]! + flat[at + 3]! * x) * (ys[i]! - flat[at]! - flat[at + 1]! * x);
    sum += (term * term) / (1 - flat[at + 4]! - x * (flat[at + 5]! + flat[at + 6]! * x));
  }
  return sum;
}

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const more = new Float64Array(2 * values.length);
  more.set(values);
  return more;
}
