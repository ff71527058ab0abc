"""The words that a process has met, by number: what is known of a word is made once, and tokens are numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.prints import Numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Vocabulary:
    """By number: ``words``, ``tags`` ("" where none is asked for), ``cut``: behind how many characters a word may be cut, as ``segment`` says."""

    def __init__(self) -> None:
        """Begin with no word."""
        self.words: list[str] = []
        self.tags: list[str] = []
        self.cut = bytearray()
        self._numbers = Numbers()

    def __len__(self) -> int:
        """Return how many words are known."""
        return len(self.words)

    def numbers(self, prints: NDArray[np.uint64], text: str, ends: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the numbers of words with these prints; new ones, which get the next numbers, stand in the text, up to these ends."""
        found = self._numbers.find(prints)
        unknown = np.flatnonzero(found < 0)
        if len(unknown):
            last = unknown[self._numbers.add(prints[unknown])]
            found[unknown] = self._numbers.find(prints[unknown])
            begins = np.where(last > 0, ends[last - 1], 0)
            self.words += [text[begin:end] for begin, end in zip(begins.tolist(), ends[last].tolist(), strict=True)]
        return found

    def cuts(self, numbers: NDArray[np.int32]) -> NDArray[np.uint8]:
        """Return behind how many characters words may be cut."""
        return np.frombuffer(self.cut, dtype=np.uint8).take(numbers)


class Tokens(NamedTuple):
    """Tokens of one document: they cover its whole text, so ``lengths`` (code points) sums to its length."""

    vocabulary: Vocabulary
    numbers: NDArray[np.int32]
    lengths: NDArray[np.uint16]

    @property
    def words(self) -> list[str]:
        """The words, of which the width fold of the text is made."""
        return list(map(self.vocabulary.words.__getitem__, self.numbers.tolist()))

    @property
    def tags(self) -> list[str]:
        """Their tags."""
        return list(map(self.vocabulary.tags.__getitem__, self.numbers.tolist()))
