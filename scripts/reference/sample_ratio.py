# SPDX-License-Identifier: Apache-2.0
"""Tests of counts against planned shares, right to the far tail: chi-square, G, exact binomial and multinomial, the
sequential test of Lindon and Malek; users needed; daily checks of a fixed threshold. Definitions in 50 digits (mpmath),
whole numbers where a test is exact; scipy is the second witness wherever a double can hold the answer."""
import itertools
import math
import os

import mpmath as mp
import numpy as np
import scipy
from scipy import optimize, signal, stats

mp.mp.dps = 60
HERE = os.path.dirname(os.path.abspath(__file__))


def write(name, header, rows, origin):
    with open(os.path.join(HERE, "..", "..", "tests", "reference", name), "w") as file:
        file.write(f"# origin: Python, mpmath {mp.__version__}, scipy {scipy.__version__}: {origin} (scripts/reference/sample_ratio.py)\n")
        file.write(header + "\n")
        file.writelines(",".join(v if isinstance(v, str) else repr(v) for v in row) + "\n" for row in rows)
    print(name, len(rows), "rows")


def close(a, b, tolerance=1e-9):
    assert a == b or abs(a - b) <= tolerance * abs(b), (a, b)


def listed(numbers):
    return " ".join(repr(x) for x in numbers)


def share(x):
    return mp.mpf(repr(x)) if not isinstance(x, mp.mpf) else x


def upper_tail(x, df):
    """log10 P(chi^2_df > x)."""
    return mp.log10(mp.gammainc(mp.mpf(df) / 2, mp.mpf(x) / 2, mp.inf, regularized=True))


def pearson(counts, shares):
    n = mp.mpf(sum(counts))
    return sum((c - n * s) ** 2 / (n * s) for c, s in zip(counts, shares))


def g(counts, shares):
    n = mp.mpf(sum(counts))
    return 2 * sum(c * mp.log(c / (n * s)) for c, s in zip(counts, shares) if c > 0)


def bayes(counts, shares, c):
    """log Bayes factor by its definition with gamma functions."""
    n, c = sum(counts), mp.mpf(c)
    mp.mp.dps = 90
    value = mp.loggamma(c) - mp.loggamma(c + n)
    for x, s in zip(counts, shares):
        value += mp.loggamma(c * s + x) - mp.loggamma(c * s) - x * mp.log(s)
    mp.mp.dps = 60
    return value


def binomial_test(k, n, p):
    """log10 of R's two-sided p: all outcomes no likelier than k, relative tolerance 1e-7. In logarithms of 60 digits."""
    p = mp.mpf(p)
    density = lambda i: (mp.loggamma(n + 1) - mp.loggamma(i + 1) - mp.loggamma(n - i + 1) + i * mp.log(p) + (n - i) * mp.log(1 - p))
    cut = density(k) + mp.log1p(mp.mpf("1e-7"))

    def tail(start, step):
        if start < 0 or start > n:
            return mp.mpf(0)
        term = total = mp.e ** density(start)
        i = start
        while 0 <= i + step <= n and term > total * mp.mpf(10) ** -30:
            term *= mp.mpf(n - i) / (i + 1) * p / (1 - p) if step > 0 else mp.mpf(i) / (n - i + 1) * (1 - p) / p
            total += term
            i += step
        return total

    mean = n * p
    high = k > mean
    likely = int(mp.floor(mean)) if high else int(mp.ceil(mean))
    if density(likely) <= cut:
        return mp.mpf(0)
    unlikely = -1 if high else n + 1
    while abs(likely - unlikely) > 1:
        middle = (likely + unlikely) // 2
        if density(middle) <= cut:
            unlikely = middle
        else:
            likely = middle
    return mp.log10(min(tail(k, 1 if high else -1) + tail(unlikely, -1 if high else 1), mp.mpf(1)))


def multinomial_test(counts, shares):
    n, k = sum(counts), len(counts)
    factorials = [math.factorial(i) for i in range(n + 1)]
    powers = [[s ** i for i in range(n + 1)] for s in shares]

    def chance(table):
        ways = factorials[n]
        for x in table:
            ways //= factorials[x]
        value = mp.mpf(ways)
        for i, x in enumerate(table):
            value *= powers[i][x]
        return value

    bar = chance(counts) * (1 + mp.mpf("1e-7"))
    total = mp.mpf(0)
    for cuts in itertools.combinations(range(n + k - 1), k - 1):
        table = [b - a - 1 for a, b in zip((-1,) + cuts, cuts + (n + k - 1,))]
        p = chance(table)
        if p <= bar:
            total += p
    return total


