"""Marked sentences as arrays: numbers of tokens, labels, and the clauses over which the chain runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.discover.decode import Clauses, arrange
from kg.discover.features import END, START
from kg.discover.titles import BREAK, kind

Token = tuple[str, str]
Sentence = tuple[Sequence[Token], Sequence[int]]
PAD = 2
"""Tokens that stand before and after a sentence."""


class Examples(NamedTuple):
    """``types``: distinct tokens; ``words``: their numbers, one sentence after the other between its pads; ``kinds``: those of
    ``titles.places``. Of the tokens as the clauses arrange them: ``labels``; ``before``, ``after``: whether a separator stands there.
    """

    types: list[Token]
    words: NDArray[np.int64]
    kinds: NDArray[np.int8]
    clauses: Clauses
    labels: NDArray[np.int64]
    before: NDArray[np.bool_]
    after: NDArray[np.bool_]


def examples(sentences: Iterable[Sentence]) -> Examples:
    """Return sentences (tokens, labels) as arrays; a separator is outside whatever its label."""
    index: dict[Token, int] = {START: 0, END: 1}
    words: list[int] = []
    labels: list[int] = []
    for tokens, marks in sentences:
        words += [0] * PAD + [index.setdefault(token, len(index)) for token in tokens] + [1] * PAD
        labels += [0] * PAD + list(marks) + [0] * PAD
    types, numbers = list(index), np.array(words, dtype=np.int64)
    kinds = np.array([kind(word) for word, _ in types], dtype=np.int8)[numbers]
    parts = kinds == BREAK
    kinds[numbers < len((START, END))] = BREAK
    inside = np.concatenate([[False], kinds != BREAK, [False]])
    edge = np.flatnonzero(inside[1:] != inside[:-1])
    clauses = arrange(edge[::2], edge[1::2] - edge[::2])
    place = clauses.tokens
    return Examples(types, numbers, kinds, clauses, np.array(labels, dtype=np.int64)[place], parts[place - 1], parts[place + 1])
