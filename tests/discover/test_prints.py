from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.discover.prints import index, prints
from kg.discover.statistics import nesting

forms = st.lists(st.text("数据网络安全ab", min_size=1, max_size=6), min_size=1, max_size=12, unique=True)


@given(forms)
def test_equal_substrings_and_only_they_share_a_print(names: list[str]) -> None:
    found = prints("\n".join(names))
    text = "\n".join(names)
    places = [(begin, end) for start, stop in zip(found.start.tolist(), found.end.tolist(), strict=True)
              for begin in range(start, stop) for end in range(begin + 1, stop + 1)]
    begin, end = (np.array(column, dtype=np.int64) for column in zip(*places, strict=True))
    strings = [text[first:last] for first, last in places]
    assert len(set(found.of(begin, end).tolist())) == len(set(strings))
    assert len(set(zip(strings, found.of(begin, end).tolist(), strict=True))) == len(set(strings))


@given(forms, forms)
def test_an_index_finds_its_strings_and_no_others(names: list[str], wanted: list[str]) -> None:
    found = index(prints("\n".join(names)).whole()).find(prints("\n".join(wanted)).whole())
    assert found.tolist() == [names.index(name) if name in names else -1 for name in wanted]


@given(forms)
def test_nesting_is_what_searching_each_form_in_each_other_finds(names: list[str]) -> None:
    pairs = nesting(prints("\n".join(names)))
    assert set(zip(pairs.shorter.tolist(), pairs.longer.tolist(), strict=True)) == {
        (shorter, longer) for shorter, one in enumerate(names) for longer, other in enumerate(names)
        if one != other and one in other and len(one) > 1}
