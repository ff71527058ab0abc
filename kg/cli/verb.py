"""How a verb is declared: its rows, its formats, an example, and a help that lists every column with its meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import update_wrapper
from typing import Any

import click

from kg.cli.output import FORMATS, Answer, Renderer, Style, Wish, write

Function = Callable[..., Any]
"""A verb: any options in, an Answer or an exit code out."""


class Verb(click.Command):
    """A command whose help ends with examples and the columns of its answer."""

    examples: Sequence[str] = ()
    columns: Mapping[str, str] = {}

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write examples and columns."""
        with formatter.section("Examples"):
            for line in self.examples:
                formatter.write(f"  {line}\n")
        if self.columns:
            with formatter.section("Columns"):
                formatter.write_dl(list(self.columns.items()))


def columns_of(row: type[Any]) -> dict[str, str]:
    """Return name → meaning of the fields of a NamedTuple, read from the lines ``name: meaning`` of its docstring."""
    lines = [line.strip().partition(": ") for line in (row.__doc__ or "").splitlines()]
    meanings = {name: meaning for name, colon, meaning in lines if colon}
    return {name: meanings.get(name, "") for name in row._fields}


def verb(
    name: str, *, examples: Sequence[str], row: type[Any] | None = None, shown: Sequence[str] = (),
    columns: Sequence[str] = (), renderers: Mapping[str, Renderer] | None = None,
) -> Callable[[Function], click.Command]:
    """Return a decorator that makes a function the verb ``name``.

    With ``row``, a NamedTuple type, the function returns an Answer, and the verb gets -f, --columns, --bom and -o. ``columns``: the
    first fields of the row, where not all are columns; ``shown``: the columns of its table; ``renderers``: formats of its own, or its
    own way to show a table.
    """
    def decorate(function: Function) -> click.Command:
        meanings = columns_of(row) if row else {}
        names = tuple(columns or meanings)
        style = Style(names, tuple(shown or names), renderers or {})
        command = click.command(name, cls=Verb)(_writing(function, style) if row else function)
        command.examples = examples
        command.columns = {column: meanings[column] for column in names}
        return command

    return decorate


def _writing(function: Function, style: Style) -> Function:
    def command(format_: str | None, columns: str | None, bom: bool, file: str | None, **options: Any) -> int:  # options of any verb
        answer = function(**options)
        return write(answer, style, Wish(format_, columns, bom, file)) if isinstance(answer, Answer) else answer

    update_wrapper(command, function)
    formats = [*FORMATS, *(form for form in style.renderers if form not in FORMATS)]
    for option in (
            click.option("-o", "--output", "file", metavar="FILE", help="Write to FILE; its ending says the format."),
            click.option("--bom", is_flag=True, help="Begin with a byte order mark, for Excel."),
            click.option("--columns", metavar="A,B,…", help="Only these columns, in this order."),
            click.option("-f", "--format", "format_", type=click.Choice(formats), help="A table on a terminal, else jsonl.")):
        command = option(command)
    return command
