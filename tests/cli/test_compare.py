"""kg compare as users run it."""

from __future__ import annotations

import json
from pathlib import Path

from kg.analysis.compare import Difference
from tests.cli.conftest import Ran

LAWS = Path(__file__).parents[2] / "examples" / "laws"


def test_two_files_need_no_project(kg: Ran, tmp_path: Path) -> None:
    files = sorted(map(str, LAWS.iterdir()))
    ran = kg("compare", *files, "-p", str(tmp_path / "none"), "-n", "3")
    assert ran.returncode == 0, ran.stderr
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert list(rows[0]) == list(Difference._fields)
    named = {(row["status"], row["a"], row["b"]) for row in rows if row["kind"] == "article"}
    assert {("added", "", "第二十二条"), ("changed", "第二十条", "第二十三条"), ("moved", "第二十三条", "第二十六条")} <= named
    assert [sum(row["kind"] == kind for row in rows) for kind in ("concept", "link")] == [3, 3]


def test_the_same_file_twice_differs_in_nothing(kg: Ran) -> None:
    file = str(LAWS / "示例市网络与数据安全条例(2022).md")
    ran = kg("compare", file, file)
    assert (ran.returncode, ran.stdout) == (1, "")


def test_sources_and_times_of_a_project(kg: Ran) -> None:
    ran = kg("compare", "示例日报", "示例网", "-f", "table", "--all")
    assert ran.returncode == 0
    assert "concepts" in ran.stdout
    assert "left: 2 documents, N = 9" in ran.stderr
    ran = kg("compare", "2023", "2030")
    assert ran.returncode == 1
    assert "no document is selected" in ran.stderr
