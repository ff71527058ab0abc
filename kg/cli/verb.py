"""How a verb is declared: its rows, its formats, an example, and a help that lists every column with its meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import update_wrapper
from importlib import import_module
from typing import Any

import click

from kg.cli.output import FORMATS, Answer, Renderer, Style, Wish, write

Function = Callable[..., Any]
"""A verb: any options in, an Answer or an exit code out."""


class Verb(click.Command):
    """A command whose help ends with examples and the columns of its answer."""

    examples: Sequence[str] = ()
    row: type[Any] | str = ""
    named: Sequence[str] = ()

    @property
    def columns(self) -> dict[str, str]:
        """Name → meaning of the columns of the answer, empty where it has none."""
        meanings = columns_of(_type_of(self.row)) if self.row else {}
        return {name: meanings[name] for name in self.named or meanings}

    def invoke(self, ctx: click.Context) -> Any:  # Any: click's type
        """Run the verb. Raise KgError where it failed on a project that is not what a build wrote."""
        try:
            return super().invoke(ctx)
        except _of_data():
            from pathlib import Path

            from kg.store.whole import check_whole

            for value in ctx.params.values():
                if isinstance(value, str | Path) and str(value):
                    check_whole(Path(value))
            raise

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write examples and columns."""
        with formatter.section("Examples"):
            for line in self.examples:
                formatter.write(f"  {line}\n")
        if self.columns:
            with formatter.section("Columns"):
                formatter.write_dl(list(self.columns.items()))


def _of_data() -> tuple[type[Exception], ...]:
    """Return the errors that data can raise which no build has written."""
    from sqlite3 import Error

    return (Error, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def columns_of(row: type[Any]) -> dict[str, str]:
    """Return name → meaning of the fields of a NamedTuple, read from the lines ``name: meaning`` of its docstring."""
    lines = [line.strip().partition(": ") for line in (row.__doc__ or "").splitlines()]
    meanings = {name: meaning for name, colon, meaning in lines if colon}
    return {name: meanings.get(name, "") for name in row._fields}


def _type_of(row: type[Any] | str) -> type[Any]:
    if not isinstance(row, str):
        return row
    module, _, name = row.rpartition(".")
    found: type[Any] = getattr(import_module(module), name)
    return found


def verb(
    name: str, *, examples: Sequence[str], row: type[Any] | str = "", shown: Sequence[str] = (),
    columns: Sequence[str] = (), renderers: Mapping[str, Renderer] | None = None,
) -> Callable[[Function], click.Command]:
    """Return a decorator that makes a function the verb ``name``.

    With ``row``, a NamedTuple type (or its dotted name, where its module is dear), the function returns an Answer, and the verb gets -f, --columns, --bom and -o. ``columns``: the
    first fields of the row, where not all are columns; ``shown``: the columns of its table; ``renderers``: formats of its own, or its
    own way to show a table.
    """
    def decorate(function: Function) -> click.Command:
        def style() -> Style:
            names = tuple(columns or columns_of(_type_of(row)))
            return Style(names, tuple(shown or names), renderers or {})

        command = click.command(name, cls=Verb)(_writing(function, style, renderers or {}) if row else function)
        command.examples, command.row, command.named = examples, row, columns
        return command

    return decorate


def _writing(function: Function, style: Callable[[], Style], renderers: Mapping[str, Renderer]) -> Function:
    def command(format_: str | None, columns: str | None, bom: bool, file: str | None, **options: Any) -> int:  # options of any verb
        answer = function(**options)
        return write(answer, style(), Wish(format_, columns, bom, file)) if isinstance(answer, Answer) else answer

    update_wrapper(command, function)
    formats = [*FORMATS, *(form for form in renderers if form not in FORMATS)]
    for option in (
            click.option("-o", "--output", "file", metavar="FILE", help="Write to FILE; its ending says the format."),
            click.option("--bom", is_flag=True, help="Begin with a byte order mark, for Excel."),
            click.option("--columns", metavar="A,B,…", help="Only these columns, in this order."),
            click.option("-f", "--format", "format_", type=click.Choice(formats), help="A table on a terminal, else jsonl.")):
        command = option(command)
    return command
