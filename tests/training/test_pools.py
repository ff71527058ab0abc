"""What is learnt from one fold is unknown in it, and copies add nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from kg.discover.known import Table, folded
from kg.lexicon import merge
from tests.training import toy
from training import pools
from training.pools import Evidence, Found

FORMS = ["数字鸿沟", "算力网络", "网络主权"]
NO_GENERAL = pools.table({}, 4)


def _counts(table: Table, *names: str) -> list[list[int]]:
    found: list[list[int]] = table.of(folded(names).whole()).tolist()
    return found


def _evidence() -> Evidence:
    """Return what two folds of two texts each teach: 数字鸿沟 is listed in the first only, 算力网络 in the second only, 网络主权 nowhere."""
    evidence = Evidence()
    rows = toy.pool(FORMS, [("数字鸿沟", 0, 0.9), ("数字鸿沟", 1, 0.9), ("网络主权", 0, 0.9), ("网络主权", 2, 0.9), ("网络主权", 3, 0.0), ("算力网络", 2, 0.9)], 4)
    listed = np.array([True, True, True, False, False, False])
    central = np.array([True, False, False, False, False, False])
    assert [rows.forms[form] for form in rows.form.tolist()] == ["数字鸿沟", "数字鸿沟", "算力网络", "网络主权", "网络主权", "网络主权"]
    evidence.add(0, rows, np.flatnonzero(rows.document < 2), listed, central)
    evidence.add(1, rows, np.flatnonzero(rows.document >= 2), listed, central)
    return evidence


def test_a_fold_is_left_out_of_what_is_known_of_forms() -> None:
    evidence = _evidence()
    assert _counts(evidence.without(0, NO_GENERAL).forms, *FORMS) == [[0, 0, 0], [1, 1, 0], [0, 0, 0]]
    assert _counts(evidence.without(1, NO_GENERAL).forms, *FORMS) == [[2, 2, 1], [0, 0, 0], [0, 0, 0]]
    assert _counts(evidence.without(-1, NO_GENERAL).forms, *FORMS) == [[2, 2, 1], [1, 1, 0], [3, 0, 0]]


def test_an_edge_is_known_from_two_candidates_outside_the_fold() -> None:
    evidence = _evidence()
    assert _counts(evidence.without(1, NO_GENERAL).edges["end2"], "鸿沟", "主权", "网络") == [[2, 2], [0, 0], [0, 0]]
    assert _counts(evidence.without(-1, NO_GENERAL).edges["end2"], "鸿沟", "主权", "网络") == [[2, 2], [2, 0], [0, 0]]
    assert _counts(evidence.without(-1, NO_GENERAL).edges["begin1"], "数", "网") == [[2, 2], [2, 0]]


def test_a_form_of_the_thesaurus_that_only_one_fold_lists_is_none_there() -> None:
    texts = [
        toy.marked("a", 0, "弥合数字鸿沟。", ("数字鸿沟", 2, ()), ("网络主权", 1, ())),
        toy.marked("b", 1, "维护网络主权。", ("网络主权", 2, ())), toy.marked("c", -1, "弥合数字鸿沟。", ("数字鸿沟", 1, ()))]
    rows = toy.pool(FORMS, [("数字鸿沟", 0, 0.9)], 3, curated=FORMS)
    found = Found(rows, [], list(FORMS), np.ones(1, dtype=bool), np.ones(3, dtype=bool))
    assert pools.uncurated(found, texts, 0).pool.curated.tolist() == [False, True, True]
    assert pools.uncurated(found, texts, 1).pool.curated.tolist() == [True, True, True]


def test_a_row_is_true_where_its_text_lists_the_form_however_it_is_written() -> None:
    texts = [
        toy.marked("a", 0, "弥合数字鸿沟。", ("“数字鸿沟”", 2, ("算力网络",)), ("网络主权", 1, ())), toy.marked("b", 1, "建设算力网络。")]
    rows = toy.pool(FORMS, [("数字鸿沟", 0, 0.9), ("算力网络", 0, 0.9), ("算力网络", 1, 0.9), ("网络主权", 0, 0.9)], 2)
    listed, central = pools.truth(texts, rows)
    assert listed.tolist() == [True, True, False, True]
    assert central.tolist() == [True, True, False, False]


def test_one_of_each_group_of_copies_is_counted_a_marked_one_if_there_is_one(tmp_path: Path) -> None:
    articles = {key: ("", group, "") for key, group in (("copy", "g1"), ("first", "g1"), ("second", "g1"), ("single", ""), ("other", "g2"), ("another", "g2"))}
    data = toy.folder(tmp_path / "data", {}, articles, {})
    folds = {"copy": -1, "first": 0, "second": 1, "single": -1, "other": -1, "another": -1, "excerpt": 2}
    texts = [toy.marked(key, fold, "弥合数字鸿沟。") for key, fold in folds.items()]
    counted = dict(zip(folds, pools.counted(texts, data).tolist(), strict=True))
    assert counted == {"copy": False, "first": True, "second": False, "single": True, "other": True, "another": False, "excerpt": False}


def test_a_copy_without_marks_proposes_nothing() -> None:
    texts = [toy.marked("a", 0, "弥合数字鸿沟，建设算力网络。"), toy.marked("b", -1, "建设算力网络，弥合数字鸿沟。")]
    proposed = [toy.candidates(("数字鸿沟", 1, 0.9)), toy.candidates(("算力网络", 1, 0.9))]
    both = pools.build(texts, proposed, np.array([True, True]), merge([]))
    assert both.keys == ["数字鸿沟", "算力网络"]
    assert list(zip(both.pool.form.tolist(), both.pool.document.tolist(), both.alone.tolist(), strict=True)) == [
        (0, 0, True), (0, 1, False), (1, 0, False), (1, 1, True)]
    assert pools.build(texts, proposed, np.array([True, False]), merge([])).keys == ["数字鸿沟"]
