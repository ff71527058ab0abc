"""How two concepts hang together: the strongest chains of links between them, each link with a sentence."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.chains import FAR, Chain, chains, fewest
from kg.analysis.evidence import best
from kg.analysis.nested import is_nested
from kg.store.labels import kin
from kg.store.links import strong_links
from kg.store.names import Names
from kg.weights import cosine, link_cost

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kg.store import Store
    from kg.store.reader import ConceptRow

MOST_LINKS = 8
"""Longer chains say nothing, and are many."""

MICRO = 1_000_000
"""Costs are compared as integers of 1/1,000,000, the last decimal that a cost has."""


MOST = 10_000
"""Chains that are looked for at most: with many links between two concepts there are more than anybody could wait for."""


class Step(NamedTuple):
    """One link of a chain.

    rank: 1 is the strongest chain; of equally strong ones first those of fewer links, then by labels
    cost: of the whole chain, the sum of -ln cosine of its links
    step: number of the link in its chain, from 1
    a: where the link begins
    b: where it ends
    weight: cosine of the link, 0 to 1; the product along the chain is exp(-cost)
    sentences: sentences with both
    document: where the example stands
    example: the most telling sentence with both
    a_en: English label of a, empty where unknown
    b_en: English label of b, empty where unknown
    """

    rank: int
    cost: float
    step: int
    a: str
    b: str
    weight: float
    sentences: int
    document: str
    example: str
    a_en: str
    b_en: str


def path(
    store: Store, start: ConceptRow, goal: ConceptRow, *, limit: int = 3, max_links: int = 4, avoid: Collection[int] = (), nested: bool = False,
) -> list[Step]:
    """Return the links of the ``limit`` strongest chains (0: of all, up to MOST) of at most ``max_links`` links, strongest first.

    The strength of a chain is the product of the cosines of its links, its cost the sum of their -ln; ties by fewer links, then by
    labels. Only links over the thresholds count; ``avoid``: ids of concepts no chain may pass; nested pairs are no links unless ``nested``.
    """
    finder = _Finder(store, frozenset(avoid) - {start.id, goal.id}, store.thresholds, nested=nested)
    # ids are ranks of labels: ties by id are ties by label
    return list(_steps(store, chains(finder.links, start.id, goal.id, limit=limit or MOST, max_links=max_links)))


class WayOut(NamedTuple):
    """With what there is a chain: so many links at most, over nested links, over links below the thresholds, past what was to be avoided."""

    max_links: int
    nested: bool
    hidden: bool
    passing: bool


def way_out(
    store: Store, start: ConceptRow, goal: ConceptRow, *, max_links: int, avoid: Collection[int] = (), nested: bool = False,
) -> WayOut | None:
    """Return the least that must be allowed for ``path`` to find a chain, None where nothing helps."""
    passed = frozenset(avoid) - {start.id, goal.id}
    for passing, hidden, over in product((False, True), repeat=3):
        if (passing and not passed) or (hidden and store.thresholds == (1, 1)) or (nested and not over):
            continue
        finder = _Finder(store, frozenset() if passing else passed, (1, 1) if hidden else store.thresholds, nested=over)
        if links := fewest(finder.links, start.id, goal.id, most=MOST_LINKS):
            return WayOut(max(links, max_links), over, hidden, passing)
    return None


class _Finder:
    """Links of concepts with their costs in ``MICRO``."""

    def __init__(self, store: Store, avoid: frozenset[int], least: tuple[int, int], *, nested: bool) -> None:
        self.store, self.avoid, self.nested = store, avoid, nested
        self.least_sentences, self.least_documents = least
        self.kin: dict[int, frozenset[int]] = {}

    def links(self, cid: int, room: int) -> Iterator[tuple[int, int]]:
        own = self.store.concept(cid)
        rows = strong_links(
            self.store, cid, own.sentences, min_sentences=self.least_sentences, min_documents=self.least_documents,
            max_cost=room / MICRO if room < FAR // 2 else 40.0)
        for other, both, total, label, category in rows:
            if other in self.avoid or (not self.nested and self._nested(own, other, label, category)):
                continue
            cost = round(link_cost(both, own.sentences, total) * MICRO)
            if cost <= room:
                yield cost, other

    def _nested(self, own: ConceptRow, other: int, label: str, category: str) -> bool:
        if own.id not in self.kin:
            self.kin[own.id] = kin(self.store, own.id)
        return other in self.kin[own.id] or is_nested(own.label, own.category, label, category)


def _steps(store: Store, found: list[Chain]) -> Iterator[Step]:
    names, units = Names(store), store.units
    for rank, chain in enumerate(found, 1):
        concepts = [store.concept(cid) for cid in chain.nodes]
        for step, (one, other) in enumerate(pairwise(concepts), 1):
            both, _ = store.pair(one.id, other.id)
            sid, = best(store, (one.id, other.id), limit=1)
            sentence = store.sentence(sid)
            yield Step(
                rank, chain.cost / MICRO, step, one.label, other.label, cosine(both, one.sentences, other.sentences, units), both,
                names.of_id(sentence.doc), store.sentence_text(sentence), one.en, other.en)
