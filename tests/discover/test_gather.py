"""Candidate forms of texts, worked by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.discover import Candidates
from kg.discover.gather import balanced, candidates
from kg.model import CONFIDENCE_UNIT
from tests.discover import toy

MARKS = dict(zip("“‘《〈（(「『【", "”’》〉）)」』】", strict=True))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Candidates]:
    """Candidates of two texts, under a labeller for which labels depend on the word alone."""
    likely, inside, unlikely = toy.odds(1, 8, 1), toy.odds(1, 1, 8), toy.odds(7, 2, 1)
    words = {"算力": likely, "5G": likely, "网": likely, "“": likely, "双碳": inside, "”": inside, "网络": inside, "数据": unlikely}
    others = dict.fromkeys(("建设", "和", "说", "目标"), toy.odds(98, 1, 1))
    known = toy.labeller(tmp_path_factory.mktemp("gather") / "weights.npz", {"word0": words | others})
    first = [["建设", "算力", "网络", "。"], ["和", "数据", "。"], ["建设", "算力", "网络", "。"], ["说", "“", "双碳", "”", "目标", "。"]]
    second = [["和", "5G", "网络", "。"], ["建设", "算力", "网络", "。"], ["和", "网", "。"]]
    one, other = toy.segmented(first, second)
    wide = other._replace(text=other.text.replace("5G", "５Ｇ"))
    return candidates([one, wide], known)


def test_forms_are_sorted_distinct_and_folded_and_pieces_of_quotations_are_none(found: list[Candidates]) -> None:
    assert found[0].forms == ["“双碳”", "数据", "算力", "算力网络", "网络"]
    assert found[1].forms == ["5G", "5G网络", "算力", "算力网络", "网络"]


def test_what_a_form_holds_is_summed_over_its_spans_and_the_best_of_them_kept(found: list[Candidates]) -> None:
    # 算力 begins in 0.8 of the cases and 网络 goes on in 0.8 of them; 算力网络 stands twice in the first text, once in the second
    once = 0.8 * 0.8 * CONFIDENCE_UNIT
    first, second = (dict(zip(each.forms, zip(each.marked.tolist(), each.confidence.tolist(), each.best.tolist(), strict=True), strict=True)) for each in found)
    assert first["算力网络"] == (2, pytest.approx(2 * once, rel=2e-3), pytest.approx(once, rel=2e-3))
    assert second["算力网络"] == (1, pytest.approx(once, rel=2e-3), pytest.approx(once, rel=2e-3))
    assert first["算力"] == (0, pytest.approx(once / 2, rel=2e-3), pytest.approx(once / 4, rel=2e-3))
    assert first["数据"] == (0, pytest.approx(0.2 * CONFIDENCE_UNIT, rel=2e-3), pytest.approx(0.2 * CONFIDENCE_UNIT, rel=2e-3))
    assert first["“双碳”"][0] == second["5G网络"][0] == 1


def test_texts_without_a_span_have_no_candidates(tmp_path: Path) -> None:
    known = toy.labeller(tmp_path / "weights.npz", {"word0": {"说": toy.odds(98, 1, 1)}})
    (none, empty) = candidates(toy.segmented([["说", "。"]], []), known)
    assert none.forms == empty.forms == []
    assert len(none.marked) == len(empty.best) == 0


def test_a_mark_needs_its_own_partner() -> None:
    assert [balanced(form) for form in ("“双碳”目标", "（试行）", "《“十五五”规划》", "双碳")] == [True] * 4
    assert [balanced(form) for form in ("“双碳》", "”双碳“", "《“双碳》”", "“双碳", "双碳）", "（(试行)")] == [False] * 6


@settings(deadline=None)  # the first example may wait for the machine
@given(st.text("".join((*MARKS, *MARKS.values(), "双")), max_size=8))
def test_marks_are_balanced_where_pairs_can_be_taken_out_until_none_is_left(form: str) -> None:
    rest = form.replace("双", "")
    for _ in form:
        for opening, closing in MARKS.items():
            rest = rest.replace(opening + closing, "")
    assert balanced(form) == (not rest)


def test_forms_are_those_of_the_text_whatever_its_characters(tmp_path: Path) -> None:
    words = ["𠀀算", "𠀀网", "A", "算力", "算力网络安全", "算力网络主权"]
    known = toy.labeller(tmp_path / "weights.npz", {"word0": dict.fromkeys(words, toy.odds(1, 8, 1))})
    (found,) = candidates(toy.segmented([[word, "。"] for word in words] * 2), known)
    assert found.forms == sorted(set(words) - {"A"})
    assert found.marked.tolist() == [2] * 5
    assert np.all(found.confidence == 2 * found.best)


def test_a_guessed_word_leaves_its_function_word_outside_the_form(tmp_path: Path) -> None:
    names = {"对算力": toy.odds(1, 8, 1), "网络": toy.odds(1, 1, 8), "提供": toy.odds(1, 8, 1), "方与": toy.odds(1, 1, 8)}
    names |= {"以新": toy.odds(1, 8, 1), "对接": toy.odds(1, 8, 1), "。": toy.odds(8, 1, 1)}
    known = toy.labeller(tmp_path / "weights.npz", {"word0": names})
    (found,) = candidates(toy.segmented([["对算力", "网络", "。"], ["提供", "方与", "。"], ["以新", "。"], ["对接", "网络", "。"]]), known)
    assert set(found.forms) >= {"算力网络", "提供方", "对接网络"}
    assert not any(form.startswith(("对算", "以")) or form.endswith("与") for form in found.forms)
