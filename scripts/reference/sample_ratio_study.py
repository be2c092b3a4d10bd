# SPDX-License-Identifier: Apache-2.0
"""Sample ratio mismatches. Each user's way through the counts is a plain program that tosses coins; expected splits and effects
come from trying every result of every coin. When tests see a mismatch comes from the exact law of both counts on a grid, day by
day, and for many users from the same recursion with normal increments."""
import math
import os

import mpmath as mp
import numpy as np
import scipy
from scipy.signal import fftconvolve
from scipy.stats import chi2, norm, poisson

mp.mp.dps = 40
HERE = os.path.dirname(os.path.abspath(__file__))


def write(name, header, rows, origin):
    with open(os.path.join(HERE, "..", "..", "tests", "reference", name), "w") as file:
        file.write(f"# origin: Python, {origin} (scripts/reference/sample_ratio_study.py)\n{header}\n")
        file.writelines(",".join(v if isinstance(v, str) else repr(v) for v in row) + "\n" for row in rows)
    print(name, len(rows), "rows")


def log_bayes_factor(counts, shares, concentration):
    c, n = mp.mpf(concentration), sum(counts)
    total = mp.loggamma(c) - mp.loggamma(n + c)
    for x, p in zip(counts, shares):
        total += mp.loggamma(x + c * mp.mpf(p)) - mp.loggamma(c * mp.mpf(p)) - x * mp.log(mp.mpf(p))
    return total


def bayes_factors():
    rows = []
    for counts, shares in (
            ((0, 0), (0.5, 0.5)), ((1, 0), (0.5, 0.5)), ((10, 0), (0.5, 0.5)), ((821588, 815482), (0.5, 0.5)),
            ((9463, 7681), (0.5, 0.5)), ((50_000_000, 50_020_000), (0.5, 0.5)), ((10**12, 10**12 + 3 * 10**6), (0.5, 0.5)),
            ((999, 1), (0.875, 0.125)), ((87_500_123, 12_499_877), (0.875, 0.125)), ((500, 300, 200), (0.5, 0.25, 0.25)),
            ((50_100, 24_900, 25_000), (0.5, 0.25, 0.25)), ((7, 0, 0, 1), (0.25, 0.25, 0.25, 0.25))):
        for concentration in (0.125, 1, 100, 10_000, 1e7):
            value = log_bayes_factor(counts, shares, concentration)
            rows.append([";".join(str(x) for x in counts), ";".join(repr(p) for p in shares), float(concentration), float(value)])
    write("sequential_ratio.csv", "counts,shares,concentration,log_bayes_factor", rows,
          f"mpmath {mp.__version__}: logarithms of gamma functions in 40 digits")


# --- one user ---

TRAFFIC = dict(users_per_day=2000.0, days=10, treatment_share=0.5, lift=0.0, conversion=0.05, returning_share=0.3,
               returning_conversion=0.12, returning_first=1.0, slow_share=0.2, slow_conversion=0.03, bot_share=0.05,
               weekend_users=0.8, weekend_conversion=1.25)


