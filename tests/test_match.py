"""Where forms are found, and which of the places are mentions."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import GUARD_MARK, fold
from kg.match import Hits, Matcher, guarded, longest, merge
from kg.segment import edges, segment

SPANS = st.sets(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=25)


def found(keys: list[str], text: str) -> list[tuple[str, int]]:
    keys = sorted(keys)
    (hits,) = Matcher(keys).find([text], [edges(segment(text))])
    return [(keys[form], start) for form, start in zip(hits.form.tolist(), hits.start.tolist(), strict=True)]


def test_a_short_form_inside_longer_words_is_not_found() -> None:
    assert found(["关基", "等保", "网信"], "有关基层单位坚持平等保护，规范互联网信息服务。") == []


def test_a_short_form_that_stands_alone_is_found() -> None:
    assert found(["关基", "等保"], "关基与等保都要落实。") == [("关基", 0), ("等保", 3)]


def test_a_form_ends_between_the_words_of_which_a_word_is_made_and_begins_at_none_of_them() -> None:
    assert segment("开展合规审计工作，公共数据主管部门审核").words == ["开展", "合规", "审计工作", "，", "公共数据", "主管部门", "审核"]
    assert found(["合规审计", "审计", "数据主管部门"], "开展合规审计工作，公共数据主管部门审核") == [("合规审计", 2), ("审计", 4)]


def test_a_form_begins_and_ends_anywhere_in_a_word_that_is_only_guessed() -> None:
    assert segment("共治电诈").words == ["共治电诈"]
    assert found(["电诈"], "共治电诈") == [("电诈", 2)]


def test_overlapping_forms_are_all_hits() -> None:
    assert found(["关键信息基础设施", "基础设施"], "关键信息基础设施") == [("关键信息基础设施", 0), ("基础设施", 4)]


def test_latin_forms_need_no_letter_beside_them() -> None:
    assert found(["ai", "5g"], "AI与AIGC，５Ｇ与5GB。") == [("ai", 0), ("5g", 8)]


def test_a_border_of_words_between_letters_is_none_of_a_form() -> None:
    assert segment("一件XT恤").words == ["一件", "X", "T恤"]
    assert found(["t恤"], "一件XT恤和T恤") == [("t恤", 6)]
    assert segment("问AT&TX").words == ["问", "AT&T", "X"]
    assert found(["at&t"], "问AT&TX和AT&T") == [("at&t", 7)]


def test_texts_searched_together_do_not_meet() -> None:
    one, other = "网络", "强国"
    first, second = Matcher(["网络强国"]).find([one, other], [segment(one).lengths, segment(other).lengths])
    assert len(first.form) == len(second.form) == 0


def test_no_forms_find_nothing() -> None:
    assert found([], "网络强国") == []


def test_a_form_inside_its_guard_is_dropped_and_beside_it_kept() -> None:
    keys = sorted(["网安", GUARD_MARK + "联网安装"])
    text = "联网安装之后，网安工作"
    edges = np.array([1, 1, 1, 1, *[1] * (len(text) - 4)], dtype=np.uint16)
    (hits,) = Matcher(keys).find([text], [edges])
    form, guard = keys.index("网安"), keys.index(GUARD_MARK + "联网安装")
    kept = ~guarded(hits, [(form, guard, [1])]) & (hits.form == form)
    assert hits.start[kept].tolist() == [text.index("网安工作")]


@given(st.text(max_size=60))
def test_the_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="aB１Ｇ网络ÀσΣ", max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(SPANS)
def test_mentions_are_the_greedy_longest_spans(spans: set[tuple[int, int]]) -> None:
    rows = list(spans)
    alive, expected = set(rows), set()
    while alive:
        best = min(alive, key=lambda span: (-span[1], span[0]))
        expected.add(best)
        alive = {span for span in alive if span[0] >= best[0] + best[1] or span[0] + span[1] <= best[0]}
    start = np.array([span[0] for span in rows], dtype=np.int64)
    length = np.array([span[1] for span in rows], dtype=np.int64)
    chosen = longest(start, length, 40)
    assert {rows[place] for place in np.flatnonzero(chosen).tolist()} == expected


def test_merged_hits_are_sorted_by_place() -> None:
    one = Hits(np.array([3], np.int32), np.array([5], np.int32))
    other = Hits(np.array([1, 2], np.int32), np.array([5, 0], np.int32))
    assert list(zip(*(column.tolist() for column in merge(one, other)), strict=True)) == [(2, 0), (1, 5), (3, 5)]
