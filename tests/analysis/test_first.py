"""First appearances."""

from __future__ import annotations

from pathlib import Path

from kg.analysis.first import first, first_date, newest
from kg.analysis.resolve import concept
from kg.store.selection import Selection, restrict
from tests.project_fixture import Term, Text, body, opened, write

TERMS = [Term("算力"), Term("网络强国"), Term("数字中国"), Term("数字鸿沟")]


def test_of_one_day_the_first_document_by_key_counts_and_in_it_the_most_telling_sentence(tmp_path: Path) -> None:
    far = "要把算力基础设施摆在更加突出的位置，同时把数字中国、数字鸿沟、网络强国几件大事都办好办实。"
    texts = [
        Text("丙", "2024-05-01", body("算力要普惠，这是大家的共同期待。")), Text("乙", "2024-05-01", body("会议开始。", far, "算力网络要加快建设，覆盖东西部各地。")),
        Text("甲", "2024-05-02", body("算力要跟上，各地都要尽快行动起来。")), Text("丁", "", body("算力早就有了，只是没有人记下日子。"))]
    with opened(write(tmp_path, texts, TERMS)) as store:
        found, = first(store, [concept(store, "算力")])
        assert (found.date, found.document, found.line) == ("2024-05-01", "丙", 1)
        assert found.sentences == 5
        restrict(store, Selection(documents=("乙", "甲")))
        found, = first(store, [concept(store, "算力")])
        assert (found.document, found.line, found.sentence) == ("乙", 3, "算力网络要加快建设，覆盖东西部各地。")


def test_a_date_that_is_only_a_year_counts_as_its_end(tmp_path: Path) -> None:
    """A report of 2024 proves 算力 by the end of 2024 only, an article of 5 March by that day."""
    texts = [
        Text("报告", "2024", body("发展算力，建设网络强国。")), Text("三月", "2024-03", body("发展算力，建设数字中国。")),
        Text("文章", "2024-03-05", body("发展算力。")), Text("去年", "2023", body("弥合数字鸿沟。"))]
    with opened(write(tmp_path, texts, TERMS)) as store:
        dates = {label: first_date(store, concept(store, label).id) for label in ("算力", "网络强国", "数字中国", "数字鸿沟")}
        assert dates == {"算力": "2024-03-05", "网络强国": "2024", "数字中国": "2024-03", "数字鸿沟": "2023"}
        assert [(row.concept, row.date) for row in newest(store, store.concepts(), limit=0)] == [
            ("网络强国", "2024"), ("数字中国", "2024-03"), ("算力", "2024-03-05"), ("数字鸿沟", "2023")]


def test_a_concept_in_no_dated_document_has_no_first_date(tmp_path: Path) -> None:
    with opened(write(tmp_path, [Text("d", "", body("发展算力。"))], TERMS)) as store:
        row = concept(store, "算力")
        assert (list(first(store, [row])), newest(store, [row], limit=0), first_date(store, row.id)) == ([], [], "")


def test_the_latest_come_first_and_of_one_day_those_in_most_sentences(tmp_path: Path) -> None:
    texts = [Text("a", "2023-01-01", body("网络强国。")), Text("b", "2024-01-01", body("数字鸿沟和算力。", "数字中国和算力。"))]
    with opened(write(tmp_path, texts, TERMS)) as store:
        every = [row.concept for row in newest(store, store.concepts(), limit=0)]
        assert every == ["算力", "数字中国", "数字鸿沟", "网络强国"]
        assert [row.concept for row in newest(store, store.concepts(), limit=2)] == every[:2]
