"""Counts of concepts in the two halves of the time, stored at build: what rises and falls is asked of all concepts at once."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg.store.reader import is_node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from sqlite3 import Connection

    from kg.store.reader import Store

LENGTHS = (4, 7)
"""Characters of a year and of a month."""

_PERIODS = "SELECT substr(period, 1, ?) AS p, sum(sentences) FROM period WHERE length(period) >= ? GROUP BY p ORDER BY p"
_HALVES = (
    "SELECT cid, sum(CASE WHEN period < ?1 THEN sentences ELSE 0 END) AS before, sum(CASE WHEN period >= ?1 THEN sentences ELSE 0 END) AS after "
    "FROM concept_period WHERE length(period) >= length(?1) GROUP BY cid")
_STORED = "SELECT cid, before, after FROM half WHERE cut = ?1"


class Parts(NamedTuple):
    """The time cut in two: the second part begins with ``cut``; sentences of either."""

    cut: str
    before: int
    after: int


def periods(store: Store, length: int) -> list[tuple[str, int]]:
    """Return (period, sentences) in the order of time; ``length`` 4 for years, 7 for months: what is known less precisely is left out."""
    return store.db.execute(_PERIODS, (length, length)).fetchall()


def two_parts(whole: Sequence[tuple[str, int]]) -> Parts | None:
    """Cut these (period, sentences) in two parts of sentences as equal as periods allow; None where there are fewer than two.

    >>> two_parts([("2021", 5), ("2022", 1), ("2023", 5)])
    Parts(cut='2022', before=5, after=6)
    """
    total = sum(units for _, units in whole)
    before, parts = 0, []
    for (_, units), (cut, _) in pairwise(whole):
        before += units
        parts.append(Parts(cut, before, total - before))
    return min(parts, key=lambda part: (abs(part.after - part.before), part.cut), default=None)


def write_halves(db: Connection) -> None:
    """Fill the table ``half`` for years and for months."""
    for length in LENGTHS:
        if parts := two_parts(db.execute(_PERIODS, (length, length)).fetchall()):
            db.execute(f"INSERT INTO half SELECT ?1, cid, before, after FROM ({_HALVES})", (parts.cut,))  # noqa: S608 - our own query


def counts(store: Store, parts: Parts, category: Collection[str] = ()) -> int:
    """Return how many shown concepts of these categories (none: of all) a dated document holds."""
    found, = store.db.execute(f"SELECT count(*) {_joined(store, parts, category)}", (parts.cut, *category)).fetchone()
    return int(found)


def unequal(store: Store, parts: Parts, least: float, category: Collection[str] = ()) -> Iterator[tuple[int, int, int]]:
    """Yield (concept, sentences before, sentences after) of these concepts where χ² of Pearson is at least so much."""
    whole = parts.before + parts.after
    shift = f"(1.0 * h.after * {whole} - 1.0 * (h.before + h.after) * {parts.after})"
    spread = f"(1.0 * (h.before + h.after) * ({whole} - h.before - h.after) * {parts.before} * {parts.after})"
    return store.db.execute(
        f"SELECT h.cid, h.before, h.after {_joined(store, parts, category)} AND {shift} * {shift} * {whole} >= {least} * {spread} ORDER BY h.cid",
        (parts.cut, *category))


def _joined(store: Store, parts: Parts, category: Collection[str]) -> str:
    some = f" AND c.category IN ({', '.join('?' * len(category))})" if category else ""
    return (f"FROM ({_STORED if _stored(store, parts.cut) else _HALVES}) h CROSS JOIN concept c ON c.id = h.cid "
            f"WHERE {is_node(*store.thresholds)}{some}")


def _stored(store: Store, cut: str) -> bool:
    """Whether the halves were stored: projects of older builds have no such table, selections an empty one."""
    if not store.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchone():
        return False
    return store.db.execute("SELECT 1 FROM half WHERE cut = ? LIMIT 1", (cut,)).fetchone() is not None
