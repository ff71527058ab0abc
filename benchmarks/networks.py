"""Chains, centrality and communities against networkx, on a project of about 100 k links.

    python -m benchmarks.networks [--sources 12]

Betweenness from every node takes networkx most of an hour at this size: both sides start from the same ``--sources`` nodes, spread
evenly (0: from all). All else is computed in full.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import networkx as nx

from benchmarks.big_project import Size, write
from kg.analysis.central import betweenness, core, cosines, costs, degree, pagerank, strength
from kg.analysis.communities import communities
from kg.analysis.links import Net, net
from kg.analysis.path import MICRO, path
from kg.analysis.themes import associations
from kg.store import Store

SIZE = Size(6_000, 300_000)
NEAR = 1e-9
PAIRS, SEEDS = 20, 2
"""Chains that are asked for; runs of Louvain of which the best counts."""


def graph_of(size: int, links: Sequence[tuple[int, int, float]]) -> nx.Graph:
    """Return the networkx graph of weighted links."""
    graph = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from(links)
    return graph


def central(links: Net, sources: int) -> dict[str, float]:
    """Return measure → largest difference from networkx, relative to the largest value."""
    size, weighted = len(links.concepts), cosines(links)
    graph = graph_of(size, weighted)
    priced = graph_of(size, costs(links))
    starts = list(range(0, size, -(-size // sources))) if sources else list(range(size))
    theirs = nx.betweenness_centrality_subset(priced, starts, list(range(size)), weight="weight")
    # paths are counted from one end here, and halved there, as the graph has no direction
    scale = 2 / ((size - 1) * (size - 2))
    pairs: dict[str, tuple[Sequence[float], dict[int, float]]] = {
        "degree": (degree(size, weighted), dict(graph.degree())),
        "strength": (strength(size, weighted), dict(graph.degree(weight="weight"))),
        "pagerank": (pagerank(size, weighted), nx.pagerank(graph, tol=1e-15, max_iter=10_000)),
        "core": (core(size, weighted), nx.core_number(graph)),
        "betweenness": (betweenness(size, costs(links), sources=starts), {node: value * scale for node, value in theirs.items()})}
    return {name: max(abs(ours[node] - other[node]) for node in range(size)) / max(other.values()) for name, (ours, other) in pairs.items()}


def chains(store: Store, links: Net) -> float:
    """Return the largest difference of the cost of the strongest chain between two concepts."""
    size = len(links.concepts)
    priced = graph_of(size, costs(links))
    worst = 0.0
    for number in range(PAIRS):
        one, other = number * 37 % size, (number * 1_009 + size // 2) % size
        found = path(store, links.concepts[one], links.concepts[other], limit=1, max_links=8)
        worst = max(worst, abs(found[0].cost - nx.dijkstra_path_length(priced, one, other) / MICRO))
    return worst


def modularity(links: Net, units: int) -> tuple[float, float]:
    """Return the modularity of our communities and that of the best of Louvain's."""
    weighted = associations(links, units)
    graph = graph_of(len(links.concepts), weighted)
    groups: dict[int, set[int]] = {}
    for node, community in enumerate(communities([row.label for row in links.concepts], weighted, resolution=1.0)):
        groups.setdefault(community, set()).add(node)
    louvain = max(nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=seed)) for seed in range(SEEDS))
    return nx.community.modularity(graph, groups.values()), louvain


def main() -> int:
    """Compare, print, and write the figures as JSON if asked; return 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=int, default=12)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), SIZE)
        with Store(folder) as store:
            links = net(store)
            print(f"{len(links.concepts):,} concepts, {len(links.links):,} links over the thresholds", flush=True)
            begun = time.process_time()
            found = {"path": chains(store, links), **central(links, asked.sources)}
            ours, louvain = modularity(links, store.units)
    for name, difference in found.items():
        print(f"{name:<12} largest difference {difference:.1e}")
    if asked.json:
        asked.json.write_text(json.dumps({"difference": found, "modularity_gain": ours - louvain}, indent=1) + "\n", encoding="utf-8", newline="\n")
    print(f"modularity   {ours:.6f}, Louvain's {louvain:.6f}; {time.process_time() - begun:.0f} s CPU")
    return 0 if max(found.values()) <= NEAR and ours >= louvain - NEAR else 1


if __name__ == "__main__":
    sys.exit(main())
