"""Whether a project file is what a build wrote: its digest stands in the record of the build, which is written last.

Looked at before a build reuses the file, and after a question could not be answered; not before each question, which is asked of a file
of any size in no time.
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


def check_whole(folder: Path) -> None:
    """Raise KgError (code 2) where the project file of a folder, if there is one, is not what the record says that a build wrote."""
    file = folder / FILE
    if not file.is_file():
        return
    try:
        recorded = json.loads((folder / RECORD).read_text("utf-8"))["outputs"][FILE]
    except (OSError, ValueError, LookupError, TypeError):
        recorded = None
    if recorded != digest(file):
        raise KgError(f"{file} is damaged, or left by an interrupted build: it is not what {RECORD} says", hint=f"build it again: kg build TEXTS -o {folder}")
