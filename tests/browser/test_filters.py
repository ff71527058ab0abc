"""What filters leave out is said, is left out everywhere, and can be taken back."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kg.analysis.path import path
from kg.export import html
from kg.store import Store
from kg.store.among import pairs_among
from kg.store.selection import Selection, restrict
from tests.browser.conftest import Open
from tests.export.page import LABELS, texts
from tests.project_fixture import Term, Text, body, write

pytestmark = pytest.mark.browser

YEARS = "#y=2022-2022"
LABELS_IN_ORDER = sorted(LABELS[:16])


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page in which 数字鸿沟 goes together with 数字素养 above all, but in 2022 rather with 老年人; the short way to 网络强国 is of 2024."""
    folder = tmp_path_factory.mktemp("filters")
    terms = [Term(label) for label in ("数字鸿沟", "数字素养", "老年人", "网络强国", "智慧城市")]
    early = ["数字鸿沟和老年人。", "老年人和数字鸿沟有关。", "数字鸿沟、数字素养。", "老年人与网络强国。", "老年人说网络强国。"]
    late = ["数字鸿沟与数字素养。", "数字素养弥合数字鸿沟。", "数字鸿沟，数字素养。", "数字素养、数字鸿沟。", "数字鸿沟与网络强国。", "数字鸿沟、网络强国。", "智慧城市和老年人。"]
    texts = [Text(f"文章{number}", f"{year}-01-01", body(*lines)) for number, (year, lines) in enumerate([(2022, early), (2023, early), (2024, late), (2024, late), (2024, late)])]
    write(folder / "project", texts, terms)
    with Store(folder / "project") as store:
        html.write(store, folder / "graph.html")
    return folder / "graph.html"


def panel(page: Any) -> str:  # Any: playwright's page
    return str(page.locator("#panel").inner_text())


def near(page: Any) -> list[list[str]]:  # Any: playwright's page
    return [row.inner_text().split("\n") for row in page.locator("#panel .near .row").all()]


def test_with_years_neighbours_stand_in_the_order_of_the_sentences_of_these_years(open_page: Open, dated: Path) -> None:
    page, _ = open_page("#c=数字鸿沟", other=dated)
    assert near(page)[0][0] == "数字素养"
    assert "按强度（G²）排序" in panel(page)
    page, _ = open_page(f"{YEARS}&c=数字鸿沟", other=dated)
    assert near(page) == [["老年人", "2 句"], ["数字素养", "1 句"]]
    assert "按句数排序" in panel(page)
    bars = page.locator("#panel .near .bar").evaluate_all("(bars) => bars.map((bar) => parseFloat(bar.style.width))")
    assert bars == pytest.approx([100, 100 * 0.5**0.5], abs=0.1)


def test_with_years_nothing_is_said_that_is_not_counted_by_year(open_page: Open, dated: Path) -> None:
    page, _ = open_page("#c=数字鸿沟", other=dated)
    assert "24 句 · 5 篇 · 24 处" in panel(page)
    page, _ = open_page(f"{YEARS}&c=数字鸿沟", other=dated)
    assert "3 句（2022）" in panel(page)
    assert "篇 ·" not in panel(page)
    page, _ = open_page(f"{YEARS}&e=数字鸿沟~老年人", other=dated)
    assert "同在 2 句（2022）" in panel(page)
    assert "G²" not in panel(page)
    page, _ = open_page(f"{YEARS}&v=list&tab=links&sort=g2", other=dated)
    assert page.locator("#list thead th").all_inner_texts() == ["概念", "概念", "句 ▼", "原句"]


def test_the_path_goes_over_the_links_that_filters_leave_and_its_command_says_which(open_page: Open, dated: Path) -> None:
    ends = "c=数字鸿沟&to=网络强国"
    page, _ = open_page(f"#{ends}", other=dated)
    assert page.locator("#panel .chain .concept").all_inner_texts() == ["数字鸿沟", "网络强国"]
    page, _ = open_page(f"{YEARS}&{ends}", other=dated)
    assert page.locator("#panel .chain .concept").all_inner_texts() == ["数字鸿沟", "老年人", "网络强国"]
    assert "筛选留下的" in page.locator("#panel h2").inner_text()
    assert "kg path 数字鸿沟 网络强国 --since 2022 --until 2022 -p output" in panel(page)
    page, _ = open_page(f"#w=9&{ends}", other=dated)
    assert "没有路径" in page.locator("#panel h2").inner_text()
    assert "--min-sentences 9" in panel(page)
    page.locator("#panel button", has_text="取消筛选").click()
    assert page.locator("#panel .chain .concept").count() == 2


