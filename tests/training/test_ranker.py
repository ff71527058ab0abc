"""Rows of a fold come from what has not seen it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from kg.discover import Candidates, Segmented, statistics
from kg.discover.known import folded
from kg.discover.labeller import weights
from kg.discover.shipped import Arrays
from kg.lexicon import Lexicon, Term, merge
from tests.training import toy
from training import gold, pools, ranker
from training.gold import Marked
from training.ranker import Cross, cross, single

FORMS = ("城市大脑", "数字鸿沟", "算力", "网络主权")
TEXTS = [
    toy.marked("a1", 0, "各地建设城市大脑和算力，弥合数字鸿沟。", ("城市大脑", 2, ()), ("数字鸿沟", 2, ())),
    toy.marked("a2", 0, "城市大脑帮助弥合数字鸿沟。", ("城市大脑", 2, ()), ("数字鸿沟", 1, ())),
    toy.marked("b1", 1, "维护网络主权，弥合数字鸿沟，也谈城市大脑与算力。", ("网络主权", 2, ()), ("数字鸿沟", 2, ())),
    toy.marked("b2", 1, "维护网络主权，弥合数字鸿沟。", ("网络主权", 2, ()), ("数字鸿沟", 2, ())),
    toy.marked("c", -1, "量子通信与网络主权。")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cross, Path]:
    """What cross-fitting makes of two folds, and the folder of the labellers."""
    folder = tmp_path_factory.mktemp("cross")
    data = toy.general(toy.folder(folder / "data", {}, {text.key: ("", "", "") for text in TEXTS}, {}), ["城市大脑与网络主权。" * 3])
    work = folder / "work"
    work.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for module in (gold, pools, ranker):
            patch.setattr(module, "FOLDS", 2)
        patch.setattr(ranker, "load", _lexicon)
        patch.setattr(pools, "propose", _propose)
        return cross(TEXTS, data, work), work


def _lexicon() -> Lexicon:
    return merge([Term(iri=f"urn:{label}", label=label, labels=((label, "pref", "zh"),)) for label in ("城市大脑", "数字鸿沟")])


def _propose(documents: Sequence[Segmented], file: Path) -> list[Candidates]:
    """Return the forms that stand in each text as a labeller that knew them all would propose them, hardly those behind 与; the first
    fold's has overlooked one.
    """
    forms = [form for form in FORMS if form != "算力" or file.stem != "crf0"]
    return [
        toy.candidates(*((form, 0, 0.1) if f"与{form}" in each.text else (form, 1, 0.9) for form in forms if form in each.text))
        for each in documents]


def _column(made: Cross, fold: int, name: str) -> dict[tuple[str, str], float]:
    """Return what a column says of the rows of a fold: (key of the text, form) → value."""
    rows, pool = made.rows[fold], made.found[fold].pool
    names = [(TEXTS[document].key, pool.forms[form]) for document, form in zip(pool.document[rows.places], pool.form[rows.places], strict=True)]
    return dict(zip(names, rows.corpus[statistics.NAMES.index(name)].tolist(), strict=True))


def test_a_form_that_one_fold_lists_is_unknown_there_and_known_in_the_other(made: tuple[Cross, Path]) -> None:
    listed = [{key: round(float(np.expm1(value))) for key, value in _column(made[0], fold, "gold_listed").items()} for fold in (0, 1)]
    assert listed[0] == {("a1", "城市大脑"): 0, ("a1", "数字鸿沟"): 2, ("a2", "城市大脑"): 0, ("a2", "数字鸿沟"): 2}
    assert {form: many for (key, form), many in listed[1].items() if key == "b1"} == {"城市大脑": 2, "数字鸿沟": 2, "算力": 0, "网络主权": 0}


def test_rows_of_a_fold_are_what_its_own_labeller_proposes_in_its_texts(made: tuple[Cross, Path]) -> None:
    assert ("a1", "算力") not in _column(made[0], 0, "best")
    assert ("b1", "算力") in _column(made[0], 1, "best")
    assert [{key for key, _ in _column(made[0], fold, "best")} for fold in (0, 1)] == [{"a1", "a2"}, {"b1", "b2"}]


def test_a_row_whose_form_is_searched_for_other_texts_only_is_not_found_alone(made: tuple[Cross, Path]) -> None:
    rows, pool = made[0].rows[1], made[0].found[1].pool
    lone = {(TEXTS[pool.document[row]].key, pool.forms[pool.form[row]]) for row in rows.places[~rows.alone].tolist()}
    assert lone == {("b1", "算力")}


def test_a_form_of_the_thesaurus_that_one_fold_lists_is_no_such_form_there(made: tuple[Cross, Path]) -> None:
    curated = _column(made[0], 0, "curated") | _column(made[0], 1, "curated")
    assert curated["a1", "数字鸿沟"] == curated["b1", "数字鸿沟"] == curated["b1", "城市大脑"] == 1
    assert curated["a1", "城市大脑"] == 0


def test_a_labeller_has_not_seen_the_words_of_its_fold_nor_those_of_texts_without_marks(made: tuple[Cross, Path]) -> None:
    words = [set(Arrays(made[1] / f"crf{fold}.npz")["values_word"].tobytes().decode("utf-8").split("\n")) for fold in (0, 1)]
    assert "帮助" not in words[0]
    assert "帮助" in words[1]
    assert "维护" in words[0]
    assert "维护" not in words[1]
    assert not any("量子" in word for both in words for word in both)
    assert weights(made[1] / "crf0.npz").trained_on == "without fold 0"


def test_what_is_shipped_knows_all_folds(made: tuple[Cross, Path]) -> None:
    names = ("城市大脑", "数字鸿沟", "网络主权")
    assert made[0].known.forms.of(folded(names).whole())[:, 1].tolist() == [2, 4, 2]


def test_a_text_alone_has_no_others() -> None:
    columns = [np.full(2, number + 1, dtype=np.float32) for number in range(len(statistics.NAMES))]
    found = dict(zip(statistics.NAMES, single(columns), strict=True))
    for name, column in zip(statistics.NAMES, columns, strict=True):
        expected = {"all_mean": columns[statistics.NAMES.index("mean")], "documents": np.full(2, np.log1p(1), dtype=np.float32)}.get(
            name, np.zeros(2) if name in statistics.OTHERS else column)
        assert found[name].tolist() == expected.tolist(), name


def test_the_columns_of_a_text_alone_are_those_of_a_pool_that_holds_it_alone() -> None:
    texts: list[Marked] = [TEXTS[0], TEXTS[2]]
    proposed = [toy.candidates(("城市大脑", 1, 0.8), ("数字鸿沟", 1, 0.9)), toy.candidates(("城市大脑", 0, 0.3), ("数字鸿沟", 1, 0.7))]
    both, alone = (pools.build(texts[:many], proposed[:many], np.ones(many, dtype=bool), _lexicon()).pool for many in (2, 1))
    known = pools.Evidence().without(-1, pools.table({}, 4))
    mine = both.document == 0
    corpus = [column.at(mine) for column in statistics.columns(both, known)]
    for name, expected, found in zip(statistics.NAMES, statistics.columns(alone, known), single(corpus), strict=True):
        assert found.tolist() == expected.at(slice(None)).tolist(), name
