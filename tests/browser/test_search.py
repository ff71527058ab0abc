"""The search field: what is named is found, what is not is said, and nothing is chosen for anyone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.export import html
from kg.store import Store
from tests.browser.conftest import Open
from tests.project_fixture import Term, Text, body, write

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page that lists a concept whose name holds another's, two with one English name, and one whose English is the label of another."""
    folder = tmp_path_factory.mktemp("search")
    terms = [
        Term("网络强国建设", en="building cyber strength"), Term("数据安全", en="data security"), Term("数据的安全性", en="data security"),
        Term("人工智能", en="AI"), Term("AI"), Term("数字鸿沟", en="digital divide")]
    texts = [Text(f"文章{number}", f"202{number % 3}-01-01", body("网络强国建设和数据安全。", "数据安全和数据的安全性。", "人工智能和AI。", "数字鸿沟和网络强国建设。"))
             for number in range(6)]
    write(folder / "project", texts, terms)
    with Store(folder / "project") as store:
        html.write(store, folder / "graph.html")
    return folder / "graph.html"


def enter(page: Any, text: str) -> None:  # Any: playwright's page
    page.locator("#find").fill(text)
    page.locator("#find").press("Enter")


def title(page: Any) -> str:  # Any: playwright's page
    return str(page.locator("#panel h2").inner_text())


@pytest.mark.parametrize(("typed", "found"), [("数字鸿沟", "数字鸿沟"), ("Digital Divide", "数字鸿沟"), ("关基", "关键信息基础设施"), (" 数字鸿沟 ", "数字鸿沟")])
def test_enter_takes_the_concept_named_in_full(open_page: Open, typed: str, found: str) -> None:
    page, _ = open_page()
    enter(page, typed)
    assert title(page) == found


def test_a_click_takes_what_is_offered(open_page: Open) -> None:
    page, _ = open_page()
    page.locator("#find").fill("鸿沟")
    assert title(page) == "主题"
    page.locator("#found li").first.click()
    assert title(page) == "数字鸿沟"


def test_a_concept_that_is_not_listed_is_said_to_be_so_and_no_other_is_chosen(open_page: Open, small: Path) -> None:
    page, _ = open_page(other=small)
    enter(page, "网络强国")
    assert page.evaluate("kg.state().c") == -1
    panel = page.locator("#panel").inner_text()
    assert title(page) == "查找“网络强国”"
    assert "共 6 个" in panel
    assert "kg related 网络强国建设 -n 0 --nested -p output" in panel, "kg knows no 网络强国 either"
    page.locator("#panel .members button").first.click()
    assert title(page) == "网络强国建设"


def test_what_the_page_leaves_out_is_said_in_numbers(open_page: Open) -> None:
    page, _ = open_page()
    concepts, listed = page.evaluate("[kg.meta.concepts, kg.concepts.label.length]")
    enter(page, "没有的概念")
    panel = page.locator("#panel").inner_text().replace(",", "")
    assert str(listed) in panel
    assert str(concepts) in panel
    assert listed == concepts
    assert "kg related" not in panel, "kg knows no other concepts"


def test_a_name_that_may_be_among_those_left_out_is_asked_of_the_project(open_page: Open, small: Path) -> None:
    with Store(small.parent / "project") as store:
        html.write(store, small.parent / "one.html", top=1, max_bytes=1)
    page, _ = open_page(other=small.parent / "one.html")
    assert page.evaluate("kg.meta.concepts - kg.concepts.label.length") > 0
    enter(page, "没有的概念")
    assert "kg related 没有的概念" in page.locator("#panel").inner_text()


def test_enter_on_the_beginning_of_a_name_chooses_nothing(open_page: Open) -> None:
    page, _ = open_page()
    enter(page, "数字鸿")
    assert page.evaluate("kg.state().c") == -1
    assert "数字鸿沟" in page.locator("#panel .members").inner_text()


