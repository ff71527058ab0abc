"""Agreement with marked concepts is what it says, and what the reviewers' script says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.quality import _script
from benchmarks.scoring import (
    Agreement,
    Gold,
    Prediction,
    agreement,
    average,
    by_document,
    calibration_error,
    matching,
    read_gold,
)

NAMES = st.sampled_from(["算力", "“算力”", "算 力", "算力网", "AI", "ＡＩ", "数据", "数据的安全", "数据安全", "《数据安全》", "“”", "数据安全（试行）"])
MARKS = st.lists(st.tuples(st.sampled_from("12"), NAMES, st.lists(NAMES, max_size=3)), max_size=6)
PREDICTIONS = st.lists(st.builds(
    Prediction, st.sampled_from(["a", "b"]), NAMES, st.sampled_from([0.2, 0.5, 0.9]), st.lists(NAMES, max_size=10).map(tuple)), max_size=8)


def test_a_matching_is_one_to_one_and_maximum() -> None:
    marked = Gold([("网络空间主权", 2, {"网络空间主权", "网络主权"}), ("网络主权原则", 1, {"网络主权"})], set())
    rows = by_document([Prediction("a", "网络主权", 0.9), Prediction("a", "网络空间主权", 0.8), Prediction("a", "网络主权论", 0.7)])["a"]
    assert matching(marked, rows) == {0: 1, 1: 0}


def test_agreement_by_hand() -> None:
    marked = {"a": Gold([("数字鸿沟", 2, {"数字鸿沟"}), ("算力", 1, {"算力"}), ("数据安全", 2, {"数据安全"})], {"成长计划"})}
    rows = [Prediction("a", "“数字鸿沟”", 0.9), Prediction("a", "成长计划", 0.5), Prediction("a", "数据安全", 0.4), Prediction("b", "算力", 1)]
    assert average(marked, rows) == Agreement(
        recall2=1.0, recall=2 / 3, precision=2 / 3, f1=2 / 3, r_precision=2 / 3, noise=1.0, predicted=3.0)


def test_where_nothing_is_of_grade_2_all_of_it_is_found() -> None:
    assert agreement(Gold([("算力", 1, {"算力"})], set()), []) == Agreement(1.0, 0.0, 0.0, 0.0, 0.0, 0, 0)


def test_eight_variants_count_and_no_more() -> None:
    marked = Gold([("网络主权", 2, {"网络主权"})], set())
    others = tuple(f"说法{place}" for place in range(7))
    for variants, found in (((*others, "网络主权"), 1.0), ((*others, "说法7", "网络主权"), 0.0)):
        assert average({"a": marked}, [Prediction("a", "cyber sovereignty", 0.9, variants)]).recall == found


def test_calibration_error_by_hand() -> None:
    marked = {"a": Gold([("算力", 2, {"算力"})], set())}
    rows = [Prediction("a", "算力", 0.15), Prediction("a", "算法", 0.95), Prediction("a", "平台", 0.91)]
    # one bin holds 0.95 and 0.91 without a match, another 0.15 with one: more is right there than was said
    assert calibration_error(marked, rows) == pytest.approx(((1 - 0.15) + 1.86) / 3)


def test_equal_predictions_are_one_with_the_best_score_and_the_variants_of_both() -> None:
    rows = by_document([
        Prediction("a", "算力", 0.2, ("算能",)), Prediction("a", "“”", 1.0), Prediction("a", "算法", 0.5),
        Prediction("a", "《算力》", 0.9, ("算资",)), Prediction("a", "算 力", 0.3)])
    assert rows == {"a": [(Prediction("a", "算力", 0.9, ("算能",)), {"算力", "算能", "算资"}), (Prediction("a", "算法", 0.5), {"算法"})]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gold")


def _gold(folder: Path, marks: dict[str, list[tuple[str, str, list[str]]]]) -> dict[str, Gold]:
    (folder / "noise.csv").write_text("document,noise\na,数据\n", encoding="utf-8")
    for stem, rows in marks.items():
        lines = (f"{grade}\t{label}\t{'|'.join(variants)}\n" for grade, label, variants in rows)
        (folder / f"{stem}.tsv").write_text("".join(lines), encoding="utf-8")
    return read_gold(folder)


def test_of_equal_labels_the_first_is_marked(folder: Path) -> None:
    found = _gold(folder, {"a": [("2", "算力", ["算能"]), ("1", "“算力”", ["算资"])], "b": []})
    assert found == {"a": Gold([("算力", 2, {"算力", "算能"})], {"数据"}), "b": Gold([], set())}


@pytest.mark.real
@pytest.mark.usefixtures("shared")
@settings(deadline=None)  # each example writes files
@given(MARKS, MARKS, PREDICTIONS)
def test_our_scoring_equals_that_of_the_reviewers(
    folder: Path, first: list[tuple[str, str, list[str]]], second: list[tuple[str, str, list[str]]], predictions: list[Prediction],
) -> None:
    script = _script()
    gold = _gold(folder, {"a": first, "b": second})
    marked = script.read_gold(folder)
    assert {stem: entry["concepts"] for stem, entry in marked.items()} == {stem: entry.concepts for stem, entry in gold.items()}
    for stem, entry in gold.items():
        marked[stem]["noise"] = entry.noise
    file = folder / "predictions.jsonl"
    file.write_text("".join(json.dumps(item._asdict(), ensure_ascii=False) + "\n" for item in predictions), encoding="utf-8")
    mean, _ = script.score_all(marked, script.read_predictions(file))
    ours = average(gold, predictions)._asdict()
    assert ours == pytest.approx({name: mean[name] for name in ours})
