"""The reduce: integers summed over documents, the forms worth a search, and the pool from which concepts are selected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg import discover
from kg.discover import Candidates, Pool
from kg.lexicon import GUARD_MARK, Lexicon, fold, fold_all
from kg.match import Hits, guarded
from kg.model import BODY, Sentences
from kg.pipeline.batches import batches
from kg.prints import Index, index, prints

Ints = NDArray[np.int64]
Guards = dict[int, list[tuple[int, list[int]]]]
"""Rank of a guard → the forms that it guards, by rank, with their offsets in it."""
_MARKED, _CONFIDENCE, _BEST = attrgetter("marked"), attrgetter("confidence"), attrgetter("best")
_AT_ONCE = 500_000
"""Code points of forms, and hits, that are handled together: what is made of them on the way stays small."""


class Totals:
    """Proposed forms summed over counted documents; the key of a form is its fold, its text the surface marked most often."""

    def __init__(self) -> None:
        """Begin with none."""
        self._documents: list[Candidates] = []

    def add(self, candidates: Candidates) -> None:
        """Add one document."""
        if candidates.names:
            self._documents.append(candidates)

    def searched(self) -> dict[str, str]:
        """Return key → text of the forms worth a search in all documents."""
        if not self._documents:
            return {}
        runs = batches(self._documents, lambda candidates: len(candidates.names), _AT_ONCE)
        key, surface = (np.concatenate(part) for part in zip(*map(_key_and_surface, runs), strict=True))
        names, key_of = np.unique(key, return_inverse=True)
        marked, confidence, best = (
            np.concatenate([column(candidates) for candidates in self._documents]).astype(np.int64) for column in (_MARKED, _CONFIDENCE, _BEST))
        place = np.sort(key_of << 32 | np.repeat(np.arange(len(self._documents)), [len(candidates.marked) for candidates in self._documents]))
        documents = np.bincount(place[np.diff(place, prepend=-1) != 0] >> 32, minlength=len(names))
        greatest = np.zeros(len(names), dtype=np.int64)
        np.maximum.at(greatest, key_of, best)
        kept = discover.lookup(_sums(key_of, marked, len(names)), _sums(key_of, confidence, len(names)), greatest, documents)
        rows = np.flatnonzero(kept[key_of])
        surfaces, first, which = np.unique(surface[rows], return_index=True, return_inverse=True)
        return self._texts(rows[first], key_of, _sums(which, marked[rows], len(surfaces)))

    def _texts(self, rows: Ints, key_of: Ints, weight: Ints) -> dict[str, str]:
        """Return key → text; ``rows`` have distinct surfaces, each marked ``weight`` times."""
        order = np.argsort(rows)
        rows, weight = rows[order], weight[order]
        ends = np.cumsum([len(candidates.marked) for candidates in self._documents])
        owner = np.searchsorted(ends, rows, side="right")
        texts: list[str] = []
        for place, document in groupby(zip((rows - ends[owner]).tolist(), owner.tolist(), strict=True), key=itemgetter(1)):
            forms = self._documents[place].forms
            texts += [forms[at] for at, _ in document]  # counted from the end
        single = np.bincount(key_of[rows])[key_of[rows]] == 1
        # of several surfaces the one marked most often is written last and stays
        several = sorted(np.flatnonzero(~single).tolist(), key=lambda place: (-int(weight[place]), texts[place]), reverse=True)
        texts = [texts[place] for place in (*np.flatnonzero(single).tolist(), *several)]
        return dict(zip(fold_all(texts), texts, strict=True))


def _key_and_surface(documents: Sequence[Candidates]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the prints of the folds of all forms, and of the forms themselves."""
    names = "\n".join(candidates.names for candidates in documents)
    folded = fold(names)
    key = prints(folded).whole()
    return key, key if folded == names else prints(names).whole()


def _sums(group: Ints, column: Ints, groups: int) -> Ints:
    """Return the sums of a column by group."""
    sums = np.zeros(groups, dtype=np.int64)
    np.add.at(sums, group, column)
    return sums


def guard_ranks(lexicon: Lexicon, rank: dict[str, int]) -> Guards:
    """Return the guards of a lexicon as ranks of searched keys."""
    guards: Guards = {}
    for key, guard in lexicon.guards:
        if key in rank and GUARD_MARK + guard in rank:
            places = [place for place in range(len(guard)) if guard.startswith(key, place)]
            guards.setdefault(rank[GUARD_MARK + guard], []).append((rank[key], places))
    return guards


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
    if met := set(hits.form[~kept].tolist()):
        kept &= ~guarded(hits, [(form, guard, offsets) for guard in met for form, offsets in guards.get(guard, ())])
    return Hits(hits.form[kept], hits.start[kept])


class _Rows(NamedTuple):
    """Hits by form << 32 | document, sorted, and what is counted of them."""

    row: Ints
    hits: NDArray[np.int32]
    first: NDArray[np.int32]
    title: NDArray[np.int32]


