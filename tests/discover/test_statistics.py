"""What the ranker sees of a small pool, worked by hand, and which forms contain which, by comparing all."""

from __future__ import annotations

from math import log1p

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.discover import Pool, statistics
from kg.discover.known import EDGES, Known, folded
from kg.model import CONFIDENCE_UNIT
from training.pools import table

FORMS = ["AI数据", "安全", "数据", "数据安全", "网络数据安全"]
"""In three documents of 1,000, 500 and 200 code points, the last of which is a copy."""
ROWS = [
    # form, document, hits, marked, sum of probabilities, best, first, hits in titles
    ("安全", 0, 4, 0, 0.5, 0.25, 10, 0), ("安全", 1, 1, 0, 0.0, 0.0, 400, 0),
    ("数据", 0, 5, 2, 2.5, 0.75, 0, 1),
    ("数据安全", 0, 2, 2, 1.5, 1.0, 100, 1), ("数据安全", 1, 1, 0, 0.25, 0.25, 250, 0), ("数据安全", 2, 3, 3, 3.0, 1.0, 20, 0),
    ("网络数据安全", 0, 1, 1, 0.5, 0.5, 98, 0), ("网络数据安全", 1, 1, 0, 0.0, 0.0, 248, 1)]


def _ints(values: list[float], unit: int = 1) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array([round(value * unit) for value in values], dtype=np.int32)


def _pool() -> Pool:
    form, document, hits, marked, confidence, best, first, title = (list(column) for column in zip(*ROWS, strict=True))
    return Pool(
        forms=FORMS, curated=np.array([False, False, True, False, False]), document=_ints(document), form=_ints([FORMS.index(name) for name in form]),
        hits=_ints(hits), marked=_ints(marked), confidence=_ints(confidence, CONFIDENCE_UNIT).astype(np.int64), best=_ints(best, CONFIDENCE_UNIT),
        first=_ints(first), title=_ints(title), lengths=_ints([1000, 500, 200]), counted=np.array([True, True, False]))


def _known() -> Known:
    """Return what is known: marked texts and those that list a form; edges of candidates; general language."""
    forms = {"数据": (4, 1, 1), "数据安全": (10, 8, 4), "安全": (1, 1, 0), "网络": (3, 0, 0), "网络数据": (1, 1, 1), "ai": (2, 2, 2), "全": (9, 9, 0)}
    edges = {"安全": (9, 3), "全": (2, 2), "数": (6, 0), "据安全": (5, 5), "数据": (3, 3)}
    general = {"数据": (100, 10, CONFIDENCE_UNIT * 20, 50)}
    tables = {name: table({key: np.array(counts) for key, counts in edges.items() if len(key) == size}, 2) for name, (_, size) in EDGES.items()}
    return Known(table({key: np.array(counts) for key, counts in forms.items()}, 3), tables, table({key: np.array(counts) for key, counts in general.items()}, 4))


@pytest.fixture(scope="module")
def columns() -> dict[str, list[float]]:
    found = statistics.columns(_pool(), _known())
    return {name: column.at(slice(None)).tolist() for name, column in zip(statistics.NAMES, found, strict=True)}


@pytest.mark.parametrize(("name", "expected"), {
    "best": [0.25, 0, 0.75, 1, 0.25, 1, 0.5, 0],
    "mean": [0.5 / 4, 0, 0.5, 0.75, 0.25, 1, 0.5, 0],
    "sum": [log1p(0.5), 0, log1p(2.5), log1p(1.5), log1p(0.25), log1p(3), log1p(0.5), 0],
    "marked": [0, 0, 2, 2, 0, 3, 1, 0],
    "share": [0, 0, 2 / 5, 1, 0, 1, 1, 0],
    "hits": [log1p(number) for number in (4, 1, 5, 2, 1, 3, 1, 1)],
    "title": [0, 0, 1 / 5, 1 / 2, 0, 0, 0, 1],
    "titled": [0, 0, 1, 1, 0, 0, 0, 1],
    "first": [0.01, 0.8, 0, 0.1, 0.5, 0.1, 0.098, 0.496],
    "size": [log1p(number) for number in (1000, 500, 1000, 1000, 500, 200, 1000, 500)],
    # marked forms in a thousand code points of the document: three of 1,000, none of 500, one of 200
    "density": [3, 0, 3, 3, 0, 5, 3, 0],
}.items())
def test_columns_of_a_form_in_its_document(columns: dict[str, list[float]], name: str, expected: list[float]) -> None:
    assert columns[name] == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(("name", "expected"), {
    # a copy adds nothing to the others, and they count whole for it
    "others_hits": [log1p(number) for number in (1, 4, 0, 1, 2, 3, 1, 1)],
    "others_mean": [0, 0.5 / 4, 0, 0.25, 1.5 / 2, 1.75 / 3, 0, 0.5],
    "others_share": [0, 0, 0, 0, 1, 2 / 3, 0, 1],
    "others_documents": [log1p(number) for number in (1, 1, 0, 1, 1, 2, 1, 1)],
    "others_spread": [0, 0, 0, 0, 1, 1 / 2, 0, 1],
    "others_best": [0, 0.25, 0, 0.25, 1, 1.25 / 2, 0, 0.5],
    "others_title": [0, 0, 0, 0, 1 / 2, 1 / 3, 1, 0],
    "all_mean": [0.5 / 5, 0.5 / 5, 0.5, 1.75 / 3, 1.75 / 3, 4.75 / 6, 0.5 / 2, 0.5 / 2],
    "documents": [log1p(2)] * 8,
}.items())
def test_columns_of_a_form_in_the_other_documents(columns: dict[str, list[float]], name: str, expected: list[float]) -> None:
    assert columns[name] == pytest.approx(expected, rel=1e-6)


