"""Duplicates: what always holds, then the rules one by one."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dedupe import Candidate, duplicates, fingerprint, same, versions

WORDS = ("数据", "要素", "市场", "网络", "安全", "治理", "平台", "监管", "跨境", "流动", "个人", "信息", "保护", "算法", "模型", "产业", "数字", "经济", "政府", "服务", "标准", "体系", "评估", "审计", "责任")


def body(seed: int, length: int = 800) -> str:
    chosen = random.Random(seed)
    return "".join(chosen.choice(WORDS) + chosen.choice("，。、的和与在为") for _ in range(length // 3))[:length]


def found(texts: dict[str, str], dates: dict[str, str] | None = None, titles: dict[str, str] | None = None) -> dict[str, str]:
    """Key of each duplicate → key of the kept one."""
    keys, dates, titles = list(texts), dates or {}, titles or {}
    candidates = [Candidate(key, titles.get(key, ""), dates.get(key, ""), len(texts[key]), fingerprint(texts[key])) for key in keys]
    return {keys[copy]: keys[kept] for copy, kept in duplicates(candidates, lambda index: texts[keys[index]]).items()}


def shingles(text: str) -> set[str]:
    return {text[at : at + 8] for at in range(len(text) - 7)}


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_the_order_of_documents_does_not_matter(order: list[str]) -> None:
    long = body(1)
    texts = {"a": long, "b": long[:-20], "c": body(2), "d": body(2)[5:], "e": body(3)}
    assert found({key: texts[key] for key in order}) == {"b": "a", "d": "c"}


@given(st.integers(0, 50), st.integers(1, 120))
def test_verification_agrees_with_sets_of_strings(seed: int, changes: int) -> None:
    one = body(seed, 400)
    characters = list(one)
    for place in random.Random(changes).sample(range(len(one)), min(changes, 60)):
        characters[place] = "变"
    other = "".join(characters)
    a, b = shingles(one), shingles(other)
    expected = len(a & b) >= 0.8 * len(a | b)
    assert bool(found({"x": one, "y": other})) == expected


def test_white_space_makes_no_difference() -> None:
    text = body(4)
    assert found({"a": text, "b": text.replace("。", "。\n")}) == {"b": "a"}


def test_short_texts_are_duplicates_when_they_are_equal_but_for_white_space() -> None:
    text = body(5, 190)
    assert found({"a": text, "b": text.replace("。", "。\n"), "c": text[:-1]}) == {"b": "a"}
    assert found({"b": "要缩小数字鸿沟。", "a": "要缩小数字鸿沟。", "c": "要缩小城乡数字鸿沟。"}) == {"b": "a"}
    assert not found({"a": "题一\n要缩小数字鸿沟。", "b": "题二\n要缩小数字鸿沟。"}, titles={"a": "题一", "b": "题二"})


def test_equal_short_texts_of_different_years_are_versions() -> None:
    text = "要缩小数字鸿沟。"
    assert found({"a(2016)": text, "b(2025)": text, "c(2025)": text}) == {"c(2025)": "b(2025)"}


def test_a_text_contained_in_a_longer_one_counts_from_500_characters_on() -> None:
    long = body(6, 3000)
    assert found({"a": long, "b": long[:600]}) == {"b": "a"}
    assert not found({"a": long, "b": long[:450]})


def test_the_longest_then_the_earliest_then_the_smallest_key_is_kept() -> None:
    text = body(7)
    assert found({"a": text, "b": text + "完"}) == {"a": "b"}
    assert found({"a": text, "b": text}, {"a": "2024-05-02", "b": "2024-05-01"}) == {"a": "b"}
    assert found({"a": text, "b": text}, {"b": "2024-05-01"}) == {"a": "b"}
    assert found({"b": text, "a": text}) == {"b": "a"}


def test_groups_are_connected() -> None:
    text = body(8, 1000)
    texts = {"a": text, "b": text[70:], "c": text[140:]}
    assert found(texts) == {"b": "a", "c": "a"}


def test_versions_of_a_law_are_no_duplicates() -> None:
    text = body(9)
    keys = ["法/网络安全法(2016)", "法/网络安全法(2025修正)"]
    assert not found(dict.fromkeys(keys, text))
    assert not found({"a": text, "b": text}, {"a": "2022-01-01", "b": "2022-04-15"})
    assert found({"a": text, "b": text}, {"a": "2022-01-01", "b": "2022-04-01"})


def test_years_in_titles_tell_yearly_reports_apart() -> None:
    text = body(10)
    assert not found({"a": text, "b": text}, titles={"a": "2023年政府工作报告", "b": "2024年政府工作报告"})


def test_the_day_in_a_file_name_is_no_version() -> None:
    text = body(11)
    keys = ["公众号/2022-12-21_0050", "公众号/2023-01-29_0081"]
    assert found(dict.fromkeys(keys, text), dict(zip(keys, ["2022-12-21", "2023-01-29"], strict=True)))


def test_a_name_with_a_date_is_a_version_of_the_same_name_without() -> None:
    nothing = np.zeros(0, np.uint64)
    old, new = Candidate("法/某条例", "", "", 900, nothing), Candidate("法/某条例(2024-12-31)", "", "2024-12-31", 900, nothing)
    assert versions(old, new)
    assert versions(new, old)


def test_two_versions_are_not_joined_by_a_text_that_is_like_both() -> None:
    text = body(15)
    assert found({"a(2016)": text, "b": text[:-5], "c(2025)": text[:-9]}) == {"b": "a(2016)"}
    days = {"a": "2020-01-01", "b": "2020-03-20", "c": "2020-06-01"}
    assert found(dict.fromkeys(days, text), days) == {"b": "a"}


def test_a_text_without_a_year_goes_to_the_version_it_equals() -> None:
    text = body(15)
    assert found({"a(2016)": text, "b": text[:-9], "c(2025)": text[:-9]}) == {"c(2025)": "b"}


NAMES = st.sampled_from(["法", "法(2016)", "法(2025修正)", "法(2024-12-31)", "通知", "通知(2024)"])
DAYS = st.sampled_from(["", "2016-11-07", "2024", "2024-12", "2024-12-31", "2025-02-01", "2025-10-28"])


@given(st.lists(st.tuples(NAMES, DAYS, st.sampled_from([0, 20, 60]), st.sampled_from([120, 800])), max_size=8))
def test_no_group_holds_two_versions(rows: list[tuple[str, str, int, int]]) -> None:
    keys = [f"夹{number}/{name}" for number, (name, _, _, _) in enumerate(rows)]
    texts = [body(16, length)[start:] for _, _, start, length in rows]
    candidates = [Candidate(key, "", row[1], len(text), fingerprint(text)) for key, row, text in zip(keys, rows, texts, strict=True)]
    kept = duplicates(candidates, texts.__getitem__)
    owner = [kept.get(index, index) for index in range(len(rows))]
    for a, b in combinations(range(len(rows)), 2):
        assert owner[a] != owner[b] or not versions(candidates[a], candidates[b])
    for a, b in combinations(sorted(set(owner)), 2):
        group_a, group_b = ([candidates[i] for i in range(len(rows)) if owner[i] == of] for of in (a, b))
        if texts[a] == texts[b]:
            assert any(versions(one, other) for one in group_a for other in group_b)


def test_hundreds_of_copies_are_one_group() -> None:
    text = body(12)
    result = found({f"{number:03}": text for number in range(200)})
    assert set(result.values()) == {"000"}
    assert len(result) == 199


def changed(text: str, seed: int, changes: int = 3) -> str:
    characters = list(text)
    for place in random.Random(seed).sample(range(len(text)), changes):
        characters[place] = chr(ord("一") + seed)
    return "".join(characters)


@pytest.mark.parametrize("number", [30, 60, 300])
@pytest.mark.parametrize("years", [["2020"], ["2020", "2024"], ["2016", "2020", "2024"]])
def test_any_number_of_texts_that_are_nearly_equal_are_one_group_a_version(number: int, years: list[str]) -> None:
    text = body(17)
    texts = {f"{at:03}": changed(text, at) for at in range(number)}
    result = found(texts, {key: years[int(key) % len(years)] for key in texts})
    assert len(result) == number - len(years)
    assert {(int(copy) - int(kept)) % len(years) for copy, kept in result.items()} == {0}


def test_each_of_a_hundred_versions_of_one_text_is_found_twice() -> None:
    text = body(18)
    texts = {f"{half}/{year}": changed(text, year - 1900 + 200 * half) for half in (0, 1) for year in range(1920, 2020)}
    result = found(texts)
    assert result == {max(key, other): min(key, other) for key, other in result.items()}
    assert {copy[2:] for copy in result} == {kept[2:] for kept in result.values()} == {str(year) for year in range(1920, 2020)}


def test_many_texts_between_do_not_part_two_that_are_the_same() -> None:
    template = body(19, 600)
    texts = {f"{at:03}": template + body(100 + at, 400) for at in range(80)}
    texts |= {"000a": changed(texts["000"], 500), "079a": changed(texts["000"], 501)}
    assert found(texts) == {"000a": "000", "079a": "000"}


def test_of_many_texts_that_share_much_those_that_share_most_are_tried_first() -> None:
    template, own = body(21, 600), body(22, 400)
    texts = {f"0{at:02}": template + body(200 + at, 400) for at in range(40)}
    texts |= {f"1{at:02}": changed(template + own, at) for at in range(60)}
    result = found(texts)
    assert len(result) == 59
    assert all(key.startswith("1") for pair in result.items() for key in pair)


def test_hundreds_of_one_version_between_do_not_part_two_of_another() -> None:
    text = body(23)
    texts = {f"{at:03}": changed(text, at) for at in range(320)}
    result = found(texts, {key: "2016" if key in {"000", "319"} else "2020" for key in texts})
    assert result["319"] == "000"
    assert len(result) == 318


def test_the_work_grows_with_the_number_of_texts_not_with_its_square() -> None:
    template = body(20, 700)
    reads = []
    for number in (100, 200):
        texts = [template + body(1000 + at, 300) for at in range(number)]
        candidates = [Candidate(f"{at:03}", "", "", 1000, fingerprint(text)) for at, text in enumerate(texts)]
        asked: list[int] = []

        def text_of(index: int, texts: list[str] = texts, asked: list[int] = asked) -> str:
            asked.append(index)
            return texts[index]

        assert not duplicates(candidates, text_of)
        reads.append(len(asked))
    assert 0 < reads[1] < 2.5 * reads[0]


def test_the_title_is_not_part_of_the_body() -> None:
    titles = {"a": "数据要素市场" * 60, "b": "网络安全治理" * 60}
    assert not found({"a": titles["a"] + "\n" + body(13, 250), "b": titles["b"] + "\n" + body(14, 250)}, titles=titles)
    assert found({"a": titles["a"] + "\n" + body(13, 250), "b": titles["b"] + "\n" + body(13, 250)}, titles=titles)


def test_nothing_in_common_is_not_the_same() -> None:
    assert not same(np.zeros(0, np.uint64), np.zeros(0, np.uint64), 1000)
