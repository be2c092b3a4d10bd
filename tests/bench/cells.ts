// SPDX-License-Identifier: Apache-2.0
// Lin's estimate with HC2 for one number and two categories, from sums in the cells of the categories: whoever writes
// this by hand would not multiply dummy columns row by row. Rows are needed once more, for the residuals.

/** Sums over the rows of one arm in one cell. */
export interface CellSums {
  country: number;
  platform: number;
  n: number;
  x: number;
  y: number;
  xx: number;
  xy: number;
}

/** Of a row with x and y: fitted p0 + p1 x, weight w0 + w1 x, leverage h0 + h1 x + h2 x². */
export interface CellLine {
  p0: number;
  p1: number;
  w0: number;
  w1: number;
  h0: number;
  h1: number;
  h2: number;
}

export interface ArmLine {
  value: number; // fitted at the mean of everybody
  cells: CellLine[]; // in the order of the sums
}

/** One regression per arm, read off at the mean of the covariates over both. */
export function linesByArm(arms: CellSums[][]): ArmLine[] {
  const all = arms.flat();
  const countries = 1 + Math.max(...all.map((cell) => cell.country));
  const platforms = 1 + Math.max(...all.map((cell) => cell.platform));
  const size = 2 + (countries - 1) + (platforms - 1); // x, 1, and dummies but for the first of each
  const dummies = (cell: CellSums): number[] => {
    const row = new Array<number>(size).fill(0);
    row[1] = 1;
    if (cell.country > 0) row[1 + cell.country] = 1;
    if (cell.platform > 0) row[countries + cell.platform] = 1;
    return row;
  };
  const rows = all.reduce((sum, cell) => sum + cell.n, 0);
  const centre = new Array<number>(size).fill(0);
  for (const cell of all) {
    dummies(cell).forEach((d, j) => {
      centre[j]! += (d * cell.n) / rows;
    });
    centre[0]! += cell.x / rows;
  }
  return arms.map((cells) => {
    const gram = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    const cross = new Array<number>(size).fill(0);
    for (const cell of cells) {
      const u = dummies(cell);
      gram[0]![0]! += cell.xx;
      cross[0]! += cell.xy;
      for (let j = 1; j < size; j++) {
        gram[0]![j]! += u[j]! * cell.x;
        gram[j]![0]! += u[j]! * cell.x;
        cross[j]! += u[j]! * cell.y;
        for (let k = 1; k < size; k++) gram[j]![k]! += u[j]! * u[k]! * cell.n;
      }
    }
    const inverse = inverted(gram);
    const beta = inverse.map((row) => dot(row, cross));
    const reach = inverse.map((row) => dot(row, centre));
    return {
      value: dot(beta, centre),
      cells: cells.map((cell) => {
        const u = dummies(cell);
        const spread = inverse.map((row) => dot(row, u));
        return {
          p0: dot(beta, u),
          p1: beta[0]!,
          w0: dot(reach, u),
          w1: reach[0]!,
          h0: dot(spread, u),
          h1: 2 * spread[0]!,
          h2: inverse[0]![0]!,
        };
      }),
    };
  });
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** Gauss and Jordan; the matrix is positive definite. */
function inverted(matrix: number[][]): number[][] {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < size; i++) {
    const pivot = work[i]![i]!;
    for (let j = 0; j < 2 * size; j++) work[i]![j]! /= pivot;
    for (let k = 0; k < size; k++) {
      if (k === i) continue;
      const times = work[k]![i]!;
      for (let j = 0; j < 2 * size; j++) work[k]![j]! -= times * work[i]![j]!;
    }
  }
  return work.map((row) => row.slice(size));
}
