"""What there is to read: files below the PATHs, each with its key (DESIGN §2)."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kg.clean import escaped
from kg.errors import KgError

SUFFIXES = (".jsonl.xz", ".jsonl", ".md", ".txt")
DEPTH_LIMIT = 64


class Source(NamedTuple):
    """A file: ``key`` (of its document, or the part before ``#`` of its records), ``path``, ``name`` for messages, suffix."""

    key: str
    path: str
    name: str
    suffix: str


class Scan(NamedTuple):
    """Files in the order of their keys; how many others were passed over; what could not be entered, a sentence each."""

    files: tuple[Source, ...]
    others: int
    problems: tuple[str, ...]


class _Found(NamedTuple):
    stem: str
    suffix: str
    path: str
    argument: str


def scan(paths: Sequence[Path]) -> Scan:
    """Walk the PATHs, each once: regular files with a known suffix, at most 64 folders deep; links to folders are not followed, but named.

    A missing PATH, a file of an unknown kind given by name, and two files that would get one key raise KgError (exit code 2).
    """
    found: list[_Found] = []
    problems: list[str] = []
    others = 0
    for whole, path in {os.path.abspath(path): path for path in paths}.items():  # noqa: PTH100 - a link keeps the name the user gave
        argument, own = os.fspath(path), Path(whole).name
        if path.is_dir():
            others += _walk(argument, own, found, problems)
        else:
            found.append(_named(argument, own))
    return Scan(tuple(_keyed(found)), others, tuple(sorted(problems)))


def _named(argument: str, own: str) -> _Found:
    try:
        mode = Path(argument).stat().st_mode
    except OSError as error:
        raise KgError(f"{escaped(argument)}: {error.strerror}", hint="give a file or a folder that exists") from None
    suffix = _suffix(own)
    if not stat.S_ISREG(mode):
        raise KgError(f"{escaped(argument)} is not a regular file", hint="give a text file or a folder")
    if not suffix:
        raise KgError(f"{escaped(argument)} is of a kind that kg does not read", hint="kg reads .md, .txt, .jsonl and .jsonl.xz")
    return _Found(own[: -len(suffix)], suffix, argument, argument)


def _suffix(name: str) -> str:
    lowered = name.lower()
    return next((suffix for suffix in SUFFIXES if lowered.endswith(suffix) and len(name) > len(suffix)), "")


def _walk(argument: str, own: str, found: list[_Found], problems: list[str]) -> int:
    """Add the files below a folder; returns the number of others. A stack, as deep trees exhaust recursion."""
    others = 0
    stack = [(argument, own, 1)]
    while stack:
        folder, key, depth = stack.pop()
        try:
            with os.scandir(folder) as entries:
                here = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            problems.append(f"{escaped(folder)}: {error.strerror}")
            continue
        for entry in here:
            if entry.is_dir(follow_symlinks=False):
                if entry.name.startswith("."):
                    continue
                if depth == DEPTH_LIMIT:
                    problems.append(f"{escaped(entry.path)}: more than {DEPTH_LIMIT} folders deep, not entered")
                else:
                    stack.append((entry.path, f"{key}/{entry.name}" if key else entry.name, depth + 1))
                continue
            if entry.is_symlink() and entry.is_dir() and not entry.name.startswith("."):
                problems.append(f"{escaped(entry.path)}: a link to a folder, not followed; it can be a PATH itself")
                continue
            suffix = "" if entry.name.startswith(".") else _suffix(entry.name)
            if suffix and not _regular(entry):
                problems.append(f"{escaped(entry.path)}: not a regular file, skipped")
            elif suffix:
                stem = entry.name[: -len(suffix)]
                found.append(_Found(f"{key}/{stem}" if key else stem, suffix, entry.path, argument))
            else:
                others += 1
    return others


def _regular(entry: os.DirEntry[str]) -> bool:
    try:
        return stat.S_ISREG(entry.stat().st_mode)
    except OSError:
        return False


def _keyed(found: list[_Found]) -> list[Source]:
    """Keys: the stem, with the suffix where two files of one PATH differ by it alone; sorted."""
    stems: dict[str, set[str]] = {}
    for file in found:
        stems.setdefault(file.stem, set()).add(file.suffix)
    sources: dict[str, tuple[Source, str]] = {}
    for file in found:
        key = _key(file.stem if len(stems[file.stem]) == 1 else file.stem + file.suffix)
        if key in sources:
            other, argument = sources[key]
            message = f"{escaped(other.name)} and {escaped(file.path)} would both be {key}"
            if argument != file.argument:
                message = f"{escaped(argument)} and {escaped(file.argument)} both hold a document {key}"
            raise KgError(message, hint="rename one of the folders, or give the folder above both")
        sources[key] = Source(key, file.path, escaped(_readable(file.path)), file.suffix), file.argument
    return sorted((source for source, _ in sources.values()), key=lambda source: source.key + "#" * source.suffix.startswith(".jsonl"))


def _key(path: str) -> str:
    """A path as a key: NFC, bytes that are no UTF-8 and control characters spelt out, ``#`` too, as it begins a record's id."""
    return escaped(unicodedata.normalize("NFC", _readable(path).replace(os.sep, "/"))).replace("#", "%23")


def _readable(path: str) -> str:
    """A path as text in every locale, bytes that are no UTF-8 spelt out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
