"""What the order of evidence rests on: facts of sentences and of the mentions in them, in bulk, without reading texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.store.reader import Store

SLICES = 50
"""A concept with very many sentences is looked at in so many equal slices of the corpus, not only in its oldest documents."""


class Setting(NamedTuple):
    """A sentence without its text: its place, its kind and how many distinct concepts it holds."""

    sid: int
    doc: int
    start: int
    end: int
    kind: int
    concepts: int


def settings(store: Store, sids: Sequence[int]) -> list[Setting]:
    """Return the settings of these sentences, by sid."""
    rows = store.db.execute(
        'SELECT s.sid, s.doc, s.start, s."end", s.kind, (SELECT count(DISTINCT m.cid) FROM mention m WHERE m.sid = s.sid) '
        "FROM sentence s WHERE s.sid IN (SELECT value FROM json_each(?)) ORDER BY s.sid", (json.dumps(list(sids)),))
    return [Setting(*row) for row in rows]


def places(store: Store, cid: int, sids: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """Return the (start, end) of each mention of a concept in these sentences, by sentence; offsets into the stored text."""
    found: dict[int, list[tuple[int, int]]] = {}
    for sid, start, end in store.db.execute(
            "SELECT m.sid, m.start, m.start + length(f.text) FROM mention m JOIN form f ON f.id = m.form "
            "WHERE m.cid = ? AND m.sid IN (SELECT value FROM json_each(?)) ORDER BY m.sid, m.start", (cid, json.dumps(list(sids)))):
        found.setdefault(sid, []).append((start, end))
    return found


def held(store: Store, concepts: tuple[int, ...]) -> int:
    """Return how many sentences hold all these concepts; for three or more at most how many."""
    if len(concepts) == 1:
        return store.concept(concepts[0]).sentences
    return min(store.pair(a, b)[0] for i, a in enumerate(concepts) for b in concepts[:i])


def spread(store: Store, concepts: tuple[int, ...], limit: int) -> list[int]:
    """Return at most ``limit`` sentences with all these concepts, from ``SLICES`` equal parts of the corpus, sorted.

    All of them where they are no more than ``limit``, else the first of each slice: a query stays fast where a concept has millions
    of sentences, and still sees all years.
    """
    if held(store, concepts) <= limit:
        return store.sids(concepts)
    first, *others = sorted(concepts, key=lambda cid: (store.concept(cid).mentions, cid))
    meets = " ".join("AND EXISTS (SELECT 1 FROM mention o WHERE o.cid = ? AND o.sid = m.sid)" for _ in others)
    full = "AND m.sid NOT IN (SELECT sid FROM capped)" if others else ""
    sql = f"SELECT DISTINCT m.sid FROM mention m WHERE m.cid = ? AND m.sid >= ? AND m.sid < ? {meets} {full} ORDER BY m.sid LIMIT ?"  # noqa: S608 - placeholders only
    found: list[int] = []
    for low, high in _slices(int(store.db.execute("SELECT max(sid) FROM sentence").fetchone()[0]) + 1):
        found += [sid for (sid,) in store.db.execute(sql, (first, low, high, *others, limit // SLICES))]
    return found


def _slices(total: int) -> Iterator[tuple[int, int]]:
    for number in range(SLICES):
        yield number * total // SLICES, (number + 1) * total // SLICES
