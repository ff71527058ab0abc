"""Does a thesaurus or a graph keep what it promises? Every condition of ``ontology/shapes.ttl``, and what no query can see."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg import iri, resources, weights
from kg.rdf.fault import Fault
from kg.rdf.places import Places
from kg.rdf.shapes import rules
from kg.rdf.terms import PREFIXES, expanded
from kg.rdf.writer import DATASET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import pyoxigraph

_PROLOGUE = "".join(f"PREFIX {prefix}: <{full}>\n" for prefix, full in PREFIXES.items())
_COUNTS = """SELECT ?this ?n ?a ?b ?units ?g2 ?npmi ?cosine WHERE {
  ?dataset kg:units ?units . ?this a kg:CoOccurrence ; kg:concept ?x , ?y ; kg:sentences ?n ; kg:g2 ?g2 ; kg:npmi ?npmi ; kg:cosine ?cosine .
  FILTER(STR(?x) < STR(?y)) ?x kg:sentences ?a . ?y kg:sentences ?b }"""
_BLANK = "ASK { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }"
_SAID = "SELECT ?this ?triples WHERE { ?this a dcat:Dataset ; void:triples ?triples }"
_TERMS = "SELECT DISTINCT ?value WHERE { ?s ?value ?o }", "SELECT DISTINCT ?value WHERE { ?s a ?value }"
_USES = "SELECT (MIN(?s) AS ?this) WHERE {{ {{ ?s <{0}> ?o }} UNION {{ ?s a <{0}> }} }}"


class Checked(NamedTuple):
    """Faults by file and line, and how much was looked at."""

    faults: list[Fault]
    concepts: int
    triples: int


def is_graph(file: Path) -> bool:
    """Return whether a file is a graph of kg, which names its dataset, and not a thesaurus."""
    data = file.read_bytes()
    return b"dcat:Dataset" in data or b"dcat#Dataset" in data


def check(files: Sequence[Path], *, units: int | None = None, documents: int | None = None) -> Checked:
    """Return the faults of Turtle or N-Triples files, taken together: a thesaurus may lie in several.

    ``units``, ``documents``: what the project counted, which its dataset must say too.
    """
    import pyoxigraph

    store = pyoxigraph.Store()
    places = Places()
    faults = [fault for file in files for fault in _load(store, file, places)]
    triples = len(store)
    known = _vocabulary(store)
    # what is missing in a part of a file is no fault of the whole
    if triples and not any(fault.rule == "syntax" for fault in faults):
        faults += _broken(store, places)
        faults += _unknown(store, places, known)
        faults += _measures(store, places)
        faults += _said(store, places, triples)
        faults += _counted(store, places, {"kg:units": units, "kg:documents": documents})
    concepts = sum(1 for _ in store.quads_for_pattern(None, _node("rdf", "type"), _node("skos", "Concept")))
    return Checked(sorted(set(faults)), concepts, triples)


def _node(prefix: str, name: str) -> pyoxigraph.NamedNode:
    import pyoxigraph

    return pyoxigraph.NamedNode(PREFIXES[prefix] + name)


def _load(store: pyoxigraph.Store, file: Path, places: Places) -> Iterator[Fault]:
    """Add a file to the store; yield what keeps parsers from reading it, and nodes without a name."""
    import pyoxigraph

    form = pyoxigraph.RdfFormat.N_TRIPLES if file.suffix == ".nt" else pyoxigraph.RdfFormat.TURTLE
    data = file.read_bytes()
    if data.startswith(b"\xef\xbb\xbf"):
        yield Fault(str(file), 1, "", "bom", "a file begins with no byte order mark: Oxigraph and rapper refuse it", "")
        data = data[3:]
    places.read(file, data.decode("utf-8", "replace"))
    blank = bool(store.query(_BLANK))
    try:
        store.bulk_load(data, form)
    except SyntaxError as error:
        yield Fault(str(file), error.lineno or 0, "", "syntax", str(error.msg), "")
    if not blank and store.query(_BLANK):
        yield Fault(str(file), 0, "", "blank", "no blank node: nothing could point to it, and files with them differ from run to run", "")


def _vocabulary(store: pyoxigraph.Store) -> set[str]:
    """Add the vocabulary to the store; return its terms."""
    import pyoxigraph

    known = set()
    kinds = {_node("kg", "Category"), _node("kg", "Status")}
    for triple in pyoxigraph.parse(path=str(resources.ontology() / "kg.ttl")):
        known.add(str(triple.subject.value))
        # types that shapes ask for; the concepts and the scheme of the vocabulary are not those of the graph
        if triple.predicate == _node("rdf", "type") and triple.object in kinds:
            store.add(pyoxigraph.Quad(triple.subject, triple.predicate, triple.object))
    return known


def _rows(store: pyoxigraph.Store, query: str) -> Iterator[pyoxigraph.QuerySolution]:
    import pyoxigraph

    answer = store.query(_PROLOGUE + query)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    return iter(answer)


def _broken(store: pyoxigraph.Store, places: Places) -> Iterator[Fault]:
    for rule in rules():
        for query in () if rule.kept and store.query(_PROLOGUE + rule.kept) else rule.queries:
            for row in _rows(store, query):
                value = row["value"] if len(row) > 1 and row[1] is not None else None
                yield _fault(store, places, row["this"].value, rule.name, rule.text, value.value if value is not None else "", rule.path)


def _fault(store: pyoxigraph.Store, places: Places, this: str, rule: str, message: str, value: str, path: str = "") -> Fault:
    file, line = places.of(this, value, path)
    return Fault(file, line, _name(store, this), rule, message, value)


def _name(store: pyoxigraph.Store, this: str) -> str:
    """Return the Chinese label of a concept, or the IRI of anything else without the base of the dataset."""
    import pyoxigraph

    try:
        subject = pyoxigraph.NamedNode(this)
    except ValueError:
        return this
    labels = [quad.object for quad in store.quads_for_pattern(subject, _node("skos", "prefLabel"), None)]
    found = sorted(label.value for label in labels if isinstance(label, pyoxigraph.Literal) and label.language == "zh")
    return found[0] if found else this.removeprefix(_base(store))


def _base(store: pyoxigraph.Store) -> str:
    """Return what IRIs of the graph's own begin with."""
    datasets = [row["this"].value for row in _rows(store, "SELECT ?this WHERE { ?this a dcat:Dataset }")]
    return min(datasets, default="").removesuffix(DATASET) or iri.BASE


