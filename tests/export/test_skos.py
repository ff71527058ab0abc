"""Schemes of a thesaurus that is exported or promoted."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

import kg
from kg import iri
from kg.export.promote import promote
from kg.export.skos import write
from kg.lexicon.decisions import ACCEPT, Decision
from kg.store import Store

OWN, SHIPPED, NEW = "龥江算力港", "网络强国", "龥山数据湾"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("skos")
    (folder / "词.csv").write_text(f"label,category\n{OWN},technology\n", "utf-8")
    (folder / "文.txt").write_text(f"{OWN}为{SHIPPED}和{NEW}建设提供支撑。\n各地要把{SHIPPED}、{NEW}和{OWN}放在一起谋划。\n", "utf-8")
    (folder / "定.tsv").write_text(f"action\tconcept\tvalue\tiri\naccept\t{NEW}\t\t{iri.concept(NEW)}\n", "utf-8")
    kg.build([folder / "文.txt"], folder / "项目", thesaurus=[folder / "词.csv"], decisions=folder / "定.tsv")
    return folder / "项目"


def schemes(file: Path) -> dict[str, str]:
    graph = rdflib.Graph().parse(file)
    return {str(graph.value(concept, rdflib.SKOS.prefLabel)): str(scheme) for concept, scheme in graph.subject_objects(rdflib.SKOS.inScheme)}


def test_an_export_says_whose_a_concept_is_whatever_its_iri_begins_with(project: Path, tmp_path: Path) -> None:
    with Store(project) as store:
        write(store, tmp_path / "词表.ttl")
    graph, said = rdflib.Graph().parse(tmp_path / "词表.ttl"), schemes(tmp_path / "词表.ttl")
    assert said[OWN] == said[NEW] == f"{iri.BASE}scheme/thesaurus"
    assert (rdflib.URIRef(iri.concept(SHIPPED)), rdflib.SKOS.inScheme, rdflib.URIRef(f"{iri.BASE}scheme/policy")) in graph
    assert {str(scheme) for scheme in graph.subjects(rdflib.RDF.type, rdflib.SKOS.ConceptScheme)} == set(said.values())


def test_promoted_concepts_join_the_scheme_of_the_file_or_make_one_of_the_user(project: Path, tmp_path: Path) -> None:
    made = [Decision(ACCEPT, NEW, "", iri.concept(NEW))]
    with Store(project) as store:
        promote(store, made, tmp_path / "新.ttl")
        assert schemes(tmp_path / "新.ttl") == {NEW: f"{iri.BASE}scheme/thesaurus"}
        old = (tmp_path / "新.ttl").read_text(encoding="utf-8").replace("scheme/thesaurus", "scheme/本单位").replace(NEW, "一一算力岛")
        (tmp_path / "旧.ttl").write_text(old, encoding="utf-8", newline="\n")
        promote(store, made, tmp_path / "旧.ttl")
    assert schemes(tmp_path / "旧.ttl") == dict.fromkeys(("一一算力岛", NEW), f"{iri.BASE}scheme/本单位")
