"""``kg check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.output import Answer
from kg.cli.table import several
from kg.cli.verb import verb
from kg.errors import KgError
from kg.rdf.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

GRAPH, DATABASE = "graph.ttl", "kg.sqlite"


def _project(folder: str) -> tuple[list[Fault], str, list[str]]:
    """Return the faults of a project's database and of its graph.ttl, what was looked at, and no notes."""
    from kg.rdf.check import check
    from kg.rdf.integrity import broken
    from kg.store.whole import RECORD, changed

    store = options.store(folder)
    database, graph = str(Path(folder) / DATABASE), Path(folder) / GRAPH
    faults = [Fault(str(Path(folder) / name), 0, "", "record", f"damaged, or left by an interrupted build: not what {RECORD} says", "") for name in changed(Path(folder))]
    faults += [Fault(database, row.line, row.concept, row.rule, row.message, row.document) for row in broken(store)]
    if not graph.is_file():
        return [*faults, Fault(str(graph), 0, "", "missing", f"there is no {GRAPH}: kg build -o {folder} writes it", "")], DATABASE, []
    checked = check([graph], documents=len([row for row in store.docs() if row.first_sid is not None]), units=store.units)
    return faults + checked.faults, f"{DATABASE} and {GRAPH}: {several(checked.concepts, 'concept')}, {several(checked.triples, 'statement')}", []


def _files(files: Sequence[Path]) -> tuple[list[Fault], str, list[str]]:
    """Return the faults of files, what was looked at, and what a build would note: graphs by the shapes, thesauri by what a build needs of them."""
    from kg.rdf.check import check, is_graph

    for file in files:
        if not file.is_file():
            raise KgError(f"{file}: no such file", hint="a file in Turtle, N-Triples, CSV or a folder of them")
    graphs = [file for file in files if is_graph(file)]
    thesauri = [file for file in files if file not in graphs]
    faults, parts, notes = [], [], []
    if graphs:
        # each tells of its own counts: together they would contradict each other
        checked = [check([graph]) for graph in graphs]
        faults += [fault for one in checked for fault in one.faults]
        concepts, triples = (sum(numbers) for numbers in zip(*((one.concepts, one.triples) for one in checked), strict=True))
        parts.append(f"{several(concepts, 'concept')}, {several(triples, 'statement')} of {several(len(graphs), 'graph') if graphs[1:] else 'a graph'}")
    if thesauri:
        from kg.lexicon.load import check as check_thesauri

        looked = check_thesauri(thesauri)
        notes += looked.notes
        faults += [Fault(str(fault.file), fault.line, "", "thesaurus", fault.what, "") for fault in looked.faults]
        parts.append(several(len(thesauri), "thesaurus file"))
    return faults, "; ".join(parts), notes


@verb("check", row=Fault, shown=("line", "concept", "message", "value"), examples=[
    "kg check", "kg check 词表.ttl", "kg check 图谱.ttl -f csv -o 问题.csv", "kg check ontology/thesaurus"])
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE…]")
@options.project
def command(files: tuple[Path, ...], project: str) -> Answer:
    """Check a project, a thesaurus or a Turtle file.

    Without FILE the project: every count made again, every place looked up, its graph.ttl, and whether its files are those that build.json
    tells of. A graph must keep the conditions of ontology/shapes.ttl, a thesaurus what a build needs of it; what a build would read otherwise
    than it is written, or pass over, is said on stderr. Ends with 0 where there is no fault, else with 1.
    """
    from kg.rdf.check import in_folders

    faults, looked, notes = _files(in_folders(files)) if files else _project(project)
    said = several(len(faults), "fault") if faults else "no fault"
    return Answer(sorted(set(faults)), [f"{looked}: {said}", *notes], code=1 if faults else 0)
