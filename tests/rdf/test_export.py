"""All syntaxes hold the same statements, in words that the vocabulary explains."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg import resources
from kg.analysis.resolve import concept
from kg.rdf import jsonld, ntriples, turtle
from kg.store import Store
from tests.rdf.conftest import OLD

NS = "https://kg.example/ns#"


def statements(file: Path) -> set[str]:
    return {str(quad.triple) for quad in pyoxigraph.parse(path=str(file))}


def canonical(file: Path, form: str) -> set[tuple[str, ...]]:
    graph = rdflib.Graph().parse(file, format=form)
    return {tuple(term.n3() for term in triple) for triple in graph}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib itself, in its reader of JSON-LD
@pytest.mark.parametrize("evidence", ["none", "ids", "text"])
def test_the_three_syntaxes_hold_the_same_statements(project: Path, tmp_path: Path, evidence: str) -> None:
    with Store(project) as store:
        for form, module in (("ttl", turtle), ("nt", ntriples), ("jsonld", jsonld)):
            module.write(store, tmp_path / f"a.{form}", evidence=evidence, base="https://例.cn/图/" if evidence == "ids" else "https://kg.example/data/")
    whole = statements(tmp_path / "a.nt")
    assert statements(tmp_path / "a.ttl") == whole
    lines = (tmp_path / "a.nt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines)) == len(whole)
    assert canonical(tmp_path / "a.ttl", "turtle") == canonical(tmp_path / "a.nt", "nt") == canonical(tmp_path / "a.jsonld", "json-ld")
    assert any("void#triples" in line and f'"{len(whole)}"' in line for line in lines)


def test_every_term_that_is_written_is_explained_in_both_languages(graph: Path) -> None:
    vocabulary = rdflib.Graph().parse(resources.ontology() / "kg.ttl")
    used = {term for triple in rdflib.Graph().parse(graph) for term in triple if isinstance(term, rdflib.URIRef) and term.startswith(NS) and term != NS}
    assert len(used) > 30
    defined = set(vocabulary.subjects(rdflib.RDF.type, None))
    assert not used - defined
    assert not [term for triple in vocabulary for term in triple if isinstance(term, rdflib.BNode)]
    for term in defined - {rdflib.URIRef(NS)}:
        for said in (rdflib.RDFS.label, rdflib.RDFS.comment):
            assert {str(getattr(text, "language", "")) for text in vocabulary.objects(term, said)} == {"zh", "en"}, term


def test_the_guide_names_every_class_and_property() -> None:
    vocabulary = rdflib.Graph().parse(resources.ontology() / "kg.ttl")
    text = (Path(__file__).resolve().parents[2] / "docs" / "rdf.md").read_text(encoding="utf-8")
    for kind in (rdflib.OWL.Class, rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty):
        for term in vocabulary.subjects(rdflib.RDF.type, kind):
            assert f"`kg:{str(term).removeprefix(NS)}`" in text


def test_the_python_of_the_guide_loads_a_graph(graph: Path, tmp_path: Path) -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "rdf.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n([^`]*)```", text)
    shutil.copyfile(graph, tmp_path / "all.ttl")
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)


def test_categories_are_concepts_of_a_scheme() -> None:
    vocabulary = rdflib.Graph().parse(resources.ontology() / "kg.ttl")
    categories = set(vocabulary.subjects(rdflib.RDF.type, rdflib.URIRef(f"{NS}Category")))
    assert len(categories) == 10
    assert set(vocabulary.subjects(rdflib.SKOS.inScheme, rdflib.URIRef(f"{NS}categories"))) == categories


def test_an_iri_out_of_use_leads_to_the_one_in_its_place(project: Path, graph: Path) -> None:
    data = rdflib.Graph().parse(graph)
    assert (rdflib.URIRef(OLD), rdflib.OWL.deprecated, rdflib.Literal(lexical_or_value=True)) in data
    assert (rdflib.URIRef(OLD), rdflib.DCTERMS.isReplacedBy, rdflib.URIRef("https://kg.example/data/concept/数字中国")) in data
    with Store(project) as store:
        assert concept(store, OLD).label == "数字中国"
