# SPDX-License-Identifier: Apache-2.0
# Writes tests/reference/market.csv: the two-sided market of Johari, Li, Liskovich and Weintraub (2022).
#
#   steady      the mean field's differential equation, integrated until it rests; rates of the four cells
#   switchback  the same equation through every sequence of the last ten periods
#   repeated    the same where a period counts that has the arm of the one before
#   choice      chances to book, summed over everything that may be considered
#   exact       two to four listings: every state of the chain, its generator solved; rates of the four cells
import csv
import itertools
import math
import os
import sys

import numpy as np
import scipy
from scipy.integrate import solve_ivp
from scipy.stats import binom

COLUMNS = ["kind", "arrivals", "returns", "consideration", "outside", "utility", "utility_treated", "customers",
           "listings", "period", "burn_in", "first", "second", "q00", "q01", "q10", "q11", "value"]
rows = []


def add(kind, market, **values):
    rows.append({"kind": kind, **market, **values})


def market(arrivals, returns=1.0, consideration=1.0, outside=1.0, utility=0.315, utility_treated=0.39375):
    return dict(arrivals=arrivals, returns=returns, consideration=consideration, outside=outside, utility=utility,
                utility_treated=utility_treated)


def cells(m, a_c, a_l, s0, s1):
    """Bookings per listing and day of each cell, and of treated (1) and untreated (0) listings."""
    k0, k1 = m["consideration"] * m["utility"], m["consideration"] * m["utility_treated"]
    control = m["outside"] + k0 * (s0 + s1)
    treated = m["outside"] + k0 * s0 + k1 * s1
    lam = m["arrivals"]
    return {(0, 0): lam * (1 - a_c) * k0 * s0 / control, (0, 1): lam * (1 - a_c) * k0 * s1 / control,
            (1, 0): lam * a_c * k0 * s0 / treated, (1, 1): lam * a_c * k1 * s1 / treated}


def steady(m, a_c, a_l):
    def slope(_, s):
        q = cells(m, a_c, a_l, s[0], s[1])
        return [m["returns"] * (1 - a_l - s[0]) - q[0, 0] - q[1, 0], m["returns"] * (a_l - s[1]) - q[0, 1] - q[1, 1]]

    out = solve_ivp(slope, [0, 60 / m["returns"]], [1 - a_l, a_l], method="LSODA", rtol=1e-13, atol=1e-15)
    assert out.success
    s = out.y[:, -1]
    assert max(map(abs, slope(0, s))) < 1e-11, slope(0, s)
    q = cells(m, a_c, a_l, *s)
    share = {(i, j): (a_c if i else 1 - a_c) * (a_l if j else 1 - a_l) for i in (0, 1) for j in (0, 1)}
    rate = {c: q[c] / share[c] if share[c] > 0 else "" for c in q}
    add("steady", m, customers=a_c, listings=a_l, q00=rate[0, 0], q01=rate[0, 1], q10=rate[1, 0], q11=rate[1, 1],
        value=sum(q.values()))


for lam in (0.01, 0.1, 0.5, 1, 3, 10, 100):
    for a_c, a_l in ((0, 0), (1, 1), (0.5, 1), (1, 0.5), (0.5, 0.5), (0.7, 0.2)):
        steady(market(lam), a_c, a_l)
for a_c, a_l in ((0.5, 1), (1, 0.3), (0.4, 0.6)):
    steady(market(2.0, 0.2, 0.4, 0.05, 1.5, 0.6), a_c, a_l)
    steady(market(0.3, 4.0, 0.9, 3.0, 8.0, 30.0), a_c, a_l)


def switchback(m, period, burn_in, memory=10, repeated=False):
    def after(s, utility):
        k = m["consideration"] * utility

        def slope(_, y):
            q = m["arrivals"] * k * y[0] / (m["outside"] + k * y[0])
            return [m["returns"] * (1 - y[0]) - q, q]

        out = solve_ivp(slope, [0, period], [s, 0], method="DOP853", rtol=1e-12, atol=1e-14, t_eval=[burn_in, period])
        return out.y[0, -1], (out.y[1, -1] - out.y[1, 0]) / (period - burn_in)

    utilities = (m["utility"], m["utility_treated"])
    rest = 1.0
    for _ in range(200):
        rest = after(rest, utilities[0])[0]
    states = [rest]
    for _ in range(memory):
        states = [after(s, u)[0] for s in states for u in utilities]
    if repeated:
        states = [[after(s, u)[0] for u in utilities] for s in states]
        effect = np.mean([after(s[1], utilities[1])[1] - after(s[0], utilities[0])[1] for s in states])
        add("repeated", m, period=period, value=effect)
        return
    effect = np.mean([after(s, utilities[1])[1] - after(s, utilities[0])[1] for s in states])
    add("switchback", m, period=period, burn_in=burn_in, value=effect)


