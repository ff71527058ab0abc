"""Proposals of a review on a small project: each reason, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import iri
from kg.analysis.proposals import Suggestion, proposals
from kg.lexicon.decisions import Decision
from tests.project_fixture import Term, Text, body, opened, write

TERMS = [
    Term("数据安全保护"), Term("数据的安全保护", status="discovered", category=""), Term("算力网络", status="discovered", category=""), Term("网络"),
    Term("人工智能法", category="law", status="discovered"), Term("数字鸿沟", en="digital divide"), Term("数字裂谷", en="Digital Divide")]
TEXTS = [Text("a", "2024", body("数据安全保护和算力网络要统筹。", "数据的安全保护离不开网络。", "人工智能法与数字鸿沟。", "数字裂谷很深。"))]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "项目", TEXTS, TERMS)


def found(project: Path, made: list[Decision]) -> dict[tuple[str, str], Suggestion]:
    with opened(project) as store:
        return {(row.concept, row.value): row for row in proposals(store, made)}


def test_names_that_differ_in_de_alone_are_a_merge_into_the_curated_one(project: Path) -> None:
    row = found(project, [])["数据的安全保护", "数据安全保护"]
    assert (row.decision, row.reason, row.sentences, row.value_sentences, row.together) == ("merge", "spelling", 1, 1, 0)


def test_the_same_english_is_a_merge_of_curated_concepts_too(project: Path) -> None:
    assert {row.reason for pair, row in found(project, []).items() if set(pair) == {"数字鸿沟", "数字裂谷"}} == {"english"}


def test_a_name_that_ends_another_may_be_broader(project: Path) -> None:
    assert found(project, [])["算力网络", "网络"].decision == "broader"


def test_what_was_decided_is_not_proposed_again(project: Path) -> None:
    made = [Decision("accept", "算力网络", "", iri.concept("算力网络")), Decision("reject", "数据的安全保护", "", "")]
    assert not {"算力网络", "数据的安全保护"} & {name for pair in found(project, made) for name in pair}
