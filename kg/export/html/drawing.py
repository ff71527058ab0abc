"""The picture: places, sizes and themes of the drawn concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg import weights
from kg.analysis.communities import communities, telling_members
from kg.export.html.layout import place
from kg.export.html.looks import looks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.export.html.cut import Link
    from kg.export.html.looks import Look
    from kg.store.reader import ConceptRow


class Drawing(NamedTuple):
    """By drawn concept: place, look, theme; by theme: the concepts (places in the list of drawn ones) that name it."""

    places: list[tuple[int, int]]
    looks: list[Look]
    themes: list[int]
    names: list[list[int]]


def drawing(concepts: Sequence[ConceptRow], links: Sequence[Link], units: int) -> Drawing:
    """Return how these concepts and links are drawn; themes and places rest on association strength (DESIGN §7)."""
    number = {concept.id: place for place, concept in enumerate(concepts)}
    labels = [concept.label for concept in concepts]
    sizes = looks(labels, [concept.sentences for concept in concepts])
    edges, ranks = [], []
    for link in links:
        a, b = number[link.a], number[link.b]
        strength = weights.association(link.sentences, concepts[a].sentences, concepts[b].sentences, units)
        edges.append((a, b, max(strength, 10.0**-weights.DECIMALS)))
        ranks.append((a, b, link.rank))
    themes = communities(labels, edges)
    return Drawing(place([look.box for look in sizes], edges, themes), sizes, themes, telling_members(labels, themes, ranks))