def live(coin, t, k, day, kind):
    """The rows that a user brings into the tables: (day, arm, converted)."""
    on = k["mechanisms"]
    weekend = (day - 1) % 7 >= 5
    open_today = not ("late_start" in on and day <= k["late_days"]) and not (
        "paused_arm" in on and k["paused_from"] <= day < k["paused_from"] + k["paused_days"])
    share = k["ramp_share"] if "uneven_ramp" in on and day <= k["ramp_days"] else t["treatment_share"]
    if "biased_bucketing" in on:
        share *= 1 - k["bucket_bias"]
    # Who meets the condition: in both arms, in one, or in none.
    eager, counted = 1.0, {0: True, 1: True}
    if "triggering" in on:
        rate, change = k["trigger_rate"], k["trigger_change"]
        both = rate * min(1, 1 + change)
        if not coin(both):
            if not coin(rate * abs(change) / (1 - both) if both < 1 else 0):
                return []
            eager = k["trigger_conversion"]
            counted = {0: change < 0, 1: change > 0}
    arm = 1 if coin(share) else 0
    if "self_assignment" in on and kind == "returning" and arm == 0 and coin(k["opt_in"]):
        arm = 1

    def one_id(arm, may_convert):
        """Rows of one id, and whether they come late."""
        if not counted[arm]:
            return []
        if arm == 1:
            if not open_today:
                return []
            if "carry_over" in on and kind == "returning" and coin(k["carry_over"]):
                return []
            if "redirect_loss" in on and coin(k["redirect_loss"] * (k["redirect_slow"] if kind == "slow" else 1)):
                return []
            if "segment_crash" in on and kind == k["crash_kind"] and coin(k["crash"]):
                return []
            if "long_sessions_only" in on and kind != "returning" and coin(k["refresh_missed"]):
                return []
        if "bot_filtering" in on and kind == "bots" and coin(k["bots_caught_treatment" if arm == 1 else "bots_caught_control"]):
            return []
        p = {"others": t["conversion"], "returning": t["returning_conversion"], "slow": t["slow_conversion"], "bots": 0.0}[kind]
        p *= eager * (t["weekend_conversion"] if weekend else 1) * (1 + t["lift"] if arm == 1 else 1)
        if arm == 1 and "shared_bucket" in on and coin(k["shared_buckets"]):
            if coin(k["shared_dropped"]):
                return []
            p *= 1 + k["shared_lift"]
        converts = may_convert and coin(p)
        rows = [(day, arm, converts)]
        if arm == 1:
            if "latency_loss" in on and kind == "slow" and not converts and coin(k["latency_loss"]):
                return []
            if "telemetry_lost" in on:
                messages = k["telemetry_messages"] if converts else 1
                if coin(k["telemetry_lost"] ** messages):
                    return []
            if "bot_filtering" in on and kind == "returning" and converts and coin(k["heavy_caught"]):
                return []
            if "bad_join" in on:
                if not converts and coin(k["join_lost"]):
                    return []
                if converts and coin(k["join_doubled"]):
                    rows.append((day, arm, True))
            if "telemetry_extra" in on and coin(k["telemetry_extra"]):
                rows.append((day, arm, False))
            if "late_logs" in on and kind == "slow" and coin(k["late_logs"]):
                rows = [(d + k["late_by"], a, c) for d, a, c in rows]
        return rows

    if "id_churn" in on and kind == "returning" and coin(k["churn_treatment"] if arm == 1 else k["churn_control"]):
        other = 1 if coin(share) else 0
        if k["churn_counting"] == "both":
            return one_id(arm, False) + one_id(other, True)
        here = counted[arm] and (arm == 0 or open_today)
        there = counted[other] and (other == 0 or open_today)
        if arm != other and here and there:
            return []
        return one_id(arm, True) if here else one_id(other, True)
    return one_id(arm, True)


def every_way(t, k, day, kind):
    """(chance, rows) for every result of the coins."""
    stack = [([], 1.0)]
    while stack:
        script, chance = stack.pop()
        taken = []

        class More(Exception):
            pass

        def coin(p):
            assert -1e-15 <= p <= 1 + 1e-15, p
            if p <= 0 or p >= 1:
                return p >= 1
            if len(taken) < len(script):
                taken.append(script[len(taken)])
                return taken[-1]
            raise More(p)

        try:
            rows = live(coin, t, k, day, kind)
        except More as more:
            p = more.args[0]
            stack.append((script + [True], chance * p))
            stack.append((script + [False], chance * (1 - p)))
            continue
        yield chance, rows


def expected(t, k):
    users, converted = [0.0, 0.0], [0.0, 0.0]
    known = {}
    for day in range(1, t["days"] + 1):
        weekend = (day - 1) % 7 >= 5
        all_users = t["users_per_day"] * (t["weekend_users"] if weekend else 1)
        early = 1 + t["returning_first"] * 0.5 ** ((day - 1) / 3)
        shares = dict(others=1 - t["returning_share"] - t["slow_share"] - t["bot_share"], returning=t["returning_share"] * early,
                      slow=t["slow_share"], bots=t["bot_share"])
        for kind, share in shares.items():
            for chance, rows in every_way(t, k, day, kind):
                for counted_on, arm, converts in rows:
                    if counted_on <= t["days"]:
                        users[arm] += all_users * share * chance
                        converted[arm] += all_users * share * chance * converts
    return users, converted


