"""The page without a mouse, and for readers who cannot see the picture."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STATES = ("#v=list&tab=links&c=数字鸿沟&to=网络强国", "#c=数字鸿沟&d=2", "#by=category&w=6", "#c=没有的概念", "")


def tab_to(page: Any, text: str, *, most: int = 60) -> None:  # Any: playwright's page
    """Press Tab until what has the focus says this."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate("(document.activeElement.getAttribute('aria-label') || '') + document.activeElement.textContent")
        if text in said:
            return
    pytest.fail(f"{text} is not reached within {most} tabs")


def test_the_keyboard_alone_finds_a_concept_its_sentences_a_path_and_the_table(open_page: Open) -> None:
    page, _ = open_page()
    page.keyboard.press("/")
    page.keyboard.type("数字鸿沟")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "数字鸿沟"
    assert page.locator("#live").inner_text().startswith("数字鸿沟：")
    tab_to(page, "的原句")
    page.keyboard.press("Enter")
    assert page.locator("#panel blockquote mark").count() >= 2
    page.go_back()
    page.locator("#path-to").wait_for()
    tab_to(page, "看它与另一个概念之间")
    page.keyboard.type("网络强国")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text().startswith("从“数字鸿沟”到“网络强国”")
    page.locator("#menu summary").focus()
    page.keyboard.press("Enter")
    tab_to(page, "联系 CSV")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")


def test_single_keys_act_and_can_be_switched_off(open_page: Open) -> None:
    page, _ = open_page()
    scale = page.evaluate("kg.network.getScale()")
    page.keyboard.press("+")
    assert page.evaluate("kg.network.getScale()") > scale
    page.keyboard.press("0")
    assert page.evaluate("kg.network.getScale()") == pytest.approx(scale, rel=0.02)
    page.keyboard.press("l")
    assert page.locator("#list table").is_visible()
    page.keyboard.press("?")
    page.locator("#keys input").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    assert page.locator("#list table").is_visible(), "WCAG 2.1.4: single keys can be switched off"


def test_escape_leads_back_to_the_overview(open_page: Open) -> None:
    page, _ = open_page("#c=数字鸿沟")
    page.keyboard.press("Escape")
    assert page.locator("#panel h2").inner_text() == "主题"


def test_escape_takes_back_the_second_step(open_page: Open) -> None:
    page, _ = open_page("#c=数字鸿沟&d=2")
    page.keyboard.press("Escape")
    assert page.evaluate("[kg.state().d, location.hash]") == [1, ""]


def test_what_filters_leave_is_said_aloud_and_nothing_that_was_closed(open_page: Open) -> None:
    page, _ = open_page()
    live = page.locator("#live")
    before = live.inner_text()
    page.locator("#min").fill("3")
    assert live.inner_text() == page.locator("#shown").inner_text() != before
    page.locator("#find").fill("数字鸿沟")
    page.locator("#find").press("Enter")
    page.locator("#min").fill("1")
    assert live.inner_text().startswith("数字鸿沟：")
    assert live.inner_text().endswith(page.locator("#shown").inner_text())
    page.keyboard.press("Escape")
    assert "数字鸿沟" not in live.inner_text()


FOCUSED = "document.activeElement === document.body ? '' : document.activeElement.id || document.activeElement.textContent"


def test_the_keyboard_is_never_left_nowhere(open_page: Open) -> None:
    page, _ = open_page("#v=list")
    name = page.locator("#list tbody button").first
    text = name.inner_text()
    name.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == text, "the answer is in the panel"
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.locator("#panel .depth button").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "两步以内"
    page.keyboard.press("l")
    assert page.evaluate(FOCUSED) == "to-graph"
    page.keyboard.press("l")
    assert page.evaluate(FOCUSED) == "list"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.id === 'help'")


def test_every_drawn_concept_is_a_button_in_the_list(open_page: Open) -> None:
    page, _ = open_page("#v=list")
    missing = page.evaluate(
        "kg.shown().concepts.filter((c) => !document.querySelector(`#list tbody th button[data-concept='${c}']`)).map((c) => kg.concepts.label[c])")
    assert missing == []


@pytest.mark.parametrize(("dark", "locale"), [(False, "zh-CN"), (True, "zh-CN"), (False, "en-GB"), (True, "en-GB")])
def test_axe_finds_nothing(open_page: Open, dark: bool, locale: str) -> None:
    script = Path(os.environ.get("KG_AXE", "")) / "node_modules/axe-core/axe.min.js"
    if not script.is_file():
        pytest.skip("no axe-core: npm install --prefix DIR axe-core@4 and KG_AXE=DIR")
    page, _ = open_page(dark=dark, locale=locale)
    page.evaluate(script.read_text("utf-8"))
    for state in STATES:
        page.evaluate("(state) => { location.hash = state; }", state or "#")
        page.wait_for_timeout(60)
        found = page.evaluate("(tags) => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", TAGS)
        broken = [(one["id"], node["target"], node.get("failureSummary")) for one in found["violations"] for node in one["nodes"]]
        assert broken == [], state


def test_tables_open_in_a_spreadsheet_and_hold_what_is_shown(open_page: Open, tmp_path: Path) -> None:
    page, _ = open_page()
    page.locator("#min").fill("1")
    for button, shown in (("#save-links", "links"), ("#save-concepts", "concepts")):
        page.locator("#menu summary").click()
        with page.expect_download() as download:
            page.locator(button).click()
        file = tmp_path / shown
        download.value.save_as(file)
        assert file.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel takes a file without the mark for GBK"
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert len(rows) == page.evaluate(f"kg.shown().{shown}.length")
    assert {row["concept"] for row in rows} == set(page.evaluate("kg.shown().concepts.map((c) => kg.concepts.label[c])"))


def test_the_picture_and_the_json_can_be_saved(open_page: Open, tmp_path: Path) -> None:
    page, _ = open_page()
    for button, least in (("#save-png", 10_000), ("#save-json", 10_000)):
        page.locator("#menu summary").click()
        with page.expect_download() as download:
            page.locator(button).click()
        download.value.save_as(tmp_path / "saved")
        assert (tmp_path / "saved").stat().st_size > least
