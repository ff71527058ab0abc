"""What a pool says of a form in a document: the columns that the ranker sees."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.discover.known import EDGES, edge_prints, folded
from kg.discover.ranker import ByForm, ByRow, Column
from kg.distinct import distinct
from kg.model import CONFIDENCE_UNIT
from kg.prints import index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from kg.discover import Pool
    from kg.discover.known import Known
    from kg.prints import Prints

OWN = ("best", "mean", "sum", "marked", "share", "hits", "title", "titled", "first", "size", "density")
OTHERS = ("others_hits", "others_mean", "others_share", "others_documents", "others_spread", "others_best", "others_title", "all_mean", "documents")
HELD = {"latin": "abcdefghijklmnopqrstuvwxyz0123456789", "digit": "0123456789", "joint": "的和与及、", "quoted": "《》“”"}
"""Characters whose presence in a form is a column."""
SHORTEST = 2
"""Code points of the shortest form that others may contain."""
OF_FORMS = (
    "gold_documents", "gold_rate", "gold_central", "gold_listed", *EDGES, *(f"{name}_rows" for name in EDGES),
    "length", *HELD, "curated", "general_hits", "general_mean", "general_share", "general_documents",
    "front_rate", "front_rest", "back_rate", "back_rest")
NESTED = ("longer_best", "longer_marked", "longer_mean", "shorter_best", "shorter_mean")
NAMES = (*OWN, *OTHERS, *OF_FORMS, *NESTED)
"""``others_…``: in the other counted documents; ``gold_…``: in the marked texts; ``general_…``: in general language; ``front_…``,
``back_…``: the longest known form with which this one begins or ends, and the code points beside it."""

_PRIOR, _EDGE_PRIOR = 2.0, 4.0
"""Weight of the mean, in documents and in candidates, in a rate that is estimated from few."""
_UNKNOWN = -1.0


def columns(pool: Pool, known: Known) -> list[Column]:
    """Return the columns in the order of NAMES; sums of integers first, so that the order of documents does not matter."""
    if not pool.forms:
        return [ByRow(np.zeros(0, dtype=np.float32)) for _ in NAMES]
    names = folded(pool.forms)
    return [
        *(ByRow(column.astype(np.float32)) for column in chain(own(pool), others(pool))),
        *(ByForm(column.astype(np.float32), pool.form) for column in of_forms(names, pool.curated, known)),
        *(ByRow(column.astype(np.float32)) for column in nested(pool, names))]


def _ratio(part: NDArray[np.generic], whole: NDArray[np.generic]) -> NDArray[np.float64]:
    return np.asarray(part / np.maximum(whole, 1), dtype=np.float64)


def own(pool: Pool) -> Iterator[NDArray[np.float64]]:
    """Yield the columns OWN: of the form in this document."""
    confidence, hits = pool.confidence / CONFIDENCE_UNIT, pool.hits.astype(np.float64)
    size = pool.lengths[pool.document].astype(np.float64)
    listed = np.bincount(pool.document, weights=pool.marked > 0, minlength=len(pool.lengths))
    yield pool.best / CONFIDENCE_UNIT
    yield _ratio(confidence, hits)
    yield np.log1p(confidence)
    yield pool.marked.astype(np.float64)
    yield _ratio(pool.marked, hits)
    yield np.log1p(hits)
    yield _ratio(pool.title, hits)
    yield (pool.title > 0).astype(np.float64)
    yield _ratio(pool.first, size)
    yield np.log1p(size)
    yield _ratio(1000 * listed[pool.document], size)


def others(pool: Pool) -> Iterator[NDArray[np.float64]]:
    """Yield the columns OTHERS: of the form in the other counted documents."""
    counted = pool.counted[pool.document]

    def rest(column: NDArray[np.generic]) -> NDArray[np.int64]:
        mine = np.where(counted, column, 0).astype(np.int64)
        total = np.zeros(len(pool.forms), dtype=np.int64)
        np.add.at(total, pool.form, mine)
        return np.asarray(total[pool.form] - mine, dtype=np.int64)

    hits, documents, confidence = rest(pool.hits), rest(np.ones(len(pool.form), dtype=np.int64)), rest(pool.confidence)
    yield np.log1p(hits)
    yield _ratio(confidence / CONFIDENCE_UNIT, hits)
    yield _ratio(rest(pool.marked), hits)
    yield np.log1p(documents)
    yield _ratio(rest(pool.marked > 0), documents)
    yield _ratio(rest(pool.best) / CONFIDENCE_UNIT, documents)
    yield _ratio(rest(pool.title), hits)
    yield _ratio((confidence + pool.confidence) / CONFIDENCE_UNIT, hits + pool.hits)
    yield np.full(len(pool.form), np.log1p(int(pool.counted.sum())))


def of_forms(names: Prints, curated: NDArray[np.bool_], known: Known) -> list[NDArray[np.float64]]:
    """Return the columns OF_FORMS, one value a form."""
    whole = names.whole()
    met, listed, central = known.forms.of(whole).T
    mean = _mean(known)
    edges = [known.edges[name].of(edge_prints(names, name)).T for name in EDGES]
    hits, marked, confidence, documents = known.general.of(whole).T
    return [
        np.log1p(met), (listed + _PRIOR * mean) / (met + _PRIOR), (central + 0.2) / (listed + 1), np.log1p(listed),
        *((good + _EDGE_PRIOR * mean) / (rows + _EDGE_PRIOR) for rows, good in edges), *(np.log1p(rows) for rows, _ in edges),
        (names.end - names.start).astype(np.float64), *(_holds(names, characters) for characters in HELD.values()),
        curated.astype(np.float64),
        np.log1p(hits), _ratio(confidence / CONFIDENCE_UNIT, hits), _ratio(marked, hits), np.log1p(documents), *_parts(names, known)]


def _holds(names: Prints, characters: str) -> NDArray[np.float64]:
    holds = np.isin(names.code, np.fromiter(map(ord, characters), dtype=np.uint32, count=len(characters)))
    return np.asarray(np.maximum.reduceat(holds, names.start), dtype=np.float64)


def _mean(known: Known) -> float:
    rows, listed = known.edges["end2"].columns.sum(axis=0).tolist()
    return float(listed / max(rows, 1))


def _parts(names: Prints, known: Known) -> list[NDArray[np.float64]]:
    """Return how often the longest known beginning and the longest known ending are listed, and the rest beside them."""
    met, listed, _ = known.forms.columns.T
    rate = np.append((listed + 0.5) / (met + 2), _UNKNOWN)
    size = names.end - names.start
    form = np.repeat(np.arange(len(size)), size)
    cut = np.arange(len(form)) - np.repeat(np.cumsum(size) - size, size)
    found: list[NDArray[np.float64]] = []
    for at_end in (False, True):
        # a part is cut off by its length, so that the longest one is the last to be written
        length = cut if not at_end else size[form] - cut
        rows = np.flatnonzero((length > 1) & (cut > 0))
        rows = rows[::-1] if at_end else rows
        of, begin = form[rows], names.start[form[rows]]
        wanted = names.of(begin + cut[rows], names.end[of]) if at_end else names.of(begin, begin + cut[rows])
        place = known.forms.prints.find(wanted)
        kept = (place >= 0) & (met[place] > 1)
        best, rest = np.full(len(size), len(rate) - 1, dtype=np.int64), np.zeros(len(size))
        best[of[kept]], rest[of[kept]] = place[kept], (size[of] - length[rows])[kept]
        found += [rate[best], rest]
    return found


class Nesting(NamedTuple):
    """Pairs of forms one of which contains the other, by the longer: ranks of both."""

    shorter: NDArray[np.int64]
    longer: NDArray[np.int64]


def nesting(names: Prints) -> Nesting:
    """Return which forms contain which; forms are distinct."""
    size = names.end - names.start
    known = index(names.whole())
    owner = np.repeat(np.arange(len(size)), size + 1)
    rest = (names.end[owner] - np.arange(len(owner))).astype(np.int32)  # code points from here to the end of the form
    begin = np.argsort(-rest, kind="stable")
    pairs: list[NDArray[np.int64]] = []
    for length, many in enumerate(np.cumsum(np.bincount(rest)[::-1])[::-1][SHORTEST:-1].tolist(), SHORTEST):
        longer = begin[:many]
        which, shorter = known.hits(names.of(longer, longer + length))
        longer = owner[longer[which]]
        proper = shorter != longer
        pairs.append(longer[proper] * len(size) + shorter[proper])
    packed = distinct(np.concatenate(pairs)) if pairs else np.zeros(0, dtype=np.int64)
    return Nesting(packed % len(size), packed // len(size))


def nested(pool: Pool, names: Prints) -> list[NDArray[np.float64]]:
    """Return the columns NESTED: of longer candidates around a form in its document, and of those inside it."""
    rows = len(pool.form)
    longer_best, longer_marked, longer_sum, shorter_best = (np.zeros(rows, dtype=np.int64) for _ in range(4))
    shorter_mean = np.zeros(rows)
    if rows:
        inner, outer = _joined(pool, nesting(names))
        np.maximum.at(longer_best, inner, pool.best[outer])
        np.add.at(longer_marked, inner, pool.marked[outer])
        np.add.at(longer_sum, inner, pool.confidence[outer])
        np.maximum.at(shorter_best, outer, pool.best[inner])
        np.maximum.at(shorter_mean, outer, _ratio(pool.confidence[inner] / CONFIDENCE_UNIT, pool.hits[inner]))
    return [
        longer_best / CONFIDENCE_UNIT, _ratio(longer_marked, pool.hits), _ratio(longer_sum / CONFIDENCE_UNIT, pool.hits),
        shorter_best / CONFIDENCE_UNIT, shorter_mean]


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
