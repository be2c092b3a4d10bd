# SPDX-License-Identifier: Apache-2.0
"""Beta-geometric laws through 1-, 7- and 28-day uniques, in 30 digits by their integral over visit probabilities, and whole
plans added up cohort by cohort with the calendar of Python's datetime."""
import datetime
import os

import mpmath as mp

mp.mp.dps = 30
HERE = os.path.dirname(os.path.abspath(__file__))


def write(name, header, rows, origin):
    with open(os.path.join(HERE, "..", "..", "tests", "reference", name), "w") as file:
        file.write(f"# origin: Python, mpmath {mp.__version__}: {origin} (scripts/reference/duration.py)\n{header}\n")
        file.writelines(",".join(v if isinstance(v, str) else repr(v) for v in row) + "\n" for row in rows)
    print(name, len(rows), "rows")




def by_integral(a, b, t):
    f = lambda p: (1 - (1 - p) ** t) / p * p ** (a - 1) * (1 - p) ** (b - 1) / mp.beta(a, b)
    return mp.quad(f, [0, mp.mpf(1) / 1000, mp.mpf(1) / 20, mp.mpf(1) / 4, mp.mpf(3) / 4, 1])


def main():
    rows = []
    for a, b in ((2, 3), (1.5, 8), (0.6, 4), (3, 20), (12, 30), (1.2, 1.2), (40, 200), (5, 1.5), (0.9, 12), (2.5, 60)):
        u7, u28, u14, u60, u365 = (float(sum(mp.beta(a, b + i) / mp.beta(a, b) for i in range(t))) for t in (7, 28, 14, 60, 365))
        if min(a, b) > 1:
            for t, u in ((7, u7), (28, u28), (60, u60)):
                assert abs(by_integral(a, b, t) / u - 1) < 1e-10, (a, b, t)
        rows.append([1000.0, 1000 * u7, 1000 * u28, float(a), float(b), 1000 * u14, 1000 * u60, 1000 * u365,
                     1000 * (a + b - 1) / (a - 1) if a > 1 else ""])
    write("uniques.csv", "uniques_1,uniques_7,uniques_28,a,b,uniques_14,uniques_60,uniques_365,most", rows,
          "sums of beta functions, checked by integrals over visit probabilities")

    rows = []
    for kind, start, days, share, trigger, ramp, weights in (
            ("all_new", "2026-01-05", 14, 1, 1, [], []), ("all_new", "2024-02-26", 10, 0.5, 0.3, [], [1, 1, 1, 1, 1, 0.5, 0.2]),
            ("three", "2025-12-29", 7, 1, 1, [], [3, 2, 2, 2, 2, 1, 0]), ("three", "2023-11-04", 28, 0.4, 1, [0.01, 0.05, 0.2], []),
            ("three", "2000-02-27", 33, 0.4, 0.9, [0.1, 0.1, 0.4], [1, 1, 1, 1, 1, 0.7, 0.7]), ("two", "1999-12-30", 21, 1, 0.5, [0, 0.5], []),
            ("two", "2026-07-31", 12, 0.8, 1, [0.2], [5, 1, 1, 1, 1, 1, 4]), ("all_new", "2100-02-20", 40, 0.9, 1, [0.1, 0.2, 0.3, 0.4], [1, 2, 3, 4, 5, 6, 7])):
        first, a, b = 1000.0, 1.5, 8.0
        u = {"all_new": lambda t: first * t, "two": lambda t: first * t ** 0.7,
             "three": lambda t: first * float(sum(mp.beta(a, b + i) / mp.beta(a, b) for i in range(t)))}[kind]
        def unique(t):
            whole = int(t + 1e-9)
            part = max(t - whole, 0)
            return u(whole) + (part * (u(whole + 1) - u(whole)) if part > 1e-9 else 0)
        day = datetime.date.fromisoformat(start)
        clock = [0.0]
        for i in range(days):
            weekday = (day + datetime.timedelta(i)).weekday()
            clock.append(clock[-1] + (weights[weekday] * 7 / sum(weights) if weights else 1))
        total = 0.0
        for i in range(days):
            before = 0 if i == 0 else (ramp + [share] * days)[i - 1]
            total += ((ramp + [share] * days)[i] - before) * unique(clock[days] - clock[i])
        end = day + datetime.timedelta(days - 1)
        rows.append([kind, start, days, float(share), float(trigger), " ".join(map(repr, map(float, ramp))), " ".join(map(repr, map(float, weights))),
                     first, float(u(7)), float(u(28)), total * trigger, end.isoformat(), day.strftime("%A"), end.strftime("%A")])
    write("duration.csv", "kind,start,days,share,trigger,ramp,weights,uniques_1,uniques_7,uniques_28,people,end,start_weekday,end_weekday", rows,
          "cohorts of the ramp added up day by day, calendar by datetime")


main()
