"""Runs of documents that are handled together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

MOST = 2_000
"""Items in one batch, however small they are."""


def batches(items: Iterable[Item], size: Callable[[Item], int], enough: int) -> Iterator[list[Item]]:
    """Yield runs of items in their order, each of ``enough`` size in all or of MOST items; the last may be smaller.

    >>> list(batches([3, 1, 2, 5], abs, 4))
    [[3, 1], [2, 5]]
    """
    batch: list[Item] = []
    total = 0
    for item in items:
        batch.append(item)
        total += size(item)
        if total >= enough or len(batch) >= MOST:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch
