"""Which proposed forms are searched, and which of the forms found become concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.discover import THRESHOLD, Selection
from kg.model import CONFIDENCE_UNIT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.discover import Pool

LEAST_CONFIDENCE = CONFIDENCE_UNIT // 4


def lookup(marked: NDArray[np.int64], confidence: NDArray[np.int64], documents: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which forms are worth a search: marked somewhere, or probable enough over all documents."""
    return (marked > 0) | (confidence >= LEAST_CONFIDENCE * np.maximum(documents, 1))


def select(pool: Pool) -> Selection:
    """Return the greatest probability of a form's spans as its score."""
    score = np.round(pool.best / CONFIDENCE_UNIT, 6)
    form_score = np.zeros(len(pool.forms), dtype=np.float64)
    np.maximum.at(form_score, pool.form, score)
    return Selection(score, form_score, form_score >= THRESHOLD, np.arange(len(pool.forms), dtype=np.int32))
