"""Sentences: the rule written out again character by character, then cases worked by hand."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.model import BODY, HEADING, TABLE, TITLE
from kg.sentences import SENTENCE_LENGTH, split

CHARACTERS = "网络强国数字 。！？!?…….”’」』）》)“《；，、A b.1\u3000𠀀"
PARAGRAPH = st.text(alphabet=CHARACTERS, min_size=1, max_size=40).filter(lambda text: bool(text.strip()))


def texts(text: str, kinds: bytes) -> list[str]:
    found = split(text, kinds)
    return [text[a:b] for a, b in zip(found.start.tolist(), found.end.tolist(), strict=True)]


def by_hand(paragraph: str, kind: int) -> list[str]:
    """The rule of the design, one character after the other."""
    if kind == TABLE:
        return []
    pieces, start, at = [], 0, 0
    while at < len(paragraph) and kind == BODY:
        here = paragraph[at]
        dots = re.match("…{2,}", paragraph[at:]) if paragraph[at - 1 : at] != "…" or at == 0 else None
        if here in "。！？!?" or dots:
            run = re.match("(?:[。！？!?”’」』）》〉】)\\]]|…{2,})+", paragraph[at:])
            assert run
            at += run.end()
            pieces.append(paragraph[start:at])
            start = at
        elif here == "." and re.match(r" [A-Z]", paragraph[at + 1 :]):
            at += 1
            pieces.append(paragraph[start:at])
            start = at
        else:
            at += 1
    pieces.append(paragraph[start:])
    return [piece.strip() for piece in pieces if re.search(r"[^\W_]", piece)]


@given(st.lists(st.tuples(PARAGRAPH, st.sampled_from([TITLE, HEADING, BODY, BODY, BODY, TABLE])), min_size=1, max_size=6))
def test_the_arrays_agree_with_the_rule_written_out(paragraphs: list[tuple[str, int]]) -> None:
    kinds = bytes(kind for _, kind in paragraphs)
    expected = [sentence for text, kind in paragraphs for sentence in by_hand(text, kind)]
    assert texts("\n".join(text for text, _ in paragraphs), kinds) == expected


@given(st.lists(PARAGRAPH, min_size=1, max_size=6))
def test_spans_are_in_order_inside_their_paragraph_and_do_not_overlap(paragraphs: list[str]) -> None:
    found = split("\n".join(paragraphs), bytes([BODY]) * len(paragraphs))
    begins = [0]
    for paragraph in paragraphs:
        begins.append(begins[-1] + len(paragraph) + 1)
    last = 0
    for start, end, place in zip(found.start.tolist(), found.end.tolist(), found.paragraph.tolist(), strict=True):
        assert last <= start < end
        assert begins[place] <= start < end < begins[place + 1]
        last = end


def test_closing_quotes_and_brackets_stay_with_their_sentence() -> None:
    assert texts("他说：“建设网络强国！”（见报告。）随后讨论。", bytes([BODY])) == ["他说：“建设网络强国！”", "（见报告。）", "随后讨论。"]


def test_semicolons_and_colons_do_not_end_a_sentence() -> None:
    assert len(texts("坚持：一是发展；二是安全，统筹兼顾。", bytes([BODY]))) == 1


def test_one_ellipsis_character_does_not_end_a_sentence_but_two_do() -> None:
    assert texts("数据…要素……市场", bytes([BODY])) == ["数据…要素……", "市场"]


def test_a_latin_stop_ends_only_before_a_space_and_a_capital() -> None:
    assert texts("GB/T 22239.1 is cited. Version 2.0 of e.g. this applies", bytes([BODY])) == [
        "GB/T 22239.1 is cited.",
        "Version 2.0 of e.g. this applies",
    ]


def test_the_number_of_an_article_stays_with_its_sentence() -> None:
    assert texts("第一条 为了保障网络安全，制定本法。本法所称网络，是指系统。", bytes([BODY])) == [
        "第一条 为了保障网络安全，制定本法。",
        "本法所称网络，是指系统。",
    ]


def test_a_heading_with_a_full_stop_is_one_sentence() -> None:
    assert texts("坚持安全。坚持发展", bytes([HEADING])) == ["坚持安全。坚持发展"]


def test_kind_and_paragraph_are_those_of_the_paragraph() -> None:
    found = split("标题\n一、要求\n甲。乙。\n表 | 二", bytes([TITLE, HEADING, BODY, TABLE]))
    assert found.kind.tolist() == [TITLE, HEADING, BODY, BODY]
    assert found.paragraph.tolist() == [0, 1, 2, 2]


def test_a_long_sentence_is_cut_at_semicolons_then_commas_then_hard() -> None:
    clause = "数" * 900
    assert [len(piece) for piece in texts(f"{clause}；{clause}；{clause}", bytes([BODY]))] == [1802, 900]
    assert [len(piece) for piece in texts(f"{clause}，{clause}，{clause}", bytes([BODY]))] == [1802, 900]
    assert [len(piece) for piece in texts("数" * 5000, bytes([BODY]))] == [2000, 2000, 1000]
    assert max(map(len, texts("字，" * 500_000, bytes([BODY])))) <= SENTENCE_LENGTH


def test_the_pieces_of_a_long_sentence_are_sentences_without_spaces_around_them() -> None:
    clause = "数" * 1500
    assert texts("-" * 2000 + f"{clause}；" + "-" * 2000, bytes([BODY])) == [f"{clause}；"]
    assert texts(f"{clause}； {clause}，\u3000{clause}", bytes([BODY])) == [f"{clause}；", f"{clause}，", clause]
    assert texts(f"标题\n{clause} {clause}\n结语。", bytes([TITLE, BODY, BODY])) == ["标题", clause + " " + "数" * 499, "数" * 1001, "结语。"]
    assert texts(f"{clause}；{clause}\n表 | 二\n结语。", bytes([BODY, TABLE, BODY])) == [f"{clause}；", clause, "结语。"]


@given(st.lists(st.tuples(st.text(alphabet="数 -，；。\u3000", min_size=1, max_size=9).filter(str.strip), st.integers(1, 600)), min_size=1, max_size=3))
def test_sentences_however_long_are_trimmed_lettered_and_short_and_hold_every_letter(parts: list[tuple[str, int]]) -> None:
    text = "\n".join((unit * number).strip() for unit, number in parts)
    found = texts(text, bytes([BODY]) * len(parts))
    assert all(sentence == sentence.strip() and "数" in sentence and len(sentence) <= SENTENCE_LENGTH for sentence in found)
    assert "".join(found).count("数") == text.count("数")


def test_nothing_has_no_sentences() -> None:
    assert not len(split("", b"").start)
    assert not len(split("◆◆\n……", bytes([BODY, BODY])).start)
