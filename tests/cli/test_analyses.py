"""info, communities, central, trends as users run them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.project_fixture import Term, Text, body, write


def rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_trends_give_a_row_for_each_period_and_bars_on_a_terminal(kg: Ran) -> None:
    found = rows(kg("trends", "网络强国").stdout)
    assert [(row["period"], row["sentences"], row["units"]) for row in found] == [("2023", 3, 4), ("2024", 2, 5), ("2025", 2, 3)]
    assert list(found[0]) == ["concept", "period", "documents", "sentences", "units", "share"]
    lines = kg("trends", "人工智能", "-f", "table").stdout.splitlines()
    assert lines[0] == "人工智能  3 sentences, 2023 to 2025"
    assert lines[1].strip() == "·█·"
    assert lines[2].strip() == "first 2024-03-05  2024-03-05_02:2"


def test_a_year_without_documents_is_a_gap_in_the_bars(kg: Ran, tmp_path: Path) -> None:
    texts = [Text(f"d{date}", date, body("发展算力。" if date != "2021-05" else "弥合数字鸿沟。")) for date in ("2018-01", "2019-03", "2021-05", "2023-02", "2023-04")]
    project = write(tmp_path / "项目", texts, [Term("算力"), Term("数字鸿沟")])
    assert kg("trends", "算力", "-p", str(project), "-f", "table").stdout.splitlines()[1] == "    ██ · █"
    assert kg("trends", "数字鸿沟", "-p", str(project), "-f", "table", "--period", "month", "--since", "2021").stdout.splitlines()[1] == "    █                    · ·"
    assert [row["period"] for row in rows(kg("trends", "算力", "-p", str(project)).stdout)] == ["2018", "2019", "2021", "2023"]


def test_whoever_asks_by_another_name_is_told_the_concept(kg: Ran) -> None:
    for question in (["related", "CyberPower"], ["evidence", "CyberPower"], ["trends", "CyberPower"], ["path", "CyberPower", "人工智能"]):
        assert kg(*question, "-f", "csv").stderr.splitlines()[0] == "CyberPower is 网络强国"
        assert "is 网络强国" not in kg(*["网络强国" if word == "CyberPower" else word for word in question]).stderr
    assert kg("evidence", "-", stdin="AI\n网络强国战略\n网络强国\n").stderr.splitlines()[:2] == ["AI is 人工智能", "网络强国战略 is 网络强国"]


def test_the_first_appearance_comes_with_its_sentence(kg: Ran) -> None:
    found, = rows(kg("trends", "--first", "AI").stdout)
    assert list(found) == ["concept", "date", "document", "line", "sentence", "sentences", "en"]
    assert (found["date"], found["line"]) == ("2024-03-05", 2)
    assert [row["concept"] for row in rows(kg("trends", "--first", "-n", "1").stdout)] == ["网络安全法"]


def test_central_ranks_and_says_what_the_measure_means(kg: Ran) -> None:
    ran = kg("central", "--by", "degree")
    assert rows(ran.stdout)[0]["rank"] == 1
    assert ran.stderr.startswith("degree: links of a concept")


def test_communities_are_numbered_named_and_the_same_twice(kg: Ran) -> None:
    ran = kg("communities")
    found = rows(ran.stdout)
    assert list(found[0]) == ["community", "name", "concept", "strength", "bridge", "en"]
    assert found[0]["community"] == 0
    assert kg("communities").stdout == ran.stdout
    assert "concepts" in kg("communities", "-f", "table").stdout.splitlines()[0]


def test_info_counts_what_is_there(kg: Ran) -> None:
    facts = {row["name"]: row["value"] for row in rows(kg("info").stdout)}
    assert (facts["documents counted"], facts["first date"], facts["last date"], facts["units (N)"]) == (3, "2023-05-01", "2025-01-09", 12)


NARROWED = [["related", "网络强国"], ["path", "人工智能", "网络强国"], ["communities"], ["central"], ["compare", "2023", "2024.."], ["info"], ["concepts"], ["export", "-f", "jsonl"], ["trends"]]


@pytest.mark.parametrize("question", NARROWED, ids=" ".join)
def test_thresholds_and_documents_are_chosen_alike_everywhere(kg: Ran, question: list[str]) -> None:
    usual = kg(*question)
    assert kg(*question, "--min-sentences", "1", "--min-documents", "1").stdout == usual.stdout
    # 2023 and 2024, but no change is sure among so few
    part = kg(*question, "--min-sentences", "99", "--until", "2024")
    assert part.stdout != usual.stdout or question == ["trends"]
    assert "no such option" not in usual.stderr + part.stderr
    assert kg(*question, "--doc", "没有").stderr.startswith(("error: no document 没有", "error: left: no document 没有"))


def test_a_category_is_asked_of_chains_and_sentences(kg: Ran) -> None:
    assert {row["b"] for row in rows(kg("path", "人工智能", "网络安全法", "--category", "policy").stdout)} == {"网络强国", "数字中国", "网络安全法"}
    ran = kg("path", "人工智能", "网络安全法", "--category", "law")
    assert (ran.returncode, ran.stderr.splitlines()[-1]) == (1, "hint: without --category")
    ran = kg("evidence", "网络强国", "--category", "society")
    assert [row["line"] for row in rows(ran.stdout)] == [4]
    assert ran.stderr == "1 of 1 sentence\n"


@pytest.mark.parametrize(("options", "named"), [
    (["网络强国", "-n", "3"], "--limit"), (["网络强国", "--category", "law"], "--category"), (["网络强国", "--first", "--min-sentences", "2", "-n", "1"], "--min-sentences and --limit"),
    (["--first", "--period", "month"], "--period")])
def test_options_that_would_change_nothing_are_refused(kg: Ran, options: list[str], named: str) -> None:
    ran = kg("trends", *options)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"error: {named} would change nothing")
    assert "hint: " in ran.stderr
