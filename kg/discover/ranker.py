"""The second stage: columns of a form in a document → probability that an expert lists it there.

Boosted oblivious trees (Friedman 2001; Prokhorenkova et al. 2018): all nodes of a level ask the same question, so a tree of
depth d is d comparisons of whole columns and one look-up, and millions of rows take seconds in numpy.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FILE = Path(__file__).with_name("ranker.npz")
DECIMALS = 6


class Ranker(NamedTuple):
    """``column``, ``above`` [trees, depth]: is the column greater than this; ``values`` [trees, 2 ** depth]: log odds to add."""

    column: NDArray[np.int16]
    above: NDArray[np.float32]
    values: NDArray[np.float64]
    base: float


@cache
def ranker(file: Path = FILE) -> Ranker:
    """Return the trees in a file, by default the shipped ones."""
    with np.load(file) as data:
        return Ranker(data["column"], data["above"], data["values"], float(data["base"]))


def log_odds(columns: Sequence[NDArray[np.float32]], trees: Ranker) -> NDArray[np.float64]:
    """Return the log odds of each row."""
    size = len(columns[0])
    total = np.full(size, trees.base, dtype=np.float64)
    for questions, bounds, values in zip(trees.column.tolist(), trees.above, trees.values, strict=True):
        leaf = np.zeros(size, dtype=np.uint8)
        for level, (question, bound) in enumerate(zip(questions, bounds, strict=True)):
            leaf |= (columns[question] > bound).view(np.uint8) << np.uint8(level)
        total += values.take(leaf)
    return total


def probability(columns: Sequence[NDArray[np.float32]], trees: Ranker) -> NDArray[np.float64]:
    """Return the probability of each row, 6 decimals."""
    return np.round(1 / (1 + np.exp(-log_odds(columns, trees))), DECIMALS)
