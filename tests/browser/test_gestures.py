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
    page.mouse.up()
    page.wait_for_timeout(200)
    assert page.evaluate("kg.network.getViewPosition()") == view
    assert page.evaluate(place) != home
    moved = [after - old for after, old in zip(spot(page, "数字鸿沟"), (x, y), strict=True)]
    assert [after - old for after, old in zip(page.evaluate(label), before, strict=True)] == pytest.approx(moved, abs=2)
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
