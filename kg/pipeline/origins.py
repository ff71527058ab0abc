"""Which file each document was read from: an update lets a document take the place of an older state of its file, never of another file.

Kept beside the project, in a file of its own: where texts lie on a disk is no part of the result, and two projects of the same texts are
equal wherever they lie. A place is kept as a digest of its path as seen from the project; the two may be moved together.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Sequence
from pathlib import Path

from kg.errors import KgError
from kg.read import SUFFIXES, Source

FILE = ".kg-sources"

Origins = dict[str, str]
"""Key of a document, or the part before ``#`` of the keys of records → digest of the place of its file."""


def origins(files: Sequence[Source], output: Path) -> Origins:
    """Return the origins of files that are read into the project in ``output``."""
    base = os.path.realpath(output)
    return {source.key: _digest(os.path.realpath(source.path), base) for source in files}


def _digest(path: str, base: str) -> str:
    try:
        place = os.path.relpath(path, base)
    except ValueError:  # another drive of Windows
        place = path
    return hashlib.blake2b(os.fsencode(place), digest_size=8).hexdigest()


def load(output: Path) -> Origins:
    """Return the origins of the documents of a project; of older projects and copies nothing is known."""
    try:
        lines = (output / FILE).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    return {key: digest for digest, space, key in (line.partition(" ") for line in lines) if space}


def save(found: Origins, folder: Path) -> None:
    """Write origins into a folder of new files."""
    (folder / FILE).write_text("".join(f"{digest} {key}\n" for key, digest in sorted(found.items())), "utf-8", newline="\n")


def check(files: Sequence[Source], output: Path, kept: Collection[str]) -> None:
    """Raise KgError where files would take the place of documents of other files, or be called as they are but for the suffix.

    ``kept``: the keys that stay in the project.
    """
    known, now, held = load(output), origins(files, output), {key.partition("#")[0] for key in kept}
    for source in files:
        if source.key in held and known.get(source.key, now[source.key]) != now[source.key]:
            raise KgError(
                f"{source.name} would take the place of {source.key}, which is of another file", hint=f"rename its folder; or without the other: --remove {source.key}")
        for other in _siblings(source):
            if other in held and other not in now:
                raise KgError(
                    f"{source.name} and the document {other} are called alike but for the suffix",
                    hint=f"build all texts: kg build TEXTS -o {output}; or without the other: --remove {other}")


def _siblings(source: Source) -> list[str]:
    """Return the keys that files would have which differ from this one by the suffix alone."""
    if source.key.endswith(source.suffix):
        return [source.key.removesuffix(source.suffix)]
    return [source.key + suffix for suffix in SUFFIXES]
