"""``kg compare``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import click

from kg.analysis.compare import SAME, Difference
from kg.cli import options
from kg.cli.output import Answer
from kg.cli.table import Screen, table, visible, wrap
from kg.cli.verb import verb

if TYPE_CHECKING:
    from kg.analysis.compare_sides import Comparison
    from kg.store.limits import Least
    from kg.store.selection import Selection

SHOWN = ("a", "b", "left", "right", "g2", "effect", "q", "status")


def _blocks(rows: Iterable[Difference], screen: Screen) -> Iterator[str]:
    """Yield articles as text with what changed, then a table of concepts and one of links."""
    for kind, group in groupby(rows, key=lambda row: row.kind):
        yield screen.bold({"article": "articles", "concept": "concepts", "link": "links"}[kind])
        if kind == "article":
            for row in group:
                yield f"  {row.status:<8} {' → '.join(filter(None, (row.a, row.b)))}"
                for line in row.difference.split("\n") if row.difference else ():
                    yield from wrap(visible(line), max(40, screen.width), "           ")
        else:
            names = [name for name in SHOWN if kind == "link" or name != "b"]
            yield from table(names, (tuple(getattr(row, name) for name in names) for row in group), screen)
        yield ""


@verb("compare", row=Difference, renderers={"table": _blocks}, examples=[
    "kg compare 2021..2022 2024..2025", "kg compare 示例日报 示例网", "kg compare 旧项目 新项目 -n 0 -f csv -o 差异.csv", "kg compare '条例(2022).md' '条例(2025修正).md'"])
@click.argument("a")
@click.argument("b")
@options.project
@options.selection
@options.least
@options.category()
@click.option("--kind", type=click.Choice(["article", "concept", "link"]), multiple=True, help="Only rows of this kind; again for more.")
@click.option("--all", "everything", is_flag=True, help="Also what is the same on both sides.")
@options.limit
def command(
    a: str, b: str, project: str, selection: Selection, least: Least, category: tuple[str, ...], kind: tuple[str, ...], everything: bool, limit: int,
) -> Answer:
    """What came, went, grew or shrank from A to B: concepts, links, and the articles of a law.

    A and B are two projects, two files, or two parts of the project: times (2021, 2024-05, 2021..2022), sources, or documents.
    Two laws, one a side, are compared article by article too. -n is for concepts and for links; articles are all shown.
    """
    from pathlib import Path

    from kg.project.comparison import comparison

    found: Comparison = comparison(a, b, project=Path(project), selection=selection, category=category, least=least)
    rows: list[Difference] = []
    for each in ("article", "concept", "link"):
        wanted = [row for row in found.rows if row.kind == each and (everything or row.status != SAME)] if not kind or each in kind else []
        rows += wanted if each == "article" else wanted[:limit or None]
    return Answer(rows, found.notes)