SINGLES = [
    dict(mechanisms=[]),
    dict(mechanisms=["biased_bucketing"], bucket_bias=0.03),
    dict(mechanisms=["biased_bucketing"], bucket_bias=-0.2),
    dict(mechanisms=["shared_bucket"], shared_buckets=0.1, shared_dropped=0.4, shared_lift=-0.5),
    dict(mechanisms=["shared_bucket"], shared_buckets=0.3, shared_dropped=0.0, shared_lift=0.8),
    dict(mechanisms=["id_churn"], churn_control=0.05, churn_treatment=0.25, churn_counting="dropped"),
    dict(mechanisms=["id_churn"], churn_control=0.3, churn_treatment=0.1, churn_counting="both"),
    dict(mechanisms=["carry_over"], carry_over=0.15),
    dict(mechanisms=["late_start"], late_days=2),
    dict(mechanisms=["redirect_loss"], redirect_loss=0.03, redirect_slow=4.0),
    dict(mechanisms=["latency_loss"], latency_loss=0.2),
    dict(mechanisms=["segment_crash"], crash_kind="slow", crash=0.3),
    dict(mechanisms=["segment_crash"], crash_kind="returning", crash=0.1),
    dict(mechanisms=["segment_crash"], crash_kind="bots", crash=1.0),
    dict(mechanisms=["telemetry_lost"], telemetry_lost=0.1, telemetry_messages=2),
    dict(mechanisms=["telemetry_lost"], telemetry_lost=0.05, telemetry_messages=1),
    dict(mechanisms=["telemetry_extra"], telemetry_extra=0.06),
    dict(mechanisms=["long_sessions_only"], refresh_missed=0.1),
    dict(mechanisms=["bot_filtering"], bots_caught_control=0.3, bots_caught_treatment=0.95, heavy_caught=0.0),
    dict(mechanisms=["bot_filtering"], bots_caught_control=0.8, bots_caught_treatment=0.8, heavy_caught=0.15),
    dict(mechanisms=["bad_join"], join_lost=0.04, join_doubled=0.1),
    dict(mechanisms=["late_logs"], late_logs=0.5, late_by=3),
    dict(mechanisms=["triggering"], trigger_rate=0.4, trigger_change=0.1, trigger_conversion=0.3),
    dict(mechanisms=["triggering"], trigger_rate=0.6, trigger_change=-0.2, trigger_conversion=0.5),
    dict(mechanisms=["uneven_ramp"], ramp_days=4, ramp_share=0.2),
    dict(mechanisms=["paused_arm"], paused_from=5, paused_days=3),
    dict(mechanisms=["self_assignment"], opt_in=0.08),
]
PAIRS = [("bot_filtering", "latency_loss"), ("id_churn", "triggering"), ("id_churn", "paused_arm"), ("id_churn", "telemetry_extra"),
         ("late_logs", "late_start"), ("late_logs", "bad_join"), ("self_assignment", "carry_over"), ("uneven_ramp", "biased_bucketing"),
         ("shared_bucket", "redirect_loss"), ("telemetry_lost", "telemetry_extra"), ("long_sessions_only", "segment_crash"),
         ("self_assignment", "id_churn"), ("bad_join", "telemetry_extra"), ("triggering", "late_logs"),
         ("bad_join", "id_churn", "uneven_ramp"), ("late_logs", "telemetry_extra", "bad_join", "latency_loss")]
CHURNED = dict(churn_control=0.1, churn_treatment=0.3, churn_counting="dropped")
MORE = [dict(mechanisms=["id_churn", "triggering"], **CHURNED, trigger_rate=0.6, trigger_change=-0.2, trigger_conversion=0.5),
        dict(mechanisms=["id_churn", "paused_arm", "self_assignment"], **CHURNED, paused_from=2, paused_days=4, opt_in=0.1)]
