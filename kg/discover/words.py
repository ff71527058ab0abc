"""What the labeller needs of the words of a vocabulary, made once a word."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from kg.discover.features import END, OFFSETS, SIZES, START, SUBSTRINGS, shape, visible
from kg.discover.labeller import LANE, UNKNOWN, Packed
from kg.discover.titles import BREAK, kind
from kg.prints import prints

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from kg.discover.labeller import Weights
    from kg.prints import Prints
    from kg.vocabulary import Tokens, Vocabulary

Number = TypeVar("Number", bound=np.generic)

AROUND = (START, END)
"""The tokens around sentences; their numbers come before those of the vocabulary."""


class Words:
    """By number: ``rows`` [offsets, words], ``tag``, ``pair`` (number or UNKNOWN), ``separator``, ``kind`` (of ``titles.places``)."""

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
        known = self._many - len(AROUND)
        self._fill(vocabulary.words[known:], vocabulary.tags[known:])
        return np.concatenate([each.numbers for each in tokens]) + np.int32(len(AROUND))

    def _begin(self, vocabulary: Vocabulary | None) -> None:
        self._vocabulary = vocabulary
        self._many = 0
        self.rows = np.zeros((len(OFFSETS), 0), dtype=Packed)
        self.tag = np.zeros(0, dtype=np.int64)
        self.pair = np.zeros(0, dtype=np.int64)
        self.separator = np.zeros(0, dtype=bool)
        self.kind = np.zeros(0, dtype=np.int8)
        self._fill(*map(list, zip(*AROUND, strict=True)))
        self.kind[: len(AROUND)] = BREAK

    def _fill(self, words: Sequence[str], tags: Sequence[str]) -> None:
        if not words:
            return
        new = slice(self._many, self._many + len(words))
        self._many = new.stop
        if self._many > len(self.tag):
            self._grow(2 * self._many)
        text = prints("\n".join(map(visible, words)))
        weights = self.weights
        total = np.zeros((len(words), len(OFFSETS)), dtype=Packed)
        lanes = total.view(LANE)
        for name, number in _numbers(text, tags, weights).items():
            lanes += weights.rows[name].take(number, axis=0).view(LANE)
        self.rows[:, new] = total.T
        self.tag[new] = _ranks(weights.tag_ranks, tags, len(weights.tag_ranks))
        pair = weights.pair_words.find(text.whole()).astype(np.int64)
        self.pair[new] = np.where(pair < 0, UNKNOWN, pair)
        self.kind[new] = list(map(kind, words))
        self.separator[new] = self.kind[new] == BREAK

    def _grow(self, size: int) -> None:
        self.rows = _longer(self.rows, size)
        self.tag, self.pair = _longer(self.tag, size), _longer(self.pair, size)
        self.separator, self.kind = _longer(self.separator, size), _longer(self.kind, size)


def _numbers(text: Prints, tags: Sequence[str], weights: Weights) -> dict[str, NDArray[np.integer]]:
    """Return, for each of ``KINDS``, the numbers of the values of words (−1: unknown), as ``features.columns`` says what they are."""
    start, end = text.start, text.end
    spans = ((start, end), (start, start + 1), (end - 1, end), (start, np.minimum(start + 2, end)), (np.maximum(end - 2, start), end))
    found: dict[str, NDArray[np.integer]] = {
        kind: weights.values[kind].find(text.of(*span)) for kind, span in zip(SUBSTRINGS, spans, strict=True)}
    character, which = np.unique(text.code[start], return_inverse=True)
    sizes = np.array(_ranks(weights.names["size"], SIZES, -1))
    cluster = weights.clusters.find(text.whole())
    return found | {
        "tag": _ranks(weights.names["tag"], tags, -1), "size": sizes.take(end - start, mode="clip"),
        "shape": _ranks(weights.names["shape"], [shape(chr(code)) for code in character.tolist()], -1).take(which),
        "coarse": weights.coarse.take(cluster), "fine": weights.fine.take(cluster)}


def _ranks(ranks: Mapping[str, int], values: Sequence[str], unknown: int) -> NDArray[np.int64]:
    return np.fromiter(map(ranks.get, values, repeat(unknown)), dtype=np.int64, count=len(values))


def _longer(column: NDArray[Number], size: int) -> NDArray[Number]:
    longer = np.zeros((*column.shape[:-1], size), dtype=column.dtype)
    longer[..., :column.shape[-1]] = column
    return longer
