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

    def decide(self, made: Iterable[Decision], build: str = "") -> int:
        """Write these decisions in place of those made so far, say what is new, and return the exit code; ``build``: further options of a build."""
        made = list(made)
        before, after = set(self.made), set(made)
        lines = [*(f"+ {decision}" for decision in sorted(after - before)), *(f"- {decision}" for decision in sorted(before - after))]
        if lines:
            decisions.write(self.file, made)
            self.made = sorted(after)
        number = several(len(after), "decision")
        lines.append(f"{number} in {self.file}" + ("" if self.applied else f"; obeyed by the next build: {self.build}{build}"))
        sys.stderr.write("".join(visible(line) + "\n" for line in lines))
        return 0

    def say(self, line: str) -> None:
        """Tell something on stderr."""
        sys.stderr.write(visible(line) + "\n")

    @property
    def build(self) -> str:
        """Return the command that applies the decisions."""
        where = "" if self.project == "output" else f" -o {self.project}"
        own = Path(self.project) / decisions.FILE
        thesauri = " --thesaurus FILE" * int(self.store.meta("thesauri") or 0)
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
