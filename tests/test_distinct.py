from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.distinct import distinct, grouped


@given(st.lists(st.integers(-(2**63), 2**63 - 1)))
def test_distinct_values_are_sorted_and_each_is_there_once(values: list[int]) -> None:
    assert distinct(np.array(values, dtype=np.int64)).tolist() == sorted(set(values))


@given(st.lists(st.integers(-3, 3) | st.integers(-(2**63), 2**63 - 1)))
def test_groups_are_led_by_the_first_of_each_value(values: list[int]) -> None:
    first, which = grouped(np.array(values, dtype=np.int64))
    assert [values[place] for place in first.tolist()] == sorted(set(values))
    assert [values[first[group]] for group in which.tolist()] == values
    assert first.tolist() == [values.index(value) for value in sorted(set(values))]
