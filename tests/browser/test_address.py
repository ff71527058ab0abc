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


@pytest.mark.parametrize("fragment", ["#e=a~b~c&w=-5&y=1-2&off=x.99", "#%E4%zz&c=%", "#cat=%E4%zz", "#group=没有的概念&at=a,b,c"])
def test_a_broken_address_shows_the_overview(open_page: Open, fragment: str) -> None:
    page, _ = open_page(fragment)
    assert page.locator("#panel h2").inner_text() == "主题"


def test_a_threshold_above_all_links_is_the_highest(open_page: Open) -> None:
    page, _ = open_page("#w=999999")
    least, most, links = page.evaluate("[kg.state().w, Math.max(...kg.links.n.slice(0, kg.meta.drawn)), kg.shown().links.length]")
    assert least == most
    assert links > 0
    assert page.locator("#min").input_value() == page.locator("#min").get_attribute("max")


@pytest.mark.parametrize(("named", "found"), [("关基", "关键信息基础设施"), ("Digital Divide", "数字鸿沟")])
def test_an_address_may_name_a_concept_as_the_search_does(open_page: Open, named: str, found: str) -> None:
    page, _ = open_page(f"#c={named}")
    assert page.locator("#panel h2").inner_text() == found
    page.locator("#find").fill("关基")
    page.locator("#find").press("Enter")
    assert page.locator("#panel h2").inner_text() == "关键信息基础设施", "names that come with the rest are found too"


def test_an_address_with_a_name_that_the_page_does_not_hold_says_so(open_page: Open) -> None:
    page, _ = open_page("#c=没有的概念")
    assert page.locator("#panel h2").inner_text() == "查找“没有的概念”"
    other, _ = open_page("#c=数字鸿沟&to=没有的概念")
    assert other.locator("#panel h2").inner_text() == "数字鸿沟"
    assert "“没有的概念”不是本项目的概念" in other.locator("#panel").inner_text()
    assert [other.locator(field).input_value() for field in ("#find", "#path-to")] == ["", "没有的概念"]


def test_a_path_to_itself_is_the_concept_and_to_a_neighbour_is_direct(open_page: Open) -> None:
    page, _ = open_page("#c=数字鸿沟&to=数字鸿沟")
    assert page.locator("#panel h2").inner_text() == "数字鸿沟"
    a, b = page.evaluate("(() => { const k = kg.links.n.findIndex((n, k) => kg.cheapestPath(kg.links.a[k], kg.links.b[k]).links.length === 1);"
                         "return [kg.concepts.label[kg.links.a[k]], kg.concepts.label[kg.links.b[k]]]; })()")
    page.evaluate("(hash) => { location.hash = hash; }", f"#c={a}&to={b}")
    page.locator("#panel .chain").wait_for()
    assert "直接相连" in page.locator("#panel").inner_text()


def test_a_theme_is_shared_by_a_concept_of_it_not_by_a_number(open_page: Open) -> None:
    page, _ = open_page()
    page.locator("#panel .choices input").nth(1).uncheck()
    page.locator("#panel .choices .link").first.click()
    title = page.locator("#panel h2").inner_text()
    copied = page.evaluate("decodeURIComponent(location.hash)")
    first, second = page.evaluate("[0, 1].map((place) => [...kg.concepts.theme.keys()].filter((c) => kg.concepts.theme[c] === place).map((c) => kg.concepts.label[c]))")
    assert copied.split("&")[0].removeprefix("#group=") in first
    assert copied.split("&")[1].removeprefix("off=") in second
    other, _ = open_page(copied)
    assert other.locator("#panel h2").inner_text() == title
    assert other.evaluate("kg.shown().concepts.length") == page.evaluate("kg.shown().concepts.length")


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
    for fragment in ("", "#c=数字鸿沟", "#e=数字鸿沟~老年人", "#at=30,-20,1.5"):
        page, _ = open_page(fragment)
        gaps = page.evaluate("""(() => { const [{ detail: { scale, left, top } }] = performance.getEntriesByName("kg-picture");
            return kg.shown().concepts.map((c) => { const [spot, there] = [kg.network.getPosition(c), kg.network.canvasToDOM(kg.network.getPosition(c))];
            return Math.hypot(spot.x * scale + left - there.x, spot.y * scale + top - there.y); }); })()""")
        assert len(gaps) > 100
        assert max(gaps) <= 1
        assert page.locator("#sketch").count() == 0
