"""What colours mean: what shares grey is said to be other themes or categories, and English stands with the Chinese beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.export import html
from kg.store import Store
from tests.browser.conftest import Open
from tests.project_fixture import Term, Text, body, write

pytestmark = pytest.mark.browser

LABELS = ("数字鸿沟", "网络强国", "数据安全", "人工智能", "数字经济", "网络主权", "隐私保护", "开源生态", "算力网络", "数据要素", "平台治理", "数字贸易", "电子政务", "智慧城市", "绿色转型")
"""Each makes a theme with its 研究: more themes and categories than there are colours."""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of fifteen themes and fifteen categories, every other concept with an English name."""
    folder = tmp_path_factory.mktemp("legend")
    terms = [Term(label + end, en=f"concept {number}" if not end else "", category=f"类{number:02}") for number, label in enumerate(LABELS) for end in ("", "研究")]
    texts = [Text(f"文章{number}", "2024-01-01", body(*(f"{label}，{label}研究。" for label in LABELS))) for number in range(6)]
    write(folder / "project", texts, terms)
    with Store(folder / "project") as store:
        html.write(store, folder / "graph.html")
    return folder / "graph.html"


def test_themes_that_share_grey_are_named_under_one_heading(open_page: Open, many: Path) -> None:
    page, _ = open_page(other=many)
    group = page.locator("#panel > .choices > li").last
    assert "其他 3 个主题（图中灰色）" in group.inner_text()
    assert group.locator(".choices li").count() == 3
    assert len({row.inner_text() for row in group.locator(".choices .link").all()}) == 3
    before = page.evaluate("kg.shown().concepts.length")
    group.locator("input").first.uncheck()
    assert page.evaluate("kg.shown().concepts.length") == before - 6


def test_categories_that_share_grey_are_named_under_one_heading(open_page: Open, many: Path) -> None:
    page, _ = open_page("#by=category", other=many)
    group = page.locator("#panel > .choices > li").last
    assert "其他 3 个类别（图中灰色）" in group.inner_text()
    assert group.locator(".choices li").count() == 3


def test_coloured_themes_have_colours_of_their_own(open_page: Open, many: Path) -> None:
    page, _ = open_page(other=many)
    colours = page.evaluate("[...document.querySelectorAll('#panel > .choices > li > .dot')].map((dot) => dot.style.backgroundColor)")
    assert len(colours) == len(set(colours)) == 13


def test_the_legend_is_of_what_the_colours_mean(open_page: Open) -> None:
    page, _ = open_page()
    dots = "[...document.querySelectorAll('#panel .choices')].map((list) => list.querySelectorAll('.dot').length > 0)"
    assert page.evaluate(dots)[0]
    assert not page.evaluate(dots)[-1]
    page.locator("#by").select_option("category")
    assert page.locator("#panel h2").inner_text() == "类别"
    assert page.locator("#panel > .choices .dot").count() == page.locator("#panel > .choices input").count()
    assert page.locator("#panel .fold .choices .dot").count() == 0
    how = page.locator("#panel .fold").last.inner_text()
    assert "颜色是概念的类别" in how
    assert "颜色是主题" not in how


def test_english_stands_with_the_chinese_beside_it_everywhere(open_page: Open, many: Path) -> None:
    page, _ = open_page("#c=数字鸿沟", other=many, locale="en-GB")
    assert page.locator("#panel h2").inner_text() == "concept 0"
    assert page.locator("#panel .second").inner_text() == "数字鸿沟"
    page.evaluate("location.hash = '#c=数字鸿沟研究'")
    near = page.locator("#panel .near .concept", has_text="concept 0")
    near.wait_for()
    assert near.inner_text() == "concept 0 数字鸿沟"
    page.locator("#find").fill("concept 0")
    assert page.locator("#found li").first.inner_text().startswith("concept 0 数字鸿沟")
    page.evaluate("location.hash = ''")
    page.locator("#panel .choices .link").first.wait_for()
    rows = page.locator("#panel .choices .link").all_inner_texts()
    assert all("concept" in row and "研究" in row for row in rows)
    page.evaluate("location.hash = '#v=list'")
    cells = page.locator("#list tbody tr", has_text="concept 0").first.locator("td, th").all_inner_texts()
    assert cells[:2] == ["concept 0", "数字鸿沟"]
