"""The library answers what the command line answers."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.analysis.trends import Change
from kg.errors import InputError, KgError
from kg.project import Project
from kg.store import Store
from kg.store.limits import set_thresholds
from tests.cli.conftest import TERMS, TEXTS
from tests.project_fixture import write


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return kg.open(write(tmp_path_factory.mktemp("library") / "项目", TEXTS, TERMS))


def test_questions_are_answered_with_typed_rows(project: Project) -> None:
    assert "数字中国" in {row.concept for row in project.related("cyberpower", by="npmi")}
    assert project.evidence("网络强国", "数字鸿沟")[0].line == 4
    assert [(step.a, step.b) for step in project.path("人工智能", "网络强国", limit=1)] == [("人工智能", "网络强国")]
    assert project.path("人工智能", "网络强国", limit=1, avoid=["数字中国"])[0].rank == 1
    assert project.concepts()[0].concept == "网络强国"
    assert len(project.documents()) == 3
    assert {row.document for row in project.by_document()} == {"2023-05-01_01", "2024-03-05_02", "2025-01-09_03"}
    assert {row.concept for row in project.communities()} >= {"网络强国", "数字中国"}
    assert project.central(by="degree", limit=1)[0].rank == 1
    assert [row.sentences for row in project.trends("网络强国")] == [3, 2, 2]
    assert project.first("人工智能")[0].date == "2024-03-05"
    assert project.changes() == []
    assert dict(project.info())["documents counted"] == 3


def test_the_library_has_the_options_of_the_command_line(project: Project) -> None:
    assert {row.of for row in project.related("网络强国", "数字中国")} == {"网络强国", "数字中国"}
    near = {row.concept for row in project.related("网络安全法")}
    assert {row.of for row in project.related("网络安全法", depth=2)} == {"网络安全法", *near}
    assert "数据要素" in {row.concept for row in project.related("数据", nested=True)}
    assert {row.category for row in project.concepts() if row.concept in {row.concept for row in project.communities(category=["society"])}} == {"society"}
    assert [row.b for row in project.path("人工智能", "网络安全法", category=["policy"], limit=1)] == ["网络强国", "网络安全法"]
    assert {step.b for step in project.path("人工智能", "数字中国", limit=0, avoid="数字鸿沟")}.isdisjoint({"数字鸿沟"})
    assert [row.line for row in project.evidence("网络强国", category=["society"])] == [4]
    assert [row.concept for row in project.first(limit=1)] == ["网络安全法"]
    assert {row.concept for row in project.first(category=["technology"])} == {"人工智能"}
    with pytest.raises(KgError, match="all concepts that are named are shown"):
        project.first("人工智能", limit=3)
    with pytest.raises(KgError, match="is an end of the chain"):
        project.path("人工智能", "网络强国", avoid=["网络强国"])


def test_thresholds_hold_for_every_question(project: Project, tmp_path: Path) -> None:
    with project.select(min_sentences=2) as twice, twice.select(since=2024) as later, later.select(min_sentences=1, min_documents=2) as other:
        assert (twice.store.thresholds, later.store.thresholds, other.store.thresholds) == ((2, 1), (2, 1), (1, 2))
        assert {row.sentences for row in twice.related("网络强国")} == {3}
        assert {row.sentences for row in project.related("网络强国")} == {1, 3}
        assert twice.path("人工智能", "网络强国") == [] != project.path("人工智能", "网络强国")
        assert len(twice.central(limit=0)) < len(project.central(limit=0))
        assert len(twice.communities()) < len(project.communities())
        assert twice.graph().number_of_edges() == 2 < project.graph().number_of_edges()
        assert all(max(row.left, row.right) >= 2 for row in twice.compare("2023", "2024..") if row.kind == "link")
        assert any(max(row.left, row.right) == 1 for row in project.compare("2023", "2024..") if row.kind == "link")
        assert dict(twice.info())["links"] == 2
        twice.export("jsonl", tmp_path / "a.jsonl")
    assert (tmp_path / "a.jsonl").read_text("utf-8").count('"type": "edge"') == 2
    with pytest.raises(KgError, match="min_sentences 0 is too small"):
        project.select(min_sentences=0)


def test_two_files_are_compared_without_a_project(tmp_path: Path) -> None:
    old, new = tmp_path / "旧.txt", tmp_path / "新.txt"
    old.write_text("网络强国是目标。数字鸿沟要弥合。", "utf-8")
    new.write_text("网络强国是目标。人工智能要发展。人工智能要治理。", "utf-8")
    found = {row.a: row.status for row in kg.compare(old, new) if row.kind == "concept"}
    assert (found["数字鸿沟"], found["人工智能"], found["网络强国"]) == ("went", "came", "same")
    assert "网络强国" not in {row.a for row in kg.compare(old, new, category=["technology"])}
    assert {row.a for row in kg.compare(old, new, min_sentences=2) if row.kind == "concept"} >= {"人工智能"}
    with pytest.raises(KgError, match="no category sport"):
        kg.compare(old, new, category=["sport"])


def test_rows_become_a_pandas_table_with_the_same_columns(project: Project) -> None:
    pytest.importorskip("pandas")
    rows = project.related("网络强国")
    frame = rows.to_frame()
    assert tuple(frame.columns) == rows[0]._fields
    assert len(frame) == len(rows)


def test_a_table_without_rows_has_its_columns(project: Project) -> None:
    pytest.importorskip("pandas")
    empty = project.changes()
    assert empty == []
    assert tuple(empty.to_frame().columns) == Change._fields


def test_one_source_and_a_year_need_no_list(project: Project) -> None:
    with project.select(source="示例网") as one, project.select(source=["示例网"], since=2024) as other:
        assert [row.key for row in one.documents() if row.sentences] == [row.key for row in other.documents() if row.sentences]
        assert one.info() == other.info() != project.info()



@pytest.mark.parametrize(("options", "hint"), [
    ({"unit": "chapter"}, "one of sentence, paragraph, document"), ({"evidence": "all"}, "one of text, ids, none"), ({"min_sentences": 0}, "1 or more"),
    ({"min_documents": -1}, "1 or more"), ({"top": 0}, "1 or more"), ({"jobs": -1}, "0 or more"), ({"encoding": "utf-9"}, "for example utf-8"),
    ({"base": "kg.example"}, "an http\\(s\\) address")])
def test_a_build_with_a_value_that_is_not_allowed_is_refused(tmp_path: Path, options: dict[str, Any], hint: str) -> None:
    (tmp_path / "文.txt").write_text("网络强国和数字鸿沟。", "utf-8")
    with pytest.raises(KgError) as refused:
        kg.build([tmp_path / "文.txt"], tmp_path / "output", **options)
    assert refused.value.code == 2
    assert re.match(hint, refused.value.hint)
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(("question", "options", "hint"), [
    ("related", {"by": "strength"}, "one of g2, npmi"), ("related", {"limit": -1}, "0 or more"), ("related", {"depth": 3}, "one of 1, 2"), ("evidence", {"category": ["sport"]}, "one of policy"), ("related", {"category": ["sport"]}, "one of policy, technology"),
    ("path", {"max_links": 0}, "1 or more"), ("path", {"limit": -1}, "0 or more"), ("evidence", {"limit": -1}, "0 or more"),
    ("trends", {"period": "week"}, "one of year, month")])
def test_a_question_with_a_value_that_is_not_allowed_is_refused(project: Project, question: str, options: dict[str, Any], hint: str) -> None:
    names = ["网络强国", "数字中国"][:2 if question == "path" else 1]
    with pytest.raises(KgError) as refused:
        getattr(project, question)(*names, **options)
    assert refused.value.hint.startswith(hint)


@pytest.mark.parametrize(("question", "options", "hint"), [
    ("central", {"by": "g2"}, "one of degree, strength"), ("communities", {"resolution": 0}, "a number above 0"), ("communities", {"seed": -1}, "0 or more"),
    ("changes", {"period": "day"}, "one of year, month"), ("evidence", {}, "name one or more"), ("related", {}, "name one or more"), ("trends", {}, "name one or more"), ("changes", {"category": ["sport"]}, "one of policy"), ("graph", {"weight": "strength"}, "measures: g2")])
def test_a_question_about_everything_is_checked_too(project: Project, question: str, options: dict[str, Any], hint: str) -> None:
    with pytest.raises(KgError) as refused:
        getattr(project, question)(**options)
    assert refused.value.hint.startswith(hint)


def test_a_part_of_the_project_is_a_project(project: Project) -> None:
    with project.select(since="2024", source=["示例网"]) as part:
        assert [row.sentences for row in part.trends("网络强国")] == [2]
    assert [row.sentences for row in project.trends("网络强国")] == [3, 2, 2]


QUESTIONS: dict[str, Callable[[Project], object]] = {
    "info": lambda part: part.info(), "documents": lambda part: part.documents(), "concepts": lambda part: part.concepts(),
    "by document": lambda part: list(part.by_document()), "related": lambda part: part.related("网络强国"),
    "path": lambda part: part.path("网络强国", "人工智能"), "evidence": lambda part: part.evidence("网络强国"), "evidence of all": lambda part: part.evidence("网络强国", limit=0),
    "communities": lambda part: part.communities(), "central": lambda part: part.central(by="degree"), "trends": lambda part: part.trends("网络强国"),
    "changes": lambda part: part.changes(), "first": lambda part: part.first("网络强国"), "compare": lambda part: part.compare("2023", "2024"),
    "compare documents": lambda part: part.compare("2023-05-01_01", "2024.."),
    "graph": lambda part: sorted(part.graph().edges(data="sentences")), "html": lambda part: part.html()}


@pytest.fixture(scope="module")
def two_documents(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project of the two documents that ``part`` selects of ``project``."""
    return kg.open(write(tmp_path_factory.mktemp("two") / "项目", [text for text in TEXTS if text.source == "示例日报"], TERMS))


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
@pytest.mark.parametrize("steps", [
    [{"source": ["示例日报"]}], [{"until": "2024"}], [{"until": "2024-12"}, {"since": "2023"}], [{"doc": ["2023-05-01_01", "2024-03-05_02"]}, {"source": ["示例日报", "示例网"]}]])