KNOBS = ["bucket_bias", "shared_buckets", "shared_dropped", "shared_lift", "churn_control", "churn_treatment", "churn_counting",
         "carry_over", "late_days", "redirect_loss", "redirect_slow", "latency_loss", "crash_kind", "crash", "telemetry_lost",
         "telemetry_messages", "telemetry_extra", "refresh_missed", "bots_caught_control", "bots_caught_treatment", "heavy_caught",
         "join_lost", "join_doubled", "late_logs", "late_by", "trigger_rate", "trigger_change", "trigger_conversion", "ramp_days",
         "ramp_share", "paused_from", "paused_days", "opt_in"]


def by_hand():
    """Formulas on paper for some, so that the program above is not the only witness."""
    flat = dict(TRAFFIC, returning_first=0.0, weekend_conversion=1.0, weekend_users=1.0)
    shares = dict(others=0.45, returning=0.3, slow=0.2, bots=0.05)
    rate = dict(others=0.05, returning=0.12, slow=0.03, bots=0.0)
    mean = sum(shares[s] * rate[s] for s in shares)

    def near(k, n, p):  # n: users in treatment over those in control; p: conversion of both
        users, converted = expected(flat, k)
        got = (users[1] / users[0], converted[0] / users[0], converted[1] / users[1])
        assert all(abs(g / w - 1) < 1e-12 for g, w in zip(got, (n, *p))), (k, got, n, p)

    near(dict(mechanisms=["bot_filtering"], bots_caught_control=0.3, bots_caught_treatment=0.9, heavy_caught=0), 0.955 / 0.985,
         (mean / 0.985, mean / 0.955))
    near(dict(mechanisms=["biased_bucketing"], bucket_bias=0.1), 0.45 / 0.55, (mean, mean))
    near(dict(mechanisms=["segment_crash"], crash_kind="slow", crash=0.25), 0.95, (mean, (mean - 0.05 * 0.03) / 0.95))
    kept = 1 - 0.2 * 0.97 * 0.1
    near(dict(mechanisms=["latency_loss"], latency_loss=0.1), kept, (mean, mean / kept))
    near(dict(mechanisms=["telemetry_extra"], telemetry_extra=0.04), 1.04, (mean, mean / 1.04))
    kept = 1 - 0.1 * (1 - mean) - 0.001 * mean
    near(dict(mechanisms=["telemetry_lost"], telemetry_lost=0.1, telemetry_messages=3), kept, (mean, mean * 0.999 / kept))
    near(dict(mechanisms=["bad_join"], join_lost=0.1, join_doubled=0.2), 1 - 0.1 * (1 - mean) + 0.2 * mean,
         (mean, 1.2 * mean / (1 - 0.1 * (1 - mean) + 0.2 * mean)))
    back = 0.3 * 0.1
    near(dict(mechanisms=["self_assignment"], opt_in=0.1), (1 + back) / (1 - back),
         ((mean - back * 0.12) / (1 - back), (mean + back * 0.12) / (1 + back)))
    near(dict(mechanisms=["triggering"], trigger_rate=0.5, trigger_change=0.2, trigger_conversion=0.25), 1.2,
         (mean, mean * 1.05 / 1.2))
    gone = (0.3 * 0.1 / 2, 0.3 * 0.2 / 2)
    near(dict(mechanisms=["id_churn"], churn_control=0.1, churn_treatment=0.2, churn_counting="dropped"), (1 - gone[1]) / (1 - gone[0]),
         ((mean - gone[0] * 0.12) / (1 - gone[0]), (mean - gone[1] * 0.12) / (1 - gone[1])))
    # Counted once for each id: 15 % of returning users have two, each in either arm as planned.
    lost = 0.12 * 0.3
    near(dict(mechanisms=["id_churn"], churn_control=0.1, churn_treatment=0.2, churn_counting="both"), 1.0,
         ((mean - lost * 0.1 + lost * 0.15) / (1 + 0.3 * 0.15), (mean - lost * 0.2 + lost * 0.15) / (1 + 0.3 * 0.15)))
    near(dict(mechanisms=["shared_bucket"], shared_buckets=0.2, shared_dropped=0.5, shared_lift=-0.3), 0.9, (mean, mean * (0.8 + 0.1 * 0.7) / 0.9))
    near(dict(mechanisms=["late_logs"], late_logs=0.5, late_by=2), 1 - 0.2 * 0.5 * 2 / 10, (mean, (mean - 0.02 * 0.03) / 0.98))


