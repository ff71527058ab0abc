from __future__ import annotations

from pathlib import Path

from training.provenance import digest, lines


def test_a_sum_knows_names_and_borders_of_files_and_not_the_order_in_which_they_come(tmp_path: Path) -> None:
    first, second = tmp_path / "一.tsv", tmp_path / "二.tsv"
    first.write_text("2\t网络强国\n", encoding="utf-8")
    second.write_text("1\t数字鸿沟\n", encoding="utf-8")
    whole = digest([first, second])
    assert whole == digest([second, first]) != digest([first, second], "rjieba 0.2\n")
    first.write_text("2\t网络强国\n1\t", encoding="utf-8")
    second.write_text("数字鸿沟\n", encoding="utf-8")
    assert whole != digest([first, second])


def test_sums_stand_one_a_line() -> None:
    assert lines({"gold": "a1", "code": "b2"}) == "gold a1\ncode b2\n"
