"""What the order of evidence rests on equals what reading the sentences gives."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.store.evidence import beside, concepts_in, gaps, held, spread
from kg.store.evidence import settings as settings_of
from tests.project_fixture import CAP, Term, Text, body, opened, write

CATEGORY = {"网络强国": "policy", "数字鸿沟": "society", "算力": "technology", "网络安全法": "law"}
PARTS = [*CATEGORY, "要加快", "，", "和"]
DOCS = st.lists(st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=7).map("".join), min_size=1, max_size=6), min_size=1, max_size=3)


def places(text: str, label: str) -> list[int]:
    return [start for start in range(len(text)) if text.startswith(label, start)]


@settings(max_examples=40, deadline=None)
@given(DOCS)
def test_facts_of_sentences_are_those_of_their_texts(tmp_path_factory: pytest.TempPathFactory, docs: list[list[str]]) -> None:
    folder = write(tmp_path_factory.mktemp("e"), [Text(f"d{n}", "2024", body(*texts)) for n, texts in enumerate(docs)], [Term(label, category=category) for label, category in CATEGORY.items()])
    with opened(folder) as store:
        texts = {sid: store.sentence_text(store.sentence(sid)) for sid in range(store.units)}
        label = {row.id: row.label for row in store.concepts(shown=False)}
        assert {row.sid: row.end - row.start for row in settings_of(store, list(texts))} == {sid: len(text) for sid, text in texts.items()}
        assert concepts_in(store, list(texts)) == {sid: number for sid, text in texts.items() if (number := sum(one in text for one in CATEGORY))}
        for one, other in combinations(label, 2):
            both = [sid for sid, text in texts.items() if label[one] in text and label[other] in text]
            assert store.sids((one, other)) == spread(store, (one, other), 99) == both
            assert held(store, (one, other)) == len(both)
            assert gaps(store, one, other, both) == {
                sid: min(max(b - a - len(label[one]), a - b - len(label[other]), 0) for a in places(texts[sid], label[one]) for b in places(texts[sid], label[other]))
                for sid in both}
            for third in set(label) - {one, other}:
                assert beside(store, (one, other), [CATEGORY[label[third]]]) == [sid for sid in both if label[third] in texts[sid]]


def test_a_sentence_too_full_for_links_is_no_evidence_of_one(tmp_path: Path) -> None:
    many = [f"概念{chr(0x4E00 + number)}" for number in range(CAP + 1)]
    with opened(write(tmp_path, [Text("d", "2024", body("、".join(many) + "。", "、".join(many[:2]) + "。"))], [Term(label) for label in many])) as store:
        assert store.sids((0, 1)) == [1]
        assert store.sids((0,)) == [0, 1]
        assert beside(store, (0,), ["policy"]) == [0, 1]


def test_nor_is_it_where_only_some_are_looked_at(tmp_path: Path) -> None:
    many = [f"概念{chr(0x4E00 + number)}" for number in range(CAP + 1)]
    sentences = ["、".join(many) + "。", "、".join(many[:2]) + "。"] * 30
    with opened(write(tmp_path, [Text("d", "2024", body(*sentences))], [Term(label) for label in many])) as store:
        found = spread(store, (0, 1), 10)
        assert len(found) == 10
        assert all(sid % 2 for sid in found)


def test_of_many_sentences_each_part_of_the_corpus_gives_some(tmp_path: Path) -> None:
    texts = [Text(f"d{n:02}", "2024", body(*[f"第{place}条，网络强国和算力。" if n % 2 else f"第{place}条，网络强国。" for place in range(20)])) for n in range(20)]
    with opened(write(tmp_path, texts, [Term("网络强国"), Term("算力")])) as store:
        for concepts in ((1,), (0, 1)):
            found = spread(store, concepts, 40)
            assert 20 <= len(found) <= 40
            assert found == sorted(set(found)) == [sid for sid in found if sid in set(store.sids(concepts))]
            assert {4 * sid // store.units for sid in found} == {0, 1, 2, 3}
