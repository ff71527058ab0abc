"""``kg related``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.analysis.related import Related, related
from kg.analysis.resolve import concepts
from kg.cli import options
from kg.cli.output import Answer
from kg.cli.verb import verb
from kg.weights import MEASURES

SHOWN = ("concept", "weight", "sentences", "documents", "g2", "npmi", "document", "example")


@verb("related", row=Related, shown=SHOWN, examples=["kg related 网络强国", "kg related 数据要素 --by npmi -n 50 -f csv --bom -o 数据要素.csv"])
@click.argument("concept")
@options.project
@click.option("--by", type=click.Choice(list(MEASURES)), default="g2", show_default=True, help="Rank by this measure.")
@click.option("--nested", is_flag=True, help="Also those that are part of its name, or it of theirs.")
@options.limit
def command(concept: str, project: Path, by: str, nested: bool, limit: int) -> Answer:
    """What goes together with a concept: its neighbours, the strongest first.

    CONCEPT is any label, variant, English label or IRI; - reads concepts from stdin, one a line.
    """
    store = options.store(project)
    asked = concepts(store, options.from_stdin([concept]))
    notes = [options.thresholds(store)]
    if len(asked) == 1:
        return Answer(related(store, asked[0], by=by, limit=limit, nested=nested), notes)
    rows = ((*row, one.label) for one in asked for row in related(store, one, by=by, limit=limit, nested=nested))
    return Answer(rows, notes, columns=(*Related._fields, "of"), shown=("of", *SHOWN))
