"""Options that several verbs share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import update_wrapper
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from kg.cli.table import several
from kg.errors import KgError
from kg.kinds import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.store.limits import Least
    from kg.store.reader import ConceptRow, Store
    from kg.store.selection import Selection

project = click.option(
    "-p", "--project", metavar="FOLDER", default="output", envvar="KG_PROJECT", show_default=True,
    help="Folder of the project.")
limit = click.option("-n", "--limit", type=click.IntRange(min=0), default=20, show_default=True, help="So many rows; 0 is all.")


Function = Callable[..., Any]
"""A verb."""


def category(what: str = "Only concepts of this category") -> Callable[[Function], Function]:
    """Return the option --category, whose help says what is chosen by it."""
    return click.option("--category", type=click.Choice(CATEGORIES), multiple=True, help=f"{what}; again for more.")


LEAST = ("--min-sentences", "--min-documents")


def selection(function: Function) -> Function:
    """Give a verb --since, --until, --source and --doc, as one ``selection``."""
    def command(since: str, until: str, source: tuple[str, ...], doc: tuple[str, ...], **others: Any) -> Any:  # options of any verb
        from kg.store.selection import Selection

        return function(selection=Selection(since, until, source, doc), **others)

    update_wrapper(command, function)
    for option in (
            click.option("--doc", multiple=True, metavar="KEY", help="Only this document; again for more."),
            click.option("--source", multiple=True, help="Only documents of this source; again for more."),
            click.option("--until", default="", metavar="DATE", help="Only documents up to YYYY, YYYY-MM or YYYY-MM-DD."),
            click.option("--since", default="", metavar="DATE", help="Only documents from YYYY, YYYY-MM or YYYY-MM-DD on.")):
        command = option(command)
    return command


def least(function: Function) -> Function:
    """Give a verb --min-sentences and --min-documents, as one ``least``."""
    def command(min_sentences: int | None, min_documents: int | None, **others: Any) -> Any:  # options of any verb
        return function(least=(min_sentences, min_documents), **others)

    update_wrapper(command, function)
    for option in (
            click.option("--min-documents", type=click.IntRange(1), help="Links and discovered concepts from so many documents on [default: as the project was built]."),
            click.option("--min-sentences", type=click.IntRange(1), help="Links and discovered concepts from so many sentences on [default: as the project was built].")):
        command = option(command)
    return command


def given(*names: str) -> list[str]:
    """Return those of these options, as the command line writes them, that the user gave."""
    context = click.get_current_context()
    return [param.opts[-1] for param in context.command.params
            if param.name in names and context.get_parameter_source(param.name) is ParameterSource.COMMANDLINE]


def narrow(
    store: Store, selection: Selection, concepts: Sequence[ConceptRow] = (), *, whole: bool = False, least: Least = (None, None),
) -> tuple[list[ConceptRow], list[str]]:
    """Restrict a project to a selection; return the concepts with their counts there, and notes about N and the thresholds.

    Only links of these concepts will be asked for, if there are any, unless ``whole``. ``least``: thresholds in place of the project's.
    """
    notes = []
    if selection:
        from kg.store.selection import restrict

        selected = restrict(store, selection, around=None if whole or not concepts else [row.id for row in concepts])
        undated = f"; {several(selected.undated, 'undated one')} left out" if selected.undated else ""
        notes.append(f"{several(selected.documents, 'document')} selected{undated}")
    if any(least):
        from kg.store.limits import set_thresholds

        set_thresholds(store, *least)
    return [store.concept(row.id) for row in concepts], [*notes, thresholds(store)]


def store(folder: str) -> Store:
    """Open a project; it is closed when the command ends."""
    from kg.store import Store

    return click.get_current_context().with_resource(Store(folder))


def named(store: Store, texts: Iterable[str]) -> tuple[list[ConceptRow], list[str]]:
    """Return the concepts that these texts name, each once, and a sentence for each that is not named by its preferred label."""
    from kg.analysis.resolve import concept

    found = [(text, concept(store, text)) for text in texts]
    return list(dict.fromkeys(row for _, row in found)), [f"{text.strip()} is {row.label}" for text, row in found if text.strip() != row.label]


def from_stdin(concepts: Iterable[str]) -> list[str]:
    """Return the concepts, ``-`` replaced by those on stdin: one a line, or an answer of kg in TSV or JSON Lines with a column concept."""
    found: list[str] = []
    for concept in concepts:
        found += _named(sys.stdin.buffer.read()) if concept == "-" else [concept]
    if not found:
        raise KgError("no concept on stdin", hint="one concept a line")
    return found


def _named(data: bytes) -> list[str]:
    try:
        lines = [line for line in data.decode("utf-8-sig").splitlines() if line.strip()]
    except UnicodeDecodeError:
        raise KgError("stdin is not UTF-8", hint="one concept a line, in UTF-8") from None
    head = lines[0].split("\t") if lines else []
    if "concept" in head:
        place = head.index("concept")
        return [line.split("\t")[place].strip() for line in lines[1:]]
    return [_of_json(line) if line.startswith('{"') else line.strip() for line in lines]


def _of_json(line: str) -> str:
    import json

    try:
        return str(json.loads(line)["concept"])
    except (ValueError, KeyError):
        raise KgError(f"no concept in this line of stdin: {line[:60]}", hint="JSON Lines need the column concept") from None


def thresholds(store: Store) -> str:
    """Return the sentence about the thresholds that stands below every answer."""
    sentences, documents = store.thresholds
    unit = store.meta("unit") or "sentence"
    return f"N = {several(store.units, unit)}; links from {several(sentences, unit)} in {several(documents, 'document')} on"


def lowering(store: Store) -> str:
    """Return the options that show all links, "" where the thresholds hide none."""
    return " ".join(f"{name} 1" for name, value in zip(LEAST, store.thresholds, strict=True) if value > 1)


def hidden(store: Store, number: int) -> list[str]:
    """Return the sentence about links below the thresholds, if there are any."""
    if not number:
        return []
    names = [f"{name} {value}" for name, value in zip(LEAST, store.thresholds, strict=True) if value > 1]
    return [f"{several(number, 'link')} {'is' if number == 1 else 'are'} hidden by {' and '.join(names)}; to see all: {lowering(store)}"]


def inside(store: Store, concepts: Iterable[ConceptRow]) -> list[str]:
    """Return for each concept the sentence about those that name it only as a part of longer concepts, if there are any."""
    from kg.analysis.inside import inside

    unit = store.meta("unit") or "sentence"
    notes = []
    for row in concepts:
        held = inside(store, row.id)
        if held.sentences:
            named = ", ".join(f"{label} {number:,}" for label, number in held.longer[:3])
            more = f" and {len(held.longer) - 3:,} others" if len(held.longer) > 3 else ""
            notes.append(f"{row.label}: {several(row.sentences, unit)}; {held.sentences:,} more {'names' if held.sentences == 1 else 'name'} it only inside longer concepts: {named}{more}")
    return notes
