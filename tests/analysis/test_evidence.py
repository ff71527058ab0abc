"""The most telling sentences come first, the same for one question and for all pairs at once."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis import evidence
from kg.analysis.evidence_bulk import telling_pairs
from kg.analysis.resolve import concept
from kg.model import HEADING
from kg.store.evidence import spread
from tests.project_fixture import Term, Text, body, opened, write

TERMS = [Term("网络强国"), Term("数字中国"), Term("数据要素"), Term("数字鸿沟"), Term("数据")]
PARTS = ["网络强国", "数字中国", "数据要素", "数字鸿沟", "数据", "和", "要加快推进各地", "有关部门应当结合实际情况研究制定", "，", "“", "2024年", "完成目标"]


def test_near_mentions_come_before_far_ones_and_headings_last(tmp_path: Path) -> None:
    far = "要把网络强国建设作为今后一个时期全面推进各项工作的总抓手，带动数字中国迈上新台阶。"
    near = "要以网络强国和数字中国为目标，扎实做好今年各项工作。"
    crowd = "网络强国、数字中国、数据要素、数字鸿沟都是近年来的热词之一。"
    write(tmp_path, [Text("a", "2024", [("网络强国与数字中国", HEADING), *body(far, crowd, near)])], TERMS)
    with opened(tmp_path) as store:
        ids = {row.label: row.id for row in store.concepts()}
        pair = (ids["网络强国"], ids["数字中国"])
        found = [store.sentence_text(store.sentence(sid)) for sid in evidence.best(store, pair, limit=9)]
    assert found == [near, crowd, far, "网络强国与数字中国"]


def test_of_three_concepts_the_widest_gap_counts(tmp_path: Path) -> None:
    spread_out = "网络强国和数字中国都要建设好，各地要加快推进，也要抓好数据要素。"
    close = "推进各地各项建设任务，要抓好网络强国、数字中国，还有数据要素。"
    with opened(write(tmp_path, [Text("a", "2024", body(spread_out, close))], TERMS)) as store:
        rows = [concept(store, label) for label in ("网络强国", "数字中国", "数据要素")]
        assert [row.sentence for row in evidence.evidence(store, rows)] == [close, spread_out]
        assert [row.sentence for row in evidence.evidence(store, rows[:2])] == [spread_out, close]  # equal: as they stand


def test_near_equal_sentences_are_folded(tmp_path: Path) -> None:
    one, quoted = "要加快建设网络强国、数字中国，筑牢可信可控的安全屏障。", "会议强调，要加快建设“网络强国”、数字中国，筑牢可信可控的安全屏障。"
    other = "到2035年基本建成网络强国和数字中国的目标如期实现，惠及十四亿人。"
    write(tmp_path, [Text("a", "2024", body(one, other)), Text("b", "2024", body(quoted))], TERMS)
    with opened(tmp_path) as store:
        ids = {row.label: row.id for row in store.concepts()}
        pair = (ids["网络强国"], ids["数字中国"])
        assert evidence.best(store, pair, limit=0) == [0, 1]
        assert sorted(evidence.ranked(store, store.sids(pair), pair)) == [0, 1, 2]


def test_sentences_with_other_figures_are_not_folded() -> None:
    text = "{}年数字经济核心产业增加值占国内生产总值的比重达到百分之十左右网络强国建设迈出坚实步伐"
    assert not evidence.near_equal(evidence.squeezed(text.format(2024)), evidence.squeezed(text.format(2025)))
    assert evidence.near_equal(evidence.squeezed(text.format(2024)), evidence.squeezed("5月1日发布的公报说" + text.format(2024)))


@pytest.mark.parametrize(("one", "other"), [("", ""), ("甲", "甲"), ("甲乙", "甲乙")])
def test_a_text_is_near_equal_to_itself(one: str, other: str) -> None:
    assert evidence.near_equal(evidence.squeezed(one), evidence.squeezed(other)) == (one == other)


@given(st.text("网络强国数", max_size=12), st.text("网络强国数", max_size=12))
def test_near_equality_is_symmetric(one: str, other: str) -> None:
    assert evidence.near_equal(evidence.squeezed(one), evidence.squeezed(other)) == evidence.near_equal(evidence.squeezed(other), evidence.squeezed(one))


def test_a_concept_in_many_sentences_is_looked_at_in_all_years(tmp_path: Path) -> None:
    texts = [Text(f"{year}", str(year), body(*(f"{year}年第{n}次会议部署网络强国建设任务。" for n in range(60)))) for year in range(1980, 2025)]
    write(tmp_path, texts, TERMS)
    with opened(tmp_path) as store:
        concept = next(row.id for row in store.concepts() if row.label == "网络强国")
        sids = spread(store, (concept,), evidence.LIMIT)
        years = {store.doc(store.sentence(sid).doc).date for sid in sids}
    assert len(sids) <= evidence.LIMIT < 45 * 60
    assert years == {str(year) for year in range(1980, 2025)}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=8), min_size=1, max_size=8), min_size=1, max_size=4), st.integers(1, 3))
def test_all_pairs_at_once_give_the_answer_of_single_questions(tmp_path_factory: pytest.TempPathFactory, docs: list[list[list[str]]], limit: int) -> None:
    folder = write(tmp_path_factory.mktemp("p"), [Text(f"d{n}", "2024", body(*map("".join, doc))) for n, doc in enumerate(docs)], TERMS)
    with opened(folder) as store:
        shown = [row.id for row in store.concepts(shown=True)]
        pairs = [*combinations(shown, 2), *((cid, cid) for cid in shown)]
        found = telling_pairs(store, pairs, limit=limit)
        assert found == {(a, b): evidence.best(store, (a, b) if a != b else (a,), limit=limit) for a, b in sorted(pairs)}


def test_a_category_leaves_sentences_with_one_more_concept_of_it(tmp_path: Path) -> None:
    terms = [Term("网络强国"), Term("数字中国"), Term("网络安全法", category="law"), Term("数据安全法", category="law")]
    first, second, third = "网络强国要依照网络安全法的要求来建设好。", "网络强国和数字中国都要依照数据安全法推进。", "网络强国和数字中国一起推进各项任务。"
    with opened(write(tmp_path, [Text("d", "2024", body(first, second, third, "网络安全法和数据安全法都已施行。", "网络安全法已经施行多年。"))], terms)) as store:
        def sentences(*labels: str, limit: int = 9, folded: bool = True) -> list[str]:
            rows = [concept(store, label) for label in labels]
            found = evidence.evidence(store, rows, limit=limit, folded=folded, category=["law"])
            assert evidence.held(store, rows, ["law"]) == len(found) or 0 < limit == len(found)
            return [row.sentence for row in found]

        assert sentences("网络强国") == sentences("网络强国", limit=0) == sentences("网络强国", folded=False) == [first, second]
        assert sentences("网络强国", limit=1) == [first]
        assert sentences("网络强国", "数字中国") == [second]
        # a law that is asked for is not one more
        assert sentences("网络安全法") == ["网络安全法和数据安全法都已施行。"]
        assert evidence.evidence(store, [concept(store, "网络强国")], category=["economy"]) == []
        assert [evidence.held(store, [concept(store, label) for label in labels]) for labels in (["网络强国"], ["网络强国", "数字中国"], ["网络强国"] * 3)] == [3, 2, None]


def test_many_sentences_of_a_category_are_looked_at_in_all_years(tmp_path: Path) -> None:
    texts = [Text(f"{year}", str(year), body(*(f"{year}年第{n}次会议部署网络强国和数字鸿沟任务。" for n in range(60)))) for year in range(2000, 2020)]
    with opened(write(tmp_path, texts, [Term("网络强国"), Term("数字鸿沟", category="society")])) as store:
        rows = [concept(store, "网络强国")]
        looked = evidence._looked_at(store, (rows[0].id,), 10, ["society"])
        years = {store.doc(store.sentence(sid).doc).date for sid in looked}
        assert evidence.held(store, rows, ["society"]) == 1200
    assert len(looked) == evidence.LIMIT == len(set(looked))
    assert years == {str(year) for year in range(2000, 2020)}


def test_as_many_sentences_as_are_asked_for_are_looked_at(tmp_path: Path) -> None:
    digits = "零一二三四五六七八九"
    sentences = [f"网络强国要在第{''.join(digits[int(one)] for one in str(number))}个方面各有其独到之处。" for number in range(620)]
    with opened(write(tmp_path, [Text("d", "2024", body(*sentences))], [Term("网络强国")])) as store:
        row = store.concept(0)
        assert len(evidence.evidence(store, [row], limit=600, folded=False)) == 600
        every = len(list(evidence.fold((sid, store.sentence_text(store.sentence(sid))) for sid in store.sids((row.id,)))))
        assert len(evidence.evidence(store, [row], limit=620)) == every
