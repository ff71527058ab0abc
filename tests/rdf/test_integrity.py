"""What is changed in a database by hand is found, with the concept and the document."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.rdf.integrity import CONDITIONS, broken
from kg.store import Store
from kg.store.reader import FILE

ONE = "(SELECT id FROM concept WHERE label = '数字中国')"
CHANGES = {
    "mention-place": "UPDATE mention SET start = start + 9000 WHERE sid = 0",
    "mention-form": "UPDATE form SET cid = ONE WHERE text = '网络强国'",
    "mention-sentence": "DELETE FROM sentence WHERE sid = 0",
    "mention-text": "UPDATE form SET text = '数智中国' WHERE cid = ONE",
    "sentence-place": 'UPDATE sentence SET "end" = 9000 WHERE sid = 0',
    "units": "UPDATE meta SET value = '7' WHERE name = 'units'",
    "document-counts": "UPDATE doc SET sentences = sentences + 1 WHERE id = 0",
    "concept-counts": "UPDATE concept SET sentences = sentences - 1 WHERE id = ONE",
    "concept-in-document": "UPDATE concept_doc SET mentions = 9 WHERE cid = ONE",
    "concept-in-period": "UPDATE concept_period SET documents = 9 WHERE cid = ONE",
    "period": "UPDATE period SET sentences = sentences + 5",
    "pair-turned": "UPDATE pair SET sentences = 1 WHERE a = ONE",
    "pair-counts": "UPDATE pair SET documents = 1 WHERE a = ONE OR b = ONE",
    "concept-broader": "UPDATE broader SET broader = 99",
}


@pytest.fixture
def copy(project: Path, tmp_path: Path) -> Path:
    shutil.copyfile(project / FILE, tmp_path / FILE)
    return tmp_path


def test_every_condition_has_its_fault_here(copy: Path) -> None:
    assert {*CONDITIONS, "mention-text"} == set(CHANGES)
    with Store(copy) as store:
        assert list(broken(store)) == []


@pytest.mark.parametrize("rule", CHANGES)
def test_a_change_is_found(copy: Path, rule: str) -> None:
    with sqlite3.connect(copy / FILE) as db:
        assert db.execute(CHANGES[rule].replace("ONE", ONE)).rowcount
    db.close()
    with Store(copy) as store:
        found = [row for row in broken(store) if row.rule == rule]
    assert found
    assert all(row.concept or row.document or rule in {"units", "period"} for row in found)


@pytest.mark.parametrize(("rule", "change"), [
    ("concept-in-document", "DELETE FROM concept_doc WHERE cid = ONE"), ("concept-in-document", "INSERT INTO concept_doc SELECT ONE, 99, 1, 1, 0.5, ''"),
    ("concept-in-period", "DELETE FROM concept_period WHERE cid = ONE"), ("concept-in-period", "INSERT INTO concept_period VALUES (ONE, '1999', 1, 1, 1)"),
    ("period", "DELETE FROM period"), ("period", "INSERT INTO period VALUES ('1999', 1, 1)")])
def test_rows_that_are_missing_or_too_many_are_found(copy: Path, rule: str, change: str) -> None:
    with sqlite3.connect(copy / FILE) as db:
        db.execute("INSERT OR IGNORE INTO doc SELECT 99, 'z', title, date, source, url, status, reason, duplicate_of, length, 10000, 0, warnings FROM doc WHERE id = 0")
        assert db.execute(change.replace("ONE", ONE)).rowcount
    db.close()
    with Store(copy) as store:
        assert rule in {row.rule for row in broken(store)}


def test_a_damaged_database_is_named(copy: Path) -> None:
    data = bytearray((copy / FILE).read_bytes())
    data[4096:] = b"\x07" * (len(data) - 4096)
    (copy / FILE).write_bytes(data)
    with pytest.raises(KgError, match="damaged"), Store(copy) as store:
        list(broken(store))


@pytest.mark.parametrize("side", ["a < b", "a > b"])
def test_a_pair_that_stands_in_one_direction_only_is_found(copy: Path, side: str) -> None:
    with sqlite3.connect(copy / FILE) as db:
        assert db.execute(f"DELETE FROM pair WHERE {side} AND a = (SELECT min(a) FROM pair WHERE {side})").rowcount  # noqa: S608 - our own text
    db.close()
    with Store(copy) as store:
        assert "pair-turned" in {row.rule for row in broken(store)}