def counts_table():
    half = [0.5, 0.5]
    cases = [
        ("Kohavi Tang Xu 2020 ch. 3", [821588, 815482], half), ("Fabijan 2019", [9463, 7681], half),
        ("even", [500, 500], half), ("one more", [501, 500], half), ("coin", [60, 40], half), ("small", [3, 9], half),
        ("tiny", [0, 5], half), ("nobody there", [0, 40], half), ("one user", [1, 0], half),
        ("half million", [250900, 249100], half), ("a million", [502000, 498000], half), ("billion", [500030000, 499970000], half),
        ("billion far", [500500000, 499500000], half), ("far", [10000, 7000], half), ("tail 1e-300", [12000, 7050], half),
        ("beyond doubles", [30000, 20000], half), ("nine to one", [9100, 900], [0.9, 0.1]), ("nine to one off", [9200, 800], [0.9, 0.1]),
        ("one percent", [99105, 895], [0.99, 0.01]), ("one percent low", [98900, 1100], [0.99, 0.01]),
        ("one in a thousand", [999100, 900], [0.999, 0.001]), ("third", [700, 320], [0.7, 0.3]), ("skewed small", [14, 6], [0.9, 0.1]),
        ("skewed tiny", [17, 3], [0.95, 0.05]), ("three even", [333, 334, 333], [0.25, 0.25, 0.5]), ("three", [20, 30, 50], [0.3, 0.3, 0.4]),
        ("three small", [2, 5, 11], [0.25, 0.25, 0.5]), ("three tiny", [0, 0, 6], [0.25, 0.25, 0.5]), ("four", [12, 9, 14, 5], [0.25] * 4),
        ("four large", [250100, 249800, 251900, 248200], [0.25] * 4), ("four far", [25010, 24980, 29190, 20820], [0.25] * 4),
        ("five", [1010, 990, 1003, 997, 870], [0.2] * 5), ("five uneven", [5023, 1021, 998, 1480, 1478], [0.5, 0.1, 0.1, 0.15, 0.15]),
        ("eight", [130, 120, 128, 122, 131, 119, 127, 123], [0.125] * 8), ("ten", [100 + i for i in range(10)], [0.1] * 10),
        ("fifty", [1000 + (7 * i) % 23 for i in range(50)], [0.02] * 50), ("fifty off", [1000 + 3 * i for i in range(50)], [0.02] * 50),
        ("three far", [50000, 45000, 40000], [0.375, 0.375, 0.25]), ("billions", [1000000000, 1000100000, 999900000], [0.3125, 0.34375, 0.34375]),
    ]
    rows = []
    for name, counts, given in cases:
        shares = [share(s) for s in given]
        n, df = sum(counts), len(counts) - 1
        x2, g2 = pearson(counts, shares), g(counts, shares)
        log10_x2, log10_g2 = upper_tail(x2, df), upper_tail(g2, df)
        if log10_x2 > -280:
            close(float(x2), stats.chisquare(counts, [n * s for s in given]).statistic, 1e-8)
            close(float(mp.mpf(10) ** log10_x2), stats.chi2.sf(float(x2), df), 1e-7)
            if n < 1e8:
                close(float(g2), stats.power_divergence(counts, [n * s for s in given], lambda_=0).statistic, 1e-5 if g2 > 1e-4 else 1)
        exact = ""
        if df == 1 and n <= 2_000_000_000:
            value = binomial_test(counts[1], n, shares[1])
            exact = repr(float(value))
            if value > -280 and n < 1e7:
                close(float(10 ** value), stats.binomtest(counts[1], n, given[1]).pvalue, 1e-6)
        elif df > 1 and n <= 60 and df <= 3:
            exact = repr(float(mp.log10(multinomial_test(counts, shares))))
        bayes_factors = [float(bayes(counts, shares, c)) for c in (1, 100, 10000, 1000000)]
        rows.append([name, listed(counts), listed(given), float(x2), float(log10_x2), float(g2), float(log10_g2), exact] + bayes_factors)
    write("sample_ratio.csv", "name,counts,shares,chi_squared,chi_squared_log10_p,g,g_log10_p,exact_log10_p,log_bf_1,log_bf_100,log_bf_10000,log_bf_1000000",
          rows, "definitions in 60 digits, tests exact in whole numbers; chisquare, binomtest")


