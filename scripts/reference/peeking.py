# SPDX-License-Identifier: Apache-2.0
# Writes tests/reference/peeking.csv: what watching an experiment does, and how often intervals for a mean cover.
#
#   peeking     chance that |Z| passes the usual z at one of so many evenly spaced looks, and the mean share of the looks
#               that were used; with the drift (expected Z at the end) given
#   clusters    the same where the variance is `inflation` times what the test takes it for
#   sequence    chance that |Z| passes the bar of the normal mixture that is lowest at a share of all people
#   dunnett     chance that one of several variants against one control passes the usual z, looked at once
#   bernoulli   coverage of mean -+ q s / sqrt(n) of a share: every outcome added up. q: "z" or "t"
#   skewness    of a metric, from its moments by quadrature or summation
#
# The first three by the density of those who go on, carried from look to look on Gauss-Legendre nodes; held against
# Armitage, McPherson and Rowe (1969), JRSS A 132:235, table 2, and McPherson (1974), NEJM 290:501.
import csv
import math
import os
import platform

import numpy as np
import scipy
from scipy import integrate, optimize
from scipy.stats import binom, norm, poisson, t

COLUMNS = ["kind", "metric", "n", "alpha", "drift", "parameter", "quantile", "value", "mean_looks"]
rows = []


def add(kind, value, **others):
    rows.append({"kind": kind, "value": repr(float(value)), **others})


def passes(bars, drift=0.0, nodes=700):
    """Chances to pass |Z| >= bar first at each of the evenly spaced looks."""
    looks = len(bars)
    x, w = np.polynomial.legendre.leggauss(nodes)
    chances = []
    points, density, before = None, None, 0.0
    for k, bar in enumerate(bars, 1):
        time = k / looks
        step, edge = time - before, bar * math.sqrt(time)
        sd = math.sqrt(step)
        if points is None:
            out = norm.sf((edge - drift * step) / sd) + norm.cdf((-edge - drift * step) / sd)
        else:
            at = points + drift * step
            out = float(np.sum(density * (norm.sf((edge - at) / sd) + norm.cdf((-edge - at) / sd))))
        chances.append(out)
        high = min(edge, 9 + abs(drift))
        new = high * x
        if points is None:
            values = norm.pdf((new - drift * step) / sd) / sd
        else:
            values = norm.pdf((new[:, None] - points[None, :] - drift * step) / sd) @ density / sd
        points, density, before = new, values * high * w, time
    return np.array(chances)


def mean_looks(chances):
    looks = len(chances)
    return float(np.sum(chances * np.arange(1, looks + 1)) + (1 - chances.sum()) * looks)


published = {0.05: {1: .050, 2: .083, 3: .107, 4: .126, 5: .142, 10: .193, 20: .248, 50: .320, 100: .374, 200: .424},
             0.01: {1: .010, 2: .018, 3: .024, 4: .029, 5: .033, 10: .047, 20: .064, 50: .088, 100: .107, 200: .126}}
for alpha in (0.01, 0.05, 0.1):
    for looks in (1, 2, 3, 4, 5, 7, 10, 14, 20, 28, 50, 100, 200):
        chances = passes([norm.isf(alpha / 2)] * looks)
        value = chances.sum()
        if looks in published.get(alpha, {}):
            assert abs(value - published[alpha][looks]) < 0.00051, (alpha, looks, value)
        add("peeking", value, n=looks, alpha=alpha, drift=0, mean_looks=repr(mean_looks(chances)))
for drift in (1, 2, 3.5):
    for looks in (5, 28):
        chances = passes([norm.isf(0.025)] * looks, drift)
        add("peeking", chances.sum(), n=looks, alpha=0.05, drift=drift, mean_looks=repr(mean_looks(chances)))
for inflation in (1.09, 1.45, 2, 5):
    for looks in (1, 7, 28):
        chances = passes([norm.isf(0.025) / math.sqrt(inflation)] * looks)
        add("clusters", chances.sum(), n=looks, alpha=0.05, parameter=inflation, mean_looks=repr(mean_looks(chances)))


def mixture_bars(alpha, lowest_at, looks):
    # The bar sqrt((1 + k/t) (log(1 + t/k) - 2 log alpha)), with the k for which it is lowest at that share.
    def bar(time, k):
        return math.sqrt((1 + k / time) * (math.log1p(time / k) - 2 * math.log(alpha)))

    k = optimize.brentq(lambda k: bar(lowest_at * 1.0001, k) - bar(lowest_at / 1.0001, k), 1e-3 * lowest_at, lowest_at)
    return [bar(i / looks, k) for i in range(1, looks + 1)]


for alpha in (0.01, 0.05, 0.2):
    for lowest_at in (0.1, 0.5, 1):
        chances = passes(mixture_bars(alpha, lowest_at, 28))
        add("sequence", chances.sum(), n=28, alpha=alpha, parameter=lowest_at, mean_looks=repr(mean_looks(chances)))

# All variants share the control's noise: the correlation is one half.
for variants in (2, 5, 20):
    c = norm.isf(0.025) * math.sqrt(2)
    inside = integrate.quad(lambda u: norm.pdf(u) * (norm.cdf(u + c) - norm.cdf(u - c)) ** variants, -9, 9,
                            epsabs=1e-13)[0]
    add("dunnett", 1 - inside, n=variants, alpha=0.05)

for n in (10, 30, 100, 1000, 20000):
    for p in (0.0005, 0.02, 0.1, 0.5, 0.97):
        for quantile in ("z", "t"):
            q = norm.isf(0.025) if quantile == "z" else t.isf(0.025, n - 1)
            k = np.arange(n + 1)
            share = k / n
            half = q * np.sqrt(share * (1 - share) / (n - 1))
            add("bernoulli", math.fsum(binom.pmf(k, n, p)[np.abs(share - p) <= half + 1e-15]), n=n, parameter=p,
                quantile=quantile)


def skewness(moments):
    first, second, third = moments
    variance = second - first ** 2
    return (third - 3 * first * second + 2 * first ** 3) / variance ** 1.5


for cv in (0.1, 1, 2, 5):
    sigma = math.sqrt(math.log1p(cv * cv))
    raw = [integrate.quad(lambda z, i=i: math.exp(i * (sigma * z - sigma ** 2 / 2)) * norm.pdf(z),
                          i * sigma - 12, i * sigma + 12, epsabs=0, epsrel=1e-13)[0] for i in (1, 2, 3)]
    add("skewness", skewness(raw), metric="lognormal", parameter=cv)
    for q in (0.01, 0.05, 0.5, 1):
        add("skewness", skewness([q * m for m in raw]), metric="zero_inflated", parameter=cv, n=q)
for rate in (0.01, 0.5, 30):
    k = np.arange(2000)
    add("skewness", skewness([math.fsum(poisson.pmf(k, rate) * k ** i) for i in (1.0, 2.0, 3.0)]), metric="poisson",
        parameter=rate)
for share in (0.001, 0.02, 0.5, 0.9):
    add("skewness", skewness([share] * 3), metric="bernoulli", parameter=share)
add("skewness", skewness([1, 2, 6]), metric="exponential")

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tests/reference/peeking.csv")
with open(path, "w", newline="") as file:
    file.write(f"# origin: scripts/reference/peeking.py, numpy {np.__version__}, scipy {scipy.__version__}, "
               f"Python {platform.python_version()}\n")
    file.write("# origin: peeking agrees with Armitage, McPherson and Rowe (1969), JRSS A 132:235, table 2, in every digit\n")
    writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
