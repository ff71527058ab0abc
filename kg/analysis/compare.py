"""What differs between two parts of a project, two projects or two texts: concepts, links, and articles of a law.

A concept in k₁ of N₁ sentences on the left and k₂ of N₂ on the right: ``g2`` is the signed log-likelihood ratio of the table (with and
without it, left and right), positive where the right has more (Dunning 1993; Rayson & Garside 2000), ``effect`` the binary logarithm of
the ratio of shares, k = 0 taken as ½ (Hardie 2014). ``q`` is the probability of such a g2 by chance (χ² with one degree of freedom),
corrected for the number of concepts or links looked at (Benjamini & Hochberg 1995). Sentences of one document are not independent, so
q is a guide to what to read, not a proof.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kg.analysis.significance import adjusted, chance
from kg.errors import KgError
from kg.weights import DECIMALS, g2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.store import Store

LEVEL = 0.05
"""Greatest q of what has grown or shrunk."""
K = TypeVar("K", str, tuple[str, str])
"""A concept or a link."""
CAME, WENT, GREW, SHRANK, SAME = "came", "went", "grew", "shrank", "same"


class Difference(NamedTuple):
    """One thing that is compared.

    kind: article, concept or link
    a: the concept; an end of the link; the article on the left, empty where there is none
    b: the other end of the link; the article on the right, empty where there is none
    left: sentences on the left; of an article its characters
    right: sentences on the right; of an article its characters
    g2: signed log-likelihood ratio, positive where the right has more; empty for articles
    effect: log ratio, 1 is twice the share on the right; of articles their likeness, 0 to 1
    q: how likely by chance, corrected for many tests; empty for articles
    status: came, went, grew, shrank or same; of articles added, removed, changed, moved or same
    difference: of changed articles what was [-taken out-] and {+put in+}
    """

    kind: str
    a: str
    b: str
    left: int
    right: int
    g2: float | None
    effect: float
    q: float | None
    status: str
    difference: str = ""


class Side(NamedTuple):
    """Counts of one side: N, sentences by label and by pair of labels in order; those over the thresholds there."""

    units: int
    concepts: dict[str, int]
    links: dict[tuple[str, str], int]
    shown: frozenset[str]
    strong: frozenset[tuple[str, str]]


def side(store: Store, *, category: Sequence[str] = ()) -> Side:
    """Return the counts of a project, or of the part to which it is restricted."""
    rows = {row.id: row for row in store.concepts(shown=False) if row.sentences and (not category or row.category in category)}
    shown = frozenset(row.label for row in store.concepts() if row.id in rows)
    least = store.thresholds
    links, strong = {}, set()
    for a, b, both, documents in store.pairs(min_sentences=1, min_documents=1):
        if a in rows and b in rows:
            # ids are ranks of labels, so the pair is in order in every project
            link = (rows[a].label, rows[b].label)
            links[link] = both
            if both >= least[0] and documents >= least[1] and shown.issuperset(link):
                strong.add(link)
    return Side(store.units, {row.label: row.sentences for row in rows.values()}, links, shown, frozenset(strong))


def compare(left: Side, right: Side) -> list[Difference]:
    """Return concepts, then links, that are over the thresholds on a side; each by falling |g2|, ties by label.

    Raise KgError (code 2) where a side has no sentences.
    """
    if not (left.units and right.units):
        raise KgError("a side without sentences cannot be compared", hint="what was read: kg documents")
    concepts = _compared(left.concepts, right.concepts, left.shown | right.shown, (left.units, right.units),
                         lambda label, *others: Difference("concept", label, "", *others))
    links = _compared(left.links, right.links, left.strong | right.strong, (left.units, right.units),
                      lambda link, *others: Difference("link", *link, *others))
    return [*concepts, *links]


def _compared(
    left: Mapping[K, int], right: Mapping[K, int], keys: Iterable[K], units: tuple[int, int], made: Callable[..., Difference],  # ...: key and five values
) -> list[Difference]:
    counts = {key: (left.get(key, 0), right.get(key, 0)) for key in keys}
    value = {key: g2(two, units[1], one + two, sum(units)) for key, (one, two) in counts.items()}
    levels = adjusted([chance(each) for each in value.values()], len(value))
    corrected = {key: round(level, DECIMALS) for key, level in zip(value, levels, strict=True)}
    rows = [
        made(key, *pair, value[key], _log_ratio(pair, units), corrected[key], _status(pair, value[key], corrected[key]))
        for key, pair in counts.items()]
    return sorted(rows, key=lambda row: (-abs(row.g2 or 0), row.a, row.b))


def _log_ratio(counts: tuple[int, int], units: tuple[int, int]) -> float:
    """Return log₂ of the right share over the left one.

    >>> _log_ratio((1, 4), (100, 200)), _log_ratio((0, 1), (100, 100))
    (1.0, 1.0)
    """
    one, two = ((count or 0.5) / total for count, total in zip(counts, units, strict=True))
    return round(log2(two / one), DECIMALS) + 0.0


def _status(counts: tuple[int, int], value: float, q: float) -> str:
    if not counts[0]:
        return CAME
    if not counts[1]:
        return WENT
    return SAME if q > LEVEL else GREW if value > 0 else SHRANK
