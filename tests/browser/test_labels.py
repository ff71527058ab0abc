"""Which labels are written, and where."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

UNNAMED = """async () => {
    const missing = [];
    let looked = 0;
    for (const c of kg.shown().concepts) {
        kg.pick(c);
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const named = new Set(kg.labels().map((box) => box[4]));
        const best = [...document.querySelectorAll("#panel .near .concept")].slice(0, 10).map((one) => Number(one.dataset.concept));
        const seen = best.filter((one) => kg.network.body.nodes[one]);
        looked += seen.length;
        missing.push(...seen.filter((one) => !named.has(one)).map((one) => kg.concepts.label[one]));
    }
    return [looked, missing];
}"""
"""The neighbours that the picture shows of each concept, and those among them without a label."""


@pytest.mark.parametrize(("width", "locale"), [(390, "en-GB"), (1280, "en-GB")])
def test_all_that_is_in_focus_has_its_label(open_page: Open, width: int, locale: str) -> None:
    page, _ = open_page(width=width, locale=locale)
    looked, missing = page.evaluate(UNNAMED)
    assert looked > 300
    assert missing == []


@pytest.mark.parametrize(("locale", "most"), [("zh-CN", 0), ("en-GB", 10)])
def test_the_hundred_most_frequent_have_their_labels_at_first(open_page: Open, locale: str, most: int) -> None:
    """Places are planned for Chinese labels; English ones are wider and stand where they find room."""
    page, _ = open_page(locale=locale)
    frequent = page.evaluate("kg.shown().concepts.sort((p, q) => kg.concepts.n[q] - kg.concepts.n[p] || p - q).slice(0, 100)")
    assert len(set(frequent) - {box[4] for box in page.evaluate("kg.labels()")}) <= most


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_no_label_is_over_another_or_cut_off_or_too_small(open_page: Open, width: int, locale: str) -> None:
    page, _ = open_page("#t=light", width=width, locale=locale)
    boxes = page.evaluate("kg.labels()")
    room = page.evaluate("[document.getElementById('graph').clientWidth, document.getElementById('graph').clientHeight]")
    assert len(boxes) > 25
    for p, q in combinations(boxes, 2):
        assert min(p[2], q[2]) - max(p[0], q[0]) <= 1 or min(p[3], q[3]) - max(p[1], q[1]) <= 1
    for left, top, right, bottom, _, font in boxes:
        assert left >= -1
        assert top >= -1
        assert right <= room[0] + 1
        assert bottom <= room[1] + 1
        assert font >= 10


LINES = """kg.labels().map(([left, top, right, bottom, c, font]) => {
    const ctx = document.createElement("canvas").getContext("2d");
    ctx.font = `${font}px system-ui,"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif`;
    return [kg.concepts.en[c] || kg.concepts.label[c], ctx.measureText(kg.concepts.en[c] || kg.concepts.label[c]).width, right - left, Math.round((bottom - top) / font / 1.18)];
})"""


def test_the_box_of_an_english_label_is_as_wide_as_its_font_draws_it(open_page: Open) -> None:
    page, _ = open_page(locale="en-GB")
    single = [(drawn, box) for _, drawn, box, lines in page.evaluate(LINES) if lines == 1]
    assert len(single) > 20
    assert all(box == pytest.approx(drawn, rel=0.05) for drawn, box in single)


SIDES = """Object.fromEntries(kg.labels().map(([left, top, right, bottom, c]) => {
    const { x, y } = kg.network.canvasToDOM(kg.network.getPosition(c));
    return [c, [right < x ? "left" : left > x ? "right" : "", bottom < y ? "above" : top > y ? "below" : ""].join(" ")];
}))"""


def test_labels_keep_their_sides_while_one_zooms(open_page: Open) -> None:
    page, _ = open_page(locale="en-GB")
    before = page.evaluate(SIDES)
    assert len(set(before.values())) > 3
    during = page.evaluate(f"(() => {{ kg.network.moveTo({{ scale: kg.network.getScale() * 1.3 }}); kg.network.redraw(); return {SIDES}; }})()")
    both = [c for c in before if c in during]
    assert len(both) > 60
    assert [during[c] for c in both] == [before[c] for c in both]
    page.wait_for_timeout(400)
    rested = page.evaluate(SIDES)
    assert len(rested) > len(during)
