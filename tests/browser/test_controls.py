"""Every control by mouse and by touch."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg import weights
from tests.browser.conftest import Open, spot

pytestmark = pytest.mark.browser


def drawn(page: Any) -> tuple[int, int]:  # Any: playwright's page
    concepts, links = page.evaluate("(() => { const { concepts, links } = kg.shown(); return [concepts.length, links.length]; })()")
    return int(concepts), int(links)


def test_a_click_on_a_concept_shows_its_links_and_dims_the_rest(open_page: Open) -> None:
    page, _ = open_page()
    page.mouse.click(*spot(page, "数字鸿沟"))
    assert page.locator("#panel h2").inner_text() == "数字鸿沟"
    assert page.locator("#panel .near li").count() > 3
    faint = page.evaluate("Object.values(kg.network.body.nodes).filter((node) => node.options.color.background === '#c9ced6').length")
    assert faint > 50


def test_a_click_on_a_label_picks_its_concept(open_page: Open) -> None:
    page, _ = open_page()
    left, top, right, bottom = page.evaluate("kg.labels().find((box) => kg.concepts.label[box[4]] === '数字鸿沟').slice(0, 4)")
    corner = page.locator("#graph").bounding_box()
    page.mouse.click(corner["x"] + left + 6, corner["y"] + (top + bottom) / 2)
    assert right > left
    assert page.locator("#panel h2").inner_text() == "数字鸿沟"


def test_a_click_on_a_link_shows_sentences_with_both_concepts_marked(open_page: Open) -> None:
    page, _ = open_page()
    x, y = page.evaluate(
        """(() => { const free = (p) => !kg.labels().some(([l, t, r, b]) => p.x > l - 4 && p.x < r + 4 && p.y > t - 4 && p.y < b + 4);
        for (let k = 0; k < kg.meta.drawn; k += 1) {
          const [p, q] = [kg.links.a[k], kg.links.b[k]].map((c) => kg.network.canvasToDOM(kg.network.getPosition(c)));
          const m = { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 };
          if (Math.hypot(p.x - q.x, p.y - q.y) > 60 && free(m) && kg.network.getEdgeAt(m) === k) return [m.x, m.y]; } })()""")
    corner = page.locator("#graph").bounding_box()
    page.mouse.click(corner["x"] + x, corner["y"] + y)
    names = page.locator("#panel h2 .concept").all_inner_texts()
    assert len(names) == 2
    quotes = page.locator("#panel blockquote")
    assert quotes.count() >= 1
    for quote in quotes.all():
        assert len(set(quote.locator("mark").evaluate_all("(marks) => marks.map((mark) => mark.dataset.concept)"))) == 2


def test_every_drawn_link_has_a_sentence_that_holds_both_concepts(open_page: Open) -> None:
    page, _ = open_page()
    without = page.evaluate(
        """[...Array(kg.meta.drawn).keys()].filter((k) => !(kg.evidence[k] || []).some((s) => {
        const ids = kg.sentences.marks[s].filter((_, i) => i % 3 === 0); return ids.includes(kg.links.a[k]) && ids.includes(kg.links.b[k]); }))""")
    assert page.evaluate("kg.meta.drawn") > 100
    assert without == []


def test_marks_cover_a_form_of_the_concept(open_page: Open) -> None:
    page, _ = open_page()
    forms = page.evaluate(
        """kg.sentences.marks.flatMap((marks, s) => { const chars = [...kg.sentences.text[s]]; const found = [];
        for (let i = 0; i < marks.length; i += 3) found.push([kg.concepts.label[marks[i]], chars.slice(marks[i + 1], marks[i + 1] + marks[i + 2]).join("")]);
        return found; })""")
    same = sum(label == form for label, form in forms)
    assert same > len(forms) * 0.7
    assert all(form for _, form in forms)


def test_the_path_is_networkx_s_over_the_embedded_links(open_page: Open) -> None:
    page, _ = open_page()
    data = page.evaluate("({ a: kg.links.a, b: kg.links.b, n: kg.links.n, own: kg.concepts.n, label: kg.concepts.label })")
    graph = nx.Graph()
    for a, b, n in zip(data["a"], data["b"], data["n"], strict=True):
        graph.add_edge(a, b, cost=round(weights.link_cost(n, data["own"][a], data["own"][b]) * 1e6))
    parts: list[list[int]] = [sorted(part) for part in nx.connected_components(graph)]
    ends = max(parts, key=len)[::7]
    for source, target in [(a, b) for a in ends[:12] for b in ends[12:24]]:
        found = page.evaluate(f"kg.cheapestPath({source}, {target})")
        assert round(found["cost"] * 1e6) == nx.shortest_path_length(graph, source, target, weight="cost")
        best = list(nx.all_shortest_paths(graph, source, target, weight="cost"))
        least = min(map(len, best))
        assert found["concepts"] == min((path for path in best if len(path) == least), key=lambda path: [data["label"][c] for c in path])


def test_a_second_concept_picked_with_shift_shows_the_path_and_names_the_command(open_page: Open) -> None:
    page, _ = open_page("#c=数字鸿沟")
    page.keyboard.down("Shift")
    page.mouse.click(*spot(page, "网络强国"))
    page.keyboard.up("Shift")
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text().startswith("从“数字鸿沟”到“网络强国”")
    assert "kg path 数字鸿沟 网络强国" in panel.inner_text()
    assert panel.locator(".path > li").count() >= 1
    assert panel.locator(".path blockquote mark").count() >= 2


def test_the_threshold_leaves_strong_links_only(open_page: Open) -> None:
    page, _ = open_page()
    before = drawn(page)
    page.locator("#min").fill("1")
    after = drawn(page)
    assert after[1] < before[1]
    level = int(re.findall(r"\d+", page.locator("#min-value").inner_text())[0])
    assert all(n >= level for n in page.evaluate("kg.shown().links.map((k) => kg.links.n[k])"))


def test_years_count_sentences_of_those_years_only(open_page: Open) -> None:
    page, _ = open_page()
    before = drawn(page)
    last = page.evaluate("kg.meta.years.length - 1")
    page.locator("#from").fill(str(last))
    assert drawn(page)[1] < before[1]
    assert page.evaluate(f"kg.shown().links.every((k) => kg.links.y[k][{last}] > 0)")
    assert page.locator("#years-value").inner_text() == page.evaluate(f"kg.meta.years[{last}] + '–' + kg.meta.years[{last}]")


def test_years_of_a_link_sum_to_its_sentences_where_all_documents_are_dated(open_page: Open) -> None:
    page, _ = open_page()
    if page.evaluate("kg.meta.undated"):
        assert page.evaluate("kg.links.y.every((row, k) => row.reduce((a, b) => a + b, 0) <= kg.links.n[k])")
    else:
        assert page.evaluate("kg.links.y.every((row, k) => row.reduce((a, b) => a + b, 0) === kg.links.n[k])")


def test_a_theme_and_a_category_can_be_left_out(open_page: Open) -> None:
    page, _ = open_page()
    before = drawn(page)
    page.locator("#panel .choices input").first.uncheck()
    without = drawn(page)
    assert without[0] < before[0]
    page.locator("#panel .fold summary").first.click()
    page.locator("#panel .fold .choices input").nth(1).uncheck()
    assert drawn(page)[0] < without[0]
    page.locator("#reset").click()
    assert drawn(page) == before


def test_a_theme_shows_its_members(open_page: Open) -> None:
    page, _ = open_page()
    row = page.locator("#panel .choices li").first
    number = int(row.locator(".count").inner_text())
    row.locator(".link").click()
    assert page.locator("#panel .members").first.locator("li").count() == number


def test_colours_can_follow_categories(open_page: Open) -> None:
    page, _ = open_page()
    colours = "JSON.stringify(Object.values(kg.network.body.nodes).map((node) => node.options.color.background))"
    before = page.evaluate(colours)
    page.locator("#by").select_option("category")
    assert page.evaluate(colours) != before


def test_depth_two_shows_more_than_depth_one(open_page: Open) -> None:
    page, _ = open_page("#c=数据安全")
    lit = "Object.values(kg.network.body.nodes).filter((node) => node.options.color.background !== '#c9ced6').length"
    before = page.evaluate(lit)
    page.locator("#panel .depth button").nth(1).click()
    assert page.evaluate(lit) > before


def test_the_list_is_the_graph_in_words(open_page: Open) -> None:
    page, _ = open_page("#v=list")
    concepts, links = drawn(page)
    assert page.locator("#list tbody tr").count() == concepts
    page.locator('#list [data-key="tab-links"]').click()
    assert page.locator("#list tbody tr").count() == links
    page.locator("#list tbody button.small").first.click()
    assert page.locator("#panel blockquote").count() >= 1


def test_the_list_can_be_sorted_both_ways(open_page: Open) -> None:
    page, _ = open_page("#v=list")
    column = "[...document.querySelectorAll('#list tbody tr')].map((row) => Number(row.cells[4].textContent.replace(/\\D/g, '')))"
    numbers = page.evaluate(column)
    assert numbers == sorted(numbers, reverse=True)
    page.locator('#list [data-key="head-n"]').click()
    assert page.evaluate(column) == sorted(numbers)
    assert page.locator("#list th[aria-sort=ascending]").count() == 1


def column(page: Any, number: int) -> list[str]:  # Any: playwright's page
    return [str(text) for text in page.locator(f"#list tbody tr > :nth-child({number})").all_inner_texts()]


@pytest.mark.parametrize("sort", ["en", "-en", "category", "-category"])
def test_rows_without_a_value_come_last_either_way(open_page: Open, sort: str) -> None:
    page, _ = open_page(f"#v=list&sort={sort}")
    values = column(page, 2 if "en" in sort else 4)
    empty = [text in {"", "未分类"} for text in values]
    assert any(empty)
    assert empty == sorted(empty)


def test_chinese_names_are_sorted_as_they_are_read(open_page: Open) -> None:
    page, _ = open_page("#v=list&sort=concept")
    names = column(page, 1)
    assert names.index("大模型") < names.index("数据安全法") < names.index("网络强国") < names.index("一网通办")


def test_a_focus_fills_a_large_screen(open_page: Open) -> None:
    page, _ = open_page("#c=数字鸿沟", width=3_840, height=2_160)
    tops = [top for _, top, _, _ in page.evaluate("kg.labels().filter((box) => box[5] > 0).map((box) => box.slice(0, 4))")]
    assert max(tops) > 0.75 * page.locator("#graph").bounding_box()["height"]


def test_the_interface_speaks_english_too(open_page: Open) -> None:
    page, _ = open_page(locale="en-GB")
    assert page.locator("#to-list").inner_text() == "List"
    assert page.evaluate("document.documentElement.lang") == "en"
    page.locator("#lang").click()
    assert page.locator("#to-list").inner_text() == "列表"


def test_a_phone_shows_a_neighbourhood_and_reacts_to_touch(open_page: Open) -> None:
    page, _ = open_page(width=390, height=844, touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    first = page.locator("#panel h2").inner_text()
    label = page.evaluate("kg.labels().map((box) => kg.concepts.label[box[4]]).find((one) => one !== document.querySelector('#panel h2').innerText)")
    page.touchscreen.tap(*spot(page, label))
    assert page.locator("#panel h2").inner_text() != first
    page.locator("#filter-box summary").tap()
    page.locator("#to-list").tap()
    assert page.locator("#list tbody tr").count() > 50


def test_what_was_left_out_is_said_with_numbers(open_page: Open, file: Path) -> None:
    page, _ = open_page()
    meta = page.evaluate("kg.meta")
    text = page.locator("#shown").inner_text()
    assert str(meta["concepts"]) in text
    assert str(meta["links"]) in text
    assert file.stat().st_size <= 1_000_000


def test_print_shows_the_graph_on_white(open_page: Open) -> None:
    page, _ = open_page("#c=数字鸿沟", dark=True)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#graph canvas").bounding_box()["height"] > 300
    assert page.locator("#panel .sentences").first.is_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
