#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
# Two proportions from counts: intervals by root finding in 40 digits, exact tests by whole numbers.

import csv
import math
import os
from fractions import Fraction

import mpmath as mp
import numpy as np
import scipy
import scipy.stats
import statsmodels
from statsmodels.stats.proportion import confint_proportions_2indep

mp.mp.dps = 40
here = os.path.dirname(os.path.abspath(__file__))
path = os.path.join(here, "..", "..", "tests", "reference", "effect_from_counts.csv")

# successes and people in control, then in treatment; confidence
CASES = [
    (821, 10000, 900, 10000, 0.95), (821, 10000, 900, 10000, 0.99), (48, 80, 56, 70, 0.95), (0, 10, 9, 10, 0.95), (0, 20, 0, 10, 0.95),
    (10, 10, 10, 20, 0.9), (5, 56, 0, 29, 0.95), (1, 1000000, 12, 1200000, 0.95), (3, 15, 7, 15, 0.95), (7, 15, 3, 15, 0.95),
    (2, 8, 7, 9, 0.8), (3, 10, 9, 10, 0.95), (0, 29, 5, 56, 0.95), (500, 1000, 900, 1000, 0.95), (40, 60, 15, 90, 0.95), (123456, 2000000, 124900, 2010000, 0.95), (1, 1, 0, 1, 0.95),
    (30, 40, 35, 41, 0.95), (4, 4, 3, 4, 0.95), (900, 10000, 1500, 9000, 0.95), (1, 30, 5, 300, 0.95),
]


def normal_quantile(p):
    return mp.sqrt(2) * mp.erfinv(2 * mp.mpf(p) - 1)


def bisect(f, low, high):
    """The root of a function that falls."""
    for _ in range(160):
        middle = (low + high) / 2
        if f(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def wilson(x, n, z):
    p = mp.mpf(x) / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * mp.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return centre - half, centre + half


def restricted(xc, nc, xt, nt, d):
    """The treatment's share of the largest likelihood with treatment - control = d: its derivative's root."""
    low, high = max(mp.mpf(0), d), min(mp.mpf(1), 1 + d)

    def term(count, share):
        return 0 if count == 0 else (mp.inf if share <= 0 else count / share)

    def slope(p):
        return term(xt, p) - term(nt - xt, 1 - p) + term(xc, p - d) - term(nc - xc, 1 - p + d)

    return bisect(slope, low, high)


def z_difference(xc, nc, xt, nt, d):
    p = restricted(xc, nc, xt, nt, d)
    variance = (p * (1 - p) / nt + (p - d) * (1 - p + d) / nc) * (nc + nt) / (nc + nt - 1)
    distance = mp.mpf(xt) / nt - mp.mpf(xc) / nc - d
    return distance / mp.sqrt(variance) if variance > 0 else mp.sign(distance) * mp.inf


def z_ratio(xc, nc, xt, nt, r):
    a, b, c = (nc + nt) * r, -(nt * r + xt + nc + xc * r), xt + xc
    pc = (-b - mp.sqrt(b * b - 4 * a * c)) / (2 * a)
    pt = r * pc
    variance = (pt * (1 - pt) / nt + r * r * pc * (1 - pc) / nc) * (nc + nt) / (nc + nt - 1)
    distance = mp.mpf(xt) / nt - r * mp.mpf(xc) / nc
    return distance / mp.sqrt(variance) if variance > 0 else mp.sign(distance) * mp.inf


def fisher(xc, nc, xt, nt):
    """Two-sided p-value and mid-p by R's rule, in whole numbers."""
    total = xc + xt
    weights = {k: math.comb(nt, k) * math.comb(nc, total - k) for k in range(max(0, total - nc), min(total, nt) + 1)}
    limit = Fraction(weights[xt]) * (1 + Fraction(1, 10**7))
    everything = sum(weights.values())
    tail = sum(w for w in weights.values() if w <= limit)
    return Fraction(tail, everything), Fraction(2 * tail - weights[xt], 2 * everything)


def boschloo(xc, nc, xt, nt):
    """The largest probability over a fine grid and around its top of tables whose Fisher p-value is as small."""
    limit = fisher(xc, nc, xt, nt)[0] * (1 + Fraction(1, 10**7))
    region = np.array([[fisher(i, nc, j, nt)[0] <= limit for i in range(nc + 1)] for j in range(nt + 1)])

    def rejects(p):
        return scipy.stats.binom.pmf(np.arange(nt + 1), nt, p) @ (region @ scipy.stats.binom.pmf(np.arange(nc + 1), nc, p))

    if region.all():
        return 1.0
    grid = np.linspace(0, 1, 3001)
    values = [rejects(p) for p in grid]
    at = int(np.argmax(values))
    for _ in range(6):
        low, high = grid[max(0, at - 1)], grid[min(len(grid) - 1, at + 1)]
        grid = np.linspace(low, high, 201)
        values = [rejects(p) for p in grid]
        at = int(np.argmax(values))
    return max(values)


def close(a, b, tolerance, what):
    if not abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-3):
        raise SystemExit(f"{what}: {a} and {b}")


