"""The same file and the same question in rdflib, Oxigraph and Virtuoso; rapper counts."""

from __future__ import annotations

import logging
import re
import subprocess
import warnings
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pyoxigraph
import rdflib

from kg.rdf.questions import parameters
from tests.rdf.virtuoso import Virtuoso

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
Row = tuple[str, ...]


class Loaded(NamedTuple):
    """One file in three engines."""

    rdflib: rdflib.Graph
    oxigraph: pyoxigraph.Store
    virtuoso: Virtuoso


class _Said(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def by_rdflib(file: Path) -> rdflib.Graph:
    """Parse a file; fail at a warning, also at one that is only logged."""
    said = _Said()
    logger = logging.getLogger("rdflib")
    logger.addHandler(said)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            graph = rdflib.Graph().parse(file)
    finally:
        logger.removeHandler(said)
    assert not said.lines, said.lines[:3]
    return graph


def by_oxigraph(file: Path) -> pyoxigraph.Store:
    """Load a file."""
    store = pyoxigraph.Store()
    store.bulk_load(path=str(file))
    return store


def by_rapper(file: Path) -> int:
    """Return the number of statements that rapper reads; fail at a warning."""
    done = subprocess.run(["rapper", "-c", "-i", "turtle", str(file)], capture_output=True, encoding="utf-8", check=True)
    assert not re.search("warning|error", done.stderr, re.IGNORECASE), done.stderr[:500]
    found = re.search(r"returned (\d+) triples", done.stderr)
    assert found, done.stderr
    return int(found[1])


def loaded(file: Path, server: Virtuoso) -> Loaded:
    """Load a file, which lies in the server's folder, into all three."""
    server.load(file)
    return Loaded(by_rdflib(file), by_oxigraph(file), server)


def counts(engines: Loaded) -> dict[str, int]:
    """Return the number of statements in each engine."""
    return {"rdflib": len(engines.rdflib), "pyoxigraph": len(engines.oxigraph), "Virtuoso": engines.virtuoso.count()}


def answers(engines: Loaded, query: str, values: Mapping[str, str]) -> dict[str, list[Row]]:
    """Return the rows of a shipped question in each engine, sorted, without the columns of ``values``: variable → term in SPARQL."""
    terms = {name: pyoxigraph.NamedNode(value[1:-1]) if value[0] == "<" else pyoxigraph.Literal(value[1:-1]) for name, value in values.items()}
    solutions = engines.oxigraph.query(query, substitutions={pyoxigraph.Variable(name): term for name, term in terms.items()})
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    names = [variable.value for variable in solutions.variables if variable.value not in values]
    bound = {name: rdflib.URIRef(value[1:-1]) if value[0] == "<" else rdflib.Literal(value[1:-1]) for name, value in values.items()}
    rows = engines.rdflib.query(query, initBindings=bound)
    return {
        "pyoxigraph": _sorted([getattr(row[name], "value", "") for name in names] for row in solutions),
        "rdflib": _sorted([str(value) if (value := getattr(row, name)) is not None else "" for name in names] for row in rows),
        "Virtuoso": _sorted([row.get(name, "") for name in names] for row in engines.virtuoso.rows(filled(query, values)))}


def filled(query: str, values: Mapping[str, str]) -> str:
    """Return a question with its values written in, as one asks a store over HTTP."""
    for name, value in values.items():
        query = "\n".join(_filled(line, name, value) for line in query.splitlines())
    return query


def _filled(line: str, name: str, value: str) -> str:
    # what has a value is no column
    column = line.startswith("SELECT ")
    return re.sub(rf"\?{name}\b ?", "" if column else f"{value} ", line.replace(f"GROUP BY ?{name}", "GROUP BY"))


def examples(query: str) -> dict[str, str]:
    """Return the values of the example of a question."""
    return parameters(query)


def _sorted(rows: Iterable[Iterable[str]]) -> list[Row]:
    return sorted(tuple(_canonical(value) for value in row) for row in rows)


def _canonical(value: str) -> str:
    # 0.50 and 0.5 are one number
    return str(Decimal(value).normalize()) if _NUMBER.fullmatch(value) else value
