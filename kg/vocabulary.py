"""The words that a process has met, by number: what is known of a word is made once, and tokens are numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.prints import Numbers, of_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

class Vocabulary:
    """``words`` and ``tags`` ("" where none was asked for) by number."""

    def __init__(self) -> None:
        """Begin with no word."""
        self.words: list[str] = []
        self.tags: list[str] = []
        self._cuts, self._tagged = bytearray(), bytearray()
        self._numbers = Numbers()

    def __len__(self) -> int:
        """Return how many words are known."""
        return len(self.words)

    def numbers(self, text: str, ends: NDArray[np.int64], cut: Callable[[str], int]) -> NDArray[np.int32]:
        """Return the numbers of the words of a text, which end there; ``cut`` is asked where each new one may be cut (a byte)."""
        starts = np.append(0, ends)[:-1]
        prints = of_codes(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4"), starts, ends).whole()
        found = self._numbers.find(prints)
        unknown = np.flatnonzero(found < 0)
        if len(unknown):
            new, first = np.unique(prints[unknown], return_index=True)
            self._numbers.add(new)
            found[unknown] = self._numbers.find(prints[unknown])
            places = unknown[first]
            words = [text[begin:end] for begin, end in zip(starts[places].tolist(), ends[places].tolist(), strict=True)]
            self.words += words
            self.tags += [""] * len(words)
            self._tagged += bytes(len(words))
            self._cuts += bytes(map(cut, words))
        return found

    def cuts(self, numbers: NDArray[np.int32]) -> NDArray[np.uint8]:
        """Return where words may be cut, as they were given."""
        return np.frombuffer(self._cuts, dtype=np.uint8).take(numbers)

    def untagged(self, numbers: NDArray[np.int32]) -> dict[int, str]:
        """Return those of the words, by number, that have no tag yet."""
        new = np.unique(numbers[np.frombuffer(self._tagged, dtype=np.uint8).take(numbers) == 0])
        return {number: self.words[number] for number in new.tolist()}

    def learn(self, tags: Mapping[int, str]) -> None:
        """Give words, by number, their tags."""
        for number, tag in tags.items():
            self.tags[number] = tag
            self._tagged[number] = 1


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
