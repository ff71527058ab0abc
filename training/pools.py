"""Pools of marked texts, made by the same steps as those of a build, and what is true of their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.discover import Candidates, Pool
from kg.discover.gather import candidates
from kg.discover.known import Known, Table, keys
from kg.discover.labeller import weights
from kg.discover.words import Words
from kg.lexicon import merge
from kg.match import Hits, Matcher
from kg.pipeline.mapping import Searchable, match_documents
from kg.pipeline.reduce import Searched, Totals, pool
from training.gold import Marked, comparable

_BATCH = 300_000
"""Code points labelled in one go."""


class Found(NamedTuple):
    """A pool, the hits of each of its documents, and its forms as they are searched."""

    pool: Pool
    hits: list[Hits]
    keys: list[str]


def propose(texts: Sequence[Marked], file: Path) -> list[Candidates]:
    """Return the candidates of texts under the weights in a file."""
    known = Words(weights(file))
    found: list[Candidates] = []
    begin = size = 0
    for place, text in enumerate(texts, 1):
        size += len(text.document.text)
        if size > _BATCH or place == len(texts):
            found += candidates([each.document for each in texts[begin:place]], known)
            begin, size = place, 0
    return found


def build(texts: Sequence[Marked], proposed: Sequence[Candidates], more: Iterable[str] = ()) -> Found:
    """Return the pool of texts; ``more``: folded forms that are searched though nobody proposed them."""
    totals = Totals()
    for each in proposed:
        totals.add(each)
    names = totals.searched()
    for form in more:
        names.setdefault(form, form)
    searched = sorted(names)
    matcher = Matcher(searched)
    hits = match_documents(matcher, [
        Searchable(text.document.text, text.document.tokens.lengths, text.document.sentences) for text in texts])
    documents = [
        Searched(each, found, text.document.sentences, len(text.document.text), True)
        for text, each, found in zip(texts, proposed, hits, strict=True)]
    return Found(pool(documents, searched, names, merge([])), hits, searched)


def truth(texts: Sequence[Marked], found: Pool) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return, for each row, whether its form is listed for its document, and whether as central (grade 2)."""
    names = [comparable(form) for form in found.forms]
    grades = [{form: grade for _, grade, forms in reversed(text.concepts) for form in forms} for text in texts]
    grade = np.fromiter(
        (grades[document].get(names[form], 0) for document, form in zip(found.document.tolist(), found.form.tolist(), strict=True)),
        dtype=np.int8, count=len(found.form))
    return grade > 0, grade == 2


class Evidence(NamedTuple):
    """What the rows of marked texts teach, by fold, so that any fold can be left out."""

    keys: list[str]
    forms: NDArray[np.int64]
    ends: dict[str, NDArray[np.int64]]
    starts: dict[str, NDArray[np.int64]]


def evidence(found: Found, fold: NDArray[np.int64], listed: NDArray[np.bool_], central: NDArray[np.bool_], folds: int) -> Evidence:
    """Return counts [forms, folds, (texts, listed, central)], and those of candidates by ending and beginning (rows, listed)."""
    rows = found.pool
    forms = np.zeros((len(rows.forms), folds, 3), dtype=np.int64)
    for column, counts in enumerate((np.ones(len(listed), dtype=bool), listed, central)):
        np.add.at(forms[:, :, column], (rows.form, fold), counts)
    names = keys(rows.forms)
    proposed = rows.best > 0
    ends: dict[str, NDArray[np.int64]] = {}
    starts: dict[str, NDArray[np.int64]] = {}
    for form, place, good in zip(rows.form[proposed].tolist(), fold[proposed].tolist(), listed[proposed].tolist(), strict=True):
        for table, key in ((ends, names[form][-2:]), (starts, names[form][:2])):
            counts = table.setdefault(key, np.zeros((folds, 2), dtype=np.int64))
            counts[place, 0] += 1
            counts[place, 1] += good
    return Evidence(names, forms, ends, starts)


def without(all_of: Evidence, fold: int, general: Table, general_size: int) -> Known:
    """Return what is known without one fold (−1: with all). A form is known from one listing or three texts on."""
    def rest(counts: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.asarray(counts.sum(axis=0) - (counts[fold] if fold >= 0 else 0))

    forms = all_of.forms.sum(axis=1) - (all_of.forms[:, fold] if fold >= 0 else 0)
    kept = np.flatnonzero((forms[:, 1] > 0) | (forms[:, 0] >= 3))
    ends, starts = (_small({key: rest(counts) for key, counts in part.items()}) for part in (all_of.ends, all_of.starts))
    return Known(table([all_of.keys[place] for place in kept.tolist()], forms[kept]), ends, starts, general, general_size)


def _small(counts: dict[str, NDArray[np.int64]]) -> Table:
    names = sorted(key for key, (rows, _) in counts.items() if rows > 1)
    return table(names, np.array([counts[key] for key in names], dtype=np.int64).reshape(-1, 2))


def table(names: Sequence[str], columns: NDArray[np.int64]) -> Table:
    """Return a table of counts by key."""
    return Table({name: place for place, name in enumerate(names)}, np.concatenate([columns, np.zeros_like(columns[:1])])
                 if len(columns) else np.zeros((1, columns.shape[1]), dtype=np.int64))
