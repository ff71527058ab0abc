"""What a page embeds beside the picture: listed concepts, their links, sentences, as trees of JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.export.html.cut import by_need
from kg.export.html.evidence import quoted, shelf
from kg.export.html.years import by_year
from kg.resources import VERSION
from kg.store.among import document_years, labels_among

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kg.export.html.cut import Cut, Link
    from kg.export.html.drawing import Drawing
    from kg.export.html.evidence import Pair, Shelf
    from kg.export.html.options import Options
    from kg.export.html.years import Years
    from kg.store import Store
    from kg.store.reader import ConceptRow

Json = dict[str, Any]  # a tree of JSON

MOST_LINKS = 8_000
"""Most links that a page embeds: a browser reads them at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything that the richest page would embed, read once. ``turns``: links in the order in which they get their next sentence."""

    cut: Cut
    drawing: Drawing
    units: int
    options: Options
    turns: list[Link]
    years: Years | None
    aliases: dict[int, list[str]]
    shelf: Shelf
    counted: int
    undated: int


def material(store: Store, cut: Cut, drawing: Drawing, options: Options, known: Mapping[Pair, Sequence[int]] | None = None) -> Material:
    """Read what a page may embed; ``known``: the most telling sentences of pairs, where they have been found already."""
    turns = list(by_need(cut))
    # the drawn links come first and are all there
    wanted = dict.fromkeys(list(dict.fromkeys(turns))[:max(MOST_LINKS, len(cut.links))])
    pairs = [(link.a, link.b) for link in wanted]
    dates = document_years(store)
    years = by_year(store, dates, [concept.id for concept in cut.listed], pairs, len(cut.links))
    return Material(
        cut=cut, drawing=drawing, units=store.units, options=options, turns=[link for link in turns if link in wanted],
        shelf=shelf(store, dates, pairs if options.evidence != "none" else (), known, years.samples if years else {}), years=years,
        aliases=labels_among(store, [concept.id for concept in cut.listed]),
        counted=len(dates), undated=sum(not year for year, _, _ in dates))


def embedded(tree: Json) -> str:
    """Return JSON without any character that could end or change the element around it."""
    found = text(tree)
    for char in "<>&\u2028\u2029":
        found = found.replace(char, f"\\u{ord(char):04x}")
    return found


def text(tree: Json) -> str:
    """Return JSON without spaces."""
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def graph(material: Material, listed: Sequence[ConceptRow], links: Sequence[Link], unquoted: int) -> Json:
    """Return what an address and the first picture need: concepts and links by place, the drawn links first; ``unquoted`` of these have no sentence."""
    drawn = {concept.id: number for number, concept in enumerate(material.cut.drawn)}
    place = _places(listed)
    categories = sorted({concept.category for concept in listed})
    return {
        "v": 2,
        "meta": _meta(material, links, unquoted),
        "themes": [[place[material.cut.drawn[number].id] for number in names] for names in material.drawing.names],
        "concepts": {
            "label": [concept.label for concept in listed],
            "en": [concept.en for concept in listed],
            "alias": {str(number): names for number, concept in enumerate(listed) if (names := material.aliases.get(concept.id))},
            "categories": categories,
            "category": [categories.index(concept.category) for concept in listed],
            "n": [concept.sentences for concept in listed],
            "theme": [material.drawing.themes[drawn[concept.id]] if concept.id in drawn else -1 for concept in listed],
        },
        "links": {
            "a": [place[link.a] for link in links],
            "b": [place[link.b] for link in links],
            "n": [link.sentences for link in links],
        },
    }


def rest(material: Material, listed: Sequence[ConceptRow], links: Sequence[Link], sids: AbstractSet[int]) -> Json:
    """Return what is asked for later: the other columns of concepts and links, sentences and where they stand."""
    cut, years = material.cut, material.years
    pairs = [(link.a, link.b) for link in links]
    return {
        "concepts": {
            "found": [int(concept.status != "curated") for concept in listed],
            "m": [concept.mentions for concept in listed],
            "d": [concept.documents for concept in listed],
            "links": [cut.degrees.get(concept.id, 0) for concept in listed],
            "y": [years.concepts[concept.id] for concept in listed] if years else [],
        },
        "links": {
            "d": [link.documents for link in links],
            "y": [years.links[pair] for pair in pairs] if years else [],
            **({"yd": [years.spread[pair] for pair in pairs]} if years and years.spread else {}),
        },
        **quoted(material.shelf, pairs, sids, _places(listed), texts=material.options.evidence == "text"),
    }


def _places(listed: Sequence[ConceptRow]) -> dict[int, int]:
    return {concept.id: number for number, concept in enumerate(listed)}


def _meta(material: Material, links: Sequence[Link], unquoted: int) -> Json:
    total, options, cut = material.cut.total, material.options, material.cut
    labels = {concept.id: concept.label for concept in cut.drawn}
    return {
        "kg": VERSION, "title": options.title or "", "evidence": options.evidence, "units": material.units, "documents": material.counted,
        "undated": material.undated, "concepts": total.concepts, "links": total.links, "alone": total.alone, "min_sentences": total.min_sentences,
        "min_documents": total.min_documents, "per_concept": options.per_concept, "drawn": len(cut.links), "embedded": len(links), "unquoted": unquoted,
        "years": material.years.years if material.years else [], "dated": material.years.documents if material.years else [],
        "least": material.years.least if material.years else [], "around": [labels[cid] for cid in options.around if cid in labels],
        "community": len(options.community)}
