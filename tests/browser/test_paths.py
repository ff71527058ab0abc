"""How a path is drawn."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

CROSSED = """(() => {
    const drawn = new Set(kg.shown().concepts), found = [];
    const spot = (c) => kg.network.getPosition(c);
    const over = (link, c) => {
        const [p, q, r] = [spot(kg.links.a[link]), spot(kg.links.b[link]), spot(c)];
        const part = Math.min(1, Math.max(0, ((r.x - p.x) * (q.x - p.x) + (r.y - p.y) * (q.y - p.y)) / ((q.x - p.x) ** 2 + (q.y - p.y) ** 2)));
        return Math.hypot(p.x + part * (q.x - p.x) - r.x, p.y + part * (q.y - p.y) - r.y) < kg.network.body.nodes[c].options.size;
    };
    for (const a of drawn) for (const b of drawn) {
        const path = a < b && kg.cheapestPath(a, b);
        if (!path || !path.concepts.every((c) => drawn.has(c))) continue;
        const link = path.links.find((one) => path.concepts.some((c) => c !== kg.links.a[one] && c !== kg.links.b[one] && over(one, c)));
        if (link !== undefined) found.push([a, b, link, path.concepts]);
    }
    return found;
})()"""
"""Paths of drawn concepts in which a straight link would run over another dot."""

NEAREST = """([link, concepts]) => {
    const { nodes, edges } = kg.network.body;
    const edge = edges[link < kg.meta.drawn ? link : `g${link}`];
    const { from, to } = edge;
    const via = edge.edgeType.getViaNode ? edge.edgeType.getViaNode() : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    const at = (t, axis) => (1 - t) ** 2 * from[axis] + 2 * t * (1 - t) * via[axis] + t ** 2 * to[axis];
    const others = concepts.map((c) => nodes[c]).filter((node) => node !== from && node !== to);
    const gaps = [...Array(201).keys()].flatMap((step) => others.map((node) => Math.hypot(node.x - at(step / 200, "x"), node.y - at(step / 200, "y")) - node.options.size));
    return Math.min(...gaps);
}"""


def pick(page: Any, a: int, b: int) -> None:  # Any: playwright's page
    page.evaluate(f"(() => {{ kg.pick({a}); kg.pick({b}, true); }})()")


def test_no_link_of_a_path_runs_over_another_dot_of_it(open_page: Open) -> None:
    page, _ = open_page()
    crossed = page.evaluate(CROSSED)
    assert len(crossed) > 0
    for a, b, link, concepts in crossed[:20]:
        pick(page, a, b)
        assert page.evaluate(NEAREST, [link, concepts]) > 0
    page.evaluate("kg.pick(0)")
    assert page.evaluate("Object.values(kg.network.body.edges).filter((edge) => edge.options.smooth.enabled).length") == 0, "straight again"
