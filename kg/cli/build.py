"""``kg build``."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from kg import iri
from kg.cli.table import several, visible
from kg.cli.verb import verb
from kg.errors import KgError
from kg.kinds import EVIDENCE, SENTENCE_UNIT, UNITS

if TYPE_CHECKING:
    from kg.pipeline import Report

NAMES = {"no_thesaurus": "use_thesaurus", "no_discovery": "discovery"}
"""Options of the command whose name in the library differs."""

_path = click.Path(path_type=Path)


@verb("build", examples=["kg build 文章/ 法规/", "kg build 文章/ -o 项目 --thesaurus 本单位.ttl", "kg build --add 新文章/ -o 项目", "kg build --remove 文章/2024-05-01_0184 -o 项目"])
@click.argument("paths", nargs=-1, type=_path)
@click.option("-o", "--output", type=_path, default="output", show_default=True, help="Folder of the project.")
@click.option("--add", multiple=True, type=_path, help="Keep what the project holds and add these.")
@click.option("--remove", multiple=True, metavar="KEY", help="Take out this document (kg documents lists keys).")
@click.option("--thesaurus", multiple=True, type=_path, help="Further concepts: SKOS, CSV or jieba's format.")
@click.option("--decisions", type=_path, help="Decisions of a review [default: decisions.tsv in the project].")
@click.option("--no-thesaurus", is_flag=True, help="Without the shipped thesaurus.")
@click.option("--no-discovery", is_flag=True, help="Only concepts of thesauri; their score then rests on counts and names alone.")
@click.option("--lexicon", type=_path, metavar="PROJECT|FILE", help="Exactly the concepts of this project.")
@click.option("--unit", type=click.Choice(UNITS), default=SENTENCE_UNIT, show_default=True, help="Where two concepts meet.")
@click.option("--min-sentences", type=click.IntRange(min=1), help="Least sentences of a link [default: by number of documents].")
@click.option("--min-documents", type=click.IntRange(min=1), help="Least documents of a link [default: by number of documents].")
@click.option("--top", type=click.IntRange(min=1), default=150, show_default=True, help="Concepts drawn on the page.")
@click.option("--evidence", type=click.Choice(EVIDENCE), default="text", show_default=True, help="Sentences in page and Turtle.")
@click.option("--base", default=iri.BASE, show_default=True, help="Where the IRIs of the Turtle begin.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes; 0 is as many as are worth it.")
@click.option("--encoding", help="Encoding of the texts, where it is not found out.")
def command(paths: tuple[Path, ...], output: Path, add: tuple[Path, ...], remove: tuple[str, ...], **asked: Any) -> int:  # Any: options of a build
    """Make a project from texts: the project becomes equal to PATHS.

    PATHS are files or folders with .md, .txt, .jsonl or .jsonl.xz. Writes kg.sqlite, graph.html, graph.ttl and build.json (what was
    read, skipped or marked as duplicate, and why). Documents that have not changed since the last build are not read again. Without
    PATHS the project is made anew from what it holds, with the decisions of kg terms. Exit code 1 when a document could not be read.
    """
    again = not (paths or add or remove) and (output / "kg.sqlite").is_file()
    if bool(paths) == bool(add or remove) and not again:
        raise KgError("nothing to build" if not paths else "PATHS make the whole project, --add and --remove change it", hint="kg build TEXTS -o PROJECT, or kg build --add TEXTS -o PROJECT")
    from kg.pipeline import Options, build

    given = {NAMES.get(name, name) for name in asked if click.get_current_context().get_parameter_source(name) is not ParameterSource.DEFAULT}
    made = Options(use_thesaurus=not asked.pop("no_thesaurus"), discovery=not asked.pop("no_discovery"), **asked)
    bar = Bar()
    try:
        report = build([*paths, *add], output, made, add=bool(add) or again, remove=remove, given=given, progress=bar.show)
    finally:
        bar.clear()
    _tell(report)
    return 1 if report.problems else 0


class Bar:
    """A progress bar on stderr, on a terminal only; drawn at most ten times a second."""

    def __init__(self) -> None:
        """Draw nothing yet."""
        self._drawn = ""
        self._next = 0.0
        self._stage = ""

    def show(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is; a total of 0 is unknown."""
        now = time.monotonic()
        if not sys.stderr.isatty() or (stage == self._stage and now < self._next and done < total):
            return
        self._stage, self._next = stage, now + 0.1
        filled = 20 * done // total if total else 0
        line = f"{stage:<10} " + (f"{'█' * filled}{'·' * (20 - filled)} {done:,}/{total:,}" if total else "…")
        sys.stderr.write(f"\r{line:<{len(self._drawn)}}")
        sys.stderr.flush()
        self._drawn = line

    def clear(self) -> None:
        """Leave an empty line."""
        if self._drawn:
            sys.stderr.write(f"\r{' ' * len(self._drawn)}\r")
            sys.stderr.flush()


def _tell(report: Report) -> None:
    """Write the summary to stderr."""
    fates = [
        (report.duplicates, several(report.duplicates, "duplicate")), (report.dead, several(report.dead, "dead page")),
        (report.empty, f"{report.empty:,} empty"), (report.failed, f"{report.failed:,} failed")]
    skipped = ", ".join(fate for number, fate in fates if number)
    cut = f" ({report.cut:,} cut at the source)" if report.cut else ""
    least = f"from {several(report.min_sentences, 'sentence')} in {several(report.min_documents, 'document')} on"
    lines = [
        *report.problems, *report.notes, *(f"{several(number, 'document')}: {remark}" for remark, number in report.remarks.items()),
        f"{several(report.documents, 'document')}: {report.counted:,} counted{cut}" + (f"; {skipped}" if skipped else ""),
        f"{several(report.sentences, 'sentence')}, {several(report.concepts, 'concept')}, {several(report.pairs, 'link')} ({least})"]
    if report.reused:
        lines.insert(-1, f"{report.reused:,} unchanged, not read again")
    if report.others:
        lines.insert(-1, f"{several(report.others, 'other file')} left alone")
    lines += [f"wrote {output}" for output in report.outputs]
    sys.stderr.write("".join(visible(line) + "\n" for line in lines))
