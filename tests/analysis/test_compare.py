"""Comparing times, sources and laws: a case worked by hand, what must always hold, and a real law in two versions."""

from __future__ import annotations

from math import log
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.compare import Difference, Side, compare, side
from kg.analysis.compare_laws import articles, compare_laws, likeness, marked
from kg.analysis.compare_sides import Where, compare_sides, part
from kg.errors import InputError, KgError
from kg.read.decode import decode
from kg.store import Store
from kg.store.selection import Selection
from tests.project_fixture import Term, Text, body, write

TERMS = [Term("网络强国"), Term("数字鸿沟"), Term("算力")]
TEXTS = [
    Text("甲", "2021-01-02", body("建设网络强国。", "建设网络强国，弥合数字鸿沟。", "弥合数字鸿沟。", "会议结束。"), "甲报"),
    Text("乙", "2024-03-04", body("建设网络强国。", "发展算力。"), "乙报"),
    Text("丙", "", body("发展算力。"), "乙报")]
OLD = "第一条 为了保障数据安全，制定本条例。\n第二条 市网信部门负责统筹。\n第三条 运营者应当每年检测一次。\n第四条 违反第三条规定的，给予警告。\n第五条 未经同意不得公开数据。\n第六条 自公布之日起施行。"
NEW = "第一章 总则\n第一条　为了保障数据安全，制定本条例。\n第二条　坚持发展和安全并重，推动数字经济健康发展。\n第三条　市网信部门负责统筹。\n第四条　运营者应当每年至少检测一次。\n第五条　违反第四条规定的，给予警告。\n第二章 附则\n第六条　自公布之日起施行。"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("compare") / "项目", TEXTS, TERMS)


def _law(rows: list[Difference]) -> list[tuple[str, str, str]]:
    return [(row.status, row.a, row.b) for row in rows]


def test_a_law_worked_by_hand() -> None:
    rows = compare_laws(OLD, NEW)
    assert _law(rows) == [
        ("same", "第一条", "第一条"), ("added", "", "第二条"), ("moved", "第二条", "第三条"), ("changed", "第三条", "第四条"),
        ("moved", "第四条", "第五条"), ("removed", "第五条", ""), ("same", "第六条", "第六条")]
    assert rows[3].difference == "运营者应当每年{+至少+}检测一次。"
    assert rows[4].difference == "违反第[-三-]{+四+}条规定的，给予警告。"


@given(st.lists(st.text("网络安全数据保护，。", min_size=1, max_size=12), max_size=8), st.lists(st.text("网络安全数据保护，。", min_size=1, max_size=12), max_size=8))
def test_every_article_of_both_sides_is_in_exactly_one_row(one: list[str], other: list[str]) -> None:
    texts = ["\n".join(f"第{number}条 {text}" for number, text in enumerate(side_, 1)) for side_ in (one, other)]
    rows = compare_laws(*texts)
    assert sorted(row.a for row in rows if row.a) == sorted(f"第{n}条" for n in range(1, len(one) + 1))
    assert [row.b for row in rows if row.b] == [f"第{n}条" for n in range(1, len(other) + 1)]
    assert all(row.status == "same" for row in compare_laws(texts[0], texts[0]))


@given(st.text("网络安全数据", max_size=20), st.text("网络安全数据", max_size=20))
def test_marks_hold_both_texts(one: str, other: str) -> None:
    import re

    text = marked(one, other)
    assert re.sub(r"\[-(.*?)-\]|\{\+(.*?)\+\}", lambda match: match[1] or "", text) == one
    assert re.sub(r"\[-(.*?)-\]|\{\+(.*?)\+\}", lambda match: match[2] or "", text) == other


def test_numbers_between_articles_and_tables_of_contents_are_no_articles() -> None:
    assert [article.number for article in articles("目 录\n第一章 总则\n第一条 依照第九条办理。\n第九条的规定除外。\n第一条之一 补充。")] == ["第一条", "第一条之一"]


