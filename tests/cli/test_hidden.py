"""Links that thresholds hide are said to be there, and every hint, once followed, gives an answer."""

from __future__ import annotations

import json
import re
import shlex
from itertools import combinations
from pathlib import Path

import pytest

from kg.cli.__main__ import run
from tests.cli.conftest import TERMS, TEXTS
from tests.project_fixture import Term, Text, body, write

Capture = pytest.CaptureFixture[str]

ALONE = "量子通信"
CONCEPTS = [*TERMS, Term(ALONE)]
ARTICLES = [*TEXTS, Text("文章/2025-02-01_04", "2025-02-01", body("量子通信在这里自成一句。"), "示例网")]


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A project whose links begin at two sentences in two documents."""
    return str(write(tmp_path_factory.mktemp("strict"), ARTICLES, CONCEPTS, meta={"min_sentences": "2", "min_documents": "2"}))


def asked(capsys: Capture, *args: str) -> tuple[int, list[dict[str, object]], str]:
    code = run(args)
    said = capsys.readouterr()
    return code, [json.loads(line) for line in said.out.splitlines()], said.err


@pytest.mark.parametrize("nested", [[], ["--nested"]])
@pytest.mark.parametrize("selection", [[], ["--until", "2024"]])
def test_the_number_of_hidden_links_is_what_lower_thresholds_add(strict: str, capsys: Capture, nested: list[str], selection: list[str]) -> None:
    total = 0
    for term in TERMS:
        question = ["related", term.label, "-p", strict, *nested, *selection]
        if selection:
            question += ["--min-sentences", "2", "--min-documents", "2"]
        _, rows, said = asked(capsys, *question)
        found = re.search(r"^(\d+) links? (?:is|are) hidden by --min-sentences 2 and --min-documents 2; to see all: --min-sentences 1 --min-documents 1$", said, re.MULTILINE)
        hidden = int(found[1]) if found else 0
        _, every, said = asked(capsys, *question, "--min-sentences", "1", "--min-documents", "1")
        assert len(every) == len(rows) + hidden
        assert "hidden" not in said
        total += hidden
    assert total > 10


def test_where_the_rows_asked_for_are_there_nothing_more_is_said(strict: str, capsys: Capture) -> None:
    assert "hidden" not in asked(capsys, "related", "网络强国", "-p", strict, "-n", "1")[2]
    assert "hidden" in asked(capsys, "related", "网络强国", "-p", strict)[2]


def test_a_hidden_link_between_the_ends_of_a_chain_is_said(tmp_path: Path, capsys: Capture) -> None:
    project = str(write(tmp_path, TEXTS, TERMS, meta={"min_sentences": "2"}))
    for a, b in combinations([term.label for term in TERMS], 2):
        code, _, said = asked(capsys, "path", a, b, "-p", project, "--nested")
        if not code:
            sentences = len(asked(capsys, "evidence", a, b, "-p", project, "-n", "0")[1])
            assert ("1 link is hidden by --min-sentences 2; to see all: --min-sentences 1" in said) == (sentences == 1)


def test_the_hint_of_a_path_leads_to_a_chain_or_says_that_there_is_none(strict: str, capsys: Capture) -> None:
    hints = set()
    for a, b in combinations([term.label for term in CONCEPTS], 2):
        avoided = [word for label in ("网络强国", "数字中国") if label not in {a, b} for word in ("--avoid", label)]
        for options in ([], ["--nested"], avoided):
            question = ["path", a, b, "-p", strict, "--max-links", "1", *options]
            code, rows, said = asked(capsys, *question)
            if rows:
                assert code == 0
                continue
            assert (code, said.splitlines()[0]) == (1, f"error: no chain of at most 1 link between {a} and {b}")
            hint = said.partition("hint: ")[2].strip()
            hints.add(hint)
            if hint.startswith("nothing here joins them"):
                most = ["--nested", "--min-sentences", "1", "--min-documents", "1", "--max-links", "8"]
                assert asked(capsys, "path", a, b, "-p", strict, *most)[0] == 1
                continue
            more = hint.removesuffix("without --avoid")
            followed = ["path", a, b, "-p", strict, "--max-links", "1", *([] if more != hint else options), *shlex.split(more)]
            assert asked(capsys, *followed)[0] == 0, (question, hint)
    for way in ("--max-links 2", "--nested", "--min-sentences 1 --min-documents 1", "without --avoid", "nothing here joins them"):
        assert any(way in hint for hint in hints), hints


def test_concepts_below_the_thresholds_are_counted_and_seen_when_asked_for(tmp_path: Path, capsys: Capture) -> None:
    terms = [*TERMS, Term(ALONE, status="discovered")]
    project = str(write(tmp_path, ARTICLES, terms, meta={"min_sentences": "2", "min_documents": "1"}))
    _, few, said = asked(capsys, "concepts", "-p", project)
    assert "2 more concepts below the thresholds; to see all: --min-sentences 1\n" in said
    _, every, said = asked(capsys, "concepts", "-p", project, "--min-sentences", "1")
    assert {row["concept"] for row in every} - {row["concept"] for row in few} == {ALONE, "算力网络"}
    assert "below" not in said


def test_all_chains_end_somewhere(strict: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    question = ["path", "网络强国", "人工智能", "-p", strict, "-n", "0", "--min-sentences", "1", "--min-documents", "1"]
    code, every, said = asked(capsys, *question)
    assert (code, "there may be more" in said) == (0, False)
    for module in ("kg.analysis.path", "kg.cli.path"):
        monkeypatch.setattr(f"{module}.MOST", 2)
    code, some, said = asked(capsys, *question)
    assert (code, "the 2 strongest chains; there may be more" in said) == (4, True)
    assert some == [row for row in every if row["rank"] <= 2]  # type: ignore[operator] # ranks are numbers


def test_an_end_cannot_be_avoided(strict: str, capsys: Capture) -> None:
    code, rows, said = asked(capsys, "path", "网络强国", "人工智能", "-p", strict, "--avoid", "人工智能")
    assert (code, rows, said.splitlines()[0]) == (2, [], "error: 人工智能 is an end of the chain and cannot be avoided")
