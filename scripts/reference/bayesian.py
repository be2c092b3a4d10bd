# SPDX-License-Identifier: Apache-2.0
"""Chance to beat control and expected loss of two beta posteriors; how often Bayesian rules ship, by full enumeration of
small experiments and by integration; assurance. Adaptive quadrature of scipy throughout; mpmath checks a few."""
import math
import os

import mpmath as mp
import numpy as np
import scipy
from scipy import integrate, stats

HERE = os.path.dirname(os.path.abspath(__file__))


def write(name, header, rows, origin):
    with open(os.path.join(HERE, "..", "..", "tests", "reference", name), "w") as file:
        file.write(f"# origin: Python, scipy {scipy.__version__}: {origin} (scripts/reference/bayesian.py)\n{header}\n")
        file.writelines(",".join(v if isinstance(v, str) else repr(v) for v in row) + "\n" for row in rows)
    print(name, len(rows), "rows")


def pair(a, b, c, d):
    """P(B > A) and E[max(A - B, 0)], A ~ Beta(a, b), B ~ Beta(c, d), by Gauss-Legendre panels between far quantiles of A."""
    A, B = stats.beta(a, b), stats.beta(c, d)
    # Panels as narrow as either needs, over the log odds, where ends at 0 and 1 are harmless.
    odds = lambda p: math.log(p) - math.log1p(-p)
    low, high = odds(max(A.ppf(1e-18), 1e-300)), -odds(max(stats.beta(b, a).ppf(1e-18), 1e-300))
    width = min(1.0, math.sqrt(1 / c + 1 / d), math.sqrt(1 / a + 1 / b))
    edges = np.linspace(low, high, max(int((high - low) / width), 8) + 1)
    x, w = np.polynomial.legendre.leggauss(30)
    mid, half = (edges[1:] + edges[:-1]) / 2, (edges[1:] - edges[:-1]) / 2
    t = (mid[:, None] + half[:, None] * x).ravel()
    w = (half[:, None] * w).ravel()
    p, q = 1 / (1 + np.exp(-t)), 1 / (1 + np.exp(t))
    density = np.exp(a * np.log(p) + b * np.log(q) - scipy.special.betaln(a, b))
    chance = np.sum(w * density * B.sf(p))
    # E[(A - B)+] = E[A; B < A] - E[B; B < A]
    loss = np.sum(w * density * (p * B.cdf(p) - c / (c + d) * stats.beta(c + 1, d).cdf(p)))
    return float(chance), float(loss)


def exact_pair(a, b, c, d):
    mp.mp.dps = 30
    f = lambda x: x ** (a - 1) * (1 - x) ** (b - 1) / mp.beta(a, b) * mp.betainc(c, d, x, 1, regularized=True)
    mean = mp.mpf(a) / (a + b)
    return mp.quad(f, [0, mean / 2, mean, (1 + mean) / 2, 1])


