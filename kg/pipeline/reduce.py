"""The reduce: integers summed over documents, the forms worth a search, and the pool from which concepts are selected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg import discover
from kg.discover import Candidates, Pool
from kg.discover.prints import index, prints
from kg.discover.words import Numbers
from kg.lexicon import GUARD_MARK, Lexicon, fold, fold_all
from kg.match import Hits, guarded
from kg.model import BODY, Sentences

Ints = NDArray[np.int64]
Guards = list[tuple[int, int, list[int]]]
_MARKED, _CONFIDENCE, _BEST = attrgetter("marked"), attrgetter("confidence"), attrgetter("best")


class Totals:
    """Proposed forms summed over counted documents; the key of a form is its fold, its text the surface marked most often."""

    def __init__(self) -> None:
        """Begin with none."""
        self._surfaces = Numbers()
        self._rows: list[tuple[Ints, Candidates]] = []

    def add(self, candidates: Candidates) -> None:
        """Add one document."""
        self._rows.append((_numbers(candidates.forms, self._surfaces), candidates))

    def searched(self) -> dict[str, str]:
        """Return key → text of the forms worth a search in all documents."""
        if not self._surfaces:
            return {}
        surfaces = list(self._surfaces)
        names, key_of = np.unique(prints(fold("\n".join(surfaces))).whole(), return_inverse=True)
        surface = np.concatenate([row[0] for row in self._rows])
        marked, confidence, best = (
            np.concatenate([column(candidates) for _, candidates in self._rows]).astype(np.int64) for column in (_MARKED, _CONFIDENCE, _BEST))
        place = np.sort(key_of[surface] << 32 | np.repeat(np.arange(len(self._rows)), [len(row[0]) for row in self._rows]))
        documents = np.bincount(place[np.diff(place, prepend=-1) != 0] >> 32, minlength=len(names))
        greatest = np.zeros(len(names), dtype=np.int64)
        np.maximum.at(greatest, key_of[surface], best)
        kept = discover.lookup(_sums(key_of[surface], marked, len(names)), _sums(key_of[surface], confidence, len(names)), greatest, documents)
        # of several surfaces the one marked most often is written last and stays
        weight = _sums(surface, marked, len(surfaces))
        places = np.flatnonzero(kept[key_of])
        single = np.bincount(key_of)[key_of[places]] == 1
        several = sorted(places[~single].tolist(), key=lambda place: (-int(weight[place]), surfaces[place]), reverse=True)
        texts = [surfaces[place] for place in (*places[single].tolist(), *several)]
        return dict(zip(fold_all(texts), texts, strict=True))


def _numbers(strings: Sequence[str], numbers: Numbers) -> Ints:
    """Return the number of each string."""
    return np.fromiter(map(numbers.__getitem__, strings), dtype=np.int64, count=len(strings))


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


class _Hit(NamedTuple):
    """Rows of hits, packed as form << 32 | document, sorted; and what is counted of them."""

    row: Ints
    hits: Ints
    first: Ints
    title: Ints


def _hit_rows(documents: Sequence[Hits], titled: Sequence[NDArray[np.bool_]]) -> _Hit:
    """Return one row for each form that has hits in a document."""
    if not documents:
        return _Hit(*(np.zeros(0, dtype=np.int64) for _ in range(4)))
    place = np.repeat(np.arange(len(documents)), [len(hits.form) for hits in documents])
    packed = np.concatenate([hits.form for hits in documents]).astype(np.int64) << 32 | place
    start = np.concatenate([hits.start for hits in documents]).astype(np.int64)
    order = np.argsort(packed, kind="stable")  # hits of a document come by start
    packed = packed[order]
    begins = np.flatnonzero(np.diff(packed, prepend=-1))
    title = np.append(0, np.cumsum(np.concatenate(titled)[order]))
    ends = np.append(begins[1:], len(packed)).astype(np.int64)
    return _Hit(packed[begins], ends - begins, start[order][begins], title[ends] - title[begins])


def pool(documents: Iterable[Searched], keys: list[str], texts: dict[str, str], lexicon: Lexicon) -> Pool:
    """Return the pool of a corpus: rows (document, form) sorted by (form, document); forms in the order of ``keys``.

    ``keys``: the searched keys, guards among them. ``texts``: key → display text. Hits must be cleared of guards.
    """
    surfaces = Numbers()
    hits: list[Hits] = []
    titled: list[NDArray[np.bool_]] = []
    proposed: list[tuple[Ints, Candidates]] = []
    size: list[tuple[int, bool]] = []
    for document in documents:
        hits.append(document.hits)
        kind = document.sentences.kind[np.searchsorted(document.sentences.start, document.hits.start, side="right") - 1]
        titled.append(kind != BODY)
        proposed.append((_numbers(document.candidates.forms, surfaces), document.candidates))
        size.append((document.length, document.counted))
    rows = _hit_rows(hits, titled)
    known = index(prints("\n".join(keys)).whole()) if keys else None
    rank = known.find(prints(fold("\n".join(surfaces))).whole()) if known and surfaces else np.zeros(0, dtype=np.int64)
    curated = np.zeros(len(keys), dtype=bool)
    if known and lexicon.owner:
        places = known.find(prints("\n".join(lexicon.owner)).whole())
        curated[places[places >= 0]] = True
    marked, confidence, best = _candidate_sums(rows.row, rank, proposed)
    return Pool(
        forms=[texts.get(key, key) for key in keys], curated=curated,
        document=(rows.row & 0xFFFFFFFF).astype(np.int32), form=(rows.row >> 32).astype(np.int32), hits=rows.hits.astype(np.int32),
        marked=marked.astype(np.int32), confidence=confidence, best=best.astype(np.int32), first=rows.first.astype(np.int32),
        title=rows.title.astype(np.int32), lengths=np.array([length for length, _ in size], dtype=np.int32),
        counted=np.array([counted for _, counted in size], dtype=bool))


def _candidate_sums(rows: Ints, rank: Ints, proposed: Sequence[tuple[Ints, Candidates]]) -> tuple[Ints, Ints, Ints]:
    """Return marked, confidence and best of the candidates of each row; ``rank``: the key of each surface, −1 where none was searched."""
    marked, confidence, best = (np.zeros(len(rows), dtype=np.int64) for _ in range(3))
    if not len(rows):
        return marked, confidence, best
    form = rank[np.concatenate([surface for surface, _ in proposed])]
    packed = form << 32 | np.repeat(np.arange(len(proposed)), [len(surface) for surface, _ in proposed])
    place = np.minimum(np.searchsorted(rows, packed), len(rows) - 1)
    found = (form >= 0) & (rows[place] == packed)
    place = place[found]
    np.add.at(marked, place, np.concatenate([_MARKED(each) for _, each in proposed])[found])
    np.add.at(confidence, place, np.concatenate([_CONFIDENCE(each) for _, each in proposed])[found])
    np.maximum.at(best, place, np.concatenate([_BEST(each) for _, each in proposed])[found])
    return marked, confidence, best
