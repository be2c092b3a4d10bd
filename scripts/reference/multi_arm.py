# SPDX-License-Identifier: Apache-2.0
"""Plans with several treatments: critical values, powers for each, any and all, and the uncorrected familywise error.

Joint probabilities as in dunnett.py; single comparisons by scipy's normal and noncentral t.
"""
import itertools
import math
import os

import scipy
from scipy import special, stats

from dunnett import INF, critical, probability

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "reference", "multi_arm.csv")


def quantile(tail, df):
    return stats.norm.isf(tail) if df == INF else math.sqrt(df * (1 / special.betaincinv(df / 2, 0.5, 2 * tail) - 1))


def main():
    rows = []
    designs = [("proportion", 3, 0.1, 1, 0.02, 0.05, 1, 4000), ("proportion", 2, 0.3, 1, -0.05, 0.01, 2, 1500),
               ("mean", 4, 0, 10, 3, 0.05, 2, 150), ("mean", 2, 5, 1, 0.9, 0.05, 1, 25), ("mean", 6, 0, 2, 0.5, 0.1, 0.5, 400)]
    for (metric, k, control, sd, effect, alpha, ratio, n), sides, correction in itertools.product(
            designs, (1, 2), ("none", "bonferroni", "sidak", "holm", "dunnett")):
        n0 = ratio * n
        df = INF if metric == "proportion" else n0 + k * n - k - 1
        null = [math.sqrt(n / (n0 + n))] * k
        if metric == "proportion":
            p = control + effect
            v0, v = control * (1 - control) / n0, p * (1 - p) / n
        else:
            v0, v = sd * sd / n0, sd * sd / n
        lam = [math.sqrt(v0 / (v0 + v))] * k
        shift = [effect / math.sqrt(v0 + v) * (math.copysign(1, effect) if sides == 1 else 1)] * k
        per = {"none": alpha, "bonferroni": alpha / k, "holm": alpha / k, "sidak": 1 - (1 - alpha) ** (1 / k)}
        c = critical(alpha, null, df, sides) if correction == "dunnett" else quantile(per[correction] / sides, df)
        above = (lambda t, m: stats.norm.sf(t - m)) if df == INF else (lambda t, m: stats.nct.sf(t, df, m))
        each = above(c, abs(shift[0])) + (above(c, -abs(shift[0])) if sides == 2 else 0)
        any_, all_ = (probability(kind, lam, shift, c, df, sides) for kind in ("any", "all"))
        wrong = probability("any", null, [0] * k, quantile(alpha / sides, df), df, sides)
        rows.append([metric, k, control, sd, effect, alpha, ratio, n, sides, correction, *map(float, (c, each, any_, all_, wrong))])
    with open(PATH, "w") as file:
        file.write(f"# origin: Python, scipy {scipy.__version__}: joint probabilities as in dunnett.csv, single powers by nct and norm"
                   " (scripts/reference/multi_arm.py)\n"
                   "metric,k,control,sd,effect,alpha,ratio,n_treatment,sides,correction,critical_value,power_each,power_any,"
                   "power_all,uncorrected\n")
        file.writelines(",".join(v if isinstance(v, str) else repr(v) for v in row) + "\n" for row in rows)
    print("multi_arm.csv", len(rows), "rows")


main()
