"""kg check as users run it: 0 where all is well, 1 where something is not, each fault with its place."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from kg import resources
from kg.rdf import ntriples, turtle
from kg.store import Store
from kg.store.reader import FILE
from tests.cli.conftest import Ran


@pytest.fixture
def copy(project: Path, tmp_path: Path) -> Path:
    shutil.copyfile(project / FILE, tmp_path / FILE)
    with Store(tmp_path) as store:
        turtle.write(store, tmp_path / "graph.ttl")
    return tmp_path


def test_a_sound_project_has_no_fault(kg: Ran, copy: Path) -> None:
    ran = kg("check", "-p", str(copy))
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "8 concepts" in ran.stderr
    assert "no fault" in ran.stderr


def test_a_project_without_its_graph_is_at_fault(kg: Ran, copy: Path) -> None:
    (copy / "graph.ttl").unlink()
    ran = kg("check", "-p", str(copy), "-f", "jsonl")
    (row,) = map(json.loads, ran.stdout.splitlines())
    assert (ran.returncode, row["rule"], ran.stderr) == (1, "missing", "kg.sqlite: 1 fault\n")


def test_a_changed_count_and_a_changed_graph_are_both_found(kg: Ran, copy: Path) -> None:
    with sqlite3.connect(copy / FILE) as db:
        db.execute("UPDATE pair SET sentences = sentences + 1 WHERE a = (SELECT id FROM concept WHERE label = '数字中国')")
    db.close()
    graph = copy / "graph.ttl"
    text = graph.read_text(encoding="utf-8")
    graph.write_text(text.replace('skos:prefLabel "数字鸿沟"@zh', 'skos:prefLabel "数字\u200b鸿沟"@zh'), "utf-8")
    ran = kg("check", "-p", str(copy), "-f", "jsonl")
    assert ran.returncode == 1
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert {(Path(row["file"]).name, row["rule"]) for row in rows} >= {(FILE, "pair-counts"), (FILE, "pair-turned"), ("graph.ttl", "text")}
    (row,) = (row for row in rows if row["rule"] == "text")
    assert text.splitlines()[row["line"] - 1].strip().startswith('skos:prefLabel "数字鸿沟"')
    assert "faults" in ran.stderr


def test_files_and_folders_are_checked_by_what_they_are(kg: Ran, copy: Path) -> None:
    assert kg("check", str(resources.ontology() / "thesaurus")).returncode == 0
    assert "statements of a graph" in kg("check", str(copy / "graph.ttl")).stderr
    (copy / "词表.ttl").write_text(
        '@prefix c: <urn:c:> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\nc:甲 a skos:Concept ;\n    skos:prefLabel "甲方"@zh ;\n    skos:broader c:甲 .\n', "utf-8")
    ran = kg("check", str(copy / "词表.ttl"), "-f", "csv")
    assert ran.returncode == 1
    assert "词表.ttl" in ran.stdout


def test_what_a_build_would_pass_over_in_a_thesaurus_is_said(kg: Ran, tmp_path: Path) -> None:
    head = "@prefix c: <urn:c:> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n"
    (tmp_path / "甲.ttl").write_text(f'{head}c:甲 a skos:Concept ;\n    skos:prefLabel "数字沙洲"@zh , "sable"@fr ;\n    skos:altLabel "数字沙嘴"@zh .\n', "utf-8")
    (tmp_path / "乙.ttl").write_text(f'{head}c:乙 a skos:Concept ;\n    skos:prefLabel "数字沙丘"@zh ;\n    skos:altLabel "数字沙嘴"@zh .\n', "utf-8")
    ran = kg("check", str(tmp_path / "甲.ttl"))
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "labels in fr are passed over" in ran.stderr
    several = kg("check", str(tmp_path)).stderr
    assert "labels in fr" in several
    assert "数字沙嘴 is a name of 数字沙洲, no longer of 数字沙丘" in several


def test_a_file_that_is_not_there_is_named(kg: Ran) -> None:
    ran = kg("check", "没有.ttl")
    assert ran.returncode == 2
    assert "没有.ttl" in ran.stderr


def test_graphs_given_together_are_checked_each_by_itself(kg: Ran, copy: Path) -> None:
    other, turned = copy / "其二.ttl", copy / "倒.nt"
    with Store(copy) as store:
        turtle.write(store, other, max_pairs=2, base="https://例.cn/图/")
        ntriples.write(store, turned)
    # other programs write statements in an order of their own: the dataset need not come first
    turned.write_text("".join(reversed(turned.read_text("utf-8").splitlines(keepends=True))), "utf-8")
    thesaurus = resources.thesaurus_files()
    ran = kg("check", str(copy / "graph.ttl"), str(other), str(turned), *map(str, thesaurus))
    assert (ran.returncode, ran.stdout) == (0, "")
    assert f"of 3 graphs; {len(thesaurus)} thesaurus files: no fault" in ran.stderr
    other.write_text(other.read_text("utf-8").replace("kg:pairs 2", "kg:pairs 3"), "utf-8")
    ran = kg("check", str(copy / "graph.ttl"), str(other), "-f", "jsonl")
    assert [(Path(row["file"]), row["rule"]) for row in map(json.loads, ran.stdout.splitlines())] == [(other, "pairs")]
