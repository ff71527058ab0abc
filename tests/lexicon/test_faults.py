"""Faults of thesaurus files: each planted one is named with its line; the shipped thesaurus has none, by kg, by SHACL, by SKOS."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kg import resources
from kg.errors import KgError
from kg.lexicon.load import check, load

HEAD = """@prefix c: <https://kg.example/data/concept/> .
@prefix kg: <https://kg.example/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

c:甲网 a skos:Concept ;
    skos:prefLabel "甲网"@zh , "net A"@en ;
    skos:altLabel "甲字网"@zh ;
    kg:category kg:data .

c:乙网 a skos:Concept ;
    skos:prefLabel "乙网"@zh ;
    skos:broader c:甲网 ;
    kg:category kg:data .

c:丙网 a skos:Concept ;
"""
LINE = HEAD.count("\n") + 1
"""Where the planted statement stands: the second line of the third concept."""

GOOD = 'skos:prefLabel "丙网"@zh'
PLANTED = [
    ('skos:altLabel "无首选名"@zh', "has no preferred label", -1),
    (GOOD + ' ;\n    skos:prefLabel "丙网号"@zh', "second preferred label in zh", 1),
    (GOOD + ' ;\n    skos:altLabel "丙网"@zh', "SKOS S13", 1),
    (GOOD + ' ;\n    skos:altLabel "丙一"@zh ;\n    skos:hiddenLabel "丙一"@zh', "SKOS S13", 2),
    (GOOD + ' ;\n    skos:altLabel "甲网"@zh', "is a label of 甲网 already", 1),
    (GOOD + ' ;\n    skos:altLabel "ＮＥＴ　Ａ"@en', "is a label of 甲网 already", 1),
    (GOOD + " ;\n    a skos:ConceptScheme", "SKOS S9", 1),
    (GOOD + " ;\n    a skos:Collection", "SKOS S37", 1),
    (GOOD + ' ;\n    skos:scopeNote "réseau"@fr', "kg knows zh and en", 1),
    ('skos:prefLabel "net C"@en', "net C has no preferred label in Chinese", 0),
    (GOOD + ' ;\n    skos:prefLabel "net C"@en-GB ;\n    skos:prefLabel "net no. C"@en-GB', "second preferred label in en", 2),
    (GOOD + ' ;\n    skos:altLabel ""@zh', "an empty altLabel", 1),
    (GOOD + ' ;\n    skos:altLabel " 丙"@zh', "begins or ends with a space", 1),
    (GOOD + ' ;\n    skos:altLabel "丙\u200b丁"@zh', "altLabel 丙\\u200b丁 has an invisible character", 1),
    (GOOD + ' ;\n    skos:altLabel "丙\\u0007丁"@zh', "a control character", 1),
    (GOOD + ' ;\n    skos:altLabel "丙\\u3000丁"@zh', "an unusual space", 1),
    (GOOD + ' ;\n    skos:altLabel "cafe\u0301网"@zh', "Unicode form NFC", 1),
    (GOOD + f' ;\n    skos:altLabel "{"长" * 201}"@zh', "at most 200", 1),
    (GOOD + f' ;\n    skos:scopeNote "{"注" * 2001}"@zh', "at most 2,000", 1),
    (GOOD + ' ;\n    skos:altLabel "丙"@zh', "fewer than two letters", 1),
    (GOOD + " ;\n    skos:altLabel c:甲网", "not a text", 1),
    (GOOD + " ;\n    kg:category kg:physics", "unknown category", 1),
    (GOOD + ' ;\n    kg:category "datum"', "unknown category", 1),
    (GOOD + " ;\n    kg:category kg:data ;\n    kg:category kg:law", "second category", 2),
    (GOOD + ' ;\n    kg:guard "丁网"@zh', "the guard 丁网 of 丙网 is not a longer word", 1),
    (GOOD + " ;\n    skos:exactMatch <http://x.example/1> ;\n    skos:broadMatch <http://x.example/1>", "SKOS S46", 2),
    (GOOD + " ;\n    skos:broader c:无此", "is in no thesaurus", 1),
    (GOOD + " ;\n    skos:narrower c:无此", "is in no thesaurus", 1),
    (GOOD + ' ;\n    skos:broader "甲网"@zh', "is a text, not a concept", 1),
    (GOOD + " ;\n    skos:broader c:丙网", "broader than itself", 1),
    (GOOD + ' ;\n    skos:broader c:丁网 .\nc:丁网 a skos:Concept ;\n    skos:prefLabel "丁网"@zh ;\n    skos:broader c:丙网', "in a circle", 4),
    (GOOD + " ;\n    skos:related c:丙网", "related to itself", 1),
    (GOOD + " ;\n    skos:broader c:乙网 ;\n    skos:related c:甲网", "SKOS S27", 2),
    ('skos:prefLabel "丙网"@zh .\n[] a skos:Concept ;\n    skos:prefLabel "无名网"@zh', "a blank node", 1),
    ('skos:prefLabel "丙网@zh', "not valid Turtle", 0),
]


@pytest.mark.parametrize(("statements", "what", "below"), PLANTED, ids=[what + str(number) for number, (_, what, _) in enumerate(PLANTED)])
def test_a_planted_fault_is_named_with_its_line(tmp_path: Path, statements: str, what: str, below: int) -> None:
    file = tmp_path / "词表.ttl"
    file.write_text(f"{HEAD}    {statements} .\n", encoding="utf-8", newline="\n")
    with pytest.raises(KgError) as error:
        load([file], shipped=False)
    found = [line for line in str(error.value).split("\n")[1:] if what in line]
    assert found
    assert f"{file}:{LINE + below}: " in found[0]


def test_at_least_25_faults_are_planted() -> None:
    assert len(PLANTED) >= 25


def test_a_file_without_the_planted_fault_has_none(tmp_path: Path) -> None:
    file = tmp_path / "词表.ttl"
    file.write_text(f"{HEAD}    {GOOD} .\n", encoding="utf-8", newline="\n")
    assert check([file], shipped=False).faults == []


def test_all_faults_of_a_file_are_listed_at_once(tmp_path: Path) -> None:
    file = tmp_path / "词表.ttl"
    file.write_text(f'{HEAD}    {GOOD} ;\n    skos:altLabel ""@zh ;\n    kg:category kg:physics ;\n    skos:broader c:无此 .\n', encoding="utf-8", newline="\n")
    with pytest.raises(KgError, match="3 faults in"):
        load([file], shipped=False)


def test_the_shipped_thesaurus_has_no_fault() -> None:
    assert check([file for file in resources.thesaurus_files() if file.stem != "scheme"], shipped=False).faults == []


S_RULES = {
    "S9": "?c a skos:Concept , skos:ConceptScheme", "S13": "?c skos:prefLabel ?l ; skos:altLabel|skos:hiddenLabel ?l",
    "S13 alt": "?c skos:altLabel ?l ; skos:hiddenLabel ?l", "S14": "?c skos:prefLabel ?l , ?m FILTER(LANG(?l) = LANG(?m) && STR(?l) < STR(?m))",
    "S27": "?c skos:related ?d . ?c (skos:broader|^skos:narrower)+ ?d", "S37": "?c a skos:Concept , skos:Collection",
    "S46": "?c skos:exactMatch|^skos:exactMatch ?d ; skos:broadMatch|skos:relatedMatch|skos:narrowMatch ?d",
    "cycle": "?c skos:broader+ ?c", "dangling": "?c skos:broader ?d FILTER NOT EXISTS { ?d a skos:Concept }",
    "label": "?c a skos:Concept FILTER NOT EXISTS { ?c skos:prefLabel ?l FILTER(LANG(?l) = 'zh') }",
    "scheme": "?c a skos:Concept FILTER NOT EXISTS { ?c skos:inScheme/a skos:ConceptScheme }",
    "category": "?c a skos:Concept FILTER NOT EXISTS { ?c kg:category ?k }",
    "second way": "?c skos:broader ?d . ?c skos:broader ?e . ?e skos:broader+ ?d"}


def test_the_shipped_thesaurus_keeps_the_conditions_of_skos() -> None:
    import pyoxigraph

    store = pyoxigraph.Store()
    for file in resources.thesaurus_files():
        store.load(path=str(file))
    prefixes = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX kg: <https://kg.example/ns#> "
    assert [name for name, pattern in S_RULES.items() if store.query(f"{prefixes}ASK {{ {pattern} }}")] == []


def test_the_shipped_thesaurus_keeps_every_condition_of_the_shapes() -> None:
    from kg.rdf.check import check

    found = check(resources.thesaurus_files())
    assert found.faults == []
    assert found.concepts == len(load().terms)


@pytest.fixture
def prepared_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let rdflib parse a query once: pyshacl asks each once a concept, and nine tenths of its time go into parsing."""
    from rdflib.plugins.sparql import processor
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    queries: dict[str, object] = {}

    def prepared(query: str, base: str | None = None, names: Mapping[str, str] | None = None) -> object:
        if query not in queries:
            queries[query] = translateQuery(parseQuery(query), base, names)
        return queries[query]

    monkeypatch.setattr(processor, "parseQuery", str)
    monkeypatch.setattr(processor, "translateQuery", prepared)


@pytest.mark.usefixtures("prepared_queries")
def test_pyshacl_finds_no_fault_in_the_shipped_thesaurus_and_one_that_is_planted() -> None:
    from pyshacl import validate
    from rdflib import Graph, Literal, URIRef
    from rdflib.namespace import SKOS

    shapes = Graph().parse(resources.ontology() / "shapes.ttl")
    whole = Graph().parse(resources.ontology() / "kg.ttl")
    for file in resources.thesaurus_files():
        whole.parse(file)
    conforms, _, text = validate(whole, shacl_graph=shapes)
    assert conforms, text
    one = URIRef(load().terms[0].iri)
    whole.add((one, SKOS.altLabel, Literal("数字鸿沟", lang="zh")))
    conforms, _, text = validate(whole, shacl_graph=shapes, focus_nodes=[one])
    assert not conforms
    assert "a label belongs to one concept only" in text
