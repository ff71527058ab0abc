"""What an update takes over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline.old import remap

NUMBERS = st.sets(st.integers(0, 400)).map(lambda numbers: sorted(f"{number:03}" for number in numbers))


@given(NUMBERS, NUMBERS)
def test_each_key_that_stays_finds_its_new_rank_and_each_new_one_is_named(old: list[str], keys: list[str]) -> None:
    mapped, added = remap(old, keys)
    assert mapped.tolist() == [keys.index(key) if key in keys else -1 for key in old]
    assert added.tolist() == [rank for rank, key in enumerate(keys) if key not in old]


def test_runs_that_are_the_same_are_passed_at_once() -> None:
    old = [f"{number:05}" for number in range(1000)]
    keys = sorted({*old, "00500a", "99999"} - {"00300"})
    mapped, added = remap(old, keys)
    assert [keys[rank] for rank in mapped.tolist() if rank >= 0] == [key for key in old if key != "00300"]
    assert [keys[rank] for rank in added.tolist()] == ["00500a", "99999"]
