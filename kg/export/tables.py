"""Tables for Excel, SPSS and UCINET: nodes and edges, and matrices of concept × concept and concept × document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.errors import LimitError
from kg.export.cells import csv_line
from kg.export.rows import Edge, Node
from kg.store.names import Names
from kg.weights import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.export.rows import Part

MOST_CELLS = 25_000_000
"""A larger matrix is of no use to the programs that read matrices."""


def nodes(part: Part) -> Iterator[str]:
    """Yield the lines of a table of nodes; Gephi's spreadsheet import knows ``id`` and ``label``."""
    yield csv_line(Node._fields)
    yield from map(csv_line, part.nodes())


def edges(part: Part) -> Iterator[str]:
    """Yield the lines of a table of edges; Gephi's spreadsheet import knows ``source``, ``target`` and ``weight``."""
    yield csv_line(Edge._fields)
    yield from map(csv_line, part.edges())


def concepts(part: Part) -> Iterator[str]:
    """Yield the lines of the symmetric matrix of the measure; 0 where two never meet, a concept with itself on the diagonal."""
    measure, units = MEASURES[part.weight], part.store.units
    order = [row.label for row in part.concepts.values()]
    _check(len(order), len(order))
    place = {label: number for number, label in enumerate(order)}
    filled: dict[int, dict[int, float]] = {}
    for edge in part.edges():
        one, other = place[edge.source], place[edge.target]
        filled.setdefault(one, {})[other] = filled.setdefault(other, {})[one] = edge.weight
    yield csv_line(["", *order])
    for number, row in enumerate(part.concepts.values()):
        own = filled.get(number, {})
        own[number] = measure(row.sentences, row.sentences, row.sentences, units)
        yield csv_line([row.label, *(own.get(column, 0) for column in range(len(order)))])


def documents(part: Part) -> Iterator[str]:
    """Yield the lines of the matrix of mentions, a row for each concept, a column for each counted document."""
    store, names = part.store, Names(part.store)
    docs = [(row.id, names.of(row.key)) for row in store.docs() if row.first_sid is not None]
    _check(len(part.concepts), len(docs))
    yield csv_line(["", *(name for _, name in docs)])
    for row in part.concepts.values():
        own = dict(store.db.execute("SELECT doc, mentions FROM concept_doc WHERE cid = ?", (row.id,)))
        yield csv_line([row.label, *(own.get(doc, 0) for doc, _ in docs)])


def jsonl(part: Part) -> Iterator[str]:
    """Yield one JSON object a line, first the nodes, then the edges; ``type`` tells them apart."""
    for sort, rows in (("node", part.nodes()), ("edge", part.edges())):
        yield from (json.dumps({"type": sort, **row._asdict()}, ensure_ascii=False) for row in rows)


def _check(rows: int, columns: int) -> None:
    if rows * columns > MOST_CELLS:
        raise LimitError(f"a matrix of {rows:,} × {columns:,} cells is too large", hint="fewer concepts: --top 1000; or -f csv")
