"""What is planted in a graph is found, by kg check and an independent SHACL engine agrees that nothing is there to find."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib

from kg import resources
from kg.rdf import ntriples
from kg.rdf.check import check
from kg.rdf.shapes import rules
from kg.store import Store

C, A = "https://kg.example/data/concept/", "https://kg.example/data/link/"
LINK = f"<{A}数字中国_网络强国>"
ONE, OTHER = f"<{C}数字中国>", f"<{C}网络强国>"
SENTENCE = "?s a kg:Sentence"

PLANTED = {
    "label": f"INSERT DATA {{ {ONE} skos:prefLabel '数智中国'@zh }}",
    "chinese": f"DELETE DATA {{ {ONE} skos:prefLabel '数字中国'@zh }}",
    "S9": f"INSERT DATA {{ {ONE} a skos:ConceptScheme }}",
    "S13": f"INSERT DATA {{ {ONE} skos:altLabel '数字中国'@zh }}",
    "S27": f"INSERT DATA {{ {ONE} skos:broader {OTHER} }}",
    "S37": f"INSERT DATA {{ {ONE} a skos:Collection }}",
    "S46": f"INSERT DATA {{ {ONE} skos:exactMatch {OTHER} ; skos:broadMatch {OTHER} }}",
    "cycle": f"INSERT DATA {{ {ONE} skos:broader {OTHER} . {OTHER} skos:broader {ONE} }}",
    "self": f"INSERT DATA {{ {ONE} skos:related {ONE} }}",
    "text": f"INSERT DATA {{ {ONE} skos:altLabel '数\u200b中'@zh }}",
    "language": f"INSERT DATA {{ {ONE} skos:altLabel 'Chine numérique'@fr }}",
    "literal": f"INSERT DATA {{ {ONE} skos:altLabel {OTHER} }}",
    "shared": f"INSERT DATA {{ {ONE} skos:altLabel '网络强国'@zh }}",
    "dangling": f"INSERT DATA {{ {ONE} skos:broader <{C}无处> }}",
    "transitive": f"INSERT DATA {{ {ONE} skos:broaderTransitive <{C}数据> }}",
    "scheme": f"DELETE WHERE {{ {ONE} skos:inScheme ?o }}",
    "category": f"INSERT DATA {{ {ONE} kg:category kg:law }}",
    "concept-mentions": f"INSERT DATA {{ {ONE} kg:mentions 'many' }}",
    "score": f"INSERT DATA {{ {ONE} kg:score 1.5 }}",
    "counts": f"DELETE {{ {ONE} kg:mentions ?o }} INSERT {{ {ONE} kg:mentions 1 }} WHERE {{ {ONE} kg:mentions ?o }}",
    "seen": f"INSERT DATA {{ {ONE} kg:lastSeen '1999'^^xsd:gYear }}",
    "one-way": f"DELETE DATA {{ {ONE} skos:related {OTHER} }}",
    "unlinked": f"INSERT DATA {{ {ONE} skos:related <{C}网络强国x> }}",
    "ends": f"INSERT DATA {{ {LINK} kg:concept <{C}数据> }}",
    "link-sentences": f"DELETE WHERE {{ {LINK} kg:sentences ?o }}",
    "g2": f"INSERT DATA {{ {LINK} kg:g2 'strong' }}",
    "npmi": f"INSERT DATA {{ {LINK} kg:npmi 2.0 }}",
    "computed": f"DELETE {{ {LINK} kg:jaccard ?o }} INSERT {{ {LINK} kg:jaccard 0.123456 }} WHERE {{ {LINK} kg:jaccard ?o }}",
    "bounds": f"DELETE {{ {LINK} kg:documents ?o }} INSERT {{ {LINK} kg:documents 99 }} WHERE {{ {LINK} kg:documents ?o }}",
    "twice": f"INSERT DATA {{ <{A}x> a kg:CoOccurrence ; kg:concept {ONE} , {OTHER} }}",
    "witness": f"DELETE WHERE {{ ?s kg:names {ONE} }}",
    "in-document": f"DELETE {{ ?s kg:document ?o }} WHERE {{ {SENTENCE} ; kg:document ?o }}",
    "span": f"DELETE {{ ?s kg:end ?o }} INSERT {{ ?s kg:end 900000 }} WHERE {{ {SENTENCE} ; kg:end ?o }}",
    "hash": "INSERT { ?d kg:hash 'ABC' } WHERE { ?d a kg:Document }",
    "date": "INSERT { ?d dct:date 'yesterday' } WHERE { ?d a kg:Document }",
    "pairs": "INSERT { ?d kg:pairs 77 } WHERE { ?d a dcat:Dataset }",
    "run": "DELETE WHERE { ?d prov:wasGeneratedBy ?o }",
    "association": f"INSERT DATA {{ {LINK} kg:association -1.0 }}",
    "concept-documents": f"INSERT DATA {{ {ONE} kg:documents 1 , 3 }}",
    "concept-sentences": f"INSERT DATA {{ {ONE} kg:sentences 1.5 }}",
    "concepts": f"INSERT DATA {{ <{C}又一> a skos:Concept }}",
    "cosine": f"DELETE WHERE {{ {LINK} kg:cosine ?o }}",
    "counted": "INSERT { ?s kg:concept ?d } WHERE { ?s a kg:YearCount . ?d a kg:Document }",
    "document-sentences": "DELETE { ?d kg:sentences ?n } INSERT { ?d kg:sentences 'few' } WHERE { ?d a kg:Document ; kg:sentences ?n }",
    "end": f"DELETE {{ ?s kg:end ?o }} INSERT {{ ?s kg:end 0 }} WHERE {{ {SENTENCE} ; kg:end ?o }}",
    "evidence": f"INSERT DATA {{ {LINK} kg:evidence {ONE} }}",
    "guard": f"INSERT DATA {{ {ONE} kg:guard '中国' }}",
    "in-year": "DELETE { ?s kg:year ?o } INSERT { ?s kg:year 2024 } WHERE { ?s a kg:YearCount ; kg:year ?o }",
    "inclusion": f"INSERT DATA {{ {LINK} kg:inclusion '0.5'^^xsd:double }}",
    "jaccard": f"INSERT DATA {{ {LINK} kg:jaccard <urn:a> }}",
    "key": "INSERT { ?d dct:identifier 'another' } WHERE { ?d a kg:Document }",
    "line": f"DELETE {{ ?s kg:line ?o }} WHERE {{ {SENTENCE} ; kg:line ?o }}",
    "link-documents": f"DELETE {{ {LINK} kg:documents ?o }} INSERT {{ {LINK} kg:documents 0 }} WHERE {{ {LINK} kg:documents ?o }}",
    "names": f"INSERT {{ ?s kg:names <{C}无处> }} WHERE {{ {SENTENCE} }}",
    "scheme-label": "DELETE { ?s skos:prefLabel ?o } WHERE { ?s a skos:ConceptScheme ; skos:prefLabel ?o }",
    "sentence-text": f"INSERT {{ ?s kg:text '{'长' * 2001}' }} WHERE {{ {SENTENCE} }}",
    "start": f"INSERT {{ ?s kg:start -1 }} WHERE {{ {SENTENCE} }}",
    "status": f"INSERT DATA {{ {ONE} kg:status kg:law }}",
    "threshold": "DELETE { ?d kg:minDocuments ?o } INSERT { ?d kg:minDocuments 9 } WHERE { ?d kg:minDocuments ?o }",
    "too-many": "DELETE { ?d kg:maxEvidence ?o } INSERT { ?d kg:maxEvidence 1 } WHERE { ?d kg:maxEvidence ?o }",
    "top": f"INSERT DATA {{ {ONE} skos:broader {OTHER} }}",
    "units": "INSERT { ?d kg:units 3 } WHERE { ?d a dcat:Dataset }",
    "unrelated": f"DELETE DATA {{ {ONE} skos:related {OTHER} . {OTHER} skos:related {ONE} }}",
    "year-sentences": "INSERT { ?s kg:sentences 0 } WHERE { ?s a kg:YearCount }",
    "part": "DELETE { ?d dct:isPartOf ?o } INSERT { ?d dct:isPartOf <urn:x> } WHERE { ?d dct:isPartOf ?o }",
    "year-counts": f"DELETE {{ ?s kg:mentions ?o }} INSERT {{ ?s kg:mentions 99 }} WHERE {{ ?s a kg:YearCount ; kg:concept {ONE} ; kg:mentions ?o }}",
    "year-node": "DELETE WHERE { ?s a kg:Year ; kg:year ?o }",
    "document-count": "DELETE { ?d kg:documents ?o } INSERT { ?d kg:documents 3 } WHERE { ?d a dcat:Dataset ; kg:documents ?o }",
    "unit-sum": "DELETE { ?d kg:units ?o } INSERT { ?d kg:units 7 } WHERE { ?d a dcat:Dataset ; kg:units ?o }",
    "left-out": "DELETE { ?d kg:evidenceLeftOut ?o } INSERT { ?d kg:evidenceLeftOut 9 } WHERE { ?d a dcat:Dataset ; kg:evidenceLeftOut ?o }",
    "whole": f"INSERT DATA {{ {ONE} skos:altLabel '数字中国建设'@zh }}",
    "vocabulary": f"INSERT DATA {{ {ONE} kg:weight 3 }}",
}


def test_what_kg_writes_has_no_fault(graph: Path) -> None:
    checked = check([graph])
    assert checked.faults == []
    assert checked.concepts == 7


def test_a_fault_is_planted_for_every_condition() -> None:
    # what no query sees is counted in Python
    assert {rule.name for rule in rules()} | {"whole", "vocabulary"} == set(PLANTED)


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_fault_is_found(graph: Path, tmp_path: Path, rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = pyoxigraph.Store()
    store.bulk_load(path=str(graph))
    prefixes = "".join(line.removeprefix("@").rstrip(" .\n") + "\n" for line in graph.read_text(encoding="utf-8").splitlines() if line.startswith("@prefix"))
    store.update(prefixes + PLANTED[rule])
    store.dump(str(tmp_path / "faulty.nt"), format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
    checked = check([tmp_path / "faulty.nt"])
    found = [fault for fault in checked.faults if fault.rule == rule]
    assert found
    assert found[0].message
    assert found[0].line > 0
    # a count that shows a condition kept hides nothing
    monkeypatch.setattr("kg.rdf.check.rules", lambda: [one._replace(kept="") for one in rules()])
    assert check([tmp_path / "faulty.nt"]) == checked


def test_a_graph_conforms_for_an_independent_shacl_engine(graph: Path) -> None:
    data = rdflib.Graph().parse(graph)
    assert _faults(data) == ""
    data.add((rdflib.URIRef(f"{A}数字中国_网络强国"), rdflib.URIRef("https://kg.example/ns#concept"), rdflib.URIRef(f"{C}数据")))
    assert "two ends" in _faults(data)


def _faults(data: rdflib.Graph) -> str:
    ontology = resources.ontology()
    shapes = rdflib.Graph().parse(ontology / "shapes.ttl")
    # types alone: with the class hierarchy the categories of the vocabulary would be checked as concepts of the graph, as its scheme would
    for triple in rdflib.Graph().parse(ontology / "kg.ttl").triples((None, rdflib.RDF.type, None)):
        if triple[2] != rdflib.SKOS.ConceptScheme:
            data.add(triple)
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes)
    return "" if conforms else str(text)


def test_what_no_parser_reads_and_nodes_without_a_name_are_found_by_line(tmp_path: Path) -> None:
    good = "<urn:a> <urn:b> <urn:c> .\n"
    for name, data, rule, line in (
            ("bom.ttl", b"\xef\xbb\xbf" + good.encode(), "bom", 1), ("broken.ttl", f"{good}<urn:a> <urn:b> .\n".encode(), "syntax", 2),
            ("blank.ttl", f"{good}_:x <urn:b> <urn:c> .\n".encode(), "blank", 0)):
        (tmp_path / name).write_bytes(data)
        found = check([tmp_path / name])
        assert [(fault.rule, fault.line) for fault in found.faults] == [(rule, line)]
        assert found.triples == {"bom": 1, "syntax": 0, "blank": 2}[rule]


def test_a_file_that_was_cut_has_one_fault(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.ttl").write_bytes(graph.read_bytes()[:-600])
    (fault,) = check([tmp_path / "cut.ttl"]).faults
    assert fault.rule == "syntax"
    assert fault.line > 100


def test_a_measure_that_is_wrong_is_shown_in_its_line(graph: Path, tmp_path: Path) -> None:
    lines = graph.read_text(encoding="utf-8").split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith("    kg:npmi "))
    lines[place] = "    kg:npmi 0.5 ;"
    (tmp_path / "wrong.ttl").write_text("\n".join(lines), encoding="utf-8")
    (fault,) = check([tmp_path / "wrong.ttl"]).faults
    assert (fault.line, fault.rule, fault.value) == (place + 1, "computed", "0.5")


@pytest.mark.parametrize(("value", "datatype", "right"), [
    ("2024-02-29", "date", True), ("2000-02-29", "date", True), ("2023-12", "gYearMonth", True), ("2023", "gYear", True),
    ("2021-13-45", "date", False), ("2021-02-30", "date", False), ("2023-02-29", "date", False), ("1900-02-29", "date", False), ("2021-04-31", "date", False),
    ("2021-00-10", "date", False), ("2021-01-00", "date", False), ("2021-13", "gYearMonth", False), ("2021", "date", False), ("2021-01-01", "gYear", False)])
def test_a_date_is_one_of_the_calendar_and_of_its_type(graph: Path, tmp_path: Path, value: str, datatype: str, right: bool) -> None:
    text = graph.read_text(encoding="utf-8").replace('dct:date "2023-05-01"^^xsd:date', f'dct:date "{value}"^^xsd:{datatype}')
    (tmp_path / "dated.ttl").write_text(text, encoding="utf-8")
    found = [(fault.rule, fault.value) for fault in check([tmp_path / "dated.ttl"]).faults]
    assert found == ([] if right else [("date", value)])


@pytest.mark.parametrize(("subject", "line", "wrong", "rule", "concept"), [
    ("<sentence/文章/一/1>", "    kg:start 0 ;", "    kg:start -1 ;", "start", "sentence/文章/一/1"),
    ("a:数字中国_网络强国", "    kg:documents 2 ;", "    kg:documents 0 ;", "link-documents", "link/数字中国_网络强国"),
    ("<dataset>", "    kg:concepts 7 ;", "    kg:concepts 1 ;", "concepts", "dataset")])
def test_a_fault_is_shown_in_its_statement_and_with_a_name_that_tells(
        graph: Path, tmp_path: Path, subject: str, line: str, wrong: str, rule: str, concept: str) -> None:
    lines = graph.read_text(encoding="utf-8").split("\n")
    place = lines.index(line, next(number for number, text in enumerate(lines) if text.startswith(subject)))
    lines[place] = wrong
    (tmp_path / "wrong.ttl").write_text("\n".join(lines), encoding="utf-8")
    assert (rule, place + 1, concept) in {(fault.rule, fault.line, fault.concept) for fault in check([tmp_path / "wrong.ttl"]).faults}


def test_a_fault_of_n_triples_is_shown_in_the_line_of_its_statement(project: Path, tmp_path: Path) -> None:
    with Store(project) as store:
        ntriples.write(store, tmp_path / "a.nt")
    lines = (tmp_path / "a.nt").read_text(encoding="utf-8").split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith(ONE) and "ns#mentions>" in line)
    lines[place] = re.sub('"[0-9]+"', '"-1"', lines[place])
    (tmp_path / "a.nt").write_text("\n".join(lines), encoding="utf-8")
    assert ("concept-mentions", place + 1, "数字中国") in {(fault.rule, fault.line, fault.concept) for fault in check([tmp_path / "a.nt"]).faults}