def test_times_of_a_project_worked_by_hand(project: Path) -> None:
    found = compare_sides(part("2021", project, Selection()), part("2024..", project, Selection()))
    rows = {(row.a, row.b): row for row in found.rows}
    assert found.notes == ["left: 1 document; 1 undated ones left out, N = 4", "right: 1 document; 1 undated ones left out, N = 2"]
    assert (rows["网络强国", ""].left, rows["网络强国", ""].right) == (2, 1)
    assert rows["网络强国", ""].g2 == rows["网络强国", ""].effect == 0
    assert (rows["算力", ""].status, rows["数字鸿沟", ""].status, rows["数字鸿沟", "网络强国"].status) == ("came", "went", "went")
    # 0 of 4 against 1 of 2: 2·(4·ln(4/(4·5/6)) + 1·ln(1/(2·1/6)) + 1·ln(1/(2·5/6)))
    assert rows["算力", ""].g2 == pytest.approx(2 * (4 * log(4 / (20 / 6)) + log(3) + log(1 / (10 / 6))), abs=1e-6)
    assert rows["算力", ""].effect == 2


def test_what_is_compared_is_found_by_name(project: Path) -> None:
    assert part("甲报", project, Selection()) == Where(project, Selection(sources=("甲报",)))
    assert part("乙", project, Selection()) == Where(project, Selection(documents=("乙",)))
    assert part("2021..2022-05", project, Selection()) == Where(project, Selection("2021", "2022-05"))
    with pytest.raises(InputError, match="nothing to compare named 没有"):
        part("没有", project, Selection())
    with pytest.raises(InputError, match="nothing to compare named 甲日报") as error:
        part("甲日报", project, Selection())
    assert error.value.hint.startswith("nearest: 甲报, ")
    with pytest.raises(InputError, match="is a file, and the other side is none"):
        part(__file__, project, Selection())
    with pytest.raises(InputError, match="no project in"):
        part(str(Path(__file__).parent), project, Selection())
    with pytest.raises(InputError, match="right: no document is selected"):
        compare_sides(part("2021", project, Selection()), part("2030", project, Selection()))
    with pytest.raises(KgError, match="both sides are the same"):
        compare_sides(Where(project, Selection()), Where(project, Selection()))


def test_turning_the_sides_turns_the_signs(project: Path) -> None:
    with Store(project) as store:
        whole = side(store)
    half = Side(10, {"网络强国": 9}, {}, frozenset(["网络强国"]), frozenset())
    forth, back = compare(whole, half), compare(half, whole)
    assert [(row.a, row.g2, row.effect) for row in forth] == [(row.a, -(row.g2 or 0) + 0.0, -row.effect + 0.0) for row in back]
    assert {row.status for row in compare(whole, whole)} == {"same"}


def test_many_tests_are_corrected() -> None:
    one = Side(1000, {f"概念{n:02d}": 10 for n in range(20)}, {}, frozenset(f"概念{n:02d}" for n in range(20)), frozenset())
    other = one._replace(concepts={**one.concepts, "概念00": 24})
    row = compare(one, other)[0]
    # g2 = 6.0: p = .0141 alone, which is not rare among twenty
    assert (row.a, row.status) == ("概念00", "same")
    assert row.q is not None
    assert row.q > 0.05


def test_what_the_right_has_more_of_has_grown() -> None:
    labels = frozenset(["算力", "网络强国", "数字鸿沟"])
    links = frozenset([("数字鸿沟", "网络强国"), ("算力", "网络强国")])
    left = Side(1000, {"算力": 10, "网络强国": 200, "数字鸿沟": 50}, {("数字鸿沟", "网络强国"): 40, ("算力", "网络强国"): 5}, labels, links)
    right = Side(1000, {"算力": 90, "网络强国": 100, "数字鸿沟": 50}, {("数字鸿沟", "网络强国"): 4, ("算力", "网络强国"): 60}, labels, links)
    assert {(row.a, row.b): (row.status, (row.g2 or 0) > 0, row.effect > 0) for row in compare(left, right)} == {
        ("算力", ""): ("grew", True, True), ("网络强国", ""): ("shrank", False, False), ("数字鸿沟", ""): ("same", False, False),
        ("算力", "网络强国"): ("grew", True, True), ("数字鸿沟", "网络强国"): ("shrank", False, False)}


