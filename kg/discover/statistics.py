"""What a pool says of a form in a document: the columns that the ranker sees."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs
import numpy as np

from kg.discover.known import keys
from kg.model import CONFIDENCE_UNIT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.discover import Pool
    from kg.discover.known import Known

NAMES = (
    "best", "mean", "sum", "marked", "share", "hits", "title", "first", "length", "size",
    "others_hits", "others_mean", "others_share", "others_documents", "others_spread", "documents",
    "gold_documents", "gold_rate", "gold_central", "ending", "beginning", "latin", "joint",
    "general_hits", "general_mean", "general_share", "longer_best", "longer_marked", "shorter_best")
"""``others_…``: in the other counted documents; ``gold_…``: in the marked texts; ``general_…``: in general language."""

_PRIOR = 2.0
"""Weight of the mean, in documents, in a rate that is estimated from few."""


def columns(pool: Pool, known: Known) -> list[NDArray[np.float32]]:
    """Return the columns in the order of NAMES; sums of integers first, so that the order of documents does not matter."""
    forms = (column[pool.form] for column in _of_forms(pool, known))
    return [column.astype(np.float32) for column in (*_own(pool), *_others(pool), *forms, *_nested(pool))]


def _ratio(part: NDArray[np.generic], whole: NDArray[np.generic]) -> NDArray[np.float64]:
    return np.asarray(part / np.maximum(whole, 1e-9), dtype=np.float64)


def _own(pool: Pool) -> list[NDArray[np.float64]]:
    lengths = np.fromiter(map(len, pool.forms), dtype=np.float64, count=len(pool.forms))
    confidence, hits = pool.confidence / CONFIDENCE_UNIT, pool.hits.astype(np.float64)
    size = pool.lengths[pool.document].astype(np.float64)
    return [
        pool.best / CONFIDENCE_UNIT, _ratio(confidence, hits), np.log1p(confidence), pool.marked.astype(np.float64),
        _ratio(pool.marked, hits), np.log1p(hits), _ratio(pool.title, hits), _ratio(pool.first, size), lengths[pool.form], np.log1p(size)]


def _others(pool: Pool) -> list[NDArray[np.float64]]:
    counted = pool.counted[pool.document]
    many = len(pool.forms)

    def rest(column: NDArray[np.generic]) -> NDArray[np.int64]:
        own = np.where(counted, column, 0).astype(np.int64)
        total = np.zeros(many, dtype=np.int64)
        np.add.at(total, pool.form, own)
        return np.asarray(total[pool.form] - own, dtype=np.int64)

    hits, documents = rest(pool.hits), rest(np.ones(len(pool.form), dtype=np.int64))
    corpus = np.full(len(pool.form), np.log1p(int(pool.counted.sum())))
    return [
        np.log1p(hits), _ratio(rest(pool.confidence) / CONFIDENCE_UNIT, hits), _ratio(rest(pool.marked), hits),
        np.log1p(documents), _ratio(rest(pool.marked > 0), documents), corpus]


def _of_forms(pool: Pool, known: Known) -> list[NDArray[np.float64]]:
    names = keys(pool.forms)
    met, listed, central = known.forms.of(names).T
    endings, beginnings = known.endings.of([name[-2:] for name in names]).T, known.beginnings.of([name[:2] for name in names]).T
    hits, marked, confidence, _ = known.general.of(names).T
    mean = _mean(known)
    return [
        np.log1p(met), (listed + _PRIOR * mean) / (met + _PRIOR), _ratio(central, listed),
        *((column[1] + _PRIOR * mean) / (column[0] + _PRIOR) for column in (endings, beginnings)),
        np.array([any(c.isascii() and c.isalnum() for c in name) for name in names], dtype=np.float64),
        np.array([any(c in "的和与及、" for c in name) for name in names], dtype=np.float64),
        np.log1p(hits), _ratio(confidence / CONFIDENCE_UNIT, hits), _ratio(marked, hits)]


def _mean(known: Known) -> float:
    rows, listed = known.endings.columns.sum(axis=0).tolist()
    return float(listed / max(rows, 1))


class Nesting(NamedTuple):
    """Pairs of forms one of which contains the other, by the longer: ranks of both."""

    shorter: NDArray[np.int64]
    longer: NDArray[np.int64]


def nesting(forms: list[str]) -> Nesting:
    """Return which forms contain which, up to the case of letters."""
    folded = keys(forms)
    automaton = ahocorasick_rs.AhoCorasick(
        folded, matchkind=ahocorasick_rs.MatchKind.Standard, implementation=ahocorasick_rs.Implementation.ContiguousNFA)
    found = automaton.find_matches_as_indexes("\n".join(folded), overlapping=True)
    flat = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=3 * len(found)).reshape(-1, 3)
    ends = np.cumsum([len(form) + 1 for form in folded])
    owner = np.searchsorted(ends, flat[:, 1], side="right")
    proper = owner != flat[:, 0]
    packed = np.unique(owner[proper] * len(forms) + flat[proper, 0])
    return Nesting(packed % len(forms), packed // len(forms))


def _nested(pool: Pool) -> list[NDArray[np.float64]]:
    """Return the best probability and the marks of longer forms around a form in its document, and the best of those inside it."""
    rows = len(pool.form)
    longer_best, longer_marked, shorter_best = (np.zeros(rows, dtype=np.int64) for _ in range(3))
    if rows:
        inner, outer = _joined(pool, nesting(pool.forms))
        np.maximum.at(longer_best, inner, pool.best[outer])
        np.add.at(longer_marked, inner, pool.marked[outer])
        np.maximum.at(shorter_best, outer, pool.best[inner])
    return [longer_best / CONFIDENCE_UNIT, _ratio(longer_marked, pool.hits), shorter_best / CONFIDENCE_UNIT]


def _joined(pool: Pool, pairs: Nesting) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return rows of the same document, one's form inside the other's, the longer one a candidate there."""
    documents = len(pool.lengths)
    row_keys = pool.form.astype(np.int64) * documents + pool.document
    starts = np.searchsorted(pool.form, pairs.longer)
    many = np.searchsorted(pool.form, pairs.longer, side="right") - starts
    outer = np.repeat(starts - (np.cumsum(many) - many), many) + np.arange(int(many.sum()))
    shorter = np.repeat(pairs.shorter, many)
    candidate = pool.best[outer] > 0
    outer, shorter = outer[candidate], shorter[candidate]
    wanted = shorter * documents + pool.document[outer]
    place = np.minimum(np.searchsorted(row_keys, wanted), len(row_keys) - 1)
    found = row_keys[place] == wanted
    return place[found], outer[found]
