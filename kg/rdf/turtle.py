"""The project as Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import iri
from kg.rdf import export
from kg.rdf.syntax import Turtle
from kg.rdf.writer import Choice

if TYPE_CHECKING:
    from pathlib import Path

    from kg.rdf.pairs import Told
    from kg.store import Store

SPACES = {iri.CONCEPT: "c", iri.LINK: "a"}
"""Paths below the base with a prefix of their own."""


def write(store: Store, file: Path, *, base: str = iri.BASE, evidence: str = "text", max_evidence: int | None = 5,
          max_pairs: int | None = 200_000, told: Told | None = None) -> None:
    """Write a project as Turtle: the pairs of greatest g2 over its thresholds, each with its most telling sentences.

    ``evidence``: "text", "ids" (places only) or "none". None for a limit writes all. ``told`` gets the most telling sentences of each pair that
    were looked for. Raise KgError (code 2) for a base or an
    evidence that is none, OSError where the file cannot be written.
    """
    choice = Choice(evidence=evidence, max_evidence=max_evidence, max_pairs=max_pairs)
    export.write(store, file, Turtle(iri.checked_base(base), SPACES), choice, told)
