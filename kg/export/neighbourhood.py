"""Parts of a project named by concepts: what a page can be drawn of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analysis.communities import communities
from kg.analysis.links import net
from kg.analysis.resolve import concepts
from kg.analysis.themes import associations
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.store import Store


def ids(store: Store, labels: Sequence[str]) -> tuple[int, ...]:
    """Return the ids of the concepts with these labels, see ``kg.analysis.resolve``."""
    return tuple(row.id for row in concepts(store, labels))


def communities_of(store: Store, labels: Sequence[str]) -> tuple[int, ...]:
    """Return the ids, sorted, of all concepts in the communities of these concepts, which are those of ``kg.analysis.themes``.

    Raise InputError for a concept without links, which is in none.
    """
    graph = net(store)
    number_of = dict(zip((row.id for row in graph.concepts), communities([row.label for row in graph.concepts], associations(graph, store.units)), strict=True))
    asked = concepts(store, labels)
    for row in asked:
        if row.id not in number_of:
            raise InputError(f"{row.label} has no link, so it is in no community", hint=f"--around {row.label}")
    wanted = {number_of[row.id] for row in asked}
    return tuple(cid for cid in sorted(number_of) if number_of[cid] in wanted)
