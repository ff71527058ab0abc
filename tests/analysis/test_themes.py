"""Communities of a project: the same always, as good as networkx's, named and bridged."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from kg.analysis.communities import communities
from kg.analysis.links import net
from kg.analysis.themes import associations, themes
from kg.errors import KgError
from kg.store import Store
from tests.project_fixture import Term, Text, body, opened, write

NETWORK, DATA = ["网络强国", "清朗空间", "依法治网"], ["数字经济", "算力", "可信流通"]
BRIDGE = "数字中国"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two themes, and a concept that goes with both."""
    sentences = [f"{a}和{b}。" for group in (NETWORK, DATA) for a in group for b in group if a < b] * 3
    sentences += [f"{BRIDGE}与{one}。" for one in (*NETWORK[:2], *DATA[:2])]
    terms = [Term(label, category="policy" if label in NETWORK else "data") for label in (*NETWORK, *DATA, BRIDGE)]
    return write(tmp_path_factory.mktemp("two"), [Text("d1", "2024", body(*sentences, "无关的话。"))], [*terms, Term("孤立概念")])


def test_themes_are_found_and_what_joins_them_is_a_bridge(two: Path) -> None:
    with opened(two) as store:
        rows = themes(store)
    group = {row.concept: row.community for row in rows}
    assert len({group[label] for label in NETWORK}) == len({group[label] for label in DATA}) == 1
    assert group[NETWORK[0]] != group[DATA[0]]
    assert max(rows, key=lambda row: row.bridge).concept == BRIDGE
    assert min(row.bridge for row in rows) == 0.0
    assert "孤立概念" not in group
    assert [row.community for row in rows] == sorted(row.community for row in rows)


def test_a_category_shows_part_of_the_same_communities(two: Path) -> None:
    with opened(two) as store:
        everything = themes(store)
        assert themes(store, category=["data"]) == [row for row in everything if row.concept in (*DATA, BRIDGE)]
        assert themes(store, limit=1) == [row for row in everything if row.community == 0]


def modularity(store: Store) -> tuple[float, float]:
    """Return the modularity of our partition and of networkx's Louvain, both at resolution 1."""
    graph = net(store)
    edges = associations(graph, store.units)
    other = nx.Graph()
    other.add_weighted_edges_from(edges)
    membership = communities([row.label for row in graph.concepts], edges, resolution=1.0)
    ours = [{place for place, number in enumerate(membership) if number == community} for community in set(membership)]
    return nx.community.modularity(other, ours), nx.community.modularity(other, nx.community.louvain_communities(other, seed=1))


def test_modularity_is_not_below_that_of_louvain(two: Path) -> None:
    with opened(two) as store:
        ours, louvain = modularity(store)
    assert ours >= louvain - 1e-9


def test_so_many_communities_are_those_that_hold_a_concept_of_the_category(two: Path) -> None:
    with opened(two) as store:
        every = themes(store)
        for category in ("policy", "data"):
            (named,) = {row.community for row in themes(store, limit=1, category=[category])}
            assert named == min(row.community for row in every if row.concept in (NETWORK if category == "policy" else [*DATA, BRIDGE]))


@pytest.mark.parametrize(("resolution", "seed"), [(0.0, 1), (float("nan"), 1), (float("inf"), 1), (1.2, -1), (1.2, 10 ** 24)])
def test_what_is_no_resolution_and_no_seed_is_refused(resolution: float, seed: int) -> None:
    with pytest.raises(KgError, match=r"no resolution|no seed"):
        communities(["甲", "乙"], [(0, 1, 1.0)], resolution=resolution, seed=seed)
