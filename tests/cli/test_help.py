"""Every command's help ends with an example, and says what its columns mean."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from kg.analysis.terms import ORDERS
from kg.cli import terms
from kg.cli.__main__ import cli
from kg.cli.verb import Verb

WRITERS = {"build", "export", "terms accept", "terms reject", "terms merge", "terms rename", "terms categorise", "terms broader", "terms undo", "terms promote"}
"""Commands that answer with files or decisions, not with rows."""


def verbs(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Verb]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from verbs(command, (*path, name))
        else:
            assert isinstance(command, Verb)
            yield " ".join((*path, name)), command


ALL = dict(verbs(cli))


@pytest.mark.parametrize("name", ALL)
def test_help_shows_an_example_that_begins_with_the_command(name: str) -> None:
    text = CliRunner().invoke(cli, [*name.split(), "--help"]).output
    examples = text.partition("Examples:\n")[2].partition("\n\n")[0].splitlines()
    assert f"  kg {name}" in {line[:len(name) + 5] for line in examples} | ({"  kg terms list"} if examples[0] == "  kg terms" else set())


@pytest.mark.parametrize("name", ALL)
def test_help_lists_the_columns_of_every_answer_with_their_meaning(name: str) -> None:
    columns = ALL[name].columns
    assert bool(columns) == (name not in WRITERS)
    # the rows of a query have the columns of the query
    assert all(columns.values()) or name == "query"
    text = " ".join(CliRunner().invoke(cli, [*name.split(), "--help"]).output.partition("Columns:\n")[2].split())
    for column, meaning in columns.items():
        assert f"{column} {' '.join(meaning.split())}" in text


def test_the_orders_of_a_review_are_those_of_the_library() -> None:
    assert tuple(ORDERS) == terms.ORDERS


@pytest.mark.parametrize(("words", "place", "offered"), [
    ("kg rel", 1, ["plain,related"]), ("kg related --de", 2, ["plain,--depth"]), ("kg central --by pa", 3, ["plain,pagerank"])])
def test_a_shell_completes_commands_options_and_values(words: str, place: int, offered: list[str]) -> None:
    asked = {"_KG_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(place)}
    ran = subprocess.run([sys.executable, "-m", "kg.cli"], env={**os.environ, **asked}, capture_output=True, encoding="utf-8", check=False)
    assert ran.stdout.splitlines() == offered
