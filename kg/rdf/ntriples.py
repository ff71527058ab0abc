"""The project as N-Triples, one statement a line, for tools that split or count lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import iri
from kg.rdf import export
from kg.rdf.syntax import NTriples
from kg.rdf.writer import Choice

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store import Store


def write(store: Store, file: Path, *, base: str = iri.BASE, evidence: str = "text", max_evidence: int | None = 5,
          max_pairs: int | None = 200_000) -> None:
    """Write a project as N-Triples: the same statements, options and errors as ``turtle.write``."""
    choice = Choice(evidence=evidence, max_evidence=max_evidence, max_pairs=max_pairs)
    export.write(store, file, NTriples(iri.checked_base(base)), choice)
