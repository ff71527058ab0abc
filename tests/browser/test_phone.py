"""The page at the width of a phone, by touch."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844, "touch": True}


def swipe(page: Any, right: float, down: float) -> None:  # Any: playwright's page
    """Move one finger over the graph from its middle."""
    box = page.locator("#graph").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    hand = page.context.new_cdp_session(page)
    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x + right * step / 10, "y": y + down * step / 10}]})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_the_overview_fits_the_width_with_its_labels_and_leaves_no_room_empty(open_page: Open) -> None:
    page, _ = open_page(**PHONE)
    page.locator("#panel .back").tap()
    page.wait_for_timeout(300)
    boxes = page.evaluate("kg.labels().map((box) => box.slice(0, 4))")
    room = page.locator("#graph").bounding_box()
    assert min(left for left, _, _, _ in boxes) >= -1
    assert max(right for _, _, right, _ in boxes) <= room["width"] + 1
    assert max(bottom for _, _, _, bottom in boxes) - min(top for _, top, _, _ in boxes) > 0.6 * room["height"]


def test_a_finger_that_moves_down_scrolls_the_page_and_one_that_moves_aside_the_graph(open_page: Open) -> None:
    page, _ = open_page(**PHONE)
    before = page.evaluate("kg.network.getViewPosition().x")
    swipe(page, 0, -200)
    page.wait_for_function("() => scrollY > 50")
    assert page.evaluate("kg.network.getViewPosition().x") == before
    page.evaluate("scrollTo(0, 0)")
    swipe(page, -120, 0)
    page.wait_for_function("(before) => Math.abs(kg.network.getViewPosition().x - before) > 20", arg=before)


@pytest.mark.parametrize("tab", ["concepts", "links"])
def test_the_list_fits_the_width_with_all_its_numbers(open_page: Open, tab: str) -> None:
    page, _ = open_page(f"#v=list&tab={tab}", **PHONE)
    assert page.evaluate("document.getElementById('list').scrollWidth") <= 390
    numbers = page.locator("#list tbody tr").first.locator(".number")
    assert numbers.count() >= 3
    for number in numbers.all():
        box = number.bounding_box()
        assert 0 <= box["x"] < box["x"] + box["width"] <= 390


def test_a_narrow_page_says_why_it_begins_with_one_concept(open_page: Open) -> None:
    page, _ = open_page(**PHONE)
    assert "先看最常见的概念" in page.locator("#panel").inner_text()
    page.locator("#panel .near .concept").first.tap()
    assert "先看最常见的概念" not in page.locator("#panel").inner_text()


def test_controls_are_wide_enough_for_a_finger_and_help_is_about_fingers(open_page: Open) -> None:
    page, _ = open_page(**PHONE)
    assert page.locator("#help").bounding_box()["width"] >= 44
    page.locator("#help").tap()
    said = page.locator("#keys").inner_text()
    assert "双指" in said
    assert "Shift" not in said
    assert "false" not in said
    assert page.locator("#keys kbd").count() == 0


@pytest.mark.parametrize(("width", "locale"), [(390, "zh-CN"), (320, "en-GB")])
def test_the_menu_opens_within_the_screen(open_page: Open, width: int, locale: str) -> None:
    page, _ = open_page(width=width, height=844, touch=True, locale=locale)
    page.locator("#menu summary").tap()
    box = page.locator("#menu > div").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= sum(page.locator("#menu summary").bounding_box()[side] for side in ("y", "height"))


def test_a_search_leads_to_its_answer(open_page: Open) -> None:
    page, _ = open_page(**PHONE)
    assert page.evaluate("scrollY") == 0, "nobody has asked yet"
    page.locator("#find").fill("数字鸿沟")
    page.locator("#find").press("Enter")
    assert -1 <= page.locator("#panel h2").bounding_box()["y"] < 60
    assert page.locator("#panel .sentences").first.bounding_box()["y"] < PHONE["height"]


def test_two_fingers_zoom(open_page: Open) -> None:
    page, _ = open_page(**PHONE)
    before = page.evaluate("kg.network.getScale()")
    box = page.locator("#graph").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    hand = page.context.new_cdp_session(page)
    for step, kind in enumerate(["touchStart", *["touchMove"] * 8]):
        apart = 20 + 10 * step
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x - apart, "y": y, "id": 0}, {"x": x + apart, "y": y, "id": 1}]})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("(before) => kg.network.getScale() > 1.3 * before", arg=before)
