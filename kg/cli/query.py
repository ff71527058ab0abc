"""``kg query``."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kg.cli import options
from kg.cli.output import Answer, Row
from kg.cli.table import Screen, table
from kg.cli.verb import verb
from kg.errors import InputError, KgError
from kg.rdf.limits import LARGEST, MEGABYTES, SECONDS

if TYPE_CHECKING:
    from kg.rdf.ask import Bound

GRAPH = "graph.ttl"


class Result(NamedTuple):
    """The columns are the variables of the query; of ASK: answer; of CONSTRUCT and DESCRIBE:

    subject: IRI of the subject
    predicate: IRI of the property
    object: IRI or value of the object
    """

    subject: str
    predicate: str
    object: str


class Cells(tuple[Any, ...]):  # noqa: SLOT001 - a tuple cannot have slots of its own
    """A row that knows its columns: those of a query are its own."""

    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: tuple[str, ...], values: Iterable[Any]) -> Cells:
        """Return a row."""
        row = cls(values)
        row.names = names
        return row


def _in_words(rows: Iterable[Cells], screen: Screen) -> Iterator[str]:
    """Return a table whose IRIs are shortened to what tells them apart."""
    found = list(rows)
    names = found[0].names if found else ()
    return table(names, (tuple(map(_short, row[:len(names)])) for row in found), screen)


def _short(cell: Any) -> Any:  # of a row of any query
    return cell.rpartition("/")[2].rpartition("#")[2] if isinstance(cell, str) and "://" in cell[:9] else cell


def _turtle(rows: Iterable[Row], _: Screen) -> Iterator[str]:
    """Return the statements of CONSTRUCT or DESCRIBE as Turtle."""
    import pyoxigraph

    from kg.rdf.terms import PREFIXES

    with tempfile.TemporaryFile() as lines, tempfile.TemporaryFile() as turtle:
        for row in rows:
            if len(row) != len(Result._fields) + 1:
                raise KgError("only CONSTRUCT and DESCRIBE give Turtle", hint="-f table, json, jsonl, csv or tsv")
            lines.write(row[-1].encode("utf-8") + b"\n")
        lines.seek(0)
        pyoxigraph.serialize(pyoxigraph.parse(lines, pyoxigraph.RdfFormat.N_TRIPLES), turtle, pyoxigraph.RdfFormat.TURTLE, prefixes=PREFIXES)
        turtle.seek(0)
        text = (line.decode("utf-8").rstrip("\n") for line in turtle)
        # prefixes come in the order of a hash
        yield from sorted(islice(text, len(PREFIXES)))
        yield from text


def _listed() -> Answer:
    from kg.rdf.questions import questions

    rows = [(entry.name, " ".join(entry.parameters), entry.zh, entry.en) for entry in questions()]
    return _answer(("question", "options", "zh", "en"), rows)


def _answer(names: tuple[str, ...], rows: Iterable[Iterable[Any]]) -> Answer:
    return Answer((Cells.of(names, row) for row in rows), columns=names, shown=names)


def _text(asked: str | None, expression: str | None) -> str:
    """Return the query: what -e gives, a file, stdin, or a shipped question."""
    if (asked is None) == (expression is None):
        raise KgError("a query is needed, in one way", hint="kg query FILE.rq, kg query -e 'SELECT …', or a question of kg query --list")
    if expression is not None:
        return expression
    assert asked is not None
    if asked != "-" and not Path(asked).is_file() and not asked.endswith(".rq"):
        from kg.rdf.questions import question

        return question(asked)
    try:
        with Path(asked).open("rb") if asked != "-" else nullcontext(sys.stdin.buffer) as stream:
            data = stream.read(4 * LARGEST + 1)
        if len(data) > 4 * LARGEST:
            raise KgError(f"the query has more than {LARGEST:,} characters", hint="ask less at once")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{asked}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError(f"{'the query on stdin' if asked == '-' else asked}: not UTF-8", hint="save it as UTF-8") from None


def _texts(label: str | None, year: str | None) -> dict[str, Bound]:
    from kg.rdf.ask import Bound

    if year is not None and not re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", year):
        raise KgError(f"no year: {year}", hint="YYYY, or YYYY-MM for a month")
    return {name: Bound("text", value) for name, value in (("label", label), ("year", year)) if value is not None}


def _iris(project: str, data: Sequence[Path], asked: dict[str, str], seconds: float, megabytes: int) -> dict[str, Bound]:
    """Return the concepts asked for: those of the files where some are given, else those of the project."""
    from kg import iri
    from kg.rdf.ask import Bound

    # what is no IRI is refused when it is bound
    broken = {name: Bound("iri", text) for name, text in asked.items() if "://" in text and not iri.valid(text)}
    texts = {name: text for name, text in asked.items() if name not in broken}
    if data:
        from kg.rdf.named import named

        found = named(data, texts.values(), seconds=seconds, megabytes=megabytes)
        return broken | {name: Bound("iri", found[text]) for name, text in texts.items()}
    if not texts:
        return broken
    from kg.analysis.resolve import concept as resolved
    from kg.store import Store

    with Store(project) as store:
        return broken | {name: Bound("iri", resolved(store, text).iri) for name, text in texts.items()}


@verb("query", row=Result, renderers={"table": _in_words, "ttl": _turtle}, examples=[
    "kg query --list", "kg query related-by-weight --concept 网络强国",
    "kg query -e 'SELECT (COUNT(*) AS ?n) { ?c a skos:Concept }'", "kg query 问题.rq --data all.ttl -f csv"])
@click.argument("question", required=False, metavar="[FILE.rq|QUESTION]")
@options.project
@click.option("-e", "--expression", metavar="SPARQL", help="The query itself. Prefixes of graph.ttl need no declaration.")
@click.option("--list", "listed", is_flag=True, help="The questions that kg ships, with their options.")
@click.option("--concept", help="Value of ?concept: any label or IRI, of the file given with --data.")
@click.option("--other", help="Value of ?other: as ?concept.")
@click.option("--label", help="Value of ?label: a text.")
@click.option("--year", help="Value of ?year: YYYY or YYYY-MM.")
@click.option("--data", "data", type=click.Path(path_type=Path), multiple=True, help="Ask this Turtle or N-Triples file, not the project's graph.ttl.")
@click.option("-n", "--limit", type=click.IntRange(min=0), default=0, show_default=True, help="So many rows; 0 is all.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=SECONDS, show_default=True, help="Most seconds.")
@click.option("--memory", type=click.IntRange(min=16), default=MEGABYTES, show_default=True, help="Most megabytes, beside the graph itself.")
def command(question: str | None, project: str, expression: str | None, listed: bool, concept: str | None, other: str | None,
            label: str | None, year: str | None, data: tuple[Path, ...], limit: int, timeout: float, memory: int) -> Answer:
    """Ask the graph in SPARQL 1.1.

    The query runs in a process of its own, within limits of time and memory. It reads the graph and nothing else: SERVICE, LOAD,
    FROM and updates are refused.
    """
    from kg.rdf.ask import ask
    from kg.rdf.questions import parameters

    if listed:
        return _listed()
    files = data or (Path(project) / GRAPH,)
    if not data and not files[0].is_file():
        raise KgError(f"no {GRAPH} in {project}", hint=f"make it: kg build TEXTS -o {project}")
    for file in files:
        if not file.is_file():
            raise KgError(f"{file}: no such file", hint="a graph in Turtle or N-Triples, as kg export makes it")
    text = _text(question, expression)
    asked = {name: value for name, value in (("concept", concept), ("other", other)) if value is not None}
    bound = _texts(label, year) | _iris(project, data, asked, timeout, memory)
    if question and (missing := [f"--{name}" for name in parameters(text) if name not in bound]):
        raise KgError(f"{question} needs {' and '.join(missing)}", hint=f"kg query {question} {' '.join(f'{name} …' for name in missing)}")
    answer = ask(files, text, bound, seconds=timeout, megabytes=memory)
    return _answer(tuple(name for name in answer.columns if name), islice(answer.rows, limit or None))
