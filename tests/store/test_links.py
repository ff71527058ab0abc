"""Neighbours by strength, and what stands above and below a concept."""

from __future__ import annotations

from math import exp
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.store.labels import above, by_form, by_label, kin, met
from kg.store.links import strong_links
from kg.weights import link_cost
from tests.project_fixture import Term, Text, body, opened, write

LABELS = ["网络强国", "数字中国", "算力", "数字鸿沟", "人工智能"]
SENTENCES = st.lists(st.lists(st.sampled_from(LABELS), min_size=1, max_size=3, unique=True).map("和".join), min_size=1, max_size=14)


@settings(max_examples=50, deadline=None)
@given(SENTENCES, st.floats(0, 3), st.integers(1, 2))
def test_no_link_that_is_strong_enough_is_missed_and_hardly_any_weaker_one_comes(
        tmp_path_factory: pytest.TempPathFactory, sentences: list[str], most: float, least: int) -> None:
    with opened(write(tmp_path_factory.mktemp("l"), [Text("d", "2024", body(*sentences))], [Term(label) for label in LABELS])) as store:
        for row in store.concepts():
            every = store.neighbours(row.id, min_sentences=least, min_documents=1)
            cost = {near.id: link_cost(near.sentences, row.sentences, near.total) for near in every}
            found = {near: (both, total, label) for near, both, total, label, _ in strong_links(
                store, row.id, row.sentences, min_sentences=least, min_documents=1, max_cost=most)}
            assert {near for near, each in cost.items() if each <= most} <= set(found) <= {near for near, each in cost.items() if exp(-each) >= exp(-most) - 1e-4}
            assert all(found[near.id] == (near.sentences, near.total, store.concept(near.id).label) for near in every if near.id in found)
            ranked = list(met(store, row.id, min_sentences=least, min_documents=1))
            assert [(near.sentences, near.id) for near in ranked] == sorted(((near.sentences, near.id) for near in every), key=lambda pair: (-pair[0], pair[1]))


def test_kin_is_found_at_any_distance_up_and_down_but_not_aside(tmp_path: Path) -> None:
    terms = [Term("技术"), Term("平台", broader=("技术",)), Term("算力平台", broader=("平台",)), Term("治理平台", broader=("平台", "治理")), Term("治理")]
    with opened(write(tmp_path, [Text("d", "2024", body("技术。"))], terms)) as store:
        label = {row.id: row.label for row in store.concepts(shown=False)}
        names = {one: {label[cid] for cid in kin(store, cid_of)} for cid_of, one in label.items()}
        assert names == {
            "技术": {"平台", "算力平台", "治理平台"}, "平台": {"技术", "算力平台", "治理平台"}, "算力平台": {"平台", "技术"},
            "治理平台": {"平台", "技术", "治理"}, "治理": {"治理平台"}}
        assert {(label[one], label[other]) for one, other in above(store)} == {
            ("平台", "技术"), ("算力平台", "平台"), ("算力平台", "技术"), ("治理平台", "平台"), ("治理平台", "技术"), ("治理平台", "治理")}


def test_a_concept_is_looked_up_by_its_label_or_any_form(tmp_path: Path) -> None:
    terms = [Term("AI", en="artificial intelligence"), Term("ai治理", forms=("AI",))]
    with opened(write(tmp_path, [Text("d", "2024", body("AI。"))], terms)) as store:
        assert (by_label(store, "AI").label, by_label(store, "ai治理").label) == ("AI", "ai治理")
        assert [(row.label, kind) for row, kind in by_form(store, "ai")] == [("AI", "pref"), ("ai治理", "alt")]
        assert [row.label for row, _ in by_form(store, "artificial intelligence")] == ["AI"]