def _unknown(store: pyoxigraph.Store, places: Places, known: set[str]) -> Iterator[Fault]:
    used = {str(row["value"].value) for query in _TERMS for row in _rows(store, query)}
    for term in sorted(term for term in used - known if term.startswith(iri.NS)):
        for row in _rows(store, _USES.format(term)):
            yield _fault(store, places, row["this"].value, "vocabulary", "every term of kg stands in its vocabulary, ontology/kg.ttl", term)


def _measures(store: pyoxigraph.Store, places: Places) -> Iterator[Fault]:
    """Compute again the measures that need a logarithm or a root, which SPARQL has not."""
    for row in _rows(store, _COUNTS):
        try:
            n, a, b, units = (int(row[name].value) for name in ("n", "a", "b", "units"))
            said = {name: float(row[name].value) for name in ("g2", "npmi", "cosine")}
        except ValueError:
            continue  # an ill-typed number is a fault by another rule
        if not 0 < n <= min(a, b) or max(a, b) > units:
            continue  # so are such counts
        for name, value in said.items():
            if abs(weights.MEASURES[name](n, a, b, units) - value) > 1.000001e-6:
                yield _fault(store, places, row["this"].value, "computed", f"{name} agrees with the counts", row[name].value, iri.NS + name)


def _said(store: pyoxigraph.Store, places: Places, triples: int) -> Iterator[Fault]:
    for row in _rows(store, _SAID):
        if row["triples"].value != str(triples):
            yield _fault(store, places, row["this"].value, "whole", f"the file has as many statements as it says; {triples:,} were read", row["triples"].value, PREFIXES["void"] + "triples")


def _counted(store: pyoxigraph.Store, places: Places, counts: dict[str, int | None]) -> Iterator[Fault]:
    for name, number in counts.items():
        for row in _rows(store, f"SELECT ?this ?said WHERE {{ ?this a dcat:Dataset ; {name} ?said }}") if number is not None else ():
            if row["said"].value != str(number):
                yield _fault(store, places, row["this"].value, "project", f"the file is of this project, whose {name} is {number:,}", row["said"].value, expanded(name))


def in_folders(paths: Iterable[Path]) -> list[Path]:
    """Return the Turtle and N-Triples files among paths and, sorted, in folders."""
    found: list[Path] = []
    for path in paths:
        found += sorted(file for file in path.iterdir() if file.suffix in {".ttl", ".nt"}) if path.is_dir() else [path]
    return found
