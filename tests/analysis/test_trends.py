"""Concepts over time: periods add up, the test is the stated one, the first sentence is of the first document."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.first import first, newest
from kg.analysis.resolve import concept
from kg.analysis.significance import adjusted, chance
from kg.analysis.trends import MONTH, changes, halves, trends
from kg.errors import KgError
from kg.store.halves import Parts
from kg.weights import g2
from tests.project_fixture import Term, Text, body, opened, write

OLD, NEW, STEADY = "脱贫攻坚", "新质生产力", "数字经济"
PLAIN = "各地要抓好落实。"


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four years of 30 sentences: one concept ends, one begins, one stays."""
    texts = []
    for year in range(2021, 2025):
        held = OLD if year < 2023 else NEW
        texts.append(Text(f"d{year}", f"{year}-03-05", body(
            *[f"第{n}项，要推进{held}各项工作。" for n in range(10)], *[f"第{n}项，数字经济要做强做优。" for n in range(3)], *[PLAIN] * 17)))
    texts.append(Text("d0", "", body(f"推进{NEW}。")))
    return write(tmp_path_factory.mktemp("years"), texts, [Term(OLD), Term(NEW, en="new quality productive forces"), Term(STEADY)])


def test_sentences_of_periods_add_up_to_those_in_dated_documents(years: Path) -> None:
    with opened(years) as store:
        asked = [concept(store, label) for label in (OLD, NEW, STEADY)]
        for length in (4, MONTH):
            rows = trends(store, asked, length=length)
            assert [row.sentences for row in rows] == [10, 10, 0, 0, 0, 0, 10, 10, 3, 3, 3, 3]
            assert {row.units for row in rows} == {30}
            assert {row.share for row in rows if row.concept == STEADY} == {0.1}


def test_what_rises_and_falls_is_found_and_what_stays_is_not(years: Path) -> None:
    with opened(years) as store:
        parts = halves(store)
        assert parts == Parts("2023", 60, 60)
        assert [(row.concept, row.trend, row.before, row.after, row.first) for row in changes(store, parts)] == [
            (NEW, "rising", 0, 20, "2023-03-05"), (OLD, "falling", 20, 0, "2021-03-05")]


def test_many_tests_make_a_change_less_sure(tmp_path: Path) -> None:
    """人工智能 stands in 1 of 60 sentences before and in 8 of 60 after: p = .012, which is not rare among eleven tests, but is in one."""
    steady = [f"稳定概念{char}" for char in "甲乙丙丁戊己庚辛壬癸"]
    texts = [Text(f"d{year}", f"{year}", body(*[f"人工智能第{n}条。" for n in range(number)], *[f"{one}要坚持。" for one in steady for _ in range(3)], *[PLAIN] * (30 - number)))
             for year, number in ((2021, 1), (2022, 8))]
    folder = write(tmp_path, texts, [Term("人工智能", category="technology"), *(Term(one) for one in steady)])
    with opened(folder) as store:
        parts = halves(store)
        value = g2(8, 9, 60, 120)
        assert parts == Parts("2022", 60, 60)
        assert 0.05 / 11 < chance(value) < 0.05
        assert changes(store, parts) == []
        row, = changes(store, parts, category=["technology"])
        assert (row.concept, row.trend, row.before, row.after, row.g2, row.documents, row.first) == ("人工智能", "rising", 1, 8, value, 2, "2021")
        assert row.q == round(chance(value), 6)
        assert row.ratio == round(8.5 / 61 / (1.5 / 61), 6)


def test_so_many_of_each_are_the_surest_of_each(tmp_path: Path) -> None:
    held = {"网络强国": (0, 20), "数字中国": (2, 24), "算力": (15, 0), "数字鸿沟": (25, 1)}
    texts = [Text(f"d{year}", f"{year}", body(*[f"{label}第{n}条。" for label, numbers in held.items() for n in range(numbers[place])], *[PLAIN] * (100 - sum(numbers[place] for numbers in held.values()))))
             for place, year in enumerate((2021, 2022))]
    with opened(write(tmp_path, texts, [Term(label) for label in held])) as store:
        every = changes(store, halves(store), limit=0)
        assert [(row.concept, row.trend) for row in every] == [("网络强国", "rising"), ("数字中国", "rising"), ("数字鸿沟", "falling"), ("算力", "falling")]
        assert [row.concept for row in changes(store, halves(store), limit=1)] == ["网络强国", "数字鸿沟"]


def test_the_first_sentence_stands_in_the_first_dated_document(years: Path) -> None:
    with opened(years) as store:
        found, = first(store, [concept(store, NEW)])
        assert (found.date, found.document, found.sentences) == ("2023-03-05", "d2023", 21)
        assert NEW in found.sentence
        assert [row.concept for row in newest(store, store.concepts(), limit=2)] == [NEW, OLD]


def test_one_period_has_no_trend(tmp_path: Path) -> None:
    write(tmp_path, [Text("d1", "2024-01-02", body("数字经济。")), Text("d2", "2024", body("数字经济。"))], [Term(STEADY)])
    with opened(tmp_path) as store, pytest.raises(KgError, match="all dated documents are of one period"):
        halves(store)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_q_is_never_below_p_nor_above_one_and_keeps_the_order(chances: list[float]) -> None:
    found = adjusted(chances, len(chances))
    assert all(p <= q + 1e-12 and q <= 1 for p, q in zip(chances, found, strict=True))
    assert [q for _, q in sorted(zip(chances, found, strict=True))] == sorted(found)


def test_q_equals_scipy() -> None:
    from scipy.stats import chi2, false_discovery_control

    chances = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
    assert adjusted(chances, len(chances)) == pytest.approx(list(false_discovery_control(chances)), abs=1e-12)
    assert chance(12.081) == pytest.approx(chi2.sf(12.081, 1), abs=1e-12)


@pytest.mark.real
def test_the_reports_of_eleven_years_show_when_a_formula_appears(shared: Path, tmp_path: Path) -> None:
    import kg

    (tmp_path / "reports").mkdir()
    for file in sorted((shared / "data/official").glob("政府工作报告*.txt")):
        shutil.copy(file, tmp_path / "reports")
    with kg.build([tmp_path / "reports"], tmp_path / "out") as project:
        store = project.store
        for label, year in (("新质生产力", "2024"), ("数字经济", "2017"), ("“人工智能+”", "2024")):
            found, = first(store, [concept(store, label)])
            assert found.date[:4] == year
            assert label.strip("“”+") in found.sentence
