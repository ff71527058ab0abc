"""Pools of marked texts, made by the same steps as those of a build, and what is true of their rows."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg import segment
from kg.discover import Candidates, Pool, Segmented
from kg.discover.gather import candidates
from kg.discover.known import EDGES, Known, Table, edge, keys, read_table
from kg.discover.labeller import packed, weights
from kg.discover.words import Words
from kg.lexicon import GUARD_MARK, Lexicon
from kg.match import Hits, Matcher
from kg.pipeline.mapping import Searchable, match_documents
from kg.pipeline.reduce import Searched, Totals, clear, guard_ranks, pool
from training.gold import FOLDS, Marked, comparable

_BATCH = 300_000
"""Code points labelled in one go."""


class Found(NamedTuple):
    """A pool and the hits of each of its documents; ``alone`` [rows]: whether the row is found in its document alone, without the
    thesaurus; ``proposed`` [forms]: whether the form is searched without the thesaurus.
    """

    pool: Pool
    hits: list[Hits]
    keys: list[str]
    alone: NDArray[np.bool_]
    proposed: NDArray[np.bool_]


def propose(documents: Sequence[Segmented], file: Path) -> list[Candidates]:
    """Return the candidates of documents under the weights in a file."""
    known = Words(weights(file))
    found: list[Candidates] = []
    begin = size = 0
    for place, each in enumerate(documents, 1):
        size += len(each.text)
        if size > _BATCH or place == len(documents):
            found += candidates(documents[begin:place], known)
            begin, size = place, 0
    return found


def counted(texts: Sequence[Marked], data: Path) -> NDArray[np.bool_]:
    """Return which texts add to counts: one of each group of duplicates, marked ones first; no excerpts beside whole texts."""
    with (data / "wechat" / "INDEX.tsv").open(encoding="utf-8", newline="") as lines:
        groups = {row["file"].removesuffix(".md"): row["dup"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    seen: set[str] = set()
    result = np.zeros(len(texts), dtype=bool)
    for place in sorted(range(len(texts)), key=lambda place: (texts[place].fold < 0, place)):
        group = groups.get(texts[place].key, "")
        excerpt = texts[place].fold >= 0 and texts[place].key not in groups
        result[place] = group not in seen and not excerpt
        seen |= {group} - {""}
    return result


def build(texts: Sequence[Marked], proposed: Sequence[Candidates], counts: NDArray[np.bool_], lexicon: Lexicon) -> Found:
    """Return the pool of texts."""
    totals, own = Totals(), []
    for text, each, adds in zip(texts, proposed, counts.tolist(), strict=True):
        if adds or text.fold >= 0:
            totals.add(each)
        alone = Totals()
        alone.add(each)
        own.append(alone.searched())
    names = totals.searched()
    searched = sorted({*names, *lexicon.keys})
    hits = match_documents(Matcher(searched), [
        Searchable(text.document.text, b"", segment.edges(text.document.tokens), text.document.sentences) for text in texts])
    guards = guard_ranks(lexicon, {key: place for place, key in enumerate(searched)})
    is_guard = np.array([key.startswith(GUARD_MARK) for key in searched])
    hits = [clear(each, guards, is_guard) for each in hits]
    documents = [
        Searched(each, found, text.document.sentences, len(text.document.text), adds)
        for text, each, found, adds in zip(texts, proposed, hits, counts.tolist(), strict=True)]
    rows = pool(documents, searched, names | lexicon.texts, lexicon)
    alone_rows = np.fromiter(
        (searched[form] in own[document] for form, document in zip(rows.form.tolist(), rows.document.tolist(), strict=True)),
        dtype=bool, count=len(rows.form))
    return Found(rows, hits, searched, alone_rows, np.array([key in names for key in searched]))


def uncurated(found: Found, texts: Sequence[Marked], fold: int) -> Found:
    """Return the pool in which a form of the thesaurus is none where only texts of this fold list it."""
    inside = {form for text in texts if text.fold == fold for _, _, forms in text.concepts for form in forms}
    outside = {form for text in texts if text.fold not in {fold, -1} for _, _, forms in text.concepts for form in forms}
    leaked = inside - outside
    hidden = np.array([comparable(form) in leaked for form in found.pool.forms], dtype=bool)
    return found._replace(pool=found.pool._replace(curated=found.pool.curated & ~hidden))


def truth(texts: Sequence[Marked], found: Pool) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return, for each row, whether its form is listed for its document, and whether as central (grade 2)."""
    names = [comparable(form) for form in found.forms]
    grades = [{form: grade for _, grade, forms in reversed(text.concepts) for form in forms} for text in texts]
    grade = np.fromiter(
        (grades[document].get(names[form], 0) for document, form in zip(found.document.tolist(), found.form.tolist(), strict=True)),
        dtype=np.int8, count=len(found.form))
    return grade > 0, grade == 2


class Evidence:
    """What the rows of marked texts teach, by fold, so that any fold can be left out."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._forms: dict[str, NDArray[np.int64]] = {}
        self._edges: dict[str, dict[str, NDArray[np.int64]]] = {name: {} for name in EDGES}

    def add(self, fold: int, rows: Pool, chosen: NDArray[np.int64], listed: NDArray[np.bool_], central: NDArray[np.bool_]) -> None:
        """Add the chosen rows of a pool, those of the texts of one fold."""
        names = keys(rows.forms)
        for row in chosen.tolist():
            name = names[rows.form[row]]
            counts = self._forms.setdefault(name, np.zeros((FOLDS, 3), dtype=np.int64))
            counts[fold] += (1, listed[row], central[row])
            if rows.best[row] > 0:
                for part in EDGES:
                    self._edges[part].setdefault(edge(name, part), np.zeros((FOLDS, 2), dtype=np.int64))[fold] += (1, listed[row])

    def without(self, fold: int, general: Table) -> Known:
        """Return what is known without one fold (−1: with all). A form is known from one listing or three texts on."""
        def rest(counts: NDArray[np.int64]) -> NDArray[np.int64]:
            return np.asarray(counts.sum(axis=0) - (counts[fold] if fold >= 0 else 0))

        forms = {key: rest(counts) for key, counts in self._forms.items()}
        forms = {key: counts for key, counts in forms.items() if counts[1] > 0 or counts[0] > 2}
        edges = {
            name: table({key: counts for key, counts in ((key, rest(all_of)) for key, all_of in part.items()) if counts[0] > 1}, 2)
            for name, part in self._edges.items()}
        return Known(table(forms, 3), edges, general)


def table(counts: dict[str, NDArray[np.int64]], width: int) -> Table:
    """Return a table of counts by key, sorted."""
    names = sorted(counts)
    return read_table(packed(names), np.stack([counts[name] for name in names]) if names else np.zeros((0, width), dtype=np.int64))
