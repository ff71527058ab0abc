"""How central concepts are: equal to networkx on graphs made of chance, and one worked by hand."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.central import MEANING, betweenness, central, core, costs, degree, pagerank, strength
from kg.analysis.links import net
from kg.analysis.path import path
from kg.analysis.resolve import concept
from tests.project_fixture import Term, Text, body, opened, write

Edges = dict[tuple[int, int], int]
EDGES = st.dictionaries(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1]), st.integers(1, 4), min_size=1, max_size=30)


def graphs(edges: Edges) -> tuple[nx.Graph, list[tuple[int, int, int]]]:
    """Return the graph with nodes numbered anew, so that each has an edge, and its edges."""
    nodes = sorted({node for pair in edges for node in pair})
    place = {node: number for number, node in enumerate(nodes)}
    links = [(place[a], place[b], cost) for (a, b), cost in sorted(edges.items())]
    graph = nx.Graph()
    graph.add_nodes_from(range(len(nodes)))
    graph.add_weighted_edges_from(links)
    return graph, links


@settings(max_examples=100, deadline=None)
@given(EDGES)
def test_every_measure_equals_networkx(edges: Edges) -> None:
    graph, links = graphs(edges)
    size, weights = len(graph), [(a, b, float(weight)) for a, b, weight in links]
    assert degree(size, weights) == [graph.degree(node) for node in range(size)]
    assert strength(size, weights) == [graph.degree(node, weight="weight") for node in range(size)]
    assert core(size, weights) == [nx.core_number(graph)[node] for node in range(size)]
    ranks = nx.pagerank(graph, tol=1e-14, max_iter=2000)
    assert pagerank(size, weights) == pytest.approx([ranks[node] for node in range(size)], abs=1e-9)
    between = nx.betweenness_centrality(graph, weight="weight")
    assert betweenness(size, links) == pytest.approx([between[node] for node in range(size)], abs=1e-9)


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chain: 数字鸿沟 – 网络强国 – 人工智能 – 算力."""
    terms = [Term("数字鸿沟", en="digital divide"), Term("网络强国"), Term("人工智能", category="technology"), Term("算力")]
    return write(tmp_path_factory.mktemp("bridge"), [Text("d1", "2024", body(
        "弥合数字鸿沟，建设网络强国。", "网络强国离不开人工智能。", "人工智能需要算力。"))], terms)


def test_the_middle_of_a_chain_is_passed_by_two_of_three_chains(bridge: Path) -> None:
    with opened(bridge) as store:
        assert [row[:4] for row in central(store, by="betweenness")] == [
            ("人工智能", "betweenness", 0.666667, 1), ("网络强国", "betweenness", 0.666667, 1),
            ("数字鸿沟", "betweenness", 0.0, 3), ("算力", "betweenness", 0.0, 3)]
        assert [row.value for row in central(store, by="degree")] == [2, 2, 1, 1]


def test_links_cost_what_they_cost_on_a_path(tmp_path: Path) -> None:
    """The cheapest chain of the graph of betweenness is the one of ``kg path``, to the last decimal."""
    sentences = [*["数字鸿沟和网络强国。"] * 3, *["网络强国和人工智能。"] * 2, "人工智能和算力。", "数字鸿沟和算力。", *["算力。"] * 9, *["数字鸿沟。"] * 5, "互联网和移动网。", "互联网和移动网。"]
    terms = [Term(label) for label in ("数字鸿沟", "网络强国", "人工智能", "算力", "互联网", "移动网")]
    with opened(write(tmp_path, [Text("d1", "2024", body(*sentences))], terms)) as store:
        links = net(store)
        place = {row.label: number for number, row in enumerate(links.concepts)}
        graph = nx.Graph()
        graph.add_weighted_edges_from(costs(links))
        for one, other in (("数字鸿沟", "人工智能"), ("网络强国", "算力"), ("数字鸿沟", "算力")):
            ends = [concept(store, label) for label in (one, other)]
            assert nx.dijkstra_path_length(graph, place[one], place[other]) == pytest.approx(path(store, *ends, limit=1)[0].cost * 1_000_000, abs=0.01)
        # two that are never apart cost nothing on a path; here a link costs at least the least there is
        assert graph.edges[place["互联网"], place["移动网"]]["weight"] == 1
        assert path(store, concept(store, "互联网"), concept(store, "移动网"))[0].cost == 0


def test_ranks_stay_those_among_all_when_a_category_is_asked_for(bridge: Path) -> None:
    with opened(bridge) as store:
        assert [(row.concept, row.rank) for row in central(store, by="degree", category=["policy"])] == [("网络强国", 1), ("数字鸿沟", 3), ("算力", 3)]


def test_a_project_without_links_has_no_central_concept(tmp_path: Path) -> None:
    write(tmp_path, [Text("d1", "2024", body("网络强国。"))], [Term("网络强国")])
    with opened(tmp_path) as store:
        assert all(central(store, by=by) == [] for by in MEANING)


def test_what_is_broader_at_any_distance_is_no_link(tmp_path: Path) -> None:
    """算力 is below 技术 by way of 平台, so the sentence that names both is no link; 治理 is below neither."""
    terms = [Term("算力", broader=("平台",)), Term("平台", broader=("技术",)), Term("技术"), Term("治理"), Term("标准", broader=("算力标准",)), Term("算力标准", broader=("治理",))]
    project = write(tmp_path, [Text("d1", "2024", body("算力是一种技术。", "技术需要治理。", "标准也是治理。"))], terms)
    with opened(project) as store:
        # 技术 stands before 算力 and 标准 before 治理: the broader one is the first here and the second there
        assert {row.concept for row in central(store, by="degree")} == {"技术", "治理"}
