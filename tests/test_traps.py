"""Short forms of the shipped thesaurus: what longer words that hold them must not yield, and what must be found.

``traps.tsv`` has lines "form, longer word": words in which the form stands as a string without being the concept, gathered by listing
the occurrences of short forms in laws, government reports and news. ``uses.tsv`` has lines "form, sentence in which it is meant".
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from kg.lexicon import GUARD_MARK, Lexicon, fold
from kg.lexicon.load import load
from kg.match import Matcher, longest
from kg.pipeline.reduce import clear, guard_ranks
from kg.segment import edges, segment

HERE = Path(__file__).parent
FRAMES = ("{}", "本条所称{}的情形", "和{}。", "各地应当做好{}工作")
"""A word is cut otherwise in other company."""


def rows(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(form, text) for form, text in (line.split("\t") for line in lines)]


@cache
def lexicon() -> Lexicon:
    return load()


def mentions(texts: list[str]) -> list[set[tuple[str, int]]]:
    """Return (form, start) of the mentions in each text, found as a build finds them."""
    keys = lexicon().keys
    rank = {key: place for place, key in enumerate(keys)}
    is_guard = np.fromiter((key.startswith(GUARD_MARK) for key in keys), dtype=bool, count=len(keys))
    guards = guard_ranks(lexicon(), rank)
    matcher = Matcher(keys)
    found = []
    for text, raw in zip(texts, matcher.find(texts, [edges(segment(text, tags=False)) for text in texts]), strict=True):
        hits = clear(raw, guards, is_guard)
        start = hits.start.astype(np.int64)
        chosen = longest(start, matcher.length[hits.form], len(text))
        found.append({(keys[form], place) for form, place in zip(hits.form[chosen].tolist(), start[chosen].tolist(), strict=True)})
    return found


def test_no_form_is_found_inside_a_longer_word_of_another_meaning() -> None:
    cases = [(fold(form), frame.format(word)) for form, word in rows("traps.tsv") for frame in FRAMES]
    found = mentions([text for _, text in cases])
    assert [(form, text) for (form, text), those in zip(cases, found, strict=True) if form in {key for key, _ in those}] == []


def test_every_form_is_found_where_it_is_meant() -> None:
    cases = rows("uses.tsv")
    found = mentions([text for _, text in cases])
    assert [(form, text) for (form, text), those in zip(cases, found, strict=True) if fold(form) not in {key for key, _ in those}] == []


def test_there_are_300_traps_for_60_short_forms_and_100_uses() -> None:
    traps, uses = rows("traps.tsv"), rows("uses.tsv")
    assert len(traps) >= 300
    assert traps == sorted(set(traps))
    assert all(form in word and form != word for form, word in traps)
    short = {form for form, _ in traps}
    assert len(short) >= 60
    assert {len(form) for form in short} == {2, 3}
    assert {fold(form) for form in short} <= lexicon().owner.keys()
    assert len(set(uses)) >= 100
    assert all(form in text for form, text in uses)
    assert short <= {form for form, _ in uses}


@pytest.mark.parametrize(("form", "label"), [
    ("关基", "关键信息基础设施"), ("等保", "网络安全等级保护"), ("网信", "网络安全和信息化"), ("密评", "商用密码应用安全性评估"),
    ("个保法", "个人信息保护法"), ("网安法", "网络安全法"), ("数安法", "数据安全法"), ("关保", "关键信息基础设施保护")])
def test_a_short_form_leads_to_its_concept(form: str, label: str) -> None:
    assert lexicon().terms[lexicon().owner[form]].label == label


def test_every_guard_holds_a_form_of_its_concept() -> None:
    terms = lexicon().terms
    assert [
        (term.label, guard) for term in terms for guard in term.guards
        if not any(fold(text) in fold(guard) and fold(text) != fold(guard) for text, _, _ in term.labels)] == []
