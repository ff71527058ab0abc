"""The previous state of a project, of which an update reuses what has not changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.match import Hits
from kg.pipeline.parts import Head, decode_hits, head
from kg.store.reader import FILE
from kg.store.schema import SCHEMA


class Kept(NamedTuple):
    """A document of the previous state that need not be read again."""

    key: str
    doc: int


class Old:
    """A project file opened for reuse."""

    def __init__(self, db: sqlite3.Connection, file: Path) -> None:
        """See ``open_old``."""
        self._db = db
        self.file = file
        self.meta: dict[str, str] = dict(db.execute("SELECT name, value FROM meta"))
        self.known: dict[str, tuple[int, bytes]] = {
            key: (doc, hashed)
            for doc, key, hashed in db.execute("SELECT d.id, d.key, p.hash FROM doc d JOIN part p ON p.doc = d.id ORDER BY d.id")}
        self.searched: list[str] = [text for (text,) in db.execute("SELECT text FROM searched ORDER BY id")]

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def heads(self) -> dict[int, tuple[Head, int]]:
        """Return document → what is remembered of it, and the code points of its text."""
        return {
            doc: (head(sentences, fingerprint, document), length) for doc, sentences, fingerprint, document, length in self._db.execute(
                "SELECT p.doc, length(p.sentences), p.fingerprint, p.document, d.length FROM part p JOIN doc d ON d.id = p.doc")}

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
    return Old(db, file)


_RUN = 64
"""Keys compared at once: most runs are the same in both lists."""


def remap(old: list[str], keys: list[str]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the new rank of each old key (−1: no longer searched) and the ranks of the keys that are new; both lists are sorted."""
    mapped = np.full(len(old), -1, dtype=np.int32)
    added: list[int] = []
    was = now = 0
    while was < len(old) and now < len(keys):
        run = old[was:was + _RUN]
        if run == keys[now:now + _RUN]:
            mapped[was:was + len(run)] = np.arange(now, now + len(run))
            was, now = was + len(run), now + len(run)
            continue
        end = now + _RUN
        while now < end and was < len(old) and now < len(keys):
            if old[was] == keys[now]:
                mapped[was] = now
                was, now = was + 1, now + 1
            elif old[was] < keys[now]:
                was += 1
            else:
                added.append(now)
                now += 1
    return mapped, np.array([*added, *range(now, len(keys))], dtype=np.int32)
