"""What moves under the hand: dots with their labels, and labels while one zooms."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open, spot

pytestmark = pytest.mark.browser


def test_a_dot_that_is_dragged_takes_its_label_along_and_reset_puts_it_back(open_page: Open) -> None:
    page, _ = open_page()
    place = "kg.network.getPosition(kg.concepts.label.indexOf('数字鸿沟'))"
    label = "kg.labels().find((box) => kg.concepts.label[box[4]] === '数字鸿沟').slice(0, 2)"
    x, y = spot(page, "数字鸿沟")
    home, before, view = page.evaluate(place), page.evaluate(label), page.evaluate("kg.network.getViewPosition()")
    page.mouse.move(x, y)
    page.mouse.down()
    for step in (10, 20, 30, 40):
        page.mouse.move(x - step, y + step / 2)
    page.wait_for_timeout(200)
    moved = [after - old for after, old in zip(spot(page, "数字鸿沟"), (x, y), strict=True)]
    assert [after - old for after, old in zip(page.evaluate(label), before, strict=True)] == pytest.approx(moved, abs=2)
    page.mouse.up()
    page.wait_for_timeout(200)
    assert page.evaluate("kg.network.getViewPosition()") == view
    assert page.evaluate(place) != home
    assert page.locator("#panel h2").inner_text() == "主题", "a drag picks nothing"
    page.locator("#reset").click()
    assert page.evaluate(place) == home


def test_labels_are_written_anew_when_a_zoom_rests(open_page: Open) -> None:
    page, _ = open_page()
    painted = "document.querySelector('.vis-network canvas').toDataURL()"
    page.locator("#in").click()
    page.wait_for_timeout(400)
    rested = page.evaluate(painted)
    page.evaluate("kg.network.redraw()")
    page.wait_for_timeout(100)
    assert page.evaluate(painted) == rested
    fresh, _ = open_page(page.evaluate("location.hash"))
    fresh.wait_for_timeout(300)
    assert fresh.evaluate("JSON.stringify(kg.labels().map((box) => box.slice(4)))") == page.evaluate("JSON.stringify(kg.labels().map((box) => box.slice(4)))")


@pytest.mark.parametrize("place", ["dot", "label"])
def test_a_double_click_acts_on_what_was_under_the_first_click(open_page: Open, place: str) -> None:
    page, _ = open_page()
    x, y = spot(page, "数字鸿沟")
    if place == "label":
        left, top, _, bottom = page.evaluate("kg.labels().find((box) => kg.concepts.label[box[4]] === '数字鸿沟').slice(0, 4)")
        corner = page.locator("#graph").bounding_box()
        x, y = corner["x"] + left + 6, corner["y"] + (top + bottom) / 2
    before = page.evaluate("kg.network.getViewPosition()")
    page.mouse.dblclick(x, y)
    page.wait_for_function("() => kg.state().d === 2")
    assert page.locator("#panel h2").inner_text() == "数字鸿沟"
    assert page.evaluate("kg.network.getViewPosition()") != before, "the first click has moved the graph"


def test_two_clicks_at_different_places_are_two_clicks(open_page: Open) -> None:
    page, _ = open_page("#c=数字鸿沟")
    other = "kg.labels().map((box) => kg.concepts.label[box[4]]).filter((label) => label !== document.querySelector('#panel h2').textContent)[0]"
    for _ in range(2):
        label = page.evaluate(other)
        page.mouse.click(*spot(page, label))
        assert page.locator("#panel h2").inner_text() == label
    assert page.evaluate("kg.state().d") == 1


def test_the_graph_cannot_be_pushed_out_of_sight(open_page: Open) -> None:
    page, _ = open_page("#at=0,0,1")
    corner = page.locator("#graph").bounding_box()
    for _ in range(4):
        page.mouse.move(corner["x"] + corner["width"] - 20, corner["y"] + 20)
        page.mouse.down()
        page.mouse.move(corner["x"] + 300, corner["y"] + 300, steps=4)
        page.mouse.move(corner["x"] + 20, corner["y"] + corner["height"] - 20, steps=4)
        page.mouse.up()
    seen = page.evaluate("""(() => { const { clientWidth, clientHeight } = document.getElementById("graph");
        return kg.shown().concepts.some((c) => { const { x, y } = kg.network.canvasToDOM(kg.network.getPosition(c)); return x > 0 && x <= clientWidth && y > 0 && y <= clientHeight; }); })()""")
    x = page.evaluate("kg.network.getViewPosition().x")
    assert x <= page.evaluate("Math.max(...kg.shown().concepts.map((c) => kg.network.getPosition(c).x)) + 1")
    assert seen