def expected_splits():
    rows = []
    named = {tuple(one["mechanisms"]): one for one in SINGLES}
    for share, lift in ((0.5, 0.0), (0.3, 0.1)):
        for one in SINGLES + [dict(sum((list(named[(m,)].items()) for m in pair), []), mechanisms=list(pair)) for pair in PAIRS] + MORE:
            t = dict(TRAFFIC, treatment_share=share, lift=lift)
            users, converted = expected(t, one)
            rows.append([";".join(one["mechanisms"]), share, lift, *(one.get(name, "") for name in KNOBS), users[0], users[1],
                         converted[0] / users[0], converted[1] / users[1]])
    write("sample_ratio_expected.csv", "mechanisms,treatment_share,lift," + ",".join(KNOBS)
          + ",users_control,users_treatment,conversion_control,conversion_treatment", rows,
          "every result of every coin of every user: " + " ".join(f"{k}={v}" for k, v in TRAFFIC.items() if k not in ("treatment_share", "lift"))
          + "; an empty cell: not used")


# --- when tests see it ---

def crossing(test, alpha, looks, share, concentration, last, n0, n1):
    n = n0 + n1
    with np.errstate(divide="ignore", invalid="ignore"):
        x = np.where(n > 0, (n1 - share * n) ** 2 / np.where(n > 0, n * share * (1 - share), 1), 0)
        if test == "chi_square":
            return x >= chi2.isf(alpha, 1)
        if test == "chi_square_corrected":
            return x >= chi2.isf(alpha / looks, 1)
        if test == "chi_square_end":
            return (x >= chi2.isf(alpha, 1)) & last
        if test == "g_test":
            g = 2 * sum(np.where(k > 0, k * np.log(np.where(k > 0, k, 1) / np.where(n > 0, n * p, 1)), 0) for k, p in ((n0, 1 - share), (n1, share)))
            return g >= chi2.isf(alpha, 1)
        from scipy.special import gammaln
        c = concentration
        bf = (gammaln(c) - gammaln(n + c) + gammaln(n1 + c * share) - gammaln(c * share) - n1 * math.log(share)
              + gammaln(n0 + c * (1 - share)) - gammaln(c * (1 - share)) - n0 * math.log(1 - share))
        return bf >= -math.log(alpha)


def exact_detection(test, alpha, share, concentration, every, rates):
    """Cumulative chance to have seen it by each look; rates: Poisson means of control and treatment by day."""
    days = len(rates)
    looks = [day for day in range(1, days + 1) if day == days or day % every == 0]
    most = [int(poisson.isf(1e-14, sum(r[a] for r in rates))) + 1 for a in (0, 1)]
    law = np.zeros((most[0] + 1, most[1] + 1))
    law[0, 0] = 1
    n0, n1 = np.meshgrid(np.arange(most[0] + 1), np.arange(most[1] + 1), indexing="ij")
    seen, by = 0.0, []
    for day, rate in enumerate(rates, 1):
        kernel = np.outer(*(poisson.pmf(np.arange(m + 1), r) for m, r in zip(most, rate)))
        law = np.maximum(0, fftconvolve(law, kernel)[: most[0] + 1, : most[1] + 1])
        if day in looks:
            hit = crossing(test, alpha, len(looks), share, concentration, day == days, n0, n1)
            seen += law[hit].sum()
            law = np.where(hit, 0, law)
            by.append((day, seen))
    assert abs(seen + law.sum() - 1) < 1e-9
    return by


