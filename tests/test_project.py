"""The library answers what the command line answers."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import InputError, KgError
from kg.project import Project
from kg.store import Store
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


def test_rows_become_a_pandas_table_with_the_same_columns(project: Project) -> None:
    pytest.importorskip("pandas")
    rows = project.related("网络强国")
    frame = rows.to_frame()
    assert tuple(frame.columns) == rows[0]._fields
    assert len(frame) == len(rows)


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
    ("related", {"by": "strength"}, "one of g2, npmi"), ("related", {"limit": -1}, "0 or more"), ("related", {"category": ["sport"]}, "one of policy, technology"),
    ("path", {"max_links": 0}, "1 or more"), ("path", {"limit": -1}, "0 or more"), ("evidence", {"limit": -1}, "0 or more"),
    ("trends", {"period": "week"}, "one of year, month")])
def test_a_question_with_a_value_that_is_not_allowed_is_refused(project: Project, question: str, options: dict[str, Any], hint: str) -> None:
    names = ["网络强国", "数字中国"][:2 if question == "path" else 1]
    with pytest.raises(KgError) as refused:
        getattr(project, question)(*names, **options)
    assert refused.value.hint.startswith(hint)


@pytest.mark.parametrize(("question", "options", "hint"), [
    ("central", {"by": "g2"}, "one of degree, strength"), ("communities", {"resolution": 0}, "more than 0"), ("communities", {"seed": -1}, "0 or more"),
    ("changes", {"period": "day"}, "one of year, month"), ("evidence", {}, "name one or more"), ("graph", {"weight": "strength"}, "measures: g2")])
def test_a_question_about_everything_is_checked_too(project: Project, question: str, options: dict[str, Any], hint: str) -> None:
    with pytest.raises(KgError) as refused:
        getattr(project, question)(**options)
    assert refused.value.hint.startswith(hint)


def test_a_part_of_the_project_is_a_project(project: Project) -> None:
    with project.select(since="2024", source=["示例网"]) as part:
        assert [row.sentences for row in part.trends("网络强国")] == [2]
    assert [row.sentences for row in project.trends("网络强国")] == [3, 2, 2]


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
