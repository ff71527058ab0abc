"""Which concepts and links a page draws and which it only lists: a co-occurrence graph drawn whole is a hairball (DESIGN §10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg import weights
from kg.errors import LimitError
from kg.export.html.options import MOST_LINKS, REFUSE_ABOVE, refuse_slow
from kg.store.among import pairs_among
from kg.store.bulk import degrees

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from kg.export.html.options import Options
    from kg.store import Store
    from kg.store.reader import ConceptRow

LISTED = 2_000
"""Most concepts that a page lists beside the drawn ones."""

OTHERS, BEST = 5, 2
"""So many best links of a drawn concept, then of any listed one, get a sentence before the rest."""

YEARS = 12
"""So often a drawn link gets one more sentence, of a year that has none yet."""

FLOOR = 0.01
"""Least npmi in the rank of a link: frequent pairs near independence still come before nothing."""


class Link(NamedTuple):
    """A pair of concepts a < b with its counts; ``rank`` = sentences · max(npmi, 0.01), the order in which links are drawn."""

    a: int
    b: int
    sentences: int
    documents: int
    npmi: float
    rank: float


class Total(NamedTuple):
    """What the project holds at these thresholds, for saying what was left out; ``alone``: frequent concepts without a link to draw."""

    concepts: int
    links: int
    alone: int
    min_sentences: int
    min_documents: int


class Cut(NamedTuple):
    """What a page holds: drawn and listed concepts by id (all drawn ones are listed), drawn links, all links among the listed.

    ``degrees``: how many links each concept has in the project.
    """

    drawn: list[ConceptRow]
    listed: list[ConceptRow]
    links: list[Link]
    among: list[Link]
    degrees: dict[int, int]
    total: Total


def links_among(store: Store, concepts: Sequence[ConceptRow], *, min_sentences: int, min_documents: int) -> list[Link]:
    """Return the links among these concepts over the thresholds, sorted by (a, b)."""
    units = store.units
    own = {concept.id: concept.sentences for concept in concepts}
    links = []
    for a, b, sentences, documents in pairs_among(store, list(own), min_sentences=min_sentences, min_documents=min_documents):
        npmi = weights.npmi(sentences, own[a], own[b], units)
        links.append(Link(a, b, sentences, documents, npmi, sentences * max(npmi, FLOOR)))
    return links


def frequent(concepts: Iterable[ConceptRow], top: int) -> list[ConceptRow]:
    """Return the ``top`` concepts with most sentences (ties: documents, then id), by id."""
    best = sorted(concepts, key=lambda concept: (-concept.sentences, -concept.documents, concept.id))[:top]
    return sorted(best, key=lambda concept: concept.id)


def by_rank(links: Iterable[Link]) -> list[Link]:
    """Return links, the strongest first; equal ones by sentences, then by id."""
    return sorted(links, key=lambda link: (-link.rank, -link.sentences, link.a, link.b))


def best_of_each(ranked: Iterable[Link], per_concept: int, concepts: AbstractSet[int] | None = None) -> set[Link]:
    """Return the first ``per_concept`` links of every concept, or of these concepts, from links in order of rank."""
    seen: dict[int, int] = {}
    chosen = set()
    for link in ranked:
        for end in (link.a, link.b):
            if (concepts is None or end in concepts) and seen.get(end, 0) < per_concept:
                seen[end] = seen.get(end, 0) + 1
                chosen.add(link)
    return chosen


def spanning(ranked: Iterable[Link]) -> set[Link]:
    """Return the maximum spanning forest of links in order of rank (Kruskal 1956)."""
    root: dict[int, int] = {}

    def find(node: int) -> int:
        while (parent := root.get(node, node)) != node:
            root[node] = root.get(parent, parent)
            node = parent
        return node

    chosen = set()
    for link in ranked:
        a, b = find(link.a), find(link.b)
        if a != b:
            root[a] = b
            chosen.add(link)
    return chosen


def drawn_links(links: Iterable[Link], per_concept: int) -> list[Link]:
    """Return the best links of each concept joined with the maximum spanning forest, sorted by (a, b)."""
    ranked = by_rank(links)
    return sorted(best_of_each(ranked, per_concept) | spanning(ranked))


def choose(store: Store, options: Options) -> Cut:
    """Return the cut of a project; raise LimitError (code 4) for one too large to use."""
    sentences, documents = store.thresholds
    shown = store.concepts()
    drawn = _drawn(store, shown, options)
    if not options.force:
        refuse_slow(len(drawn), f"draw at most {REFUSE_ABOVE} (--top), or insist with --force")
    chosen = {concept.id for concept in drawn}
    # the drawn ones first, so that a part of the graph is listed whole
    rest = frequent((concept for concept in shown if concept.id not in chosen), max(LISTED - len(drawn), 0))
    listed = sorted([*drawn, *rest], key=lambda concept: concept.id)
    links = links_among(store, listed, min_sentences=sentences, min_documents=documents)
    inside = drawn_links([link for link in links if link.a in chosen and link.b in chosen], options.per_concept)
    drawn, alone = _linked(drawn, inside, options)
    if len(inside) > MOST_LINKS and not options.force:
        raise LimitError(f"a page of {len(inside)} links is too slow to use", hint="draw fewer concepts (--top) or links (--per-concept), or insist with --force")
    near = degrees(store, min_sentences=sentences, min_documents=documents)
    return Cut(drawn, listed, inside, links, near, Total(len(shown), sum(near.values()) // 2, alone, sentences, documents))


def by_need(cut: Cut) -> Iterator[Link]:
    """Yield links in the order in which they get a sentence, the drawn ones several times: what is looked at most comes first."""
    drawn, inside = {concept.id for concept in cut.drawn}, by_rank(cut.links)
    ranked = by_rank(cut.among)
    yield from inside
    yield from (link for link in ranked if link.a in drawn and link.b in drawn)
    yield from inside
    for near in (best_of_each(ranked, OTHERS, drawn), best_of_each(ranked, BEST)):
        yield from by_rank(near)
    for _ in range(YEARS):
        yield from inside
    yield from ranked


def _linked(drawn: list[ConceptRow], links: Iterable[Link], options: Options) -> tuple[list[ConceptRow], int]:
    """Return the concepts that stand in a drawn link, and how many do not; all of them where there is no link or they were asked for."""
    ends = {end for link in links for end in (link.a, link.b)}
    if not ends:
        return drawn, 0
    kept = [concept for concept in drawn if concept.id in ends or concept.id in options.around or concept.id in options.community]
    return kept, len(drawn) - len(kept)


def _drawn(store: Store, shown: list[ConceptRow], options: Options) -> list[ConceptRow]:
    if options.community:
        members = set(options.community)
        return frequent((concept for concept in shown if concept.id in members), options.top)
    if not options.around:
        return frequent(shown, options.top)
    sentences, documents = store.thresholds
    known = {concept.id: concept for concept in shown}
    ranks: dict[int, float] = {}
    for middle in options.around:
        for near in store.neighbours(middle, min_sentences=sentences, min_documents=documents):
            if near.id in known and near.id not in options.around:
                npmi = weights.npmi(near.sentences, store.concept(middle).sentences, near.total, store.units)
                ranks[near.id] = max(ranks.get(near.id, 0.0), near.sentences * max(npmi, FLOOR))
    best = sorted(ranks, key=lambda cid: (-ranks[cid], cid))[:max(options.top - len(options.around), 0)]
    return [known[cid] for cid in sorted({*best, *(cid for cid in options.around if cid in known)})]
