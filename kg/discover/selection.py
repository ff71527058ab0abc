"""Which proposed forms are searched, and which of the forms found become concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.discover import THRESHOLD, Selection, statistics, variants
from kg.discover.known import known
from kg.discover.ranker import probability, ranker
from kg.model import CONFIDENCE_UNIT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.discover import Pool

LEAST_CONFIDENCE = CONFIDENCE_UNIT * 12 // 100
LEAST_BEST = CONFIDENCE_UNIT * 20 // 100
"""A form that is marked nowhere and less probable everywhere hardly ever reaches the threshold (docs/concepts.md)."""
LEAST_MEAN = THRESHOLD
"""A form becomes a node if it is listed for one document, and this probable on average over all documents that hold it."""
_CURATED_FIRST = 1 << 40


def lookup(
    marked: NDArray[np.int64], confidence: NDArray[np.int64], best: NDArray[np.int64], documents: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Return which forms are worth a search: marked somewhere, or probable somewhere and probable enough over all documents."""
    return (marked > 0) | ((best >= LEAST_BEST) & (confidence >= LEAST_CONFIDENCE * np.maximum(documents, 1)))


def select(pool: Pool) -> Selection:
    """Return the ranker's scores, and the forms that are listed somewhere and probable enough on average."""
    many = len(pool.forms)
    score = probability(statistics.columns(pool, known()), ranker()) if len(pool.form) else np.zeros(0)
    form_score = np.zeros(many)
    np.maximum.at(form_score, pool.form, score)
    kept = (form_score >= THRESHOLD) & (_means(pool, score) >= LEAST_MEAN)
    weight = np.zeros(many, dtype=np.int64)
    np.add.at(weight, pool.form, pool.hits)
    weight[pool.curated] += _CURATED_FIRST
    return Selection(score, form_score, kept, variants.concepts(pool.forms, kept | pool.curated, weight))


def _means(pool: Pool, score: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean score of each form; summed as integers, so that the order of documents does not matter."""
    millionths = np.rint(score * 1_000_000).astype(np.int64)
    total, rows = (np.zeros(len(pool.forms), dtype=np.int64) for _ in range(2))
    np.add.at(total, pool.form, millionths)
    np.add.at(rows, pool.form, 1)
    return np.asarray(total / np.maximum(rows, 1) / 1_000_000, dtype=np.float64)
