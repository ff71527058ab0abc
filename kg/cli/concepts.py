"""``kg concepts``."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

from kg.analysis.listing import Concept, InDocument, by_document, concepts
from kg.cli import options
from kg.cli.output import Answer
from kg.cli.table import several
from kg.cli.verb import verb
from kg.errors import KgError
from kg.kinds import FAILED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.store.limits import Least
    from kg.store.selection import Selection

DOCUMENT_COLUMNS = InDocument._fields
NONE = "no concept found"


@verb("concepts", row=Concept, shown=("concept", "score", "mentions", "sentences", "documents", "status", "category", "en"),
      examples=["kg concepts -n 30", "kg concepts 文章.md", "kg concepts --by-document -f jsonl"])
@click.argument("paths", nargs=-1)
@options.project
@options.selection
@options.least
@click.option("--by-document", "each", is_flag=True, help="One row for each concept in each document.")
@options.category()
@click.option("--thesaurus", multiple=True, metavar="FILE", help="With PATHS: further concepts, SKOS, CSV or jieba's format.")
@click.option("--no-thesaurus", is_flag=True, help="With PATHS: without the shipped thesaurus.")
@click.option("--no-discovery", is_flag=True, help="With PATHS: only concepts of thesauri, all of them that are mentioned; their score then rests on counts and names alone.")
@click.option("--encoding", help="With PATHS: encoding of the files, where it is not found out.")
@options.limit
def command(paths: Sequence[str], project: str, selection: Selection, least: Least, each: bool, category: tuple[str, ...], limit: int, **reading: Any) -> Answer | int:  # Any: options of reading
    """Concepts of a project, those in most sentences first; or of files, without a project.

    PATHS are files or folders with .md, .txt, .jsonl or .jsonl.xz. Each document in them is treated as a project of it alone: listed are
    the concepts that an expert would list for it, the most likely first, at most -n of each document. A project lists all that are
    mentioned, whatever their score; with --by-document those that an expert would list, as for files. With --by-document or PATHS the
    columns are document, concept, score, mentions, variants, status, en. Exit code 1 when a document could not be read or no concept is
    found, which is said.
    """
    _check(paths, selection, least, each, reading)
    if paths:
        return _of_files(paths, category, limit, **reading)
    store = options.store(project)
    _, notes = options.narrow(store, selection, least=least)
    if each:
        labels = {row.label for row in store.concepts(shown=False) if row.category in category}
        rows = (row for row in by_document(store) if not category or row.concept in labels)
        listed = list(islice(rows, limit or 1))
        more = ["there are more; all: -n 0"] if limit and next(rows, None) else []
        return Answer(listed if limit else chain(listed, rows), more if listed else [NONE], columns=DOCUMENT_COLUMNS, shown=DOCUMENT_COLUMNS)
    found, every = ([row for row in concepts(store, shown=shown) if not category or row.category in category] for shown in (True, False))
    below = [f"{several(len(every) - len(found), 'more concept')} below the thresholds; to see all: {options.lowering(store)}"] if len(every) > len(found) else []
    return Answer(found[:limit or None], [several(len(found), "concept"), *below, *notes])


def _check(paths: Sequence[str], selection: Selection, least: Least, each: bool, reading: dict[str, Any]) -> None:  # Any: options of reading
    """Raise KgError where an option would not be obeyed."""
    if paths and (selection or options.given("project") or any(least)):
        raise KgError("PATHS are read without a project", hint="without -p, thresholds, --since, --until, --source and --doc; or a project without PATHS")
    if each and any(least):
        raise KgError("--by-document lists by score, whatever the thresholds", hint="without --min-sentences and --min-documents")
    if not paths and any(reading.values()):
        raise KgError("--thesaurus, --no-thesaurus, --no-discovery and --encoding are for PATHS", hint="a project keeps the options it was built with: kg build")


def _of_files(paths: Sequence[str], category: tuple[str, ...], limit: int, *, thesaurus: tuple[str, ...], no_thesaurus: bool, no_discovery: bool, encoding: str | None) -> Answer:
    from pathlib import Path

    from kg.pipeline import Options, concepts_of_files

    made = Options(thesaurus=tuple(map(Path, thesaurus)), use_thesaurus=not no_thesaurus, discovery=not no_discovery, encoding=encoding)
    rows: list[InDocument] = []
    notes: list[str] = []
    failed = False
    for result in concepts_of_files([Path(path) for path in paths], made):
        failed |= result.document.status == FAILED
        if result.document.reason:
            notes.append(f"{result.document.key}: {result.document.reason}")
        found = [row for row in result.concepts if not category or row.category in category]
        if limit and len(found) > limit:
            notes.append(f"{result.document.key}: {limit:,} of {several(len(found), 'concept')}; all: -n 0")
        rows += [InDocument(row.document, row.concept, row.score, row.mentions, row.variants, row.status, row.en) for row in found[:limit or None]]
    return Answer(rows, notes if rows or failed else [*notes, NONE], columns=DOCUMENT_COLUMNS, shown=DOCUMENT_COLUMNS, code=1 if failed else None)
