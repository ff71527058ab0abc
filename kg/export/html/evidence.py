"""The sentences that a page carries: each once, with its document, its line, and where the concepts of its links stand in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.analysis.evidence_bulk import telling_pairs
from kg.store.among import sentences_among, spans_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from kg.store import Store

Pair = tuple[int, int]
Dates = Sequence[tuple[str, int, int]]
"""Documents as ``kg.store.among.document_years`` gives them."""

MOST = 5
"""Most sentences of a link in a page, if it has no more of its own."""

TOLD = 3
"""So many, and one of each other year for a drawn link, are chosen for a link itself; beyond them it shows what is in the page for other links and holds its concepts too."""

_ROW, _MARK, _DOCUMENT = 12, 10, 12
"""Bytes of JSON around a sentence, of a mark, around a document; close enough for planning, the page is measured in the end."""


class Quote(NamedTuple):
    """A sentence: document id, line of the source, text, and (concept id, start, length) of mentions, in code points of the text.

    ``size``: bytes of text and marks in JSON, nearly.
    """

    doc: int
    line: int
    text: str
    marks: list[tuple[int, int, int]]
    size: int


class Shelf(NamedTuple):
    """What may be embedded: sids of pairs in order of need, the sentences by sid, (key, title, source, date, url) of documents by id."""

    chosen: dict[Pair, list[int]]
    quotes: dict[int, Quote]
    documents: dict[int, tuple[str, ...]]


def shelf(
    store: Store, dates: Dates, pairs: Iterable[Pair], known: Mapping[Pair, Sequence[int]] | None, samples: Mapping[Pair, Sequence[int]],
) -> Shelf:
    """Return at most ``TOLD`` telling sentences of each pair (a, b), a < b, and behind them its ``samples`` of years in which none of them is.

    ``dates``: of all documents; ``known``: the most telling ones, where they have been found already elsewhere.
    """
    telling = dict(known or {})
    asked = list(pairs)
    if unknown := [pair for pair in asked if pair not in telling]:
        telling.update(telling_pairs(store, unknown, limit=MOST))
    years, first = [year for year, _, _ in dates], [sid for _, sid, _ in dates]
    chosen = {}
    for pair in asked:
        told = _from_many(telling[pair], first)
        seen = {years[bisect_right(first, sid) - 1] for sid in told}
        chosen[pair] = told + [sid for sid in samples.get(pair, ()) if years[bisect_right(first, sid) - 1] not in seen]
    sids = sorted({sid for found in chosen.values() for sid in found})
    spans = spans_among(store, sids)
    quotes, doc, whole = {}, -1, ""
    for row in sentences_among(store, sids):
        if row.doc != doc:
            doc, whole = row.doc, store.text(row.doc)
        marks = [(cid, start - row.start, end - start) for cid, start, end in spans.get(row.sid, ())]
        text = whole[row.start:row.end]
        quotes[row.sid] = Quote(row.doc, row.line, text, marks, len(text.encode("utf-8")) + _MARK * len(marks))
    documents = {doc: _document(store, doc) for doc in sorted({quote.doc for quote in quotes.values()})}
    return Shelf(chosen, quotes, documents)


def _from_many(sids: Sequence[int], first: Sequence[int]) -> list[int]:
    """Return the most telling sentence of each document, then what else is telling; ``first``: the first sid of each document."""
    best: dict[int, int] = {}
    for sid in sids:
        best.setdefault(bisect_right(first, sid), sid)
    return sorted(sids, key=lambda sid: best[bisect_right(first, sid)] != sid)[:TOLD]


class Bag:
    """Sentences taken so far, and what the next would cost in bytes of JSON."""

    def __init__(self, shelf: Shelf, *, texts: bool) -> None:
        """Begin with none; without ``texts`` only where they stand."""
        self.shelf, self.texts = shelf, texts
        self.sids: set[int] = set()
        self.documents: set[int] = set()
        self._heads = {doc: _DOCUMENT + sum(len(field.encode("utf-8")) + 3 for field in fields) for doc, fields in shelf.documents.items()}

    def cost(self, sid: int) -> int:
        """Return the bytes of a sentence, and of its document, that are not there yet."""
        if sid in self.sids:
            return 0
        quote = self.shelf.quotes[sid]
        cost = _ROW
        if self.texts:
            cost += quote.size
        if quote.doc not in self.documents:
            cost += self._heads[quote.doc]
        return cost

    def add(self, sid: int) -> None:
        """Take a sentence."""
        self.sids.add(sid)
        self.documents.add(self.shelf.quotes[sid].doc)


def shared(shelf: Shelf, sids: Iterable[int]) -> dict[Pair, list[int]]:
    """Return the sentences of every pair that meets in one of these, sorted: a sentence there for one link shows others too."""
    found: dict[Pair, list[int]] = {}
    for sid in sorted(sids):
        concepts = sorted({cid for cid, _, _ in shelf.quotes[sid].marks})
        for place, a in enumerate(concepts):
            for b in concepts[place + 1:]:
                found.setdefault((a, b), []).append(sid)
    return found


def quoted(shelf: Shelf, pairs: Sequence[Pair], sids: AbstractSet[int], place: Mapping[int, int], *, texts: bool) -> dict[str, Any]:  # Any: a tree of JSON
    """Return sentences and documents, and for each link (by its number) the places of its sentences, most telling first.

    ``place``: the places of the listed concepts.
    """
    order = sorted(sids)
    number_of = {sid: number for number, sid in enumerate(order)}
    also = shared(shelf, order)
    evidence = {}
    for number, pair in enumerate(pairs):
        own = [sid for sid in shelf.chosen.get(pair, ()) if sid in sids]
        found = list(dict.fromkeys((*own, *also.get(pair, ()))))[:max(MOST, len(own))]
        if found:
            evidence[str(number)] = [number_of[sid] for sid in found]
    quotes = [shelf.quotes[sid] for sid in order]
    documents = sorted({quote.doc for quote in quotes})
    position = {doc: number for number, doc in enumerate(documents)}
    return {
        "evidence": evidence,
        "sentences": {
            "doc": [position[quote.doc] for quote in quotes],
            "line": [quote.line for quote in quotes],
            "text": [quote.text for quote in quotes] if texts else [],
            "marks": [[value for cid, start, length in quote.marks if cid in place for value in (place[cid], start, length)]
                      for quote in quotes] if texts else [],
        },
        "documents": [shelf.documents[doc] for doc in documents],
    }


def safe_url(url: str) -> str:
    """Return a url that is safe to open, else "": only http and https lead to a web page.

    >>> safe_url("https://www.cac.gov.cn/"), safe_url("javascript:alert(1)")
    ('https://www.cac.gov.cn/', '')
    """
    return url if url.startswith(("https://", "http://")) else ""


def _document(store: Store, doc: int) -> tuple[str, ...]:
    row = store.doc(doc)
    return row.key, row.title, row.source, row.date, safe_url(row.url)
