"""The second stage: columns of a form in a document → probability that an expert lists it there.

Boosted oblivious trees (Friedman 2001; Prokhorenkova et al. 2018): all nodes of a level ask the same question, so a tree of
depth d is d comparisons of whole columns and one look-up, and millions of rows take seconds in numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.discover.shipped import Arrays

FILE = Path(__file__).with_name("ranker.npz")
DECIMALS = 6
_ROWS = 32768
"""Rows judged at a time: what the trees ask of them stays in the cache."""


class Ranker(NamedTuple):
    """``column``, ``above`` [trees, depth]: is the column greater than this; ``values`` [trees, 2 ** depth]: log odds to add."""

    column: NDArray[np.int16]
    above: NDArray[np.float32]
    values: NDArray[np.float64]
    base: float


@cache
def ranker(file: Path = FILE) -> Ranker:
    """Return the trees in a file, by default the shipped ones."""
    data = Arrays(file)
    return Ranker(data["column"], data["above"], data["values"], float(data["base"]))


class ByRow(NamedTuple):
    """A column with a value for each row."""

    values: NDArray[np.float32]

    def at(self, rows: Rows) -> NDArray[np.float32]:
        """Return the values of some rows."""
        return self.values[rows]


class ByForm(NamedTuple):
    """A column whose rows have the value of their form: it is spread over those rows only that are looked at."""

    values: NDArray[np.float32]
    form: NDArray[np.int32]

    def at(self, rows: Rows) -> NDArray[np.float32]:
        """Return the values of some rows."""
        return self.values.take(self.form[rows])


Rows = slice | NDArray[np.intp] | NDArray[np.bool_]
Column = ByRow | ByForm


def log_odds(rows: int, columns: Sequence[Column], trees: Ranker) -> NDArray[np.float64]:
    """Return the log odds of so many rows."""
    total = np.full(rows, trees.base, dtype=np.float64)
    for begin in range(0, rows, _ROWS):
        _add(slice(begin, min(begin + _ROWS, rows)), columns, trees, total)
    return total


def _add(rows: slice, columns: Sequence[Column], trees: Ranker, total: NDArray[np.float64]) -> None:
    """Add what the trees say of some rows, two trees in one look-up; the answer to a question that several trees ask is found once."""
    column = cache(lambda number: columns[number].at(rows))
    depth = trees.column.shape[1]
    part = total[rows]

    @cache
    def answer(number: int, least: float) -> NDArray[np.uint8]:
        return np.greater(column(number), np.float32(least)).view(np.uint8)

    def leaves(tree: int) -> NDArray[np.uint16]:
        leaf = np.zeros(len(part), dtype=np.uint8)
        for level, question in enumerate(zip(trees.column[tree].tolist(), trees.above[tree].tolist(), strict=True)):
            leaf |= answer(*question) << np.uint8(level)
        return leaf.astype(np.uint16)

    for tree in range(0, len(trees.values) - 1, 2):
        both = (trees.values[tree + 1][:, None] + trees.values[tree]).ravel()
        part += both.take(leaves(tree) | leaves(tree + 1) << np.uint16(depth))
    if len(trees.values) % 2:
        part += trees.values[-1].take(leaves(len(trees.values) - 1))


def probability(rows: int, columns: Sequence[Column], trees: Ranker) -> NDArray[np.float64]:
    """Return the probability of each of so many rows, 6 decimals."""
    return np.round(1 / (1 + np.exp(-log_odds(rows, columns, trees))), DECIMALS)
