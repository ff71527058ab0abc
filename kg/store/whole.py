"""Whether a project file is what a build wrote: its digest stands in the record of the build, which is written last.

Looked at before a build reuses the file, before an export publishes it, and after a question could not be answered; not before each
question, which is asked of a file of any size in no time.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.store.reader import FILE

if TYPE_CHECKING:
    from pathlib import Path

RECORD = "build.json"


def digest(file: Path) -> str:
    """Return the BLAKE2b digest (32 hex digits) of a file's bytes."""
    sums = hashlib.blake2b(digest_size=16)
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            sums.update(block)
    return sums.hexdigest()


def recorded(folder: Path) -> dict[str, str]:
    """Return name → digest of the outputs that the record of a project tells of; none where there is no record that can be read."""
    try:
        outputs = json.loads((folder / RECORD).read_text("utf-8"))["outputs"]
        return {str(name): str(value) for name, value in outputs.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def notes(folder: Path) -> list[str]:
    """Return what the last build said of decisions and thesauri; nothing where there is no record that can be read."""
    try:
        return [str(note) for note in json.loads((folder / RECORD).read_text("utf-8"))["decisions"]["notes"]]
    except (OSError, ValueError, LookupError, TypeError):
        return []


def changed(folder: Path) -> list[str]:
    """Return the names of outputs that are there and are not what the record tells of, sorted."""
    return sorted(name for name, value in recorded(folder).items() if (folder / name).is_file() and digest(folder / name) != value)


def check_whole(folder: Path) -> None:
    """Raise KgError (code 2) where the project file of a folder, if there is one, is not what the record says that a build wrote."""
    file = folder / FILE
    if file.is_file() and recorded(folder).get(FILE) != digest(file):
        raise KgError(f"{file} is damaged, or left by an interrupted build: it is not what {RECORD} says", hint=f"build it again: kg build TEXTS -o {folder}")
