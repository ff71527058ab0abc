"""The documents of a project and what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.store.selection import Selection, chosen

if TYPE_CHECKING:
    from kg.store import Store


class Listed(NamedTuple):
    """A document that a build was given.

    key: its path below the folder given, without suffix
    title: its title
    date: its date, as precise as it is known
    source: who published it
    url: where it was published
    status: counted, cut (counted too), duplicate, dead, empty or failed
    reason: why it is not counted, or what is odd
    duplicate_of: key of the document that is counted in its place
    sentences: its sentences that count
    warnings: what was put right while reading
    """

    key: str
    title: str
    date: str
    source: str
    url: str
    status: str
    reason: str
    duplicate_of: str
    sentences: int
    warnings: list[str]


def documents(store: Store) -> list[Listed]:
    """Return all documents of a project by key, skipped ones too."""
    rows = store.docs()
    key = {row.id: row.key for row in rows}
    return [
        Listed(row.key, row.title, row.date, row.source, row.url, row.status, row.reason,
               "" if row.duplicate_of is None else key[row.duplicate_of], row.sentences if row.first_sid is not None else 0,
               row.warnings.split("\n") if row.warnings else [])
        for row in rows]


def selected_keys(store: Store, selection: Selection) -> set[str]:
    """Return the keys of the counted documents of a selection."""
    docs, _ = chosen(store, selection)
    return {store.doc(doc).key for doc in docs}
