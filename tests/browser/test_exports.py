"""Files hold what is looked at and are named after it; so does what is printed."""

from __future__ import annotations

import base64
import csv
import io
import json
import struct
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

FOCUSED = {
    "#c=关键信息基础设施": "关键信息基础设施", "#c=数字鸿沟&to=网络强国": "数字鸿沟—网络强国", "#e=数字鸿沟~老年人": "数字鸿沟—老年人", "": "政策概念图谱"}


def saved(page: Any, button: str, folder: Path) -> Path:  # Any: playwright's page
    page.locator("#menu summary").click()
    with page.expect_download() as download:
        page.locator(button).click()
    file = folder / str(download.value.suggested_filename)
    download.value.save_as(file)
    return file


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))


@pytest.mark.parametrize(("fragment", "name"), FOCUSED.items())
def test_files_are_named_after_what_they_hold(open_page: Open, tmp_path: Path, fragment: str, name: str) -> None:
    page, _ = open_page(fragment)
    assert [saved(page, button, tmp_path).name for button in ("#save-links", "#save-concepts", "#save-json", "#save-png")] == [
        f"{name}-联系.csv", f"{name}-概念.csv", f"{name}.json", f"{name}.png"]


def test_the_files_of_a_concept_hold_the_links_that_its_panel_lists(open_page: Open, tmp_path: Path) -> None:
    for view in ("graph", "list"):
        page, _ = open_page(f"#c=关键信息基础设施&v={view}")
        more = page.locator("#panel .small", has_text="再显示")
        if more.count():
            more.click()
        listed = page.locator("#panel .near .concept").all_inner_texts()
        links = rows(saved(page, "#save-links", tmp_path))
        assert sorted(({row["a"], row["b"]} - {"关键信息基础设施"}).pop() for row in links) == sorted(listed)
        assert {row["concept"] for row in rows(saved(page, "#save-concepts", tmp_path))} == {"关键信息基础设施", *listed}
        whole = json.loads(saved(page, "#save-json", tmp_path).read_text("utf-8"))
        assert (whole["subject"], len(whole["links"])) == ("关键信息基础设施", len(links))
        page.locator("#menu summary").click()
        assert page.locator("#what").inner_text() == f"关键信息基础设施：{len(listed) + 1} 个概念 · {len(links)} 条联系"


def test_the_files_of_a_path_hold_its_links(open_page: Open, tmp_path: Path) -> None:
    page, _ = open_page("#c=数字鸿沟&to=网络强国")
    chain = page.locator("#panel .chain .concept").all_inner_texts()
    links = rows(saved(page, "#save-links", tmp_path))
    assert {frozenset((row["a"], row["b"])) for row in links} == {frozenset(pair) for pair in pairwise(chain)}


def test_the_files_of_a_theme_hold_its_concepts(open_page: Open, tmp_path: Path) -> None:
    page, _ = open_page()
    page.locator("#panel .choices .link").first.click()
    members = page.locator("#panel .members").first.locator(".concept").all_inner_texts()
    assert sorted(row["concept"] for row in rows(saved(page, "#save-concepts", tmp_path))) == sorted(members)


def test_with_years_files_leave_out_what_is_not_counted_by_year(open_page: Open, tmp_path: Path) -> None:
    page, _ = open_page("#c=数据安全")
    year = page.evaluate("(() => { const row = kg.concepts.y[kg.state().c]; return kg.meta.years[row.indexOf(Math.max(...row))]; })()")
    page, _ = open_page(f"#c=数据安全&y={year}-{year}")
    links = rows(saved(page, "#save-links", tmp_path))
    assert list(links[0]) == ["a", "b", "sentences"]
    assert list(rows(saved(page, "#save-concepts", tmp_path))[0]) == ["concept", "en", "theme", "category", "status", "sentences"]
    whole = json.loads(saved(page, "#save-json", tmp_path).read_text("utf-8"))
    assert "units" not in whole
    assert whole["filters"] == year
    assert set(whole["links"][0]) == {"a", "b", "sentences", "evidence"}


@pytest.mark.parametrize("fragment", ["", "#v=list", "#v=list&c=数字鸿沟"])
def test_the_picture_is_twice_the_size_of_the_screen_and_there_in_the_list_too(open_page: Open, tmp_path: Path, fragment: str) -> None:
    page, _ = open_page(fragment)
    file = saved(page, "#save-png", tmp_path)
    width, height = struct.unpack(">II", file.read_bytes()[16:24])
    wanted = 2 * page.locator("#graph").bounding_box()["width"] if "list" not in fragment else 2_560
    assert width == wanted
    assert height > 1_000
    painted = page.evaluate(
        """async (data) => { const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))]));
        const canvas = new OffscreenCanvas(image.width, image.height); const ctx = canvas.getContext("2d"); ctx.drawImage(image, 0, 0);
        const { data: dots } = ctx.getImageData(0, 200, image.width, image.height - 300); const seen = new Set();
        for (let i = 0; i < dots.length; i += 4) seen.add(dots[i] * 65536 + dots[i + 1] * 256 + dots[i + 2]); return seen.size; }""",
        base64.b64encode(file.read_bytes()).decode("ascii"))
    assert painted > 100, "dots, lines and letters in their colours"


def test_the_page_says_how_many_documents_of_which_years_it_is_of(open_page: Open) -> None:
    page, _ = open_page()
    documents, years = page.evaluate("[kg.meta.documents, kg.meta.years]")
    assert page.locator("#corpus").inner_text() == f"{documents} 篇，{years[0]}–{years[-1]}"


@pytest.mark.parametrize(("fragment", "most"), [("", 2), ("#v=list", 6), ("#c=数字鸿沟", 2)])
def test_print_has_the_picture_over_the_width_and_no_column_of_single_characters(open_page: Open, fragment: str, most: int) -> None:
    page, _ = open_page(fragment)
    sheets = page.pdf(format="A4").count(b"/Type /Page\n")
    assert 1 <= sheets <= most
    page.emulate_media(media="print")
    texts = page.locator("#panel .choices .link, #panel .near .concept")
    assert all(box["width"] > 2 * box["height"] for box in (text.bounding_box() for text in texts.all()[:5]))
    if "list" not in fragment:
        box = page.locator("#graph canvas").bounding_box()
        assert box["width"] > 1_200
