"""What fits into a page of so many bytes: listed concepts, and links in order of need, each with a sentence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kg.export.html.cut import frequent
from kg.export.html.data import embedded, graph, rest, text
from kg.export.html.evidence import Bag
from kg.export.html.template import packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.export.html.cut import Link
    from kg.export.html.data import Material
    from kg.store.reader import ConceptRow

LISTS = (2000, 1000, 500, 250, 0)
"""Listed concepts, from most to least; the first that takes no more than ``LIST_SHARE`` of the room is taken."""

LIST_SHARE = 0.4
PACKED = 0.45
"""Size of packed data in parts of their JSON, nearly; what a page takes is measured in the end."""

_LINK, _LINK_REST = 11, 10
"""Bytes of JSON of a link in the graph and in the rest, beside its years; close enough for planning."""

TRIES, FULL = 8, 0.99
"""So often a page is filled anew, until it takes this share of the room."""

MARGIN = 0.003
"""After a page too large, so much less than its size calls for; twice as much after each further try, so that one will fit."""


class Filling(NamedTuple):
    """Links (the drawn ones first) and sentences that were taken, whether all were, and the bytes that were planned for them."""

    links: list[Link]
    sids: set[int]
    whole: bool
    planned: float


def fitting(material: Material, room: int) -> tuple[str, str]:
    """Return the richest data that take at most ``room`` bytes: the graph as JSON that is safe inside a script element, the rest packed.

    What is always there, the drawn concepts and links, may take more.
    """
    none = Filling(material.cut.links, set(), whole=False, planned=0)
    for listed in _lists(material):
        found = _page(material, listed, none)
        base = _size(found)
        if base <= LIST_SHARE * room:
            break
    most, budget = base, float(room - base)
    for turn in range(TRIES):
        if budget <= 0:
            break
        filling = _filled(material, listed, budget)
        page = _page(material, listed, filling)
        size = _size(page)
        if most < size <= room:
            found, most = page, size
        if size <= room and (filling.whole or size >= FULL * room):
            break
        budget = filling.planned * (room - base) / max(size - base, 1) * (1 if size <= room else 1 - MARGIN * 2**turn)
    return found


def _lists(material: Material) -> Iterator[list[ConceptRow]]:
    """Yield the concepts that may be listed, by id: the drawn ones and the most frequent of the others, from many to few."""
    drawn = {concept.id for concept in material.cut.drawn}
    others = [concept for concept in material.cut.listed if concept.id not in drawn]
    for number in LISTS:
        more = frequent(others, max(number - len(drawn), 0))
        yield sorted([*material.cut.drawn, *more], key=lambda concept: concept.id)


def _page(material: Material, listed: list[ConceptRow], filling: Filling) -> tuple[str, str]:
    kept = rest(material, listed, filling.links, filling.sids)
    unquoted = sum(str(number) not in kept["evidence"] for number in range(len(material.cut.links)))
    return embedded(graph(material, listed, filling.links, unquoted)), packed(text(kept))


def _size(page: tuple[str, str]) -> int:
    return sum(len(part.encode("utf-8")) for part in page)


def _filled(material: Material, listed: list[ConceptRow], budget: float) -> Filling:
    """Return what is taken in order of need within about ``budget`` bytes; what finds no room is passed over.

    By its n-th turn a drawn link has n sentences, the most telling first; the cheapest where drawn links after it would else get none. Any
    other link comes in with one, the cheapest of its telling ones: a sentence or a document that is there already costs less, so that more
    links find room.
    """
    known, drawn = {concept.id for concept in listed}, set(material.cut.links)
    chosen = material.shelf.chosen
    bag = Bag(material.shelf, texts=material.options.evidence == "text")
    new = _LINK + PACKED * (_LINK_REST + (2 * len(material.years.years) if material.years else 0))
    least = {link: min(map(bag.cost, chosen.get((link.a, link.b), ())), default=0) for link in drawn}
    reserve = sum(least.values())
    more: set[Link] = set()
    turn_of: Counter[Link] = Counter()
    whole, planned = True, 0.0
    for link in material.turns:
        if link.a not in known or link.b not in known or link in more:
            continue
        told = chosen.get((link.a, link.b), [])
        if link in drawn:
            turn_of[link] += 1
            reserve -= least.pop(link, 0)
            sid = _next(told, bag, turn_of[link], budget - planned - PACKED * reserve)
            if sid is None:
                continue
        else:
            sid = min(told, key=bag.cost, default=None)
        cost = (0 if link in drawn else new) + (0 if sid is None else PACKED * bag.cost(sid))
        if planned + cost > budget:
            whole = False
            continue
        planned += cost
        if link not in drawn:
            more.add(link)
        if sid is not None:
            bag.add(sid)
    return Filling([*material.cut.links, *sorted(more)], bag.sids, whole, planned)


def _next(told: Sequence[int], bag: Bag, turn: int, spare: float) -> int | None:
    """Return the sentence that a link gets at its turn: the most telling not there, beyond ``spare`` the cheapest; None where it has enough."""
    missing = [sid for sid in told if sid not in bag.sids]
    if not missing or len(told) - len(missing) >= turn:
        return None
    return missing[0] if PACKED * bag.cost(missing[0]) <= spare else min(missing, key=bag.cost)
