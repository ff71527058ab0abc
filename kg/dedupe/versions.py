"""Versions of one text: more than 90 days apart, or of different years by name or title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from kg.dedupe.shingles import Hashes
from kg.read import dates

VERSION_DAYS = 90


class Candidate(NamedTuple):
    """What is known of a document without its text; ``length`` in code points, ``fingerprint`` as ``fingerprint`` gives it."""

    key: str
    title: str
    date: str
    length: int
    fingerprint: Hashes


def versions(one: Candidate, other: Candidate) -> bool:
    """Whether two documents are versions of one text: more than 90 days apart, or of different years by name or title.

    Also two whose names differ by a date that only one of them has: 某条例 and 某条例(2024-12-31).
    """
    return traits(one).apart(traits(other))


@dataclass(slots=True)
class Traits:
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

    def apart(self, other: Traits) -> bool:
        """Whether some document here and some document there are versions of one text."""
        return (
            self._days_before(other) > VERSION_DAYS
            or other._days_before(self) > VERSION_DAYS
            or any(here.isdisjoint(there) for here in self.years for there in other.years)
            or not (self.plain.isdisjoint(other.dated) and self.dated.isdisjoint(other.plain))
        )

    def _days_before(self, other: Traits) -> int:
        """Days that certainly lie between the earliest date here and the latest there."""
        return (other.latest - self.earliest).days if self.earliest and other.latest else 0

    def add(self, other: Traits) -> None:
        """Count the documents of another group as well."""
        self.size += other.size
        self.latest = max(filter(None, (self.latest, other.latest)), default=None)
        self.earliest = min(filter(None, (self.earliest, other.earliest)), default=None)
        self.years |= other.years
        self.plain |= other.plain
        self.dated |= other.dated


def traits(document: Candidate) -> Traits:
    latest, earliest = _span(document.date) if document.date else (None, None)
    name = _name(document.key)
    named = _years((name, document.title))
    plain = dates.without(name)
    names = {plain} if any(map(str.isalpha, plain)) else set()
    same_name = plain == name
    return Traits(1, latest, earliest, {frozenset(named)} if named else set(), names if same_name else set(), set() if same_name else names)


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
