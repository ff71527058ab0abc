"""Nothing leaves the machine, and no text of a document becomes part of the page's own code."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.export import html
from kg.store import Store
from tests.browser.conftest import Open
from tests.project_fixture import Term, Text, body, write

pytestmark = pytest.mark.browser

HOSTILE = (
    "</script><img src=x onerror=alert(1)>", "<svg onload=alert(2)>", "javascript:alert(3)", '"><script>alert(4)</script>', "{{7*7}}",
    '=HYPERLINK("http://evil.example")', "<!--<script>", "a href=http://evil.example", "'; alert(5); '", "&lt;b&gt;", "\u2028alert(6)",
    'id="kg-data">', 'id="kg-rest">', "</style><style>*{display:none}", "<base href=http://evil.example>", "%3Cscript%3E", "]]>", "${alert(7)}",
    "<iframe srcdoc='<script>alert(8)</script>'>", "__proto__", "constructor")


def test_the_page_asks_for_nothing_and_says_nothing(open_page: Open) -> None:
    page, seen = open_page()
    for _ in range(2):
        page.mouse.wheel(0, -200)
    page.locator("#help").click()
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert [url for url in seen.requests if not url.startswith(("file:", "data:"))] == []


def test_only_scripts_and_styles_named_by_hash_may_run(file: Path) -> None:
    page = file.read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    for forbidden in ("unsafe", "http:", "https:", "*"):
        assert forbidden not in policy[1]
    packed = re.search(r'id="kg-vis">(.*?)</script>', page)
    assert packed
    vis = zlib.decompress(base64.b64decode(packed[1])).decode("utf-8")
    inside = [vis, *re.findall(r"<script>(.*?)</script>", page, re.DOTALL), *re.findall(r"<style>(.*?)</style>", page, re.DOTALL)]
    assert len(inside) == 3
    for text in inside:
        assert base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") in policy[1]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page in which every field of a thousand concepts and documents is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    labels = [f"{HOSTILE[number % len(HOSTILE)]} {number}" for number in range(1_000)]
    terms = [Term(label, forms=(f"别名{label}",) * (number % 20 == 0), en=label, category=label) for number, label in enumerate(labels)]
    texts = [
        Text(f"{HOSTILE[number % len(HOSTILE)]}{number}", f"20{number % 3 + 20}-01-0{number % 9 + 1}",
             body("。".join(labels[number * 10:number * 10 + 10]) + labels[(number * 10 + 10) % 1000] + "。"),
             source=HOSTILE[(number + 3) % len(HOSTILE)], title=HOSTILE[(number + 5) % len(HOSTILE)])
        for number in range(100)]
    write(folder / "project", texts, terms)
    with Store(folder / "project") as store:
        html.write(store, folder / "graph.html", title=HOSTILE[0], top=200, max_bytes=5_000_000)
    return folder / "graph.html"


def test_hostile_texts_stay_texts(open_page: Open, hostile: Path) -> None:
    page, seen = open_page(other=hostile)
    before = elements(page)
    assert page.locator("#title").inner_text() == HOSTILE[0]
    for text in ("script", "svg", "proto"):
        page.locator("#find").fill(text)
        page.locator("#found li").first.click()
        for button in page.locator("#panel .sentences:not(.none)").all()[:2]:
            button.click()
            assert page.locator("#panel mark").count() > 0
            page.locator("#panel .back").click()
    page.locator("#to-list").click()
    page.locator("#list button", has_text=re.compile("联系")).first.click()
    assert elements(page) == before
    assert seen.dialogs == []
    assert page.evaluate("document.querySelectorAll('#panel a').length") == 0, "no fixture document has a web address"


def elements(page: Any) -> list[int]:  # Any: playwright's page
    """Return how many elements there are of the kinds that hostile texts would make."""
    found: list[int] = page.evaluate(
        "['img', 'svg', 'iframe', 'script', 'style', 'base', 'object', 'embed'].map((kind) => document.getElementsByTagName(kind).length)")
    return found


def test_the_page_works_in_a_notebooks_sandbox(chromium: Any, project: Path, tmp_path: Path) -> None:
    notebook = tmp_path / "notebook.html"
    with kg.open(project) as opened:
        shown = opened.html(title="示例")._repr_html_()
    notebook.write_text("<!doctype html><title>n</title>" + shown, encoding="utf-8")
    page = chromium.new_page(locale="zh-CN")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(notebook.as_uri())
    inner = page.frame_locator("iframe")
    inner.locator("#find").fill("数字鸿沟")
    inner.locator("#found li").first.click()
    # the language that playwright pretends reaches a sandboxed frame late
    assert inner.locator("#panel h2").inner_text() in {"数字鸿沟", "digital divide"}
    assert errors == []
    page.close()
