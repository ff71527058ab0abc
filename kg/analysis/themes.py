"""Groups of concepts that belong together, their names, their central concepts, and the bridges between them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.communities import RESOLUTION, SEED, communities, telling_members
from kg.analysis.links import Net, net
from kg.weights import association, npmi

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kg.store import Store

LEAST = 0.01
"""What a link counts at least, so that frequent company by chance counts a little."""


class Member(NamedTuple):
    """A concept in its community.

    community: number of the community, 0 is the largest
    name: its two most telling concepts
    concept: preferred label of the concept
    strength: sum over its links within the community of sentences × npmi
    bridge: participation, 0 (all links within the community) to nearly 1 (spread over many)
    en: English label, empty where unknown
    """

    community: int
    name: str
    concept: str
    strength: float
    bridge: float
    en: str


def themes(
    store: Store, *, limit: int = 0, category: Collection[str] = (), resolution: float = RESOLUTION, seed: int = SEED,
) -> list[Member]:
    """Return the concepts of the ``limit`` (0: all) largest communities that hold any of them: by community, then the strongest first, ties by label.

    The graph is that of ``kg.analysis.links``. Communities are found by association strength (van Eck & Waltman 2009), which does not
    favour frequent concepts; but it favours rare ones, so who is central in a community is told by sentences × npmi (at least 0.01), as
    links are ranked on the page. ``bridge`` is the participation coefficient 1 − Σ (s_c/s)² over communities c, s_c being the sum
    towards c (Guimerà & Amaral 2005, Nature 433).
    ``category``: only concepts of these categories are listed; communities do not change.
    """
    graph = net(store)
    labels = [row.label for row in graph.concepts]
    membership = communities(labels, associations(graph, store.units), resolution=resolution, seed=seed)
    edges = _telling(graph, store.units)
    names = [" · ".join(labels[place] for place in places) for places in telling_members(labels, membership, edges)]
    towards = _towards(membership, edges)
    rows = []
    for place, concept in enumerate(graph.concepts):
        community = membership[place]
        if not category or concept.category in category:
            rows.append(Member(
                community, names[community], concept.label, round(towards[place][community], 6), _participation(towards[place].values()), concept.en))
    listed = sorted({row.community for row in rows})[:limit or None]
    return sorted((row for row in rows if row.community in listed), key=lambda row: (row.community, -row.strength, row.concept))


def associations(graph: Net, units: int) -> list[tuple[int, int, float]]:
    """Return the links with their association strengths; ``units``: N."""
    own = [row.sentences for row in graph.concepts]
    return [(a, b, association(n, own[a], own[b], units)) for a, b, n in graph.links]


def _telling(graph: Net, units: int) -> list[tuple[int, int, float]]:
    own = [row.sentences for row in graph.concepts]
    return [(a, b, n * max(npmi(n, own[a], own[b], units), LEAST)) for a, b, n in graph.links]


def _towards(membership: Sequence[int], edges: Sequence[tuple[int, int, float]]) -> list[dict[int, float]]:
    """Return for each concept its strength towards each community."""
    found: list[dict[int, float]] = [defaultdict(float) for _ in membership]
    for one, other, weight in edges:
        found[one][membership[other]] += weight
        found[other][membership[one]] += weight
    return found


def _participation(strengths: Collection[float]) -> float:
    total = sum(strengths)
    return round(1 - sum((value / total) ** 2 for value in strengths), 6) + 0.0
