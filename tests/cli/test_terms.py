"""The review: list, decide, build again without reading, promote; as users run it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from kg import iri
from kg.lexicon import decisions
from kg.lexicon.load import load
from kg.pipeline import Options, build
from kg.store import Store

EXAMPLES = Path(__file__).parents[2] / "examples"
OUTPUTS = ("kg.sqlite", "graph.html", "graph.ttl", "build.json")


def kg(*args: str, stdin: str = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg.cli", *args], input=stdin, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "COLUMNS": "100", **(env or {})})


def rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("terms") / "项目"
    build([EXAMPLES], output, Options(jobs=1))
    return output


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "项目")


def names(project: Path) -> list[str]:
    return [str(row["concept"]) for row in rows(kg("terms", "-p", str(project), "-n", "0").stdout)]


def test_each_row_shows_the_concept_in_an_example_and_says_why(project: Path) -> None:
    found = rows(kg("terms", "list", "-p", str(project), "-n", "5").stdout)
    assert list(found[0]) == ["concept", "status", "score", "sentences", "documents", "reason", "document", "example", "en"]
    assert {row["status"] for row in found} == {"discovered"}
    assert all(re.match(r"as a term [\d,]+×, in all [\d,]+×", str(row["reason"])) for row in found)
    assert all(str(row["concept"]) in str(row["example"]) for row in found if "also as" not in str(row["reason"]))
    assert [row["sentences"] for row in found] == sorted((row["sentences"] for row in found), key=lambda number: -int(str(number)))


def test_decided_concepts_leave_the_list_and_the_file_is_plain_and_sorted(project: Path) -> None:
    first, second, third = names(project)[:3]
    kg("terms", "reject", first, "-p", str(project))
    ran = kg("terms", "accept", "-", "-p", str(project), stdin=f"{second}\n{third}\n")
    assert "+ accept" in ran.stderr
    assert "kg build -o" in ran.stderr
    assert not {first, second, third} & set(names(project))
    lines = (project / decisions.FILE).read_text(encoding="utf-8").splitlines()
    assert lines[0] == "action\tconcept\tvalue\tiri"
    assert lines[1:] == sorted(lines[1:])
    assert lines[-1] == f"reject\t{first}\t\t{iri.concept(first)}"


def test_a_rebuild_reads_nothing_and_equals_a_build_with_the_decisions_from_the_start(project: Path, tmp_path: Path) -> None:
    found = names(project)
    kg("terms", "reject", *found[:3], "-p", str(project))
    kg("terms", "merge", found[3], found[4], "-p", str(project))
    kg("terms", "rename", found[5], f"{found[5]}新名", "-p", str(project))
    kg("terms", "categorise", found[6], "technology", "-p", str(project))
    times = tmp_path / "times.json"
    ran = kg("build", "-o", str(project), env={"KG_TIMINGS": str(times)})
    assert ran.returncode == 0
    assert [stage for stage in ("read", "split", "segment", "label", "fingerprint") if json.loads(times.read_text(encoding="utf-8"))[stage]] == []
    build([EXAMPLES], tmp_path / "fresh", Options(jobs=1, decisions=project / decisions.FILE))
    assert [name for name in OUTPUTS if (project / name).read_bytes() != (tmp_path / "fresh" / name).read_bytes()] == []
    with Store(project) as store:
        kept = {row.label: row for row in store.concepts(shown=False)}
    assert not {*found[:4], found[5]} & kept.keys()
    assert kept[f"{found[5]}新名"].iri == iri.concept(found[5])
    assert (kept[found[6]].status, kept[found[6]].category) == ("curated", "technology")


def test_decisions_that_no_longer_apply_are_named(project: Path) -> None:
    kg("terms", "accept", "--new", "并不存在的说法", "-p", str(project))
    ran = kg("build", "-o", str(project))
    assert "accept 并不存在的说法: no longer applies" in ran.stderr


def test_decisions_that_the_last_build_did_not_carry_out_are_counted_and_named(project: Path) -> None:
    one, other, third = names(project)[:3]
    where = ("-p", str(project))
    kg("terms", "accept", "--new", "并不存在的说法", *where)
    kg("terms", "broader", one, other, *where)
    file = project / decisions.FILE
    made = decisions.read(file)
    circle = decisions.Decision("broader", other, one, iri.concept(other))
    decisions.write(file, [*made, circle, decisions.Decision("reject", third, "", iri.concept(third))])
    assert "not yet obeyed: kg build" in kg("terms", "decisions", *where).stderr
    said = kg("build", "-o", str(project)).stderr
    lines = kg("terms", "decisions", *where).stderr.splitlines()
    assert lines[0] == f"{len(decisions.read(file))} decisions in {file}, 2 of them not carried out by the last build"
    assert [line.partition(": ")[2].split(",")[0] for line in lines[1:]] == ["no longer applies", "not done"]
    assert all(line in said for line in lines[1:])


def test_what_no_text_holds_is_promoted_only_where_it_is_named(project: Path, tmp_path: Path) -> None:
    found, thesaurus, where = names(project)[0], tmp_path / "词表.ttl", ("-p", str(project))
    kg("terms", "accept", "--new", "并不存在的说法", *where)
    kg("terms", "accept", found, *where)
    kg("build", "-o", str(project))
    ran = kg("terms", "promote", str(thesaurus), *where)
    assert ran.stderr.splitlines()[0] == "accept 并不存在的说法: no longer applies, no text holds it; not promoted unless named"
    assert "并不存在的说法" not in thesaurus.read_text("utf-8")
    assert [decision.concept for decision in decisions.read(project / decisions.FILE)] == ["并不存在的说法"]
    kg("build", "-o", str(project), "--thesaurus", str(thesaurus))
    kg("terms", "promote", str(thesaurus), "并不存在的说法", *where)
    assert "并不存在的说法" in thesaurus.read_text("utf-8")
    assert not decisions.read(project / decisions.FILE)


@pytest.mark.parametrize("before", [("-p", "{}"), ("-p", "{}", "-n", "3"), ("--rare", "-p", "{}")])
def test_options_may_stand_before_the_verb(built: Path, before: tuple[str, ...]) -> None:
    options = [option.format(built) for option in before]
    ran = kg("terms", *options, "list")
    assert (ran.returncode, ran.stdout) == (0, kg("terms", "list", *options).stdout)
    assert ran.stdout


def test_a_project_may_be_named_as_a_verb_is() -> None:
    assert kg("terms", "-p", "reject").stderr.startswith("error: no project in reject\n")


def test_promoted_concepts_build_the_same_project_without_their_decisions(project: Path, tmp_path: Path) -> None:
    found, thesaurus = names(project), tmp_path / "词表.ttl"
    kg("terms", "accept", found[0], "-p", str(project))
    kg("terms", "merge", found[1], found[2], "-p", str(project))
    assert kg("terms", "promote", str(thesaurus), "-p", str(project)).returncode == 2  # the decisions are newer than the build
    kg("build", "-o", str(project))
    with Store(project) as store:
        before = store.concepts(shown=False)
    assert kg("terms", "promote", str(thesaurus), "-p", str(project)).returncode == 0
    assert decisions.read(project / decisions.FILE) == []
    kg("build", "-o", str(project), "--thesaurus", str(thesaurus))
    with Store(project) as store:
        assert store.concepts(shown=False) == before
    kg("terms", "accept", found[4], "-p", str(project))
    kg("build", "-o", str(project), "--thesaurus", str(thesaurus))
    again = kg("terms", "promote", str(thesaurus), "-p", str(project))
    assert again.stderr.endswith(f"obeyed by the next build: kg build -o {project} --thesaurus {thesaurus}\n")
    kg("build", "-o", str(project), "--thesaurus", str(thesaurus))
    kg("terms", "accept", found[5], "-p", str(project))
    kg("build", "-o", str(project), "--thesaurus", str(thesaurus))
    other = kg("terms", "promote", str(tmp_path / "另一.ttl"), "-p", str(project))
    assert other.stderr.endswith(f"obeyed by the next build: kg build -o {project} --thesaurus FILE --thesaurus {tmp_path / '另一.ttl'}\n")
    refused = kg("build", "-o", str(project))
    assert refused.returncode == 2
    assert f"-o {project} --thesaurus FILE; for good without" in refused.stderr
    assert f"kg build -o {project} --thesaurus FILE\n" in kg("terms", "reject", found[3], "-p", str(project)).stderr
    assert "built without the thesaurus of the last build" in kg("build", str(EXAMPLES), "-o", str(project)).stderr
    text = thesaurus.read_text(encoding="utf-8")
    assert text.rstrip().endswith(f"dct:isReplacedBy c:{iri.slug(found[2])} .")


def test_promoting_leaves_the_rest_of_a_file_as_it_was(project: Path, tmp_path: Path) -> None:
    thesaurus = tmp_path / "词表.ttl"
    first = names(project)[0]
    blocks = [f'c:{name} a skos:Concept ;\n    skos:inScheme <https://kg.example/data/scheme/policy> ;\n    skos:prefLabel "{name}"@zh .\n' for name in ("一一网", "龥龥网")]
    head = "# 本单位的词表\n" + "".join(f"@prefix {prefix}: <{full}> .\n" for prefix, full in (
        ("c", "https://kg.example/data/concept/"), ("kg", "https://kg.example/ns#"), ("dct", "http://purl.org/dc/terms/"),
        ("owl", "http://www.w3.org/2002/07/owl#"), ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"), ("skos", str(SKOS))))
    thesaurus.write_text("\n".join([head, *blocks]), encoding="utf-8", newline="\n")
    kg("terms", "accept", first, "-p", str(project))
    kg("build", "-o", str(project))
    assert kg("terms", "promote", str(thesaurus), "-p", str(project)).returncode == 0
    text = thesaurus.read_text(encoding="utf-8")
    assert text.startswith(f"{head}\n{blocks[0]}\nc:{iri.slug(first)} a skos:Concept ;\n")
    assert text.endswith(f" .\n\n{blocks[1]}")


def test_an_export_edited_by_another_tool_is_read_again_with_its_iris(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "词表.ttl"
    assert kg("export", "-f", "skos", "-o", str(file), "-p", str(project)).returncode == 0
    assert load([file], shipped=False).terms == load().terms  # what was discovered stays discovery's
    graph = Graph().parse(file)
    divide = URIRef(iri.concept("数字鸿沟"))
    graph.add((divide, SKOS.altLabel, Literal("数字裂谷", "zh")))
    added = URIRef("https://example.org/词表#42")
    graph.add((added, RDF.type, SKOS.Concept))
    graph.add((added, SKOS.prefLabel, Literal("数字裂痕", "zh")))
    graph.serialize(file, format="turtle")
    edited = {term.iri: term for term in load([file], shipped=False).terms}
    shipped = {term.iri: term for term in load().terms}
    assert edited.keys() == shipped.keys() | {str(added)}
    assert {name for name in shipped if edited[name] != shipped[name]} == {str(divide)}
    assert ("数字裂谷", "alt", "zh") in edited[str(divide)].labels


def test_an_export_holds_no_weight(project: Path, tmp_path: Path) -> None:
    kg("export", "-f", "skos", "-o", str(tmp_path / "x.ttl"), "-p", str(project))
    predicates = {str(predicate).rpartition("/")[2] for _, predicate, _ in Graph().parse(tmp_path / "x.ttl")}
    assert not {name for name in predicates if any(word in name for word in ("sentences", "mentions", "documents", "score", "g2"))}


@pytest.mark.parametrize(("args", "error", "hint"), [
    (["accept", "数字红沟"], "no concept 数字红沟", "nearest: 数字鸿沟"),
    (["rejct", "数字鸿沟"], "no command kg terms rejct", "kg terms reject"),
    (["merge", "数字鸿沟", "digital divide"], "one concept already", "needs two"),
    (["rename", "数字鸿沟", "网络强国"], "网络强国 is a name of 网络强国", "kg terms merge 数字鸿沟 网络强国"),
    (["rename", "数字鸿沟", "沟"], "fewer than two letters", "nothing was decided"),
    (["undo", "数字鸿沟"], "nothing was decided about 数字鸿沟", "kg terms decisions"),
    (["promote", "x.ttl"], "nothing to promote", "kg terms accept"),
    (["promote", "x.csv"], "x.csv: a thesaurus is written as Turtle", "kg terms promote FILE.ttl"),
    (["broader", "数字鸿沟", "数字鸿沟"], "cannot be broader than itself", "every A is a B")])
def test_an_error_says_what_to_do(built: Path, args: list[str], error: str, hint: str) -> None:
    ran = kg("terms", *args, "-p", str(built))
    assert ran.returncode in {1, 2}
    assert error in ran.stderr.splitlines()[0]
    assert hint in ran.stderr
    assert not (built / decisions.FILE).exists()


def test_proposals_name_two_concepts_and_are_not_done_unasked(project: Path) -> None:
    found = rows(kg("terms", "proposals", "-n", "0", "-p", str(project)).stdout)
    assert {row["decision"] for row in found} <= {"merge", "broader"}
    assert all(str(row["concept"]).endswith(str(row["value"])) for row in found if row["decision"] == "broader")
    assert not (project / decisions.FILE).exists()


def test_an_english_label_is_a_name_as_good_as_any(project: Path) -> None:
    english, chinese = (kg("related", name, "-p", str(project)) for name in ("digital divide", "数字鸿沟"))
    assert english.stdout == chinese.stdout != ""
    assert all("en" in row for row in rows(english.stdout))


def test_a_renamed_concept_is_the_same_by_either_name(project: Path) -> None:
    one, other = names(project)[:2]
    where = ("-p", str(project))
    kg("terms", "rename", one, f"{one}新名", *where)
    kg("terms", "broader", f"{one}新名", other, *where)
    refused = kg("terms", "broader", other, one, *where)
    assert (refused.returncode, refused.stderr.split("\n")[0]) == (2, f"error: {other} is broader than {one}新名 already")
    kg("terms", "rename", one, f"{one}又名", *where)
    assert kg("terms", "categorise", one, "data", *where).returncode == 0
    assert [row["concept"] for row in rows(kg("terms", "decisions", *where, "-n", "0").stdout) if row["action"] == "categorise"] == [f"{one}又名"]


def test_decisions_that_are_all_taken_back_leave_nothing(project: Path, built: Path) -> None:
    one = names(project)[0]
    kg("terms", "accept", one, "-p", str(project))
    kg("terms", "undo", one, "-p", str(project))
    assert "all obeyed" in kg("terms", "decisions", "-p", str(project)).stderr
    assert kg("build", "-o", str(project)).returncode == 0
    assert [name for name in OUTPUTS if (project / name).read_bytes() != (built / name).read_bytes()] == []


@pytest.mark.parametrize("answer", [("-f", "tsv", "--columns", "concept"), ("-f", "tsv", "--columns", "score,concept"), ("-f", "jsonl")])
def test_an_answer_is_what_verbs_read_from_stdin(project: Path, answer: tuple[str, ...]) -> None:
    where = ("-p", str(project))
    found = names(project)[:3]
    kg("terms", "accept", "-", *where, stdin=kg("terms", "list", *where, "-n", "3", *answer).stdout)
    assert [row["concept"] for row in rows(kg("terms", "decisions", *where).stdout)] == sorted(found)