rows = []
for case in CASES:
    xc, nc, xt, nt, confidence = case
    z = normal_quantile(1 - (1 - mp.mpf(str(confidence))) / 2)
    pc, pt = mp.mpf(xc) / nc, mp.mpf(xt) / nt
    d = pt - pc
    found = {}
    se = mp.sqrt(pc * (1 - pc) / nc + pt * (1 - pt) / nt)
    if se > 0:
        found["wald_se"], found["wald_low"], found["wald_high"] = se, d - z * se, d + z * se
        found["wald_p"] = mp.erfc(abs(d) / se / mp.sqrt(2))
    lc, uc = wilson(xc, nc, z)
    lt, ut = wilson(xt, nt, z)
    found["newcombe_low"] = d - mp.sqrt((pt - lt) ** 2 + (uc - pc) ** 2)
    found["newcombe_high"] = d + mp.sqrt((ut - pt) ** 2 + (pc - lc) ** 2)
    ac, at = mp.mpf(xc + 1) / (nc + 2), mp.mpf(xt + 1) / (nt + 2)
    ase = mp.sqrt(ac * (1 - ac) / (nc + 2) + at * (1 - at) / (nt + 2))
    found["agresti_caffo_low"], found["agresti_caffo_high"] = max(at - ac - z * ase, -1), min(at - ac + z * ase, 1)
    found["score_low"] = bisect(lambda x: z_difference(xc, nc, xt, nt, x) - z, mp.mpf(-1), d) if d > -1 else mp.mpf(-1)
    found["score_high"] = bisect(lambda x: z_difference(xc, nc, xt, nt, x) + z, d, mp.mpf(1)) if d < 1 else mp.mpf(1)
    if 0 < xc + xt < nc + nt:
        p = mp.mpf(xc + xt) / (nc + nt)
        pooled = d / mp.sqrt(p * (1 - p) * (mp.mpf(1) / nc + mp.mpf(1) / nt))
        found["pooled_p"] = mp.erfc(abs(pooled) / mp.sqrt(2))
        found["score_p"] = mp.erfc(abs(pooled) * mp.sqrt(mp.mpf(nc + nt - 1) / (nc + nt)) / mp.sqrt(2))
        table = [[xc, nc - xc], [xt, nt - xt]]
        found["corrected_p"] = mp.mpf(scipy.stats.chi2_contingency(table, correction=True)[1])
        close(float(found["pooled_p"]), scipy.stats.chi2_contingency(table, correction=False)[1], 1e-9, "chi-squared")
    if xc > 0:
        ratio = pt / pc
        found["ratio_low"] = mp.e ** bisect(lambda x: z_ratio(xc, nc, xt, nt, mp.e**x) - z, mp.mpf(-160), mp.log(ratio)) - 1 if xt else mp.mpf(-1)
        found["ratio_high"] = mp.e ** bisect(lambda x: z_ratio(xc, nc, xt, nt, mp.e**x) + z, mp.log(ratio) if xt else mp.mpf(-80), mp.mpf(160)) - 1
        if xt > 0:
            log_se = mp.sqrt((1 - pc) / xc + (1 - pt) / xt)
            found["katz_low"], found["katz_high"] = ratio * mp.e ** (-z * log_se) - 1, ratio * mp.e ** (z * log_se) - 1
        vc, vt = pc * (1 - pc) / nc, pt * (1 - pt) / nt
        lead = pc**2 - z**2 * vc
        if lead > 0:
            root = mp.sqrt(max(0, (pc * pt) ** 2 - lead * (pt**2 - z**2 * vt)))
            found["fieller_low"], found["fieller_high"] = (pc * pt - root) / lead - 1, (pc * pt + root) / lead - 1
        else:
            found["fieller_unbounded"] = mp.mpf(1)
        delta = mp.sqrt(vt + ratio**2 * vc) / pc
        if delta > 0:
            found["delta_low"], found["delta_high"] = ratio - z * delta - 1, ratio + z * delta - 1
    if xc + xt < 4000:
        p, mid = fisher(xc, nc, xt, nt)
        found["fisher_p"], found["fisher_mid_p"] = (mp.mpf(v.numerator) / v.denominator for v in (p, mid))
        close(float(found["fisher_p"]), scipy.stats.fisher_exact([[xt, nt - xt], [xc, nc - xc]])[1], 1e-8, "Fisher")
    if nc * nt <= 2500:
        found["boschloo_p"] = mp.mpf(boschloo(xc, nc, xt, nt))
    # Second witness where it does not divide by zero.
    if 0 < xc < nc and 0 < xt < nt and nc * nt < 1e9:
        def witness(compare, method):
            return confint_proportions_2indep(xt, nt, xc, nc, compare=compare, method=method, alpha=1 - confidence)

        for compare, method, name, less in [("diff", "newcomb", "newcombe", 0), ("diff", "agresti-caffo", "agresti_caffo", 0),
                                            ("ratio", "log", "katz", 1), ("ratio", "score", "ratio", 1)]:
            low, high = witness(compare, method)
            close(float(found[name + "_low"]), low - less, 1e-6, f"{case} {name}")
            close(float(found[name + "_high"]), high - less, 1e-6, f"{case} {name}")
    rows += [(*case, name, repr(float(value))) for name, value in found.items()]

