"""Concepts over time: their share of each period, and which rise and which fall."""

from __future__ import annotations

from itertools import pairwise
from math import erfc, sqrt
from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.first import first_date
from kg.errors import KgError
from kg.store.periods import periods, series, two_parts
from kg.weights import g2

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kg.store import Store
    from kg.store.reader import ConceptRow

YEAR, MONTH = 4, 7
"""Characters of a period."""

SURE = 0.05
"""Share of false finds that is accepted among those that rise or fall."""


class Trend(NamedTuple):
    """A concept in one period.

    concept: its preferred label
    period: YYYY, or YYYY-MM with --period month
    documents: documents of the period that hold it
    sentences: sentences of the period that hold it
    units: all sentences of the period
    share: sentences / units
    """

    concept: str
    period: str
    documents: int
    sentences: int
    units: int
    share: float


class Change(NamedTuple):
    """A concept that rises or falls.

    concept: its preferred label
    trend: rising or falling
    before: sentences that hold it in the first part of the time
    after: sentences that hold it in the second part
    ratio: its share after over its share before, half a sentence added to each
    g2: signed log-likelihood ratio of the second part against the first, positive where it rises
    q: share of false finds among all rows at least as sure (Benjamini and Hochberg)
    documents: documents that hold it
    first: date of its first document
    en: English label, empty where unknown
    """

    concept: str
    trend: str
    before: int
    after: int
    ratio: float
    g2: float
    q: float
    documents: int
    first: str
    en: str


class Parts(NamedTuple):
    """The time cut in two: the second part begins with ``cut``; sentences of either."""

    cut: str
    before: int
    after: int


def trends(store: Store, concepts: Sequence[ConceptRow], *, length: int = YEAR) -> list[Trend]:
    """Return a row for each concept and each period with dated documents, by concept as given, then by period."""
    whole = periods(store, length)
    rows = []
    for concept in concepts:
        counts = series(store, concept.id, length)
        for period, units in whole:
            documents, sentences = counts.get(period, (0, 0))
            rows.append(Trend(concept.label, period, documents, sentences, units, round(sentences / units, 6) if units else 0.0))
    return rows


def halves(store: Store, *, length: int = YEAR) -> Parts:
    """Cut the time of a project in two parts of sentences as equal as periods allow. Raise KgError where it has fewer than two periods."""
    whole = periods(store, length)
    if len(whole) < 2:
        raise KgError("nothing can rise or fall: all dated documents are of one period", hint="--period month, or see the dates: kg documents")
    total = sum(units for _, units in whole)
    before, parts = 0, []
    for (_, units), (cut, _) in pairwise(whole):
        before += units
        parts.append(Parts(cut, before, total - before))
    return min(parts, key=lambda part: (abs(part.after - part.before), part.cut))


def changes(store: Store, parts: Parts, *, limit: int = 20, category: Collection[str] = ()) -> list[Change]:
    """Return the concepts that rise, surest first, then those that fall; at most ``limit`` (0: all) of each.

    Tested are all shown concepts: is a sentence of the second part more, or less, likely to hold the concept? Signed G² (Dunning 1993),
    p from χ² with one degree of freedom, q by Benjamini & Hochberg (1995); returned are those with q ≤ SURE.
    """
    counts = two_parts(store, parts.cut)
    tested = [(row, *counts[row.id]) for row in store.concepts() if row.id in counts and (not category or row.category in category)]
    values = [g2(after, before + after, parts.after, parts.before + parts.after) for _, before, after in tested]
    false = adjusted([chance(value) for value in values])
    sure = [(value, q, item) for value, q, item in zip(values, false, tested, strict=True) if q <= SURE]
    found = []
    for sign in (1, -1):
        some = sorted((item for item in sure if item[0] * sign > 0), key=lambda item: (-abs(item[0]), item[2][0].label))
        for value, q, (row, before, after) in some[:limit or None]:
            ratio = (after + 0.5) / (parts.after + 1) / ((before + 0.5) / (parts.before + 1))
            found.append(Change(
                row.label, "rising" if sign > 0 else "falling", before, after, round(ratio, 6), value, round(q, 6), row.documents,
                first_date(store, row.id), row.en))
    return found


def chance(value: float) -> float:
    """Return the probability of a G² at least so far from zero by chance: χ² with one degree of freedom.

    >>> round(chance(3.841459), 6), chance(0.0)
    (0.05, 1.0)
    """
    return erfc(sqrt(abs(value) / 2))


def adjusted(chances: Sequence[float]) -> list[float]:
    """Return q for each p: the least share of false finds at which it is one (Benjamini & Hochberg 1995, JRSS B 57(1)).

    >>> adjusted([0.01, 0.04, 0.03, 0.5])
    [0.04, 0.05333333333333334, 0.05333333333333334, 0.5]
    """
    order = sorted(range(len(chances)), key=lambda place: -chances[place])
    result, least = [0.0] * len(chances), 1.0
    for number, place in enumerate(order):
        least = min(least, chances[place] * len(chances) / (len(chances) - number))
        result[place] = least
    return result
