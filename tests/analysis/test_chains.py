"""Chains equal what trying all simple paths finds, and networkx where it has the same question."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.chains import Chain, chains, fewest

EDGES = st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda edge: edge[0] < edge[1]), st.integers(0, 12), max_size=20)


def graph(edges: dict[tuple[int, int], int]) -> nx.Graph:
    made = nx.Graph()
    made.add_nodes_from(range(8))
    made.add_weighted_edges_from((a, b, cost) for (a, b), cost in edges.items())
    return made


def links_of(made: nx.Graph) -> object:
    def links(node: int, room: int) -> Iterator[tuple[int, int]]:
        return ((data["weight"], other) for other, data in made[node].items() if data["weight"] <= room)

    return links


@settings(max_examples=300, deadline=None)
@given(EDGES, st.integers(1, 5), st.integers(1, 6))
def test_chains_are_the_cheapest_of_all_simple_paths(edges: dict[tuple[int, int], int], limit: int, max_links: int) -> None:
    made = graph(edges)
    every = [
        Chain(nx.path_weight(made, nodes, "weight"), tuple(nodes))
        for nodes in nx.all_simple_paths(made, 0, 7, cutoff=max_links)]
    expected = sorted(every, key=lambda chain: (chain.cost, len(chain.nodes), chain.nodes))[:limit]
    assert chains(links_of(made), 0, 7, limit=limit, max_links=max_links) == expected  # type: ignore[arg-type]


@settings(max_examples=200, deadline=None)
@given(EDGES, st.integers(1, 6))
def test_the_fewest_links_are_those_of_a_shortest_path(edges: dict[tuple[int, int], int], most: int) -> None:
    made = graph(edges)
    length = nx.shortest_path_length(made, 0, 7) if nx.has_path(made, 0, 7) else most + 1
    assert fewest(links_of(made), 0, 7, most=most) == (length if length <= most else 0)  # type: ignore[arg-type]
