"""Front matter that is no YAML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.matter import front_matter


def test_values_end_at_the_line_and_keep_colons_and_brackets() -> None:
    found = front_matter("---\ntitle: [调研] 数据: 要素\nurl: https://example.org/s?a=1#b\ndate: 2024-05-01\n---\n\n正文\n")
    assert found.values == {"title": "[调研] 数据: 要素", "url": "https://example.org/s?a=1#b", "date": "2024-05-01"}
    assert found.rest == "\n正文\n"
    assert found.first == 6
    assert found.at["date"] == 4


def test_quotes_around_a_value_go_and_lists_are_passed_over() -> None:
    assert front_matter('---\ntitle: "数据要素"\ntags:\n  - 数据\n---\n正文').values == {"title": "数据要素"}


def test_a_block_that_is_no_front_matter_is_text() -> None:
    for text in ("---\n这是一段正文。\n---\n正文", "---\ntitle: 没有结束\n正文", "正文", "--- \n"):
        found = front_matter(text)
        assert found.rest == text
        assert not found.values
    assert front_matter("---\n这是一段正文。\n---\n").warnings


@pytest.mark.parametrize(
    ("odd", "warned"),
    [
        ("url:https://example.org/s?a=1", 0), ("来源：某某", 0), ("链接: https://example.org", 0), ("\u200b", 0), ("???", 0), ("https://example.org", 1),
        ("这一行没有键。", 1), ("og:title: 别的", 1), ("", 0),
    ],
)
def test_one_odd_line_leaves_the_others_read(odd: str, warned: int) -> None:
    found = front_matter(f"---\ntitle: 数字鸿沟\n{odd}\ndate: 2024-05-01\n---\n正文")
    assert (found.values["title"], found.values["date"], found.rest) == ("数字鸿沟", "2024-05-01", "正文")
    assert (found.at["title"], found.at["date"]) == (2, 4)
    assert len(found.warnings) == warned
    assert all("line 3" in warning for warning in found.warnings)


def test_known_keys_are_read_in_chinese_and_without_a_space() -> None:
    found = front_matter("---\n标题：数字：鸿沟\n日期：2024-05-01\n来源:某某\nurl:https://example.org/a\n---\n正文")
    assert found.values == {"title": "数字：鸿沟", "date": "2024-05-01", "source": "某某", "url": "https://example.org/a"}
    assert not found.warnings


@pytest.mark.parametrize(
    "block",
    ["\n这是一段正文：有冒号。\n", "Note: 这是正文的第一段。", "# 数字鸿沟", "- 要点一\n- 要点二", "    缩进的正文。", "AI：改变治理\n数据：新的要素", "第一段。\n第二段。\ntitle: 第三段。"],
)
def test_a_text_between_two_rules_stays_a_text(block: str) -> None:
    text = f"---\n{block}\n---\n正文"
    assert front_matter(text).rest == text


@given(st.text(alphabet="-\n: a题", max_size=60))
def test_line_numbers_point_into_the_source(text: str) -> None:
    found = front_matter(text)
    assert text.split("\n")[found.first - 1 :] == found.rest.split("\n") or not found.rest
