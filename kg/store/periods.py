"""Counts by time, as they were stored at build, or recounted for a selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store.reader import Store


_AT_LATEST = "d.date || substr('9999-99-99', length(d.date) + 1)"
"""When a document is there at the latest: one dated by its year alone may be of any day of it."""


def series(store: Store, cid: int, length: int) -> dict[str, tuple[int, int]]:
    """Return period → (documents, sentences) of a concept."""
    rows = store.db.execute(
        "SELECT substr(period, 1, ?) AS p, sum(documents), sum(sentences) FROM concept_period WHERE cid = ? AND length(period) >= ? GROUP BY p",
        (length, cid, length))
    return {period: (documents, sentences) for period, documents, sentences in rows}


def undated(store: Store, length: int) -> int:
    """Return the counted documents that stand in no period of this length."""
    found, = store.db.execute("SELECT count(*) FROM doc WHERE first_sid IS NOT NULL AND length(substr(date, 1, 7)) < ?", (length,)).fetchone()
    return int(found)


def earliest(store: Store, cid: int) -> tuple[str, int] | None:
    """Return (date, document) of the first dated document that holds a concept, a year or month counting as its end; of one day the first by key."""
    row: tuple[str, int] | None = store.db.execute(
        "SELECT d.date, d.id FROM concept_doc m JOIN doc d ON d.id = m.doc WHERE m.cid = ? AND d.first_sid IS NOT NULL AND d.date != '' "  # noqa: S608 - our own words
        f"ORDER BY {_AT_LATEST}, d.id LIMIT 1", (cid,)).fetchone()
    return row


def appeared(store: Store) -> dict[int, str]:
    """Return concept → when it is there at the latest, to be sorted by, for all concepts of dated documents."""
    return dict(store.db.execute(
        f"SELECT m.cid, min({_AT_LATEST}) FROM concept_doc m JOIN doc d ON d.id = m.doc WHERE d.first_sid IS NOT NULL AND d.date != '' GROUP BY m.cid"))  # noqa: S608 - our own words


def sids_in(store: Store, cid: int, doc: int) -> list[int]:
    """Return the sentences of a document that hold a concept, sorted."""
    rows = store.db.execute(
        "SELECT DISTINCT m.sid FROM mention m JOIN doc d ON d.id = ?2 WHERE m.cid = ?1 AND m.sid >= d.first_sid "
        "AND m.sid < d.first_sid + d.sentences ORDER BY m.sid", (cid, doc))
    return [sid for (sid,) in rows]
