"""Options that several verbs share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.reader import Store

project = click.option(
    "-p", "--project", type=click.Path(path_type=Path), default="output", envvar="KG_PROJECT", show_default=True,
    help="Folder of the project.")
limit = click.option("-n", "--limit", type=click.IntRange(min=0), default=20, show_default=True, help="So many rows; 0 is all.")


def store(folder: Path) -> Store:
    """Open a project; it is closed when the command ends."""
    from kg.store import Store

    return click.get_current_context().with_resource(Store(folder))


def from_stdin(concepts: Iterable[str]) -> list[str]:
    """Return the concepts, ``-`` replaced by the lines of stdin."""
    found: list[str] = []
    for concept in concepts:
        found += [line.strip() for line in sys.stdin.buffer.read().decode("utf-8-sig").splitlines() if line.strip()] if concept == "-" else [concept]
    if not found:
        raise KgError("no concept on stdin", hint="one concept a line")
    return found


def thresholds(store: Store) -> str:
    """Return the sentence about the thresholds that stands below every answer."""
    sentences, documents = store.thresholds
    return f"N = {store.units:,} sentences; links from {sentences} sentences in {documents} documents on"
