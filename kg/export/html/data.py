"""What a page embeds beside the picture: listed concepts, their best links, sentences; as much as fits into its size."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from kg import weights
from kg.export.html.cut import best_of_each, by_rank, frequent
from kg.export.html.evidence import TOLD, quoted, shelf, taken
from kg.export.html.years import by_year
from kg.resources import VERSION
from kg.store.among import document_years, labels_among

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.export.html.cut import Cut, Link
    from kg.export.html.drawing import Drawing
    from kg.export.html.evidence import Pair, Shelf
    from kg.export.html.options import Options
    from kg.export.html.years import Years
    from kg.store import Store
    from kg.store.reader import ConceptRow

Json = dict[str, Any]  # a tree of JSON

LISTS = ((2000, 10), (2000, 5), (2000, 3), (1000, 3), (500, 3), (250, 3), (0, 3), (0, 0))
"""Listed concepts and best links of each, from most to least; the first that takes no more than ``LIST_SHARE`` of the room is taken."""

LIST_SHARE = 0.4
OTHERS = 5
"""So many best links of a drawn concept get a sentence before others get a second one."""

NEXT = 500
"""So many listed concepts after the drawn ones get a sentence for their best link, while there is room."""


_CONCEPT, _LINK = 28, 22
"""Bytes of JSON of a listed concept beside its names and years, and of a link; close enough for planning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything that the richest page would embed, read once. ``links``: the best ones of the listed concepts, by rank."""

    cut: Cut
    drawing: Drawing
    units: int
    options: Options
    links: list[Link]
    years: Years | None
    aliases: dict[int, list[str]]
    turns: list[Pair]
    shelf: Shelf
    counted: int
    undated: int


def material(store: Store, cut: Cut, drawing: Drawing, options: Options, known: Mapping[Pair, Sequence[int]] | None = None) -> Material:
    """Read what a page may embed; ``known``: the most telling sentences of pairs, where they have been found already."""
    ranked = by_rank(cut.among)
    links = by_rank({*best_of_each(ranked, LISTS[0][1]), *cut.links})
    turns = list(_turns(cut, ranked)) if options.evidence != "none" else []
    dates = document_years(store)
    return Material(
        cut=cut, drawing=drawing, units=store.units, options=options, links=links, turns=turns, shelf=shelf(store, dict.fromkeys(turns), known),
        years=by_year(store, [concept.id for concept in cut.listed], [(link.a, link.b) for link in links]),
        aliases=labels_among(store, [concept.id for concept in cut.listed]),
        counted=len(dates), undated=sum(not year for year, _, _ in dates))


class Listing(NamedTuple):
    """What is listed: concepts by id, links (the drawn ones first), how many best links each concept has at least."""

    concepts: list[ConceptRow]
    links: list[Link]
    best: int


def fitting(material: Material, room: int) -> tuple[str, str]:
    """Return the richest data that take at most ``room`` bytes, as JSON that is safe inside a script element: the graph, its sentences.

    What is always there, the drawn concepts and links, may take more.
    """
    listing = _listing(material, *_list(material, max(room, 0) * LIST_SHARE))
    graph = embedded(_graph(material, listing))
    room -= len(graph.encode("utf-8"))
    place = {concept.id: number for number, concept in enumerate(listing.concepts)}
    pairs = [(link.a, link.b) for link in listing.links]
    exact = {(link.a, link.b) for link in material.cut.links}
    texts = material.options.evidence == "text"
    spare = room - len(embedded(quoted(material.shelf, pairs, set(), place, texts=texts)))
    while True:
        sids = taken(material.shelf, material.turns, spare, texts=texts, exact=exact)
        quotes = embedded(quoted(material.shelf, pairs, sids, place, texts=texts))
        over = len(quotes.encode("utf-8")) - room
        if over <= 0 or not sids:
            return graph, quotes
        spare -= over + 1_000


def _list(material: Material, room: float) -> tuple[int, int]:
    """Return how many concepts are listed with how many links each: the first of ``LISTS`` that takes about ``room`` bytes or less."""
    years = 2 * len(material.years.years) if material.years else 0
    by_need = frequent(material.cut.listed, LISTS[0][0])
    size = [len((concept.label + concept.en + "".join(material.aliases.get(concept.id, ()))).encode("utf-8")) for concept in by_need]
    mean = sum(size) / max(len(size), 1) + _CONCEPT + years
    for listed, best in LISTS:
        # a link is found from both its ends: about two thirds remain
        if min(listed, len(size)) * (mean + best * 2 / 3 * (_LINK + years)) <= room:
            return listed, best
    return LISTS[-1]


def embedded(tree: Json) -> str:
    """Return JSON without any character that could end or change the element around it."""
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _turns(cut: Cut, ranked: Sequence[Link]) -> Iterator[Pair]:
    """Yield pairs in the order in which they get their next sentence."""
    drawn = {concept.id for concept in cut.drawn}
    after = {concept.id for concept in frequent((concept for concept in cut.listed if concept.id not in drawn), NEXT)}
    inside = [(link.a, link.b) for link in by_rank(cut.links)]
    others = [(link.a, link.b) for link in by_rank(best_of_each(ranked, OTHERS, drawn) - set(cut.links))]
    best = [(link.a, link.b) for link in by_rank(best_of_each(ranked, 1, after))]
    yield from inside
    yield from others
    yield from best
    yield from inside
    for _ in range(2, TOLD):
        yield from inside


def _listing(material: Material, listed: int, best: int) -> Listing:
    cut = material.cut
    drawn = {concept.id for concept in cut.drawn}
    rest = frequent((concept for concept in cut.listed if concept.id not in drawn), max(listed - len(drawn), 0))
    concepts = sorted([*cut.drawn, *rest], key=lambda concept: concept.id)
    known = {concept.id for concept in concepts}
    ranked = [link for link in material.links if link.a in known and link.b in known]
    # a drawn concept keeps all its links: it is what people ask about
    more = best_of_each(ranked, best) | (best_of_each(ranked, LISTS[0][1], drawn) if best else set())
    return Listing(concepts, [*cut.links, *sorted(more - set(cut.links))], best)


def _graph(material: Material, listing: Listing) -> Json:
    cut = material.cut
    drawn = {concept.id: number for number, concept in enumerate(cut.drawn)}
    place = {concept.id: number for number, concept in enumerate(listing.concepts)}
    return {
        "v": 1,
        "meta": _meta(material, listing.best, len(listing.links)),
        "themes": [[place[cut.drawn[number].id] for number in names] for names in material.drawing.names],
        "concepts": _concepts(material, listing.concepts, drawn),
        "links": _links(material, listing.links, place),
    }


def _meta(material: Material, best: int, links: int) -> Json:
    total, options = material.cut.total, material.options
    return {
        "kg": VERSION, "title": options.title, "evidence": options.evidence, "units": material.units, "documents": material.counted,
        "undated": material.undated, "concepts": total.concepts, "links": total.links, "alone": total.alone, "min_sentences": total.min_sentences,
        "min_documents": total.min_documents, "per_concept": options.per_concept, "drawn": len(material.cut.links), "embedded": links,
        "best": best, "years": material.years.years if material.years else [],
        "around": [concept.label for concept in material.cut.drawn if concept.id in options.around]}


def _concepts(material: Material, listed: Sequence[ConceptRow], drawn: Mapping[int, int]) -> Json:
    categories = sorted({concept.category for concept in listed})
    row = {concept.id: number for number, concept in enumerate(material.cut.listed)}
    return {
        "label": [concept.label for concept in listed],
        "en": [concept.en for concept in listed],
        "alias": {str(number): names for number, concept in enumerate(listed) if (names := material.aliases.get(concept.id))},
        "categories": categories,
        "category": [categories.index(concept.category) for concept in listed],
        "found": [int(concept.status != "curated") for concept in listed],
        "m": [concept.mentions for concept in listed],
        "n": [concept.sentences for concept in listed],
        "d": [concept.documents for concept in listed],
        "theme": [material.drawing.themes[drawn[concept.id]] if concept.id in drawn else -1 for concept in listed],
        "y": [material.years.concepts[row[concept.id]] for concept in listed] if material.years else [],
    }


def _links(material: Material, links: Sequence[Link], place: Mapping[int, int]) -> Json:
    own = {concept.id: concept.sentences for concept in material.cut.listed}
    row = {link: number for number, link in enumerate(material.links)}
    drawn = len(material.cut.links)
    g2 = [weights.g2(link.sentences, own[link.a], own[link.b], material.units) for link in links]
    return {
        "a": [place[link.a] for link in links],
        "b": [place[link.b] for link in links],
        "n": [link.sentences for link in links],
        "d": [link.documents for link in links],
        # in full where they are shown and exported; else as far as the order of neighbours needs
        "g2": [value if number < drawn else round(value, 1) for number, value in enumerate(g2)],
        "npmi": [link.npmi for link in links[:drawn]],
        "y": [material.years.links[row[link]] for link in links] if material.years else [],
    }
