"""Asking in SPARQL: the query runs in a process of its own, which ends at its limits, whatever the query does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, NamedTuple

from kg import iri
from kg.errors import KgError, LimitError
from kg.rdf.engine import Request
from kg.rdf.limits import MEGABYTES, SECONDS
from kg.rdf.terms import PREFIXES
from kg.rdf.turtle import SPACES

Cell = str | int | float | None
LONGEST = 1 << 17
"""More bytes than any error has."""

_NO_ROOM = "memory allocation of "
"""So begins what Rust says when it aborts for want of memory."""


class Bound(NamedTuple):
    """A value for a variable: an IRI or a text."""

    kind: str
    value: str


class Answer(NamedTuple):
    """Columns and rows, which are read as they are asked for, once.

    The answer to CONSTRUCT and DESCRIBE has a fourth, nameless column with the statement as N-Triples.
    """

    columns: list[str]
    rows: Iterator[list[Cell]]


def ask(files: Sequence[Path], query: str, bindings: Mapping[str, Bound], *, base: str = iri.BASE, seconds: float = SECONDS,
        megabytes: int = MEGABYTES) -> Answer:
    """Return the answer to a query over Turtle or N-Triples files.

    ``bindings``: variables that have a value from the start. Prefixes of ``graph.ttl`` need no declaration. Raise KgError (code 2)
    for what is no query or more than a query, LimitError at a limit.
    """
    for name, bound in bindings.items():
        if bound.kind == "iri" and not iri.valid(bound.value):
            raise KgError(f"?{name} cannot be {bound.value}: no whole IRI", hint="a label, or an IRI without spaces, quotes and angle brackets")
    prefixes = PREFIXES | {prefix: base + path for path, prefix in SPACES.items()}
    request = Request([str(file) for file in files], query, {name: (kind, value) for name, (kind, value) in bindings.items()}, prefixes, seconds, megabytes)
    with ExitStack() as stack, tempfile.TemporaryFile() as errors:
        out = stack.enter_context(tempfile.TemporaryFile())
        # one arena: what threads reserve for later would count as memory of the query
        done = subprocess.run(
            [sys.executable, "-P", "-m", "kg.rdf.engine"], input=json.dumps(request._asdict()).encode(), stdout=out, stderr=errors, check=False,
            env={**os.environ, "MALLOC_ARENA_MAX": "1", "PYTHONWARNINGS": "ignore", "RAYON_NUM_THREADS": "1"})
        _check(_last(out), errors, done.returncode, seconds, megabytes)
        stack.pop_all()
    out.seek(0)
    return Answer(json.loads(out.readline()), _rows(out))


def _last(out: IO[bytes]) -> bytes:
    """Return the last whole line: true, an error, or a row where the answer was cut; nothing where that row is longer than any error."""
    size = out.seek(0, os.SEEK_END)
    out.seek(max(0, size - LONGEST))
    _, newline, last = out.read().rpartition(b"\n")[0].rpartition(b"\n")
    return last if newline or size <= LONGEST else b""


def _check(last: bytes, errors: IO[bytes], code: int, seconds: float, megabytes: int) -> None:
    """Raise the error that ended the query, if one did."""
    if last == b"true":
        return
    if last.startswith(b"{"):
        found = json.loads(last)
        raise KgError(found["error"], hint=found["hint"], code=found["code"])
    errors.seek(0)
    said = errors.read().decode("utf-8", "replace")
    if said.startswith("Timeout"):
        raise LimitError(f"the query was stopped after {seconds:g} seconds", hint="ask for less, or allow more with --timeout")
    if code == -signal.SIGABRT and said.startswith(_NO_ROOM):
        raise LimitError(f"the query was stopped at {megabytes:,} MB", hint="ask for less, or allow more with --memory")
    if code < 0:
        raise LimitError(f"the query was stopped: its process ended by signal {-code}", hint="ask in a flatter way")
    raise RuntimeError(said)


def _rows(out: IO[bytes]) -> Iterator[Any]:  # JSON
    with out:
        for line in out:
            row = json.loads(line)
            if row is True:
                return
            yield row