def normal_recursion(alpha, looks):
    """Chance to have crossed the fixed two-sided boundary by each look, equal steps, normal increments."""
    c, h = norm.isf(alpha / 2), 0.01
    half = int(math.ceil((c * math.sqrt(looks) + 1) / h))
    x = np.arange(-half, half + 1) * h
    reach = int(8.5 / h)
    kernel = norm.cdf((np.arange(-reach, reach + 1) + 0.5) * h) - norm.cdf((np.arange(-reach, reach + 1) - 0.5) * h)
    law = np.zeros(len(x))
    law[half] = 1
    seen, by = 0.0, []
    for k in range(1, looks + 1):
        wide = np.maximum(0, fftconvolve(law, kernel))
        edge = c * math.sqrt(k)
        # A cell counts as inside by the part of it that is.
        inside = np.clip((edge - (np.abs(x) - h / 2)) / h, 0, 1)
        law = wide[reach:-reach] * inside
        seen = 1 - law.sum()
        by.append(seen)
    return by


def detections():
    rows = []
    for name, mechanism, knobs, share, users, days, every, alpha, concentration in (
            ("healthy", "", "", 0.5, 40.0, 10, 1, 0.05, 100.0),
            ("healthy", "", "", 0.2, 60.0, 7, 1, 0.01, 1000.0),
            ("healthy", "", "", 0.5, 8.0, 30, 3, 0.01, 10.0),
            ("bias", "biased_bucketing", "0.3", 0.5, 40.0, 10, 1, 0.01, 100.0),
            ("bias", "biased_bucketing", "-0.4", 0.25, 50.0, 8, 2, 0.001, 50.0),
            ("late", "late_start", "1", 0.5, 50.0, 9, 1, 0.001, 30.0),
            ("ramp", "uneven_ramp", "3", 0.5, 30.0, 12, 1, 0.001, 100.0)):
        rates = []
        for day in range(1, days + 1):
            p = share
            if mechanism == "biased_bucketing":
                p *= 1 - float(knobs)
            if mechanism == "uneven_ramp" and day <= int(knobs):
                p = 0.1
            treated = 0 if mechanism == "late_start" and day <= int(knobs) else users * p
            rates.append((users * (1 - p), treated))
        for test in ("chi_square", "chi_square_corrected", "chi_square_end", "sequential", "g_test"):
            for day, seen in exact_detection(test, alpha, share, concentration, every, rates):
                rows.append(["exact", mechanism, knobs, share, users, days, every, alpha, concentration, test, day, seen])
    # Armitage, McPherson and Rowe (1969), JRSS A 132:235, table 2: the recursion must meet them.
    for alpha, published in ((0.05, {1: .05, 2: .083, 3: .107, 4: .126, 5: .142, 10: .193, 20: .248, 50: .320}),
                             (0.01, {2: .018, 5: .033, 10: .047, 20: .064, 50: .088})):
        by = normal_recursion(alpha, 50)
        for looks, value in published.items():
            assert abs(by[looks - 1] - value) < 6e-4, (alpha, looks, by[looks - 1], value)
    for alpha, days in ((0.05, 28), (0.001, 28), (0.05, 365), (0.001, 365)):
        by = normal_recursion(alpha, days)
        for day in sorted({1, 2, 5, 7, 14, 28, 90, 182, 365}):
            if day <= days:
                rows.append(["normal", "", "", 0.5, 0.0, days, 1, alpha, 100.0, "chi_square", day, by[day - 1]])
    write("sample_ratio_detection.csv", "kind,mechanism,knob,treatment_share,users_per_day,days,check_every,alpha,concentration,test,day,detected",
          rows, f"scipy {scipy.__version__}, numpy {np.__version__}: exact: law of two Poisson counts carried from look to look on a grid; "
          "normal: the same with normal increments, checked against Armitage, McPherson and Rowe (1969); knob: bucket_bias, late_days or ramp_days (ramp_share 0.1)")


if __name__ == "__main__":
    bayes_factors()
    by_hand()
    expected_splits()
    detections()
