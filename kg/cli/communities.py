"""``kg communities``."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from kg.analysis.communities import RESOLUTION, SEED
from kg.analysis.themes import Member, themes
from kg.cli import options
from kg.cli.output import Answer
from kg.cli.table import Screen, flow, several, visible
from kg.cli.verb import verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.store.limits import Least
    from kg.store.selection import Selection

CENTRAL, BRIDGES = 12, 5
"""Concepts of a community that the table names, and bridges."""

SPREAD = 0.5
"""Least participation of what the table calls a bridge."""


def _blocks(rows: Iterable[Member], screen: Screen) -> Iterator[str]:
    """Yield for each community its name, its central concepts and its bridges."""
    for number, group in groupby(rows, key=lambda row: row.community):
        members = list(group)
        yield f"{number:>3}  {screen.bold(visible(members[0].name))}  {several(len(members), 'concept')}"
        more = [f"and {len(members) - CENTRAL:,} more"] * (len(members) > CENTRAL)
        yield from flow([*(visible(row.concept) for row in members[:CENTRAL]), *more], screen.width, "     ")
        bridges = sorted((row for row in members if row.bridge >= SPREAD), key=lambda row: (-row.bridge * row.strength, row.concept))
        if bridges:
            yield from flow([*(visible(row.concept) for row in bridges[:BRIDGES])], screen.width, "     bridges: ")


@verb("communities", row=Member, renderers={"table": _blocks},
      examples=["kg communities", "kg communities -n 5 --since 2024", "kg communities --resolution 2 -n 0 -f csv --bom -o 主题.csv"])
@options.project
@options.selection
@options.least
@options.category()
@click.option("--resolution", type=click.FloatRange(0, min_open=True), default=RESOLUTION, show_default=True, help="More: smaller communities.")
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True, help="Another seed may give others: are they stable?")
@click.option("-n", "--limit", type=click.IntRange(min=0), default=10, show_default=True, help="So many communities, the largest; 0 is all.")
def command(project: str, selection: Selection, least: Least, category: tuple[str, ...], resolution: float, seed: int, limit: int) -> Answer:
    """Groups of concepts that belong together, the largest first, each named by its two most telling concepts.

    Found by the Leiden method over association strength. Central concepts come first; a bridge has much of its strength in other
    communities. Concepts without any link are in none. The graph has all links over the thresholds; the page colours the communities of
    the few links that it draws, which can be others.
    """
    store = options.store(project)
    _, notes = options.narrow(store, selection, least=least)
    return Answer(themes(store, limit=limit, category=category, resolution=resolution, seed=seed), notes)
