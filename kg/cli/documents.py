"""``kg documents``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.analysis.documents import Listed, documents, selected_keys
from kg.cli import options
from kg.cli.output import Answer
from kg.cli.table import several
from kg.cli.verb import verb
from kg.model import COUNTED, CUT, DEAD, DUPLICATE, EMPTY, FAILED

if TYPE_CHECKING:
    from kg.store.selection import Selection

SHOWN = ("key", "date", "status", "sentences", "title", "reason")


@verb("documents", row=Listed, shown=SHOWN, examples=["kg documents", "kg documents --status duplicate -f csv"])
@options.project
@options.selection
@click.option("--status", type=click.Choice([COUNTED, CUT, DUPLICATE, DEAD, EMPTY, FAILED]), multiple=True, help="Only these.")
def command(project: str, selection: Selection, status: tuple[str, ...]) -> Answer:
    """What was read, skipped or counted once, and why: one row a document, in the order of keys."""
    store = options.store(project)
    keys = selected_keys(store, selection) if selection else None
    rows = [row for row in documents(store) if (not status or row.status in status) and (keys is None or row.key in keys)]
    return Answer(rows, [several(len(rows), "document")])
