"""The links of the graph that analyses of the whole use: pairs over the thresholds between shown concepts, nested ones left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.nested import is_nested
from kg.store.labels import above

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.reader import ConceptRow


class Link(NamedTuple):
    """Places of two concepts, the first smaller, and the sentences with both."""

    one: int
    other: int
    sentences: int


class Net(NamedTuple):
    """Concepts with at least one link, by label, and their links, sorted."""

    concepts: list[ConceptRow]
    links: list[Link]


def net(store: Store) -> Net:
    """Return the graph of a project, or of what it is restricted to, with the thresholds of the project."""
    sentences, documents = store.thresholds
    rows = {row.id: row for row in store.concepts()}
    nested = above(store)
    pairs = [
        (a, b, both) for a, b, both, _ in store.pairs(min_sentences=sentences, min_documents=documents)
        if a in rows and b in rows and (a, b) not in nested and (b, a) not in nested
        and not is_nested(rows[a].label, rows[a].category, rows[b].label, rows[b].category)]
    met = {cid for a, b, _ in pairs for cid in (a, b)}
    concepts = sorted((rows[cid] for cid in met), key=lambda row: row.label)
    place = {row.id: number for number, row in enumerate(concepts)}
    return Net(concepts, sorted(Link(min(place[a], place[b]), max(place[a], place[b]), both) for a, b, both in pairs))