def test_a_concept_whose_links_filters_hide_says_so_and_offers_them(open_page: Open) -> None:
    page, _ = open_page("#c=数字鸿沟")
    whole = page.locator("#panel .links").inner_text()
    page.locator("#panel .back").click()
    page.locator("#panel button", has_text="全不选").click()
    page.locator("#find").fill("数字鸿沟")
    page.locator("#find").press("Enter")
    number = page.evaluate("(() => { const c = kg.state().c; return kg.links.a.filter((a, k) => a === c || kg.links.b[k] === c).length; })()")
    assert page.locator("#panel .links").inner_text() == whole
    assert f"筛选隐藏了 {number} 条联系" in panel(page)
    assert page.locator("#panel .near li").count() == 0
    page.locator("#panel button", has_text="取消筛选").click()
    assert page.locator("#panel .near li").count() > 3
    assert page.evaluate("document.activeElement !== document.body")


def test_how_many_links_a_concept_has_in_the_page_and_in_the_project(open_page: Open) -> None:
    page, _ = open_page("#c=数字鸿沟")
    here, there = page.evaluate(
        "(() => { const c = kg.state().c; return [kg.links.a.filter((a, k) => a === c || kg.links.b[k] === c).length, kg.concepts.links[c]]; })()")
    said = page.locator("#panel .links").inner_text()
    assert said == (f"共 {there} 条联系，都在本页" if here == there else f"本页 {here} 条联系，全项目 {there} 条")
    assert "kg related 数字鸿沟" in panel(page)


def test_a_mark_says_that_filters_are_set(open_page: Open) -> None:
    page, _ = open_page()
    assert page.locator("#on").is_hidden()
    page.locator("#min").fill("1")
    assert page.locator("#on").is_visible()
    assert "筛选：至少共现" in page.locator("#shown").inner_text()
    page.locator("#reset").click()
    assert page.locator("#on").is_hidden()


def many_years(folder: Path, **options: int) -> Path:
    """Write a project of 24 documents of six years, with the thresholds of a build: 3 sentences in 2 documents, fewer in parts of it."""
    meta = {"min_sentences": "3", "min_documents": "2"} | {name: str(least) for name, least in options.items()} | {"options": json.dumps(options)}
    write(folder, texts(16, 24), [Term(label) for label in LABELS[:16]], meta=meta)
    with Store(folder) as store:
        html.write(store, folder / "graph.html", per_concept=20)
    return folder


def between(page: Any) -> set[tuple[int, int]]:  # Any: playwright's page
    return set(map(tuple, page.evaluate("kg.shown().links.map((k) => [kg.links.a[k], kg.links.b[k]])")))


@pytest.mark.parametrize(("since", "until", "documents", "least"), [("2020", "2024", 18, "2 句"), ("2019", "2019", 3, "1 句"), ("2023", "2024", 7, "2 句")])
def test_with_years_the_thresholds_are_those_of_the_command(open_page: Open, tmp_path: Path, since: str, until: str, documents: int, least: str) -> None:
    folder = many_years(tmp_path / "project")
    page, _ = open_page(f"#y={since}-{until}", other=folder / "graph.html")
    with Store(folder) as store:
        assert restrict(store, Selection(since=since, until=until)).documents == documents
        sentences, held = store.thresholds
        found = {(a, b) for a, b, *_ in pairs_among(store, range(16), min_sentences=sentences, min_documents=held)}
    assert page.locator("#min-value").inner_text() == least == f"{sentences} 句"
    listed = set(map(tuple, page.evaluate("kg.links.a.map((a, k) => [a, kg.links.b[k]])")))
    assert between(page) == found & listed
    assert len(listed) > len(found & listed) > 10


