"""What is looked up for a word is what the labeller learns from: ``features.columns``."""

from __future__ import annotations

import numpy as np

from kg import segment
from kg.discover.features import KINDS, OFFSETS, columns, visible
from kg.discover.labeller import FILE, LANE, weights
from kg.discover.shipped import Arrays
from kg.discover.words import AROUND, Words
from training.clusters import read_clusters

TEXT = "加快５Ｇ与AI融合，推动第①批 2025年 数据要素×行动；共治电诈，韓國𠀀、低碳“双碳”！\n《网络安全法》"


def test_scores_of_a_word_are_the_sums_over_its_values() -> None:
    tokens = segment.segment(TEXT)
    known = Words(weights())
    numbers = known.numbers([tokens])
    words = [*(word for word, _ in AROUND), *map(visible, tokens.words)]
    tags = [*(tag for _, tag in AROUND), *tokens.tags]
    arrays = Arrays(FILE)
    ranks = {kind: {value: rank for rank, value in enumerate(arrays[f"values_{kind}"].tobytes().decode("utf-8").split("\n"))} for kind in KINDS}
    expected = np.zeros((len(OFFSETS), len(words), 2), dtype=int)
    for kind, values in zip(KINDS, columns(words, tags, read_clusters(arrays)), strict=True):
        for place, value in enumerate(values):
            if value in ranks[kind]:
                row = arrays[f"rows_{kind}"][ranks[kind][value]].astype(int)
                expected[:, place] += row[:, 1:] - row[:, :1]
    found = known.rows[:, [known.start, known.end, *numbers.tolist()]]
    assert np.ascontiguousarray(found).view(LANE).reshape(expected.shape).tolist() == expected.tolist()
    assert expected.any(axis=(0, 2)).all()


def test_words_of_a_later_batch_are_added_to_those_known() -> None:
    known = Words(weights())
    first, second = segment.segment("网络主权"), segment.segment("数字鸿沟和网络主权")
    numbers = known.numbers([first])
    before = known.rows[:, numbers]
    later = known.numbers([second])
    assert set(numbers.tolist()) < set(later.tolist())
    assert known.rows[:, numbers].tolist() == before.tolist()
    assert known.rows[:, later].any(axis=0).all()
