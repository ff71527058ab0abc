from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.discover.statistics import nesting
from kg.prints import Numbers, index, prints

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


@given(st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=40), max_size=6), st.integers(0, 63))
def test_numbers_are_given_in_order_and_found_again(parts: list[list[int]], low: int) -> None:
    numbers, known = Numbers(), list[int]()
    for part in parts:
        # prints that are multiples of a power of two, or begin with the same bits, want the same slots
        values = [value >> low for value in part]
        new = [value for value in dict.fromkeys(values) if value not in known]
        assert numbers.add(np.array(values, dtype=np.uint64)).tolist() == [values.index(value) for value in new]
        known += new
    wanted = [*known, *(value + 1 for value in known if value < 2**64 - 1)]
    found = numbers.find(np.array(wanted, dtype=np.uint64)).tolist()
    assert found == [known.index(value) if value in known else -1 for value in wanted]


def test_many_numbers_outgrow_their_table() -> None:
    numbers = Numbers()
    values = np.arange(1, 20_001, dtype=np.uint64)
    for part in np.split(values, 8):
        numbers.add(part)
    assert numbers.find(values).tolist() == list(range(20_000))
    assert (numbers.find(values + np.uint64(20_000)) == -1).all()
