"""``kg central``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.analysis.central import MEANING, Central, central
from kg.cli import options
from kg.cli.output import Answer
from kg.cli.verb import verb

if TYPE_CHECKING:
    from kg.store.limits import Least
    from kg.store.selection import Selection


@verb("central", row=Central, shown=("rank", "concept", "value", "en"),
      examples=["kg central", "kg central --by betweenness -n 30", "kg central --by strength --category technology -f csv"])
@options.project
@options.selection
@options.least
@options.category()
@click.option("--by", type=click.Choice(list(MEANING)), default="pagerank", show_default=True, help="Rank by this measure.")
@options.limit
def command(project: str, selection: Selection, least: Least, category: tuple[str, ...], by: str, limit: int) -> Answer:
    """The concepts everything else hangs on, the most central first.

    \b
    degree       with how many others it is discussed
    strength     how closely it goes together with its neighbours
    betweenness  what joins themes: on how many strongest chains it lies
    pagerank     what central concepts are linked to
    core         how dense the part of the graph is that it lies in
    """  # noqa: D301 - \b is click's mark for lines that stay
    store = options.store(project)
    _, notes = options.narrow(store, selection, least=least)
    return Answer(central(store, by=by, limit=limit, category=category), [f"{by}: {MEANING[by]}", *notes])
