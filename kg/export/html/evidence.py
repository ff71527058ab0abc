"""The sentences that a page carries: each once, with its document, its line, and where the concepts of its links stand in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.evidence_bulk import telling_pairs
from kg.store.among import spans_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.store import Store

Pair = tuple[int, int]

MOST = 5
"""Most sentences of a link in a page."""

_ROW, _MARK, _DOCUMENT = 12, 10, 12
"""Bytes of JSON around a sentence, of a mark, around a document; close enough for planning, the page is measured in the end."""


class Quote(NamedTuple):
    """A sentence: document id, line of the source, text, and (concept id, start, length) of mentions, in code points of the text."""

    doc: int
    line: int
    text: str
    marks: list[tuple[int, int, int]]


class Shelf(NamedTuple):
    """What may be embedded: sids of pairs in order of need, the sentences by sid, (key, title, source, date, url) of documents by id."""

    chosen: dict[Pair, list[int]]
    quotes: dict[int, Quote]
    documents: dict[int, tuple[str, ...]]


def shelf(store: Store, pairs: Iterable[Pair], known: Mapping[Pair, Sequence[int]] | None = None) -> Shelf:
    """Return the at most ``MOST`` most telling sentences of each pair (a, b), a < b; ``known`` are those already found elsewhere."""
    known = known or {}
    asked = list(pairs)
    chosen = {pair: list(known[pair][:MOST]) for pair in asked if pair in known}
    if unknown := [pair for pair in asked if pair not in known]:
        chosen.update(telling_pairs(store, unknown, limit=MOST))
    sids = sorted({sid for found in chosen.values() for sid in found})
    spans = spans_among(store, sids)
    quotes, doc, whole = {}, -1, ""
    for sid in sids:
        row = store.sentence(sid)
        if row.doc != doc:
            doc, whole = row.doc, store.text(row.doc)
        marks = [(cid, start - row.start, end - start) for cid, start, end in spans.get(sid, ())]
        quotes[sid] = Quote(row.doc, row.line, whole[row.start:row.end], marks)
    documents = {doc: _document(store, doc) for doc in sorted({quote.doc for quote in quotes.values()})}
    return Shelf(chosen, quotes, documents)


def taken(shelf: Shelf, turns: Iterable[Pair], room: int, *, texts: bool) -> set[int]:
    """Return the sids that fit into ``room`` bytes when every turn of a pair takes its next sentence, if not yet there."""
    found: set[int] = set()
    documents: set[int] = set()
    next_of: dict[Pair, int] = {}
    for pair in turns:
        number = next_of.get(pair, 0)
        next_of[pair] = number + 1
        if number >= len(shelf.chosen.get(pair, ())):
            continue
        sid = shelf.chosen[pair][number]
        if sid in found:
            continue
        quote = shelf.quotes[sid]
        cost = _ROW + (len(json.dumps(quote.text, ensure_ascii=False).encode("utf-8")) + _MARK * len(quote.marks) if texts else 0)
        if quote.doc not in documents:
            cost += _DOCUMENT + sum(len(field.encode("utf-8")) + 3 for field in shelf.documents[quote.doc])
        if cost > room:
            break
        room -= cost
        found.add(sid)
        documents.add(quote.doc)
    return found


def shared(shelf: Shelf, sids: Iterable[int]) -> dict[Pair, list[int]]:
    """Return the sentences of every pair that meets in one of these, sorted: a sentence there for one link shows others too."""
    found: dict[Pair, list[int]] = {}
    for sid in sorted(sids):
        concepts = sorted({cid for cid, _, _ in shelf.quotes[sid].marks})
        for place, a in enumerate(concepts):
            for b in concepts[place + 1:]:
                found.setdefault((a, b), []).append(sid)
    return found


def safe_url(url: str) -> str:
    """Return a url that is safe to open, else "": only http and https lead to a web page.

    >>> safe_url("https://www.cac.gov.cn/"), safe_url("javascript:alert(1)")
    ('https://www.cac.gov.cn/', '')
    """
    return url if url.startswith(("https://", "http://")) else ""


def _document(store: Store, doc: int) -> tuple[str, ...]:
    row = store.doc(doc)
    return row.key, row.title, row.source, row.date, safe_url(row.url)
