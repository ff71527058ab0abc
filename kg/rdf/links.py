"""Which pairs stand in a file, as named nodes with their counts, measures and evidence."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from kg import iri, weights
from kg.rdf.syntax import TYPE
from kg.store import bulk

if TYPE_CHECKING:
    from kg.rdf.writer import Choice, Names, Writer
    from kg.store import Store

MEASURES = {name: measure for name, measure in weights.MEASURES.items() if name != "count"}
BATCH = 200_000
"""Pairs whose evidence is chosen at once."""

Pair = tuple[int, int, int, int]


class Pairs(NamedTuple):
    """The pairs of a file: ``chosen`` holds their (a, b), or is None where all over the thresholds stand in it."""

    total: int
    chosen: frozenset[tuple[int, int]] | None

    @property
    def written(self) -> int:
        """The number of pairs in the file."""
        return self.total if self.chosen is None else len(self.chosen)

    def rows(self, store: Store) -> Iterator[Pair]:
        """Yield (a, b, sentences, documents), sorted."""
        sentences, documents = store.thresholds
        rows = store.pairs(min_sentences=sentences, min_documents=documents)
        return rows if self.chosen is None else (row for row in rows if row[:2] in self.chosen)

    def partners(self, store: Store) -> Iterator[tuple[int, int]]:
        """Yield (concept, partner) in both directions, sorted."""
        sentences, documents = store.thresholds
        rows = bulk.partners(store, min_sentences=sentences, min_documents=documents)
        return rows if self.chosen is None else ((a, b) for a, b in rows if (min(a, b), max(a, b)) in self.chosen)


def choose(store: Store, names: Names, limit: int | None) -> Pairs:
    """Return the ``limit`` pairs of greatest g2 over the thresholds, ties in the order of labels."""
    sentences, documents = store.thresholds
    total = bulk.pairs_over(store, min_sentences=sentences, min_documents=documents)
    if limit is None or total <= limit:
        return Pairs(total, None)
    units, held = store.units, names.sentences
    ranked = (
        (-weights.g2(n, held[a], held[b], units), a, b)
        for a, b, n, _ in store.pairs(min_sentences=sentences, min_documents=documents))
    return Pairs(total, frozenset((a, b) for _, a, b in heapq.nsmallest(limit, ranked)))


def write(writer: Writer, store: Store, names: Names, pairs: Pairs, choice: Choice) -> tuple[bytearray, int]:
    """Write all links. Return which sentences are evidence (one byte a sentence id) and how many sentences were left out."""
    syntax = writer.syntax
    units, held, term = store.units, names.sentences, names.term
    measures = list(MEASURES.values())
    used = bytearray(int(store.db.execute("SELECT coalesce(max(sid), 0) FROM sentence").fetchone()[0]) + 1)
    left_out = 0

    @lru_cache(64)
    def template(size: int) -> str:
        fields = [(TYPE, [syntax.name("kg:CoOccurrence")]), ("kg:concept", ["%s", "%s"]),
                  ("kg:sentences", [syntax.integer("%d")]), ("kg:documents", [syntax.integer("%d")])]
        fields += [(f"kg:{name}", [syntax.decimal("%.6f")]) for name in MEASURES]
        return syntax.node("%s", [*fields, ("kg:evidence", ["%s"] * size)])

    repeated = syntax.repeats_subject
    for (a, b, n, documents), sids in _evidence(store, pairs, choice):
        one, other = held[a], held[b]
        values = [term[a], term[b], n, documents, *[measure(n, one, other, units) for measure in measures], *map(names.sentence, sids)]
        subject = syntax.local(iri.LINK, names.link(a, b))
        if repeated:
            values = [value for pair in zip([subject] * len(values), values, strict=True) for value in pair]
        writer.spelled(template(len(sids)) % (subject, *values), 1 + 4 + len(measures) + len(sids))
        for sid in sids:
            used[sid] = 1
        left_out += n - len(sids)
    return used, left_out


def _evidence(store: Store, pairs: Pairs, choice: Choice) -> Iterator[tuple[Pair, Sequence[int]]]:
    """Yield each pair with the sentences that stand for it in the file."""
    rows = pairs.rows(store)
    if choice.evidence == "none":
        yield from ((row, ()) for row in rows)
    elif choice.max_evidence is None:
        meetings = groupby(bulk.meetings(store), key=lambda row: row[:2])
        for row in rows:
            for key, group in meetings:
                if key == row[:2]:
                    yield row, [sid for _, _, sid in group]
                    break
    else:
        from kg.analysis.evidence_bulk import telling_pairs

        while batch := list(islice(rows, BATCH)):
            found = telling_pairs(store, [row[:2] for row in batch], limit=choice.max_evidence)
            yield from ((row, found[row[:2]]) for row in batch)
