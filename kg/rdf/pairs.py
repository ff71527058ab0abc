"""Which pairs stand in a file, and which sentences stand for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg import weights
from kg.rdf import measures
from kg.rdf.concepts import Merged
from kg.store import bulk

if TYPE_CHECKING:
    from kg.rdf.measures import Floats, Ints
    from kg.rdf.writer import Choice, Names
    from kg.store import Store

BATCH = 200_000
"""Pairs that are ranked, or whose evidence is chosen, at once."""

_CLOSE = 1e-5
"""Values of g2 this near to the last that is taken are ranked by their six decimals, then by label."""

Pair = tuple[int, int, int, int]
"""a, b, sentences, documents; a < b."""

Told = dict[tuple[int, int], list[int]]
"""The most telling sentences of pairs."""


class Pairs(NamedTuple):
    """The pairs of a file: ``chosen`` holds a << 32 | b, or is None where all over the thresholds stand in it."""

    total: int
    chosen: frozenset[int] | None

    @property
    def written(self) -> int:
        """The number of pairs in the file."""
        return self.total if self.chosen is None else len(self.chosen)

    def rows(self, store: Store) -> Iterator[Pair]:
        """Yield the pairs, sorted."""
        rows, chosen = _over(store), self.chosen
        return rows if chosen is None else (row for row in rows if row[0] << 32 | row[1] in chosen)

    def partners(self, store: Store) -> Iterator[tuple[int, int]]:
        """Yield (concept, partner) in both directions, sorted."""
        sentences, documents = store.thresholds
        rows, chosen = bulk.partners(store, min_sentences=sentences, min_documents=documents), self.chosen
        return rows if chosen is None else ((a, b) for a, b in rows if (a << 32 | b if a < b else b << 32 | a) in chosen)


def _over(store: Store) -> Iterator[Pair]:
    sentences, documents = store.thresholds
    return store.pairs(min_sentences=sentences, min_documents=documents)


def choose(store: Store, names: Names, limit: int | None) -> Pairs:
    """Return the ``limit`` pairs of greatest g2 over the thresholds, ties in the order of labels; memory follows ``limit``."""
    sentences, documents = store.thresholds
    total = bulk.pairs_over(store, min_sentences=sentences, min_documents=documents)
    if limit is None or total <= limit:
        return Pairs(total, None)
    held = np.zeros((0, 3), np.int64)
    value = np.zeros(0)
    least = 0.0
    rows = _over(store)
    while batch := list(islice(rows, BATCH)):
        new = np.array(batch, np.int64)[:, :3]
        held, value = np.concatenate((held, new)), np.concatenate((value, _g2(store, names, new)))
        if len(value) > limit:
            least = float(np.partition(value, -limit)[-limit])
            kept = value >= least - _CLOSE
            held, value = held[kept], value[kept]
    sure = value > least + _CLOSE
    taken = held[sure, :2].tolist()
    close = sorted((-weights.g2(n, names.sentences[a], names.sentences[b], store.units), a, b) for a, b, n in held[~sure].tolist())
    taken += [(a, b) for _, a, b in close[:limit - len(taken)]]
    return Pairs(total, frozenset(a << 32 | b for a, b in taken))


def _g2(store: Store, names: Names, rows: Ints) -> Floats:
    held = names.held()
    return measures.columns(rows[:, 2], held[rows[:, 0]], held[rows[:, 1]], store.units)[measures.NAMES.index("g2")]


def with_evidence(store: Store, pairs: Pairs, choice: Choice, told: Told | None = None) -> Iterator[tuple[Pair, Sequence[int]]]:
    """Yield each pair with the sentences that stand for it: the most telling first, also kept in ``told``, or all in the order of the corpus."""
    rows = pairs.rows(store)
    if choice.evidence == "none":
        yield from ((row, ()) for row in rows)
    elif choice.max_evidence is None:
        meetings = Merged((a << 32 | b, sid) for a, b, sid in bulk.meetings(store))
        for row in rows:
            yield row, [sid for _, sid in meetings.of(row[0] << 32 | row[1])]
    else:
        from kg.analysis.evidence_bulk import telling_pairs

        while batch := list(islice(rows, BATCH)):
            found = telling_pairs(store, [row[:2] for row in batch], limit=choice.max_evidence)
            if told is not None:
                told.update(found)
            yield from ((row, found[row[:2]]) for row in batch)
