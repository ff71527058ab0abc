"""Titles: what stands between 《 and 》 is the name of a law, a plan or a book, nearly always as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.discover.features import SEPARATORS

if TYPE_CHECKING:
    from numpy.typing import NDArray

MARKS = {"《": 1, "》": 2}
"""The kinds of the tokens that hold a title; all others but those of kind BREAK are of kind 0."""
BREAK = 3
"""The kind of tokens that no title goes across: separators, and what stands around sentences."""
PLACES = ("outside", "first", "inner")
"""Places of a token, by number: outside titles, the first of one, any other of one."""


def kind(word: str) -> int:
    """Return the kind of a token that stands in a sentence."""
    return BREAK if word in SEPARATORS or "\n" in word else MARKS.get(word, 0)


def places(kinds: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return the place of each token, from the kinds of tokens in their order.

    >>> places(np.array([0, 1, 0, 0, 0, 2, 0, 1, 0, 3, 0, 2], dtype=np.int8)).tolist()
    [0, 0, 1, 2, 2, 0, 0, 0, 0, 0, 0, 0]
    """
    found = np.zeros(len(kinds), dtype=np.int8)
    marks = np.flatnonzero(kinds)
    between = np.diff(marks) - 1
    whole = (kinds[marks[:-1]] == MARKS["《"]) & (kinds[marks[1:]] == MARKS["》"]) & (between > 0)
    first, length = marks[:-1][whole] + 1, between[whole]
    found[np.repeat(first - (np.cumsum(length) - length), length) + np.arange(int(length.sum()))] = PLACES.index("inner")
    found[first] = PLACES.index("first")
    return found
