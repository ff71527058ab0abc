"""``kg path``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import ge
from typing import TYPE_CHECKING

import click

from kg.analysis.path import MOST, MOST_LINKS, Step, WayOut, path, way_out
from kg.analysis.resolve import concept, concepts
from kg.cli import options
from kg.cli.output import Answer
from kg.cli.table import Screen, several, visible, wrap
from kg.cli.verb import verb
from kg.errors import InputError, KgError

if TYPE_CHECKING:
    from kg.store import Store
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
@click.option("--max-links", type=click.IntRange(1, MOST_LINKS), default=4, show_default=True, help="Chains of at most so many links.")
@click.option("--avoid", multiple=True, metavar="CONCEPT", help="No chain may pass this concept; again for more.")
@click.option("--nested", is_flag=True, help="Also over links between a concept and one that is part of its name.")
@click.option("-n", "--limit", type=click.IntRange(min=0), default=3, show_default=True, help="So many chains; 0 is all, up to 10,000.")
def command(
    a: str, b: str, project: str, selection: Selection, least: options.Least, avoid: tuple[str, ...], max_links: int, nested: bool, limit: int,
) -> Answer:
    """The strongest chains between two concepts, each link with a sentence.

    A chain is as strong as the product of the cosines of its links. Of equally strong ones those of fewer links come first, then by
    labels.
    """
    store = options.store(project)
    ends = [concept(store, a), concept(store, b)]
    if ends[0] == ends[1]:
        raise KgError(f"{a} and {b} are one concept, {ends[0].label}", hint="two different concepts")
    around = {row.id for row in concepts(store, avoid)}
    if both := around & {end.id for end in ends}:
        raise KgError(f"{store.concept(min(both)).label} is an end of the chain and cannot be avoided", hint="--avoid is for what lies between")
    ends, notes = options.narrow(store, selection, ends, whole=True, least=least)
    rows = path(store, *ends, limit=limit, max_links=max_links, avoid=around, nested=nested)
    if not rows:
        found = way_out(store, *ends, max_links=max_links, avoid=around, nested=nested)
        raise InputError(
            f"no chain of at most {several(max_links, 'link')} between {ends[0].label} and {ends[1].label}",
            hint=_allowing(store, found, max_links=max_links, nested=nested) if found else f"nothing here joins them; see kg related {ends[0].label}")
    met = store.pair(ends[0].id, ends[1].id)
    notes += options.hidden(store, int(any(met) and not all(map(ge, met, store.thresholds))))
    if not limit and rows[-1].rank == MOST:
        return Answer(rows, [*notes, f"the {MOST:,} strongest chains; there may be more"], code=4)
    return Answer(rows, notes)


def _allowing(store: Store, found: WayOut, *, max_links: int, nested: bool) -> str:
    """Return the options that allow what is not yet allowed."""
    return " ".join((
        *([f"--max-links {found.max_links}"] if found.max_links > max_links else []), *(["--nested"] if found.nested > nested else []),
        *([options.lowering(store)] if found.hidden else []), *(["without --avoid"] if found.passing else [])))