def test_what_is_below_the_thresholds_on_both_sides_is_not_compared(tmp_path: Path) -> None:
    texts = [Text(f"d{n}", f"202{n}", body("建设网络强国。", "建设网络强国，发展算力。", *["弥合数字鸿沟。"] * n)) for n in (1, 4)]
    terms = [Term("网络强国"), Term("算力", status="discovered"), Term("数字鸿沟", status="discovered")]
    folder = write(tmp_path / "项目", texts, terms, meta={"options": '{"min_sentences": 2, "min_documents": 1}'})
    found = compare_sides(part("2021", folder, Selection()), part("2024", folder, Selection()))
    assert [(row.a, row.b, row.left, row.right, row.status) for row in found.rows] == [("数字鸿沟", "", 1, 4, "same"), ("网络强国", "", 2, 2, "same")]


@pytest.mark.real
def test_the_cybersecurity_law_of_2016_and_2025(shared: Path) -> None:
    texts = [decode((shared / "data/official" / f"网络安全法({version}).md").read_bytes())[0] for version in ("2016", "2025修正")]
    rows = [row for row in _law(compare_laws(*texts)) if row[0] not in {"same", "moved"}]
    assert [number for status, _, number in rows if status == "added"] == ["第三条", "第二十条", "第六十三条", "第七十一条", "第七十三条"]
    # these three were merged into the new article 71, which resembles none of them enough to be its version
    assert [number for status, number, _ in rows if status == "removed"] == ["第六十四条", "第六十六条", "第七十条"]
    assert [(one, other) for status, one, other in rows if status == "changed"] == [
        ("第十八条", "第十九条"), ("第四十条", "第四十二条"), ("第五十九条", "第六十一条"), ("第六十条", "第六十二条"), ("第六十一条", "第六十四条"),
        ("第六十二条", "第六十五条"), ("第六十五条", "第六十七条"), ("第六十八条", "第六十九条"), ("第六十九条", "第七十条"), ("第七十五条", "第七十七条")]


def test_articles_half_alike_are_versions_of_one_where_their_numbers_are_equal() -> None:
    one, other = "运营者应当每年检测一次网络安全风险。", "运营者应当建立制度，定期检测网络安全状况并报告。"
    assert likeness(one, other) == 0.4
    before = f"第一条 促进数字经济发展。\n第二条 {one}\n第三条 弥合城乡数字鸿沟。"
    here = f"第一条 促进数字经济发展。\n第二条 {other}\n第三条 弥合城乡数字鸿沟。"
    assert _law(compare_laws(before, here))[1] == ("changed", "第二条", "第二条")
    elsewhere = f"第一条 促进数字经济发展。\n第二条 弥合城乡数字鸿沟。\n第三条 {other}"
    assert {row for row in _law(compare_laws(before, elsewhere)) if row[0] in {"added", "removed"}} == {("removed", "第二条", ""), ("added", "", "第三条")}


def test_only_references_to_the_own_law_follow_its_new_numbers() -> None:
    old = "第一条 依照《刑法》第二条处罚。\n第二条 数据要保护。\n第三条 网络要安全。\n第四条 依照本法第二条办理。\n第五条 鸿沟要弥合。"
    new = "第一条 依照《刑法》第三条处罚。\n第二条 人才要培养，经费要落实。\n第三条 数据要保护。\n第四条 网络要安全。\n第五条 依照本法第三条办理。\n第六条 鸿沟要弥合。"
    status = {(row.a, row.b): row.status for row in compare_laws(old, new)}
    assert status["第一条", "第一条"] == "changed"
    assert status["第四条", "第五条"] == "moved"