def ramp_table():
    """Covariances added over periods, generalised inverse by numpy; the running Bayes factor step by step, user blocks in 60 digits."""
    plans = [
        ("two weeks", [([9012, 1010], [0.9, 0.1]), ([5021, 4985], [0.5, 0.5])]),
        ("three steps", [([990, 10], [0.99, 0.01]), ([1910, 90], [0.95, 0.05]), ([5200, 4800], [0.5, 0.5])]),
        ("same shares", [([503, 497], [0.5, 0.5]), ([520, 480], [0.5, 0.5]), ([498, 502], [0.5, 0.5])]),
        ("three arms", [([805, 98, 97], [0.8, 0.1, 0.1]), ([3300, 3350, 3350], [0.4, 0.3, 0.3])]),
        ("an arm joins", [([500, 480, 0], [0.5, 0.5, 0.0]), ([1010, 1005, 1003], [0.4, 0.3, 0.3])]),
        ("apart", [([520, 480, 0, 0], [0.5, 0.5, 0.0, 0.0]), ([0, 0, 700, 760], [0.0, 0.0, 0.5, 0.5])]),
        ("cancels", [([5200, 4800], [0.5, 0.5]), ([8800, 1200], [0.9, 0.1])]),
    ]
    rows = []
    for name, periods in plans:
        k = len(periods[0][0])
        gap, cov = np.zeros(k), np.zeros((k, k))
        stratified, stratified_df = mp.mpf(0), 0
        for counts, shares in periods:
            n, t = sum(counts), np.array(shares)
            gap += np.array(counts) - n * t
            cov += n * (np.diag(t) - np.outer(t, t))
            kept = [(c, share(s)) for c, s in zip(counts, shares) if s > 0]
            stratified += pearson([c for c, _ in kept], [s for _, s in kept])
            stratified_df += len(kept) - 1
        inverse = np.linalg.pinv(cov, rcond=1e-9)
        df = np.linalg.matrix_rank(cov, tol=1e-6)
        x2 = float(gap @ inverse @ gap)
        logs = []
        for c in (100, 10000):
            seen, expected, total, log_bf, running = [mp.mpf(0)] * k, [mp.mpf(0)] * k, 0, mp.mpf(0), []
            for counts, shares in periods:
                t = [share(s) for s in shares]
                n = sum(counts)
                centre = [s * (c * s + a) / (c * s + e) if s > 0 else mp.mpf(0) for s, a, e in zip(t, seen, expected)]
                whole = sum(centre)
                centre = [m / whole for m in centre]
                # The chance of the block under its prior over that under the plan, by gamma functions.
                c_now = mp.mpf(c) + total
                log_bf += mp.loggamma(c_now) - mp.loggamma(c_now + n)
                for x, m, s in zip(counts, centre, t):
                    if s > 0:
                        log_bf += mp.loggamma(c_now * m + x) - mp.loggamma(c_now * m) - x * mp.log(s)
                seen = [a + x for a, x in zip(seen, counts)]
                expected = [e + n * s for e, s in zip(expected, t)]
                total += n
                running.append(log_bf)
            logs += [float(log_bf), float(max(max(running), 0))]
        text = "; ".join(" ".join(map(str, counts)) + " " + " ".join(map(repr, shares)) for counts, shares in periods)
        rows.append([name, text, x2, int(df), float(stats.chi2.sf(x2, df)), float(stratified), stratified_df,
                     float(stats.chi2.sf(float(stratified), stratified_df))] + logs)
    write("sample_ratio_ramp.csv", "name,periods,chi_squared,df,p_value,stratified,stratified_df,stratified_p,log_bf_100,running_100,log_bf_10000,running_10000",
          rows, "numpy pinv of the summed covariance; Bayes factor block by block in 60 digits")


def users(threshold, power, df, w2):
    bar = stats.chi2.isf(threshold, df)
    ncp = optimize.brentq(lambda x: stats.ncx2.sf(bar, df, x) - power, 1e-9, 1e4, xtol=1e-12, rtol=1e-14)
    return ncp / w2


def mixture_users(threshold, power, df, w2, c):
    f = lambda n: stats.ncx2.sf((n + c) / n * (2 * math.log(1 / threshold) + df * math.log1p(n / c)), df, n * w2) - power
    high = 10.0
    while f(high) < 0:
        high *= 2
    return optimize.brentq(f, high / 2 if high > 10 else 1e-3, high, xtol=1e-9, rtol=1e-13)


def split_after(planned, arm, lost):
    left = [s * (1 - lost if i == arm else 1) for i, s in enumerate(planned)]
    return [s / sum(left) for s in left]


