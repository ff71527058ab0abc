"""The shipped SHACL shapes as SPARQL queries: each constraint one question, asked once for all nodes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg import resources
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

SH = "http://www.w3.org/ns/shacl#"
SHAPES = "https://kg.example/shapes#"
_NUMBERS = (f"{PREFIXES['xsd']}integer", f"{PREFIXES['xsd']}decimal")
_TESTS = {
    "minInclusive": "!(?value >= {0})", "maxInclusive": "!(?value <= {0})", "pattern": "!REGEX(STR(?value), {0})", "maxLength": "STRLEN(STR(?value)) > {0}"}
_JOINED = {"unlinked"}
"""Conditions whose NOT EXISTS holds the variables of the row alone, with no filter on others."""

_KINDS = {f"{SH}IRI": "isIRI", f"{SH}Literal": "isLiteral"}
_COUNTED = "SELECT ?this WHERE {{ {{ SELECT ?this (COUNT(?v) AS ?found) WHERE {{ ?this a {0} OPTIONAL {{ ?this {1} ?v }} }} GROUP BY ?this }} FILTER({2}) }}"


class Rule(NamedTuple):
    """A condition: ``query`` selects ?this and, where there is one, ?value that break it. ``text`` and ``zh`` say what should hold."""

    name: str
    text: str
    zh: str
    query: str


class _Shapes:
    """The triples of the shapes, by subject and SHACL property."""

    def __init__(self) -> None:
        import pyoxigraph

        self.values: dict[tuple[str, str], list[pyoxigraph.NamedNode | pyoxigraph.Literal]] = {}
        for triple in pyoxigraph.parse(path=str(resources.ontology() / "shapes.ttl")):
            name = triple.predicate.value.removeprefix(SH)
            self.values.setdefault((str(triple.subject.value), name), []).append(triple.object)

    def of(self, subject: str, name: str) -> list[pyoxigraph.NamedNode | pyoxigraph.Literal]:
        return self.values.get((subject, name), [])

    def message(self, subject: str, tag: str) -> str:
        return next(text.value for text in self.of(subject, "message") if getattr(text, "language", "") == tag)


@cache
def rules() -> list[Rule]:
    """Return all conditions of ``ontology/shapes.ttl``, by name."""
    shapes = _Shapes()
    found: list[Rule] = []
    for shape, name in sorted(shapes.values):
        if name == "targetClass":
            target = str(shapes.of(shape, "targetClass")[0])
            found += [_rule(shapes, part.value, shapes.of(part.value, "select")[0].value) for part in shapes.of(shape, "sparql")]
            for part in shapes.of(shape, "property"):
                found += [_rule(shapes, part.value, query) for query in _property(shapes, part.value, target)]
    return sorted(found)


def _rule(shapes: _Shapes, iri: str, query: str) -> Rule:
    name = iri.removeprefix(SHAPES)
    if name in _JOINED:
        # SHACL knows no MINUS, but Oxigraph joins it once, where it evaluates NOT EXISTS anew for each row
        query = query.replace("FILTER NOT EXISTS", "MINUS")
    return Rule(name, shapes.message(iri, "en"), shapes.message(iri, "zh"), query)


def _property(shapes: _Shapes, iri: str, target: str) -> list[str]:
    """Return few queries for all constraints on the values of a property: each looks at all its values."""
    path = str(shapes.of(iri, "path")[0])
    values = f"?this a {target} ; {path} ?value "
    # an error in one part is no matter where another is true, as it is for a text that should be a number
    tests = [_TESTS[name].format(bound) for name in _TESTS for bound in shapes.of(iri, name)]
    for datatype in shapes.of(iri, "datatype"):
        # an ill-typed number is none
        number = " || !isNumeric(?value)" if datatype.value in _NUMBERS else ""
        tests.append(f"!isLiteral(?value) || DATATYPE(?value) != {datatype}{number}")
    tests += [f"!{_KINDS[kind.value]}(?value)" for kind in shapes.of(iri, "nodeKind")]
    found = [f"SELECT ?this ?value WHERE {{ {values}FILTER({' || '.join(tests)}) }}"] if tests else []
    found += [f"SELECT ?this ?value WHERE {{ {values}FILTER NOT EXISTS {{ ?value a {kind} }} }}" for kind in shapes.of(iri, "class")]
    counts = [f"?found {sign} {bound}" for name, sign in (("minCount", "<"), ("maxCount", ">")) for bound in shapes.of(iri, name)]
    found += [_COUNTED.format(target, path, " || ".join(counts))] if counts else []
    if shapes.of(iri, "uniqueLang"):
        found.append(f"SELECT ?this ?value WHERE {{ {values}; {path} ?other FILTER(LANG(?value) = LANG(?other) && STR(?other) < STR(?value)) }}")
    return found
