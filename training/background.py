"""Counts of general language: how often laws, reports and news hold a form, and how often the labeller marks it there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from kg import segment, sentences
from kg.discover import Candidates, Segmented
from kg.discover.known import Table
from kg.lexicon import fold_all
from kg.match import Matcher
from kg.model import BODY, CONFIDENCE_UNIT
from training.clusters import texts
from training.pools import table

SHARES = (("laws", 5, 9_000_000), ("gov_reports", 1, 7_000_000), ("xwlb_days", 4, 8_000_000))
"""Name, every how manieth text, bytes at most."""
LEAST_HITS = 3
_BATCH = 1_000_000


def sample(data: Path) -> list[Segmented]:
    """Return the general texts, segmented; all their paragraphs are body text."""
    return [
        Segmented(text, sentences.split(text, bytes([BODY]) * (text.count("\n") + 1)), segment.segment(text))
        for text in texts(data, SHARES)]


def count(documents: Sequence[Segmented], proposed: Sequence[Candidates], more: Iterable[str]) -> Table:
    """Return hits, marked, confidence and documents of the forms that are likely here, and of ``more`` (folded)."""
    keys = sorted({*more, *_likely(proposed)})
    sums = np.zeros((len(keys), 4), dtype=np.int64)
    matcher = Matcher(keys)
    for batch in _batches(documents):
        for found in matcher.find([each.text for each in batch], [segment.edges(each.tokens) for each in batch]):
            sums[:, 0] += np.bincount(found.form, minlength=len(keys))
            sums[np.unique(found.form), 3] += 1
    rank = {key: place for place, key in enumerate(keys)}
    for each in proposed:
        place = np.fromiter((rank.get(key, -1) for key in fold_all(each.forms)), dtype=np.int64, count=len(each.forms))
        known = place >= 0
        np.add.at(sums[:, 1], place[known], each.marked[known])
        np.add.at(sums[:, 2], place[known], each.confidence[known])
    return table({keys[place]: sums[place] for place in np.flatnonzero(sums[:, 0] >= LEAST_HITS).tolist()}, 4)


def _likely(proposed: Sequence[Candidates]) -> set[str]:
    """Return the folded forms of which one occurrence or more is expected to be a concept."""
    sums: dict[str, int] = {}
    for each in proposed:
        for key, confidence in zip(fold_all(each.forms), each.confidence.tolist(), strict=True):
            sums[key] = sums.get(key, 0) + confidence
    return {key for key, confidence in sums.items() if confidence >= CONFIDENCE_UNIT}


def _batches(documents: Sequence[Segmented]) -> Iterator[Sequence[Segmented]]:
    begin = size = 0
    for place, each in enumerate(documents, 1):
        size += len(each.text)
        if size > _BATCH or place == len(documents):
            yield documents[begin:place]
            begin, size = place, 0
