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


@pytest.mark.parametrize(("label", "others"), [
    ("非个人数据", ["个人数据", "数据"]), ("反网络暴力", ["网络暴力", "暴力"]), ("打击治理网络诈骗", ["网络诈骗", "诈骗"]), ("违规收集个人信息", ["个人信息"]), ("隐私法", ["私法"])])
def test_opposites_objects_and_parts_of_words_are_no_heads(tmp_path: Path, label: str, others: list[str]) -> None:
    terms = [Term(label, status="discovered", category=""), *map(Term, others)]
    project = write(tmp_path / "项目", [Text("a", "2024", body(f"{label}要研究。", *(f"{other}也要研究。" for other in others)))], terms)
    assert not [row for row in found(project, []).values() if row.decision == "broader"]


def test_a_head_may_be_narrowed_by_a_verb_or_by_what_is_done(tmp_path: Path) -> None:
    labels = {"共享经济": "经济", "违规数据处理": "数据处理", "算力基础设施": "基础设施"}
    terms = [*(Term(label, status="discovered", category="") for label in labels), *map(Term, labels.values())]
    project = write(tmp_path / "项目", [Text("a", "2024", body(*(f"{label}和{head}要研究。" for label, head in labels.items())))], terms)
    assert {pair for pair, row in found(project, []).items() if row.decision == "broader"} == set(labels.items())


def test_a_head_says_how_alike_it_is_used(tmp_path: Path) -> None:
    terms = [Term("算力网络", status="discovered", category=""), *map(Term, ("网络", "数字鸿沟", "人工智能法", "数据安全", "网络安全法"))]
    near = ("数字鸿沟", "人工智能法", "数据安全")
    lines = [f"{one}与{other}有关。" for one in ("算力网络", "网络") for other in near] + ["网络安全法要修改。"] * 9
    assert found(write(tmp_path / "项目", [Text("a", "2024", body(*lines))], terms), [])["算力网络", "网络"].likeness > 0.9


def test_what_was_decided_is_not_proposed_again(project: Path) -> None:
    made = [Decision("accept", "算力网络", "", iri.concept("算力网络")), Decision("reject", "数据的安全保护", "", "")]
    assert not {"算力网络", "数据的安全保护"} & {name for pair in found(project, made) for name in pair}
