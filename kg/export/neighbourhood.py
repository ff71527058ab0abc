"""Parts of a project named by concepts: what a page can be drawn of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analysis.communities import communities
from kg.analysis.resolve import concepts
from kg.export.rows import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.store import Store


def ids(store: Store, labels: Sequence[str]) -> tuple[int, ...]:
    """Return the ids of the concepts with these labels, see ``kg.analysis.resolve``."""
    return tuple(row.id for row in concepts(store, labels))


def communities_of(store: Store, labels: Sequence[str]) -> tuple[int, ...]:
    """Return the ids, sorted, of all concepts in the communities of these concepts; association strength is the weight of links."""
    part = Part(store, weight="association")
    order = list(part.concepts)
    place = {row.label: number for number, row in enumerate(part.concepts.values())}
    found = communities(list(place), [(place[edge.source], place[edge.target], edge.weight) for edge in part.edges()])
    number_of = dict(zip(order, found, strict=True))
    wanted = {number_of[cid] for cid in ids(store, labels) if cid in number_of}
    return tuple(cid for cid in order if number_of[cid] in wanted)
