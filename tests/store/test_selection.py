"""A selection counts what a project of the selected documents would count."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError, KgError
from kg.store import Store
from kg.store.selection import Selection, chosen, default_thresholds, restrict
from tests.project_fixture import CAP, Term, Text, body, opened, write

TERMS = [Term("网络强国"), Term("数字中国"), Term("数据要素"), Term("数据"), Term("算力", status="discovered")]
PARTS = ["网络强国", "数字中国", "数据要素", "数据", "算力", "和", "要加快推进"]
DATES = ["", "2023", "2024-02", "2024-02-29", "2025-01-01"]
DOCS = st.lists(st.tuples(st.sampled_from(DATES), st.sampled_from(["甲报", "乙报"]),
                          st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map("".join), min_size=1, max_size=4)), min_size=2, max_size=6)


def everything(store: Store) -> dict[str, object]:
    labels = {row.id: row.label for row in store.concepts(shown=False)}
    return {
        "units": store.units, "thresholds": store.thresholds,
        "concepts": [row[2:10] for row in store.concepts(shown=False)],
        "pairs": [(labels[a], labels[b], *counts) for a, b, *counts in store.db.execute("SELECT * FROM pair ORDER BY a, b")],
        "periods": store.db.execute("SELECT * FROM period ORDER BY period").fetchall(),
        "concept_periods": store.db.execute("SELECT * FROM concept_period ORDER BY cid, period").fetchall()}


@settings(max_examples=60, deadline=None)
@given(DOCS, st.data())
def test_a_selection_equals_a_project_of_the_selected_documents(tmp_path_factory: pytest.TempPathFactory, docs: list[tuple[str, str, list[str]]], data: st.DataObject) -> None:
    texts = [Text(f"d{n}", date, body(*sentences), source) for n, (date, source, sentences) in enumerate(docs)]
    picked = data.draw(st.lists(st.sampled_from(texts), min_size=1, unique_by=lambda text: text.key))
    meta = {"options": '{"min_sentences": 1, "min_documents": 1}'}
    whole = write(tmp_path_factory.mktemp("whole"), texts, TERMS, meta=meta)
    part = write(tmp_path_factory.mktemp("part"), picked, TERMS, meta=meta)
    with opened(whole) as store, opened(part) as alone:
        restrict(store, Selection(documents=tuple(text.key for text in picked)))
        assert everything(store) == everything(alone)


def test_a_sentence_too_full_for_links_has_none_in_a_selection_either(tmp_path_factory: pytest.TempPathFactory) -> None:
    many = [f"概念{chr(0x4E00 + number)}" for number in range(CAP + 1)]
    texts = [Text("d1", "2024", body("、".join(many) + "。", "、".join(many[:3]) + "。")), Text("d2", "2024", body("、".join(many[1:]) + "。"))]
    terms = [Term(label) for label in many]
    whole, part = (write(tmp_path_factory.mktemp("full"), some, terms, meta={"options": '{"min_sentences": 1, "min_documents": 1}'}) for some in (texts, texts[:1]))
    with opened(whole) as store, opened(whole) as around, opened(part) as alone:
        assert store.pair(0, 1) == (1, 1)
        assert store.pair(1, 2) == (2, 2)
        restrict(store, Selection(documents=("d1",)))
        restrict(around, Selection(documents=("d1",)), around=[0])
        assert everything(store) == everything(alone)
        assert store.db.execute("SELECT count(*) FROM pair").fetchone() == (6,)
        assert [row.id for row in around.neighbours(0, min_sentences=1, min_documents=1)] == [1, 2]
        assert [concepts for _, _, concepts in store.capped()] == [CAP + 1]
        # it counts for its concepts all the same
        assert {row.sentences for row in store.concepts()} == {1, 2}


def test_links_around_one_concept_are_the_same_as_among_all(tmp_path: Path) -> None:
    texts = [Text(f"d{n}", "2024", body("网络强国和数字中国和数据。", "数据要素和数据，网络强国。", "数字中国和数据。")) for n in range(3)]
    write(tmp_path, texts, TERMS)
    selection = Selection(documents=("d0", "d2"))
    with opened(tmp_path) as all_links, opened(tmp_path) as some:
        restrict(all_links, selection)
        restrict(some, selection, around=[1])
        assert all_links.neighbours(1, min_sentences=1, min_documents=1) == some.neighbours(1, min_sentences=1, min_documents=1) != []


def test_thresholds_follow_the_number_of_selected_documents(tmp_path: Path) -> None:
    write(tmp_path, [Text(f"d{n:02}", f"20{n:02}", body("网络强国和数字中国。")) for n in range(25)], TERMS, meta={"min_sentences": "3", "min_documents": "2"})
    with opened(tmp_path) as store:
        restrict(store, Selection(since="2019"))
        assert (store.thresholds, store.units) == ((2, 1), 6)


@pytest.mark.parametrize(("counted", "least"), [(0, (1, 1)), (4, (1, 1)), (5, (2, 1)), (19, (2, 1)), (20, (3, 2)), (1000, (3, 2))])
def test_the_usual_thresholds_rise_with_20_and_5_documents(counted: int, least: tuple[int, int]) -> None:
    assert default_thresholds(counted) == least


@pytest.mark.parametrize(("since", "until", "expected"), [
    ("2024", "", [2, 3, 4]), ("", "2023", [1]), ("2024-02", "2024-02", [2, 3]), ("2024-02-29", "2024", [2, 3]), ("2025-01-01", "", [4])])
def test_limits_include_dates_that_can_lie_within(tmp_path: Path, since: str, until: str, expected: list[int]) -> None:
    write(tmp_path, [Text(f"d{n}", date, body("网络强国。")) for n, date in enumerate(DATES)], TERMS)
    with opened(tmp_path) as store:
        assert chosen(store, Selection(since=since, until=until)) == (expected, 1)


def test_what_cannot_be_selected_is_said(tmp_path: Path) -> None:
    write(tmp_path, [Text("a/d1", "2024", body("网络强国。"), "甲报")], TERMS)
    with opened(tmp_path) as store:
        for text in ("2024-5", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "2024-", "202", "20240101", "2024-W01-1", "２０２４", "0000"):
            with pytest.raises(KgError, match=f"no date: {text}") as refused:
                chosen(store, Selection(until=text))
            assert refused.value.code == 2
        assert chosen(store, Selection(until="2024-02-29"))[0] == [0]
        with pytest.raises(InputError, match="no source 甲日报") as error:
            chosen(store, Selection(sources=("甲日报",)))
        assert error.value.hint == "nearest: 甲报"
        with pytest.raises(InputError, match="no document is selected"):
            restrict(store, Selection(since="2025"))
        assert chosen(store, Selection(documents=("d1",))) == chosen(store, Selection(documents=("a/d1",))) == ([0], 0)


def test_dates_of_the_fixture_are_sorted() -> None:
    assert all(one <= other for one, other in pairwise(DATES))
