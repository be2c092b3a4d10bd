# SPDX-License-Identifier: Apache-2.0
"""Many treatments against one control: joint probabilities and Dunnett's critical values.

Gauss-Legendre panels over the control's noise and over the spread itself (the C++ sums trapezoids over its logarithm);
dunnett.R compares the rows with mvtnorm, which integrates the k-dimensional probabilities and knows no control.
"""
import math
import os

import numpy as np
import scipy
from scipy import optimize, special, stats

INF = math.inf
PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "reference", "dunnett.csv")
NODES, WEIGHTS = np.polynomial.legendre.leggauss(20)


def panels(edges):
    low, high = np.asarray(edges[:-1])[:, None], np.asarray(edges[1:])[:, None]
    return (((high - low) * NODES + high + low) / 2).ravel(), ((high - low) / 2 * WEIGHTS).ravel()


def probability(kind, lam, shift, c, df, sides):
    y, wy = panels(np.linspace(-12, 12, 41))
    wy = wy * np.exp(-y * y / 2) / math.sqrt(2 * math.pi)
    if df == INF:
        s, ws = np.array([1.0]), np.array([1.0])
    else:
        edge = stats.chi(df).ppf(1e-17) / math.sqrt(df), stats.chi(df).isf(1e-17) / math.sqrt(df)
        s, ws = panels(np.geomspace(*edge, 25))
        ws = ws * stats.chi(df).pdf(s * math.sqrt(df)) * math.sqrt(df)
    total = 0.0
    for one, weight in zip(s, ws):
        joint = np.zeros_like(y) if kind == "any" else np.ones_like(y)
        for l, m in zip(lam, shift):
            r = math.sqrt(1 - l * l)
            reject = special.ndtr(-(c * one - m - l * y) / r)
            keep = special.ndtr((c * one - m - l * y) / r)
            if sides == 2:
                lower = special.ndtr((-c * one - m - l * y) / r)
                reject, keep = reject + lower, keep - lower
            if kind == "any":
                joint += np.log1p(-np.minimum(reject, 1 - 1e-16))
            else:
                joint *= reject if kind == "all" else keep
        total += weight * float(wy @ (-np.expm1(joint) if kind == "any" else joint))
    return total


def critical(alpha, lam, df, sides):
    tail = alpha / sides
    # Not stats.t.isf, which is good to eight digits only.
    quantile = stats.norm.isf if df == INF else lambda p: math.sqrt(df * (1 / special.betaincinv(df / 2, 0.5, 2 * p) - 1))
    if len(lam) == 1:
        return quantile(tail)
    f = lambda c: probability("any", lam, [0] * len(lam), c, df, sides) - alpha
    return optimize.brentq(f, quantile(tail) - 1e-3, quantile(tail / len(lam)) + 1e-3, xtol=1e-13, rtol=1e-13)


def ratio(*n):
    """lambda of group sizes n against a control of 1."""
    return [math.sqrt(x / (1 + x)) for x in n]


def main():
    rows = []


    def row(fn, lam, shift, c, df, sides, value):
        text = lambda values: " ".join(repr(float(v)) for v in values)
        rows.append(f"{fn},{text(lam)},{text(shift)},{c!r},{df!r},{sides},{float(value)!r}")


    designs = [ratio(1), ratio(1, 1), ratio(1, 1, 1), ratio(*[1] * 5), ratio(0.5, 1, 2), ratio(*[0.5] * 4), ratio(5, 0.2),
               ratio(*[1 / math.sqrt(10)] * 10), ratio(20, 20, 1), [0, 0, 0]]
    for sides in 1, 2:
        for lam in designs:
            for df in 5, 40, INF:
                row("critical", lam, [], 0.05, df, sides, critical(0.05, lam, df, sides))
        for alpha in 0.4, 0.01, 1e-4:
            for df in 3, 60, 350, 1e4, INF:
                row("critical", ratio(1, 1, 1), [], alpha, df, sides, critical(alpha, ratio(1, 1, 1), df, sides))
        row("critical", ratio(*[1] * 20), [], 0.05, INF, sides, critical(0.05, ratio(*[1] * 20), INF, sides))
        row("critical", ratio(*[1] * 100), [], 0.05, INF, sides, critical(0.05, ratio(*[1] * 100), INF, sides))
        for kind in "cdf", "any", "all":
            for lam, shift, c in ((ratio(1, 1), [2.8, 2.8], 2.2), (ratio(0.5, 1, 2), [0.0, 1.5, -2.0], 2.3),
                                  (ratio(*[1] * 5), [1.0, 1.0, 3.0, 3.0, 3.0], 2.5), (ratio(9, 0.1), [-1.0, 4.0], 1.7),
                                  (ratio(*[0.4] * 10), [3.2] * 10, 2.6), (ratio(1, 1, 1), [0.0, 0.0, 0.0], 0.0)):
                for df in 4, 30, 500, INF:
                    row(kind, lam, shift, c, df, sides, probability(kind, lam, shift, c, df, sides))

    with open(PATH, "w") as file:
        file.write(f"# origin: Python, numpy {np.__version__}, scipy {scipy.__version__}: Gauss-Legendre panels over the control's noise"
                   " and the spread (scripts/reference/dunnett.py), compared with R's mvtnorm (dunnett.R)\n"
                   "# origin: c: threshold, or alpha for fn = critical; lambda, shift: lists; df inf: known variance\n"
                   "fn,lambda,shift,c,df,sides,value\n")
        file.write("\n".join(rows) + "\n")
    print("dunnett.csv", len(rows), "rows")


if __name__ == "__main__":
    main()
