"""Bulk reading for a chosen set of concepts, sentences or documents: what a page embeds, in a few queries instead of thousands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.store.reader import SentenceRow, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from sqlite3 import Cursor

    from kg.store.reader import Store

_IN = "IN (SELECT value FROM json_each(?))"


def pairs_among(store: Store, concepts: Sequence[int], *, min_sentences: int, min_documents: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield (a, b, sentences, documents) with a < b, both of these concepts, over the thresholds, sorted."""
    ids = json.dumps(list(concepts))
    # +b keeps SQLite from looking up every pair of them, met or not
    sql = f"SELECT a, b, sentences, documents FROM pair WHERE a {_IN} AND +b {_IN} AND b > a AND sentences >= ? AND documents >= ? ORDER BY a, b"  # noqa: S608
    return store.db.execute(sql, (ids, ids, min_sentences, min_documents))


def labels_among(store: Store, concepts: Sequence[int]) -> dict[int, list[str]]:
    """Return the alternative and hidden labels of these concepts, the order of forms kept; concepts without any are left out."""
    found: dict[int, list[str]] = {}
    sql = f"SELECT cid, text FROM form WHERE kind IN ('alt', 'hidden') AND cid {_IN} ORDER BY id"  # noqa: S608 - placeholders only
    for cid, text in store.db.execute(sql, (json.dumps(list(concepts)),)):
        found.setdefault(cid, []).append(text)
    return found


def sids_among(store: Store, concepts: Sequence[int]) -> Cursor:
    """Yield the distinct (sid, concept) of these concepts; sentences too full for pairs are left out."""
    sql = f"SELECT DISTINCT sid, cid FROM mention WHERE cid {_IN} AND sid NOT IN (SELECT sid FROM capped)"  # noqa: S608 - placeholders only
    return store.db.execute(sql, (json.dumps(list(concepts)),))


def sentences_among(store: Store, sids: Sequence[int]) -> Iterator[SentenceRow]:
    """Yield these sentences, sorted."""
    return rows_of(SentenceRow, store.db.execute(f"SELECT * FROM sentence WHERE sid {_IN} ORDER BY sid", (json.dumps(list(sids)),)))  # noqa: S608 - placeholders only


def spans_among(store: Store, sids: Sequence[int]) -> dict[int, list[tuple[int, int, int]]]:
    """Return (concept, start, end) of all mentions in these sentences by place; offsets into the stored text."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    sql = f"SELECT m.sid, m.cid, m.start, m.start + length(f.text) FROM mention m JOIN form f ON f.id = m.form WHERE m.sid {_IN} ORDER BY m.sid, m.start"  # noqa: S608
    for sid, cid, start, end in store.db.execute(sql, (json.dumps(list(sids)),)):
        found.setdefault(sid, []).append((cid, start, end))
    return found


def document_years(store: Store) -> list[tuple[str, int, int]]:
    """Return (year, first sid, sentences) of the counted documents in the order of the corpus; the year is "" where unknown."""
    return store.db.execute("SELECT substr(date, 1, 4), first_sid, sentences FROM doc WHERE first_sid IS NOT NULL ORDER BY first_sid").fetchall()
