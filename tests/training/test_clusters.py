"""Words that stand in like places are near each other."""

from __future__ import annotations

from math import log
from pathlib import Path

import numpy as np
import pytest

from tests.training import toy
from training import clusters


def test_an_association_is_positive_pointwise_information_over_contexts_smoothed_by_three_quarters() -> None:
    words = [0, 1, 0, 2, 0, 1]
    found = clusters._associations(np.array(words), np.ones(len(words), dtype=np.float32), 3).toarray()
    counts = np.zeros((3, 4, 3))
    for place, word in enumerate(words):
        for number, offset in enumerate((-2, -1, 1, 2)):
            if 0 <= place + offset < len(words):
                counts[word, number, words[place + offset]] += 1
    smooth = counts.sum(axis=0) ** 0.75
    smooth /= smooth.sum()
    for word, number, context in np.ndindex(counts.shape):
        many = counts[word, number, context]
        expected = max(log(many / (counts[word].sum() * smooth[number, context])), 0) if many else 0
        assert found[word, number * clusters.CONTEXTS + context] == pytest.approx(expected, rel=1e-5)


def test_general_texts_are_taken_in_turn_up_to_a_size(tmp_path: Path) -> None:
    data = toy.general(tmp_path, [f"第{number}条" for number in range(9)])
    assert list(clusters.texts(data, (("laws", 2, 1000),))) == ["第0条", "第2条", "第4条", "第6条", "第8条"]
    # a text of three characters has seven bytes: the third is more than 20
    assert list(clusters.texts(data, (("laws", 1, 20),))) == ["第0条", "第1条", "第2条"]