def test_arrows_point_at_what_enter_takes(open_page: Open) -> None:
    page, _ = open_page()
    page.locator("#find").fill("数字鸿")
    page.locator("#find").press("ArrowDown")
    page.locator("#find").press("Enter")
    assert title(page) == "数字鸿沟"


def test_a_part_of_names_is_answered_with_how_many_hold_it(open_page: Open) -> None:
    page, _ = open_page()
    enter(page, "数字")
    names = page.evaluate("kg.concepts.label.map((label, c) => [label, kg.concepts.en[c], ...(kg.concepts.alias[c] || [])].join('|')).filter((all) => all.includes('数字'))")
    panel = page.locator("#panel").inner_text()
    assert len(names) > 12
    assert f"名称含“数字”的有 {len(names)} 个" in panel
    assert "不在本页" not in panel
    assert page.locator("#panel .members li").count() == 12
    page.locator("#panel .small", has_text="再显示").click()
    assert page.locator("#panel .members li").count() == len(names)


def test_letters_of_an_input_method_are_no_search(open_page: Open) -> None:
    page, _ = open_page()
    page.evaluate("""(() => { const find = document.getElementById("find"); find.focus(); find.value = "shuzi";
        find.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true })); })()""")
    assert page.locator("#found").is_hidden()
    page.evaluate("""(() => { const find = document.getElementById("find"); find.value = "数字";
        find.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true })); find.dispatchEvent(new CompositionEvent("compositionend")); })()""")
    assert page.locator("#found li").count() == 12


def test_the_search_field_holds_what_is_looked_at_or_nothing(open_page: Open) -> None:
    page, _ = open_page()
    enter(page, "数字鸿沟")
    assert page.locator("#find").input_value() == "数字鸿沟"
    page.locator("#panel .near .concept").first.click()
    assert title(page) != "数字鸿沟"
    assert page.locator("#find").input_value() == ""


def test_a_label_comes_before_the_english_of_another_concept(open_page: Open, small: Path) -> None:
    page, _ = open_page(other=small)
    enter(page, "ai")
    assert title(page) == "AI"


def test_two_concepts_of_one_english_name_are_both_offered(open_page: Open, small: Path) -> None:
    page, _ = open_page(other=small)
    enter(page, "data security")
    assert page.evaluate("kg.state().c") == -1
    assert page.locator("#panel .members button").all_inner_texts() == ["数据安全", "数据的安全性"]


def test_an_emptied_search_closes_what_it_has_opened_and_nothing_else(open_page: Open) -> None:
    page, _ = open_page()
    for text in ("数字鸿沟", "没有的概念"):
        enter(page, text)
        page.locator("#find").fill("")
        assert title(page) == "主题"
        assert page.evaluate("document.activeElement.id") == "find"
    enter(page, "数字鸿沟")
    page.locator("#panel .sentences:not(.none)").first.click()
    page.locator("#find").fill("")
    assert page.locator("#panel blockquote").count() >= 1, "the sentences were opened by a click"


def test_the_end_of_a_path_is_named_in_full_too(open_page: Open) -> None:
    page, _ = open_page("#c=数字鸿沟")
    page.locator("#path-to").fill("网络强")
    page.locator("#path-to").press("Enter")
    assert title(page) == "数字鸿沟"
    assert "kg path 数字鸿沟 网络强国建设 -p output" in page.locator("#panel").inner_text()
    page.locator("#path-to").fill("网络强国")
    page.locator("#path-to").press("Enter")
    assert title(page).startswith("从“数字鸿沟”到“网络强国”")


def test_a_search_can_be_shared(open_page: Open) -> None:
    page, _ = open_page("#q=没有的概念")
    assert title(page) == "查找“没有的概念”"
    assert page.locator("#find").input_value() == "没有的概念"
    page.locator("#find").fill("")
    page.go_back()
    other, _ = open_page("#q=digital divide")
    assert title(other) == "数字鸿沟"
