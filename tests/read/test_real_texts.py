"""Real texts: dead pages, cut dumps, what must not remain, and duplicates known by hand."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest

from kg.dedupe import Candidate, duplicates, fingerprint
from kg.model import CUT, DEAD, Document, Raw
from kg.read import parse, raws, scan

pytestmark = pytest.mark.real
CHROME = ("杂志官方抖音", "企业成长计划", "邮发代号", "征订热线", "轻点两下取消", "wx_fmt", "mmbiz", "分享网络安全知识", "向上滑动看下一个", "扫码订阅")


def documents(paths: list[Path]) -> list[Document]:
    return [parse(item) if isinstance(item, Raw) else item for item in raws(scan(paths))]


def test_all_dead_pages_are_recognised(shared: Path) -> None:
    found = documents([shared / "data" / "wechat_failures"])
    assert [document.status for document in found] == [DEAD] * 8


def test_articles_are_alive_cut_where_the_index_says_and_free_of_chrome(shared: Path) -> None:
    with (shared / "data" / "wechat" / "INDEX.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))[::10]
    found = documents([shared / "data" / "wechat" / row["file"] for row in rows])
    assert [document.status == CUT for document in found] == [row["truncated_8000"] == "1" for row in rows]
    assert DEAD not in {document.status for document in found}
    assert not [(document.key, word) for document in found for word in CHROME if word in document.text]


def test_the_same_article_under_two_accounts_is_found(shared: Path) -> None:
    with (shared / "data" / "wechat" / "INDEX.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    known = [row for row in rows if row["dup"]]
    others = [row for row in rows if row["cluster"] != "0" and not row["dup"]][:13]
    found = documents([shared / "data" / "wechat" / row["file"] for row in known + others])
    group = {row["file"].removesuffix(".md"): row["dup"] for row in known}
    candidates = [Candidate(d.key, d.title, d.date, len(d.text), fingerprint(d.text)) for d in found]
    kept = duplicates(candidates, lambda index: found[index].text)
    owner = [kept.get(index, index) for index in range(len(found))]
    mine = {(a, b) for a, b in combinations(range(len(found)), 2) if owner[a] == owner[b]}
    wanted = {(a, b) for a, b in combinations(range(len(found)), 2) if group.get(found[a].key, "a") == group.get(found[b].key, "b")}
    assert len(mine & wanted) >= 0.98 * len(mine)
    assert len(mine & wanted) >= 0.95 * len(wanted)


def test_two_versions_of_a_law_are_kept_apart_and_dated(shared: Path) -> None:
    old, new = documents([shared / "data" / "official" / f"网络安全法{version}.md" for version in ("(2016)", "(2025修正)")])
    assert (old.date, new.date) == ("2016-11-07", "2025-10-28")
    candidates = [Candidate(d.key, d.title, d.date, len(d.text), fingerprint(d.text)) for d in (old, new)]
    assert not duplicates(candidates, lambda index: (old, new)[index].text)
