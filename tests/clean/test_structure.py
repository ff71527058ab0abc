"""Titles, headings, contents, tables, broken lines."""

from __future__ import annotations

import pytest

from kg.clean import structure
from kg.clean.lines import BOLD, HASH, LINK, ROW, Line
from kg.model import BODY, HEADING, TABLE

SENTENCE = "为了保障网络安全，维护网络空间主权和国家安全，制定本法，适用于境内的网络建设和运营。"


def made(texts: list[str], mark: int = 0) -> list[Line]:
    return [Line(number, text, mark) for number, text in enumerate(texts, 1)]


def test_the_title_of_markdown_is_its_first_heading() -> None:
    found = [Line(1, "公告"), Line(2, "网络安全法", HASH), Line(3, SENTENCE)]
    assert structure.find_title(found, markdown=True) == found[1]
    assert structure.find_title(found, markdown=False) == found[0]


def test_a_first_sentence_is_no_title_nor_is_one_paragraph_of_a_long_line() -> None:
    assert structure.find_title(made([SENTENCE, SENTENCE]), markdown=False) is None
    assert structure.find_title([Line(1, "某社电"), Line(1, "政府工作报告")], markdown=False) is None


def test_repetitions_of_the_title_go_also_with_a_column_before_it() -> None:
    found = made(["专家观点 | 网络强国建设的路径", "网络强国建设的路径", SENTENCE])
    assert [line.text for line in structure.without_title(found, "专家观点 | 网络强国建设的路径")] == [SENTENCE]


def test_a_heading_that_begins_or_ends_like_the_title_stays() -> None:
    found = made(["数字鸿沟的演变", SENTENCE, "演变与治理路径研究", SENTENCE])
    assert structure.without_title(found, "数字鸿沟的演变与治理路径研究") == found


def test_a_title_broken_over_lines_goes_whole_and_half_of_one_stays() -> None:
    title = "缩小城乡数字鸿沟 建设网络强国"
    assert [line.text for line in structure.without_title(made(["缩小城乡数字鸿沟", "建设网络强国", SENTENCE]), title)] == [SENTENCE]
    assert [line.text for line in structure.without_title(made(["缩小城乡", "数字鸿沟", "建设网络强国", SENTENCE]), "专家观点 | " + title)] == [SENTENCE]
    half = made(["缩小城乡数字鸿沟", SENTENCE, "建设网络强国"])
    assert structure.without_title(half, title) == half


@pytest.mark.parametrize("filed", ["19_某省数据条例", "某省数据条例(2024-12-31)", "12. 某省数据条例（修正）", "2024 某省数据条例"])
def test_what_a_collection_adds_to_a_title_does_not_hide_its_repetition(filed: str) -> None:
    assert [line.text for line in structure.without_title(made(["某省数据条例", SENTENCE]), filed)] == [SENTENCE]
    half = made(["某省数据", SENTENCE])
    assert structure.without_title(half, filed) == half


def test_the_title_is_repeated_near_the_start_only() -> None:
    found = made([*[SENTENCE] * 12, "网络强国建设的路径"])
    assert structure.without_title(found, "网络强国建设的路径") == found
    assert len(structure.without_title(found[1:], "网络强国建设的路径")) == 11


def test_chapters_and_numbered_lines_are_headings_articles_are_not() -> None:
    found = made(["第一章 总则", "第一条 " + SENTENCE, "一、总体要求", "（二）基本原则", "（一）造成损害的；", "第一条"])
    assert list(structure.kinds(found)) == [HEADING, BODY, HEADING, HEADING, BODY, BODY]


def test_bold_lines_without_a_full_stop_are_headings() -> None:
    assert list(structure.kinds([Line(1, "数据要素流通的困境", BOLD), Line(2, SENTENCE, BOLD)])) == [HEADING, BODY]


def test_contents_are_a_table_up_to_the_first_chapter_itself() -> None:
    found = made(["目录", "第一章 总则", "第二章 附则", "第一章 总则", "第一条 " + SENTENCE, "第二章 附则", "第二条 " + SENTENCE])
    assert list(structure.kinds(found)) == [TABLE, TABLE, TABLE, HEADING, BODY, HEADING, BODY]


def test_contents_without_a_heading_are_a_table() -> None:
    chapters = ["第一章 总则", "第二章 处理", "第三章 附则"]
    found = made([*chapters, "第一章 总则", SENTENCE + SENTENCE])
    assert list(structure.kinds(found)) == [TABLE, TABLE, TABLE, HEADING, BODY]


def test_the_contents_of_a_journal_are_its_text() -> None:
    assert TABLE not in structure.kinds(made(["目录", "网络强国战略研究", "数据要素市场建设", "个人信息保护十年"]))


def test_tables_have_no_sentences_unless_they_are_the_text() -> None:
    row = Line(2, "《数据安全法》 | 2021年", ROW)
    assert list(structure.kinds([*made([SENTENCE]), row])) == [BODY, TABLE]
    assert list(structure.kinds([Line(1, "名称", ROW), row])) == [BODY, BODY]
    assert list(structure.kinds([Line(1, "某某解读", LINK)])) == [TABLE]


def test_lines_broken_inside_a_sentence_are_joined_where_blank_lines_part_paragraphs() -> None:
    found = [Line(1, SENTENCE), Line(3, "党的某次全会"), Line(4, "正式明确", gap=False), Line(5, "数字中国", gap=False), Line(7, SENTENCE)]
    spread = [Line(9 + 2 * number, SENTENCE) for number in range(5)]
    assert [line.text for line in structure.join_broken([*found, *spread])][1] == "党的某次全会正式明确数字中国"


def test_lists_without_blank_lines_are_not_joined() -> None:
    found = [Line(number, f"第{number}项 内容", gap=False) for number in range(1, 9)]
    assert structure.join_broken(found) == found


def test_spread_out_lines_close_up() -> None:
    assert [line.text for line in structure.tidy(made(["目　　录", "第一章　总　　则", "中共中央  国务院"]))] == [
        "目录",
        "第一章 总则",
        "中共中央 国务院",
    ]
