"""``kg evidence``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.analysis.evidence import LIMIT, Evidence, evidence, held
from kg.cli import options
from kg.cli.marked import blocks, kwic
from kg.cli.output import Answer
from kg.cli.table import several
from kg.cli.verb import verb

if TYPE_CHECKING:
    from kg.store.selection import Selection

COLUMNS = Evidence._fields[:-1]


@verb("evidence", row=Evidence, columns=COLUMNS, renderers={"table": blocks, "kwic": kwic},
      examples=["kg evidence 网络强国 网络空间命运共同体", "kg evidence 数字鸿沟 -n 0 -f csv --bom -o 数字鸿沟.csv", "kg evidence 数据要素 -f kwic"])
@click.argument("concept", nargs=-1, required=True)
@options.project
@options.selection
@options.category("Only sentences with one more concept of this category")
@click.option("--no-fold", is_flag=True, help="Also sentences that nearly equal one above.")
@click.option("-n", "--limit", type=click.IntRange(min=0), default=10, show_default=True, help="So many sentences; 0 is all, none folded.")
def command(concept: tuple[str, ...], project: str, selection: Selection, category: tuple[str, ...], no_fold: bool, limit: int) -> Answer:
    """The sentences behind a concept or a link, the most telling first.

    With several concepts: sentences that hold all of them. - reads concepts from stdin, one a line.
    """
    store = options.store(project)
    asked, aliases = options.named(store, options.from_stdin(concept))
    asked, notes = options.narrow(store, selection, asked)
    rows = evidence(store, asked, limit=limit, folded=not no_fold, category=category)
    total = held(store, asked, category)
    said = f"{len(rows):,} of {several(total, 'sentence')}" if total is not None else several(len(rows), "sentence")
    if not rows and len(asked) > 1:
        said = f"no sentence holds {'both' if len(asked) == 2 else 'all of them'}; what lies between: kg path {asked[0].label} {asked[1].label}"
    if limit and total and total > (looked := max(LIMIT, limit)):
        said += f"; the most telling of some {looked:,} from all parts of the corpus, all: -n 0"
    return Answer(rows, [*aliases, said, *notes[:-1]], for_people=lambda: options.inside(store, asked))
