"""All syntaxes hold the same statements, in words that the vocabulary explains."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg import iri, resources
from kg.analysis.related import related
from kg.analysis.resolve import concept
from kg.rdf import jsonld, ntriples, turtle
from kg.rdf.check import check
from kg.rdf.terms import PREFIXES
from kg.rdf.turtle import SPACES
from kg.store import Store
from kg.store.limits import set_thresholds
from kg.store.selection import Selection, restrict
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


def test_the_guide_names_every_prefix_and_its_query_needs_no_other(graph: Path) -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "rdf.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| `(\w+):` \| `(http.*)` \|$", text, re.MULTILINE)) == PREFIXES | {prefix: iri.BASE + path for path, prefix in SPACES.items()}
    (query,) = re.findall(r"```sparql\n([^`]*)```", text)
    store = pyoxigraph.Store()
    store.bulk_load(path=str(graph))
    solutions = store.query(query)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    with Store(graph.parent) as project:
        expected = [row.concept for row in related(project, concept(project, "网络强国"), by="g2", limit=0)]
    assert [row["label"].value for row in solutions] == expected
    assert expected


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


RUN = "SELECT ?run ?options ?selection { ?run a prov:Activity ; kg:options ?options OPTIONAL { ?run kg:selection ?selection } }"


def said(file: Path) -> tuple[str, dict[str, str], dict[str, object]]:
    """Return the run of a graph without fault, its options and its selection."""
    assert check([file]).faults == []
    ((run, options, selection),) = rdflib.Graph().parse(file).query(RUN)  # type: ignore[misc]  # a row of SELECT
    return str(run).rpartition("/")[2], json.loads(str(options)), json.loads(str(selection or "{}"))


def test_a_file_of_a_part_says_what_was_chosen_and_has_a_run_of_its_own(project: Path, graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    runs = []
    for selection, least, most, expected in (
            (Selection(), None, 9, {}),
            (Selection(since="2024"), None, 9, {"since": "2024"}),
            (Selection(documents=("文章/一",), within=Selection(until="2024-01")), None, 9, {"documents": ["文章/一"], "within": {"until": "2024-01"}}),
            (Selection(), 2, 9, {"min_sentences": 2}),
            (Selection(), None, 2, {"max_pairs": 2})):
        with Store(project) as store:
            restrict(store, selection)
            set_thresholds(store, least, None)
            turtle.write(store, file, max_pairs=most)
        run, _, chosen = said(file)
        assert chosen == expected
        runs.append(run)
    assert len(set(runs)) == len(runs)
    assert runs[0] == said(graph)[0]


def test_a_base_of_a_file_is_among_its_options_and_no_space_of_iris_that_lie_elsewhere(project: Path, graph: Path, tmp_path: Path) -> None:
    base = "https://例.cn/图/"
    with Store(project) as store:
        turtle.write(store, tmp_path / "a.ttl", base=base)
    assert said(tmp_path / "a.ttl")[1] == {"base": base}
    assert said(graph)[1] == {}
    # concepts of the thesaurus keep their IRIs
    assert "uriSpace" not in (tmp_path / "a.ttl").read_text("utf-8")
    data = rdflib.Graph().parse(graph)
    (space,) = data.objects(None, rdflib.VOID.uriSpace)
    assert all(str(concept).startswith(str(space)) for concept in data.subjects(rdflib.RDF.type, rdflib.SKOS.Concept))


def test_a_file_without_evidence_says_that_none_is_the_limit(project: Path, tmp_path: Path) -> None:
    with Store(project) as store:
        turtle.write(store, tmp_path / "a.ttl", evidence="none")
    said(tmp_path / "a.ttl")
    assert "kg:maxEvidence 0 ." in (tmp_path / "a.ttl").read_text("utf-8")


def test_a_scheme_of_an_export_is_described_and_licensed_as_the_shipped_thesaurus(graph: Path) -> None:
    scheme = rdflib.URIRef("https://kg.example/data/scheme/policy")
    (file,) = [file for file in resources.thesaurus_files() if file.name == "scheme.ttl"]
    shipped, data = rdflib.Graph().parse(file), rdflib.Graph().parse(graph)
    for name in (rdflib.SKOS.prefLabel, rdflib.RDFS.label, rdflib.DCTERMS.title, rdflib.DCTERMS.description, rdflib.DCTERMS.license):
        said = set(data.objects(scheme, name))
        assert said == set(shipped.objects(scheme, name))
        assert said
    assert set(data.objects(rdflib.URIRef("https://kg.example/data/scheme/discovered"), rdflib.DCTERMS.license)) == set()
