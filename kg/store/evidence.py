"""What the order of evidence rests on: facts of sentences and of the mentions in them, in bulk, without reading texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from kg.store.reader import Store

SLICES, LEAST = 50, 10
"""A concept with very many sentences is looked at in equal slices of the corpus, not only in its oldest documents: in so many at most,
so many sentences of each at least."""

EXAMINED, SEEN = 10_000, 100
"""So many mentions of the rarer of two concepts are looked up for the other one; but sentences with both are always seen up to SEEN."""


class Setting(NamedTuple):
    """A sentence without its text: its place and its kind."""

    sid: int
    doc: int
    start: int
    end: int
    kind: int


def settings(store: Store, sids: Sequence[int]) -> list[Setting]:
    """Return the settings of these sentences, by sid."""
    rows = store.db.execute(
        'SELECT sid, doc, start, "end", kind FROM sentence WHERE sid IN (SELECT value FROM json_each(?)) ORDER BY sid', (json.dumps(list(sids)),))
    return list(map(Setting._make, rows))


def concepts_in(store: Store, sids: Sequence[int]) -> dict[int, int]:
    """Return how many distinct concepts each of these sentences holds."""
    return dict(store.db.execute(
        "SELECT sid, count(DISTINCT cid) FROM mention WHERE sid IN (SELECT value FROM json_each(?)) GROUP BY sid", (json.dumps(list(sids)),)))


def gaps(store: Store, one: int, other: int, sids: Sequence[int]) -> dict[int, int]:
    """Return the characters between the nearest mentions of two concepts in each of these sentences; each must hold both."""
    # as a cross join SQLite keeps the order: sentence, then its mentions by primary key
    return dict(store.db.execute(
        "SELECT j.value, min(max(o.start - m.start - length(f.text), m.start - o.start - length(g.text), 0)) FROM json_each(?) j "
        "CROSS JOIN mention m ON m.cid = ? AND m.sid = j.value CROSS JOIN mention o ON o.cid = ? AND o.sid = j.value "
        "CROSS JOIN form f ON f.id = m.form CROSS JOIN form g ON g.id = o.form GROUP BY j.value", (json.dumps(list(sids)), one, other)))


def holding(store: Store, text: str, most: int) -> int:
    """Return how many sentences hold a text letter for letter, ``most`` where there are as many or more."""
    found = 0
    documents = store.db.execute(
        "SELECT d.id, t.text FROM doc d JOIN text t ON t.doc = d.id WHERE d.first_sid IS NOT NULL AND instr(t.text, ?) ORDER BY d.id", (text,))
    for doc, whole in documents:
        places = store.db.execute('SELECT start, "end" FROM sentence WHERE doc = ?', (doc,))
        found += sum(whole.find(text, start, end) >= 0 for start, end in places)
        if found >= most:
            return most
    return found


def held(store: Store, concepts: tuple[int, ...]) -> int:
    """Return how many sentences hold all these concepts; for three or more at most how many."""
    if len(concepts) == 1:
        return store.concept(concepts[0]).sentences
    return min(store.pair(a, b)[0] for i, a in enumerate(concepts) for b in concepts[:i])


def seen(store: Store, concepts: tuple[int, ...], limit: int) -> int:
    """Return how many of the sentences with all these concepts are looked at, at most ``limit``: fewer where finding them takes long."""
    return _seen(held(store, concepts), _by_mentions(store, concepts)[0][0], limit)


def _seen(total: int, rarest: int, limit: int) -> int:
    return min(limit, max(SEEN, EXAMINED * total // max(1, rarest)))


def _by_mentions(store: Store, concepts: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return (mentions, concept), the rarest first."""
    return sorted((store.db.execute("SELECT mentions FROM concept WHERE id = ?", (cid,)).fetchone()[0], cid) for cid in concepts)


def spread(store: Store, concepts: tuple[int, ...], limit: int) -> list[int]:
    """Return at most ``limit`` sentences with all these concepts, from equal parts of the corpus, sorted.

    All of them where they are no more than ``limit``, else the first of each slice: a query stays fast where a concept has millions
    of sentences, and still sees all years.
    """
    (rarest, first), *others = _by_mentions(store, concepts)
    total = held(store, concepts)
    limit = _seen(total, rarest, limit)
    if total <= limit:
        return store.sids(concepts)
    meets = " ".join("AND EXISTS (SELECT 1 FROM mention o WHERE o.cid = ? AND o.sid = m.sid)" for _ in others)
    full = "AND m.sid NOT IN (SELECT sid FROM capped)" if others else ""
    sql = f"SELECT DISTINCT m.sid FROM mention m WHERE m.cid = ? AND m.sid >= ? AND m.sid < ? {meets} {full} ORDER BY m.sid LIMIT ?"  # noqa: S608 - placeholders only
    found: list[int] = []
    number = max(1, min(SLICES, limit // LEAST))
    for low, high in _slices(int(store.db.execute("SELECT max(sid) FROM sentence").fetchone()[0]) + 1, number):
        found += [sid for (sid,) in store.db.execute(sql, (first, low, high, *(cid for _, cid in others), limit // number))]
    return found


def beside(store: Store, concepts: tuple[int, ...], category: Collection[str]) -> list[int]:
    """Return the sentences with all these concepts and one more of these categories, sorted."""
    of_them, asked = (", ".join("?" * len(some)) for some in (category, concepts))
    sql = ("SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM mention m CROSS JOIN concept c ON c.id = m.cid "  # noqa: S608 - placeholders only
           f"WHERE m.sid = value AND c.category IN ({of_them}) AND m.cid NOT IN ({asked}))")
    return [sid for (sid,) in store.db.execute(sql, (json.dumps(store.sids(concepts)), *category, *concepts))]


def _slices(total: int, number: int) -> Iterator[tuple[int, int]]:
    for place in range(number):
        yield place * total // number, (place + 1) * total // number
