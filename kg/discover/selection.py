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
    from kg.discover.ranker import Column

LEAST_CONFIDENCE = CONFIDENCE_UNIT * 12 // 100
LEAST_BEST = CONFIDENCE_UNIT * 20 // 100
"""A form that is marked nowhere and less probable everywhere hardly ever reaches the threshold (docs/concepts.md)."""
LEAST_MEAN = THRESHOLD
"""A form becomes a node if it is this probable on average over its hits outside longer ones."""
LEAST_GRADE = 0.75
"""And if the annotators' mean grade (0: not listed) over the documents that hold it so is not below this by more than one over the root of
their number: a general word is listed here and there, and the more documents hold it, the surer that is."""
LEAST_MET = 3
"""But only where so many marked texts hold the form: in texts of another kind the ranker is careful with what it has never met."""
_CURATED_FIRST = 1 << 40
_GENRES = ("办法", "规定", "条例", "意见", "方案", "指南", "指引", "细则", "通知", "决定", "纲要", "公告", "通告")
_STAGES = ("", "暂行", "试行", "实施", "管理", "监督管理", "建设", "指导", "工作", "行动", "若干", "有关", "专项")
NAMELESS = frozenset(stage + genre for stage in _STAGES for genre in _GENRES)
"""Titles without what they are about (《暂行办法》): short for another law in every text."""


def lookup(
    marked: NDArray[np.int64], confidence: NDArray[np.int64], best: NDArray[np.int64], documents: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Return which forms are worth a search: marked somewhere, or probable somewhere and probable enough over all documents."""
    return (marked > 0) | ((best >= LEAST_BEST) & (confidence >= LEAST_CONFIDENCE * np.maximum(documents, 1)))


def select(pool: Pool) -> Selection:
    """Return the ranker's scores, and the forms that are listed somewhere and probable enough on average.

    Only counted documents choose forms: a copy of one adds nothing.
    """
    many = len(pool.forms)
    columns = statistics.columns(pool, known())
    score = probability(len(pool.form), columns, ranker())
    counted = pool.counted[pool.document]
    form, hits = pool.form[counted], pool.hits[counted].astype(np.int64)
    form_score = np.zeros(many)
    np.maximum.at(form_score, form, score[counted])
    inside = columns[statistics.NAMES.index("longer_marked")].at(counted)
    free = np.maximum(np.rint(hits * (1 - inside)), 0).astype(np.int64)
    kept = _means(form, hits, score[counted], free, many) >= LEAST_MEAN
    weight = np.zeros(many, dtype=np.int64)
    np.add.at(weight, form, hits)
    weight[pool.curated] += _CURATED_FIRST
    concept = variants.concepts(pool.forms, kept | pool.curated, weight)
    central, met = (_of_forms(pool, columns[statistics.NAMES.index(name)]) for name in ("gold_central", "gold_documents"))
    specific = (met < np.log1p(LEAST_MET)) | _specific(form, score[counted], free > 0, central) | pool.curated
    named = np.fromiter((name not in NAMELESS for name in pool.forms), dtype=bool, count=many)
    return Selection(score, form_score, kept & specific[concept] & (named | pool.curated), concept)


def _of_forms(pool: Pool, column: Column) -> NDArray[np.float64]:
    values = np.zeros(len(pool.forms))
    values[pool.form] = column.at(slice(None))
    return values


def _specific(form: NDArray[np.int32], score: NDArray[np.float64], free: NDArray[np.bool_], central: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which forms are no general words; ``central`` [forms]: share of grade 2 among their listings."""
    many = len(central)
    held, free_held = np.bincount(form, minlength=many), np.bincount(form[free], minlength=many)
    documents = np.where(free_held > 0, free_held, held)
    mean = _means(form, np.ones(len(form), dtype=np.int64), score, free.astype(np.int64), many)
    return np.asarray(mean * (1 + central) >= LEAST_GRADE - 1 / np.sqrt(np.maximum(documents, 1)))


def _means(form: NDArray[np.int32], hits: NDArray[np.int64], score: NDArray[np.float64], free: NDArray[np.int64], many: int) -> NDArray[np.float64]:
    """Return the mean score of each form over its free hits, those outside longer marked ones (over all, where none is free).

    Summed as integers, so that the order of documents does not matter.
    """
    millionths = np.rint(score * 1_000_000).astype(np.int64)
    total, places, free_total, free_places = (np.zeros(many, dtype=np.int64) for _ in range(4))
    np.add.at(total, form, millionths * hits)
    np.add.at(places, form, hits)
    np.add.at(free_total, form, millionths * free)
    np.add.at(free_places, form, free)
    some = free_places > 0
    mean = np.where(some, free_total, total) / np.maximum(np.where(some, free_places, places), 1)
    return np.asarray(mean / 1_000_000, dtype=np.float64)
