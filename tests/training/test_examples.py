"""Marked sentences as arrays."""

from __future__ import annotations

from kg.discover.titles import BREAK, kind
from training.examples import Token, examples


def test_a_separator_or_a_line_feed_ends_a_clause_and_is_in_none() -> None:
    tokens: list[Token] = [("算力", "n"), ("网络", "n"), ("，", "x"), ("数据", "n"), ("\n", "x"), ("《", "x"), ("办法", "n"), ("》", "x")]
    found = examples([(tokens, [1, 2, 0, 1, 0, 0, 1, 0]), ([("数据", "n")], [1])])
    clauses = sorted(zip(found.clauses.tokens.tolist(), found.labels.tolist(), found.before.tolist(), found.after.tolist(), strict=True))
    # tokens of the first sentence stand from 2 on, those of the second behind two ends and two starts
    assert clauses == [
        (2, 1, False, False), (3, 2, False, True), (5, 1, True, True), (7, 0, True, False), (8, 1, False, False), (9, 0, False, False), (14, 1, False, False)]
    assert found.clauses.width.tolist() == [4, 2, 1]
    assert found.kinds.tolist() == [BREAK, BREAK, 0, 0, BREAK, 0, BREAK, 1, 0, 2, BREAK, BREAK, BREAK, BREAK, 0, BREAK, BREAK]
    assert found.types[:3] == [("<s>", "^"), ("</s>", "$"), ("算力", "n")]
    assert found.words[5] == found.words[14]


def test_the_kind_of_a_token_depends_on_its_word() -> None:
    assert [kind(word) for word in ("，", "。\n", " \n ", "《", "》", "、", "网络", " ")] == [BREAK, BREAK, BREAK, 1, 2, 0, 0, 0]
