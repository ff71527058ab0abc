"""Counts by time, as they were stored at build, or recounted for a selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store.reader import Store


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
    """Return (date, document) of the first dated document that holds a concept; of one day the first by key; None if there is none."""
    row: tuple[str, int] | None = store.db.execute(
        "SELECT d.date, d.id FROM concept_doc m JOIN doc d ON d.id = m.doc WHERE m.cid = ? AND d.first_sid IS NOT NULL AND d.date != '' "
        "ORDER BY d.date, d.id LIMIT 1", (cid,)).fetchone()
    return row


def first_dates(store: Store) -> dict[int, str]:
    """Return concept → date of its first dated document, for all concepts that have one."""
    return dict(store.db.execute(
        "SELECT m.cid, min(d.date) FROM concept_doc m JOIN doc d ON d.id = m.doc WHERE d.first_sid IS NOT NULL AND d.date != '' GROUP BY m.cid"))


def sids_in(store: Store, cid: int, doc: int) -> list[int]:
    """Return the sentences of a document that hold a concept, sorted."""
    rows = store.db.execute(
        "SELECT DISTINCT m.sid FROM mention m JOIN doc d ON d.id = ?2 WHERE m.cid = ?1 AND m.sid >= d.first_sid "
        "AND m.sid < d.first_sid + d.sentences ORDER BY m.sid", (cid, doc))
    return [sid for (sid,) in rows]
