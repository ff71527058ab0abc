"""Sentences of links and concepts by year, for the page's time filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.analysis.evidence import LONG, SHORT
from kg.model import BODY
from kg.store.among import sentences_among, sids_among
from kg.store.selection import part_thresholds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from kg.export.html.evidence import Dates, Pair
    from kg.store import Store

    Ints = NDArray[np.int64]

BATCH = 200_000
MOST_MENTIONS = 4_000_000
"""A page of a corpus in which the listed concepts are mentioned more often has no time filter: it would cost more than the page."""


class Years(NamedTuple):
    """The years of the corpus and documents of each; sentences of concepts and of links in each of them; of drawn links a sentence (sid) of each
    year that has one.

    ``least``: from so many documents on, the least sentences and documents of a link in the years that one chooses. ``spread``: documents
    of links by year, at most as many as any such threshold; empty where that is one.
    """

    years: list[str]
    documents: list[int]
    least: list[tuple[int, int, int]]
    concepts: dict[int, list[int]]
    links: dict[Pair, list[int]]
    spread: dict[Pair, list[int]]
    samples: dict[Pair, list[int]]


def by_year(store: Store, dates: Dates, concepts: Sequence[int], links: Sequence[Pair], drawn: int) -> Years | None:
    """Return the counts of concepts and of links (a, b), a < b, the ``drawn`` ones first, by year; None where fewer than two years are known.

    ``dates``: of all documents. Sentences of undated documents stand in no year; sentences too full for pairs are left out.
    """
    years = sorted({year for year, _, _ in dates if year})
    if len(years) < 2 or _mentions(store, concepts) > MOST_MENTIONS:
        return None
    column = {year: number for number, year in enumerate(years)}
    sid, place = _sentences(store, concepts)
    # of a part of a project the sentences do not follow each other without gaps
    document = np.searchsorted(np.array([first for _, first, _ in dates], np.int64), sid, side="right") - 1
    year_of = np.array([column.get(year, len(years)) for year, _, _ in dates], np.int64)
    year = year_of[document]
    own = _table(place, year, len(concepts), len(years))
    keys = np.array([a << 32 | b for a, b in links], np.int64)
    link, row = _meetings(sid, np.array(concepts, np.int64)[place], keys)
    shared = _table(link, year[row], len(links), len(years))
    least = _least(store, len(dates))
    enough = max(documents for _, _, documents in least)
    held = np.unique(link * len(dates) + document[row]) if enough > 1 else np.empty(0, np.int64)
    spread = np.minimum(_table(held // len(dates), year_of[held % len(dates)], len(links), len(years)), enough)
    seen = (link < drawn) & (year[row] < len(years))
    samples: dict[Pair, list[int]] = {}
    for number, sample in _plainest(store, link[seen], year[row[seen]], sid[row[seen]]):
        samples.setdefault(links[number], []).append(sample)
    return Years(
        years=years, documents=np.bincount(year_of, minlength=len(years))[:len(years)].tolist(), least=least,
        concepts=dict(zip(concepts, own.tolist(), strict=True)), links=dict(zip(links, shared.tolist(), strict=True)),
        spread=dict(zip(links, spread.tolist(), strict=True)) if enough > 1 else {}, samples=samples)


def _least(store: Store, counted: int) -> list[tuple[int, int, int]]:
    """Return ``part_thresholds``; what is asked for this page holds for all."""
    usual = part_thresholds(store)
    of_all = next(row[1:] for row in usual if counted >= row[0])
    asked = [own if own != other else None for own, other in zip(store.thresholds, of_all, strict=True)]
    return [(least, asked[0] or sentences, asked[1] or documents) for least, sentences, documents in usual]


def _plainest(store: Store, link: Ints, year: Ints, sid: Ints) -> Iterator[tuple[int, int]]:
    """Yield (link, sid) for each link and year: body text before headings, neither long nor short, else the first."""
    rows = sentences_among(store, np.unique(sid).tolist())
    odd = {row.sid: row.kind != BODY or not SHORT <= row.end - row.start <= LONG for row in rows}
    cost = np.array([odd[one] for one in sid.tolist()], np.int64)
    order = np.lexsort((sid, cost, year, link))
    last = (-1, -1)
    for number, of, one in zip(link[order].tolist(), year[order].tolist(), sid[order].tolist(), strict=True):
        if (number, of) != last:
            last = number, of
            yield number, one


def _mentions(store: Store, concepts: Sequence[int]) -> int:
    return sum(concept.sentences for concept in map(store.concept, concepts)) if len(concepts) else 0


def _sentences(store: Store, concepts: Sequence[int]) -> tuple[Ints, Ints]:
    """Return (sid, place of the concept in ``concepts``), sorted."""
    place = {cid: number for number, cid in enumerate(concepts)}
    cursor = sids_among(store, concepts)
    parts = [np.empty((0, 2), np.int64)]
    while rows := cursor.fetchmany(BATCH):
        parts.append(np.array([(sid, place[cid]) for sid, cid in rows], np.int64))
    table = np.concatenate(parts)
    order = np.lexsort((table[:, 1], table[:, 0]))
    return table[order, 0], table[order, 1]


def _meetings(sid: Ints, cid: Ints, keys: Ints) -> tuple[Ints, Ints]:
    """Return (place of the link in ``keys``, row) of every two concepts of a key in a sentence; rows (sid, cid) are sorted."""
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    links, rows = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    shift = 1
    while len(near := np.flatnonzero(sid[shift:] == sid[:-shift])) and len(keys):
        first, second = cid[near], cid[near + shift]
        key = np.minimum(first, second) << 32 | np.maximum(first, second)
        found = np.minimum(np.searchsorted(ranked, key), len(keys) - 1)
        known = ranked[found] == key
        links.append(order[found[known]])
        rows.append(near[known])
        shift += 1
    return np.concatenate(links), np.concatenate(rows)


def _table(row: Ints, column: Ints, rows: int, columns: int) -> Ints:
    """Return how often each (row, column) occurs; the column behind the last holds what has no year and is dropped."""
    flat = np.bincount(row * (columns + 1) + column, minlength=rows * (columns + 1))
    return flat.reshape(rows, columns + 1)[:, :columns]
