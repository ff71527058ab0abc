from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import segment
from kg.segment import Segmenter

TEXTS = st.text(alphabet=st.sampled_from("数据安全网络主权审计工作的和与在，。！\n 　ＡｂＣ１２５Ggx-%龘𠀀《》"), max_size=60)


@settings(deadline=None)  # the dictionary is loaded by the first example
@given(TEXTS)
def test_tokens_cover_the_folded_text(text: str) -> None:
    tokens = segment.segment(text)
    assert "".join(tokens.words) == segment.fold_width(text)
    assert tokens.lengths.tolist() == [len(word) for word in tokens.words]
    assert int(tokens.lengths.sum()) == len(text)
    assert len(tokens.tags) == len(tokens.words)


@settings(deadline=None)  # the dictionary is loaded by the first example
@given(TEXTS)
def test_tags_are_those_of_the_segmenter(text: str) -> None:
    tokens = segment.segment(text)
    assert list(zip(tokens.words, tokens.tags, strict=True)) == segment.segmenter().tag(segment.fold_width(text))


def test_a_document_is_cut_as_its_sentences_are() -> None:
    sentences = ["关键信息基础设施的运营者应当履行安全保护义务。", "要加快弥合数字鸿沟，", "推进网络强国建设！", "共建网络空间命运共同体。"]
    whole = segment.segment("\n".join(sentences))
    parts = [word for sentence in sentences for word in [*segment.segment(sentence).words, "\n"]]
    assert whole.words == parts[:-1]


def test_full_width_letters_and_digits_are_read_as_half_width() -> None:
    assert segment.segment("５Ｇ网络").words == segment.segment("5G网络").words


@given(TEXTS)
def test_a_long_text_is_folded_as_a_short_one(text: str) -> None:
    folded, code = segment.folded(text)
    assert folded == segment.fold_width(text)
    assert code.tolist() == list(map(ord, folded))


def test_without_tags_the_words_are_the_same() -> None:
    tokens = segment.segment("数据要素市场化配置", tags=False)
    assert tokens.words == segment.segment("数据要素市场化配置").words


def test_a_word_that_is_cut_when_alone_has_a_tag_in_its_text() -> None:
    for word, tag in segment.segmenter().tag("国家网信部门会同国务院电信主管部门依法查处"):
        tokens = segment.segment("国家网信部门会同国务院电信主管部门依法查处")
        assert tokens.tags[tokens.words.index(word)] == tag


def test_a_run_without_a_break_takes_time_in_proportion() -> None:
    segment.segment("预热")
    begin = time.process_time()
    tokens = segment.segment("中" * 200_000)
    assert int(tokens.lengths.sum()) == 200_000
    assert time.process_time() - begin < 5


def _tagged(text: str) -> list[tuple[str, str]]:
    tokens = segment.segment(text)
    return list(zip(tokens.words, tokens.tags, strict=True))


def test_jieba_does_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _tagged("国家互联网信息办公室发布数据出境安全评估办法")
    segment.segmenter.cache_clear()
    segment._vocabularies.cache_clear()
    monkeypatch.setenv("KG_SEGMENTER", "jieba")
    try:
        assert segment.version().startswith("jieba 0.")
        assert _tagged("国家互联网信息办公室发布数据出境安全评估办法") == expected
    finally:
        segment.segmenter.cache_clear()
        segment._vocabularies.cache_clear()


@settings(deadline=None)
@given(TEXTS)
def test_edges_cover_the_text_and_keep_those_of_the_words(text: str) -> None:
    tokens = segment.segment(text)
    lengths = segment.edges(tokens).astype(int)
    assert lengths.sum() == len(text)
    places = lengths.cumsum()
    assert set(tokens.lengths.cumsum().tolist()) <= set(places.tolist()) - set(places[lengths == 0].tolist())


def test_a_word_of_two_words_is_cut_between_them_and_one_that_falls_apart_in_two_ways_is_not() -> None:
    assert segment.edges(segment.segment("审计工作")).tolist() == [2, 0, 2]
    assert segment.segment("江苏省政府").words == ["江苏省政府"]
    assert segment.edges(segment.segment("江苏省政府")).tolist() == [5]


def test_a_guessed_word_of_two_characters_is_cut_between_them() -> None:
    assert segment.segment("电诈").words == ["电诈"]
    assert segment.edges(segment.segment("电诈")).tolist() == [1, 1]


def test_a_run_is_cut_behind_512_characters_and_no_sooner() -> None:
    assert segment.segment("a" * 600 + "，" + "b" * 511).words == ["a" * 512, "a" * 88, "，", "b" * 511]


def test_the_tag_of_letters_digits_and_signs_is_that_of_rjieba() -> None:
    words = ["2025", "AI", "5G", "G20A", "①", "-", "3.5%"]
    assert [segment._shape(word) for word in words] == ["m", "eng", "eng", "eng", "x", "x", "m"]
    assert [segment.segmenter().tag(word) for word in words] == [[(word, segment._shape(word))] for word in words]


@pytest.fixture
def short_sighted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A segmenter of words between bars, which keeps 难词 whole only where it sees 近旁 too."""
    def tag(text: str) -> list[tuple[str, str]]:
        return [pair for word in cut(text) for pair in ([("难", "a"), ("词", "n")] if word == "难词" and "近旁" not in text else [(word, "l")])]

    def cut(text: str) -> list[str]:
        return re.findall(r"[^|]+|\|", text)

    monkeypatch.setattr(segment, "segmenter", lambda: Segmenter("toy", cut, tag, lambda _: True))
    segment._vocabularies.cache_clear()
    yield
    segment._vocabularies.cache_clear()


@pytest.mark.usefixtures("short_sighted")
@pytest.mark.parametrize("between", [2, 20, 200])
def test_a_word_that_is_cut_when_alone_is_tagged_among_as_many_words_of_its_text_as_it_needs(between: int) -> None:
    assert segment.segment("近旁" + "|词" * between + "|难词").tags[-1] == "l"


@pytest.mark.usefixtures("short_sighted")
def test_a_word_is_not_tagged_among_those_of_another_text() -> None:
    assert segment.segment_all(["近旁|字|", "难词|字|", "近旁|字"])[1].tags == ["x", "l", "l", "l"]
