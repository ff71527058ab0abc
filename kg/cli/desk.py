"""Where decisions are made: a project, the decisions so far, and the file that they go to."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.table import several, visible
from kg.errors import KgError
from kg.lexicon import decisions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from kg.analysis.named import Said
    from kg.lexicon.decisions import Decision
    from kg.store import Store


class Desk:
    """A review of one project."""

    def __init__(self, store: Store, project: str, file: Path) -> None:
        """Read the decisions made so far, none where there is no file yet. Raise KgError with the faults of the file."""
        self.store = store
        self.project = project
        self.file = file
        self.made: list[Decision] = decisions.read(self.file) if self.file.exists() else []

    @property
    def said(self) -> Said:
        """Return what names mean now."""
        from kg.analysis.named import Said

        return Said(self.store, self.made)

    @property
    def applied(self) -> bool:
        """Whether the last build has obeyed the decisions as they stand."""
        return self.store.meta("decisions") == decisions.digest(self.made)

    @property
    def unheeded(self) -> dict[Decision, str]:
        """Return the decisions that the last build did not carry out with what it said of them, none where others were made since."""
        from kg.store.whole import notes

        said = notes(Path(self.project)) if self.applied else []
        return {decision: note for decision in self.made for note in said if note.startswith(f"{decision}: ")}

    @property
    def state(self) -> str:
        """Return what has become of the decisions."""
        if not self.applied:
            return f"not yet obeyed: {self.build}"
        number = len(self.unheeded)
        return f"{number:,} of them not carried out by the last build" if number else "all obeyed by the last build"

    def decide(self, made: Iterable[Decision], build: str = "") -> int:
        """Write these decisions in place of those made so far, say what is new, and return the exit code; ``build``: the next one, if another."""
        made = list(made)
        before, after = set(self.made), set(made)
        lines = [*(f"+ {decision}" for decision in sorted(after - before)), *(f"- {decision}" for decision in sorted(before - after))]
        if lines:
            decisions.write(self.file, made)
            self.made = sorted(after)
        number = several(len(after), "decision")
        lines.append(f"{number} in {self.file}" + ("" if self.applied else f"; obeyed by the next build: {build or self.build}"))
        sys.stderr.write("".join(visible(line) + "\n" for line in lines))
        return 0

    def say(self, line: str) -> None:
        """Tell something on stderr."""
        sys.stderr.write(visible(line) + "\n")

    def had(self, file: Path) -> bool:
        """Return whether the last build had this thesaurus: the project has all its concepts that no decision is about."""
        from kg.lexicon.load import load

        if not (file.exists() and int(self.store.meta("thesauri") or 0)):
            return False
        known = {row.iri for row in self.store.concepts(curated=True)} | {decision.iri for decision in self.made}
        return all(term.iri in known for term in load([file], shipped=False).terms)

    @property
    def build(self) -> str:
        """Return the command that applies the decisions."""
        return self.build_with("")

    def build_with(self, promoted: str, *, given: bool = False) -> str:
        """Return that command for a thesaurus that concepts were promoted into; ``given``: the last build had it."""
        where = "" if self.project == "output" else f" -o {self.project}"
        own = Path(self.project) / decisions.FILE
        others = int(self.store.meta("thesauri") or 0) - given
        thesauri = " --thesaurus FILE" * others + f" --thesaurus {promoted}" * bool(promoted)
        return f"kg build{where}{thesauri}" + ("" if self.file == own else f" --decisions {self.file}")


def place(project: str, file: str | None) -> Path:
    """Return where the decisions stand. Raise KgError for a folder that there is not."""
    found = Path(file or os.path.join(project, decisions.FILE))  # noqa: PTH118 - as Store
    if not found.parent.is_dir():
        raise KgError(f"{found.parent}: no such folder", hint="--decisions takes the file that kg terms wrote, or a new one")
    return found


def alone(file: Path) -> AbstractContextManager[None]:
    """Hold the decisions for one verb, from reading to writing: of verbs at the same time each waits for the one before."""
    from kg.pipeline.workspace import waited

    return waited(file.with_name(f".{file.name}.lock"))
