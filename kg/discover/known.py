"""What is known beforehand: forms met in the marked texts, endings and beginnings of concepts, counts of general language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kg.discover.shipped import Arrays
from kg.lexicon import fold
from kg.prints import index, prints

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from kg.prints import Index, Prints

FILE = Path(__file__).with_name("known.npz")

EDGES: Mapping[str, tuple[bool, int]] = {"end1": (True, 1), "end2": (True, 2), "end3": (True, 3), "begin1": (False, 1), "begin2": (False, 2)}
"""The parts of a form whose counts are known, by the name of their table: whether at the end, code points (all of a shorter form)."""


def edge(form: str, name: str) -> str:
    """Return a part of a form.

    >>> edge("网络空间主权", "end2"), edge("网络空间主权", "begin1")
    ('主权', '网')
    """
    at_end, size = EDGES[name]
    return form[-size:] if at_end else form[:size]


def edge_prints(forms: Prints, name: str) -> NDArray[np.uint64]:
    """Return the prints of a part of each form."""
    at_end, size = EDGES[name]
    if at_end:
        return forms.of(np.maximum(forms.end - size, forms.start), forms.end)
    return forms.of(forms.start, np.minimum(forms.start + size, forms.end))


class Table(NamedTuple):
    """Counts by key; ``keys``: as they stand in the file; ``columns`` [keys + 1, counts], the last row (zeros) is that of an unknown key."""

    keys: NDArray[np.uint8]
    prints: Index
    columns: NDArray[np.int64]

    def of(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the counts [keys, counts] of keys with these prints."""
        return self.columns[self.prints.find(wanted)]


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
    data = Arrays(file)
    tables = {name: read_table(data[f"{name}_keys"], data[name]) for name in ("forms", *EDGES, "general")}
    return Known(tables["forms"], {name: tables[name] for name in EDGES}, tables["general"])


def read_table(keys: NDArray[np.uint8], columns: NDArray[Any]) -> Table:
    """Return a table from packed keys and columns of integers of any width."""
    text = keys.tobytes().decode("utf-8")
    whole = prints(text).whole() if text else np.zeros(0, dtype=np.uint64)
    padded = np.concatenate([columns, np.zeros((1, columns.shape[1]), dtype=columns.dtype)]).astype(np.int64)
    return Table(keys, index(whole), padded)


def keys(forms: Sequence[str]) -> list[str]:
    """Return the folds by which forms are looked up."""
    return fold("\n".join(forms)).split("\n") if forms else []


def folded(forms: Sequence[str]) -> Prints:
    """Return the prints of the folds of forms, of which there is one at least."""
    return prints(fold("\n".join(forms)))
