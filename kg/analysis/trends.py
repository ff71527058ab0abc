"""Concepts over time: their share of each period, and which rise and which fall."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.first import first_date
from kg.analysis.significance import adjusted, chance
from kg.errors import KgError
from kg.store.halves import Parts, counts, periods, two_parts, unequal
from kg.store.periods import series
from kg.weights import g2

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kg.store import Store
    from kg.store.reader import ConceptRow

YEAR, MONTH = 4, 7
"""Characters of a period."""

SURE = 0.05
"""Share of false finds that is accepted among those that rise or fall."""

LEAST = 3.84
"""A G² below this is by chance in more than SURE of all cases. It is at most twice Pearson's χ² (KL ≤ χ², Gibbs & Su 2002), which the
database computes, so that it has to be computed for few.
"""


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
    parts = two_parts(periods(store, length))
    if not parts:
        raise KgError("nothing can rise or fall: all dated documents are of one period", hint="--period month, or see the dates: kg documents")
    return parts


def changes(store: Store, parts: Parts, *, limit: int = 20, category: Collection[str] = ()) -> list[Change]:
    """Return the concepts that rise, surest first, then those that fall; at most ``limit`` (0: all) of each.

    Tested are all shown concepts: is a sentence of the second part more, or less, likely to hold the concept? Signed G² (Dunning 1993),
    p from χ² with one degree of freedom, q by Benjamini & Hochberg (1995); returned are those with q ≤ SURE.
    """
    whole, tested = parts.before + parts.after, counts(store, parts, category)
    values = [(g2(after, before + after, parts.after, whole), cid, before, after) for cid, before, after in unequal(store, parts, LEAST / 2, category)]
    likely = [row for row in values if chance(row[0]) <= SURE]
    # what is left out is no false find that counts: its q is above SURE, and it lowers no other's to SURE
    false = adjusted([chance(value) for value, *_ in likely], tested)
    sure = [(row, q) for row, q in zip(likely, false, strict=True) if q <= SURE]
    found = []
    for sign in (1, -1):
        # ids are ranks of labels: ties by id are ties by label
        for (value, cid, before, after), q in sorted((one for one in sure if one[0][0] * sign > 0), key=lambda one: (-abs(one[0][0]), one[0][1]))[:limit or None]:
            row = store.concept(cid)
            ratio = (after + 0.5) / (parts.after + 1) / ((before + 0.5) / (parts.before + 1))
            found.append(Change(
                row.label, "rising" if sign > 0 else "falling", before, after, round(ratio, 6), value, round(q, 6), row.documents,
                first_date(store, cid), row.en))
    return found
