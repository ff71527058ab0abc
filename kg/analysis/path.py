"""How two concepts hang together: the strongest chains of links between them, each link with a sentence."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.chains import FAR, Chain, chains, fewest
from kg.analysis.evidence import best
from kg.analysis.nested import is_nested
from kg.analysis.resolve import concept, concepts
from kg.errors import KgError
from kg.store.labels import kin
from kg.store.links import strong_links
from kg.store.names import Names
from kg.weights import cosine, link_cost

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

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
    category: Collection[str] = (),
) -> list[Step]:
    """Return the links of the ``limit`` strongest chains (0: of all, up to MOST) of at most ``max_links`` links, strongest first.

    The strength of a chain is the product of the cosines of its links, its cost the sum of their -ln; ties by fewer links, then by
    labels. Only links over the thresholds count; ``avoid``: ids of concepts no chain may pass; nested pairs are no links unless ``nested``;
    ``category``: what lies between is of these categories.
    """
    finder = _Finder(store, _rules(store, start, goal, avoid, nested=nested, category=category))
    # ids are ranks of labels: ties by id are ties by label
    return list(_steps(store, chains(finder.links, start.id, goal.id, limit=limit or MOST, max_links=max_links)))


class Ends(NamedTuple):
    """What a chain joins, and what it must not pass."""

    start: ConceptRow
    goal: ConceptRow
    avoid: frozenset[int]


def ends(store: Store, a: str, b: str, avoid: Iterable[str] = ()) -> Ends:
    """Return the concepts that a user names; raise KgError where both ends are one concept or an end is to be avoided."""
    start, goal = concept(store, a), concept(store, b)
    if start == goal:
        raise KgError(f"{a} and {b} are one concept, {start.label}", hint="two different concepts")
    around = frozenset(row.id for row in concepts(store, avoid))
    if both := around & {start.id, goal.id}:
        raise KgError(f"{store.concept(min(both)).label} is an end of the chain and cannot be avoided", hint="avoid what lies between")
    return Ends(start, goal, around)


class WayOut(NamedTuple):
    """With what there is a chain: so many links at most, over nested links, over links below the thresholds, over concepts of any category,
    past what was to be avoided.
    """

    max_links: int
    nested: bool
    hidden: bool
    any_category: bool
    passing: bool


def way_out(
    store: Store, start: ConceptRow, goal: ConceptRow, *, max_links: int, avoid: Collection[int] = (), nested: bool = False,
    category: Collection[str] = (),
) -> WayOut | None:
    """Return the least that must be allowed for ``path`` to find a chain, None where nothing helps."""
    asked = _rules(store, start, goal, avoid, nested=nested, category=category)
    wider = product(*(dict.fromkeys(pair) for pair in zip(asked, _Rules(asked.ends, frozenset(), (), (1, 1), nested=True), strict=True)))
    for rules in map(_Rules._make, wider):
        if links := fewest(_Finder(store, rules).links, start.id, goal.id, most=MOST_LINKS):
            return WayOut(max(links, max_links), rules.nested, rules.least != asked.least, rules.category != asked.category, rules.avoid != asked.avoid)
    return None


class _Rules(NamedTuple):
    """What a chain between the ``ends`` may pass, and over which links: see ``path``."""

    ends: frozenset[int]
    avoid: frozenset[int]
    category: tuple[str, ...]
    least: tuple[int, int]
    nested: bool

    def passes(self, concept: int, category: str) -> bool:
        """Whether a chain may pass a concept, or ends there."""
        return concept in self.ends or (concept not in self.avoid and (not self.category or category in self.category))


def _rules(store: Store, start: ConceptRow, goal: ConceptRow, avoid: Collection[int], *, nested: bool, category: Collection[str]) -> _Rules:
    return _Rules(frozenset((start.id, goal.id)), frozenset(avoid), tuple(category), store.thresholds, nested)


class _Finder:
    """Links of concepts with their costs in ``MICRO``."""

    def __init__(self, store: Store, rules: _Rules) -> None:
        self.store, self.rules = store, rules
        self.kin: dict[int, frozenset[int]] = {}

    def links(self, cid: int, room: int) -> Iterator[tuple[int, int]]:
        own = self.store.concept(cid)
        sentences, documents = self.rules.least
        rows = strong_links(
            self.store, cid, own.sentences, min_sentences=sentences, min_documents=documents, max_cost=room / MICRO if room < FAR // 2 else 40.0)
        for other, both, total, label, category in rows:
            if not self.rules.passes(other, category) or (not self.rules.nested and self._nested(own, other, label, category)):
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
