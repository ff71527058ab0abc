"""``kg info``."""

from __future__ import annotations

from kg.analysis.info import Fact, info
from kg.cli import options
from kg.cli.output import Answer
from kg.cli.verb import verb


@verb("info", row=Fact, examples=["kg info", "kg info -f json"])
@options.project
def command(project: str) -> Answer:
    """What a project holds and how it was made."""
    return Answer(info(options.store(project)))
