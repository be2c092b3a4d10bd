# SPDX-License-Identifier: Apache-2.0
"""Adjusted p-values of statsmodels' multipletests, for families of several sizes with ties, zeros and ones."""
import pathlib
import platform
import random

import statsmodels
from statsmodels.stats.multitest import multipletests

random.seed(4)
families = [[0.01], [0.04, 0.03, 0.02, 0.01], [0.2, 0.2, 0.001, 1.0, 0.0], [0.05, 0.05, 0.05],
            [random.random() ** 3 for _ in range(25)], [1e-12, 3e-8, 0.5, 0.04, 0.021, 0.9]]
path = pathlib.Path(__file__).resolve().parents[2] / "tests" / "reference" / "adjusted_p.csv"
with open(path, "w") as out:
    out.write(f"# origin: Python {platform.python_version()}, statsmodels {statsmodels.__version__} multipletests "
              "(scripts/reference/adjusted_p.py)\nfamily,p,bonferroni,holm,fdr_bh\n")
    rows = 0
    for i, family in enumerate(families):
        columns = [multipletests(family, method=m)[1] for m in ("bonferroni", "holm", "fdr_bh")]
        for p, *adjusted in zip(family, *columns):
            out.write(",".join([str(i), repr(p)] + [repr(float(a)) for a in adjusted]) + "\n")
            rows += 1
print("adjusted_p.csv", rows, "rows")