def power_table():
    rows = []
    for planned in ([0.5, 0.5], [0.9, 0.1], [0.25] * 4):
        for lost in (0.01, 0.05):
            true = split_after(planned, len(planned) - 1, lost)
            w2 = sum((t - s) ** 2 / s for t, s in zip(true, planned))
            df = len(planned) - 1
            for threshold in (0.05, 0.01, 0.001, 0.0001):
                for power in (0.8, 0.9):
                    n = users(threshold, power, df, w2)
                    exact = ""
                    if df == 1:
                        whole = math.ceil(n)
                        mean, width = whole * planned[1], math.sqrt(stats.chi2.isf(threshold, 1) * whole * planned[0] * planned[1])
                        exact = float(stats.binom.cdf(math.floor(mean - width), whole, true[1]) + stats.binom.sf(math.ceil(mean + width) - 1, whole, true[1]))
                    rows.append(["chi_square", listed(planned), lost, threshold, power, 0.0, float(n), repr(exact) if exact else ""])
            for threshold in (0.05, 0.01, 0.001):
                for c in (100.0, 10000.0):
                    rows.append(["sequential", listed(planned), lost, threshold, 0.8, c, float(mixture_users(threshold, 0.8, df, w2, c)), ""])
    write("sample_ratio_users.csv", "test,shares,lost,threshold,power,concentration,users,exact_power", rows, "ncx2, brentq; binom")


def alarm_table():
    """Healthy experiments of two arms that a daily check suspects: density of the sum of days by Gauss-Legendre in one
    piece; a second witness counts exactly, day by day, with the binomial of 5,000 users a day."""
    def continuous(z_of_day, days):
        x, w = np.polynomial.legendre.leggauss(600)
        nodes, mass, left = np.array([0.0]), np.array([1.0]), 1.0
        for day in range(1, days + 1):
            edge = z_of_day(day) * math.sqrt(day)
            left = float(np.sum(mass * (stats.norm.cdf(edge - nodes) - stats.norm.cdf(-edge - nodes))))
            new = edge * x
            mass = np.dot(stats.norm.pdf(new[:, None] - nodes), mass) * edge * w
            nodes = new
        return 1 - left

    def binomial(threshold, days, a_day):
        chance = np.array([1.0])
        step = stats.binom.pmf(np.arange(a_day + 1), a_day, 0.5)
        bar, out = stats.chi2.isf(threshold, 1), 0.0
        for day in range(1, days + 1):
            chance = np.maximum(signal.fftconvolve(chance, step), 0)
            n = day * a_day
            k = np.arange(n + 1)
            off = (k - n / 2) ** 2 / (n / 4) > bar
            out += chance[off].sum()
            chance[off] = 0
        return out

    rows = []
    for threshold in (0.05, 0.01, 0.001, 0.0001):
        z = stats.norm.isf(threshold / 2)
        for days in (1, 2, 7, 14, 28, 60):
            value = continuous(lambda day: z, days)
            if days <= 14 and threshold >= 0.001:
                assert abs(binomial(threshold, days, 5000) / value - 1) < 0.12, (threshold, days)
            rows.append(["chi_square", threshold, days, 0.0, 0.0, value])
    for threshold in (0.05, 0.01, 0.001):
        for c, a_day in ((100.0, 1000.0), (10000.0, 1000.0), (10000.0, 50000.0)):
            def z_of(day):
                n = day * a_day
                return math.sqrt((n + c) / n * (2 * math.log(1 / threshold) + math.log1p(n / c)))
            value = continuous(z_of, 28)
            assert value < threshold
            rows.append(["sequential", threshold, 28, c, a_day, value])
    # The running sequential test of two even arms, counted exactly after every user: Ville's inequality by enumeration.
    for threshold in (0.05, 0.01):
        for c, most in ((1.0, 1000), (100.0, 1000)):
            chance, out = np.array([1.0]), 0.0
            for n in range(1, most + 1):
                chance = np.convolve(chance, [0.5, 0.5])
                k = np.arange(n + 1)
                log_bf = (math.lgamma(c) - math.lgamma(c + n) + scipy.special.gammaln(c / 2 + k) + scipy.special.gammaln(c / 2 + n - k)
                          - 2 * math.lgamma(c / 2) + n * math.log(2))
                off = log_bf >= -math.log(threshold)
                out += chance[off].sum()
                chance[off] = 0
            assert out < threshold
            rows.append(["every_user", threshold, most, c, 1.0, float(out)])
    write("sample_ratio_alarms.csv", "test,threshold,days,concentration,users_per_day,false_alarm", rows,
          "Gauss-Legendre in one piece of 600 points; every user: enumeration")


