from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.distinct import distinct


@given(st.lists(st.integers(-(2**63), 2**63 - 1)))
def test_distinct_values_are_sorted_and_each_is_there_once(values: list[int]) -> None:
    assert distinct(np.array(values, dtype=np.int64)).tolist() == sorted(set(values))
