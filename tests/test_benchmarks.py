"""What the benchmarks compare is comparable, and a bound that does not hold is named."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import naive
from benchmarks.run import BASELINE, EXAMPLES, REAL, broken, flat
from kg.model import BODY
from kg.sentences import split

PARAGRAPH = st.text("网络强国 。！？!?…….”’」』）》)“《；，、A b.1\u3000", max_size=60)


@settings(deadline=None)  # the first example may wait for the machine
@given(PARAGRAPH | PARAGRAPH.map(lambda text: text * 100))
def test_the_naive_pipeline_splits_sentences_as_kg_does(paragraph: str) -> None:
    found = split(paragraph, bytes([BODY]))
    assert naive.split(paragraph) == [paragraph[begin:end] for begin, end in zip(found.start.tolist(), found.end.tolist(), strict=True)]


def test_every_bound_is_of_a_benchmark_that_is_run_and_speaks_where_it_is_broken() -> None:
    baseline = json.loads(BASELINE.read_text("utf-8"))
    held = baseline["at_least"] | baseline["at_most"]
    assert list(broken(held, baseline)) == []
    for side, wrong in (("at_least", -1.0), ("at_most", 1e9)):
        for name in baseline[side]:
            assert name.partition("/")[0] in {**EXAMPLES, **REAL}
            (fault,) = broken(held | {name: wrong}, baseline)
            assert fault.startswith(f"{name} is ")
    assert {"update/again/first", "update/stepwise/differing", "growth/kg/slope_ratio"} <= baseline["at_most"].keys()


def test_a_bound_that_a_benchmark_measured_no_more_is_broken_and_one_of_a_benchmark_that_was_not_run_is_not() -> None:
    baseline = {"at_least": {"speed/discovery": 6.0, "page/times_sooner": 8.0}, "at_most": {"speed/labelling": 3.5}}
    assert list(broken({"speed/renamed": 9.0, "speed/labelling": 3.0}, baseline)) == ["speed/discovery was not measured"]
    assert list(broken({"page/sooner": 9.0}, baseline)) == ["page/times_sooner was not measured"]
    assert list(broken({}, baseline)) == []


def test_numbers_are_found_under_their_names() -> None:
    assert dict(flat({"a": {"b": 1, "c": [2], "d": {"e": 0.5}}}, "speed")) == {"speed/a/b": 1.0, "speed/a/d/e": 0.5}
