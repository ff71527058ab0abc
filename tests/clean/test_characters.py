"""Characters that are no text."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean.characters import MARKS_IN_A_RUN, escaped, normalise


@given(st.text())
def test_the_result_is_nfc_without_controls_and_normalising_again_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert unicodedata.is_normalized("NFC", once)
    assert normalise(once).replace("\f", "") == once.replace("\f", "")
    assert not any(unicodedata.category(c) in {"Cs", "Co"} or (c < " " and c not in "\n\f") for c in once)


@given(st.text(alphabet="网络a\r\n\u200b\u2028", max_size=30))
def test_source_lines_keep_their_numbers(text: str) -> None:
    assert normalise(text).count("\n") == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


def test_zero_width_and_direction_marks_inside_a_word_are_dropped() -> None:
    assert normalise("关键\u200b信息\u202e基础\ufeff设\u00ad施") == "关键信息基础设施"


def test_no_break_spaces_become_spaces_and_carriage_returns_line_feeds() -> None:
    assert normalise("中共中央\xa0国务院\r\n印发\r意见\t全文") == "中共中央 国务院\n印发\n意见 全文"


def test_nul_and_escape_codes_are_dropped_and_a_lone_surrogate_is_replaced() -> None:
    assert normalise("数据\x00要素\x1b[31m市场\ud800") == "数据要素[31m市场\ufffd"


def test_nfd_and_nfc_are_one_text() -> None:
    assert normalise("Cafe\u0301 数据") == normalise("Café 数据")


def test_runs_of_combining_marks_are_cut_before_composing() -> None:
    started = time.process_time()
    text = normalise("数\u0315" + "\u0300\u0316" * 30_000)
    assert time.process_time() - started < 1
    assert len(text) == 1 + MARKS_IN_A_RUN


def test_ordinary_text_is_returned_as_it_is() -> None:
    text = "“数据二十条”——《意见》指出：A/B测试（2024年）①…\n㎡"
    assert normalise(text) == text


def test_radicals_are_read_as_the_characters_they_stand_for() -> None:
    assert normalise("合规利⽤机制，⻰头企业，⾼质量，⻓三⻆") == "合规利用机制，龙头企业，高质量，长三角"


@pytest.mark.parametrize("point", [*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6)])
def test_each_radical_but_the_two_unassigned_or_unequal_ones_is_a_character(point: int) -> None:
    read = normalise(chr(point))
    assert len(read) == 1
    assert (read == chr(point)) == (point in {0x2E80, 0x2E9A})


def test_what_a_terminal_would_obey_is_spelt_out() -> None:
    assert escaped("报告\n\x1b[2J\u202e.md") == "报告\\n\\x1b[2J\\u202e.md"
