"""Names of documents, and thresholds of one reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.store.limits import set_thresholds
from kg.store.names import Names
from kg.store.selection import Selection, restrict
from tests.project_fixture import Term, Text, body, opened, write


@pytest.mark.parametrize(("keys", "names"), [
    (["甲/一", "甲/二"], ["一", "二"]), (["甲/一", "乙/二"], ["一", "二"]), (["甲/一", "乙/一", "乙/二"], ["甲/一", "乙/一", "二"]), (["一", "二"], ["一", "二"]),
    (["甲/丙/一", "甲/丙/二"], ["一", "二"]), (["甲/丙/一", "甲/一"], ["甲/丙/一", "甲/一"])])
def test_a_document_is_called_by_the_last_part_of_its_key_where_that_is_its_own(tmp_path: Path, keys: list[str], names: list[str]) -> None:
    with opened(write(tmp_path, [Text(key, "2024", body("算力。")) for key in keys], [Term("算力")])) as store:
        called = Names(store)
        assert [called.of(key) for key in keys] == names
        assert [called.of_id(row.id) for row in store.docs()] == [called.of(row.key) for row in store.docs()]


def test_thresholds_are_those_asked_for_the_others_stay_and_the_file_too(tmp_path: Path) -> None:
    folder = write(tmp_path, [Text(f"d{n}", "2024", body("算力。")) for n in range(6)], [Term("算力")])
    before = (folder / "kg.sqlite").read_bytes()
    with opened(folder) as store:
        assert store.thresholds == (1, 1)
        set_thresholds(store, None, None)
        set_thresholds(store, 4, None)
        assert store.thresholds == (4, 1)
        set_thresholds(store, None, 3)
        assert store.thresholds == (4, 3)
    with opened(folder) as store:
        restrict(store, Selection(documents=("d0", "d1", "d2", "d3", "d4")))
        assert store.thresholds == (2, 1)
        set_thresholds(store, None, 2)
        assert (store.thresholds, store.units) == ((2, 2), 5)
    assert (folder / "kg.sqlite").read_bytes() == before
