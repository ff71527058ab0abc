"""The same text twice: found from sketches, verified on the texts (DESIGN §2).

Two texts of any length that differ in white space alone are duplicates. Two bodies of at least 200 characters are when the
Jaccard index of their sets of 8-character shingles is at least 0.8, or when at least 0.9 of the shorter one (of at least 500
characters) is in the longer one. Versions are not, nor are there two versions in a group of duplicates. A shingle is a run
of 8 characters after white space is dropped. Broder, On the resemblance and containment of documents, 1997; the sketch is his
modulo sample.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
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
    order = sorted(range(len(documents)), key=lambda i: documents[i].key)
    groups = _Groups(documents)
    _join_equal(groups, documents, order, text_of)
    read = _Bodies(documents, text_of)
    long = [i for i in order if documents[i].length >= SHORTEST]
    for a, b in _candidates([documents[i].fingerprint for i in long]):
        one, other = long[a], long[b]
        if groups.may_join(one, other) and read.same(one, other):
            groups.join(one, other)
    members: dict[int, list[int]] = {}
    for index in order:
        members.setdefault(groups.root(index), []).append(index)
    kept: dict[int, int] = {}
    for together in members.values():
        if len(together) > 1:
            best = min(together, key=lambda i: (-len(read.body(i)), documents[i].date or "9", documents[i].key))
            kept.update((index, best) for index in together if index != best)
    return dict(sorted(kept.items()))


class _Groups:
    """Documents that are one text; a group never holds two versions of it."""

    def __init__(self, documents: Sequence[Candidate]) -> None:
        self._documents = documents
        self._above = list(range(len(documents)))
        self._traits: dict[int, _Traits] = {}

    def root(self, index: int) -> int:
        """The document that stands for the group of one."""
        above = self._above
        while above[index] != index:
            above[index] = above[above[index]]
            index = above[index]
        return index

    def _of(self, root: int) -> _Traits:
        if root not in self._traits:
            self._traits[root] = _traits(self._documents[root])
        return self._traits[root]

    def may_join(self, one: int, other: int) -> bool:
        """Whether two documents are in different groups of which no two members are versions of one another."""
        a, b = self.root(one), self.root(other)
        return a != b and not self._of(a).apart(self._of(b))

    def join(self, one: int, other: int) -> None:
        """Make one group of those of two documents."""
        a, b = self.root(one), self.root(other)
        if self._of(a).size < self._of(b).size:
            a, b = b, a
        self._above[b] = a
        self._of(a).add(self._traits.pop(b))


def _join_equal(groups: _Groups, documents: Sequence[Candidate], order: Sequence[int], text_of: Callable[[int], str]) -> None:
    """Join documents whose texts are equal but for white space: their sketches are, so few texts are read."""
    alike: dict[bytes, list[int]] = {}
    for index in order:
        alike.setdefault(hashlib.blake2b(documents[index].fingerprint.tobytes(), digest_size=16).digest(), []).append(index)
    for together in alike.values():
        leaders: dict[bytes, list[int]] = {}
        for index in together if len(together) > 1 else ():
            text = "".join(text_of(index).split()).encode("utf-8", "surrogatepass")
            known = leaders.setdefault(hashlib.blake2b(text, digest_size=16).digest(), [])
            leader = next((leader for leader in known if groups.may_join(leader, index)), None)
            if leader is None:
                known.append(index)
            else:
                groups.join(leader, index)


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
    return _traits(one).apart(_traits(other))


@dataclass(slots=True)
class _Traits:
    """What tells versions apart, of a group of ``size`` documents.

    ``latest``: the latest first day of their dates; ``earliest``: the earliest last day. ``years``: the sets of years that a
    document names. ``plain``: names without a date; ``dated``: names with one, less it.
    """

    size: int
    latest: date | None
    earliest: date | None
    years: set[frozenset[str]]
    plain: set[str]
    dated: set[str]

    def apart(self, other: _Traits) -> bool:
        """Whether some document here and some document there are versions of one text."""
        return (
            self._days_before(other) > VERSION_DAYS
            or other._days_before(self) > VERSION_DAYS
            or any(here.isdisjoint(there) for here in self.years for there in other.years)
            or not (self.plain.isdisjoint(other.dated) and self.dated.isdisjoint(other.plain))
        )

    def _days_before(self, other: _Traits) -> int:
        """Days that certainly lie between the earliest date here and the latest there."""
        return (other.latest - self.earliest).days if self.earliest and other.latest else 0

    def add(self, other: _Traits) -> None:
        """Count the documents of another group as well."""
        self.size += other.size
        self.latest = max(filter(None, (self.latest, other.latest)), default=None)
        self.earliest = min(filter(None, (self.earliest, other.earliest)), default=None)
        self.years |= other.years
        self.plain |= other.plain
        self.dated |= other.dated


def _traits(document: Candidate) -> _Traits:
    latest, earliest = _span(document.date) if document.date else (None, None)
    name = _name(document.key)
    named = _years((name, document.title))
    plain = dates.without(name)
    names = {plain} if any(map(str.isalpha, plain)) else set()
    same_name = plain == name
    return _Traits(1, latest, earliest, {frozenset(named)} if named else set(), names if same_name else set(), set() if same_name else names)


def _name(key: str) -> str:
    return key.rpartition("#")[2].rpartition("/")[2]


def _years(texts: Iterable[str]) -> set[str]:
    """Years that stand alone: a full date in a file name is when the copy was made, and counts in days."""
    return {year for text in texts for year in dates.years(text, alone=True)}


def _span(text: str) -> tuple[date, date]:
    """First and last day of a date, which is a day, a month or a year."""
    year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    following = date(year + (month in {0, 12}), month % 12 + 1 if month else 1, 1)
    return first, following - timedelta(days=1)