# statsmodels 0.13 restricts the shares of its score interval of the difference wrongly; published instead: Newcombe (1998), table II, method 6.
known = {row[:6]: float(row[6]) for row in rows}
for case, low, high in [((48, 80, 56, 70, 0.95), 0.0528, 0.3382), ((3, 10, 9, 10, 0.95), 0.1700, 0.8406), ((0, 29, 5, 56, 0.95), -0.0326, 0.1933)]:
    got = (round(known[(*case, "score_low")], 4), round(known[(*case, "score_high")], 4))
    if got != (low, high):
        raise SystemExit(f"{case}: {got}, published {low}, {high}")

with open(path, "w", newline="") as file:
    file.write(f"# origin: definitions in 40 digits (mpmath {mp.__version__}), exact tests in whole numbers; statsmodels {statsmodels.__version__} confint_proportions_2indep "
               f"(newcomb, agresti-caffo, ratio score, log) within 1e-6, Newcombe (1998) table II for the score difference, scipy {scipy.__version__} fisher_exact and chi2_contingency (scripts/reference/effect_from_counts.py)\n")
    file.write("# origin: ratio, katz, fieller and delta are of the lift, treatment / control - 1; boschloo_p by a grid of 3,001 shares, refined six times\n")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["successes_control", "n_control", "successes_treatment", "n_treatment", "confidence", "quantity", "value"])
    writer.writerows(rows)
print("effect_from_counts.csv", len(rows), "rows")
