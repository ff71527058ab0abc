"""``kg path``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import ge
from typing import TYPE_CHECKING, Any

import click

from kg.analysis.path import MOST, MOST_LINKS, Step, WayOut, ends, path, way_out
from kg.cli import options
from kg.cli.output import Answer
from kg.cli.table import Screen, several, visible, wrap
from kg.cli.verb import verb
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.limits import Least
    from kg.store.selection import Selection


def _blocks(rows: Iterable[Step], screen: Screen) -> Iterator[str]:
    """Yield for each chain its concepts in one line, then each link with its sentence."""
    for rank, steps in groupby(rows, key=lambda step: step.rank):
        links = list(steps)
        yield screen.bold(f"{rank:>3}  {' — '.join([links[0].a, *(link.b for link in links)])}") + screen.dim(f"  cost {links[0].cost:.3f}")
        for link in links:
            yield f"     {link.a} — {link.b}  cosine {link.weight:.3f}, sentences {link.sentences}" + screen.dim(f"  {visible(link.document)}")
            yield from wrap(visible(link.example), max(40, screen.width), "       ")


@verb("path", row=Step, renderers={"table": _blocks}, examples=["kg path 数字鸿沟 网络强国", "kg path 数字鸿沟 网络强国 -n 5 --max-links 3 --avoid 数字经济"])
@click.argument("a")
@click.argument("b")
@options.project
@options.selection
@options.least
@options.category("Chains only over concepts of this category, apart from the ends")
@click.option("--max-links", type=click.IntRange(1, MOST_LINKS), default=4, show_default=True, help="Chains of at most so many links.")
@click.option("--avoid", multiple=True, metavar="CONCEPT", help="No chain may pass this concept; again for more.")
@click.option("--nested", is_flag=True, help="Also over links between a concept and one that is part of its name.")
@click.option("-n", "--limit", type=click.IntRange(min=0), default=3, show_default=True, help="So many chains; 0 is all, up to 10,000.")
def command(
    a: str, b: str, project: str, selection: Selection, least: Least, avoid: tuple[str, ...], limit: int, **asked: Any,  # Any: options of path
) -> Answer:
    """The strongest chains between two concepts, each link with a sentence.

    A chain is as strong as the product of the cosines of its links. Of equally strong ones those of fewer links come first, then by
    labels.
    """
    store = options.store(project)
    *both, around = ends(store, a, b, avoid)
    _, aliases = options.named(store, (a, b))
    (start, goal), notes = options.narrow(store, selection, both, whole=True, least=least)
    notes = [*aliases, *notes]
    rows = path(store, start, goal, limit=limit, avoid=around, **asked)
    if not rows:
        found = way_out(store, start, goal, avoid=around, **asked)
        raise InputError(
            f"no chain of at most {several(asked['max_links'], 'link')} between {start.label} and {goal.label}",
            hint=_allowing(store, found, max_links=asked["max_links"], nested=asked["nested"]) if found else f"nothing here joins them; see kg related {start.label}")
    met = store.pair(start.id, goal.id)
    notes += options.hidden(store, int(any(met) and not all(map(ge, met, store.thresholds))))
    if not limit and rows[-1].rank == MOST:
        return Answer(rows, [*notes, f"the {MOST:,} strongest chains; there may be more"], code=4)
    return Answer(rows, notes)


def _allowing(store: Store, found: WayOut, *, max_links: int, nested: bool) -> str:
    """Return the options that allow what is not yet allowed."""
    return " ".join((
        *([f"--max-links {found.max_links}"] if found.max_links > max_links else []), *(["--nested"] if found.nested > nested else []),
        *([options.lowering(store)] if found.hidden else []), *(["without --category"] if found.any_category else []),
        *(["without --avoid"] if found.passing else [])))
