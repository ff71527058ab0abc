"""Where concepts stand: apart from each other, near what they are linked with, readable, and the same whatever the order of links."""

from __future__ import annotations

from itertools import combinations
from random import Random
from statistics import mean

import networkx as nx
import numpy as np
import pytest
from numpy.typing import NDArray

from kg.analysis.communities import communities
from kg.export import html
from kg.export.html import layout
from kg.export.html.declutter import spread
from kg.export.html.looks import FONT, RADIUS, Box, looks
from kg.store import Store
from tests.export.page import LABELS, Page, project, read

Spot = tuple[float, float]
Rectangle = tuple[float, float, float, float]
Edge = tuple[int, int, float]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A page of 150 concepts."""
    return read(html.render(Store(project(tmp_path_factory.mktemp("layout") / "项目", 240, 90))))


@pytest.fixture(scope="module")
def net(page: Page) -> tuple[list[Box], list[Edge], list[int]]:
    """The boxes, links and themes of its concepts."""
    n = dict(zip(page.graph["concepts"]["label"], page.graph["concepts"]["n"], strict=True))
    number = {label: place for place, label in enumerate(page.drawn)}
    edges = [(number[a], number[b], 1.0 + (number[a] + number[b]) % 5) for a, b in page.drawn_links]
    return [look.box for look in looks(page.drawn, [n[label] for label in page.drawn])], edges, communities(page.drawn, edges)


def rectangles(spots: list[Spot], boxes: list[Box]) -> list[Rectangle]:
    return [(x - box.width / 2, y + box.drop - box.height / 2, x + box.width / 2, y + box.drop + box.height / 2) for (x, y), box in zip(spots, boxes, strict=True)]


def overlapping(found: list[Rectangle]) -> float:
    """The share of rectangles that cover another by more than a pixel each way."""
    hit = {end for p, q in combinations(range(len(found)), 2) for end in (p, q)
           if min(found[p][2], found[q][2]) - max(found[p][0], found[q][0]) > 1 and min(found[p][3], found[q][3]) - max(found[p][1], found[q][1]) > 1}
    return len(hit) / len(found)


def gap(p: Spot, q: Spot) -> float:
    return float(np.hypot(p[0] - q[0], p[1] - q[1]))


def test_at_most_one_label_in_twenty_overlaps_another(page: Page) -> None:
    n = dict(zip(page.graph["concepts"]["label"], page.graph["concepts"]["n"], strict=True))
    boxes = [look.box for look in looks(page.drawn, [n[label] for label in page.drawn])]
    assert len(boxes) > 120
    assert overlapping(rectangles([(node["x"], node["y"]) for node in page.nodes], boxes)) <= 0.05


def test_labels_are_pushed_apart_within_the_room_and_no_further_than_needed() -> None:
    chance = np.random.default_rng(1)
    boxes = [Box(60.0, 30.0, 8.0)] * 25
    size, room = np.array(boxes), (400.0, 400.0)
    before = chance.uniform(-190, 190, (25, 2))
    after = spread(before, size, room)
    assert overlapping(rectangles([(x, y) for x, y in before.tolist()], boxes)) > 0.5
    found = rectangles([(x, y) for x, y in after.tolist()], boxes)
    assert overlapping(found) == 0
    assert min(min(left, top) + 200 for left, top, _, _ in found) >= 0
    assert max(max(right, bottom) - 200 for _, _, right, bottom in found) <= 0
    apart = np.array([(x * 70.0, y * 40.0) for x in range(-2, 3) for y in range(-2, 3)])
    assert spread(apart, size, room) == pytest.approx(apart)


def test_forces_spread_what_stress_alone_puts_close_together(net: tuple[list[Box], list[Edge], list[int]], monkeypatch: pytest.MonkeyPatch) -> None:
    def closest(spots: list[tuple[int, int]]) -> float:
        nearest = [min(gap(p, q) for q in spots if q is not p) for p in spots]
        return mean(sorted(nearest)[:len(nearest) // 4])

    monkeypatch.setattr(layout, "spread", lambda positions, *_: positions)
    forced = closest(layout.place(*net))
    monkeypatch.setattr(layout, "_forced", lambda positions, *_: positions)
    assert forced > 1.5 * closest(layout.place(*net))


def test_majorisation_lowers_the_stress_and_brings_linked_concepts_nearer(net: tuple[list[Box], list[Edge], list[int]], monkeypatch: pytest.MonkeyPatch) -> None:
    def nearness(spots: list[tuple[int, int]]) -> float:
        return mean(gap(spots[a], spots[b]) for a, b, _ in net[1]) / mean(gap(p, q) for p, q in combinations(spots, 2))

    stresses = []
    majorised = layout._majorised

    def noted(distance: NDArray[np.float64], positions: NDArray[np.float64], rounds: int) -> NDArray[np.float64]:
        after = majorised(distance, positions, rounds)
        if len(distance) > 20:
            stresses.append((stress(distance, positions), stress(distance, after)))
        return after

    monkeypatch.setattr(layout, "_majorised", noted)
    near = nearness(layout.place(*net))
    monkeypatch.setattr(layout, "_majorised", lambda _, positions, __: positions)
    assert near < 0.96 * nearness(layout.place(*net))
    ((before, after),) = stresses
    assert after < 0.7 * before


def stress(distance: NDArray[np.float64], positions: NDArray[np.float64]) -> float:
    """Σ (|p_i − p_j| − d_ij)² / d_ij² over all pairs."""
    spots = [(float(x), float(y)) for x, y in positions]
    return sum((gap(spots[i], spots[j]) / float(distance[i, j]) - 1) ** 2 for i, j in combinations(range(len(spots)), 2))


def test_a_chain_lies_flat() -> None:
    """The longest way through a graph goes from left to right, where labels have room."""
    spots = layout.place([Box(50.0, 30.0, 8.0)] * 12, [(k, k + 1, 1.0) for k in range(11)], [0] * 12)
    slope = np.corrcoef(np.array(spots).T)[0, 1]
    assert abs(slope) < 0.03


def test_linked_concepts_stand_nearer_than_others(page: Page) -> None:
    spot = {node["label"]: (node["x"], node["y"]) for node in page.nodes}
    linked = mean(gap(spot[a], spot[b]) for a, b in page.drawn_links)
    assert linked < 0.5 * mean(gap(p, q) for p, q in combinations(spot.values(), 2))


def test_members_of_a_theme_stand_together(page: Page) -> None:
    theme = dict(zip(page.graph["concepts"]["label"], page.graph["concepts"]["theme"], strict=True))
    spot = {node["label"]: (node["x"], node["y"]) for node in page.nodes}
    within = [gap(spot[a], spot[b]) for a, b in combinations(page.drawn, 2) if theme[a] == theme[b]]
    across = [gap(spot[a], spot[b]) for a, b in combinations(page.drawn, 2) if theme[a] != theme[b]]
    assert mean(within) < 0.6 * mean(across)


def test_parts_without_a_link_to_the_largest_stand_below_it_side_by_side() -> None:
    """A ring of forty, three pairs and two single ones."""
    edges = [(k, (k + 1) % 40, 1.0) for k in range(40)] + [(40, 41, 1.0), (42, 43, 1.0), (44, 45, 1.0)]
    boxes = [Box(50.0, 30.0, 8.0)] * 48
    spots = layout.place(boxes, edges, [0] * 40 + [1, 1, 2, 2, 3, 3, 4, 5])
    found = rectangles([(float(x), float(y)) for x, y in spots], boxes)
    parts = [[found[k] for k in part] for part in layout.components(48, edges)]
    assert [len(part) for part in parts] == [40, 2, 2, 2, 1, 1]
    bounds = [(min(r[0] for r in part), min(r[1] for r in part), max(r[2] for r in part), max(r[3] for r in part)) for part in parts]
    assert overlapping(bounds) == 0
    assert all(low[1] >= bounds[0][3] for low in bounds[1:])
    assert len({round(low[1]) for low in bounds[1:]}) <= 2, "one row of pairs and single ones is enough"
    assert max(right for _, _, right, _ in bounds) - min(left for left, *_ in bounds) <= layout.WIDTH


def test_components_are_those_of_the_graph() -> None:
    chance = Random(3)
    edges = [(a, b, 1.0) for a, b in {tuple(sorted(chance.sample(range(60), 2))) for _ in range(40)}]
    whole = nx.Graph()
    whole.add_nodes_from(range(60))
    whole.add_edges_from((a, b) for a, b, _ in edges)
    expected = sorted((sorted(part) for part in nx.connected_components(whole)), key=lambda part: (-len(part), part[0]))
    assert layout.components(60, edges) == expected


def test_a_place_depends_on_no_order_of_links(net: tuple[list[Box], list[Edge], list[int]]) -> None:
    boxes, edges, themes = net
    places = layout.place(boxes, edges, themes)
    for seed in range(3):
        assert layout.place(boxes, Random(seed).sample(edges, len(edges)), themes) == places


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_a_few_concepts_have_places_too(number: int) -> None:
    boxes = [look.box for look in looks(LABELS[:number], range(1, number + 1))]
    edges = [(0, k, 1.0) for k in range(1, number)]
    spots = layout.place(boxes, edges, [0] * number)
    assert len(set(spots)) == number
    if number > 1:
        assert overlapping(rectangles([(float(x), float(y)) for x, y in spots], boxes)) == 0


def test_dot_and_label_grow_with_the_root_of_the_sentences(page: Page) -> None:
    n = dict(zip(page.graph["concepts"]["label"], page.graph["concepts"]["n"], strict=True))
    order = sorted(page.nodes, key=lambda node: n[node["label"]])
    for size in ([node["size"] for node in order], [node["font"]["size"] for node in order]):
        assert size == sorted(size)
        assert len(set(size)) > 20
    assert (order[0]["size"], order[-1]["size"]) == RADIUS
    assert (order[0]["font"]["size"], order[-1]["font"]["size"]) == FONT
    least, half, most = looks(["甲", "乙", "丙"], [1, 25, 81])
    assert half.radius == pytest.approx((least.radius + most.radius) / 2)


def test_a_box_holds_the_dot_and_every_line_of_the_label() -> None:
    for look in looks(["数据", "AI", "生成式人工智能服务管理暂行办法", "a very long English name of a measure"], [5, 9, 400, 30]):
        assert look.box.width >= max(2 * look.radius, look.font * max(sum(1.0 if char > "⺀" else 0.56 for char in line) for line in look.lines))
        assert look.box.height >= 2 * look.radius + look.font * len(look.lines)
        assert len(look.lines) <= 2
