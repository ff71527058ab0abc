"""What general language says of forms."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from kg.discover.known import folded
from kg.model import BODY, CONFIDENCE_UNIT
from tests.training import toy
from training import background


def test_forms_are_counted_that_are_likely_or_asked_for_and_met_three_times() -> None:
    documents = [toy.segmented(text) for text in ("算力网络，AI治理。", "算力网络与AI治理，也谈算力。", "算力网络；Ai治理。", "数字鸿沟、数字鸿沟、数字鸿沟。")]
    proposed = [
        toy.candidates(("AI治理", 1, 0.6), ("算力网络", 2, 0.5)), toy.candidates(("AI治理", 0, 0.3), ("算力", 0, 0.9)),
        toy.candidates(("Ai治理", 1, 0.2)), toy.candidates(("数字鸿沟", 0, 0.9))]
    found = background.count(documents, proposed, ["算力网络"])
    unit = CONFIDENCE_UNIT
    # AI治理 is expected 0.6 + 0.3 + 0.2 times, 算力网络 is asked for, 数字鸿沟 and 算力 are expected less than once
    assert found.of(folded(["ai治理", "算力网络", "数字鸿沟", "算力"]).whole()).tolist() == [
        [3, 2, round(0.6 * unit) + round(0.3 * unit) + round(0.2 * unit), 3], [3, 2, round(0.5 * unit), 3], [0] * 4, [0] * 4]


def test_a_form_met_twice_is_not_known() -> None:
    found = background.count([toy.segmented("算力网络，算力网络。")], [toy.candidates(("算力网络", 2, 2.0))], [])
    assert len(found.keys) == 0


def test_the_general_texts_are_every_fifth_law_as_body_text(tmp_path: Path) -> None:
    data = toy.general(tmp_path, [f"第{number}条\n依法办理。" for number in range(11)])
    found = background.sample(data)
    assert [each.text for each in found] == ["第0条\n依法办理。", "第5条\n依法办理。", "第10条\n依法办理。"]
    assert np.concatenate([each.sentences.kind for each in found]).tolist() == [BODY] * 6
