"""Boosting of oblivious trees under logistic loss, with second-order leaf values (Friedman 2001; Chen & Guestrin 2016)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.discover.ranker import Ranker

BINS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How trees are grown; ``ridge`` is added to the second derivatives of a leaf, ``sample`` and ``columns`` are the shares of rows
    and of columns that a tree sees.
    """

    trees: int
    depth: int
    rate: float
    ridge: float = 8.0
    sample: float = 0.5
    columns: float = 0.5


def fit(columns: list[NDArray[np.float32]], target: NDArray[np.bool_], settings: Settings) -> Ranker:
    """Return trees fitted to rows; the same rows give the same trees."""
    seed = np.random.default_rng(0)
    bounds = [_bounds(column) for column in columns]
    binned = np.stack([np.searchsorted(bound, column, side="left").astype(np.uint8) for bound, column in zip(bounds, columns, strict=True)])
    base = float(np.log(target.sum() / (~target).sum()))
    total = np.full(len(target), base)
    questions: list[list[int]] = []
    limits: list[list[np.float32]] = []
    values: list[NDArray[np.float64]] = []
    for _ in range(settings.trees):
        chance = 1 / (1 + np.exp(-total))
        slope, curve = target - chance, chance * (1 - chance)
        rows = np.flatnonzero(seed.random(len(target)) < settings.sample)
        asked = np.sort(seed.permutation(len(columns))[: max(1, round(settings.columns * len(columns)))])
        tree = [(int(asked[column]), cut) for column, cut in _tree(binned[np.ix_(asked, rows)], slope[rows], curve[rows], settings)]
        leaf = np.zeros(len(target), dtype=np.int64)
        for level, (column, cut) in enumerate(tree):
            leaf |= (binned[column] > cut).astype(np.int64) << level
        size = 1 << settings.depth
        value: NDArray[np.float64] = settings.rate * np.bincount(leaf, slope, size) / (np.bincount(leaf, curve, size) + settings.ridge)
        total += value[leaf]
        questions.append([column for column, _ in tree])
        limits.append([bounds[column][cut] for column, cut in tree])
        values.append(value)
    return Ranker(np.array(questions, dtype=np.int16), np.array(limits, dtype=np.float32), np.stack(values).round(6), round(base, 6))


def _bounds(column: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the limits between bins; a row is in a bin above ``b`` if its value is greater than limit ``b``."""
    different = np.unique(column)
    if len(different) > BINS:
        different = np.unique(np.quantile(column[column > different[0]], np.linspace(0, 1, BINS), method="lower"))
    return different.astype(np.float32)


def _tree(binned: NDArray[np.uint8], slope: NDArray[np.float64], curve: NDArray[np.float64], settings: Settings) -> list[tuple[int, int]]:
    leaf = np.zeros(binned.shape[1], dtype=np.int64)
    tree: list[tuple[int, int]] = []
    width = BINS + 2
    for level in range(settings.depth):
        best = (-np.inf, 0, 0)
        for column, bins in enumerate(binned):
            place = leaf * width + bins
            size = width << level
            left = [np.cumsum(np.bincount(place, part, size).reshape(-1, width), axis=1) for part in (slope, curve)]
            gain = _gain(left[0], left[1], settings.ridge)
            cut = int(np.argmax(gain))
            if gain[cut] > best[0]:
                best = (float(gain[cut]), column, cut)
        tree.append(best[1:])
        leaf |= (binned[best[1]] > best[2]).astype(np.int64) << level
    return tree


def _gain(slope: NDArray[Any], curve: NDArray[Any], ridge: float) -> NDArray[np.float64]:
    """Return the gain of each cut, summed over leaves; the last bins are beyond all limits. Any: sums of floats, typed loosely by numpy."""
    right_slope, right_curve = slope[:, -1:] - slope, curve[:, -1:] - curve
    gains = slope**2 / (curve + ridge) + right_slope**2 / (right_curve + ridge)
    return np.asarray(gains.sum(axis=0)[:-2])
