"""Nodes and edges of a project as typed rows: what all formats for graph programs and tables write."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import KgError
from kg.weights import MEASURES, g2, npmi

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.store import Store
    from kg.store.reader import ConceptRow


class Node(NamedTuple):
    """A concept; ``id`` is its preferred label, as in ``kg.graph``."""

    id: str
    label: str
    iri: str
    en: str
    category: str
    status: str
    score: float
    mentions: int
    sentences: int
    documents: int


class Edge(NamedTuple):
    """A link: ``weight`` is the measure named by ``measure``."""

    source: str
    target: str
    weight: float
    measure: str
    sentences: int
    documents: int
    g2: float
    npmi: float


class Part:
    """The shown concepts of a project, or a part of them, and the links among them over the thresholds of the store."""

    def __init__(self, store: Store, *, weight: str = "g2", top: int | None = None, category: Sequence[str] = ()) -> None:
        """Choose the concepts: only ``category``, only the ``top`` ones with most sentences (ties by label). Raise KgError for no measure."""
        if weight not in MEASURES:
            raise KgError(f"no measure {weight}", hint=f"measures: {', '.join(MEASURES)}")
        if top is not None and top < 1:
            raise KgError("the number of concepts must be at least 1", hint="--top 100")
        self.store, self.weight = store, weight
        rows = [row for row in store.concepts() if not category or row.category in category]
        if top is not None:
            rows = sorted(sorted(rows, key=lambda row: (-row.sentences, row.label))[:top], key=lambda row: row.id)
        self.concepts: dict[int, ConceptRow] = {row.id: row for row in rows}

    def nodes(self) -> Iterator[Node]:
        """Yield the concepts by id, which is the order of their labels."""
        for row in self.concepts.values():
            yield Node(row.label, row.label, row.iri, row.en, row.category, row.status, row.score, row.mentions, row.sentences, row.documents)

    def edges(self) -> Iterator[Edge]:
        """Yield the links a < b, sorted; one at a time, so that a graph of any size can be written."""
        measure, units, concepts = MEASURES[self.weight], self.store.units, self.concepts
        sentences, documents = self.store.thresholds
        for a, b, both, shared in self.store.pairs(min_sentences=sentences, min_documents=documents):
            if a in concepts and b in concepts:
                counts = (both, concepts[a].sentences, concepts[b].sentences, units)
                yield Edge(concepts[a].label, concepts[b].label, measure(*counts), self.weight, both, shared, g2(*counts), npmi(*counts))
