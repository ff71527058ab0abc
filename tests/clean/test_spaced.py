"""Spaces that a scan puts between characters, and those that part names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean
from kg.clean.spaced import without_spaces
from tests.clean.prose import PARAGRAPHS, cut

WHOLE = clean("\n\n".join(PARAGRAPHS), markdown=False)


def spaced(text: str, each: int) -> str:
    """The text with a space behind each so manieth character that is Chinese and stands before one."""
    chinese = "\u4e00".__le__
    pairs = zip(text, text[1:] + "\n", strict=True)
    return "".join(one + " " if at % each == 0 and chinese(one) and chinese(after) and after < "\ua000" else one for at, (one, after) in enumerate(pairs, 1))


def test_a_text_with_each_character_set_apart_closes_up() -> None:
    cleaned = clean("\n\n".join(map(" ".join, PARAGRAPHS)), markdown=False)
    assert cleaned.text == WHOLE.text


def test_a_wrapped_text_with_each_character_set_apart_is_read_as_it_was() -> None:
    lines = [" ".join(line) for paragraph in PARAGRAPHS for line in cut(paragraph, 34)]
    assert clean("\n".join(lines), markdown=False).text.replace(" ", "") == WHOLE.text.replace(" ", "")


@pytest.mark.parametrize("each", [3, 7, 17, 29])
def test_spaces_here_and_there_go_from_sentences(each: int) -> None:
    sentences = [paragraph for paragraph in PARAGRAPHS if "，" in paragraph]
    assert without_spaces(spaced("\n".join(sentences), each)) == "\n".join(sentences)


def test_the_space_behind_the_number_of_an_article_stays() -> None:
    assert without_spaces(spaced("\n".join(PARAGRAPHS), 3)).split("\n")[6].startswith("第四条 市数据主管部门")


def test_spaces_between_names_stay_beside_those_of_a_scan() -> None:
    text = f"{spaced(chr(10).join(PARAGRAPHS), 7)}\n钱某甲 孙某乙 李某丙\n数据 流通"
    assert without_spaces(text).split("\n")[-2:] == ["钱某甲 孙某乙 李某丙", "数据流通"]


@pytest.mark.parametrize(
    "line",
    ["会议选举产生下列委员：赵某甲 钱某乙 孙某丙 李某丁 周某戊，自即日起履行职责。", "中共中央 国务院", "数字中国 智慧城市 网络强国 数据要素 人工智能", "名称 地区 年份"],
)
def test_spaces_that_part_names_stay(line: str) -> None:
    text = "\n".join([*PARAGRAPHS, *[line] * 3])
    assert without_spaces(text) == text


def test_latin_words_keep_their_spaces_where_characters_are_set_apart() -> None:
    text = " ".join("云平台应当公开接口的规则，并接受监督。") * 3
    assert without_spaces(f"{text} Cloud Act 与 A P I 在 2 0 2 5 年").endswith("Cloud Act与API在2025年")


@given(st.text(alphabet="数据安全，。 \n第一条A1（）", max_size=200))
def test_nothing_but_spaces_goes(text: str) -> None:
    once = without_spaces(text)
    assert once.replace(" ", "") == text.replace(" ", "")
    assert once.count("\n") == text.count("\n")
