"""The same text twice: found from sketches, verified on the texts (DESIGN §2).

Two bodies of at least 200 characters are duplicates when the Jaccard index of their sets of 8-character shingles is at least
0.8, or when at least 0.9 of the shorter one (of at least 500 characters) is in the longer one; versions are not. A shingle
is a run of 8 characters after white space is dropped. Broder, On the resemblance and containment of documents, 1997; the
sketch is his modulo sample.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.read import dates

SHINGLE = 8
JACCARD = 0.8
CONTAINED = 0.9
SHORTEST = 200
SHORTEST_CONTAINED = 500
VERSION_DAYS = 90

_SAMPLE = 16
_SEEN_OFTEN = 48
_SKETCH_SHARE = 0.6
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xBF58476D1CE4E5B9
_WORD = 2**64

Hashes = NDArray[np.uint64]


class Candidate(NamedTuple):
    """What is known of a document without its text; ``length`` in code points, ``fingerprint`` as ``fingerprint`` gives it."""

    key: str
    title: str
    date: str
    length: int
    fingerprint: Hashes


def fingerprint(text: str) -> Hashes:
    """Sorted distinct hashes of one shingle in 16, chosen by the hash: equal shingles are chosen in every text."""
    return _sketch(_hashes(text))


def _hashes(text: str) -> Hashes:
    """64-bit hash of each shingle: a polynomial over code points, mixed so that its high bits may be sampled."""
    points = np.frombuffer("".join(text.split()).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    width, base = 1, _BASE
    while width < SHINGLE:
        if len(points) <= width:
            return points[:0]
        points = points[:-width] * np.uint64(base) + points[width:]
        width, base = 2 * width, base * base % _WORD
    points ^= points >> np.uint64(31)
    points *= np.uint64(_MIX)
    return points ^ (points >> np.uint64(29))


def _sketch(hashes: Hashes) -> Hashes:
    return np.unique(hashes[hashes < np.uint64(_WORD // _SAMPLE)])


def duplicates(documents: Sequence[Candidate], text_of: Callable[[int], str]) -> dict[int, int]:
    """Index of each duplicate → index of the document that is kept of its group: longest body, earliest date, smallest key.

    ``text_of`` gives the stored text by index; it is asked for texts that may be duplicates only. The result does not depend
    on the order of documents.
    """
    order = sorted((i for i, document in enumerate(documents) if document.length >= SHORTEST), key=lambda i: documents[i].key)
    group = list(range(len(documents)))
    read = _Bodies(documents, text_of)
    for a, b in _candidates([documents[i].fingerprint for i in order]):
        one, other = order[a], order[b]
        if _root(group, one) != _root(group, other) and not versions(documents[one], documents[other]) and read.same(one, other):
            group[_root(group, one)] = _root(group, other)
    members: dict[int, list[int]] = {}
    for index in order:
        members.setdefault(_root(group, index), []).append(index)
    kept: dict[int, int] = {}
    for together in members.values():
        if len(together) > 1:
            best = min(together, key=lambda i: (-len(read.body(i)), documents[i].date or "9", documents[i].key))
            kept.update((index, best) for index in together if index != best)
    return dict(sorted(kept.items()))


def _root(group: list[int], index: int) -> int:
    while group[index] != index:
        group[index] = group[group[index]]
        index = group[index]
    return index


def _candidates(sketches: Sequence[Hashes]) -> Iterator[tuple[int, int]]:
    """Pairs of places whose sketches share enough, in order; documents that share a common hash are paired as neighbours only."""
    if not sketches:
        return
    sizes = np.array([len(sketch) for sketch in sketches], np.int64)
    hashes = np.concatenate(sketches)
    owner = np.repeat(np.arange(len(sketches)), sizes)
    order = np.lexsort((owner, hashes))
    hashes, owner = hashes[order], owner[order]
    begins = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(hashes) else np.zeros(0, np.int64)
    counts = np.diff(np.append(begins, len(hashes)))
    pairs = [np.zeros(0, np.int64)]
    for count in np.unique(counts[counts > 1]).tolist():
        rows = owner[begins[counts == count][:, None] + np.arange(count)]
        steps = range(1, count) if count <= _SEEN_OFTEN else range(1, 2)
        pairs.extend((rows[:, :-step] * len(sketches) + rows[:, step:]).ravel() for step in steps)
    found, shared = np.unique(np.concatenate(pairs), return_counts=True)
    first, second = found // len(sketches), found % len(sketches)
    # Hashes that many documents hold count for neighbours only, so the count is a lower bound: the sketches decide.
    likely = shared * 4 >= np.minimum(sizes[first], sizes[second]) * _SKETCH_SHARE
    for a, b in zip(first[likely].tolist(), second[likely].tolist(), strict=True):
        both = len(np.intersect1d(sketches[a], sketches[b], assume_unique=True))
        if both + 1 >= _SKETCH_SHARE * min(sizes[a], sizes[b]):
            yield a, b


class _Bodies:
    """Texts without title, and the shingles of the last one asked for: pairs come sorted by their first document."""

    def __init__(self, documents: Sequence[Candidate], text_of: Callable[[int], str]) -> None:
        self._documents = documents
        self._text_of = text_of
        self._last: tuple[int, int, Hashes] | None = None

    def body(self, index: int) -> str:
        """The stored text without its title, without white space."""
        text, title = self._text_of(index), self._documents[index].title
        return "".join((text[len(title) + 1 :] if title and text.startswith(title + "\n") else text).split())

    def _shingles(self, index: int) -> tuple[int, Hashes]:
        if self._last is None or self._last[0] != index:
            body = self.body(index)
            self._last = index, len(body), np.unique(_hashes(body))
        return self._last[1:]

    def same(self, one: int, other: int) -> bool:
        """Whether the bodies of two documents are the same text."""
        body = self.body(other)
        length, shingles = self._shingles(one)
        return same(shingles, np.unique(_hashes(body)), min(length, len(body)))


def same(one: Hashes, other: Hashes, shorter: int) -> bool:
    """Whether two sets of shingles are those of one text; ``shorter`` is the length of the shorter text in code points."""
    if shorter < SHORTEST or not len(one) or not len(other):
        return False
    both = len(np.intersect1d(one, other, assume_unique=True))
    if both >= JACCARD * (len(one) + len(other) - both):
        return True
    return shorter >= SHORTEST_CONTAINED and both >= CONTAINED * min(len(one), len(other))


def versions(one: Candidate, other: Candidate) -> bool:
    """Whether two documents are versions of one text: more than 90 days apart, or of different years by name or title.

    Also two whose names differ by a date that only one of them has: 某条例 and 某条例(2024-12-31).
    """
    if one.date and other.date and _days_apart(one.date, other.date) > VERSION_DAYS:
        return True
    names = _name(one.key), _name(other.key)
    of_one, of_other = (_years((name, document.title)) for name, document in zip(names, (one, other), strict=True))
    if of_one and of_other and not of_one & of_other:
        return True
    plain = [dates.without(name) for name in names]
    return plain[0] == plain[1] and any(map(str.isalpha, plain[0])) and (plain[0] == names[0]) != (plain[1] == names[1])


def _name(key: str) -> str:
    return key.rpartition("#")[2].rpartition("/")[2]


def _years(texts: Iterable[str]) -> set[str]:
    """Years that stand alone: a full date in a file name is when the copy was made, and counts in days."""
    return {year for text in texts for year in dates.years(text, alone=True)}


def _days_apart(one: str, other: str) -> int:
    """Days that certainly lie between two dates, each a day, a month or a year."""
    (first, first_end), (second, second_end) = sorted((_span(one), _span(other)))
    return max((second - first_end).days, (first - second_end).days, 0)


def _span(text: str) -> tuple[date, date]:
    year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    following = date(year + (month in {0, 12}), month % 12 + 1 if month else 1, 1)
    return first, following - timedelta(days=1)
