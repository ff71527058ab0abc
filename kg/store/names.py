"""What documents are called in answers: the last part of the key where that is unique, else the whole key (DESIGN §5)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

    from kg.store.reader import Store


class Names:
    """The names of documents, found without reading all keys where the corpus is one flat folder."""

    def __init__(self, store: Store) -> None:
        """Look whether all keys lie in one folder; the build has noted it where they do, older projects do not say."""
        self._store = store
        self._folder = _folder(store.db)
        flat = store.meta("flat") or is_flat(store.db)
        self._stems: Counter[str] | None = None if flat else Counter(stem(key) for (key,) in store.db.execute("SELECT key FROM doc"))

    def of(self, key: str) -> str:
        """Return the name of the document with this key."""
        if self._stems is None:
            return key[len(self._folder):]
        return stem(key) if self._stems[stem(key)] == 1 else key

    def of_id(self, doc: int) -> str:
        """Return the name of a document."""
        return self.of(str(self._store.db.execute("SELECT key FROM doc WHERE id = ?", (doc,)).fetchone()[0]))


def is_flat(db: Connection) -> bool:
    """Return whether all documents lie in one folder."""
    deeper, = db.execute("SELECT EXISTS(SELECT 1 FROM doc WHERE instr(substr(key, ?), '/'))", (len(_folder(db)) + 1,)).fetchone()
    return not deeper


def _folder(db: Connection) -> str:
    # keys sorted by code point all begin with what the first and the last have in common; either is looked up in the index, both at once are not
    first, last = db.execute("SELECT (SELECT min(key) FROM doc), (SELECT max(key) FROM doc)").fetchone()
    return _shared_folder(first or "", last or "")


def stem(key: str) -> str:
    """Return the last part of a key."""
    return key.rpartition("/")[2]


def _shared_folder(one: str, other: str) -> str:
    """Return the folder that two keys share, with its slash.

    >>> _shared_folder("wechat/2024-05-01_0184", "wechat/2024-05-02_0001"), _shared_folder("a", "b")
    ('wechat/', '')
    """
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return one[:one.rfind("/", 0, same) + 1]
