"""kg export as users run it."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from kg.export.formats import FOLDERS, FORMATS
from tests.cli.conftest import Ran


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in {*FOLDERS, "html"}])
def test_stdout_and_a_file_get_the_same(kg: Ran, tmp_path: Path, form: str) -> None:
    shown = kg("export", "-f", form)
    written = kg("export", "-f", form, "-o", str(tmp_path / "a"))
    assert (shown.returncode, written.returncode) == (0, 0), shown.stderr + written.stderr
    assert shown.stdout == (tmp_path / "a").read_text("utf-8")
    assert "wrote" in written.stderr


def test_the_ending_says_the_format_and_a_selection_recounts(kg: Ran, tmp_path: Path) -> None:
    assert kg("export", "--since", "2024", "--until", "2024", "-o", str(tmp_path / "a.graphml")).returncode == 0
    read = nx.read_graphml(tmp_path / "a.graphml")
    assert read.graph["units"] == 5
    assert read.edges["网络强国", "数字中国"]["sentences"] == 1


def test_all_evidence_is_more_than_one_sentence_a_link(kg: Ran) -> None:
    def ran(number: str) -> int:
        return kg("export", "-f", "nt", "--max-evidence", number, "--max-pairs", "all").stdout.count("ns#evidence>")

    # all: also those that nearly equal another
    assert 0 < ran("1") < ran("99") < ran("all")


def test_what_is_wrong_is_said_with_a_way_out(kg: Ran) -> None:
    for args, message in ((("export",), "which format"), (("export", "-f", "csv"), "more than one file"),
                          (("export", "-f", "ttl", "--top", "3"), "means nothing for ttl"), (("export", "-f", "html", "--around", "没有"), "没有")):
        ran = kg(*args)
        assert ran.returncode in {1, 2}
        assert message in ran.stderr
        assert "hint:" in ran.stderr
