"""The concepts of a project, as a whole and by document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.store.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store import Store


class Concept(NamedTuple):
    """A concept of the project.

    concept: its preferred label
    score: 0 to 1, how likely an annotator would list it: the most over its documents
    mentions: places where it stands, not as a part of a longer concept
    sentences: sentences with such a place
    documents: documents that hold it
    status: curated (from a thesaurus) or discovered
    category: policy, technology, security, economy, society, law, institution, governance, international or data
    en: English label, empty where unknown
    """

    concept: str
    score: float
    mentions: int
    sentences: int
    documents: int
    status: str
    category: str
    en: str


class InDocument(NamedTuple):
    """A concept of one document.

    document: the document
    concept: preferred label of the concept
    score: 0 to 1, how likely an annotator would list the concept in this document
    mentions: places in this document
    variants: its other forms in this document
    status: curated (from a thesaurus) or discovered
    en: English label, empty where unknown
    """

    document: str
    concept: str
    score: float
    mentions: int
    variants: list[str]
    status: str
    en: str


def concepts(store: Store, *, shown: bool = True) -> list[Concept]:
    """Return the concepts of a project, those in most sentences first, ties by label; with ``shown`` only those over the thresholds."""
    rows = [row for row in store.concepts(shown=shown) if row.mentions]
    return [Concept(row.label, row.score, row.mentions, row.sentences, row.documents, row.status, row.category, row.en)
            for row in sorted(rows, key=lambda row: (-row.sentences, row.label))]


def by_document(store: Store) -> Iterator[InDocument]:
    """Yield the concepts listed for each document, duplicates too, by document, then by falling score.

    A concept that is mentioned is listed where its score there reaches the threshold of the build, as for a file without a project.
    """
    names = Names(store)
    for key, label, score, mentions, variants, status, en in store.db.execute(
            "SELECT d.key, c.label, m.score, m.mentions, m.variants, c.status, c.en FROM concept_doc m JOIN doc d ON d.id = m.doc "
            "JOIN concept c ON c.id = m.cid WHERE m.score >= ? ORDER BY d.id, -m.score, c.label", (float(store.meta("threshold")),)):
        yield InDocument(names.of(key), label, score, mentions, variants.split("\n") if variants else [], status, en)
