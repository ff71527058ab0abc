"""``kg documents``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.analysis.documents import Listed, documents
from kg.cli import options
from kg.cli.output import Answer
from kg.cli.verb import verb
from kg.model import COUNTED, CUT, DEAD, DUPLICATE, EMPTY, FAILED

SHOWN = ("key", "date", "status", "sentences", "title", "reason")


@verb("documents", row=Listed, shown=SHOWN, examples=["kg documents", "kg documents --status duplicate -f csv"])
@options.project
@click.option("--status", type=click.Choice([COUNTED, CUT, DUPLICATE, DEAD, EMPTY, FAILED]), multiple=True, help="Only these.")
def command(project: Path, status: tuple[str, ...]) -> Answer:
    """What was read, skipped or counted once, and why: one row a document, in the order of keys."""
    rows = [row for row in documents(options.store(project)) if not status or row.status in status]
    return Answer(rows, [f"{len(rows):,} documents"])
