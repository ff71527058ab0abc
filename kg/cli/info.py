"""``kg info``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analysis.info import Fact, info
from kg.cli import options
from kg.cli.output import Answer
from kg.cli.verb import verb

if TYPE_CHECKING:
    from kg.store.limits import Least
    from kg.store.selection import Selection


@verb("info", row=Fact, examples=["kg info", "kg info --since 2024 -f json"])
@options.project
@options.selection
@options.least
def command(project: str, selection: Selection, least: Least) -> Answer:
    """What a project holds and how it was made."""
    store = options.store(project)
    _, notes = options.narrow(store, selection, least=least)
    # N and the thresholds are facts of their own
    return Answer(info(store), notes[:-1])
