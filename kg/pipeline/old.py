"""The previous state of a project, of which an update reuses what has not changed."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.match import Hits
from kg.pipeline.parts import Row, decode_hits
from kg.store.reader import FILE
from kg.store.schema import SCHEMA


class Kept(NamedTuple):
    """A document of the previous state that need not be read again."""

    key: str
    doc: int


class Old:
    """A project file opened for reuse."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """See ``open_old``."""
        self._db = db
        self.meta: dict[str, str] = dict(db.execute("SELECT name, value FROM meta"))
        self.known: dict[str, tuple[int, bytes]] = {
            key: (doc, hashed)
            for doc, key, hashed in db.execute("SELECT d.id, d.key, p.hash FROM doc d JOIN part p ON p.doc = d.id ORDER BY d.id")}
        self.searched: list[str] = [text for (text,) in db.execute("SELECT text FROM searched ORDER BY id")]

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def row(self, doc: int) -> tuple[Row, str]:
        """Return the stored columns of a document and its text."""
        row = self._db.execute(
            "SELECT hash, kinds, lines, tokens, sentences, fingerprint, candidates, document FROM part WHERE doc = ?", (doc,)).fetchone()
        text = self._db.execute("SELECT text FROM text WHERE doc = ?", (doc,)).fetchone()
        return row, text[0]

    def hits(self, doc: int) -> Hits:
        """Return the hits of a document, by the ranks of ``searched``."""
        return decode_hits(self._db.execute("SELECT hits FROM hits WHERE doc = ?", (doc,)).fetchone()[0])

    def kept(self, removed: frozenset[str]) -> Iterator[Kept]:
        """Yield all documents but those removed, by key."""
        yield from (Kept(key, doc) for key, (doc, _) in sorted(self.known.items()) if key not in removed)


def open_old(output: Path, digest: str) -> Old | None:
    """Return the previous state of a project, None where there is none that this version can reuse. The file must be whole."""
    file = output / FILE
    if not file.is_file():
        return None
    db = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    meta = dict(db.execute("SELECT name, value FROM meta"))
    if meta.get("schema") != str(SCHEMA) or meta.get("digest") != digest:
        db.close()
        return None
    return Old(db)


def remap(old: list[str], keys: list[str]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the new rank of each old key (−1: no longer searched) and the ranks of the keys that are new; both lists are sorted."""
    before, now = set(old), set(keys)
    added = np.fromiter(sorted(bisect_left(keys, key) for key in now - before), dtype=np.int32)
    gone = np.fromiter((bisect_left(old, key) for key in before - now), dtype=np.int32)
    stays = np.ones(len(old), dtype=bool)
    stays[gone] = False
    mapped = np.full(len(old), -1, dtype=np.int32)
    mapped[stays] = np.delete(np.arange(len(keys), dtype=np.int32), added)
    return mapped, added
