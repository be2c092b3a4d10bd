# SPDX-License-Identifier: Apache-2.0
"""Facts of given clusterings: modularity by igraph, the rest from lists of neighbours. networkx is the second witness of
modularity. Directed networks are looked at without direction, edges in both directions being twice as strong, but for
`within`: there a unit's neighbours are those whose edges lead to it."""
import pathlib
import platform
import random

import igraph
import networkx

random.seed(7)
igraph.set_random_number_generator(random)


def made_up(units, edges, directed, weighted):
    """Pairs, none twice, weights in eighths (exact in single precision)."""
    pairs = set()
    while len(pairs) < edges:
        a, b = random.randrange(units), random.randrange(units)
        if a != b:
            pairs.add((a, b) if directed else (min(a, b), max(a, b)))
    return units, directed, [(a, b, random.randrange(1, 40) / 8 if weighted else 1) for a, b in sorted(pairs)]


def plain(graph):
    return graph.vcount(), False, [(a, b, 1) for a, b in graph.simplify().get_edgelist()]


karate = plain(igraph.Graph.Famous("Zachary"))
cases = []
best = igraph.Graph.Famous("Zachary").community_optimal_modularity().membership
cases.append(("karate, best possible", karate, best))
cases.append(("karate, two halves", karate, [int(u >= 17) for u in range(34)]))
cases.append(("karate, all in one", karate, [0] * 34))
cases.append(("karate, each alone", karate, list(range(34))))
cases.append(("ring of 40", plain(igraph.Graph.Ring(40)), [u // 5 for u in range(40)]))
cases.append(("complete", plain(igraph.Graph.Full(12)), [u % 3 for u in range(12)]))
cases.append(("star", plain(igraph.Graph.Star(21)), [u % 4 for u in range(21)]))
cases.append(("grid", plain(igraph.Graph.Lattice([6, 6], circular=False)), [u // 6 // 3 * 2 + u % 6 // 3 for u in range(36)]))
cases.append(("hubs", plain(igraph.Graph.Barabasi(50, 3)), [random.randrange(6) for _ in range(50)]))
cases.append(("small world", plain(igraph.Graph.Watts_Strogatz(1, 48, 3, 0.1)), [u // 8 for u in range(48)]))
cases.append(("isolated units", (20, False, [(0, 1, 1), (1, 2, 1), (5, 9, 1)]), [u // 4 for u in range(20)]))
cases.append(("no edges", (9, False, []), [u // 3 for u in range(9)]))
for name, directed, weighted in (("weighted", False, True), ("weighted, sparse", False, True), ("directed", True, False),
                                 ("directed, dense", True, False), ("directed, weighted", True, True),
                                 ("directed, weighted, dense", True, True)):
    units = random.randrange(15, 45)
    graph = made_up(units, int(units * (6 if "dense" in name else 1 if "sparse" in name else 2.5)), directed, weighted)
    groups = random.randrange(2, 7)
    cases.append((name, graph, [random.randrange(groups) for _ in range(units)]))

path = pathlib.Path(__file__).resolve().parents[2] / "tests" / "reference" / "clusterings.csv"
with open(path, "w") as out:
    out.write(f"# origin: Python {platform.python_version()}, igraph {igraph.__version__} modularity(directed=False); "
              "sums over lists of neighbours (scripts/reference/clusterings.py)\n"
              "# edges: from-to-weight; membership by unit. Without an edge there is no modularity: 0 is written.\n"
              "graph,units,directed,edges,membership,clusters,smallest,largest,mean_size,effective_clusters,cut,within,"
              "modularity\n")
    for name, (units, directed, edges), membership in cases:
        # The names of clusters say nothing: numbered by their first units.
        names = {}
        membership = [names.setdefault(m, len(names)) for m in membership]
        sizes = [membership.count(m) for m in range(len(names))]
        into = [[] for _ in range(units)]
        for a, b, w in edges:
            into[b].append((a, w))
            if not directed:
                into[a].append((b, w))
        shares = [sum(w for v, w in near if membership[v] == membership[u]) / sum(w for _, w in near)
                  for u, near in enumerate(into) if near]
        all_weight = sum(w for _, _, w in edges)
        cut = sum(w for a, b, w in edges if membership[a] != membership[b]) / all_weight if edges else 0
        modularity = 0
        if edges:
            graph = igraph.Graph(units, [(a, b) for a, b, _ in edges])
            modularity = graph.modularity(membership, weights=[w for _, _, w in edges], directed=False)
            second = networkx.MultiGraph()
            second.add_nodes_from(range(units))
            second.add_weighted_edges_from(edges)
            parts = [{u for u in range(units) if membership[u] == m} for m in range(len(names))]
            witness = networkx.community.modularity(second, parts)
            assert abs(modularity - witness) < 1e-13, (name, modularity, witness)
        out.write(",".join([name.replace(",", ""), str(units), str(int(directed)),
                            ";".join(f"{a}-{b}-{w:g}" for a, b, w in edges), ";".join(map(str, membership)),
                            str(len(sizes)), str(min(sizes)), str(max(sizes)), repr(units / len(sizes)),
                            repr(units ** 2 / sum(s * s for s in sizes)), repr(cut),
                            repr(sum(shares) / len(shares) if shares else 0), repr(modularity)]) + "\n")
print("clusterings.csv", len(cases), "rows")
