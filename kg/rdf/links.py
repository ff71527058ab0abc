"""Pairs as named nodes with their counts, measures and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from kg import iri
from kg.analysis.nested import is_nested
from kg.rdf import measures
from kg.rdf.pairs import Pair, Pairs, Told, with_evidence
from kg.rdf.syntax import TYPE
from kg.rdf.template import template
from kg.store.labels import above

if TYPE_CHECKING:
    from kg.rdf.measures import Ints
    from kg.rdf.template import Template
    from kg.rdf.writer import Choice, Names, Writer
    from kg.store import Store

BATCH = 20_000
"""Links that are spelled at once."""


def write(writer: Writer, store: Store, names: Names, pairs: Pairs, choice: Choice, told: Told | None = None) -> tuple[bytearray, int]:
    """Write all links. Return which sentences are evidence (one byte a sentence id) and how many sentences were left out.

    Memory: a batch of links, and what choosing their evidence takes (``evidence_bulk.telling_pairs``).
    """
    used = bytearray(int(store.db.execute("SELECT coalesce(max(sid), 0) FROM sentence").fetchone()[0]) + 1)
    left_out = 0
    spelling = _Spelling(writer, store, names)
    rows = with_evidence(store, pairs, choice, told)
    while batch := list(islice(rows, BATCH)):
        spelling.write(batch)
        for row, sids in batch:
            left_out += row[2] - len(sids)
            for sid in sids:
                used[sid] = 1
    return used, left_out


class _Spelling:
    """Links of one shape differ by their values only, so each shape is spelled once."""

    def __init__(self, writer: Writer, store: Store, names: Names) -> None:
        self.writer, self.names, self.units = writer, names, store.units
        self.held = names.held()
        self.ends = np.zeros((2, len(self.held)), np.int64)
        for row in names.concepts:
            self.ends[:, row.id] = ord(row.label[0]), ord(row.label[-1])
        self.kinds = {row.id: (row.label, row.category) for row in names.concepts}
        self.broader = np.array([min(two) << 32 | max(two) for two in above(store)], np.int64)
        self.shape = lru_cache(64)(self._shape)

    def write(self, batch: Sequence[tuple[Pair, Sequence[int]]]) -> None:
        """Write links with their evidence."""
        a, b, n, _ = columns = np.array([row for row, _ in batch], np.int64).T
        values = [column.tolist() for column in measures.columns(n, self.held[a], self.held[b], self.units)]
        sentences = {sid: self.names.sentence(sid) for sid in {sid for _, sids in batch for sid in sids}}
        term, slug, local = self.names.term, self.names.slug, self.writer.syntax.local
        texts = []
        triples = 0
        for nested, one, other, sentence, document, (_, sids), *measured in zip(
                self._nested(a, b), *(column.tolist() for column in columns), batch, *values, strict=True):
            first, second = slug[one], slug[other]
            subject = local(iri.LINK, f"{first}_{second}" if first < second else f"{second}_{first}")
            shape = self.shape(nested, len(sids))
            texts.append(shape.node(subject, (term[one], term[other], sentence, document, *measured, *(sentences[sid] for sid in sids))))
            triples += shape.triples
        self.writer.spelled(self.writer.syntax.between.join(texts), triples)

    def _shape(self, nested: bool, evidence: int) -> Template:
        syntax = self.writer.syntax
        types = ["kg:CoOccurrence", "kg:NestedPair"][:1 + nested]
        return template(syntax, [
            (TYPE, [syntax.name(name) for name in types]), ("kg:concept", ["%s", "%s"]),
            ("kg:sentences", [syntax.integer("%d")]), ("kg:documents", [syntax.integer("%d")]),
            *((f"kg:{name}", [syntax.decimal("%.6f")]) for name in measures.NAMES), ("kg:evidence", ["%s"] * evidence)])

    def _nested(self, a: Ints, b: Ints) -> list[bool]:
        """Return which pairs are a concept and a part of its name, or a known broader concept, however far (DESIGN §2)."""
        # what is part of a name shares its first or last character
        maybe = (self.ends[:, a] == self.ends[:, b]).any(axis=0)
        found: list[bool] = np.isin(a << 32 | b, self.broader).tolist()
        for place in np.flatnonzero(maybe).tolist():
            found[place] = found[place] or is_nested(*self.kinds[int(a[place])], *self.kinds[int(b[place])])
        return found
