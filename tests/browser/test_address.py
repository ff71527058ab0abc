"""What is seen stands in the address, so that it can be shared and gone back to."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

WITHOUT_SETS = "JSON.stringify({ ...kg.state(), off: [...kg.state().off], cat: [...kg.state().cat] })"


def test_back_and_forward_follow_what_was_picked(open_page: Open) -> None:
    page, _ = open_page()
    seen = []
    for label in ("数字鸿沟", "网络强国", "数据安全"):
        page.locator("#find").fill(label)
        page.locator("#find").press("Enter")
        seen.append(page.locator("#panel h2").inner_text())
    page.go_back()
    assert page.locator("#panel h2").inner_text() == seen[1]
    page.go_back()
    assert page.locator("#panel h2").inner_text() == seen[0]
    page.go_back()
    assert page.locator("#panel h2").inner_text() == "主题"
    page.go_forward()
    assert page.locator("#panel h2").inner_text() == seen[0]


def test_a_copied_address_shows_the_same_view_in_a_new_tab(open_page: Open) -> None:
    page, _ = open_page("#c=数字鸿沟")
    last = page.evaluate("kg.meta.years.length - 1")
    page.locator("#min").fill("1")
    page.locator("#from").fill(str(last - 2))
    page.locator("#by").select_option("category")
    page.locator("#in").click()
    page.locator("#theme").click()
    page.locator("#lang").click()
    copied = page.evaluate("location.hash")
    other, _ = open_page(copied)
    assert other.evaluate(WITHOUT_SETS) == page.evaluate(WITHOUT_SETS)
    assert view(other) == pytest.approx(view(page), rel=0.01, abs=2)
    assert other.locator("#panel").inner_text() == page.locator("#panel").inner_text()


@pytest.mark.parametrize("fragment", ["#c=没有的概念", "#e=a~b~c&w=-5&y=1-2&off=x.99", "#%E4%zz&c=%", "#cat=%E4%zz", "#group=999&at=a,b,c"])
def test_a_broken_address_shows_the_overview(open_page: Open, fragment: str) -> None:
    page, _ = open_page(fragment)
    assert page.locator("#panel h2").inner_text() == "主题"


def test_nothing_moves_after_loading(open_page: Open) -> None:
    page, _ = open_page()
    places = "JSON.stringify([kg.network.getPositions(), kg.network.getScale(), kg.network.getViewPosition()])"
    before = page.evaluate(places)
    page.wait_for_timeout(800)
    assert page.evaluate(places) == before


def view(page: Any) -> list[float]:  # Any: playwright's page
    found: list[float] = page.evaluate("(() => { const { x, y } = kg.network.getViewPosition(); return [x, y, kg.network.getScale()]; })()")
    return found


def test_the_first_picture_stands_where_the_later_one_does(open_page: Open) -> None:
    for fragment in ("", "#c=数字鸿沟", "#e=数字鸿沟~数字素养", "#at=30,-20,1.5"):
        page, _ = open_page(fragment)
        gaps = page.evaluate("""(() => { const [{ detail: { scale, left, top } }] = performance.getEntriesByName("kg-picture");
            return kg.shown().concepts.map((c) => { const [spot, there] = [kg.network.getPosition(c), kg.network.canvasToDOM(kg.network.getPosition(c))];
            return Math.hypot(spot.x * scale + left - there.x, spot.y * scale + top - there.y); }); })()""")
        assert len(gaps) > 100
        assert max(gaps) <= 1
        assert page.locator("#sketch").count() == 0
