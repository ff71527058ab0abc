"""Hits of chosen forms → mentions (greedy longest) and what is counted of them, batch by batch of documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.match import longest
from kg.pipeline.chosen import Chosen
from kg.pipeline.reduce import Searched

Ints = NDArray[np.int64]


class Mentions(NamedTuple):
    """Mentions of a batch of documents, sorted by (document, start): document = place in the batch, sentence within it."""

    document: Ints
    sentence: Ints
    start: Ints
    concept: Ints
    form: Ints


def mentions(documents: Sequence[Searched], chosen: Chosen, lengths: NDArray[np.int64]) -> Mentions:
    """Return the mentions in some documents; ``lengths``: code points of each searched key."""
    sizes = [document.length + 1 for document in documents]
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    place = np.repeat(np.arange(len(documents)), [len(document.hits.form) for document in documents])
    key = np.concatenate([document.hits.form for document in documents]).astype(np.int64)
    start = np.concatenate([document.hits.start for document in documents]).astype(np.int64)
    kept = chosen.concept[key] >= 0
    place, key, start = place[kept], key[kept], start[kept]
    kept = longest(start + offsets[place], lengths[key], int(offsets[-1]))
    place, key, start = place[kept], key[kept], start[kept]
    order = np.lexsort((start, place))
    place, key, start = place[order], key[order], start[order]
    sentence = np.zeros(len(start), dtype=np.int64)
    cuts = np.searchsorted(place, np.arange(len(documents) + 1))
    for number, document in enumerate(documents):
        a, b = cuts[number], cuts[number + 1]
        sentence[a:b] = np.searchsorted(document.sentences.start, start[a:b], side="right") - 1
    return Mentions(place, sentence, start, chosen.concept[key].astype(np.int64), chosen.form[key].astype(np.int64))


class DocumentConcepts(NamedTuple):
    """One row for each (document, concept) with mentions, sorted by (concept, document)."""

    concept: Ints
    document: Ints
    mentions: Ints
    sentences: Ints


def by_document(found: Mentions) -> DocumentConcepts:
    """Count mentions and sentences of each concept in each document of a batch."""
    order = np.lexsort((found.sentence, found.document, found.concept))
    concept, document, sentence = found.concept[order], found.document[order], found.sentence[order]
    new = (np.diff(concept, prepend=-1) != 0) | (np.diff(document, prepend=-1) != 0)
    starts = np.flatnonzero(new)
    if not len(starts):
        empty = np.zeros(0, dtype=np.int64)
        return DocumentConcepts(empty, empty, empty, empty)
    new_sentence = new | (np.diff(sentence, prepend=-1) != 0)
    return DocumentConcepts(
        concept[starts], document[starts], np.diff(starts, append=len(concept)),
        np.add.reduceat(new_sentence.astype(np.int64), starts))


def variants(found: Mentions, chosen: Chosen) -> dict[tuple[int, int], list[str]]:
    """Return (document, concept) → the forms other than the preferred label that are mentioned there, sorted."""
    other = chosen.other[found.form]
    keys = sorted(set(zip(found.document[other].tolist(), found.concept[other].tolist(), found.form[other].tolist(), strict=True)))
    texts: dict[tuple[int, int], list[str]] = {}
    for document, concept, form in keys:
        texts.setdefault((document, concept), []).append(chosen.forms[form][1])
    return {place: sorted(set(names)) for place, names in texts.items()}


class Scores(NamedTuple):
    """The best score of the forms of each (concept << 32 | document), which are sorted."""

    place: Ints
    score: NDArray[np.float64]

    def of(self, concept: Ints, document: Ints) -> NDArray[np.float64]:
        """Return the score of each (concept, document), 0 where nothing is known."""
        if not len(self.place):
            return np.zeros(len(concept))
        packed = concept << 32 | document
        at = np.minimum(np.searchsorted(self.place, packed), len(self.place) - 1)
        return np.where(self.place[at] == packed, self.score[at], 0.0)


def scores(pool_document: NDArray[np.int32], pool_form: NDArray[np.int32], score: NDArray[np.float64], chosen: Chosen) -> Scores:
    """Return the best score of each concept in each document."""
    concept = chosen.concept[pool_form].astype(np.int64)
    kept = concept >= 0
    packed = concept[kept] << 32 | pool_document[kept].astype(np.int64)
    order = np.lexsort((score[kept], packed))
    packed, best = packed[order], score[kept][order]
    last = np.flatnonzero(np.diff(packed, append=-1))
    return Scores(packed[last], best[last])
