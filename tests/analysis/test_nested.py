"""Which pairs are a hierarchy of names and no finding."""

from __future__ import annotations

import pytest

from kg.analysis.nested import contains, is_nested


@pytest.mark.parametrize(("label", "category", "part", "expected"), [
    ("数据要素", "data", "数据", True), ("公共数据", "data", "数据", True), ("公共数据资源", "data", "数据", False), ("数据", "data", "数据", False),
    ("AI治理", "technology", "AI", True), ("AIGC", "technology", "AI", False), ("生成式AI", "technology", "AI", True), ("OpenAI", "technology", "AI", False),
    ("5G网络", "technology", "5G", True), ("15G", "technology", "5G", False), ("数据安全法", "law", "数据安全", False), ("国家数据局", "institution", "国家数据", False)])
def test_a_part_begins_or_ends_a_name_at_the_border_of_a_word(label: str, category: str, part: str, expected: bool) -> None:
    assert contains(label, category, part) is expected


def test_either_may_be_the_longer_one() -> None:
    assert is_nested("数据", "data", "数据要素", "data")
    assert is_nested("数据要素", "data", "数据", "data")
    # the category of the longer one counts: a law named after a concept is not a kind of it
    assert not is_nested("数据安全", "security", "数据安全法", "law")
    assert is_nested("数据安全法", "security", "数据安全", "law")
