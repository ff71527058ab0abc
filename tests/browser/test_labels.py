"""Which labels are written, and where."""

from __future__ import annotations

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
