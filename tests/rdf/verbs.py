"""What kg's own verbs say of a question, in the columns that the question of the same meaning has in SPARQL."""

from __future__ import annotations

import pyoxigraph

from kg.analysis.evidence import evidence
from kg.analysis.path import path
from kg.analysis.related import related
from kg.analysis.resolve import concept
from kg.rdf.questions import question
from kg.store import Store


def _asked(graph: pyoxigraph.Store, name: str, **values: str) -> list[pyoxigraph.QuerySolution]:
    found = graph.query(question(name), substitutions={pyoxigraph.Variable(key): pyoxigraph.NamedNode(value) for key, value in values.items()})
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return list(found)


def related_agrees(store: Store, graph: pyoxigraph.Store, label: str) -> int:
    """Assert that ``kg related --by g2 -n 0`` and related-by-weight say the same in the same order; return the number of rows."""
    row = concept(store, label)
    said = [(one.concept, one.g2, one.sentences, one.documents) for one in related(store, row, by="g2", limit=0)]
    asked = [(one["label"].value, float(one["g2"].value), int(one["sentences"].value), int(one["documents"].value))
             for one in _asked(graph, "related-by-weight", concept=row.iri)]
    assert said == asked, label
    return len(said)


def evidence_agrees(store: Store, graph: pyoxigraph.Store, one: str, other: str) -> int:
    """Assert that ``kg evidence -n 0`` and evidence-of-link show the same sentences; return their number."""
    rows = [concept(store, one), concept(store, other)]
    said = sorted((found.line, found.start, found.end, found.date, found.sentence) for found in evidence(store, rows, limit=0))
    asked = sorted((int(found["line"].value), int(found["start"].value), int(found["end"].value), found["date"].value if found["date"] else "", found["text"].value)
                   for found in _asked(graph, "evidence-of-link", concept=rows[0].iri, other=rows[1].iri))
    assert said == asked, (one, other)
    return len(said)


def paths_agree(store: Store, graph: pyoxigraph.Store, one: str, other: str) -> int:
    """Assert that ``kg path --max-links 2 -n 0`` and between give the same set of chains; return their number."""
    rows = [concept(store, one), concept(store, other)]
    steps = path(store, *rows, limit=0, max_links=2)
    said = {tuple(step.b for step in steps if step.rank == rank)[:-1] for rank in {step.rank for step in steps}}
    asked = {(found["label"].value,) if found["label"] else () for found in _asked(graph, "between", concept=rows[0].iri, other=rows[1].iri)}
    assert said == asked, (one, other)
    return len(said)
