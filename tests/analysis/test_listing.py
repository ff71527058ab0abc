"""Concepts of a project and of its documents."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.analysis.listing import by_document, concepts
from kg.store.limits import set_thresholds
from tests.project_fixture import Term, Text, body, opened, write

TERMS = [Term("网络强国"), Term("数字中国"), Term("算力", status="discovered"), Term("数字鸿沟"), Term("没有出现")]
TEXTS = [
    Text("甲", "2024", body("网络强国。", "网络强国。", "数字鸿沟，数字鸿沟，数字鸿沟。")),
    Text("乙", "2024", body("数字中国。", "数字中国。", "算力。"))]


def test_those_in_most_sentences_come_first_then_by_label(tmp_path: Path) -> None:
    with opened(write(tmp_path, TEXTS, TERMS)) as store:
        assert [(row.concept, row.sentences, row.mentions) for row in concepts(store)] == [
            ("数字中国", 2, 2), ("网络强国", 2, 2), ("数字鸿沟", 1, 3), ("算力", 1, 1)]
        set_thresholds(store, 2, 1)
        assert [row.concept for row in concepts(store)] == ["数字中国", "网络强国", "数字鸿沟"]
        assert [row.concept for row in concepts(store, shown=False)] == ["数字中国", "网络强国", "数字鸿沟", "算力"]


def test_concepts_of_a_document_are_those_whose_score_there_reaches_the_threshold(tmp_path: Path) -> None:
    folder = write(tmp_path, TEXTS, TERMS, meta={"threshold": "0.5"})
    db = sqlite3.connect(folder / "kg.sqlite")
    for label, score in (("数字鸿沟", 0.9), ("网络强国", 0.5), ("数字中国", 0.4999), ("算力", 0.6)):
        db.execute("UPDATE concept_doc SET score = ?, variants = '一\n二' WHERE cid = (SELECT id FROM concept WHERE label = ?)", (score, label))
    db.commit()
    db.close()
    with opened(folder) as store:
        assert [(row.document, row.concept, row.score, row.mentions, row.variants) for row in by_document(store)] == [
            ("乙", "算力", 0.6, 1, ["一", "二"]), ("甲", "数字鸿沟", 0.9, 3, ["一", "二"]), ("甲", "网络强国", 0.5, 2, ["一", "二"])]
