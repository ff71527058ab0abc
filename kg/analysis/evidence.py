"""Which sentences show best what a number rests on: one order for the command line, the page and the Turtle.

A sentence costs, in characters of what a reader must read beside the point:

- the gap between the nearest mentions of the concepts asked for (for three or more: the widest of the gaps of all pairs),
- 6 for every other concept in it: a list of thirty concepts says little about two of them,
- what it is longer than 90, and 4 times what it is shorter than 18: fragments explain nothing,
- 200 when it is a heading or a title.

The cheapest come first, equal ones in the order of the corpus. A sentence that is nearly equal to one before it is folded away
(``near_equal``). All costs are integers, so the order is the same everywhere; ``evidence_bulk`` gives it for many pairs at once.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from kg.kinds import BODY
from kg.store.evidence import beside, concepts_in, gaps, settings, spread
from kg.store.names import Names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from kg.store import Store
    from kg.store.reader import ConceptRow

OTHER, LONG, SHORT, FRAGMENT, HEADING = 6, 90, 18, 4, 200
LIMIT = 500
"""So many sentences are put in order for one question; where there are more, they are taken evenly from the whole corpus."""

EXAMPLES = 30
"""So many are looked at for each example in a list of links."""

CHUNK = 32
"""So many sentences are priced at once."""


class Evidence(NamedTuple):
    """A sentence behind a concept or a link.

    document: where it stands: the last part of the document's key where that is unique
    title: title of the document
    date: its date, as precise as it is known
    source: who published it
    url: where it was published
    line: line of the source file where the paragraph begins
    start: first character, counted from 0 in the cleaned text
    end: the character after the last
    sentence: its text
    concepts: all concepts in it
    marks: (start, end) of each mention of the concepts asked for, within the sentence
    """

    document: str
    title: str
    date: str
    source: str
    url: str
    line: int
    start: int
    end: int
    sentence: str
    concepts: list[str]
    marks: list[tuple[int, int]]


def base_cost(length: int, kind: int, others: int) -> int:
    """Return the cost of a sentence apart from the gap.

    >>> base_cost(60, 2, 1), base_cost(100, 2, 0), base_cost(10, 1, 0)
    (6, 10, 232)
    """
    return OTHER * others + max(0, length - LONG) + FRAGMENT * max(0, SHORT - length) + (HEADING if kind != BODY else 0)


def ranked(store: Store, sids: Sequence[int], concepts: Sequence[int]) -> Iterator[int]:
    """Yield the sentences, the most telling about these concepts first, none left out.

    How many concepts a sentence holds is looked up only for those that may come next: what a sentence costs without others is the least
    it can cost.
    """
    apart = [gaps(store, a, b, sids) for number, a in enumerate(concepts) for b in concepts[:number]]
    least = sorted(
        (max((found[row.sid] for found in apart), default=0) + base_cost(row.end - row.start, row.kind, 0), row.sid) for row in settings(store, sids))
    known: list[tuple[int, int]] = []
    for at in range(0, len(least), CHUNK):
        some = least[at:at + CHUNK]
        count = concepts_in(store, [sid for _, sid in some])
        for cost, sid in some:
            heappush(known, (cost + OTHER * (count[sid] - len(concepts)), sid))
        rest = least[at + CHUNK:at + CHUNK + 1]
        while known and (not rest or known[0] < rest[0]):
            yield heappop(known)[1]


def telling(store: Store, sids: Sequence[int], concepts: Sequence[int], *, limit: int = 0) -> list[int]:
    """Return the most telling of these sentences first, near-equal ones folded; at most ``limit``, 0 is all."""
    return list(fold(((sid, store.sentence_text(store.sentence(sid))) for sid in ranked(store, sids, concepts)), limit))


def best(store: Store, concepts: tuple[int, ...], *, limit: int, among: int = LIMIT) -> list[int]:
    """Return the at most ``limit`` most telling sentences with all these concepts; looks at no more than ``among`` of them."""
    return telling(store, spread(store, concepts, among), concepts, limit=limit)


def fold(sentences: Iterable[tuple[int, str]], limit: int = 0) -> Iterator[int]:
    """Yield the ids of those (id, text) that are not nearly equal to one yielded before; at most ``limit``, 0 is all."""
    kept: list[Squeezed] = []
    for sid, text in sentences:
        one = squeezed(text)
        if not any(near_equal(one, other) for other in kept):
            kept.append(one)
            yield sid
            if len(kept) == limit:
                return


class Squeezed(NamedTuple):
    """The letters and digits of a sentence (quotation marks and spaces make no other one), its thirds, its figures."""

    text: str
    thirds: tuple[str, ...]
    figures: str


def squeezed(text: str) -> Squeezed:
    """Return what tells near-equal sentences.

    >>> squeezed("坚持“网络强国”， 加快 5G 建设。")
    Squeezed(text='坚持网络强国加快5G建设', thirds=('坚持网络', '强国加快', '5G建设'), figures='5')
    """
    kept = text if text.isalnum() else "".join(filter(str.isalnum, text))
    third = max(1, -(-len(kept) // 3))
    return Squeezed(kept, tuple(kept[start:start + third] for start in range(0, len(kept), third)), "".join(filter(str.isdecimal, kept)))


def near_equal(one: Squeezed, other: Squeezed) -> bool:
    """Return whether two sentences say the same.

    That is: at least two of the thirds of the shorter stand in the longer, it is at least 0.6 as long, and its figures are there too.

    >>> near_equal(squeezed("会议指出，要加快建设网络强国、数字中国。"), squeezed("要加快建设网络强国、数字中国。"))
    True
    >>> near_equal(squeezed("要加快建设网络强国"), squeezed("要加快建设数字中国"))
    False
    """
    short, long = (one, other) if (len(one.text), one.text) <= (len(other.text), other.text) else (other, one)
    if 10 * len(short.text) < 6 * len(long.text) or short.figures not in long.figures:
        return False
    text, found = long.text, 0
    for third in short.thirds:
        found += third in text
    return found >= min(2, len(short.text))


def evidence(
    store: Store, concepts: Sequence[ConceptRow], *, limit: int = 10, folded: bool = True, category: Collection[str] = (),
) -> list[Evidence]:
    """Return the ``limit`` most telling sentences with all these concepts, near-equal ones folded if ``folded``.

    ``limit`` 0 returns every one of them, none folded: as many rows as the number says. ``category``: only sentences that hold one
    more concept, of these categories.
    """
    ids = tuple(row.id for row in concepts)
    sids = _looked_at(store, ids, limit, category)
    chosen = telling(store, sids, ids, limit=limit) if limit and folded else islice(ranked(store, sids, ids), limit or None)
    return list(rows(store, chosen, ids))


def _looked_at(store: Store, ids: tuple[int, ...], limit: int, category: Collection[str]) -> list[int]:
    """Return the sentences that are put in order for ``limit`` rows: of very many some from all parts of the corpus, for 0 all."""
    most = max(LIMIT, limit) if limit else 0
    if not category:
        return spread(store, ids, most) if most else store.sids(ids)
    found = beside(store, ids, category)
    return [found[place * len(found) // most] for place in range(most)] if 0 < most < len(found) else found


def held(store: Store, concepts: Sequence[ConceptRow], category: Collection[str] = ()) -> int | None:
    """Return how many sentences ``evidence`` gives where all are asked for; None where that is not known without looking for them."""
    ids = tuple(row.id for row in concepts)
    if category:
        return len(beside(store, ids, category))
    return concepts[0].sentences if len(ids) == 1 else store.pair(*ids)[0] if len(ids) == 2 else None


def rows(store: Store, sids: Iterable[int], concepts: Sequence[int]) -> Iterator[Evidence]:
    """Yield the evidence rows of these sentences, in the order given."""
    labels: dict[int, str] = {}
    names = Names(store)
    for sid in sids:
        sentence = store.sentence(sid)
        doc = store.doc(sentence.doc)
        mentions = store.mentions_in(sid)
        for cid, _, _ in mentions:
            if cid not in labels:
                labels[cid] = store.concept(cid).label
        yield Evidence(
            names.of(doc.key), doc.title, doc.date, doc.source, doc.url, sentence.line, sentence.start, sentence.end,
            store.sentence_text(sentence), list(dict.fromkeys(labels[cid] for cid, _, _ in mentions)),
            [(start - sentence.start, end - sentence.start) for cid, start, end in mentions if cid in concepts])
