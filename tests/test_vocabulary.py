from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import segment

TEXTS = st.lists(st.text(alphabet=st.sampled_from("数据安全网络主权的和与在，。！\n 　ＡｂＣ１２５Ggx-%龘𠀀《》"), max_size=40), max_size=5)


@settings(deadline=None)  # the dictionary is loaded by the first example
@given(TEXTS)
def test_a_text_has_the_same_words_and_tags_in_any_company(texts: list[str]) -> None:
    for text, together in zip(texts, segment.segment_all(texts), strict=True):
        alone = segment.segment(text)
        assert together.words == alone.words
        assert together.tags == alone.tags
        assert together.lengths.tolist() == alone.lengths.tolist()
        assert segment.edges(together).tolist() == segment.edges(alone).tolist()


def test_a_word_has_one_number() -> None:
    one, other = segment.segment_all(["网络安全和数据安全", "数据安全，网络安全"])
    numbers = {(word, number) for each in (one, other) for word, number in zip(each.words, each.numbers.tolist(), strict=True)}
    assert len({word for word, _ in numbers}) == len({number for _, number in numbers}) == len(numbers)


def test_a_word_met_without_a_tag_gets_it_where_tags_are_asked_for() -> None:
    segment._vocabularies.cache_clear()
    assert segment.segment("数字鸿沟", tags=False).tags == [""] * len(segment.segment("数字鸿沟").words)
    text = "弥合数字鸿沟"
    assert list(zip(segment.segment(text).words, segment.segment(text).tags, strict=True)) == segment.segmenter().tag(text)


def test_too_many_words_are_forgotten_and_tokens_keep_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    before = segment.segment("网络空间主权")
    words = before.words
    segment.forget()
    assert segment.segment("网络空间主权").vocabulary is before.vocabulary
    monkeypatch.setattr(segment, "MOST", 1)
    segment.forget()
    after = segment.segment("主权")
    assert after.vocabulary is not before.vocabulary
    assert before.words == words
