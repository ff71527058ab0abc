"""Asking in SPARQL: the query runs in a process of its own, which ends at its limits, whatever the query does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

from kg import iri
from kg.errors import KgError, LimitError
from kg.rdf.engine import Request
from kg.rdf.limits import MEGABYTES, SECONDS
from kg.rdf.terms import PREFIXES
from kg.rdf.turtle import SPACES

Cell = str | int | float | None


class Bound(NamedTuple):
    """A value for a variable: an IRI or a text."""

    kind: str
    value: str


class Answer(NamedTuple):
    """Columns and rows; the answer to CONSTRUCT and DESCRIBE has a fourth, nameless column with the statement as N-Triples."""

    columns: list[str]
    rows: list[list[Cell]]


def ask(files: Sequence[Path], query: str, bindings: Mapping[str, Bound], *, base: str = iri.BASE, seconds: float = SECONDS,
        megabytes: int = MEGABYTES) -> Answer:
    """Return the answer to a query over Turtle or N-Triples files.

    ``bindings``: variables that have a value from the start. Prefixes of ``graph.ttl`` need no declaration. Raise KgError (code 2)
    for what is no query or more than a query, LimitError at a limit.
    """
    prefixes = PREFIXES | {prefix: base + path for path, prefix in SPACES.items()}
    request = Request([str(file.absolute()) for file in files], query, {name: (kind, value) for name, (kind, value) in bindings.items()}, prefixes, seconds, megabytes)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        # one arena: what threads reserve for later would count as memory of the query
        done = subprocess.run(
            [sys.executable, "-P", "-m", "kg.rdf.engine"], input=json.dumps(request._asdict()).encode(), stdout=out, stderr=errors, check=False,
            env={**os.environ, "MALLOC_ARENA_MAX": "1", "PYTHONWARNINGS": "ignore", "RAYON_NUM_THREADS": "1"})
        return _read(out, errors, done.returncode, seconds, megabytes)


def _read(out: IO[bytes], errors: IO[bytes], code: int, seconds: float, megabytes: int) -> Answer:
    lines = _lines(out)
    first = next(lines, None)
    if isinstance(first, dict):
        raise KgError(first["error"], hint=first["hint"], code=first["code"])
    rows = list(lines)
    if isinstance(first, list) and rows and isinstance(rows[-1], dict):
        raise KgError(rows[-1]["error"], hint=rows[-1]["hint"], code=rows[-1]["code"])
    if isinstance(first, list) and rows and rows[-1] is True:
        return Answer(first, rows[:-1])
    errors.seek(0)
    said = errors.read().decode("utf-8", "replace")
    if said.startswith("Timeout"):
        raise LimitError(f"the query was stopped after {seconds:g} seconds", hint="ask for less, or allow more with --timeout")
    if "memory" in said.lower():
        raise LimitError(f"the query was stopped at {megabytes:,} MB", hint="ask for less, or allow more with --memory")
    if code < 0:
        raise LimitError(f"the query was stopped: its process ended by signal {-code}", hint="ask in a flatter way")
    raise RuntimeError(said)


def _lines(out: IO[bytes]) -> Iterator[Any]:  # JSON
    out.seek(0)
    for line in out:
        if line.endswith(b"\n"):
            yield json.loads(line)
