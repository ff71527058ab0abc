from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.discover.titles import BREAK, MARKS, PLACES, places


@given(st.text("字《》，", max_size=40))
def test_a_title_is_what_stands_between_two_marks_without_a_break(text: str) -> None:
    kinds = np.array([BREAK if character == "，" else MARKS.get(character, 0) for character in text], dtype=np.int8)
    expected = [0] * len(text)
    for title in re.finditer("(?<=《)字+(?=》)", text):
        expected[title.start() : title.end()] = [PLACES.index("first")] + [PLACES.index("inner")] * (len(title[0]) - 1)
    assert places(kinds).tolist() == expected
