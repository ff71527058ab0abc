"""The shipped SHACL shapes as SPARQL queries: each constraint one question, asked once for all nodes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg import resources
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph

SH = "http://www.w3.org/ns/shacl#"
SHAPES = "https://kg.example/shapes#"
_NUMBERS = (f"{PREFIXES['xsd']}integer", f"{PREFIXES['xsd']}decimal")
_TESTS = {
    "minInclusive": "?value >= {0}", "maxInclusive": "?value <= {0}", "pattern": "REGEX(STR(?value), {0})", "maxLength": "STRLEN(STR(?value)) <= {0}"}
_JOINED = {"dangling", "one-way", "unlinked", "unrelated", "year-node"}
"""Conditions whose NOT EXISTS holds the variables of the row alone, with no filter on others."""

_KINDS = {f"{SH}IRI": "isIRI", f"{SH}Literal": "isLiteral"}
_COUNTED = "SELECT ?this WHERE {{ {{ SELECT ?this (COUNT(?v) AS ?found) WHERE {{ ?this a {0} OPTIONAL {{ ?this {1} ?v }} }} GROUP BY ?this }} FILTER({2}) }}"
_KEPT = """ASK {{ {{ SELECT (COUNT(*) AS ?values) (COUNT(DISTINCT ?this) AS ?nodes) (SUM(IF(COALESCE({2}, false), 1, 0)) AS ?good) WHERE {{ {0}}} }}
  {{ SELECT (COUNT(?node) AS ?all) WHERE {{ ?node a {1} }} }} FILTER({3}) }}"""
_QUICK = {"twice": """ASK { { SELECT (COUNT(*) AS ?links) (COUNT(DISTINCT *) AS ?pairs) WHERE { SELECT ?x ?y WHERE {
  ?link a kg:CoOccurrence ; kg:concept ?x , ?y FILTER(STR(?x) < STR(?y)) } } } FILTER(?links = ?pairs) }"""}
"""Conditions that one count shows to be kept."""


class Rule(NamedTuple):
    """A condition, on values of the property ``path`` where it is on one: ``queries`` select ?this and, where there is one, ?value that break it. ``text`` and ``zh`` say what should hold.

    Where ``kept``, a quick ASK, is true, the queries have no row: few conditions are ever broken.
    """

    name: str
    text: str
    zh: str
    queries: tuple[str, ...]
    kept: str
    path: str = ""


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
            found += [_select(shapes, part.value) for part in shapes.of(shape, "sparql")]
            for part in shapes.of(shape, "property"):
                found += _property(shapes, part.value, target)
    return sorted(found)


def _rule(shapes: _Shapes, iri: str, queries: list[str], kept: str = "") -> Rule:
    path = next((term.value for term in shapes.of(iri, "path")), "")
    return Rule(iri.removeprefix(SHAPES), shapes.message(iri, "en"), shapes.message(iri, "zh"), tuple(queries), kept, path)


def _select(shapes: _Shapes, iri: str) -> Rule:
    query, name = str(shapes.of(iri, "select")[0].value), iri.removeprefix(SHAPES)
    if name in _JOINED:
        # SHACL knows no MINUS, but Oxigraph joins it once, where it evaluates NOT EXISTS anew for each row
        query = query.replace("FILTER NOT EXISTS", "MINUS")
    return _rule(shapes, iri, [query], _QUICK.get(name, ""))


def _property(shapes: _Shapes, iri: str, target: str) -> Iterator[Rule]:
    """Yield the constraints on the values of a property, as few rules: each looks at all its values."""
    path = str(shapes.of(iri, "path")[0])
    values = f"?this a {target} ; {path} ?value "
    for kind in shapes.of(iri, "class"):
        yield _rule(shapes, iri, [f"SELECT ?this ?value WHERE {{ {values}MINUS {{ ?value a {kind} }} }}"])
    if shapes.of(iri, "uniqueLang"):
        yield _rule(shapes, iri, [f"SELECT ?this ?value WHERE {{ {values}; {path} ?other FILTER(LANG(?value) = LANG(?other) && STR(?other) < STR(?value)) }}"])
    tests = _tests(shapes, iri)
    # an error in one part is no matter where another is true, as it is for a text that should be a number
    broken = [f"SELECT ?this ?value WHERE {{ {values}FILTER({' || '.join(f'!({test})' for test in tests)}) }}"] if tests else []
    limits = {sign: int(bound.value) for name, sign in (("minCount", "<"), ("maxCount", ">")) for bound in shapes.of(iri, name)}
    if limits:
        broken.append(_COUNTED.format(target, path, " || ".join(f"?found {sign} {bound}" for sign, bound in limits.items())))
    if broken:
        yield _rule(shapes, iri, broken, _kept(values, target, tests, limits))


def _tests(shapes: _Shapes, iri: str) -> list[str]:
    """Return what holds of ?value."""
    tests = [_TESTS[name].format(bound) for name in _TESTS for bound in shapes.of(iri, name)]
    tests += [f"{_KINDS[kind.value]}(?value)" for kind in shapes.of(iri, "nodeKind")]
    for datatype in shapes.of(iri, "datatype"):
        tests += ["isLiteral(?value)", f"DATATYPE(?value) = {datatype}"]
        # an ill-typed number is none
        tests += ["isNumeric(?value)"] if datatype.value in _NUMBERS else []
    return tests


def _kept(values: str, target: str, tests: list[str], limits: dict[str, int]) -> str:
    """Return one count of all values that shows that the tests hold, and that no node has too few or too many; "" where none can."""
    if set(limits.values()) - {1}:
        return ""
    shown = ["?values = ?good"] + ["?values = ?nodes"] * (">" in limits) + ["?nodes = ?all"] * ("<" in limits)
    return _KEPT.format(values, target, " && ".join(tests) or "true", " && ".join(shown))