MEAN = 6 / 12
"""Share of the candidates that are listed, by the table of the last two characters."""


@pytest.mark.parametrize(("name", "expected"), {  # of AI数据, 安全, 数据, 数据安全, 网络数据安全
    "gold_documents": [log1p(number) for number in (0, 1, 4, 10, 0)],
    "gold_rate": [(listed + 2 * MEAN) / (met + 2) for met, listed in ((0, 0), (1, 1), (4, 1), (10, 8), (0, 0))],
    "gold_central": [0.2, 0.2 / 2, 1.2 / 2, 4.2 / 9, 0.2],
    "gold_listed": [log1p(number) for number in (0, 1, 1, 8, 0)],
    "end1": [(good + 4 * MEAN) / (rows + 4) for rows, good in ((0, 0), (2, 2), (0, 0), (2, 2), (2, 2))],
    "end2": [(good + 4 * MEAN) / (rows + 4) for rows, good in ((3, 3), (9, 3), (3, 3), (9, 3), (9, 3))],
    "end3": [(good + 4 * MEAN) / (rows + 4) for rows, good in ((0, 0), (0, 0), (0, 0), (5, 5), (5, 5))],
    "begin1": [(good + 4 * MEAN) / (rows + 4) for rows, good in ((0, 0), (0, 0), (6, 0), (6, 0), (0, 0))],
    "begin2": [(good + 4 * MEAN) / (rows + 4) for rows, good in ((0, 0), (9, 3), (3, 3), (3, 3), (0, 0))],
    "end2_rows": [log1p(number) for number in (3, 9, 3, 9, 9)],
    "length": [4, 2, 2, 4, 6],
    "latin": [1, 0, 0, 0, 0], "digit": [0] * 5, "joint": [0] * 5, "quoted": [0] * 5,
    "curated": [0, 0, 1, 0, 0],
    "general_hits": [0, 0, log1p(100), 0, 0], "general_mean": [0, 0, 0.2, 0, 0], "general_share": [0, 0, 0.1, 0, 0],
    "general_documents": [0, 0, log1p(50), 0, 0],
    # the longest beginning that is met twice: AI in two texts, 数据; 网络数据 is met once only, 网络 three times
    "front_rate": [2.5 / 4, -1, -1, 1.5 / 6, 0.5 / 5], "front_rest": [2, 0, 0, 2, 4],
    # the longest ending: 数据 of AI数据, 数据安全 of the last; 安全 is met once only, 全 is no part
    "back_rate": [1.5 / 6, -1, -1, -1, 8.5 / 12], "back_rest": [2, 0, 0, 0, 2],
}.items())
def test_columns_of_what_is_known_of_a_form(name: str, expected: list[float]) -> None:
    pool = _pool()
    found = statistics.of_forms(folded(pool.forms), pool.curated, _known())
    assert found[statistics.OF_FORMS.index(name)].tolist() == pytest.approx(expected, rel=1e-9)


def test_of_two_known_endings_the_longer_counts() -> None:
    known = _known()._replace(forms=table({"安全": np.array([5, 0, 0]), "数据安全": np.array([10, 8, 4]), "网络": np.array([3, 3, 3]), "网络数据": np.array([2, 1, 0])}, 3))
    front_rate, front_rest, back_rate, back_rest = statistics.of_forms(folded(["网络数据安全"]), np.zeros(1, dtype=bool), known)[-4:]
    assert (front_rate[0], front_rest[0]) == (1.5 / 4, 2)
    assert (back_rate[0], back_rest[0]) == (8.5 / 12, 2)


@pytest.mark.parametrize(("name", "expected"), {
    # 网络数据安全 is no candidate in the second document (its best is 0), nor is 数据安全 within the third in a longer one
    "longer_best": [1, 0.25, 1, 0.5, 0, 0, 0, 0],
    "longer_marked": [3 / 4, 0, 3 / 5, 1 / 2, 0, 0, 0, 0],
    "longer_mean": [2 / 4, 0.25, 2 / 5, 0.5 / 2, 0, 0, 0, 0],
    "shorter_best": [0, 0, 0, 0.75, 0, 0, 1, 0],
    "shorter_mean": [0, 0, 0, 0.5, 0, 0, 0.75, 0],
}.items())
def test_columns_of_forms_in_each_other(columns: dict[str, list[float]], name: str, expected: list[float]) -> None:
    assert columns[name] == pytest.approx(expected, rel=1e-6)


@settings(deadline=None)  # the first example may wait for the machine
@given(st.sets(st.text("数据安", min_size=1, max_size=5), min_size=1, max_size=12).map(sorted))
def test_nesting_is_that_of_all_pairs(forms: list[str]) -> None:
    found = statistics.nesting(folded(forms))
    pairs = set(zip(found.shorter.tolist(), found.longer.tolist(), strict=True))
    assert len(pairs) == len(found.shorter)
    assert pairs == {
        (short, long) for short, one in enumerate(forms) for long, other in enumerate(forms) if len(one) > 1 and one != other and one in other}


def test_no_forms_have_no_columns() -> None:
    none = np.zeros(0, dtype=np.int32)
    empty = Pool([], np.zeros(0, dtype=bool), none, none, none, none, none.astype(np.int64), none, none, none, none, np.zeros(0, dtype=bool))
    assert [len(column.at(slice(None))) for column in statistics.columns(empty, _known())] == [0] * len(statistics.NAMES)
