"""info, communities, central, trends as users run them."""

from __future__ import annotations

import json

from tests.cli.conftest import Ran


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