def test_every_question_is_answered_for_the_part_as_for_a_project_of_its_documents(
        project: Project, two_documents: Project, question: Callable[[Project], object], steps: list[dict[str, Any]]) -> None:
    part = project
    for step in steps:
        part = part.select(**step)
    assert question(part) == question(two_documents)


def test_a_part_of_a_part_keeps_what_both_select(project: Project) -> None:
    early = project.select(until="2024")
    assert [row.key for row in early.select(since="2024").documents()] == ["文章/2024-03-05_02"]
    assert [row.key for row in early.select(doc=["2024-03-05_02"]).documents()] == ["文章/2024-03-05_02"]
    with pytest.raises(InputError, match="no document is selected"):
        early.select(source=["示例网"])
    with pytest.raises(InputError, match="no document is selected"):
        early.compare("2025", "2024")
    assert {row.status for row in project.compare("2025", "2024")} != {"same"}


def test_a_part_that_cannot_be_made_leaves_no_file_open(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Store] = []

    def opening(folder: Path) -> Store:
        opened.append(Store(folder))
        return opened[-1]

    monkeypatch.setattr("kg.project.Store", opening)
    with pytest.raises(InputError, match="no document is selected"):
        project.select(since="2026")
    with pytest.raises(KgError, match="no date"):
        project.select(since="2026-13")
    for store in opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            store.db.execute("SELECT 1")
    assert len(opened) == 2


