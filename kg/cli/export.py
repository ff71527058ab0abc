"""``kg export``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import options
from kg.cli.output import spare
from kg.cli.table import visible
from kg.cli.verb import verb
from kg.errors import KgError
from kg.export.formats import FOLDERS, FORMATS, export
from kg.weights import MEASURES

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.limits import Least
    from kg.store.selection import Selection

NAMES = {"by": "weight"}
"""Options of the command whose name in the library differs."""

LIMITS, ALL = ("max_evidence", "max_pairs"), 0


class Most(click.IntRange):
    """A number, or all."""

    name = "number or all"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # Any: what click passes
        """Return ALL for "all"."""
        return ALL if value == "all" else int(super().convert(value, param, ctx))


@verb("export", examples=[
    "kg export -f gexf -o 图谱.gexf", "kg export -f csv --bom -o 表格/", "kg export -f matrix --by cosine --top 100 -o 矩阵/",
    "kg export -f html --around 网络强国 --evidence ids -o 网络强国.html", "kg export -f ttl --since 2024 -o 2024.ttl"])
@options.project
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), help="Without it, the ending of FILE says the format.")
@click.option("-o", "--output", "file", metavar="FILE", help="Write to FILE, for csv and matrix to a folder; without it to stdout.")
@options.selection
@options.least
@options.category()
@click.option("--by", type=click.Choice(list(MEASURES)), help="Weight of a link; g2 by default. Not for html, RDF and vosviewer.")
@click.option("--top", type=click.IntRange(1), help="Only so many concepts, those in most sentences.")
@click.option("--bom", is_flag=True, default=None, help="csv, matrix: begin with a byte order mark, for Excel.")
@click.option("--base", metavar="IRI", help="ttl, nt, jsonld: IRIs begin so, but for concepts of a thesaurus, which keep theirs.")
@click.option("--evidence", type=click.Choice(["none", "ids", "text"]), help="html, RDF: whole sentences (text), only where they stand, or nothing.")
@click.option("--max-evidence", type=Most(1), metavar="N|all", help="RDF: at most so many sentences a link; 5 by default.")
@click.option("--max-pairs", type=Most(1), metavar="N|all", help="RDF: at most so many links; 200,000 by default.")
@click.option("--per-concept", type=click.IntRange(1), help="html: the best links of each concept; 2 by default.")
@click.option("--around", multiple=True, metavar="CONCEPT", help="html: this concept and what is linked with it; again for more.")
@click.option("--community", multiple=True, metavar="CONCEPT", help="html: only the community of this concept, as in kg communities; again for more.")
@click.option("--title", help="html: the title of the page.")
@click.option("--force", is_flag=True, default=None, help="html: also a page too large to use.")
def command(
    project: str, form: str | None, file: str | None, selection: Selection, least: Least, **asked: Any,  # Any: options of formats
) -> int:
    """Write the graph for other programs.

    \b
    html               the page                     ttl, nt, jsonld   RDF with evidence
    skos               the concepts, for editors    graphml, gexf     Gephi, Cytoscape, networkx
    csv                nodes.csv and edges.csv      vosviewer         JSON for VOSviewer
    matrix             concepts.csv (concept × concept) and documents.csv (concept × document)
    jsonl              nodes, then edges
    """  # noqa: D301 - click reads this escape
    from kg.store.whole import check_whole, recorded

    form = form or _by_ending(file)
    if file:
        spare(file)
    given = {NAMES.get(name, name): None if name in LIMITS and value == ALL else value for name, value in asked.items() if value is not None and value != ()}
    store = options.store(project)
    if recorded(Path(project)):
        check_whole(Path(project))
    _, notes = options.narrow(store, selection, least=least)
    if not file:
        _to_stdout(store, form, given)
    else:
        notes += [f"wrote {name}" for name in export(store, form, Path(file), **given)]
    for note in notes:
        click.echo(visible(note), err=True)
    return 0


def _by_ending(file: str | None) -> str:
    ending = file.rpartition(".")[2].lower() if file else ""
    if ending in FORMATS and ending not in FOLDERS:
        return ending
    raise KgError("which format?", hint=f"-f {'|'.join(FORMATS)}")


def _to_stdout(store: Store, form: str, given: dict[str, Any]) -> None:  # Any: options of formats
    from shutil import copyfileobj
    from tempfile import TemporaryDirectory

    if form in FOLDERS:
        raise KgError(f"{form} is more than one file", hint="name a folder: -o FOLDER")
    with TemporaryDirectory() as folder:
        (written,) = export(store, form, Path(folder) / form, **given)
        with written.open(encoding="utf-8", newline="") as stream:
            copyfileobj(stream, sys.stdout)
