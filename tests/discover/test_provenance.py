from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.discover import known, labeller, ranker
from kg.resources import thesaurus_files
from training.gold import OWN, held_out, marks, unmarked
from training.provenance import code, digest, lines, sources


def test_a_sum_knows_names_and_borders_of_files_and_not_the_order_in_which_they_come(tmp_path: Path) -> None:
    first, second = tmp_path / "一.tsv", tmp_path / "二.tsv"
    first.write_text("2\t网络强国\n", encoding="utf-8")
    second.write_text("1\t数字鸿沟\n", encoding="utf-8")
    whole = digest([first, second])
    assert whole == digest([second, first])
    first.write_text("2\t网络强国\n1\t", encoding="utf-8")
    second.write_text("数字鸿沟\n", encoding="utf-8")
    assert whole != digest([first, second])


def test_sums_stand_one_a_line() -> None:
    assert lines({"gold": "a1", "code": "b2"}) == "gold a1\ncode b2\n"


@pytest.mark.parametrize("file", [labeller.FILE, ranker.FILE, known.FILE])
def test_the_shipped_weights_are_those_of_this_code_these_marks_and_this_thesaurus(file: Path) -> None:
    """Who changes one of them fits them anew: ``python -m training.labeller DATA``, ``python -m training.ranker DATA WORK``."""
    with np.load(file) as data:
        sums = dict(line.split() for line in str(data["trained_on"]).splitlines())
    assert list(sums)[:6] == ["gold", "own", "texts", "general", "code", "segmenter"]
    assert sums["own"] == digest(OWN.glob("*.tsv"))
    assert sums["code"] == code()
    if file != labeller.FILE:
        assert sums["thesaurus"] == digest(thesaurus_files())
        assert sums["labeller"] == digest([labeller.FILE])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder like the marked data: one article that teaches, one that is kept for measuring, its repost, one without marks."""
    for folder in ("wechat", "official", "gold/train", "gold/dev", "gold/train_texts", "scale"):
        (tmp_path / folder).mkdir(parents=True)
    for stem in ("a", "b", "c", "d"):
        (tmp_path / "wechat" / f"{stem}.md").write_text(f"网络强国建设需要第{stem}篇文章。\n", encoding="utf-8")
    (tmp_path / "gold" / "train" / "a.tsv").write_text("2\t网络强国\t\n", encoding="utf-8")
    (tmp_path / "gold" / "dev" / "b.json").write_text("{}", encoding="utf-8")
    (tmp_path / "wechat" / "INDEX.tsv").write_text("file\tcluster\tdup\na.md\t1\t\nb.md\t2\t7\nc.md\t3\t7\nd.md\t4\t\n", encoding="utf-8")
    for name in ("laws", "gov_reports", "xwlb_days"):
        (tmp_path / "scale" / f"{name}.jsonl.xz").write_bytes(b"")
    return tmp_path


def test_nothing_is_learnt_from_what_is_kept_for_measuring_nor_from_its_reposts(data: Path) -> None:
    assert held_out(data) == {"b", "c"}
    assert [text.key for text in unmarked(data)] == ["d"]
    assert [file.stem for file in marks(data) if file.parent == data / "gold" / "train"] == ["a"]


def test_sums_follow_what_is_learnt_from_and_nothing_else(data: Path) -> None:
    before = sources(data)
    (data / "wechat" / "c.md").write_text("数字鸿沟。\n", encoding="utf-8")
    assert sources(data) == before
    (data / "wechat" / "d.md").write_text("数字鸿沟。\n", encoding="utf-8")
    assert {name for name, value in sources(data).items() if value != before[name]} == {"texts"}
