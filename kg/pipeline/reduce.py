"""The reduce: integers summed over documents, the forms worth a search, and the pool from which concepts are selected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg import discover
from kg.discover import Candidates, Pool
from kg.lexicon import GUARD_MARK, Lexicon, fold_all
from kg.match import Hits, guarded
from kg.model import BODY, Sentences

Ints = NDArray[np.int64]
Guards = list[tuple[int, int, list[int]]]


class Totals:
    """Proposed forms summed over counted documents; the key of a form is its fold, its text the surface marked most often."""

    def __init__(self) -> None:
        """Begin with none."""
        self._surfaces: dict[str, int] = {}
        self._rows: list[tuple[Ints, Ints, Ints]] = []

    def add(self, candidates: Candidates) -> None:
        """Add one document."""
        known = self._surfaces
        surface = np.fromiter((known.setdefault(form, len(known)) for form in candidates.forms), dtype=np.int64, count=len(candidates.forms))
        self._rows.append((surface, candidates.marked.astype(np.int64), candidates.confidence))

    def searched(self) -> dict[str, str]:
        """Return key → text of the forms worth a search in all documents."""
        surfaces = list(self._surfaces)
        ranks: dict[str, int] = {}
        key_of = np.fromiter((ranks.setdefault(key, len(ranks)) for key in fold_all(surfaces)), dtype=np.int64, count=len(surfaces))
        surface, marked, confidence = (np.concatenate([row[column] for row in self._rows]) if self._rows else np.zeros(0, np.int64) for column in range(3))
        document = np.repeat(np.arange(len(self._rows)), [len(row[0]) for row in self._rows])
        key = key_of[surface]
        documents = np.bincount(np.unique(key << 32 | document) >> 32, minlength=len(ranks))
        kept = discover.lookup(_sums(key, marked, len(ranks)), _sums(key, confidence, len(ranks)), documents)
        weight = _sums(surface, marked, len(surfaces)).tolist()
        keys = list(ranks)
        texts: dict[str, str] = {}
        for place in sorted(np.flatnonzero(kept[key_of]).tolist(), key=lambda place: (-weight[place], surfaces[place])):
            texts.setdefault(keys[key_of[place]], surfaces[place])
        return texts


def _sums(group: Ints, column: Ints, groups: int) -> Ints:
    """Return the sums of a column by group."""
    sums = np.zeros(groups, dtype=np.int64)
    np.add.at(sums, group, column)
    return sums


def guard_ranks(lexicon: Lexicon, rank: dict[str, int]) -> Guards:
    """Return the guards of a lexicon as ranks of searched keys, with the offsets of each form in its guard."""
    return [
        (rank[key], rank[GUARD_MARK + guard], [place for place in range(len(guard)) if guard.startswith(key, place)])
        for key, guard in lexicon.guards if key in rank and GUARD_MARK + guard in rank]


class Searched(NamedTuple):
    """One document after the search; ``counted`` is False for a duplicate."""

    candidates: Candidates
    hits: Hits
    sentences: Sentences
    length: int
    counted: bool


def clear(hits: Hits, guards: Guards, is_guard: NDArray[np.bool_]) -> Hits:
    """Return the hits of forms, without guards and without what guards forbid."""
    kept = ~is_guard[hits.form]
    if not kept.all():
        kept &= ~guarded(hits, guards)
    return Hits(hits.form[kept], hits.start[kept])


class _Rows(NamedTuple):
    form: NDArray[np.int64]
    hits: NDArray[np.int64]
    first: NDArray[np.int64]
    title: NDArray[np.int64]
    marked: NDArray[np.int64]
    confidence: NDArray[np.int64]
    best: NDArray[np.int64]


def _rows(document: Searched, ranks: Ints) -> _Rows:
    """Return one row for each form that has hits in a document; ``ranks``: the key of each candidate, −1 where none was searched."""
    form, first, counts = np.unique(document.hits.form, return_index=True, return_counts=True)
    start = document.hits.start[first]
    kind = document.sentences.kind[np.searchsorted(document.sentences.start, document.hits.start, side="right") - 1]
    title = np.add.reduceat(
        np.concatenate([(kind != BODY)[np.argsort(document.hits.form, kind="stable")], [False]]).astype(np.int64),
        np.append(np.cumsum(counts) - counts, len(kind)))[:-1]
    sums = np.zeros((3, len(form)), dtype=np.int64)
    candidates = document.candidates
    place = np.searchsorted(form, ranks)
    known = (place < len(form)) & (form[np.minimum(place, len(form) - 1)] == ranks) if len(form) else np.zeros(len(ranks), dtype=bool)
    np.add.at(sums[0], place[known], candidates.marked[known])
    np.add.at(sums[1], place[known], candidates.confidence[known])
    np.maximum.at(sums[2], place[known], candidates.best[known])
    return _Rows(form.astype(np.int64), counts.astype(np.int64), start.astype(np.int64), title, *sums)


def pool(documents: Iterable[Searched], keys: list[str], texts: dict[str, str], lexicon: Lexicon) -> Pool:
    """Return the pool of a corpus: rows (document, form) sorted by (form, document); forms in the order of ``keys``.

    ``keys``: the searched keys, guards among them. ``texts``: key → display text. Hits must be cleared of guards.
    """
    rank = {key: place for place, key in enumerate(keys)}
    of_surface: dict[str, int] = {}
    parts: list[_Rows] = []
    places: list[NDArray[np.int64]] = []
    lengths: list[int] = []
    counted: list[bool] = []
    for number, document in enumerate(documents):
        forms = document.candidates.forms
        new = [form for form in forms if form not in of_surface]
        of_surface.update((form, rank.get(key, -1)) for form, key in zip(new, fold_all(new), strict=True))
        rows = _rows(document, np.fromiter(map(of_surface.__getitem__, forms), dtype=np.int64, count=len(forms)))
        parts.append(rows)
        places.append(np.full(len(rows.form), number, dtype=np.int64))
        lengths.append(document.length)
        counted.append(document.counted)
    columns = [np.concatenate([part[column] for part in parts]) if parts else np.zeros(0, np.int64) for column in range(7)]
    place = np.concatenate(places) if places else np.zeros(0, np.int64)
    order = np.lexsort((place, columns[0]))
    form, hits, first, title, marked, confidence, best = (column[order] for column in columns)
    return Pool(
        forms=[texts.get(key, key) for key in keys],
        curated=np.fromiter((key in lexicon.owner for key in keys), dtype=bool, count=len(keys)),
        document=place[order].astype(np.int32), form=form.astype(np.int32), hits=hits.astype(np.int32),
        marked=marked.astype(np.int32), confidence=confidence, best=best.astype(np.int32), first=first.astype(np.int32),
        title=title.astype(np.int32), lengths=np.array(lengths, dtype=np.int32), counted=np.array(counted, dtype=bool))
