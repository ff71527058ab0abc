"""Neighbours of a concept: the strongest of all, whatever is looked at first, and nothing below the thresholds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.related import _strongest, around, hidden, related
from kg.analysis.resolve import concept
from kg.store import Store
from kg.store.limits import set_thresholds
from kg.weights import MEASURES
from tests.project_fixture import Term, Text, body, opened, write

LABELS = ["网络强国", "数字中国", "数据要素", "算力", "数字鸿沟", "人工智能", "平台经济"]
SENTENCES = st.lists(st.lists(st.sampled_from(LABELS), min_size=1, max_size=4, unique=True), min_size=1, max_size=14)


def by_hand(store: Store, label: str, by: str) -> list[tuple[str, float]]:
    """Return all neighbours by falling weight, ties by sentences, then by label."""
    own = concept(store, label)
    near = [(store.concept(row.id).label, MEASURES[by](row.sentences, own.sentences, row.total, store.units), row.sentences)
            for row in store.neighbours(own.id, min_sentences=1, min_documents=1)]
    return [(name, weight) for name, weight, _ in sorted(near, key=lambda row: (-row[1], -row[2], row[0]))]


@settings(max_examples=60, deadline=None)
@given(SENTENCES, st.integers(1, 4))
def test_the_first_rows_are_the_first_of_all(tmp_path_factory: pytest.TempPathFactory, sentences: list[list[str]], limit: int) -> None:
    folder = write(tmp_path_factory.mktemp("r"), [Text("d", "2024", body(*("和".join(one) + "。" for one in sentences), "会议结束。"))], [Term(label) for label in LABELS])
    with opened(folder) as store:
        for by in MEASURES:
            for row in store.concepts():
                expected = by_hand(store, row.label, by)
                assert [(found.concept, found.weight) for found in related(store, row, by=by, limit=0)] == expected
                assert [(found.concept, found.weight) for found in related(store, row, by=by, limit=limit)] == expected[:limit]


def test_a_rare_neighbour_that_is_always_there_comes_before_frequent_ones(tmp_path: Path) -> None:
    """By npmi 数字鸿沟, seen once and with 网络强国, is the strongest, though it is looked at last."""
    sentences = ["网络强国和数字中国。"] * 3 + ["数字中国。"] * 4 + ["网络强国和算力。"] * 2 + ["算力。"] * 3 + ["网络强国和数字鸿沟。", "会议结束。"]
    with opened(write(tmp_path, [Text("d", "2024", body(*sentences))], [Term(label) for label in LABELS])) as store:
        found, = related(store, concept(store, "网络强国"), by="npmi", limit=1)
    assert (found.concept, found.sentences) == ("数字鸿沟", 1)


def test_two_steps_are_the_neighbours_of_each_neighbour_once(tmp_path: Path) -> None:
    sentences = ["网络强国和算力。", "网络强国和数字鸿沟。", "算力和数字鸿沟。", "算力和人工智能。", "人工智能和平台经济。"]
    with opened(write(tmp_path, [Text("d", "2024", body(*sentences))], [Term(label) for label in LABELS])) as store:
        own = concept(store, "网络强国")
        found = around(store, [own], depth=2, by="count")
        assert [row.label for row in found] == ["网络强国", "数字鸿沟", "算力"]
        assert all(rows == related(store, one, by="count") and {row.of for row in rows} == {one.label} for one, rows in found.items())
        assert {row.concept for rows in found.values() for row in rows} == {"网络强国", "数字鸿沟", "算力", "人工智能"}
        assert around(store, [own]) == {own: related(store, own)}


def test_equal_weights_are_ordered_by_sentences_then_by_label(tmp_path: Path) -> None:
    """By inclusion all four are 1; 算力 has two sentences, the others one."""
    sentences = ["网络强国和数据要素。", "网络强国和算力。", "网络强国和算力。", "网络强国和数字鸿沟。", "网络强国和人工智能。"]
    with opened(write(tmp_path, [Text("d", "2024", body(*sentences))], [Term(label) for label in LABELS])) as store:
        rows = related(store, concept(store, "网络强国"), by="inclusion")
    assert {row.weight for row in rows} == {1.0}
    assert [row.concept for row in rows] == ["算力", "人工智能", "数字鸿沟", "数据要素"]


def test_what_the_thresholds_hide_is_counted(tmp_path: Path) -> None:
    texts = [Text("d1", "2024", body("网络强国和算力。", "网络强国和算力。", "网络强国和数字中国。")), Text("d2", "2024", body("网络强国和算力。", "网络强国和数字中国。", "网络强国和数字鸿沟。"))]
    with opened(write(tmp_path, texts, [Term(label) for label in LABELS])) as store:
        own = concept(store, "网络强国")
        assert hidden(store, own) == 0
        set_thresholds(store, 2, 2)
        assert [row.concept for row in related(store, own)] == ["算力", "数字中国"]
        assert hidden(store, own) == 1
        set_thresholds(store, 3, 1)
        assert [row.concept for row in related(store, own)] == ["算力"]
        assert hidden(store, own) == 2
        assert hidden(store, own, category=["law"]) == 0
        set_thresholds(store, 1, 2)
        assert hidden(store, own) == 1


def test_what_cannot_be_among_the_first_is_not_looked_at(tmp_path: Path) -> None:
    """By cosine three that are hardly ever apart from 网络强国 come before four frequent ones, and nothing that meets it once can follow."""
    frequent, close, rare = ([f"{kind}概念{chr(0x4E00 + number)}" for number in range(size)] for kind, size in (("常见", 4), ("亲近", 3), ("少见", 9)))
    together = [f"网络强国和{label}。" for labels, number in ((frequent, 5), (close, 4), (rare, 1)) for label in labels for _ in range(number)]
    apart = [f"{label}。" for label in frequent for _ in range(60)]
    terms = [Term(label) for label in ("网络强国", *frequent, *close, *rare)]
    with opened(write(tmp_path, [Text("d", "2024", body(*together, *apart))], terms)) as store:
        own = concept(store, "网络强国")
        looked = [ranked[-1].label for ranked in _strongest(store, own, "cosine", limit=3, nested=False, category=())]
        assert [row.concept for row in related(store, own, by="cosine", limit=3)] == close
    assert looked == [*frequent, *close]
