from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import discover
from kg.discover import Pool, selection, statistics
from kg.discover.known import known
from kg.model import CONFIDENCE_UNIT

FORMS = sorted(["关键信息基础设施", "数字鸿沟", "数据", "数据出境", "数据出境安全评估", "网络强国"])
Row = tuple[int, int, int, float]
rows = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(1, 6), st.floats(0, 1)), min_size=1, max_size=20,
    unique_by=lambda row: (row[0], row[1]))


def pool(cells: list[Row], order: list[int] | None = None) -> Pool:
    """Return a pool of (form, document, hits, probability of each hit) in four documents, renumbered by ``order``."""
    place = order or [0, 1, 2, 3]
    ordered = sorted((form, place[document], hits, chance) for form, document, hits, chance in cells)
    form, document, hits = (np.array([row[number] for row in ordered], dtype=np.int32) for number in range(3))
    best = np.array([round(row[3] * CONFIDENCE_UNIT) for row in ordered], dtype=np.int32)
    lengths = np.zeros(4, dtype=np.int32)
    lengths[place] = [900, 1200, 3000, 600]
    return Pool(
        forms=FORMS, curated=np.array([name == "网络强国" for name in FORMS]), document=document, form=form, hits=hits,
        marked=np.where(best > CONFIDENCE_UNIT // 2, hits, 0).astype(np.int32), confidence=(best * hits).astype(np.int64), best=best,
        first=np.zeros(len(form), dtype=np.int32), title=np.zeros(len(form), dtype=np.int32), lengths=lengths, counted=np.ones(4, dtype=bool))


@settings(max_examples=25, deadline=None)
@given(rows)
def test_scores_are_probabilities_and_a_form_has_the_best_of_its_rows(cells: list[Row]) -> None:
    found = pool(cells)
    chosen = discover.select(found)
    assert ((chosen.score >= 0) & (chosen.score <= 1)).all()
    for form in range(len(FORMS)):
        assert chosen.form_score[form] == max(chosen.score[found.form == form], default=0.0)
        assert not chosen.kept[form] or chosen.form_score[form] >= discover.THRESHOLD
    assert (chosen.concept[chosen.concept] == chosen.concept).all()


@settings(max_examples=25, deadline=None)
@given(rows, st.permutations([0, 1, 2, 3]))
def test_the_order_of_documents_changes_nothing(cells: list[Row], order: list[int]) -> None:
    one, other = pool(cells), pool(cells, order)
    first, second = discover.select(one), discover.select(other)
    scores = {(form, order[document]): score for form, document, score in zip(one.form.tolist(), one.document.tolist(), first.score.tolist(), strict=True)}
    assert scores == {(form, document): score for form, document, score in zip(other.form.tolist(), other.document.tolist(), second.score.tolist(), strict=True)}
    assert first.kept.tolist() == second.kept.tolist()


def test_there_is_one_column_for_each_name() -> None:
    columns = statistics.columns(pool([(0, 0, 2, 0.9), (4, 0, 1, 0.7), (3, 0, 1, 0.2)]), known())
    assert len(columns) == len(statistics.NAMES)
    assert {len(column.at(slice(None))) for column in columns} == {3}


def test_a_form_inside_a_likelier_longer_one_sees_it() -> None:
    found = pool([(FORMS.index("数据出境安全评估"), 0, 1, 0.75), (FORMS.index("数据出境"), 0, 1, 0.25)])
    columns = dict(zip(statistics.NAMES, statistics.columns(found, known()), strict=True))
    inner = found.form.tolist().index(FORMS.index("数据出境"))
    assert columns["longer_best"].at(slice(None)).tolist()[inner] == 0.75
    assert columns["shorter_best"].at(slice(None)).tolist()[1 - inner] == 0.25


def test_what_was_marked_anywhere_is_searched() -> None:
    searched = discover.lookup(np.array([1, 0, 0]), np.array([9_000, 60_000, 300]), np.array([9_000, 40_000, 300]), np.array([1, 2, 1]))
    assert searched.tolist() == [True, True, False]


def test_a_word_that_is_mostly_part_of_longer_concepts_is_judged_where_it_stands_alone() -> None:
    inner, outer = FORMS.index("数据"), FORMS.index("数据出境")
    found = pool([(inner, 0, 1, 0.9), (inner, 1, 9, 0.1), (outer, 1, 9, 0.9)])
    score = np.array([0.8, 0.2, 0.9])
    free = np.array([1, 0, 9])
    assert selection._means(found.form, found.hits.astype(np.int64), score, free, len(found.forms))[[inner, outer]].tolist() == [0.8, 0.9]
    assert selection._means(found.form, found.hits.astype(np.int64), score, np.zeros(3, dtype=np.int64), len(found.forms))[inner] == 0.26


def test_the_more_documents_hold_a_form_the_more_of_them_must_list_it() -> None:
    few, many = np.zeros(4, dtype=np.int32), np.ones(100, dtype=np.int32)
    form = np.concatenate([few, many])
    score, free = np.full(104, 0.5), np.ones(104, dtype=bool)
    assert selection._specific(form, score, free, np.zeros(2)).tolist() == [True, False]
    assert selection._specific(form, score, free, np.full(2, 0.5)).tolist() == [True, True]


def held_by_many(names: list[str], curated: list[bool], documents: int = 60) -> Pool:
    """Return a pool in which each document holds each form once."""
    form = np.repeat(np.arange(len(names), dtype=np.int32), documents)
    ones, none = np.ones(len(form), dtype=np.int32), np.zeros(len(form), dtype=np.int32)
    return Pool(
        forms=names, curated=np.array(curated), document=np.tile(np.arange(documents, dtype=np.int32), len(names)), form=form, hits=ones,
        marked=none, confidence=none.astype(np.int64), best=none, first=none, title=none,
        lengths=np.full(documents, 900, dtype=np.int32), counted=np.ones(documents, dtype=bool))


def test_a_form_is_as_general_as_the_concept_that_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """数据的质量 is rarely listed, but it is the curated 数据质量 said otherwise; 标准规范 stands for itself."""
    monkeypatch.setattr(selection, "probability", lambda rows, _columns, _trees: np.full(rows, 0.4))
    chosen = discover.select(held_by_many(["数据的质量", "数据质量", "标准规范"], [False, True, False]))
    assert chosen.concept.tolist() == [1, 1, 2]
    assert chosen.kept.tolist() == [True, True, False]


def test_only_a_form_that_marked_texts_hold_is_judged_general(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "probability", lambda rows, _columns, _trees: np.full(rows, 0.4))
    assert discover.select(held_by_many(["标准规范", "轮作休耕制度"], [False, False])).kept.tolist() == [False, True]


def test_a_title_that_does_not_say_of_what_is_no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "probability", lambda rows, _columns, _trees: np.full(rows, 0.9))
    chosen = discover.select(held_by_many(["暂行办法", "数据出境暂行办法", "实施方案"], [False, False, True], documents=1))
    assert chosen.kept.tolist() == [False, True, True]
