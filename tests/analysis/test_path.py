"""Chains of a project: those of all simple paths, over what may be passed, each link with a sentence."""

from __future__ import annotations

from math import log
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.path import Step, WayOut, ends, path, way_out
from kg.analysis.resolve import concept
from kg.errors import KgError
from kg.store import Store
from kg.store.limits import set_thresholds
from kg.weights import link_cost
from tests.project_fixture import Term, Text, body, opened, write

CATEGORY = {"网络强国": "policy", "数字鸿沟": "society", "算力": "technology", "人工智能": "technology", "平台经济": "economy", "网信办": "institution"}
TERMS = [Term(label, category=category) for label, category in CATEGORY.items()]
SENTENCES = st.lists(st.lists(st.sampled_from(sorted(CATEGORY)), min_size=2, max_size=3, unique=True), min_size=1, max_size=10)


def chains_of(rows: list[Step]) -> list[tuple[float, tuple[str, ...]]]:
    """Return (cost, concepts) of each chain."""
    found: dict[int, tuple[float, tuple[str, ...]]] = {}
    for row in rows:
        found[row.rank] = (row.cost, (*found.get(row.rank, (0.0, (row.a,)))[1], row.b))
    return [found[rank] for rank in sorted(found)]


def every(store: Store, ends: tuple[str, str], *, max_links: int, least: int, passed: set[str]) -> list[tuple[float, tuple[str, ...]]]:
    """Return all simple paths, the cheapest first, those of fewer links and smaller labels before others."""
    rows = {row.id: row for row in store.concepts(shown=False)}
    graph = nx.Graph()
    graph.add_nodes_from(row.label for row in rows.values())
    for a, b, both, _ in store.pairs(min_sentences=least, min_documents=1):
        one, other = rows[a], rows[b]
        if {one.label, other.label} <= passed | set(ends):
            graph.add_edge(one.label, other.label, cost=round(link_cost(both, one.sentences, other.sentences) * 1_000_000))
    found = [(nx.path_weight(graph, nodes, "cost"), len(nodes), tuple(nodes)) for nodes in nx.all_simple_paths(graph, *ends, cutoff=max_links)]
    return [(cost / 1_000_000, nodes) for cost, _, nodes in sorted(found)]


@settings(max_examples=40, deadline=None)
@given(SENTENCES, st.integers(1, 4), st.integers(1, 2), st.sets(st.sampled_from(["算力", "人工智能", "平台经济"])), st.sampled_from([(), ("technology",), ("technology", "economy")]))
def test_chains_are_the_strongest_of_all_that_may_be_passed(
        tmp_path_factory: pytest.TempPathFactory, sentences: list[list[str]], max_links: int, least: int, avoided: set[str], category: tuple[str, ...]) -> None:
    folder = write(tmp_path_factory.mktemp("p"), [Text("d", "2024", body(*("和".join(one) + "。" for one in sentences)))], TERMS)
    with opened(folder) as store:
        set_thresholds(store, least, 1)
        passed = {label for label in CATEGORY if label not in avoided and (not category or CATEGORY[label] in category)}
        expected = every(store, ("网络强国", "数字鸿沟"), max_links=max_links, least=least, passed=passed)
        start, goal, around = ends(store, "网络强国", "数字鸿沟", avoided)
        rows = path(store, start, goal, limit=0, max_links=max_links, avoid=around, category=category)
        assert chains_of(rows) == expected
        assert chains_of(path(store, start, goal, limit=2, max_links=max_links, avoid=around, category=category)) == expected[:2]
        assert all(row.a in row.example and row.b in row.example for row in rows)


def test_a_chain_worked_by_hand(tmp_path: Path) -> None:
    """网络强国 2, 算力 3, 数字鸿沟 1 sentences: cosines 1/√6 and 1/√3, cost ln √6 + ln √3."""
    with opened(write(tmp_path, [Text("d", "2024", body("网络强国和算力。", "网络强国。", "算力和数字鸿沟。", "算力。"))], TERMS)) as store:
        one, other = path(store, concept(store, "网络强国"), concept(store, "数字鸿沟"))
    assert (one.rank, one.step, one.a, one.b, one.weight, one.sentences, one.example) == (1, 1, "网络强国", "算力", 0.408248, 1, "网络强国和算力。")
    assert (other.rank, other.step, other.a, other.b, other.weight, other.document) == (1, 2, "算力", "数字鸿沟", 0.57735, "d")
    assert one.cost == other.cost == pytest.approx((log(6) + log(3)) / 2, abs=2e-6)


