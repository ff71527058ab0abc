"""Files to raw documents: one a file, one a line of ``.jsonl``; nothing larger than one document is held in memory."""

from __future__ import annotations

import json
import lzma
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, NamedTuple

from kg.clean import escaped, normalise
from kg.model import FAILED, Document, Raw
from kg.read.scan import Scan, Source

DOCUMENT_BYTES = 50_000_000
"""Cap of one document (a ``.jsonl`` as a whole has none)."""

_TOO_LARGE = f"larger than {DOCUMENT_BYTES // 1_000_000} MB"
_SAME_ID = "another record of this file has the same id"
_LEADING_ID = re.compile(rb'\s*\{\s*"id"\s*:\s*("[^"\\\r\n]{1,2000}"|-?[0-9]{1,30})\s*[,}]')
_MARK = b"\xef\xbb\xbf"


class _Place(NamedTuple):
    """Where a record lies: its line, its first byte in the uncompressed file and its length; −1 for one that is too long."""

    key: str
    number: int
    offset: int
    length: int


def raws(found: Scan) -> Iterator[Raw | Document]:
    """Raw documents in the order of their keys; a Document in their place says what could not be opened.

    A record's key is ``file#id``, of one without an id of its own ``file#line``. Records are indexed first and then read in
    the order of keys; a compressed file is unpacked to a temporary one for that.
    """
    for source in found.files:
        if source.suffix in {".md", ".txt"}:
            yield _file(source)
        else:
            yield from _records(source)


def _opened(source: Source) -> IO[bytes]:
    """The file, which must be regular when open: it may have been replaced since it was listed."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.fdopen(os.open(source.path, flags), "rb")
    if not stat.S_ISREG(os.fstat(handle.fileno()).st_mode):
        handle.close()
        raise OSError(0, "not a regular file")
    return handle


def _failed(key: str, reason: str) -> Document:
    return Document(key=key, title=key.rpartition("/")[2], status=FAILED, reason=reason)


def _unreadable(error: Exception) -> str:
    return f"could not be read: {(error.strerror if isinstance(error, OSError) else None) or error}"


def _file(source: Source) -> Raw | Document:
    try:
        with _opened(source) as handle:
            data = handle.read(DOCUMENT_BYTES + 1)
    except OSError as error:
        return _failed(source.key, _unreadable(error))
    if len(data) > DOCUMENT_BYTES:
        return _failed(source.key, _TOO_LARGE)
    return Raw(source.key, source.name, source.suffix[1:], data)


def _records(source: Source) -> Iterator[Raw | Document]:
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(_opened(source))
        except OSError as error:
            yield _failed(source.key, _unreadable(error))
            return
        places: list[_Place] = []
        broken = ""
        try:
            if source.suffix.endswith(".xz"):
                packed, stream = stack.enter_context(lzma.open(stream)), stack.enter_context(tempfile.TemporaryFile())
                for place, line in _lines(packed, source.key):
                    places.append(place._replace(offset=stream.tell()))
                    stream.write(line)
            else:
                places.extend(place for place, _ in _lines(stream, source.key))
        except (OSError, lzma.LZMAError, EOFError) as error:
            broken = _unreadable(error)
        if broken:
            places.append(_Place(f"{source.key}#{len(places) + 1}", len(places) + 1, 0, -2))
        for place in sorted(_distinct(places, source.key)):
            yield _record(place, stream, source, broken)


def _record(place: _Place, stream: IO[bytes], source: Source, broken: str) -> Raw | Document:
    if place.length < 0:
        return _failed(place.key, {-1: _TOO_LARGE, -2: f"from line {place.number} on {broken}"}.get(place.length, _SAME_ID))
    stream.seek(place.offset)
    return Raw(place.key, source.name, "jsonl", stream.read(place.length))


def _lines(stream: IO[bytes], file: str) -> Iterator[tuple[_Place, bytes]]:
    """Records that are not blank, with their places; the bytes of one over the cap are skipped."""
    offset = 0
    number = 0
    while line := stream.readline(DOCUMENT_BYTES + 1):
        number += 1
        begin, offset = offset, offset + len(line)
        if len(line) > DOCUMENT_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(DOCUMENT_BYTES)
                offset += len(line)
            yield _Place(f"{file}#{number}", number, begin, -1), b""
        elif line.strip():
            identity = _identity(line.removeprefix(_MARK) if number == 1 else line)
            yield _Place(f"{file}#{identity or number}", number, begin, len(line)), line


def _identity(line: bytes) -> str:
    """The ``id`` of a record as a part of a key, "" if it has none or is no record."""
    leading = _LEADING_ID.match(line)
    try:
        record = {"id": json.loads(leading[1])} if leading else json.loads(line)
    except (ValueError, RecursionError):
        return ""
    identity = record.get("id") if isinstance(record, dict) else None
    if isinstance(identity, bool) or not isinstance(identity, str | int):
        return ""
    return escaped(normalise(str(identity)).strip())


def _distinct(places: list[_Place], file: str) -> Iterator[_Place]:
    """Places with keys of their own: of equal ids the first one counts, the others fail under ``file#line``."""
    taken: set[str] = set()
    later: list[_Place] = []
    for place in sorted(places, key=lambda place: place.number):
        if place.key in taken or place.key == f"{file}#{place.number}":
            later.append(place)
        else:
            taken.add(place.key)
            yield place
    for place in later:
        key = by_line = f"{file}#{place.number}"
        while key in taken:
            key += "'"
        taken.add(key)
        yield place._replace(key=key, length=place.length if place.key == by_line else -3)