def test_an_unknown_concept_is_said(project: Project) -> None:
    with pytest.raises(InputError, match="no concept 网络强果"):
        project.related("网络强果")


def test_the_graph_has_the_documented_attributes(project: Project) -> None:
    graph = project.graph(weight="npmi")
    assert set(graph.graph) == {"measure", "units", "unit", "min_sentences", "min_documents"}
    assert set(graph.nodes["网络强国"]) == {"iri", "en", "category", "status", "score", "mentions", "sentences", "documents"}
    edge = graph.edges["网络强国", "数字中国"]
    assert set(edge) == {"weight", "measure", "sentences", "documents", "g2", "npmi"}
    assert edge["weight"] == edge["npmi"]


@pytest.mark.parametrize("least", [(1, 1), (2, 1), (1, 2), (3, 2), (None, None)])
def test_the_graph_and_related_and_the_export_show_the_same_links(tmp_path: Path, least: tuple[int | None, int | None]) -> None:
    folder = write(tmp_path / "项目", TEXTS, TERMS, meta={"min_sentences": "2", "min_documents": "2"})
    with kg.open(folder) as project:
        graph = project.graph(min_sentences=least[0], min_documents=least[1])
        set_thresholds(project.store, *least)
        assert set(graph) == {row.concept for row in project.concepts()}
        links = {frozenset((label, row.concept)) for label in graph for row in project.related(label, limit=0, nested=True)}
        assert {frozenset(edge) for edge in graph.edges} == links
        (file,) = project.export("jsonl", tmp_path / "graph.jsonl")
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert {frozenset((row["source"], row["target"])) for row in rows if "source" in row and "target" in row} == links
    assert ("算力网络" in graph) == (least == (1, 1))  # discovered, in one sentence
    assert links


def test_a_file_that_is_no_project_is_not_kept_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def connecting(*args: Any, **options: Any) -> sqlite3.Connection:
        opened.append(connect(*args, **options))
        return opened[-1]

    monkeypatch.setattr("kg.store.reader.sqlite3.connect", connecting)
    (tmp_path / "kg.sqlite").write_bytes(b"no database, but long enough to be asked for its header" * 10)
    with pytest.raises(KgError, match="is damaged"):
        kg.open(tmp_path)
    old = write(tmp_path / "old", TEXTS, TERMS, meta={"schema": "0"})
    opened.clear()
    with pytest.raises(KgError, match="has schema 0"):
        kg.open(old)
    for db in opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            db.execute("SELECT 1")
    assert len(opened) == 1
