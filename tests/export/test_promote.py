"""What is promoted into a folder: files that get or lose a concept change, and decisions that no thesaurus can say stay."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg import iri
from kg.export.promote import promote
from kg.lexicon.decisions import Decision, write
from kg.lexicon.load import load
from kg.store import Store

HARBOUR, BAY, GONE, WORD = "龥江算力港", "龥山数据湾", "龥水数据港", "龥江港区"
MADE = [
    Decision("categorise", HARBOUR, "technology", iri.concept(HARBOUR)), Decision("merge", GONE, HARBOUR, iri.concept(GONE)),
    Decision("merge", WORD, HARBOUR), Decision("reject", BAY, "", iri.concept(BAY))]
HEAD = """@prefix c: <https://kg.example/data/concept/> .
@prefix kg: <https://kg.example/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def concept(label: str, category: str) -> str:
    return f'\nc:{label} a skos:Concept ;\n    skos:inScheme <http://a.example/scheme> ;\n    skos:prefLabel "{label}"@zh ;\n    kg:category kg:{category} .\n'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("promote")
    (folder / "文.txt").write_text(f"{HARBOUR}和{GONE}为{BAY}提供支撑。\n{WORD}就是{HARBOUR}，{GONE}也是。\n", "utf-8")
    write(folder / "定.tsv", MADE)
    kg.build([folder / "文.txt"], folder / "项目", decisions=folder / "定.tsv")
    return folder / "项目"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for category, label in (("data", "一种数据"), ("technology", "一种技术"), ("economy", HARBOUR)):
        (tmp_path / f"{category}.ttl").write_text(HEAD + concept(label, category), "utf-8", newline="\n")
    (tmp_path / "data.ttl").write_text(HEAD + concept("一种数据", "data") + "\n", "utf-8", newline="\n")  # an empty line more than kg writes
    return tmp_path


def test_only_files_that_get_or_lose_a_concept_are_written(project: Path, place: Path) -> None:
    before = (place / "data.ttl").read_bytes()
    with Store(project) as store:
        files = promote(store, MADE, place).files
    assert [file.name for file in files] == ["economy.ttl", "technology.ttl"]
    assert (place / "data.ttl").read_bytes() == before
    assert (place / "economy.ttl").read_text("utf-8") == HEAD
    assert {term.label: term.category for term in load([place], shipped=False).terms} == {"一种数据": "data", "一种技术": "technology", HARBOUR: "technology"}


def test_a_file_gets_the_prefixes_that_new_blocks_use_and_no_others(project: Path, place: Path) -> None:
    with Store(project) as store:
        promote(store, MADE, place)
    text = (place / "technology.ttl").read_text("utf-8")
    added = "@prefix dct: <http://purl.org/dc/terms/> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    assert text.startswith(HEAD + added + concept("一种技术", "technology"))
    assert f"c:{GONE} owl:deprecated true ;\n    dct:isReplacedBy c:{HARBOUR} ." in text


def test_rejections_and_merges_of_a_form_alone_stay_decisions(project: Path, place: Path) -> None:
    with Store(project) as store:
        promoted = promote(store, MADE, place)
    assert promoted.labels == [HARBOUR]
    assert promoted.left == [Decision("merge", WORD, HARBOUR), Decision("reject", BAY, "", iri.concept(BAY))]