def several_arms_table():
    """Daily checks of more than two arms, whose statistic has several degrees of freedom: false alarms by carrying the
    squared length's density on a fine grid with scipy's noncentral chi-squared; mismatches seen by walks drawn in all
    dimensions; both also by counts drawn from the multinomial, with the Bayes factor by its definition."""
    def null(bounds, df):
        x, w = np.polynomial.legendre.leggauss(400)
        out, nodes, carried = 0.0, np.array([0.0]), np.array([1.0])
        for k, bound in enumerate(bounds, 1):
            edge = math.sqrt(bound * k)
            new = edge * (x + 1) / 2
            if k == 1:
                out += stats.chi2.sf(bound, df)
                density = 2 * new * stats.chi2.pdf(new**2, df)
            else:
                out += float(np.sum(carried * stats.ncx2.sf(edge**2, df, nodes**2)))
                density = (2 * new[:, None] * stats.ncx2.pdf(new[:, None] ** 2, df, nodes**2)) @ carried
            nodes, carried = new, density * edge * w / 2
        return out

    def walks(bounds, df, drift, runs, seed):
        random = np.random.default_rng(seed)
        at, going = np.zeros((runs, df)), np.ones(runs, bool)
        for k, bound in enumerate(bounds, 1):
            at += random.standard_normal((runs, df))
            at[:, 0] += drift
            going &= (at**2).sum(1) / k < bound
        return 1 - going.mean()

    def drawn(test, shares, true, threshold, c, a_day, days, runs, seed):
        random = np.random.default_rng(seed)
        shares = np.array(shares)
        counts, going = np.zeros((runs, len(shares))), np.ones(runs, bool)
        for day in range(1, days + 1):
            counts += random.multinomial(a_day, true, runs)
            n = day * a_day
            if test == "chi_square":
                off = ((counts - n * shares) ** 2 / (n * shares)).sum(1) >= stats.chi2.isf(threshold, len(shares) - 1)
            else:
                g = scipy.special.gammaln
                log_bf = (g(c) - g(c + n) + (g(c * shares + counts) - g(c * shares)).sum(1) - counts @ np.log(shares))
                off = log_bf >= -math.log(threshold)
            going &= ~off
        return 1 - going.mean()

    rows, seed = [], 1
    for shares in ([0.5, 0.25, 0.25], [0.25] * 4, [0.1] * 10):
        df = len(shares) - 1
        for test, threshold, days, c, a_day in (
            ("chi_square", 0.05, 2, 10000.0, 50000), ("chi_square", 0.01, 14, 10000.0, 50000), ("chi_square", 0.001, 7, 10000.0, 50000),
            ("chi_square", 0.001, 28, 10000.0, 50000), ("sequential", 0.05, 14, 10000.0, 5000), ("sequential", 0.01, 28, 1000.0, 20000)):
            bars = []
            for day in range(1, days + 1):
                n = day * a_day
                bars.append(stats.chi2.isf(threshold, df) if test == "chi_square"
                            else (n + c) / n * (2 * math.log(1 / threshold) + df * math.log1p(n / c)))
            alarm = null(bars, df)
            seed += 1
            counted = drawn(test, shares, shares, threshold, c, a_day, days, 40000, seed)
            error = math.sqrt(alarm * (1 - alarm) / 40000)
            assert abs(counted - alarm) < 4 * error + 0.06 * alarm + 1e-4, (shares, test, threshold, alarm, counted)
            lost = 0.6 / math.sqrt(a_day * shares[-1])
            true = np.array(shares)
            true[-1] *= 1 - lost
            true /= true.sum()
            drift = math.sqrt(a_day * ((true - shares) ** 2 / shares).sum())
            runs = 200000
            seen = walks(bars, df, drift, runs, seed)
            counted = drawn(test, shares, true, threshold, c, a_day, days, 40000, seed + 1000)
            assert abs(counted - seen) < 0.02 + 4 * math.sqrt(seen * (1 - seen) / 40000), (shares, test, seen, counted)
            rows.append([test, listed(shares), threshold, days, c, a_day, lost, alarm, seen, math.sqrt(seen * (1 - seen) / runs)])
    write("sample_ratio_alarms_arms.csv", "test,shares,threshold,days,concentration,users_per_day,lost,false_alarm,seen,seen_mcse", rows,
          "false alarms: one piece of 400 points with scipy's noncentral chi-squared; seen: 200000 walks drawn; multinomial counts agree")


if __name__ == "__main__":
    counts_table()
    ramp_table()
    power_table()
    alarm_table()
    several_arms_table()
