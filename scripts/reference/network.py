# SPDX-License-Identifier: Apache-2.0
"""Facts of small networks by networkx, with igraph as second witness: edges in tests/reference/network_edges.csv, facts
in tests/reference/network_facts.csv. Run with /usr/bin/python3 (Debian: python3-networkx, python3-igraph)."""
import csv
import os
import random
import statistics

import igraph
import networkx as nx

here = os.path.dirname(os.path.abspath(__file__))
tables = os.path.join(here, "..", "..", "tests", "reference")
origin = f"# origin: Python, networkx {nx.__version__}, igraph {igraph.__version__} as second witness (scripts/reference/network.py)\n"

made = {
    "karate": nx.karate_club_graph(),  # Zachary (1977)
    "florentine": nx.florentine_families_graph(),
    "davis": nx.davis_southern_women_graph(),
    "miserables": nx.les_miserables_graph(),
    "petersen": nx.petersen_graph(),
    "complete_7": nx.complete_graph(7),
    "star_12": nx.star_graph(12),
    "path_9": nx.path_graph(9),
    "cycle_15": nx.cycle_graph(15),
    "power_of_cycle": nx.circulant_graph(40, [1, 2, 3]),
    "torus": nx.grid_2d_graph(5, 6, periodic=True),
    "tree": nx.balanced_tree(2, 4),
    "cliques": nx.disjoint_union_all([nx.complete_graph(k) for k in (1, 2, 3, 4, 5, 5)]),
    "barbell": nx.barbell_graph(5, 3),
    "bipartite": nx.complete_bipartite_graph(4, 7),
    "random_sparse": nx.gnp_random_graph(120, 0.008, seed=1),
    "random_dense": nx.gnp_random_graph(60, 0.5, seed=2),
    "small_world": nx.watts_strogatz_graph(100, 6, 0.1, seed=3),
    "scale_free": nx.barabasi_albert_graph(150, 3, seed=4),
    "blocks": nx.stochastic_block_model([20, 30, 10], [[0.4, 0.02, 0], [0.02, 0.3, 0], [0, 0, 0.5]], seed=5),
    "geometric": nx.random_geometric_graph(90, 0.12, seed=6),
    "directed_random": nx.gnp_random_graph(50, 0.05, seed=7, directed=True),
    "directed_cycle": nx.cycle_graph(8, create_using=nx.DiGraph),
    "directed_hubs": nx.DiGraph(nx.scale_free_graph(80, seed=8)),
}

with open(os.path.join(tables, "network_edges.csv"), "w", newline="") as edges_file, open(
    os.path.join(tables, "network_facts.csv"), "w", newline=""
) as facts_file:
    edges_file.write(origin)
    facts_file.write(origin)
    edges = csv.writer(edges_file, lineterminator="\n")
    facts = csv.writer(facts_file, lineterminator="\n")
    edges.writerow(["network", "from", "to"])
    facts.writerow(
        "network,directed,units,edges,mean_degree,smallest_degree,median_degree,largest_degree,isolated,clustering,"
        "components,largest_component,self_loops,duplicates,cut".split(",")
    )
    shuffled = random.Random(1)
    for name, graph in made.items():
        graph = nx.convert_node_labels_to_integers(graph)
        directed = graph.is_directed()
        n = graph.number_of_nodes()
        rows = [(a, b) for a, b in graph.edges() if a != b]
        graph = (nx.DiGraph if directed else nx.Graph)(rows)
        graph.add_nodes_from(range(n))
        # Units without a tie stand as ties to themselves; some edges stand twice, without direction also turned around.
        loops = [(u, u) for u in range(n) if graph.degree(u) == 0]
        twice = [rows[shuffled.randrange(len(rows))] for _ in range(len(rows) // 10)]
        written = rows + loops + [e if directed or i % 2 else e[::-1] for i, e in enumerate(twice)]
        shuffled.shuffle(written)
        for a, b in written:
            edges.writerow([name, a, b])

        # Degrees are those of the ends that edges lead to.
        degrees = sorted(d for _, d in (graph.in_degree() if directed else graph.degree()))
        both = graph.to_undirected() if directed else graph
        parts = [len(part) for part in nx.connected_components(both)]
        transitivity = nx.transitivity(both)
        witness = igraph.Graph(n=n, edges=list(both.edges()))
        seen = witness.transitivity_undirected(mode="zero")
        assert abs(transitivity - seen) < 1e-12, (name, transitivity, seen)
        assert sorted(parts) == sorted(witness.components().sizes()), name
        assert witness.density() == 0 or abs(nx.density(both) - witness.density()) < 1e-12, name
        facts.writerow([
            name, int(directed), n, graph.number_of_edges(), repr(sum(degrees) / n), degrees[0],
            statistics.median_low(degrees), degrees[-1], nx.number_of_isolates(graph), repr(transitivity), len(parts),
            repr(max(parts) / n), len(loops), len(twice),
            sum(1 for a, b in graph.edges() if a % 2 != b % 2),
        ])
