"""Which concepts of a graph texts name, by the labels and IRIs that stand in it: no project is needed."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from kg.analysis.resolve import folded
from kg.errors import InputError, KgError
from kg.rdf.ask import ask

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

_NAMES = """SELECT DISTINCT ?name ?rank ?concept ?mentions WHERE {
  { ?concept a skos:Concept BIND(STR(?concept) AS ?name) BIND(0 AS ?rank) }
  UNION { ?old dct:isReplacedBy ?concept BIND(STR(?old) AS ?name) BIND(0 AS ?rank) }
  UNION { ?concept a skos:Concept ; skos:prefLabel ?name BIND(1 AS ?rank) }
  UNION { ?concept a skos:Concept ; skos:altLabel|skos:hiddenLabel ?name BIND(2 AS ?rank) }
  OPTIONAL { ?concept kg:mentions ?mentions } } ORDER BY ?rank ?concept"""
"""Names of all concepts, the best kind first."""


def named(files: Sequence[Path], texts: Collection[str], *, seconds: float, megabytes: int) -> dict[str, str]:
    """Return the IRI of the concept that each text names: by IRI, by preferred label, by any other label, in any case and width.

    One that is mentioned comes before one that is not. Raise InputError with near labels where there is none, KgError where several are.
    """
    if not texts:
        return {}
    names: dict[str, list[list[Any]]] = {}  # rows of a query
    for row in ask(files, _NAMES, {}, seconds=seconds, megabytes=megabytes).rows:
        names.setdefault(folded(str(row[0])), []).append(list(row))
    return {text: _one(names, text) for text in texts}


def _one(names: dict[str, list[list[Any]]], text: str) -> str:  # rows of a query
    key = folded(text)
    found = names.get(key) or names.get(folded(unquote(text)), [])
    best = [row for row in found if row[1] == found[0][1]]
    concepts = list(dict.fromkeys(str(row[2]) for row in [row for row in best if row[3]] or best))
    if len(concepts) == 1:
        return concepts[0]
    if concepts:
        raise KgError(f"{text} names {len(concepts)} concepts", hint=f"say which: {', '.join(concepts)}")
    near = get_close_matches(key, [name for name, rows in names.items() if rows[0][1]], 3, 0.4)
    shown = ", ".join(str(names[name][0][0]) for name in near)
    raise InputError(f"no concept {text} in the file", hint=f"nearest: {shown}" if near else "names of the file: kg query find-by-label --label … --data FILE")
