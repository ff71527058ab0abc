"""Where a concept appears first, with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.evidence import telling
from kg.store.names import Names
from kg.store.periods import appeared, earliest, sids_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from kg.store import Store
    from kg.store.reader import ConceptRow


class First(NamedTuple):
    """The first appearance of a concept.

    concept: its preferred label
    date: date of the first document that holds it; a year or month alone counts as its end
    document: that document
    line: line of the source file where the paragraph of the sentence begins
    sentence: the most telling sentence of that document with the concept
    sentences: sentences that hold it in the whole time
    en: English label, empty where unknown
    """

    concept: str
    date: str
    document: str
    line: int
    sentence: str
    sentences: int
    en: str


def first_date(store: Store, cid: int) -> str:
    """Return the date of the first document that holds a concept, "" where no dated one does."""
    found = earliest(store, cid)
    return found[0] if found else ""


def first(store: Store, concepts: Iterable[ConceptRow]) -> Iterator[First]:
    """Yield the first appearance of each concept, in the order given; those in no dated document are left out."""
    names = Names(store)
    for concept in concepts:
        if found := earliest(store, concept.id):
            date, doc = found
            sentence = store.sentence(telling(store, sids_in(store, concept.id, doc), [concept.id], limit=1)[0])
            yield First(concept.label, date, names.of_id(doc), sentence.line, store.sentence_text(sentence), concept.sentences, concept.en)


def newest(store: Store, concepts: Iterable[ConceptRow], *, limit: int, category: Collection[str] = ()) -> list[First]:
    """Return the ``limit`` (0: all) concepts, of ``category`` if any, that appeared last, the latest first, of one date those in most
    sentences, ties by label.
    """
    dates = appeared(store)
    dated = sorted((row for row in concepts if row.id in dates and (not category or row.category in category)), key=lambda row: (-row.sentences, row.label))
    dated.sort(key=lambda row: dates[row.id], reverse=True)
    return list(first(store, dated[:limit or None]))
