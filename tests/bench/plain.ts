// SPDX-License-Identifier: Apache-2.0
// The statistics a careful page author would write by hand, for the parsers that bring none.

import type { Answer, Task } from './contestant';

/** Outcome and covariate of one arm, in typed arrays that double when full. */
class Arm {
  n = 0;
  y = new Float64Array(1 << 16);
  x = new Float64Array(1 << 16);
  sum_y = 0;
  sum_yy = 0;
  sum_x = 0;
  sum_xx = 0;
  sum_xy = 0;

  /** Welch needs the sums alone. */
  addOutcome(y: number): void {
    this.n++;
    this.sum_y += y;
    this.sum_yy += y * y;
  }

  /** Lin needs the rows again for HC2, and the cross products. */
  add(y: number, x: number): void {
    if (this.n === this.y.length) {
      this.y = doubled(this.y);
      this.x = doubled(this.x);
    }
    this.y[this.n] = y;
    this.x[this.n] = x;
    this.addOutcome(y);
    this.sum_x += x;
    this.sum_xx += x * x;
    this.sum_xy += x * y;
  }
}

export class PlainAnalysis {
  private readonly control = new Arm();
  private readonly treatment = new Arm();

  constructor(private readonly task: Task) {}

  /** One row as text, straight from a parser: only the cells the task needs are turned into numbers. */
  add(treat: string, revenue: string, prior: string): void {
    const arm = treat === '1' ? this.treatment : this.control;
    if (this.task === 'lin') arm.add(+revenue, +prior);
    else arm.addOutcome(+revenue);
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
    // With one covariate the interacted regression is one line per arm, read off at the overall mean of x.
    const centre = (c.sum_x + t.sum_x) / (c.n + t.n);
    const at_c = lineAt(c, centre);
    const at_t = lineAt(t, centre);
    return {
      rows: c.n + t.n,
      estimate: at_t.value - at_c.value,
      standard_error: Math.sqrt(at_c.hc2 + at_t.hc2),
    };
  }
}

function variance(arm: Arm): number {
  return (arm.sum_yy - (arm.sum_y * arm.sum_y) / arm.n) / (arm.n - 1);
}

function lineAt(arm: Arm, centre: number): { value: number; hc2: number } {
  const { n, x, y } = arm;
  const mean_x = arm.sum_x / n;
  const mean_y = arm.sum_y / n;
  const sxx = arm.sum_xx - n * mean_x * mean_x;
  const slope = (arm.sum_xy - n * mean_x * mean_y) / sxx;
  const lever = (centre - mean_x) / sxx;
  let hc2 = 0;
  for (let i = 0; i < n; i++) {
    const d = x[i]! - mean_x;
    const residual = y[i]! - mean_y - slope * d;
    const weight = (1 / n + lever * d) * residual;
    hc2 += (weight * weight) / (1 - 1 / n - (d * d) / sxx);
  }
  return { value: mean_y + slope * (centre - mean_x), hc2 };
}

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const more = new Float64Array(2 * values.length);
  more.set(values);
  return more;
}