class _Proposed(NamedTuple):
    """Candidates by form << 32 | document; several surfaces can be one form."""

    row: Ints
    marked: NDArray[np.int32]
    confidence: Ints
    best: NDArray[np.int32]


def _hit_rows(documents: Sequence[Searched], begin: int) -> _Rows:
    """Return one row for each form that has hits in a document; ``begin``: the number of the first document."""
    place = np.repeat(np.arange(begin, begin + len(documents)), [len(document.hits.form) for document in documents])
    packed = np.concatenate([document.hits.form for document in documents]).astype(np.int64) << 32 | place
    start = np.concatenate([document.hits.start for document in documents])
    titled = np.concatenate([_titled(document) for document in documents])
    order = np.argsort(packed, kind="stable")  # hits of a document come by start
    packed = packed[order]
    begins = np.flatnonzero(np.diff(packed, prepend=-1))
    title = np.append(0, np.cumsum(titled[order]))
    ends = np.append(begins[1:], len(packed)).astype(np.int64)
    return _Rows(packed[begins], (ends - begins).astype(np.int32), start[order][begins], (title[ends] - title[begins]).astype(np.int32))


def _titled(document: Searched) -> NDArray[np.bool_]:
    """Return which hits of a document stand in its title or a heading."""
    kind = document.sentences.kind[np.searchsorted(document.sentences.start, document.hits.start, side="right") - 1]
    return np.asarray(kind != BODY)


def _proposed(documents: Sequence[Searched], begin: int, known: Index) -> _Proposed:
    """Return the candidates of documents that were searched; ``begin``: the number of the first document."""
    candidates = [document.candidates for document in documents]
    names = "\n".join(each.names for each in candidates if each.names)
    form = known.find(prints(fold(names)).whole()) if names else np.zeros(0, dtype=np.int64)
    searched = form >= 0
    place = np.repeat(np.arange(begin, begin + len(documents)), [len(each.marked) for each in candidates])
    marked, confidence, best = (np.concatenate([column(each) for each in candidates])[searched] for column in (_MARKED, _CONFIDENCE, _BEST))
    return _Proposed((form << 32 | place)[searched], marked, confidence, best)


def pool(documents: Iterable[Searched], keys: list[str], texts: dict[str, str], lexicon: Lexicon) -> Pool:
    """Return the pool of a corpus: rows (document, form) sorted by (form, document); forms in the order of ``keys``.

    ``keys``: the searched keys, guards among them. ``texts``: key → display text. Hits must be cleared of guards.
    """
    known = index(prints("\n".join(keys)).whole() if keys else np.zeros(0, dtype=np.uint64))
    none, few = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)
    hits, proposed = [_Rows(none, few, few, few)], [_Proposed(none, few, none, few)]
    lengths: list[int] = []
    counted: list[bool] = []
    for batch in batches(documents, lambda document: len(document.hits.form) + len(document.candidates.names), _AT_ONCE):
        hits.append(_hit_rows(batch, len(lengths)))
        proposed.append(_proposed(batch, len(lengths), known))
        lengths += [document.length for document in batch]
        counted += [document.counted for document in batch]
    rows = _Rows(*(np.concatenate(part) for part in zip(*hits, strict=True)))
    order = np.argsort(rows.row, kind="stable")
    rows = _Rows(rows.row[order], rows.hits[order], rows.first[order], rows.title[order])
    curated = np.zeros(len(keys), dtype=bool)
    if lexicon.owner:
        places = known.find(prints("\n".join(lexicon.owner)).whole())
        curated[places[places >= 0]] = True
    marked, confidence, best = _candidate_sums(rows.row, _Proposed(*(np.concatenate(part) for part in zip(*proposed, strict=True))))
    return Pool(
        forms=[texts.get(key, key) for key in keys], curated=curated,
        document=(rows.row & 0xFFFFFFFF).astype(np.int32), form=(rows.row >> 32).astype(np.int32), hits=rows.hits,
        marked=marked, confidence=confidence, best=best, first=rows.first, title=rows.title,
        lengths=np.array(lengths, dtype=np.int32), counted=np.array(counted, dtype=bool))


def _candidate_sums(rows: Ints, proposed: _Proposed) -> tuple[NDArray[np.int32], Ints, NDArray[np.int32]]:
    """Return marked, confidence and best of the candidates of each row."""
    marked, confidence, best = np.zeros(len(rows), dtype=np.int32), np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int32)
    if not len(rows):
        return marked, confidence, best
    place = np.minimum(np.searchsorted(rows, proposed.row), len(rows) - 1)
    found = rows[place] == proposed.row
    place = place[found]
    np.add.at(marked, place, proposed.marked[found])
    np.add.at(confidence, place, proposed.confidence[found])
    np.maximum.at(best, place, proposed.best[found])
    return marked, confidence, best
