"""What the labeller needs of the words of a vocabulary, made once a word."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from kg.discover.features import END, OFFSETS, SEPARATORS, START, columns, visible
from kg.discover.labeller import UNKNOWN, WIDTH
from kg.discover.titles import BREAK, MARKS
from kg.distinct import distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.discover.labeller import Weights
    from kg.vocabulary import Tokens, Vocabulary

Number = TypeVar("Number", bound=np.generic)

AROUND = (START, END)
"""The tokens around sentences; their numbers come before those of the vocabulary."""


class Words:
    """By number: ``rows`` [offsets][words, WIDTH], ``tag``, ``pair`` (rank or UNKNOWN), ``separator``, ``kind`` (of ``titles.places``)."""

    start, end = range(len(AROUND))

    def __init__(self, weights: Weights) -> None:
        """Start with the two tokens that stand around sentences."""
        self.weights = weights
        self._begin(None)

    def numbers(self, tokens: Sequence[Tokens]) -> NDArray[np.int32]:
        """Return the numbers of the words of some documents, one after the other; the documents share one vocabulary."""
        (vocabulary,) = {each.vocabulary for each in tokens}
        if vocabulary is not self._vocabulary:
            self._begin(vocabulary)
        numbers = np.concatenate([each.numbers for each in tokens]) + np.int32(len(AROUND))
        if len(self._filled) < len(vocabulary) + len(AROUND):
            self._grow(2 * len(vocabulary) + len(AROUND))
        new = distinct(numbers[~self._filled.take(numbers)])
        if len(new):
            self._fill(new, [(vocabulary.words[number], vocabulary.tags[number]) for number in (new - len(AROUND)).tolist()])
        return numbers

    def _begin(self, vocabulary: Vocabulary | None) -> None:
        self._vocabulary = vocabulary
        self._filled = np.zeros(0, dtype=bool)
        self.rows = [np.zeros((0, WIDTH), dtype=np.float32) for _ in OFFSETS]
        self.tag = np.zeros(0, dtype=np.int32)
        self.pair = np.zeros(0, dtype=np.int64)
        self.separator = np.zeros(0, dtype=bool)
        self.kind = np.zeros(0, dtype=np.int8)
        self._grow(len(AROUND))
        self._fill(np.arange(len(AROUND), dtype=np.int32), AROUND)
        self.kind[: len(AROUND)] = BREAK

    def _grow(self, size: int) -> None:
        self.rows = [_longer(rows, size) for rows in self.rows]
        self.tag, self.pair = _longer(self.tag, size), _longer(self.pair, size)
        self.separator, self._filled = _longer(self.separator, size), _longer(self._filled, size)
        self.kind = _longer(self.kind, size)

    def _fill(self, places: NDArray[np.int32], new: Sequence[tuple[str, str]]) -> None:
        weights = self.weights
        words, tags = [visible(word) for word, _ in new], [tag for _, tag in new]
        total = np.zeros((len(new), len(OFFSETS), WIDTH), dtype=np.float32)
        for ranks, table, values in zip(weights.ranks, weights.rows, columns(words, tags, weights.clusters), strict=True):
            total += table.take(_ranks(ranks, values, -1), axis=0)
        for offset, rows in enumerate(self.rows):
            rows[places] = total[:, offset]
        self.tag[places] = _ranks(weights.tag_ranks, tags, len(weights.tag_ranks))
        self.pair[places] = _ranks(weights.pair_ranks, words, UNKNOWN)
        self.separator[places] = [word in SEPARATORS or "\n" in word for word, _ in new]
        self.kind[places] = np.where(self.separator[places], BREAK, [MARKS.get(word, 0) for word, _ in new])
        self._filled[places] = True


def _ranks(ranks: dict[str, int], values: Sequence[str], unknown: int) -> NDArray[np.int64]:
    return np.fromiter(map(ranks.get, values, repeat(unknown)), dtype=np.int64, count=len(values))


def _longer(column: NDArray[Number], size: int) -> NDArray[Number]:
    longer = np.zeros((size, *column.shape[1:]), dtype=column.dtype)
    longer[:len(column)] = column
    return longer
