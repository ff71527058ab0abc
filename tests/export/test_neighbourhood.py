"""What a page can be drawn of: concepts by any name, and whole communities."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.analysis.themes import themes
from kg.errors import InputError
from kg.export.neighbourhood import communities_of, ids
from tests.project_fixture import Term, Text, body, opened, write

GROUPS = [["网络强国", "清朗空间", "依法治网"], ["数字经济", "算力", "可信流通"], ["数据", "数据要素"]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sentences = [f"{a}和{b}。" for group in GROUPS for a in group for b in group if a < b] * 3 + ["网络强国和数字经济。", "数据要素和算力。"]
    terms = [Term(label, en="computing power" if label == "算力" else "") for group in GROUPS for label in group]
    return write(tmp_path_factory.mktemp("groups"), [Text("d", "2024", body(*sentences, "孤立。"))], [*terms, Term("孤立")])


def test_a_community_is_the_one_of_kg_communities(folder: Path) -> None:
    with opened(folder) as store:
        rows = themes(store)
        number = {row.concept: row.community for row in rows}
        label = {row.id: row.label for row in store.concepts()}
        for asked in (["网络强国"], ["算力"], ["网络强国", "computing power"]):
            wanted = {number["算力" if one == "computing power" else one] for one in asked}
            found = communities_of(store, asked)
            assert list(found) == sorted(found)
            assert {label[cid] for cid in found} == {row.concept for row in rows if row.community in wanted}
        assert len(set(number.values())) > 1
        assert [label[cid] for cid in ids(store, ["computing power", "算力", "网络强国"])] == ["算力", "网络强国"]


def test_a_concept_that_only_meets_a_part_of_its_name_is_in_no_community(folder: Path) -> None:
    with opened(folder) as store:
        for label in ("孤立", "数据"):
            with pytest.raises(InputError, match=f"{label} has no link, so it is in no community"):
                communities_of(store, ["算力", label])
