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
from kg.prints import of_codes
from kg.segment import fold_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.discover import Segmented

SHORTEST = 2
"""Code points of the shortest candidate."""
_PARTNERS = dict(zip("“‘《〈（(「『【", "”’》〉）)」』】", strict=True))
_CLOSERS = frozenset(_PARTNERS.values())
_MARKS = re.compile("[" + re.escape("".join((*_PARTNERS, *_PARTNERS.values()))) + "]")


@cache
def words() -> Words:
    """Return the words known to this process, under the shipped weights."""
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
    np.add.at(marked, place, spans.marked[occurrence])
    np.add.at(confidence, place, spans.confidence[occurrence])
    np.maximum.at(best, place, spans.confidence[occurrence])
    which = keys % max(len(forms), 1)
    bounds = np.searchsorted(keys, np.arange(len(documents) + 1) * max(len(forms), 1)).tolist()
    return [
        Candidates("\n".join([forms[rank] for rank in which[begin:end].tolist()]), marked[begin:end].astype(np.int32),
                   confidence[begin:end], best[begin:end].astype(np.int32))
        for begin, end in pairwise(bounds)]


def _forms(documents: Sequence[Segmented], stream: Stream, spans: Spans) -> tuple[list[str], NDArray[np.int64]]:
    """Return the distinct forms, sorted, and the rank of each span's form (−1: too short)."""
    begin = stream.start[spans.sentence] + spans.start
    # the numbers of START and END never stand in a span
    _, first, same = np.unique(of_codes(stream.words.astype(np.uint32), begin, begin + spans.length).whole(), return_index=True, return_inverse=True)
    names = _strings(documents, stream, spans, first)
    forms = sorted(form for form in set(names) if len(form) >= SHORTEST and balanced(form))
    rank = dict(zip(forms, range(len(forms)), strict=True))
    return forms, np.array([rank.get(name, -1) for name in names], dtype=np.int64)[same]


def _strings(documents: Sequence[Segmented], stream: Stream, spans: Spans, which: NDArray[np.int64]) -> list[str]:
    """Return the words of some spans, joined, as slices of the folded texts."""
    text = fold_width("".join(document.text for document in documents))
    ends = np.cumsum(np.concatenate([np.zeros(1, np.int64), *(document.tokens.lengths for document in documents)]), dtype=np.int64)
    first = stream.first[spans.sentence[which]] + spans.start[which]
    return [text[begin:end] for begin, end in zip(ends[first].tolist(), ends[first + spans.length[which]].tolist(), strict=True)]


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
