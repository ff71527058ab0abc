"""The process in which a query runs: it may not take long, not take much memory, and not open a file or an address.

``python -m kg.rdf.engine`` reads one request as JSON from stdin and writes the answer as JSON lines: the columns, the rows, then true;
or one object with an error. It ends by itself at the limits; what was written then has no last line.
"""

from __future__ import annotations

import faulthandler
import json
import math
import os
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import KgError
from kg.rdf import guard
from kg.rdf.terms import PREFIXES
from kg.rdf.wording import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph

BATCH = 10_000
"""Statements that are spelled at once."""

LONGEST = 2_000
"""Characters of a message: a query can be named in it whole, and half a line of JSON would be none."""

_SOON = 0.001
"""Seconds that a timer can be set to at least."""

TRIPLE = ("subject", "predicate", "object")
INTEGER, REAL = f"{PREFIXES['xsd']}integer", (f"{PREFIXES['xsd']}decimal", f"{PREFIXES['xsd']}double")


class Request(NamedTuple):
    """A query over files; ``bindings``: variable → (kind, value), kind "iri" or "text"."""

    files: list[str]
    query: str
    bindings: dict[str, tuple[str, str]]
    prefixes: dict[str, str]
    seconds: float
    megabytes: int


def main() -> None:
    """Answer one request."""
    request = Request(**json.load(sys.stdin.buffer))
    out = os.fdopen(1, "w", encoding="utf-8", newline="\n", closefd=False)
    try:
        begin = time.monotonic()
        faulthandler.dump_traceback_later(request.seconds, exit=True)
        request = request._replace(query=guard.checked(request.query, request.prefixes))
        faulthandler.cancel_dump_traceback_later()
        left = request.seconds - (time.monotonic() - begin)
        store = _load(request.files)
        _close_doors(request.megabytes)
        faulthandler.dump_traceback_later(max(left, _SOON), exit=True)
        _answer(store, request, out)
    except KgError as error:
        out.write(json.dumps({"error": _cut(str(error)), "hint": _cut(error.hint), "code": error.code}) + "\n")
    out.flush()
    faulthandler.cancel_dump_traceback_later()


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _load(files: list[str]) -> pyoxigraph.Store:
    import pyoxigraph

    store = pyoxigraph.Store()
    for file in files:
        form = pyoxigraph.RdfFormat.from_extension(Path(file).suffix[1:])
        if form not in {pyoxigraph.RdfFormat.TURTLE, pyoxigraph.RdfFormat.N_TRIPLES}:
            raise KgError(f"{file}: only Turtle (.ttl) and N-Triples (.nt) are read", hint="kg export -f ttl makes one")
        try:
            store.bulk_load(path=file, format=form)
        except SyntaxError as error:
            raise KgError(f"{file}: {error.msg}", hint="the file is damaged: make it again") from None
        except OSError as error:
            raise KgError(f"{file}: {error.strerror or error}", hint="build the project: kg build TEXTS") from None
    return store


def _close_doors(megabytes: int) -> None:
    """Allow so much memory more than now, and no further file or socket."""
    try:
        import resource
    except ImportError:
        return  # Windows: the time limit and the refusals remain
    with Path(os.devnull).open("rb") as probe:
        doors = probe.fileno()
    pages = Path("/proc/self/statm")
    # without /proc the limit would count what was loaded too; macOS does not keep it anyway
    if pages.exists():
        most = int(pages.read_text(encoding="ascii").split()[0]) * resource.getpagesize() + megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_NOFILE, (doors, doors))


def _answer(store: pyoxigraph.Store, request: Request, out: Any) -> None:  # a text stream
    most = request.megabytes * 1024 * 1024
    written = 0
    try:
        for line in _lines(store, request):
            text = json.dumps(line) + "\n"
            written += len(text)
            if written > most:
                raise KgError(f"the answer is larger than {request.megabytes:,} MB", hint="ask for less, as with LIMIT, or allow more with --memory", code=4)
            out.write(text)
    except (SyntaxError, RuntimeError) as error:
        raise refusal(str(error), request.query) from None
    except MemoryError:
        raise KgError(f"the query needs more than {request.megabytes:,} MB", hint="ask for less, or allow more with --memory", code=4) from None
    out.write("true\n")


def _lines(store: pyoxigraph.Store, request: Request) -> Iterator[list[Any]]:  # columns, then rows
    import pyoxigraph

    terms = {"iri": pyoxigraph.NamedNode, "text": pyoxigraph.Literal}
    bound = {pyoxigraph.Variable(name): terms[kind](value) for name, (kind, value) in request.bindings.items()}
    answer = store.query(request.query, substitutions=bound, prefixes=request.prefixes)
    if isinstance(answer, pyoxigraph.QuerySolutions):
        names = [variable.value for variable in answer.variables]
        if not names:
            raise KgError("the query has no variable to show", hint="SELECT needs one in its braces; ASK answers yes or no")
        yield names
        for row in answer:
            yield [_plain(row[name]) for name in names]
    elif isinstance(answer, pyoxigraph.QueryTriples):
        yield [*TRIPLE, ""]
        lines = iter(sorted({f"{triple} ." for triple in answer}))
        while some := list(islice(lines, BATCH)):
            for line, triple in zip(some, pyoxigraph.parse("\n".join(some), pyoxigraph.RdfFormat.N_TRIPLES), strict=True):
                yield [*(_plain(term) for term in (triple.subject, triple.predicate, triple.object)), line]
    else:
        yield ["answer"]
        yield [bool(answer)]


def _plain(term: Any) -> str | int | float | None:  # any RDF term
    """Return a number for numbers that JSON has, else the text or the IRI."""
    if term is None:
        return None
    kind = getattr(getattr(term, "datatype", None), "value", "")
    try:
        if kind == INTEGER:
            return int(term.value)
        if kind in REAL:
            value = float(term.value)
            return value if math.isfinite(value) else str(term.value)
    except ValueError:
        return str(term.value)
    return str(getattr(term, "value", term))


if __name__ == "__main__":
    main()
