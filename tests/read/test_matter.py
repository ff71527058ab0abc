"""Front matter that is no YAML."""

from __future__ import annotations

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


@given(st.text(alphabet="-\n: a题", max_size=60))
def test_line_numbers_point_into_the_source(text: str) -> None:
    found = front_matter(text)
    assert text.split("\n")[found.first - 1 :] == found.rest.split("\n") or not found.rest
