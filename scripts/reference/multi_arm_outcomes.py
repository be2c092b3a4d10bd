# SPDX-License-Identifier: Apache-2.0
"""Plans with several treatments for ratios, counts, covariates and clusters: critical values and powers.

Variances of one person's part in an estimate are written out here; joint probabilities as in dunnett.py, single
comparisons by scipy's normal and noncentral t. Clusters: t with clusters - arms degrees of freedom, and a person's
variance times (1 + ((1 + cv^2) m - 1) icc).
"""
import itertools
import math
import os

import scipy
from scipy import stats

from dunnett import INF, critical, probability

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "reference", "multi_arm_outcomes.csv")

EXPOSURE = 2.0
NUMERATOR_SD, DENOMINATOR_MEAN, DENOMINATOR_SD, RHO = 3.0, 20.0, 15.0, 0.6  # numerator mean 2: a ratio of 0.1


def ratio_variance(r):
    return (NUMERATOR_SD**2 - 2 * r * RHO * NUMERATOR_SD * DENOMINATOR_SD + r * r * DENOMINATOR_SD**2) / DENOMINATOR_MEAN**2


def count_variance(rate, dispersion):  # of a person's observed rate
    mean = rate * EXPOSURE
    return (mean + dispersion * mean * mean) / EXPOSURE**2


def person(kind, level, sd, dispersion):
    v = count_variance(level, dispersion)
    return {"proportion": level * (1 - level), "mean": sd * sd, "ratio": ratio_variance(level), "log_ratio": v / level**2,
            "difference": v, "square_root": v / (4 * level)}[kind]


def scale(kind, level):
    return {"log_ratio": math.log, "square_root": math.sqrt}.get(kind, float)(level)


def main():
    rows = []
    # outcome, treatments, control, sd, dispersion, effects' size, alpha, control per treatment, people in each treatment
    designs = [("proportion", 3, 0.1, 1, 0, 0.02, 0.05, 1, 6000), ("mean", 2, 5, 2, 0, 0.4, 0.05, 2, 600),
               ("ratio", 3, 0.1, 1, 0, 0.008, 0.05, 1.5, 4200), ("log_ratio", 2, 1.5, 1, 0.4, -0.15, 0.01, 1, 1200),
               ("difference", 3, 1.5, 1, 0.7, 0.2, 0.05, 1, 1200), ("square_root", 2, 0.2, 1, 0.1, 0.04, 0.05, 2, 1800)]
    units = [(0, 0, 1, 0, False, "z"), (0.3, 0, 1, 0, False, "z"), (0, 0.01, 60, 0, True, "t"), (0, 0.01, 60, 0.5, True, "z"),
             (0.25, 0.03, 30, 0.4, True, "t")]
    for (kind, k, control, sd, dispersion, effect, alpha, ratio, n), (r2, icc, m, cv, clustered, test), (sides, correction) in itertools.product(
            designs, units, ((2, "dunnett"), (1, "dunnett"), (2, "bonferroni"))):
        if kind in ("log_ratio", "difference", "square_root") and r2 > 0:
            continue
        n0 = ratio * n
        u0, u = n0 / m, n / m
        assert u0 == int(u0) and u == int(u)
        df = u0 + k * u - k - 1 if (test == "t" if clustered else kind == "mean") else INF
        multiple = (1 - r2) * (1 + ((1 + cv * cv) * m - 1) * icc)
        v0 = person(kind, control, sd, dispersion) * multiple / n0
        v = person(kind, control + effect, sd, dispersion) * multiple / n
        delta = scale(kind, control + effect) - scale(kind, control)
        lam = [math.sqrt(v0 / (v0 + v))] * k
        shift = [delta / math.sqrt(v0 + v) * (math.copysign(1, delta) if sides == 1 else 1)] * k
        null = [math.sqrt(n / (n0 + n))] * k
        tail = alpha / k / sides
        c = critical(alpha, null, df, sides) if correction == "dunnett" else stats.norm.isf(tail) if df == INF else stats.t.isf(tail, df)
        above = (lambda t, x: stats.norm.sf(t - x)) if df == INF else (lambda t, x: stats.nct.sf(t, df, x))
        each = above(c, abs(shift[0])) + (above(c, -abs(shift[0])) if sides == 2 else 0)
        any_, all_ = (probability(what, lam, shift, c, df, sides) for what in ("any", "all"))
        rows.append([kind, k, control, sd, dispersion, EXPOSURE, effect, alpha, ratio, n, r2, "clusters" if clustered else "people", icc, m,
                     cv, test, sides, correction, *map(float, (c, each, any_, all_))])
    with open(PATH, "w") as file:
        file.write(f"# origin: Python, scipy {scipy.__version__}: joint probabilities as in dunnett.csv, single powers by nct and norm"
                   " (scripts/reference/multi_arm_outcomes.py)\n"
                   "outcome,k,control,sd,dispersion,exposure,effect,alpha,ratio,n_treatment,r_squared,randomised,icc,people_per_cluster,cv,"
                   "test,sides,correction,critical_value,power_each,power_any,power_all\n")
        file.writelines(",".join(v if isinstance(v, str) else repr(v) for v in row) + "\n" for row in rows)
    print("multi_arm_outcomes.csv", len(rows), "rows")


main()
