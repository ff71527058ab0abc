"""``kg related``."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from kg.analysis.related import Related, around, hidden
from kg.cli import options
from kg.cli.output import Answer
from kg.cli.verb import verb
from kg.weights import MEASURES

if TYPE_CHECKING:
    from kg.store.limits import Least
    from kg.store.selection import Selection

COLUMNS = Related._fields[:-1]
SHOWN = ("concept", "weight", "sentences", "documents", "g2", "npmi", "document", "example")


@verb("related", row=Related, columns=COLUMNS, shown=SHOWN, examples=["kg related 网络强国", "kg related 数据要素 --by npmi --since 2024 -n 50 -f csv --bom -o 数据要素.csv"])
@click.argument("concept")
@options.project
@options.selection
@options.least
@options.category()
@click.option("--by", type=click.Choice(list(MEASURES)), default="g2", show_default=True, help="Rank by this measure.")
@click.option("--nested", is_flag=True, help="Also those that are part of its name, or it of theirs.")
@click.option("--depth", type=click.IntRange(1, 2), default=1, show_default=True, help="2: also what goes together with those.")
@options.limit
def command(concept: str, project: str, selection: Selection, least: Least, depth: int, **asked: Any) -> Answer:  # Any: options of related
    """What goes together with a concept: its neighbours, the strongest first.

    CONCEPT is any label, variant, English label or IRI; - reads concepts from stdin, one a line. With several concepts or --depth 2
    there is one more column, of: the concept that a row belongs to.
    """
    store = options.store(project)
    asked_for, aliases = options.named(store, options.from_stdin([concept]))
    found, notes = options.narrow(store, selection, asked_for, whole=depth > 1, least=least)
    rows = around(store, found, depth=depth, **asked)
    # where the rows asked for are there, nobody looks for more
    below = sum(
        hidden(store, one, nested=asked["nested"], category=asked["category"])
        for one, of_one in rows.items() if not asked["limit"] or len(of_one) < asked["limit"])
    notes = [*aliases, *notes, *options.hidden(store, below)]
    if len(found) == 1 and depth == 1:
        # the weight of g2 and npmi is a column of its own
        shown = tuple(name for name in SHOWN if name != "weight" or asked["by"] not in SHOWN)
        return Answer(rows[found[0]], notes, shown=shown, for_people=lambda: options.inside(store, found))
    return Answer(chain(*rows.values()), notes, columns=Related._fields, shown=("of", *SHOWN))
