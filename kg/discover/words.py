"""Distinct words of a process with all that the labeller needs of them, made once a word."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from kg.discover.features import END, OFFSETS, SEPARATORS, START, columns, visible

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.discover.labeller import Weights
    from kg.model import Tokens

Number = TypeVar("Number", bound=np.generic)

MOST = 400_000
"""Words remembered; after that a batch starts anew."""


class Numbers(dict[str, int]):
    """String → number; a new one gets the next."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class Words:
    """Numbers of words, and by number: ``rows`` [offsets][words, labels], ``tag``, ``pair`` (rank or −1), ``separator``."""

    def __init__(self, weights: Weights) -> None:
        """Start with the two tokens that stand around sentences."""
        self.weights = weights
        self._index = Numbers()
        self.rows = [np.zeros((0, 3), dtype=np.float32) for _ in OFFSETS]
        self.tag = np.zeros(0, dtype=np.int32)
        self.pair = np.zeros(0, dtype=np.int64)
        self.separator = np.zeros(0, dtype=bool)
        self.start, self.end = self._index[START[0]], self._index[END[0]]
        self._append([START, END])

    def __len__(self) -> int:
        """Return how many words are known."""
        return len(self._index)

    def numbers(self, tokens: list[Tokens]) -> list[NDArray[np.int32]]:
        """Return the numbers of the words of several documents."""
        known = len(self._index)
        look_up = self._index.__getitem__
        found = [np.fromiter(map(look_up, each.words), dtype=np.int32, count=len(each.words)) for each in tokens]
        tags: dict[int, str] = {}
        for numbers, each in zip(found, tokens, strict=True):
            for place in np.flatnonzero(numbers >= known).tolist():
                tags[int(numbers[place])] = each.tags[place]
        if tags:
            new = islice(self._index, known, None)
            self._append([(word, tags[known + place]) for place, word in enumerate(new)])
        return found

    def _append(self, new: list[tuple[str, str]]) -> None:
        weights = self.weights
        words, tags = [visible(word) for word, _ in new], [tag for _, tag in new]
        total = np.zeros((len(new), len(OFFSETS), 3), dtype=np.float32)
        for ranks, table, values in zip(weights.ranks, weights.rows, columns(words, tags, weights.clusters), strict=True):
            total += table.take([ranks.get(value, -1) for value in values], axis=0)
        self.rows = [np.concatenate([old, total[:, offset]]) for offset, old in enumerate(self.rows)]
        self.tag = _extended(self.tag, [weights.tag_ranks.get(tag, len(weights.tag_ranks)) for tag in tags])
        self.pair = _extended(self.pair, [weights.pair_ranks.get(word, -1) for word in words])
        self.separator = _extended(self.separator, [word in SEPARATORS or "\n" in word for word, _ in new])


def _extended(column: NDArray[Number], values: list[Any]) -> NDArray[Number]:
    # Any: a list of what the column holds
    return np.concatenate([column, np.array(values, dtype=column.dtype)])
