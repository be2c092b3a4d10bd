# SPDX-License-Identifier: Apache-2.0
# The peers of networks.mjs, which starts this: scipy.sparse for a study, python-igraph for Louvain. Debian's packages
# python3-scipy and python3-igraph. Prints JSON; seconds are of processor time, the best of some runs.
import json
import sys
import time

import numpy

asked = json.loads(sys.argv[1])
ties = numpy.loadtxt(asked["path"], delimiter=",", skiprows=1, dtype=numpy.int64)
units = int(ties.max()) + 1


def study():
    """Assignments side by side, as many as were fastest here: a matrix of neighbours times a matrix of treatments."""
    from scipy import sparse, stats

    at_once = 25
    both = numpy.concatenate([ties, ties[:, ::-1]])
    neighbours = sparse.csr_matrix((numpy.ones(len(both), numpy.float32), (both[:, 0], both[:, 1])), shape=(units, units))
    degree = numpy.asarray(neighbours.sum(axis=1)).ravel()
    inverse = numpy.where(degree > 0, 1 / numpy.maximum(degree, 1), 0)[:, None].astype(numpy.float32)
    least = numpy.ceil(asked["share"] * degree - 1e-9)
    weight = (1 / (0.5 * stats.binom.sf(least - 1, degree, 0.5)))[:, None]
    random = numpy.random.Generator(numpy.random.SFC64(1))
    baselines = asked["baseline"] + asked["noise"] * random.standard_normal((units, 1))
    names = ["difference", "horvitz_thompson", "hajek", "regression"]
    sums = dict.fromkeys(names, 0.0)
    begun = time.process_time()
    for first in range(0, asked["replicates"], at_once):
        count = min(at_once, asked["replicates"] - first)
        bits = numpy.unpackbits(random.integers(0, 256, (-(-units // 8), count), numpy.uint8), axis=0)[:units]
        z = bits.astype(numpy.float32)
        share = (neighbours @ z) * inverse
        y = baselines + asked["direct"] * z + asked["spillover"] * share
        if asked["fresh"] > 0:
            y += asked["fresh"] * random.standard_normal((units, count))
        treated = z.sum(axis=0, dtype=numpy.float64)
        of_treated = numpy.einsum("ij,ij->j", z, y)
        all_y = y.sum(axis=0)
        sums["difference"] += (of_treated / treated - (all_y - of_treated) / (units - treated)).sum()
        full = weight * ((z > 0.5) & ((share >= asked["share"] - 1e-6) | (inverse == 0)))
        none = weight * ((z < 0.5) & (share <= 1 - asked["share"] + 1e-6))
        up, down = numpy.einsum("ij,ij->j", full, y), numpy.einsum("ij,ij->j", none, y)
        sums["horvitz_thompson"] += ((up - down) / units).sum()
        sums["hajek"] += (up / full.sum(axis=0) - down / none.sum(axis=0)).sum()
        s = share.sum(axis=0, dtype=numpy.float64)
        zz = treated - treated**2 / units
        zs = numpy.einsum("ij,ij->j", z, share) - treated * s / units
        ss = numpy.einsum("ij,ij->j", share, share) - s**2 / units
        zy = of_treated - treated * all_y / units
        sy = numpy.einsum("ij,ij->j", share, y) - s * all_y / units
        sums["regression"] += ((ss * zy - zs * sy + zz * sy - zs * zy) / (zz * ss - zs**2)).sum()
    seconds = time.process_time() - begun
    return {"seconds": seconds, "means": {name: sums[name] / asked["replicates"] for name in names}}


def louvain():
    import random

    import igraph

    graph = igraph.Graph(n=units, edges=ties.tolist())
    random.seed(1)
    begun = time.process_time()
    found = graph.community_multilevel()
    return {"seconds": time.process_time() - begun, "modularity": found.modularity, "clusters": len(found)}


results = [{"study": study, "louvain": louvain}[asked["what"]]() for _ in range(asked["runs"])]
print(json.dumps(min(results, key=lambda result: result["seconds"])))
