# SPDX-License-Identifier: Apache-2.0
"""Noncentral t by numerical integration in 40 digits, appended to tests/reference/distributions.csv.

T = (Z + ncp) / S with S^2 = chi-squared(df) / df, so P(T > t) = E[Phi(ncp - t S)].
R's own pt(x, df, ncp) stops at 1e-12 and approximates above 4e5 degrees of freedom; this does neither.
"""

import pathlib

import mpmath as mp
from scipy import stats

mp.mp.dps = 40
TABLE = pathlib.Path(__file__).resolve().parents[2] / "tests/reference/distributions.csv"


def normal_sf(x):
    return mp.erfc(x / mp.sqrt(2)) / 2


def noncentral_t(t, df, ncp, upper):
    """P(T > t) if upper, else P(T <= t); the integral runs over S."""
    t, df, ncp = mp.mpf(t), mp.mpf(df), mp.mpf(ncp)
    log_scale = mp.log(2) + df / 2 * mp.log(df / 2) - mp.loggamma(df / 2)
    sign = 1 if upper else -1

    def integrand(s):
        if s == 0:
            return mp.mpf(0)
        density = mp.exp(log_scale + (df - 1) * mp.log(s) - df * s * s / 2)
        return density * normal_sf(sign * (t * s - ncp))

    # Break points around the peak of the density and around the step of the normal, wide enough for 40 digits.
    width = 1 / mp.sqrt(2 * df)
    points = {mp.mpf(0)}
    points |= {1 + k * width for k in (-16, -8, -4, -2, 0, 2, 4, 8, 16)}
    if t != 0:
        points |= {(ncp + k) / t for k in (-12, -6, -2, 0, 2, 6, 12)}
    low, high = max(mp.mpf(0), 1 - 24 * width), 1 + 24 * width + (8 if df < 60 else 0)
    inside = sorted({low, high} | {p for p in points if low < p < high})
    return mp.quad(integrand, inside)


def arguments():
    power_like = [(df, ncp, alpha) for df in (4, 6, 10.5, 38, 126, 1000, 44444, 398000, 1000000)
                  for ncp in (0, 0.5, 1.96, 2.8, 4.5, 10) for alpha in (0.05, 0.001)]
    for df, ncp, alpha in power_like:
        critical = round(float(stats.t.isf(alpha / 2, df)), 6)
        yield "noncentral_t_sf", critical, df, ncp
        if alpha == 0.05:
            yield "noncentral_t_cdf", critical, df, ncp
            if ncp <= 2.8:
                yield "noncentral_t_cdf", -critical, df, ncp


def main():
    with TABLE.open("a") as table:
        for name, t, df, ncp in arguments():
            value = float(noncentral_t(t, df, ncp, name.endswith("_sf")))
            if value > 1e-14:
                table.write(f"{name},{t!r},{df!r},{ncp!r},{value!r}\n")


if __name__ == "__main__":
    main()
