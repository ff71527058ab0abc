"""What longer concepts hold of a concept."""

from __future__ import annotations

from pathlib import Path

from kg.analysis.inside import Inside, inside
from kg.analysis.resolve import concept
from kg.store.selection import Selection, restrict
from tests.project_fixture import Term, Text, body, opened, write

TERMS = [Term("网络强国", forms=("网络大国",)), Term("网络强国建设"), Term("网络强国战略"), Term("数字中国"), Term("AI", en="AI"), Term("AIGC")]
TEXTS = [
    Text("d1", "2023", body("推进网络强国建设。", "网络强国建设和网络强国战略。", "建设网络强国，推进网络强国建设。", "数字中国和AIGC。")),
    Text("d2", "2024", body("网络强国战略。"))]


def test_sentences_that_name_a_concept_only_inside_longer_ones_are_counted_once(tmp_path: Path) -> None:
    with opened(write(tmp_path, TEXTS, TERMS)) as store:
        row = concept(store, "网络强国")
        assert row.sentences == 1
        assert inside(store, row.id) == Inside(3, [("网络强国建设", 2), ("网络强国战略", 2)])
        assert inside(store, concept(store, "数字中国").id) == Inside(0, [])
        assert inside(store, concept(store, "AI").id) == Inside(0, [])  # AIGC is another word
        restrict(store, Selection(since="2024"))
        assert inside(store, row.id) == Inside(1, [("网络强国战略", 1)])
