"""Verbs between two builds: names mean what the decisions say now, not what the last build made of earlier ones; none is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg import iri
from kg.cli.desk import alone
from kg.lexicon import decisions
from kg.lexicon.decisions import Decision
from kg.pipeline import Options, build
from kg.store import Store
from tests.cli.test_terms import EXAMPLES, kg, names, rows

REJECTED, ACCEPTED, MERGED, RENAMED = range(4)


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Return a project that has obeyed one decision of each kind, and the labels of some discovered concepts that they are about."""
    output = tmp_path_factory.mktemp("again") / "项目"
    build([EXAMPLES], output, Options(jobs=1))
    found = names(output)[:8]
    where = ("-p", str(output))
    kg("terms", "reject", found[REJECTED], *where)
    kg("terms", "accept", found[ACCEPTED], *where)
    kg("terms", "merge", found[MERGED], "数字鸿沟", *where)
    kg("terms", "rename", found[RENAMED], f"{found[RENAMED]}新名", *where)
    assert kg("build", "-o", str(output)).returncode == 0
    return output, found


@pytest.fixture
def project(decided: tuple[Path, list[str]], tmp_path: Path) -> Path:
    return shutil.copytree(decided[0], tmp_path / "项目")


@pytest.fixture
def found(decided: tuple[Path, list[str]]) -> list[str]:
    return decided[1]


def verb(project: Path, *args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return kg("terms", *args, "-p", str(project), stdin=stdin)


def made(project: Path) -> list[Decision]:
    return decisions.read(project / decisions.FILE)


def test_what_was_undone_can_be_accepted_before_the_next_build(project: Path, found: list[str]) -> None:
    label = found[ACCEPTED]
    verb(project, "undo", label)
    assert label not in {decision.concept for decision in made(project)}
    verb(project, "accept", label)
    assert Decision("accept", label, "", iri.concept(label)) in made(project)


def test_a_file_of_decisions_that_is_gone_counts_as_undone(project: Path, found: list[str]) -> None:
    (project / decisions.FILE).unlink()
    verb(project, "broader", "数字鸿沟", found[ACCEPTED])
    assert {decision.action for decision in made(project)} == {"accept", "broader"}
    ran = kg("build", "-o", str(project))
    assert "not done" not in ran.stderr
    with Store(project) as store:
        assert found[ACCEPTED] in {row.label for row in store.concepts(shown=False) if row.status == "curated"}


@pytest.mark.parametrize("which", [REJECTED, MERGED, RENAMED])
def test_what_the_last_build_took_out_can_be_named_once_that_is_undone(project: Path, found: list[str], which: int) -> None:
    label = found[which]
    verb(project, "undo", label)
    assert verb(project, "accept", label).returncode == 0
    assert Decision("accept", label, "", iri.concept(label)) in made(project)
    verb(project, "undo", label)
    assert verb(project, "merge", label, found[5]).returncode == 0
    assert Decision("merge", label, found[5], iri.concept(label)) in made(project)


def test_a_thesaurus_concept_needs_no_acceptance(project: Path, found: list[str]) -> None:
    verb(project, "broader", found[4], "数字鸿沟")
    assert ("accept", "数字鸿沟") not in {(decision.action, decision.concept) for decision in made(project)}
    ran = verb(project, "accept", "数字鸿沟", found[ACCEPTED])
    assert "数字鸿沟 is in the thesaurus already" in ran.stderr
    assert f"{found[ACCEPTED]} is accepted already" in ran.stderr
    assert "个保法 is a name of 个人信息保护法" in verb(project, "accept", "个保法").stderr


def test_a_place_that_was_undone_hinders_no_other(project: Path, found: list[str]) -> None:
    verb(project, "broader", found[4], found[5])
    kg("build", "-o", str(project))
    verb(project, "undo", found[4])
    assert verb(project, "broader", found[5], found[4]).returncode == 0


def test_what_other_decisions_rest_on_is_not_undone_alone(project: Path, found: list[str]) -> None:
    verb(project, "broader", found[4], found[5])
    before = made(project)
    ran = verb(project, "undo", found[5])
    assert (ran.returncode, ran.stderr.splitlines()[0]) == (2, f"error: {found[5]} cannot be undone: broader {found[4]} {found[5]}")
    assert made(project) == before
    assert verb(project, "undo", found[5], found[4]).returncode == 0
    verb(project, "broader", found[4], "数字鸿沟")
    verb(project, "categorise", "数字鸿沟", "data")
    assert verb(project, "undo", "数字鸿沟").returncode == 0  # the thesaurus keeps it


def test_verbs_at_the_same_time_lose_no_decision(project: Path, found: list[str]) -> None:
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda label: verb(project, "reject", label).returncode, found[4:8]))
    assert codes == [0] * 4
    assert {decision.concept for decision in made(project) if decision.action == "reject"} >= set(found[4:8])
    assert not list(project.glob(".*lock"))


def test_a_verb_waits_for_the_one_before_and_reads_what_it_decided(project: Path, found: list[str]) -> None:
    with alone(project / decisions.FILE):
        waiting = subprocess.Popen([sys.executable, "-m", "kg.cli", "terms", "reject", found[4], "-p", str(project)], stderr=subprocess.DEVNULL)
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(2)
        decisions.write(project / decisions.FILE, [Decision("reject", found[6], "", iri.concept(found[6]))])
    assert waiting.wait(60) == 0
    assert {decision.concept for decision in made(project)} == {found[4], found[6]}


def test_all_that_was_decided_is_listed_also_what_the_project_has_no_more(project: Path, found: list[str]) -> None:
    shown = {str(row["concept"]): str(row["status"]) for row in rows(verb(project, "list", "--decided", "-n", "0").stdout)}
    assert shown == {
        found[REJECTED]: "rejected", found[ACCEPTED]: "accepted", found[MERGED]: "merged", f"{found[RENAMED]}新名": "renamed"}
    assert len(rows(verb(project, "list", "--decided", "-n", "3").stdout)) == 3


def test_a_question_about_what_was_rejected_says_so(project: Path, found: list[str]) -> None:
    ran = kg("related", found[REJECTED], "-p", str(project))
    assert ran.returncode == 1
    assert f"a decision rejected it: kg terms undo {found[REJECTED]}" in ran.stderr
