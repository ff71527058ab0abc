"""Files that are called alike but for the suffix: with both there, their suffix is part of their keys, so an update cannot add one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from kg.errors import KgError
from kg.read import SUFFIXES, Source


def check(files: Sequence[Source], output: Path, kept: Collection[str]) -> None:
    """Raise KgError where files are called as documents that stay in the project, but for the suffix.

    ``kept``: the keys that stay in the project.
    """
    held, now = {key.partition("#")[0] for key in kept}, {source.key for source in files}
    for source in files:
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
