"""Candidate spans of sentences → candidate forms of documents."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from kg.discover import Candidates
from kg.discover.labeller import weights
from kg.discover.stream import Spans, Stream, label
from kg.discover.words import Words
from kg.prints import Numbers, of_codes
from kg.segment import GUESSED, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.discover import Segmented

SHORTEST = 2
"""Code points of the shortest candidate."""
_KEPT = 31 << 20
"""Bytes of an array. The GNU C library gives memory back to the system that is freed at once, and takes it again for the next array, until an
array of this size has been freed: from then on it keeps what a batch needs, which saves a tenth of the labelling.
"""
_BEFORE = "对同及以与和为如因将把在从是于等向被让使由按经当即并或则也都好的之其该此这"
_AFTER = "等与和及是于应因不也都将在被的了或之为以"
"""Function words that the segmenter's guess joins with the term beside them: 对算力|基础设施, 数据|提供|方与."""
_PARTNERS = dict(zip("“‘《〈（(「『【", "”’》〉）)」』】", strict=True))
_CLOSERS = frozenset(_PARTNERS.values())
_MARK_CHARACTERS = "".join((*_PARTNERS, *_PARTNERS.values()))
_MARKS = re.compile(f"[{re.escape(_MARK_CHARACTERS)}]")


@cache
def words() -> Words:
    """Return the words known to this process, under the shipped weights."""
    np.empty(_KEPT, dtype=np.uint8)  # and gone again
    return Words(weights())


def candidates(documents: Sequence[Segmented], known: Words) -> list[Candidates]:
    """Return the candidate forms of each document."""
    stream, spans = label(documents, known)
    forms, form = _forms(documents, stream, spans)
    occurrence, owner = _occurrences(stream, spans)
    kept = form[occurrence] >= 0
    occurrence, owner = occurrence[kept], owner[kept]
    keys, place = np.unique(owner * max(len(forms), 1) + form[occurrence], return_inverse=True)
    marked = np.zeros(len(keys), dtype=np.int64)
    confidence, best = marked.copy(), marked.copy()
    np.add.at(marked, place, spans.marked[occurrence].astype(np.int64))
    np.add.at(confidence, place, spans.confidence[occurrence])
    np.maximum.at(best, place, spans.confidence[occurrence])
    which = keys % max(len(forms), 1)
    bounds = np.searchsorted(keys, np.arange(len(documents) + 1) * max(len(forms), 1)).tolist()
    return [
        Candidates("\n".join(map(forms.__getitem__, which[begin:end].tolist())), marked[begin:end].astype(np.int32),
                   confidence[begin:end], best[begin:end].astype(np.int32))
        for begin, end in pairwise(bounds)]


def _forms(documents: Sequence[Segmented], stream: Stream, spans: Spans) -> tuple[list[str], NDArray[np.int64]]:
    """Return the distinct forms, sorted, and the rank of each span's form (−1: too short, or a piece of a quotation)."""
    text, code = folded("".join([document.text for document in documents]))
    begin, end = _places(documents, stream, spans, code)
    prints, numbers = of_codes(code, begin, end).whole(), Numbers()
    first = numbers.add(prints)
    begin, end = begin[first], end[first]
    kept = end - begin >= SHORTEST
    for place in np.flatnonzero(kept & _hold_marks(code, begin, end)).tolist():
        kept[place] = balanced(text[begin[place] : end[place]])
    chosen = np.flatnonzero(kept)
    chosen = chosen[np.argsort(_heads(code, begin[chosen], end[chosen]))]
    names = [text[start:stop] for start, stop in zip(begin[chosen].tolist(), end[chosen].tolist(), strict=True)]
    order = sorted(range(len(names)), key=names.__getitem__)  # they are nearly in order
    rank = np.full(len(first), -1)
    rank[chosen[order]] = np.arange(len(order))
    return list(map(names.__getitem__, order)), rank[numbers.find(prints)]


def _places(
    documents: Sequence[Segmented], stream: Stream, spans: Spans, code: NDArray[np.uint32],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where spans begin and end in the texts, one after the other, without a function word that a guessed word brings with it."""
    tokens = documents[0].tokens
    guessed = tokens.vocabulary.cuts(np.concatenate([document.tokens.numbers for document in documents])) == GUESSED
    ends = np.cumsum(np.concatenate([np.zeros(1, np.int64), *(document.tokens.lengths for document in documents)]), dtype=np.int64)
    first = stream.first[spans.sentence] + spans.start
    last = first + spans.length
    begin, end = ends[first], ends[last]
    return begin + (guessed[first] & _are(_BEFORE).take(code[begin], mode="clip")), end - (guessed[last - 1] & _are(_AFTER).take(code[end - 1], mode="clip"))


def _heads(code: NDArray[np.uint32], begin: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the first four characters of texts as one number, by which they are sorted but for equal ones and the rarest characters."""
    head = np.zeros(len(begin), dtype=np.uint64)
    for place in range(4):
        here = np.minimum(code.take(begin + place, mode="clip"), 0xFFFF) * (begin + place < end)
        head = head << np.uint64(16) | here.astype(np.uint64)
    return head


def _hold_marks(code: NDArray[np.uint32], begin: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which texts hold a mark that needs a partner."""
    before = np.append(0, np.cumsum(_are(_MARK_CHARACTERS).take(code, mode="clip"), dtype=np.int32))
    return before[end] > before[begin]


@cache
def _are(characters: str) -> NDArray[np.bool_]:
    """Return, by code point, which characters are some of these."""
    found = np.zeros(1 << 16, dtype=bool)
    found[list(map(ord, characters))] = True
    return found


def balanced(form: str) -> bool:
    """Return whether every quotation mark and bracket of a form has its partner: a piece of a quotation is no term.

    >>> balanced("网上“扫黄打非”"), balanced("欧盟《人工智能法案"), balanced("软暴力”催收")
    (True, False, False)
    """
    if not _MARKS.search(form):
        return True
    awaited: list[str] = []
    for char in form:
        if char in _PARTNERS:
            awaited.append(_PARTNERS[char])
        elif char in _CLOSERS and (not awaited or awaited.pop() != char):
            return False
    return not awaited


def _occurrences(stream: Stream, spans: Spans) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return (span, document) for every span of every sentence of every document."""
    bounds = np.searchsorted(spans.sentence, np.arange(len(stream.length) + 1))
    many = (bounds[1:] - bounds[:-1])[stream.sentence]
    place = np.repeat(bounds[stream.sentence] - (np.cumsum(many) - many), many) + np.arange(int(many.sum()))
    return place, np.repeat(stream.document, many)
