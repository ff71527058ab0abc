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


def merges(tmp_path: Path, labels: list[str], *lines: str) -> list[tuple[str, float]]:
    """Return reason and likeness of the merges of discovered concepts, each in a sentence of its own beside what ``lines`` say."""
    terms = [Term(label, status="discovered", category="") for label in labels]
    texts = [Text("a", "2024", body(*(f"{label}受到重视。" for label in labels), *lines))]
    return [(row.reason, row.likeness) for row in found(write(tmp_path / "项目", texts, terms), []).values() if row.decision == "merge"]


@pytest.mark.parametrize(("one", "other", "reasons"), [
    ("国际交流与合作", "国际交流合作", ["spelling"]), ("投诉、举报", "投诉举报", ["spelling"]), ("国际交流与合作", "国际贸易合作", []),
    ("网信事业", "网络安全和信息化事业", ["short"]), ("电诈犯罪", "电信网络诈骗犯罪", ["short"]),
    ("网络设备", "网络安全设备", []), ("全国数据流通标准", "全国数据安全流通标准", []), ("数据源", "数据资源", []), ("人权", "人民权益", []),
    ("网络暴力受害者", "网络暴力受害人", ["edit"]), ("数字公共服务", "数字化公共服务", ["edit"]), ("数据流通安全治理", "数据安全流通治理", ["edit"]),
    ("第一批试点城市", "第二批试点城市", []), ("有条件开放数据", "无条件开放数据", []), ("算法显式标识", "算法隐式标识", []), ("数字产品与服务", "数据产品与服务", []),
    ("平台处罚办法", "平台处罚办法案", []), ("审计业务", "审计服务", [])])
def test_names_say_enough_for_a_merge_or_do_not(tmp_path: Path, one: str, other: str, reasons: list[str]) -> None:
    assert [reason for reason, _ in merges(tmp_path, [one, other])] == reasons


def test_what_is_put_before_or_after_a_name_makes_another(tmp_path: Path) -> None:
    terms = [Term("行业统计管理", status="discovered", category=""), Term("行业统计管理法", category="law")]
    assert found(write(tmp_path / "项目", [Text("a", "2024", body("行业统计管理很重要。", "行业统计管理法出台。"))], terms), []) == {}


def test_names_one_apart_that_share_sentences_are_two_concepts(tmp_path: Path) -> None:
    assert merges(tmp_path, ["网络暴力受害者", "网络暴力受害人"], "网络暴力受害者不全是网络暴力受害人。") == []


USED = ("算力调度", "数字鸿沟", "可信存证", "跨域互认", "绿色供电")
"""Partners of both names of a pair."""


@pytest.mark.parametrize(("one", "other", "reasons"), [
    ("操纵平台榜单", "违规操纵榜单", ["partners"]), ("操纵平台榜单", "违规操纵热搜", []), ("审计业务", "审计服务", ["edit"]), ("网红", "网络红人", ["short"])])
def test_names_that_say_less_must_be_used_alike(tmp_path: Path, one: str, other: str, reasons: list[str]) -> None:
    lines = [f"{name}离不开{partner}。" for name in (one, other) for partner in USED]
    rest = ["天气很好。"] * 90
    got = merges(tmp_path, [one, other, *USED], *lines, *rest)
    assert [reason for reason, _ in got] == reasons
    assert all(likeness > 0.9 for _, likeness in got)


def test_sentences_below_the_thresholds_say_what_is_used_alike(tmp_path: Path) -> None:
    lines = [f"{name}离不开{partner}。" for name in ("审计业务", "审计服务") for partner in USED]
    texts = [Text("a", "2024", body(*lines, *["天气很好。"] * 90))]
    terms = [Term(label) for label in USED] + [Term(label, status="discovered", category="") for label in ("审计业务", "审计服务")]
    project = write(tmp_path / "项目", texts, terms, meta={"min_sentences": "3"})
    assert {row.reason for row in found(project, []).values()} == {"edit"}


def test_another_english_is_no_merge(tmp_path: Path) -> None:
    terms = [Term("数字鸿沟", en="digital divide"), Term("数字裂谷", en="digital gap")]
    assert found(write(tmp_path / "项目", [Text("a", "2024", body("数字鸿沟很宽。", "数字裂谷很深。"))], terms), []) == {}


def test_a_name_that_ends_another_may_be_broader(project: Path) -> None:
    assert found(project, [])["算力网络", "网络"].decision == "broader"


@pytest.mark.parametrize(("label", "others"), [
    ("非个人数据", ["个人数据", "数据"]), ("反网络暴力", ["网络暴力", "暴力"]), ("打击治理网络诈骗", ["网络诈骗", "诈骗"]), ("违规收集个人信息", ["个人信息"]), ("隐私法", ["私法"]),
    ("网络和数据安全", ["数据安全"]), ("网络设施与信息系统", ["信息系统"]), ("党管互联网", ["互联网"]), ("座谈会关于网络法治", ["网络法治"]), ("被侵权人", ["侵权人"])])
def test_opposites_objects_and_what_is_joined_are_no_heads(tmp_path: Path, label: str, others: list[str]) -> None:
    terms = [Term(label, status="discovered", category=""), *map(Term, others)]
    project = write(tmp_path / "项目", [Text("a", "2024", body(f"{label}要研究。", *(f"{other}也要研究。" for other in others)))], terms)
    assert not [row for row in found(project, []).values() if row.decision == "broader"]


def test_a_head_may_be_narrowed_by_a_verb_or_by_what_is_done(tmp_path: Path) -> None:
    labels = {"网络安全与信息化产业联盟": "产业联盟", "共享经济": "经济", "违规数据处理": "数据处理", "算力基础设施": "基础设施"}
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
