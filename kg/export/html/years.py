"""Sentences of links and concepts by year, for the page's time filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.store.among import document_years, sids_among

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.store import Store

    Ints = NDArray[np.int64]

BATCH = 200_000
MOST_MENTIONS = 4_000_000
"""A page of a corpus in which the listed concepts are mentioned more often has no time filter: it would cost more than the page."""


class Years(NamedTuple):
    """The years of the corpus; sentences of concepts and of links in each of them."""

    years: list[str]
    concepts: dict[int, list[int]]
    links: dict[tuple[int, int], list[int]]


def by_year(store: Store, concepts: Sequence[int], links: Sequence[tuple[int, int]]) -> Years | None:
    """Return the counts of concepts and of links (a, b), a < b, by year; None where fewer than two years are known.

    Sentences of undated documents stand in no year; sentences too full for pairs are left out.
    """
    documents = document_years(store)
    years = sorted({year for year, _, _ in documents if year})
    if len(years) < 2 or _mentions(store, concepts) > MOST_MENTIONS:
        return None
    column = {year: number for number, year in enumerate(years)}
    year_of = np.concatenate([np.full(count, column.get(year, len(years)), np.int64) for year, _, count in documents])
    sid, place = _sentences(store, concepts)
    own = _table(place, year_of[sid], len(concepts), len(years))
    keys = np.array([a << 32 | b for a, b in links], np.int64)
    shared = _link_years(sid, np.array(concepts, np.int64)[place], keys, year_of, len(years))
    return Years(years, dict(zip(concepts, own.tolist(), strict=True)), dict(zip(links, shared.tolist(), strict=True)))


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


def _link_years(sid: Ints, cid: Ints, keys: Ints, year_of: Ints, years: int) -> Ints:
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    table = np.zeros((len(keys), years), np.int64)
    shift = 1
    while len(near := np.flatnonzero(sid[shift:] == sid[:-shift])) and len(keys):
        first, second = cid[near], cid[near + shift]
        key = np.minimum(first, second) << 32 | np.maximum(first, second)
        found = np.minimum(np.searchsorted(ranked, key), len(keys) - 1)
        known = ranked[found] == key
        table += _table(order[found[known]], year_of[sid[near[known]]], len(keys), years)
        shift += 1
    return table


def _table(row: Ints, column: Ints, rows: int, columns: int) -> Ints:
    """Return how often each (row, column) occurs; the column behind the last holds what has no year and is dropped."""
    flat = np.bincount(row * (columns + 1) + column, minlength=rows * (columns + 1))
    return flat.reshape(rows, columns + 1)[:, :columns]