def test_of_equal_chains_the_one_of_smaller_labels_comes_first(tmp_path: Path) -> None:
    with opened(write(tmp_path, [Text("d", "2024", body("网络强国和算力。", "网络强国和人工智能。", "算力和数字鸿沟。", "人工智能和数字鸿沟。"))], TERMS)) as store:
        found = chains_of(path(store, concept(store, "网络强国"), concept(store, "数字鸿沟")))
    assert [nodes for _, nodes in found] == [("网络强国", "人工智能", "数字鸿沟"), ("网络强国", "算力", "数字鸿沟")]
    assert found[0][0] == found[1][0]


@pytest.mark.parametrize(("sentences", "options", "expected"), [
    (["网络强国和算力。", "算力和平台经济。", "平台经济和数字鸿沟。"], {"max_links": 2}, WayOut(3, nested=False, hidden=False, any_category=False, passing=False)),
    (["网络强国和算力。", "算力和数字鸿沟。"], {"category": ["economy"]}, WayOut(4, nested=False, hidden=False, any_category=True, passing=False)),
    (["网络强国和算力。", "算力和数字鸿沟。"], {"avoid": ["算力"]}, WayOut(4, nested=False, hidden=False, any_category=False, passing=True)),
    (["网络强国和算力。", "算力和数字鸿沟。"], {"avoid": ["算力"], "category": ["economy"]}, WayOut(4, nested=False, hidden=False, any_category=True, passing=True)),
    (["网络强国和算力。", "算力和算力网。", "算力网和数字鸿沟。"], {}, WayOut(4, nested=True, hidden=False, any_category=False, passing=False)),
    (["网络强国和算力。", "平台经济和数字鸿沟。"], {}, None)])
def test_the_way_out_allows_the_least(tmp_path: Path, sentences: list[str], options: dict[str, object], expected: WayOut | None) -> None:
    with opened(write(tmp_path, [Text("d", "2024", body(*sentences))], [*TERMS, Term("算力网", category="technology")])) as store:
        start, goal, around = ends(store, "网络强国", "数字鸿沟", options.get("avoid", ()))  # type: ignore[arg-type] # of one kind by name
        asked = {"max_links": 4, **options, "avoid": around}
        assert path(store, start, goal, **asked) == []  # type: ignore[arg-type] # as above
        found = way_out(store, start, goal, **asked)  # type: ignore[arg-type] # as above
        assert found == expected
        if found:
            assert path(store, start, goal, max_links=found.max_links, nested=found.nested, avoid=() if found.passing else around,
                        category=() if found.any_category else options.get("category", ()))  # type: ignore[arg-type] # as above


def test_links_below_the_thresholds_are_a_way_out(tmp_path: Path) -> None:
    with opened(write(tmp_path, [Text("d", "2024", body("网络强国和算力。", "网络强国和算力。", "算力和数字鸿沟。"))], TERMS)) as store:
        start, goal, _ = ends(store, "网络强国", "数字鸿沟")
        set_thresholds(store, 2, 1)
        assert path(store, start, goal) == []
        assert way_out(store, start, goal, max_links=4) == WayOut(4, nested=False, hidden=True, any_category=False, passing=False)


def test_what_cannot_be_joined_or_avoided_is_said(tmp_path: Path) -> None:
    with opened(write(tmp_path, [Text("d", "2024", body("网络强国和算力。"))], [Term("网络强国", ("网络大国",)), Term("算力")])) as store:
        with pytest.raises(KgError, match="网络强国 and 网络大国 are one concept, 网络强国"):
            ends(store, "网络强国", "网络大国")
        with pytest.raises(KgError, match="算力 is an end of the chain and cannot be avoided"):
            ends(store, "网络强国", "算力", ["算力"])