def main():
    rows = []
    cases = [(1, 1, 1, 1), (2, 3, 4, 5), (0.5, 0.5, 0.5, 0.5), (0.5, 3, 2, 0.7), (11, 91, 17, 85), (101, 901, 121, 881),
             (101, 901, 101, 901), (1001, 9001, 1100, 8902), (10001, 90001, 10200, 89802), (3, 1000, 9, 1000),
             (1, 1e4, 3, 1e4), (50, 50, 5, 5), (5, 5, 500, 500), (1, 1, 1000, 1000), (1000, 1000, 1, 1), (20, 2, 18, 4),
             (200.5, 1799.5, 230.5, 1769.5), (90, 10, 80, 20), (7, 1e6, 20, 1e6), (500001, 500001, 502001, 498001),
             (30, 70, 45, 55), (40, 60, 20, 80), (1, 50, 1, 50), (2.5, 7.5, 2.5, 17.5), (12, 88, 15, 1e5), (0.7, 0.8, 2, 2),
             (9, 1, 1, 9), (1, 9, 9, 1), (123, 4567, 234, 6789), (1e5, 1e6, 1.01e5, 1e6), (60, 40, 61, 39), (5, 95, 8, 92)]
    for case in cases:
        chance, loss = pair(*case)
        if max(case) < 200:
            assert abs(chance - float(exact_pair(*case))) < 1e-12, case
        rows.append([*map(float, case), chance, loss])
    write("beta_pair.csv", "a,b,c,d,chance,loss", rows, "P(B > A) and E[max(A - B, 0)] by quadrature, small ones also mpmath")

    rows = []
    for nc, nt, p, effect, rule, threshold, prior in ((20, 20, 0.3, 0.3, "chance", 0.9, (1, 1, 1, 1)), (30, 15, 0.5, 0.2, "chance", 0.95, (1, 1, 1, 1)),
                                                     (40, 40, 0.1, 0.1, "chance", 0.95, (0.5, 0.5, 0.5, 0.5)), (25, 50, 0.2, 0.2, "chance", 0.975, (3, 12, 3, 12)),
                                                     (20, 20, 0.3, 0.3, "loss", 0.01, (1, 1, 1, 1)), (30, 30, 0.5, 0.1, "loss", 0.03, (2, 2, 1, 1)),
                                                     (60, 20, 0.8, 0.1, "loss", 0.005, (8, 2, 1, 1)), (12, 12, 0.5, 0.4, "chance", 0.5, (1, 1, 1, 1))):
        ships = np.zeros((nc + 1, nt + 1))
        for x in range(nc + 1):
            for y in range(nt + 1):
                chance, loss = pair(prior[0] + x, prior[1] + nc - x, prior[2] + y, prior[3] + nt - y)
                ships[x, y] = chance >= threshold - 1e-13 if rule == "chance" else loss <= threshold
        rates = [float(stats.binom.pmf(range(nc + 1), nc, p) @ ships @ stats.binom.pmf(range(nt + 1), nt, p + e)) for e in (effect, 0, -0.09)]
        rows.append(["proportion", nc, nt, p, 1.0, effect, rule, threshold, *map(float, prior), 0.0, 0.0, *rates])
    for n, sd, effect, rule, threshold, m, tau in ((100, 10, 3, "chance", 0.95, 0, 0), (100, 10, 3, "chance", 0.9, 1, 2), (50, 2, 0.4, "loss", 0.05, 0, 0),
                                                   (400, 5, 0.3, "loss", 0.01, -0.2, 0.5), (1000, 30, 2, "chance", 0.99, 0, 3)):
        se = sd * math.sqrt(2 / n)
        def decide(d):
            v = se if tau == 0 else 1 / math.sqrt(1 / se ** 2 + 1 / tau ** 2)
            mean = d if tau == 0 else v * v * (d / se ** 2 + m / tau ** 2)
            if rule == "chance":
                return stats.norm.sf(0, mean, v) >= threshold
            return integrate.quad(lambda t: -t * stats.norm.pdf(t, mean, v), mean - 40 * v, 0, points=[min(mean, -v / 9)] if mean < 0 else None, limit=500)[0] <= threshold
        low, high = -50 * se, 50 * se
        while high - low > 1e-12 * se:
            middle = (low + high) / 2
            low, high = (low, middle) if decide(middle) else (middle, high)
        rows.append(["mean", n, n, 0.5, float(sd), float(effect), rule, threshold, 1.0, 1.0, 1.0, 1.0, float(m), float(tau),
                     *(float(stats.norm.sf(high, e, se)) for e in (effect, 0, -0.09))])
    write("bayesian.csv", "metric,n_control,n_treatment,baseline,sd,effect,rule,threshold,a_control,b_control,a_treatment,b_treatment,"
          "prior_mean,prior_sd,power,false_positive,harmful", rows, "every pair of counts with posteriors by quadrature; means: bisection for the shipping difference")


main()
