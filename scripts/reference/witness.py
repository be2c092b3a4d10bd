# SPDX-License-Identifier: Apache-2.0
"""Second witnesses for the sample size tables: statsmodels, and 40-digit arithmetic. Fails on a disagreement."""

import csv
import pathlib
import warnings

import mpmath as mp
from statsmodels.stats.power import TTestIndPower
from statsmodels.stats.proportion import power_proportions_2indep

from noncentral_t import noncentral_t, normal_sf

REFERENCE = pathlib.Path(__file__).resolve().parents[2] / "tests/reference"
mp.mp.dps = 40


def rows(name):
    with (REFERENCE / name).open() as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            yield {k: v if k in ("method", "sides") else float(v) for k, v in row.items()}


def normal_quantile_sf(alpha):
    return mp.sqrt(2) * mp.erfinv(1 - 2 * mp.mpf(alpha))


def t_quantile_sf(alpha, df):
    """Upper quantile of Student's t by Newton on the incomplete beta function."""
    df = mp.mpf(df)

    def sf(t):
        return mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2

    from scipy.stats import t as student
    t = mp.mpf(float(student.isf(float(alpha), float(df))))
    for _ in range(4):
        log_density = mp.loggamma((df + 1) / 2) - mp.loggamma(df / 2) - mp.log(df * mp.pi) / 2 - (df + 1) / 2 * mp.log1p(t * t / df)
        t += (sf(t) - alpha) / mp.exp(log_density)
    return t


def proportion_power(r):
    n, p1, p2, ratio = (mp.mpf(r[k]) for k in ("n_control", "baseline", "treatment", "ratio"))
    se1 = mp.sqrt(p1 * (1 - p1) / n + p2 * (1 - p2) / (ratio * n))
    null = {"pooled": (p1 + ratio * p2) / (1 + ratio), "control_only": p1}.get(r["method"])
    se0 = se1 if null is None else mp.sqrt(null * (1 - null) * (1 + 1 / ratio) / n)
    two = r["sides"] == "two"
    z = normal_quantile_sf(mp.mpf(r["alpha"]) / (2 if two else 1))
    d = abs(p2 - p1)
    return normal_sf((z * se0 - d) / se1) + (normal_sf((z * se0 + d) / se1) if two else 0)


def mean_power(r):
    n, ratio = mp.mpf(r["n_control"]), mp.mpf(r["ratio"])
    ncp = abs(mp.mpf(r["difference"])) / (mp.mpf(r["sd"]) * mp.sqrt((1 + 1 / ratio) / n))
    two = r["sides"] == "two"
    tail = mp.mpf(r["alpha"]) / (2 if two else 1)
    if r["method"] == "normal":
        z = normal_quantile_sf(tail)
        return normal_sf(z - ncp) + (normal_sf(z + ncp) if two else 0)
    df = n * (1 + ratio) - 2
    t = t_quantile_sf(tail, df)
    return noncentral_t(t, df, ncp, True) + (noncentral_t(-t, df, ncp, False) if two else 0)


def main():
    # A relative error e in n moves the power by about e / 2 or less: half the tolerance is the bar.
    worst, worst_sm = 0.0, 0.0
    for r in rows("sample_size_proportion.csv"):
        error = abs(float(proportion_power(r)) - r["power"])
        assert error < r["tolerance"], (r, error)
        worst = max(worst, error)
        if r["method"] == "pooled":
            larger = r["treatment"] > r["baseline"]
            side = "two-sided" if r["sides"] == "two" else "larger" if larger else "smaller"
            theirs = power_proportions_2indep(
                r["treatment"] - r["baseline"], r["baseline"], r["ratio"] * r["n_control"], ratio=1 / r["ratio"],
                alpha=r["alpha"], alternative=side, return_results=False)
            assert abs(theirs - r["power"]) < 1e-9, (r, theirs)
            worst_sm = max(worst_sm, abs(theirs - r["power"]))
    print(f"  sample_size_proportion: power at n off by {worst:.1e} (40 digits), {worst_sm:.1e} (statsmodels, pooled)")

    worst, worst_sm = 0.0, 0.0
    for r in rows("sample_size_mean.csv"):
        error = abs(float(mean_power(r)) - r["power"])
        assert error < r["tolerance"], (r, error)
        worst = max(worst, error)
        if r["method"] == "noncentral_t":
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                theirs = TTestIndPower().power(
                    abs(r["difference"]) / r["sd"], r["n_control"], r["alpha"], ratio=r["ratio"],
                    alternative="two-sided" if r["sides"] == "two" else "larger")
            assert abs(theirs - r["power"]) < 1e-7, (r, theirs)
            worst_sm = max(worst_sm, abs(theirs - r["power"]))
    print(f"  sample_size_mean: power at n off by {worst:.1e} (40 digits), {worst_sm:.1e} (statsmodels)")


if __name__ == "__main__":
    main()
