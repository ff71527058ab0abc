"""The order of ``evidence`` for very many pairs at once, for the page and the Turtle: the same answer as ``evidence.best``."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.analysis.evidence import FRAGMENT, HEADING, LIMIT, LONG, OTHER, SHORT, Squeezed, best, near_equal, squeezed
from kg.distinct import distinct
from kg.model import BODY
from kg.store.evidence import held, seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from kg.store import Store

    Ints = NDArray[np.int64]

BATCH = 50_000
"""Sentences whose pairs of mentions are held in memory at once."""

FOLDED = 20_000
"""Pairs after which the texts read for them are let go."""


class Mentions(NamedTuple):
    """All mentions as columns, sorted by sentence and place."""

    sid: Ints
    cid: Ints
    start: Ints
    end: Ints


class Sentences(NamedTuple):
    """Where each sentence stands, by its id."""

    doc: Ints
    start: Ints
    end: Ints
    kind: Ints


def telling_pairs(store: Store, pairs: Iterable[tuple[int, int]], *, limit: int = 5) -> dict[tuple[int, int], list[int]]:
    """Return the ``limit`` most telling sentences of each pair (a, b), a < b, near-equal ones folded; (a, a) asks about one concept.

    The keys of the result are those asked for, sorted. Memory: the answer, one row a mention, three times ``limit`` candidates a pair,
    and for ``FOLDED`` pairs the whole texts of the documents in which their candidates stand.
    """
    keys = distinct(np.array([a << 32 | b for a, b in pairs], np.int64))
    if not len(keys):
        return {}
    depth = 3 * limit
    sentences = _sentences(store)
    key, sid = _candidates(store, sentences, keys, depth)
    edges = np.searchsorted(key, np.append(keys, np.iinfo(np.int64).max))
    found: dict[tuple[int, int], list[int]] = {}
    for number, packed in enumerate(keys.tolist()):
        if number % FOLDED == 0:
            texts = _Texts(store, sentences)
        pair = packed >> 32, packed & 0xFFFFFFFF
        concepts = pair if pair[0] != pair[1] else pair[:1]
        sids: list[int] = sid[edges[number]:edges[number + 1]].tolist()
        kept = texts.fold(sids, limit)
        # candidates that folded away leave room for what the cut at ``depth`` hid, and a query does not see all of very many
        if len(sids) == depth and (len(kept) < limit or held(store, concepts) > seen(store, concepts, LIMIT)):
            kept = best(store, concepts, limit=limit)
        found[pair] = kept
    return found


class _Texts:
    """What folding asks of sentences, made once each: it holds that, the comparisons, and the texts of their documents."""

    def __init__(self, store: Store, sentences: Sentences) -> None:
        self.store = store
        self.sentences = sentences
        self.texts: dict[int, str] = {}
        self.known: dict[int, Squeezed] = {}
        self.equal: dict[int, bool] = {}

    def of(self, sid: int) -> Squeezed:
        if sid not in self.known:
            doc, start, end, _ = (int(column[sid]) for column in self.sentences)
            if doc not in self.texts:
                self.texts[doc] = self.store.text(doc)
            self.known[sid] = squeezed(self.texts[doc][start:end])
        return self.known[sid]

    def same(self, one: int, other: int) -> bool:
        """Return whether two sentences are nearly equal: many pairs share their sentences, so each answer is kept."""
        key = one << 32 | other if one < other else other << 32 | one
        if key not in self.equal:
            self.equal[key] = near_equal(self.of(one), self.of(other))
        return self.equal[key]

    def fold(self, sids: Sequence[int], limit: int) -> list[int]:
        if len(sids) == 1:
            return list(sids)
        kept: list[int] = []
        for sid in sids:
            for other in kept:
                if self.same(sid, other):
                    break
            else:
                kept.append(sid)
                if len(kept) == limit:
                    break
        return kept


def _candidates(store: Store, sentences: Sentences, keys: Ints, depth: int) -> tuple[Ints, Ints]:
    """Return (key, sid) of the ``depth`` cheapest sentences of each key, sorted by key, cost and sid."""
    mentions = _mentions(store)
    cost = _base_costs(mentions, sentences)
    capped = np.array([sid for (sid,) in store.db.execute("SELECT sid FROM capped")], np.int64)
    empty = np.empty(0, np.int64)
    held_key, held_cost, held_sid = empty, empty, empty
    last = int(mentions.sid[-1]) + 1 if len(mentions.sid) else 0
    for low in range(0, last, BATCH):
        first, end = np.searchsorted(mentions.sid, (low, low + BATCH))
        key, gap, sid = _pairs(Mentions(*(column[first:end] for column in mentions)), capped)
        wanted = keys.take(np.searchsorted(keys, key), mode="clip") == key
        key, sid = key[wanted], sid[wanted]
        both = _cheapest(key, gap[wanted] + cost[sid], sid)
        held_key, held_cost, held_sid = (np.concatenate(two) for two in zip((held_key, held_cost, held_sid), both, strict=True))
        held_key, held_cost, held_sid = _first(held_key, held_cost, held_sid, depth)
    return held_key, held_sid


def _pairs(mentions: Mentions, capped: Ints) -> tuple[Ints, Ints, Ints]:
    """Return (key, gap, sid) of all pairs of mentions within one sentence, and of each mention with itself."""
    sid, cid, start, end = mentions
    keys, gaps, sids = [cid << 32 | cid], [np.zeros(len(sid), np.int64)], [sid]
    shift = 1
    full = np.isin(sid, capped)
    while True:
        near = np.flatnonzero((sid[shift:] == sid[:-shift]) & ~full[shift:])
        if not len(near):
            break
        far = near + shift
        differ = cid[near] != cid[far]
        near, far = near[differ], far[differ]
        keys.append(np.minimum(cid[near], cid[far]) << 32 | np.maximum(cid[near], cid[far]))
        # sorted by place and never overlapping: the gap is never negative
        gaps.append(start[far] - end[near])
        sids.append(sid[near])
        shift += 1
    return np.concatenate(keys), np.concatenate(gaps), np.concatenate(sids)


def _cheapest(key: Ints, cost: Ints, sid: Ints) -> tuple[Ints, Ints, Ints]:
    """Keep the nearest mentions of each pair in each sentence."""
    order = np.lexsort((cost, sid, key))
    key, cost, sid = key[order], cost[order], sid[order]
    new = np.append(True, (key[1:] != key[:-1]) | (sid[1:] != sid[:-1]))[:len(key)]
    return key[new], cost[new], sid[new]


def _first(key: Ints, cost: Ints, sid: Ints, depth: int) -> tuple[Ints, Ints, Ints]:
    """Keep the first ``depth`` of each key by cost and sentence."""
    order = np.lexsort((sid, cost, key))
    key, cost, sid = key[order], cost[order], sid[order]
    rank = np.arange(len(key)) - np.searchsorted(key, key)
    kept = rank < depth
    return key[kept], cost[kept], sid[kept]


def _mentions(store: Store) -> Mentions:
    form, length = _columns(store.db.execute("SELECT id, length(text) FROM form"), 2)
    lengths = np.zeros(int(form.max(initial=-1)) + 1, np.int64)
    lengths[form] = length
    sid, cid, start, form = _columns(store.db.execute("SELECT sid, cid, start, form FROM mention"), 4)
    order = np.lexsort((start, sid))
    return Mentions(sid[order], cid[order], start[order], (start + lengths[form])[order])


def _sentences(store: Store) -> Sentences:
    sid, *rows = _columns(store.db.execute('SELECT sid, doc, start, "end", kind FROM sentence'), 5)
    columns = np.zeros((4, int(sid.max(initial=-1)) + 1), np.int64)
    columns[:, sid] = rows
    return Sentences(*columns)


def _columns(rows: Iterable[tuple[int, ...]], number: int) -> list[Ints]:
    """Return the columns of rows of integers, of which no more than one is held as such."""
    flat = np.fromiter(chain.from_iterable(rows), np.int64)
    return [np.ascontiguousarray(column) for column in flat.reshape(-1, number).T]


def _base_costs(mentions: Mentions, sentences: Sentences) -> Ints:
    """Return ``evidence.base_cost`` by sid for pairs."""
    length = sentences.end - sentences.start
    named = distinct(mentions.sid << 32 | mentions.cid) >> 32
    # for (a, a) that is one too few, the same for all its sentences
    others = np.bincount(named, minlength=len(length)) - 2
    cost: Ints = OTHER * others + np.maximum(0, length - LONG) + FRAGMENT * np.maximum(0, SHORT - length) + HEADING * (sentences.kind != BODY)
    return cost
