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


def test_paragraphs_parted_by_blank_lines_stay_apart() -> None:
    lines = "\n\n".join("\n".join(cut(paragraph, 30)) for paragraph in PARAGRAPHS)
    assert clean(lines, markdown=False).text == WHOLE.text


def test_a_paragraph_has_the_number_of_its_first_line() -> None:
    lines = list(chain.from_iterable(cut(paragraph, 34) for paragraph in PARAGRAPHS))
    cleaned = clean("\n".join(lines), first_line=5, markdown=False)
    firsts = [5 + lines.index(paragraph[:34]) for paragraph in PARAGRAPHS[1:]]
    assert list(cleaned.lines)[1:] == firsts


def test_headings_rows_and_items_of_markdown_are_no_continuation() -> None:
    lines = [*chain.from_iterable(cut(paragraph, 34) for paragraph in PARAGRAPHS), "数" * 34, "# 附件", "数" * 34, "| 名称 | 年份 |", "数" * 34, "- 数据目录", "  - 公共数据"]
    ends = wraps(lines)
    assert ends
    assert max(ends) < len(lines) - 8


@pytest.mark.parametrize(
    "lines",
    [
        PARAGRAPHS,
        [clause + "，" for paragraph in PARAGRAPHS for clause in paragraph.split("，")],
        [f"（{number}）关于促进数据流通和保护个人信息的若干规定" for number in "一二三四五六七八九"] + ["特此公布。"],
        ["春风拂过江南两岸，花开满城", "秋雨洗净塞北千山，叶落无声", "书声琅琅伴我成长，岁月如歌"] * 4 + ["明月照我还。"],
        [f"| 数据目录第{number}类 | 公共数据，企业数据，个人数据 | 每年更新一次。 |" for number in range(1, 10)],
        [f"第{number}章 数据流通促进办法总则和附则，以及说明 ………………… {number}" for number in range(1, 10)] + ["目录到此为止。"],
    ],
    ids=["paragraphs", "clauses", "list", "verse", "table", "contents"],
)
def test_lines_that_are_meant_stay(lines: list[str]) -> None:
    assert not wraps(lines)


def test_few_lines_are_no_page() -> None:
    assert not wraps(cut(PARAGRAPHS[2], 20))


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
