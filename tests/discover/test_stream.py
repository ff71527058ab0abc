"""Candidate spans are those of all labellings of a sentence, and each distinct sentence is labelled once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from math import exp
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kg.discover.labeller import SCALE
from kg.discover.stream import label
from kg.model import CONFIDENCE_UNIT
from tests.discover import toy
from tests.discover.crfsuite import Attributes
from training.clusters import read_clusters
from training.examples import Token

WORDS = ("算力", "数据", "网络安全", "互联网信息办公室", "AI", "1", "建设", "和", "，", "\n", "《", "》")
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)
BREAKS = {"，", "。", "\n"}
OUTSIDE, BEGIN, INSIDE = range(3)
Scores = NDArray[np.float64]


class Span(NamedTuple):
    """A span of tokens of a sentence: whether the best labelling has it, and its probability."""

    start: int
    length: int
    marked: bool
    chance: float


def _features(tokens: Sequence[Token], random: np.random.Generator) -> dict[str, dict[str, Scores]]:
    """Return weights by chance for most of what can be said of the tokens of a sentence."""
    found: dict[str, dict[str, Scores]] = {}
    for values in Attributes(read_clusters(toy.CLUSTERS)).of(tokens):
        for name, _, value in (each.partition("=") for each in values):
            if random.random() < 0.7:
                found.setdefault(name, {})[value] = np.rint(random.normal(0, 0.6, 3) * SCALE) / SCALE
    return found


def _all_spans(words: Sequence[str], scores: Sequence[Scores], transitions: Scores) -> Iterator[Span]:
    """Yield the spans of a sentence by adding up all labellings; a separator is outside."""
    chance: dict[tuple[int, int], float] = {}
    best, total = -1.0, 0.0
    likeliest: Sequence[int] = ()
    for labels in product(*([OUTSIDE] if word in BREAKS else [OUTSIDE, BEGIN, INSIDE] for word in words)):
        weight = exp(sum(float(row[one]) for row, one in zip(scores, labels, strict=True)) + sum(float(transitions[pair]) for pair in pairwise(labels)))
        total += weight
        if weight > best:
            best, likeliest = weight, labels
        for span in _spans(labels):
            chance[span] = chance.get(span, 0.0) + weight
    for span, weight in chance.items():
        yield Span(*span, span in set(_spans(likeliest)), weight / total)


def _spans(labels: Sequence[int]) -> Iterator[tuple[int, int]]:
    for begin in (place for place, each in enumerate(labels) if each == BEGIN):
        end = next((place for place in range(begin + 1, len(labels)) if labels[place] != INSIDE), len(labels))
        yield begin, end - begin


def _tokens(words: Sequence[str]) -> list[Token]:
    return [(word, toy.TAGS.get(word, "n")) for word in words]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("labellers")


@settings(deadline=None, max_examples=60)  # all labellings are slow
@given(SENTENCE, SENTENCE, st.integers(0, 1000))
def test_spans_are_those_of_all_labellings(folder: Path, one: list[str], other: list[str], seed: int) -> None:
    random = np.random.default_rng(seed)
    transitions = random.normal(0, 1, (3, 3)).round(9)
    features = _features(_tokens(one), random)  # the other sentence has words and neighbours that are unknown
    known = toy.labeller(folder / "weights.npz", features, transitions)
    _, found = label(toy.segmented([one], [other]), known)
    places = list(zip(found.sentence.tolist(), found.start.tolist(), found.length.tolist(), strict=True))
    assert places == sorted(set(places))
    spans = dict(zip(places, zip(found.marked.tolist(), found.confidence.tolist(), strict=True), strict=True))
    for number, words in enumerate([one] if one == other else [one, other]):
        values = Attributes(read_clusters(toy.CLUSTERS)).of(_tokens(words))
        scores = [sum((features.get(name, {}).get(value, np.zeros(3)) for name, _, value in (each.partition("=") for each in row)), np.zeros(3)) for row in values]
        for span in _all_spans(words, scores, transitions):
            place = (number, span.start, span.length)
            if span.marked or span.chance > 0.05 + 1e-9:
                marked, confidence = spans.pop(place)
                assert (marked, confidence) == (span.marked, pytest.approx(span.chance * CONFIDENCE_UNIT, abs=0.6))
            elif span.chance < 0.05 - 1e-9:
                assert place not in spans
    assert not spans


def test_a_span_is_a_candidate_from_a_twentieth_on_and_where_it_is_marked(folder: Path) -> None:
    words = {"算力": toy.odds(90, 6, 4), "数据": toy.odds(94, 4, 2), "网络": toy.odds(34, 32, 34), "建设": toy.odds(30, 40, 30), "AI": toy.odds(32, 32, 36)}
    known = toy.labeller(folder / "tenth.npz", {"word0": words})
    _, found = label(toy.segmented([["算力", "，", "数据", "，", "建设", "AI", "AI", "AI"]]), known)
    assert list(zip(found.start.tolist(), found.length.tolist(), found.marked.tolist(), strict=True)) == [
        (0, 1, False), (4, 1, False), (4, 2, False), (4, 4, True), (5, 1, False), (5, 2, False), (6, 1, False), (6, 2, False), (7, 1, False)]
    # 建设 begins a span in 0.4 of the cases, and each of the others is inside in 0.36: marked, though less likely than a twentieth
    assert found.confidence.tolist()[3] == pytest.approx(0.4 * 0.36 ** 3 * CONFIDENCE_UNIT, rel=2e-3)


def test_sentences_come_in_the_order_in_which_they_first_stand_and_each_once(folder: Path) -> None:
    known = toy.labeller(folder / "order.npz", {"word0": {"算力": toy.odds(1, 8, 1)} | dict.fromkeys(("建设", "数据", "AI"), toy.odds(98, 1, 1))})
    documents = toy.segmented([["建设", "算力", "。"], ["数据", "。"], ["建设", "算力", "。"]], [["AI", "。"], ["数据", "。"]], [])
    stream, spans = label(documents, known)
    words = [word for document in documents for word in document.tokens.words]
    assert [words[first : first + length] for first, length in zip(stream.first.tolist(), stream.length.tolist(), strict=True)] == [
        ["建设", "算力", "。"], ["数据", "。"], ["AI", "。"]]
    assert stream.sentence.tolist() == [0, 1, 0, 2, 1]
    assert stream.document.tolist() == [0, 0, 0, 1, 1]
    assert (spans.sentence.tolist(), spans.start.tolist(), spans.length.tolist()) == ([0], [1], [1])
