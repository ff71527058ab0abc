"""Concepts meet in sentences, paragraphs or documents; what is no body of a text counts in none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.kinds import UNITS

TEXT = """# 数字鸿沟

网络强国和数字鸿沟要一起谈。人工智能也要谈。

| 数据要素 | 网络强国 |
| --- | --- |
| 人工智能 | 量子隐私护栏平台 |
| 数字鸿沟 | 数据要素 |

网络强国离不开人工智能。
"""


@pytest.mark.parametrize("unit", UNITS)
def test_mentions_are_the_same_whatever_the_unit_and_none_stands_in_a_table(tmp_path: Path, unit: str) -> None:
    (tmp_path / "文.md").write_text(TEXT, "utf-8")
    with kg.build([tmp_path / "文.md"], tmp_path / "project", unit=unit) as project:
        assert {row.concept: row.mentions for row in project.concepts()} == {"网络强国": 2, "数字鸿沟": 2, "人工智能": 2}
        assert project.store.units == {"sentence": 4, "paragraph": 3, "document": 1}[unit]
