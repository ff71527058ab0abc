"""What goes together with a concept: its neighbours by an association measure."""

from __future__ import annotations

from heapq import heappush, heappushpop
from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.evidence import EXAMPLES, best
from kg.analysis.nested import is_nested
from kg.store.labels import Met, by_label, kin, met
from kg.store.names import Names
from kg.weights import MEASURES, g2, npmi

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from kg.store import Store
    from kg.store.reader import ConceptRow

    Ranked = tuple[float, int, str, bool, Met]
    """What a neighbour is sorted by, whether it is nested, and the neighbour."""


class Related(NamedTuple):
    """A concept that shares sentences with the one asked about.

    concept: its preferred label
    weight: the value of the measure, by which rows are ranked
    measure: name of the measure (--by)
    sentences: sentences with both concepts
    documents: documents with such a sentence
    g2: signed log-likelihood ratio: is it more than chance?
    npmi: normalised pointwise mutual information, -1 to 1: how strong is it?
    nested: one name is part of the other, or one is broader (shown with --nested)
    document: where the example stands
    example: the most telling sentence with both, of at most 30 from all of the corpus
    en: English label, empty where unknown
    of: the concept asked about
    """

    concept: str
    weight: float
    measure: str
    sentences: int
    documents: int
    g2: float
    npmi: float
    nested: bool
    document: str
    example: str
    en: str
    of: str


def related(store: Store, concept: ConceptRow, *, by: str = "g2", limit: int = 20, nested: bool = False, category: Collection[str] = ()) -> list[Related]:
    """Return the ``limit`` (0: all) neighbours of a concept over the thresholds of the project, strongest first.

    Ties by sentences, then by label. Nested pairs are left out unless ``nested``; ``category``: only concepts of these categories.
    """
    found = sorted(_strongest(store, concept, by, limit=limit, nested=nested, category=category))
    return list(_rows(store, concept, found[:limit] if limit else found, by))


def around(
    store: Store, concepts: Iterable[ConceptRow], *, depth: int = 1, by: str = "g2", limit: int = 20, nested: bool = False, category: Collection[str] = (),
) -> dict[ConceptRow, list[Related]]:
    """Return concept → its rows of ``related``, for these concepts and, with a ``depth`` of 2, for their neighbours found so."""
    found = {one: related(store, one, by=by, limit=limit, nested=nested, category=category) for one in concepts}
    if depth > 1:
        near = [by_label(store, row.concept) for rows in found.values() for row in rows]
        found |= {one: related(store, one, by=by, limit=limit, nested=nested, category=category) for one in dict.fromkeys(near) if one not in found}
    return found


def _strongest(store: Store, concept: ConceptRow, by: str, *, limit: int, nested: bool, category: Collection[str]) -> Iterator[Ranked]:
    """Yield neighbours, the strongest ``limit`` (0: all) among them.

    No measure is higher than where all sentences of the neighbour hold the concept, and none of them falls there with the number of
    these sentences: neighbours come by that number, and once even so they cannot be strong enough, all have been seen.
    """
    measure, units, own = MEASURES[by], store.units, concept.sentences
    highest: list[float] = []
    for near, inside in _near(store, concept, store.thresholds, nested=nested, category=category):
        if limit and len(highest) == limit and measure(near.sentences, own, near.sentences, units) < highest[0]:
            return
        value = measure(near.sentences, own, near.total, units)
        yield -value, -near.sentences, near.label, inside, near
        if len(highest) < limit:
            heappush(highest, value)
        elif limit:
            heappushpop(highest, value)


def _near(store: Store, concept: ConceptRow, least: tuple[int, int], *, nested: bool, category: Collection[str]) -> Iterator[tuple[Met, bool]]:
    """Yield the neighbours over these thresholds that are asked for, those with most sentences with both first; and whether they are nested."""
    above_or_below = kin(store, concept.id)
    for near in met(store, concept.id, min_sentences=least[0], min_documents=least[1]):
        inside = near.id in above_or_below or is_nested(concept.label, concept.category, near.label, near.category)
        if (nested or not inside) and (not category or near.category in category):
            yield near, inside


def hidden(store: Store, concept: ConceptRow, *, nested: bool = False, category: Collection[str] = ()) -> int:
    """Return how many neighbours ``related`` leaves out because of the thresholds alone."""
    sentences, documents = store.thresholds
    every = _near(store, concept, (1, 1), nested=nested, category=category) if (sentences, documents) != (1, 1) else ()
    return sum(near.sentences < sentences or near.documents < documents for near, _ in every)


def _rows(store: Store, concept: ConceptRow, ranked: list[Ranked], by: str) -> Iterator[Related]:
    units, own, names = store.units, concept.sentences, Names(store)
    for minus_weight, _, _, inside, near in ranked:
        sid, = best(store, (concept.id, near.id), limit=1, among=EXAMPLES)
        sentence = store.sentence(sid)
        counts = near.sentences, own, near.total, units
        yield Related(
            near.label, -minus_weight + 0.0, by, near.sentences, near.documents, g2(*counts), npmi(*counts), inside,
            names.of_id(sentence.doc), store.sentence_text(sentence), near.en, concept.label)
