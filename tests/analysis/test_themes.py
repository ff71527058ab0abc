"""Communities of a project: the same always, as good as networkx's, named and bridged."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from kg.analysis.communities import RESOLUTION, SEED, TRIALS, communities, telling_members
from kg.analysis.links import net
from kg.analysis.themes import associations, themes
from kg.errors import KgError
from kg.store import Store
from kg.weights import npmi
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


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pairs that always go together and one concept that meets both: 数字中国 twice 网络强国, once 算力, often alone."""
    sentences = [*["网络强国和依法治网。"] * 4, *["算力和数字经济。"] * 4, *["数字中国和网络强国。"] * 2, "数字中国和算力。", *["数字中国。"] * 12]
    terms = [Term(label) for label in ("网络强国", "依法治网", "算力", "数字经济", BRIDGE)]
    return write(tmp_path_factory.mktemp("three"), [Text("d1", "2024", body(*sentences))], terms)


def test_strength_and_bridge_are_those_of_the_formulas(three: Path) -> None:
    """N = 23; 数字中国 stands in 15, 网络强国 in 6, 依法治网 in 4, 算力 in 5, 数字经济 in 4."""
    with opened(three) as store:
        rows = {row.concept: row for row in themes(store)}
    # 数字中国 meets both less often than by chance: its npmi is below 0.01, which is what a sentence counts at least
    assert npmi(2, 15, 6, 23) < 0.01
    assert npmi(1, 15, 5, 23) < 0.01
    home, other = 0.02, 0.01
    assert rows[BRIDGE].community == rows["网络强国"].community != rows["算力"].community
    assert rows[BRIDGE].strength == home
    assert rows[BRIDGE].bridge == round(1 - (2 / 3) ** 2 - (1 / 3) ** 2, 6) == 0.444444
    close = 4 * npmi(4, 6, 4, 23)
    assert rows["网络强国"].strength == pytest.approx(close + home, abs=1e-6)
    assert rows["网络强国"].bridge == rows["依法治网"].bridge == 0
    apart = 4 * npmi(4, 5, 4, 23)
    assert rows["算力"].strength == pytest.approx(apart, abs=1e-6)
    total = apart + other
    assert rows["算力"].bridge == pytest.approx(1 - (apart / total) ** 2 - (other / total) ** 2, abs=1e-6) != 0


def test_a_theme_is_named_by_its_strongest_members_of_different_names() -> None:
    labels = ["网络强国", "网络强国建设", "算力", "数字中国"]
    edges = [(0, 1, 3.0), (1, 2, 2.0), (0, 2, 4.0), (2, 3, 9.0)]
    assert telling_members(labels, [0, 0, 0, 1], edges) == [[0, 2], [3]]  # 7, 5, 6: links to another community do not count
    assert telling_members(labels, [0, 0, 1, 1], edges) == [[0, 1], [3, 2]]  # nothing but a longer name is left


def cliques(number: int, size: int) -> tuple[list[str], list[tuple[int, int, float]]]:
    """Return labels and edges of cliques in a ring, each joined with the next by one edge."""
    within = [(ring * size + one, ring * size + other, 1.0) for ring in range(number) for one in range(size) for other in range(one)]
    between = [(ring * size, ((ring + 1) % number) * size + 1, 1.0) for ring in range(number)]
    return [f"概念{place:03d}" for place in range(number * size)], within + between


def test_a_higher_resolution_gives_smaller_communities() -> None:
    labels, edges = cliques(30, 3)
    number = {resolution: len(set(communities(labels, edges, resolution=resolution))) for resolution in (0.1, 1.0, 4.0)}
    assert number[0.1] < number[1.0] < number[4.0] == 30


def by_chance(seed: int) -> tuple[list[str], list[tuple[int, int, float]]]:
    """Return a graph without communities, of which every run finds others."""
    graph = nx.gnm_random_graph(60, 180, seed=seed)
    return [f"概念{place:03d}" for place in graph], [(one, other, 1.0) for one, other in graph.edges]


def quality(labels: list[str], edges: list[tuple[int, int, float]], **options: int) -> float:
    graph = nx.Graph()
    graph.add_weighted_edges_from(edges)
    membership = communities(labels, edges, resolution=1.0, **options)
    return float(nx.community.modularity(graph, [{place for place in graph if membership[place] == number} for number in set(membership)]))


def test_the_seed_decides_among_equals_and_more_trials_are_never_worse() -> None:
    labels, edges = by_chance(1)
    runs = [communities(labels, edges, seed=seed) for seed in range(6)]
    assert runs == [communities(labels, edges, seed=seed) for seed in range(6)]
    assert len({tuple(run) for run in runs}) > 1
    once, often = ([quality(*by_chance(seed), trials=trials) for seed in range(6)] for trials in (1, 16))
    assert all(more >= one - 1e-9 for one, more in zip(once, often, strict=True))
    assert sum(often) > sum(once) + 1e-3


def test_what_is_not_asked_for_is_what_the_help_says(two: Path) -> None:
    assert [RESOLUTION, SEED, TRIALS] == [1.2, 1, 4]
    labels, edges = by_chance(2)
    usual = communities(labels, edges)
    assert usual == communities(labels, edges, resolution=1.2, seed=1, trials=4)
    assert all(usual != communities(labels, edges, **{"resolution": 1.2, "seed": 1, "trials": 4} | other) for other in ({"resolution": 1.0}, {"seed": 2}, {"trials": 1}))
    with opened(two) as store:
        assert {row.community for row in themes(store, resolution=9.0)} > {row.community for row in themes(store)}


def test_another_seed_may_give_other_communities(tmp_path: Path) -> None:
    labels, edges = by_chance(3)
    sentences = [f"{labels[one]}和{labels[other]}。" for one, other, _ in edges]
    with opened(write(tmp_path, [Text("d", "2024", body(*sentences))], [Term(label) for label in labels])) as store:
        assert len({tuple(themes(store, seed=seed)) for seed in range(4)}) > 1


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
