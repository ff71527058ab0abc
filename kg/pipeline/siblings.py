"""Files that are called alike but for the suffix: with both there, their suffix is part of their keys, so an update can add or remove none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from kg.errors import KgError
from kg.read import SUFFIXES, Source


def check(files: Sequence[Source], output: Path, kept: Collection[str], removed: Collection[str] = ()) -> None:
    """Raise KgError where a build of the texts would give a document that stays in the project another key.

    ``files`` are read; ``kept``: the keys that stay in the project; ``removed``: those that leave it.
    """
    held, now = {_file(key) for key in kept}, {source.key for source in files}
    for source in files:
        for other in _siblings(source):
            if other in held and other not in now:
                raise KgError(
                    f"{source.name} and the document {other} are called alike but for the suffix",
                    hint=f"build all texts: kg build TEXTS -o {output}; or without the other: --remove {other}")
    stay = held | now
    for gone in sorted({_file(key) for key in removed} - stay):
        left = [other for other in _alike(gone) if other in stay]
        if len(left) == 1:
            raise KgError(
                f"without {gone} the suffix would be no part of the key {left[0]}",
                hint=f"build the texts that stay: kg build TEXTS -o {output}; or let the other be read again: --remove {left[0]} --add its folder too")


def _file(key: str) -> str:
    """Return the key of the file that holds a document: a record's without its id."""
    return key.partition("#")[0]


def _siblings(source: Source) -> list[str]:
    """Return the keys that files would have which differ from this one by the suffix alone."""
    if source.key.endswith(source.suffix):
        return [source.key.removesuffix(source.suffix)]
    return [source.key + suffix for suffix in SUFFIXES]


def _alike(key: str) -> list[str]:
    """Return the keys, with their suffixes, that differ from this one by the suffix alone; none where it has no suffix."""
    stem = next((key.removesuffix(suffix) for suffix in SUFFIXES if key.endswith(suffix)), "")
    return [stem + suffix for suffix in SUFFIXES if stem + suffix != key] if stem else []
