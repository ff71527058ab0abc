"""Simplified or traditional characters."""

from __future__ import annotations

import pytest

from kg.model import COUNTED, Raw
from kg.read import parse
from kg.read.script import TRADITIONAL, is_traditional
from tests.clean.prose import PARAGRAPHS

TEXT = "為了促進數據流通，保護個人信息，推動數字經濟與實體經濟融合發展，網絡運營者應當履行安全義務。"


@pytest.mark.parametrize("text", ["", "Cloud Act 2018", "".join(PARAGRAPHS), "".join(PARAGRAPHS) + "“數據”二字", "赵珮某、于堃某在瞭望塔上值守，守护城市运行安全和通信网络畅通的工作，受到各界人士好评。"])
def test_a_simplified_text_with_a_few_rare_or_traditional_characters_is_simplified(text: str) -> None:
    assert not is_traditional(text)


def test_a_traditional_text_is_one_at_any_length() -> None:
    assert is_traditional(TEXT)
    assert is_traditional(TEXT * 500)


def test_a_document_in_traditional_characters_says_so_and_counts() -> None:
    document = parse(Raw("文", "文.txt", "txt", f"辦法\n\n{TEXT}".encode()))
    assert (document.status, document.reason) == (COUNTED, TRADITIONAL)
    assert parse(Raw("文", "文.txt", "txt", "\n\n".join(PARAGRAPHS).encode())).reason == ""
