"""What a project says of itself equals what is in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.analysis.info import info
from kg.kinds import CUT
from kg.store.limits import set_thresholds
from tests.project_fixture import Term, Text, body, opened, write

TERMS = [Term("网络强国"), Term("数字中国"), Term("算力", status="discovered"), Term("没有出现")]
TEXTS = [Text("a", "2023-05-01", body("网络强国和数字中国。", "网络强国和数字中国和算力。")), Text("b", "2024", body("网络强国。")), Text("c", "", body("算力。"))]


def test_facts_are_counted_from_what_is_there(tmp_path: Path) -> None:
    folder = write(tmp_path, TEXTS, TERMS, meta={"version": "1.2", "options": '{"unit": "sentence", "top": null, "min_sentences": 1, "decisions": ""}'})
    with opened(folder) as store:
        found = dict(info(store))
        assert found == {
            "documents": 3, "documents counted": 3, "first date": "2023-05-01", "last date": "2024", "documents without date": 1, "unit": "sentence",
            "units (N)": 4, "concepts": 3, "concepts curated": 2, "concepts discovered": 1, "mentions": 7, "links": 3, "least sentences": 1,
            "least documents": 1, "sentences too full for links": 0, "version": "1.2", "option unit": "sentence", "option min_sentences": "1"}
        set_thresholds(store, 2, 1)
        found = dict(info(store))
        assert (found["links"], found["least sentences"], found["concepts"]) == (1, 2, 3)
        set_thresholds(store, 3, 2)
        assert (dict(info(store))["links"], dict(info(store))["concepts discovered"]) == (0, 0)


def test_a_cut_document_is_a_counted_one_and_a_duplicate_is_not(tmp_path: Path) -> None:
    folder = write(tmp_path, TEXTS, TERMS)
    db = sqlite3.connect(folder / "kg.sqlite")
    db.execute("UPDATE doc SET status = ? WHERE key = 'a'", (CUT,))
    db.execute("INSERT INTO doc VALUES(9, 'd', '', '2020', '', '', 'duplicate', '', 0, 10, NULL, 0, '')")
    db.commit()
    db.close()
    with opened(folder) as store:
        found = dict(info(store))
    assert (found["documents"], found["documents counted"], found["documents duplicate"], found[f"documents counted, of which {CUT} at the source"]) == (4, 3, 1, 1)
    assert found["first date"] == "2023-05-01"
