"""One way out for all verbs: rows as a table for people, as JSON, JSON lines, CSV or TSV for machines."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, NamedTuple

from kg.cli.table import Screen, table, visible
from kg.errors import KgError, OutputError
from kg.export.cells import cell, csv_line

FORMATS = ("table", "json", "jsonl", "csv", "tsv")
ENDINGS = FORMATS[1:]
"""Endings of files that say a format."""

_OWN = ("kg.sqlite", "build.json", "decisions.tsv")
"""Files of a project that cannot be made again from it."""

PIPE_WIDTH = 120
_C1 = "[\x7f-\x9f\u2028\u2029]"

Row = tuple[Any, ...]
"""A NamedTuple of any verb: its fields are the columns."""

Renderer = Callable[[Iterable[Any], Screen], Iterator[str]]
"""Lines for people from the rows of one verb."""


class Answer(NamedTuple):
    """What a verb gives back: its rows, sentences about them for stderr, its columns where they are not always the same, its exit code
    where rows do not mean success, and further sentences that are looked for only where people read the answer.
    """

    rows: Iterable[Any]
    notes: Sequence[str] = ()
    columns: tuple[str, ...] | None = None
    shown: tuple[str, ...] | None = None
    code: int | None = None
    for_people: Callable[[], Sequence[str]] = list


class Style(NamedTuple):
    """How the rows of a verb are shown: all columns, those of the table, formats of its own."""

    columns: tuple[str, ...]
    shown: tuple[str, ...]
    renderers: Mapping[str, Renderer]


class Wish(NamedTuple):
    """What the user asked for."""

    format: str | None
    columns: str | None
    bom: bool
    file: str | None


def write(answer: Answer, style: Style, wish: Wish) -> int:
    """Write the rows to the file or stdout and the notes to stderr; return the exit code, 1 where nothing was found."""
    style = Style(answer.columns or style.columns, answer.shown or style.shown, style.renderers)
    rows = iter(answer.rows)
    first = next(rows, None)
    lines = _lines(_chain(first, rows), style, wish)
    if wish.file:
        _to_file(wish.file, lines, bom=wish.bom)
    else:
        _to_stream(sys.stdout, lines, bom=wish.bom)
    further = [] if chosen_format(wish) in ENDINGS else answer.for_people()
    for note in (*further, *answer.notes):
        sys.stderr.write(visible(note) + "\n")
    if answer.code is not None:
        return answer.code
    return 0 if first is not None else 1


def _chain(first: Any, rest: Iterator[Any]) -> Iterator[Any]:  # rows of any verb
    if first is not None:
        yield first
    yield from rest


def chosen_format(wish: Wish) -> str:
    """Return the format: what was asked for, else by the file's ending, else a table on a terminal and JSON lines in a pipe.

    Raise KgError where the ending says none.
    """
    if wish.format:
        return wish.format
    if wish.file:
        ending = wish.file.rpartition(".")[2].lower()
        if ending not in ENDINGS:
            raise KgError(f"the ending of {wish.file} says no format", hint=f"{', '.join(f'.{known}' for known in ENDINGS)}; or say it with -f")
        return ending
    return "table" if sys.stdout.isatty() else "jsonl"


def _lines(rows: Iterable[Row], style: Style, wish: Wish) -> Iterator[str]:
    form = chosen_format(wish)
    if form in style.renderers and not (form == "table" and wish.columns):
        return style.renderers[form](rows, screen(wish))
    names = _columns(wish.columns, style.columns) if wish.columns else style.shown if form == "table" else style.columns
    places = [style.columns.index(name) for name in names]
    picked = (tuple(row[place] for place in places) for row in rows)
    if form == "table":
        return table(names, picked, screen(wish))
    return {"json": json_array, "jsonl": json_lines, "csv": csv, "tsv": tsv}[form](names, picked)


def _columns(asked: str, known: Sequence[str]) -> list[str]:
    names = [name.strip() for name in asked.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise KgError(f"no column {name}", hint=f"columns: {', '.join(known)}")
    return names


def screen(wish: Wish) -> Screen:
    """Return what is known of the place where a table will be seen."""
    if wish.file or not sys.stdout.isatty():
        return Screen(int(os.environ.get("COLUMNS") or PIPE_WIDTH))
    from shutil import get_terminal_size

    return Screen(get_terminal_size().columns, "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb")


def as_json(names: Sequence[str], row: Row) -> str:
    """Return one row as JSON: Chinese stays Chinese, nothing in it can command a terminal.

    >>> as_json(["concept", "weight"], ("网络强国", 12.5))
    '{"concept": "网络强国", "weight": 12.5}'
    """
    text = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
    return text if text.isprintable() else re.sub(_C1, lambda match: f"\\u{ord(match[0]):04x}", text)


def json_lines(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield one JSON object a line."""
    return (as_json(names, row) for row in rows)


def json_array(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of one JSON array, an object a line.

    >>> list(json_array(["concept"], [("网络强国",), ("数字鸿沟",)]))
    ['[', '  {"concept": "网络强国"},', '  {"concept": "数字鸿沟"}', ']']
    """
    yield "["
    waiting = ""
    for row in rows:
        if waiting:
            yield f"{waiting},"
        waiting = f"  {as_json(names, row)}"
    if waiting:
        yield waiting
    yield "]"


def csv(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield lines of CSV (RFC 4180, but line feeds alone). A text that a spreadsheet would run as a formula gets an apostrophe.

    >>> list(csv(["concept", "weight"], [("=1+1", -2.5), ('数据"三权"，', 1)]))
    ['concept,weight', "'=1+1,-2.5", '"数据""三权""，",1']
    """
    yield ",".join(names)
    for row in rows:
        yield csv_line(map(_plain, row))


def tsv(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield lines of tab-separated values; tabs and line feeds in a text become spaces."""
    yield "\t".join(names)
    for row in rows:
        yield "\t".join(cell(_plain(value)).replace("\t", " ").replace("\n", " ") for value in row)


def _plain(value: object) -> object:
    """Return a value as what a cell can hold: a number, a text or nothing."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return visible("；".join(map(str, value)))
    return value


def _to_stream(stream: IO[str], lines: Iterable[str], *, bom: bool) -> None:
    if bom:
        stream.write("\ufeff")
    for line in lines:
        stream.write(line)
        stream.write("\n")
    stream.flush()


def spare(name: str) -> None:
    """Raise KgError where a file is one that a project stands on: an answer never takes its place."""
    folder, file = os.path.split(os.path.abspath(name))  # noqa: PTH100 - no pathlib at start-up
    if file in _OWN and os.path.isfile(os.path.join(folder, _OWN[0])):  # noqa: PTH113, PTH118 - as above
        raise KgError(f"{name} belongs to the project in {folder}", hint="another place: -o FILE")


def _to_file(name: str, lines: Iterable[str], *, bom: bool) -> None:
    from pathlib import Path

    spare(name)
    temporary = Path(f"{name}.{os.getpid()}.new")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n", errors="backslashreplace") as stream:
            _to_stream(stream, lines, bom=bom)
        temporary.replace(name)
    except OSError as error:
        raise OutputError(f"cannot write {name}: {error.strerror}", hint="another place: -o FILE") from None
    finally:
        temporary.unlink(missing_ok=True)
