"""Finding concepts by what they are called, and what stands above and below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.store.reader import ConceptRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store.reader import Store


class Met(NamedTuple):
    """A neighbour with what a ranking needs: ``sentences`` and ``documents`` with both, ``total`` = its own sentences."""

    id: int
    sentences: int
    documents: int
    total: int
    label: str
    category: str
    en: str


def met(store: Store, cid: int, *, min_sentences: int, min_documents: int) -> Iterator[Met]:
    """Yield what shares at least so many sentences and documents with a concept, those with most sentences with both first, then by id."""
    # LIMIT keeps the order of the inner query, so that concepts are looked up one at a time, as they are asked for
    rows = store.db.execute(
        "SELECT p.b, p.sentences, p.documents, c.sentences, c.label, c.category, c.en FROM (SELECT b, sentences, documents FROM pair "
        "WHERE a = ? AND sentences >= ? AND documents >= ? ORDER BY sentences DESC, b LIMIT -1) p CROSS JOIN concept c ON c.id = p.b",
        (cid, min_sentences, min_documents))
    return map(Met._make, rows)


def by_iri(store: Store, iri: str) -> list[ConceptRow]:
    """Return the concept of an IRI, or the one in the place of an IRI out of use, if any."""
    rows = store.db.execute("SELECT * FROM concept WHERE iri IN (?1, (SELECT by FROM replaced WHERE iri = ?1))", (iri,))
    return [ConceptRow(*row) for row in rows]


def by_label(store: Store, label: str) -> ConceptRow:
    """Return the concept with this preferred label, which it alone has."""
    return ConceptRow(*store.db.execute("SELECT * FROM concept WHERE label = ?", (label,)).fetchone())


def by_form(store: Store, folded: str) -> list[tuple[ConceptRow, str]]:
    """Return (concept, kind of label) of all labels and forms with this fold, by concept and kind."""
    rows = store.db.execute(
        "SELECT c.*, f.kind FROM form f JOIN concept c ON c.id = f.cid WHERE f.folded = ? ORDER BY c.id, f.kind", (folded,))
    return [(ConceptRow(*row[:-1]), row[-1]) for row in rows]


def mentioned_forms(store: Store) -> Iterator[tuple[str, int, str]]:
    """Yield (preferred label, mentions, folded form) of all labels of concepts that are mentioned."""
    return store.db.execute(
        "SELECT c.label, c.mentions, f.folded FROM form f JOIN concept c ON c.id = f.cid WHERE c.mentions > 0 ORDER BY f.id")


def kin(store: Store, cid: int) -> frozenset[int]:
    """Return the ids of all concepts above or below a concept, at any distance."""
    up = ("WITH RECURSIVE up(id) AS (SELECT broader FROM broader WHERE cid = ? UNION SELECT b.broader FROM broader b JOIN up ON b.cid = up.id) "
          "SELECT id FROM up")
    down = ("WITH RECURSIVE down(id) AS (SELECT cid FROM broader WHERE broader = ? UNION SELECT b.cid FROM broader b JOIN down ON b.broader = down.id) "
            "SELECT id FROM down")
    return frozenset(found for sql in (up, down) for (found,) in store.db.execute(sql, (cid,)))


def above(store: Store) -> set[tuple[int, int]]:
    """Return all (concept, a broader one at any distance)."""
    return set(store.db.execute(
        "WITH RECURSIVE up(cid, above) AS (SELECT cid, broader FROM broader UNION "
        "SELECT up.cid, b.broader FROM up JOIN broader b ON b.cid = up.above) SELECT cid, above FROM up"))
