"""What is known beforehand: forms met in the marked texts, endings and beginnings of concepts, counts of general language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kg.lexicon import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

FILE = Path(__file__).with_name("known.npz")

EDGES: Mapping[str, slice] = {
    "end1": slice(-1, None), "end2": slice(-2, None), "end3": slice(-3, None), "begin1": slice(0, 1), "begin2": slice(0, 2)}
"""The parts of a form whose counts are known, by the name of their table."""


class Table(NamedTuple):
    """Counts by key; ``columns`` [keys + 1, counts], the last row (zeros) is that of an unknown key."""

    rank: Mapping[str, int]
    columns: NDArray[np.int64]

    def of(self, keys: Sequence[str]) -> NDArray[np.int64]:
        """Return the counts [keys, counts]."""
        return self.columns[self.places(keys)]

    def places(self, keys: Sequence[str]) -> NDArray[np.int64]:
        """Return the row of each key, −1 where it is unknown."""
        return np.fromiter((self.rank.get(key, -1) for key in keys), dtype=np.int64, count=len(keys))


class Known(NamedTuple):
    """``forms``: marked texts that have the form, list it, list it as central. ``edges`` (by the names of EDGES): candidates in
    marked texts, those listed. ``general``: hits, marked, confidence (1/65,536), documents in general texts.
    """

    forms: Table
    edges: Mapping[str, Table]
    general: Table


@cache
def known(file: Path = FILE) -> Known:
    """Return the tables in a file, by default the shipped ones."""
    with np.load(file) as data:
        tables = {name: read_table(data[f"{name}_keys"], data[name]) for name in ("forms", *EDGES, "general")}
    return Known(tables["forms"], {name: tables[name] for name in EDGES}, tables["general"])


def read_table(keys: NDArray[np.uint8], columns: NDArray[Any]) -> Table:
    """Return a table from packed keys and columns of integers of any width."""
    text = keys.tobytes().decode("utf-8")
    names = text.split("\n") if text else []
    padded = np.concatenate([columns, np.zeros((1, columns.shape[1]), dtype=columns.dtype)]).astype(np.int64)
    return Table({name: rank for rank, name in enumerate(names)}, padded)


def keys(forms: Sequence[str]) -> list[str]:
    """Return the folds by which forms are looked up."""
    return fold("\n".join(forms)).split("\n") if forms else []