@pytest.mark.parametrize(("since", "until"), [("2020", "2024"), ("2022", "2024"), ("2019", "2022")])
def test_with_years_links_and_paths_are_those_of_the_command(open_page: Open, tmp_path: Path, since: str, until: str) -> None:
    """Thresholds that a build was asked for hold for all years, so that the page has all links that there are."""
    folder = many_years(tmp_path / "project", min_sentences=3, min_documents=4)
    page, _ = open_page(f"#y={since}-{until}", other=folder / "graph.html")
    with Store(folder) as store:
        restrict(store, Selection(since=since, until=until))
        rows = list(pairs_among(store, range(16), min_sentences=1, min_documents=1))
        assert between(page) == {(a, b) for a, b, sentences, documents in rows if sentences >= 3 and documents >= 4}
        assert any(sentences >= 3 and documents < 4 for _, _, sentences, documents in rows)
        paths = 0
        for a, b in combinations(range(16), 2):
            chain = path(store, store.concept(a), store.concept(b), limit=1, max_links=8)
            here = page.evaluate(f"kg.cheapestPath({a}, {b})")
            assert (here and [LABELS_IN_ORDER[c] for c in here["concepts"]]) == ([chain[0].a, *(step.b for step in chain)] if chain else None)
            paths += len(chain) > 1
    assert paths > 5


def test_dots_without_a_link_that_is_shown_are_pale_and_counted(open_page: Open, dated: Path) -> None:
    page, _ = open_page("#w=9", other=dated)
    pale = "Object.values(kg.network.body.nodes).filter((node) => node.options.color.background === '#c9ced6').length"
    assert page.evaluate(pale) == 3
    assert "3 个概念没有这样的联系" in page.locator("#shown").inner_text()
    assert set(page.evaluate("kg.labels().map((box) => kg.concepts.label[box[4]])")) & {"老年人", "网络强国", "智慧城市"} == set()


def test_an_empty_picture_says_why_and_offers_the_way_back(open_page: Open) -> None:
    page, _ = open_page()
    page.locator("#panel button", has_text="全不选").click()
    assert page.locator("#nothing").inner_text().startswith("所有主题都没有选上。")
    assert page.locator("#hint").is_hidden()
    page.locator("#nothing button").click()
    assert page.locator("#nothing").is_hidden()
    assert page.evaluate("kg.shown().concepts.length") > 0
    everything = page.evaluate("kg.concepts.categories.map((one) => one || '-').join('.')")
    page.evaluate("(all) => { location.hash = `cat=${all}`; }", everything)
    page.locator("#nothing", has_text="筛选隐藏了所有概念。").wait_for()


def test_a_project_without_concepts_says_so(open_page: Open, tmp_path: Path) -> None:
    write(tmp_path / "project", [Text("文章", "2024-01-01", body("今天下雨了。"))], [])
    with Store(tmp_path / "project") as store:
        html.write(store, tmp_path / "graph.html")
    page, _ = open_page("#v=list", other=tmp_path / "graph.html")
    page.locator("#to-graph").click()
    assert page.locator("#nothing").is_visible()
    assert page.locator("#nothing").inner_text() == "没有找到概念"
    assert page.locator("#panel h2").inner_text() == "没有找到概念"
    assert page.locator("#panel input").count() == 0
    assert "全选" not in panel(page)


def test_counts_of_themes_follow_the_filters(open_page: Open) -> None:
    page, _ = open_page()
    counts = "[...document.querySelectorAll('#panel > .choices > li > .count')].reduce((sum, count) => sum + Number(count.textContent), 0)"
    whole = page.evaluate(counts)
    page.locator("#panel .fold summary").first.click()
    row = page.locator("#panel .fold .choices > li").nth(1)
    left_out = int(row.locator(".count").inner_text())
    row.locator("input").uncheck()
    assert page.evaluate(counts) == whole - left_out


def test_two_steps_are_listed_too(open_page: Open) -> None:
    page, _ = open_page("#c=数据安全&v=list")
    page.locator("#panel .depth button").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "两步以内", "the keyboard stays where it was"
    beyond = page.locator("#panel .members .concept").all_inner_texts()
    direct = page.locator("#panel .near .concept").all_inner_texts()
    assert beyond
    assert not set(beyond) & set(direct)
