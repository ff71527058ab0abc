"""Lines of one width, as a PDF gives them, and lines that only look so."""

from __future__ import annotations

import re
import time
from itertools import chain

import pytest

from kg.clean import clean
from kg.clean.wrapped import wraps
from tests.clean.prose import PARAGRAPHS, cut

WHOLE = clean("\n\n".join(PARAGRAPHS), markdown=False)
CLINGS = re.compile("[0-9A-Za-z]+|[（《“]*.[、，。；：）》”]*")


def typeset(paragraph: str, columns: int) -> list[str]:
    """The paragraph as a page sets it: numbers whole, no mark at the beginning of a line."""
    lines = [""]
    for unit in CLINGS.findall(paragraph):
        if len((lines[-1] + unit).encode("gbk")) > columns:
            lines.append("")
        lines[-1] = lines[-1] + unit if lines[-1] else unit.lstrip(" ")
    return lines


@pytest.mark.parametrize("markdown", [True, False])
@pytest.mark.parametrize("width", [18, 24, 30, 34, 40])
def test_a_text_cut_into_lines_is_read_as_it_was(width: int, *, markdown: bool) -> None:
    lines = chain.from_iterable(cut(paragraph, width) for paragraph in PARAGRAPHS)
    cleaned = clean("\n".join(lines), markdown=markdown)
    assert (cleaned.text, cleaned.kinds) == (WHOLE.text, WHOLE.kinds)


@pytest.mark.parametrize("columns", [44, 60, 68, 80])
def test_a_text_set_in_lines_with_indents_is_read_as_it_was(columns: int) -> None:
    lines = chain.from_iterable(typeset("　　" + paragraph, columns) for paragraph in PARAGRAPHS[1:])
    assert clean("\n".join([PARAGRAPHS[0], *lines]), markdown=False).text == WHOLE.text


def test_lines_of_one_width_may_hold_more_characters_where_digits_are() -> None:
    figures = [
        f"2024年，全市第{number}类数据企业达到12345家，同比增长12.5%，营业收入为1234.56亿元，研发投入占比由2020年的3.14%提高到5.26%，API调用量突破98765万次，居民满意度稳步提升，数据人才队伍不断壮大。"
        for number in range(1, 9)
    ]
    lines = chain.from_iterable(typeset(paragraph, 60) for paragraph in figures)
    assert clean("\n".join(lines), markdown=False).text.split("\n") == figures


def test_paragraphs_parted_by_blank_lines_stay_apart() -> None:
    lines = "\n\n".join("\n".join(cut(paragraph, 30)) for paragraph in PARAGRAPHS)
    assert clean(lines, markdown=False).text == WHOLE.text


def test_a_paragraph_has_the_number_of_its_first_line() -> None:
    lines = list(chain.from_iterable(cut(paragraph, 34) for paragraph in PARAGRAPHS))
    cleaned = clean("\n".join(lines), first_line=5, markdown=False)
    firsts = [5 + lines.index(paragraph[:34]) for paragraph in PARAGRAPHS[1:]]
    assert list(cleaned.lines)[1:] == firsts


def test_headings_rows_and_items_of_markdown_are_no_continuation() -> None:
    whole = list(chain.from_iterable(cut(paragraph, 34) for paragraph in PARAGRAPHS))
    full = "数" * 34
    parts = ["# 附件", full, "| 名称 | 年份 |", full, "第八条 数据目录", full, "　　数据目录", full, "* " + full[2:], "* 数据目录", full[17:] + "…" * 12 + "数据目录5", "数据"]
    ends = wraps([*whole, "数据目录。", *parts])
    assert ends
    assert max(ends) < len(whole)


def test_what_goes_on_below_a_bullet_belongs_to_it() -> None:
    lines = [("- " if at == 0 else "  ") + line for paragraph in PARAGRAPHS[2:] for at, line in enumerate(cut(paragraph, 30))]
    assert clean("\n".join(lines)).text.split("\n") == PARAGRAPHS[2:]


def test_a_full_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    last = "各区县数据主管部门参照本办法执行，每年向市数据主管部门报告执行情况。"
    lines = [*chain.from_iterable(cut(paragraph, len(last)) for paragraph in [*PARAGRAPHS, last]), "附件"]
    assert clean("\n".join(lines), markdown=False).text.split("\n")[-2:] == [last, "附件"]


def test_a_heading_with_room_for_one_more_character_ends_there() -> None:
    heading = "数据流通促进的重点领域与保障措施"
    lines = [*chain.from_iterable(cut(paragraph, len(heading) + 1) for paragraph in PARAGRAPHS), heading, "数据主管部门负责组织实施。"]
    assert clean("\n".join(lines), markdown=False).text.split("\n")[-2] == heading


@pytest.mark.parametrize(
    "lines",
    [
        PARAGRAPHS,
        [clause + "，" for paragraph in PARAGRAPHS for clause in paragraph.split("，")],
        [f"关于促进第{number}类数据流通和保护个人信息的若干规定" for number in "一二三四五六七八九"] + ["特此公布。"],
        [f"（{number}）促进数据流通，保护个人信息和商业秘密" for number in "一二三四五六七八九"] + ["特此公布。"],
        ["春风拂过江南两岸，花开满城", "秋雨洗净塞北千山，叶落无声", "书声琅琅伴我成长，岁月如歌"] * 4 + ["明月照我还。"] * 2,
        ["春风又一次拂过江南两岸的村庄，花开满城", "秋雨又一次洗净塞北千山的尘土，叶落无声"] * 5,
        [*["推进数据要素市场建设，培育数据流通服务机构"] * 6, *("数据开放共享与国际合作交流机制"[:length] for length in range(2, 15)), "完善制度保障。"],
        [*["推进数据要素市场建设，培育数据流通服务机构"] * 6, *["数据主管部门会同有关部门制定数据流通年度计划，报市人民政府批准后实施。"] * 3],
        [f"| 数据目录第{number}类 | 公共数据，企业数据，个人数据 | 每年更新一次。 |" for number in range(1, 10)],
        [f"第{number}章 数据流通促进办法总则和附则，以及说明 ………………… {number}" for number in range(1, 10)] + ["目录到此为止。"],
    ],
    ids=["paragraphs", "clauses", "titles", "items", "short verse", "verse", "keywords", "slogans", "table", "contents"],
)
def test_lines_that_are_meant_stay(lines: list[str]) -> None:
    assert not wraps(lines)


def test_few_lines_are_no_page() -> None:
    assert not wraps([line for paragraph in PARAGRAPHS[2:4] for line in cut(paragraph, 24)])


@pytest.mark.parametrize("number", ["— 3 —", "3", "- 3 -", "3 / 12", "第 3 页 共 12 页"])
def test_a_page_number_parts_no_paragraph(number: str) -> None:
    lines = list(chain.from_iterable(cut(paragraph, 34) for paragraph in PARAGRAPHS))
    at = lines.index(PARAGRAPHS[3][:34]) + 1
    lines[at:at] = ["", number, ""]
    cleaned = clean("\n".join(lines), markdown=False)
    assert cleaned.text == WHOLE.text
    assert cleaned.lines[4] == at + 5


def test_many_short_lines_take_no_more_than_linear_time() -> None:
    lines = [line for paragraph in PARAGRAPHS for line in cut(paragraph, 34)] * 1_000
    started = time.process_time()
    assert len(wraps(lines)) == 8_000
    assert time.process_time() - started < 2