for lam, period, burn_in in ((1, 3, 0), (1, 3, 1), (0.2, 2, 0), (10, 1, 0.25), (10, 3, 1)):
    switchback(market(lam), period, burn_in)
switchback(market(2.0, 1.0, 0.4, 0.05, 1.5, 0.6), 2, 0.5)
switchback(market(0.3, 4.0, 0.9, 3.0, 8.0, 30.0), 1, 0)
for lam, period in ((0.2, 1), (1, 1), (1, 2), (10, 1)):
    switchback(market(lam), period, 0, repeated=True)
switchback(market(2.0, 1.0, 0.4, 0.05, 1.5, 0.6), 2, 0, repeated=True)


def choice(m, first, second, outside):
    """Chances that a customer books of the first and of the second group, by summing over what is considered."""
    v0, v1 = m["utility"], m["utility_treated"]
    d0, d1 = np.arange(first + 1)[:, None], np.arange(second + 1)[None, :]
    p = binom.pmf(d0, first, m["consideration"]) * binom.pmf(d1, second, m["consideration"])
    total = outside + v0 * d0 + v1 * d1
    return float((p * v0 * d0 / total).sum()), float((p * v1 * d1 / total).sum())


for m in (market(1, consideration=0.5), market(1), market(1, consideration=0.1, outside=0.001, utility=5, utility_treated=9),
          market(1, consideration=0.9, outside=50, utility=1e-3, utility_treated=2e-3)):
    for first, second in ((1, 0), (0, 1), (2, 3), (25, 25), (100, 7)):
        p = choice(m, first, second, m["outside"] * 100)
        add("choice", m, first=first, second=second, q00=p[0], q01=p[1])


def exact(m, a_c, untreated, treated):
    n = untreated + treated
    arm = [0] * untreated + [1] * treated
    states = list(itertools.product((0, 1), repeat=n))  # 1: available
    place = {s: i for i, s in enumerate(states)}
    generator = np.zeros((len(states), len(states)))
    booked = {c: np.zeros(len(states)) for c in itertools.product((0, 1), (0, 1))}
    for s in states:
        free = [j for j in range(n) if s[j]]
        for j in range(n):
            if not s[j]:
                to = s[:j] + (1,) + s[j + 1:]
                generator[place[s], place[to]] += m["returns"]
        for customer, share in ((0, 1 - a_c), (1, a_c)):
            for size in range(1, len(free) + 1):
                for seen in itertools.combinations(free, size):
                    chance = m["consideration"] ** size * (1 - m["consideration"]) ** (len(free) - size)
                    v = {j: m["utility_treated"] if customer and arm[j] else m["utility"] for j in seen}
                    for j in seen:
                        rate = m["arrivals"] * n * share * chance * v[j] / (m["outside"] * n + sum(v.values()))
                        generator[place[s], place[s[:j] + (0,) + s[j + 1:]]] += rate
                        booked[customer, arm[j]][place[s]] += rate
    generator -= np.diag(generator.sum(axis=1))
    a = np.vstack([generator.T, np.ones(len(states))])
    pi = np.linalg.lstsq(a, np.append(np.zeros(len(states)), 1), rcond=None)[0]
    assert np.abs(pi @ generator).max() < 1e-12
    scale = {c: n * (a_c if c[0] else 1 - a_c) * (treated if c[1] else untreated) / n for c in booked}
    q = {c: float(pi @ booked[c]) / scale[c] if scale[c] > 0 else "" for c in booked}
    add("exact", m, customers=a_c, first=untreated, second=treated, q00=q[0, 0], q01=q[0, 1], q10=q[1, 0], q11=q[1, 1],
        value=float(sum(pi @ booked[c] for c in booked)) / n)


for m in (market(1.0), market(2.0, 0.5, 0.6, 0.3, 1.0, 2.0)):
    for a_c, untreated, treated in ((0, 0, 2), (1, 0, 2), (0.5, 0, 2), (0.5, 0, 3), (1, 1, 1), (1, 1, 2), (0.5, 1, 1),
                                    (0.5, 1, 2), (0.5, 2, 2)):
        exact(m, a_c, untreated, treated)

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "reference", "market.csv")
with open(path, "w", newline="") as out:
    out.write("# origin: scripts/reference/market.py, numpy %s, scipy %s, Python %s\n"
              % (np.__version__, scipy.__version__, sys.version.split()[0]))
    out.write("# origin: model of Johari, Li, Liskovich and Weintraub (2022), Management Science 68:7069\n")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: repr(float(v)) if v != "" else "" for k, v in row.items() if k != "kind"} | {"kind": row["kind"]})
