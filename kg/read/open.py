"""Files to raw documents: one a file, one a line of ``.jsonl``; nothing larger than one document is held in memory."""

from __future__ import annotations

import codecs
import io
import json
import lzma
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, NamedTuple, Protocol

from kg.clean import escaped, normalise
from kg.model import FAILED, Document, Raw
from kg.read.decode import UndecodableError, decode, is_utf_16
from kg.read.scan import Scan, Source

DOCUMENT_BYTES = 50_000_000
"""Cap of one document (a ``.jsonl`` as a whole has none)."""

_TOO_LARGE = f"larger than {DOCUMENT_BYTES // 1_000_000} MB"
_LEADING_ID = re.compile(rb'\s*\{\s*"id"\s*:\s*("[^"\\\r\n]{1,2000}"|-?[0-9]{1,30})\s*[,}]')
_FIELDS = ("title", "date", "source", "url")
_NO_TEXT = re.compile(rb"\s*:\s*(?:true|false|[\[{0-9-])")


class _Place(NamedTuple):
    """Where a record lies: its line, its first byte in the unpacked file and its length; ``fault``: why it is not read."""

    key: str
    number: int
    offset: int
    length: int
    fault: str = ""


class _ByLine(Protocol):
    """What records are read from."""

    def readline(self, size: int, /) -> bytes:
        """Return the next line, at most ``size`` of it."""


class _Transcoded:
    """A text as bytes in UTF-8."""

    def __init__(self, text: IO[str]) -> None:
        self._text = text

    def readline(self, size: int, /) -> bytes:
        return self._text.readline(size).encode("utf-8", "surrogatepass")


def raws(found: Scan, encoding: str | None = None) -> Iterator[Raw | Document]:
    """Raw documents in the order of their keys; a Document in their place says what could not be opened. Ids are read in ``encoding``.

    A record's key is ``file#id``, of one without an id of its own ``file#line``; ``file#`` says why a file could not be read, or from where on. Records are indexed first and then read in
    the order of keys; a compressed file is unpacked to a temporary one for that.
    """
    for source in found.files:
        if source.suffix in {".md", ".txt"}:
            yield _file(source)
        else:
            yield from _records(source, encoding)


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


def _records(source: Source, encoding: str | None) -> Iterator[Raw | Document]:
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(_opened(source))
        except OSError as error:
            yield _failed(f"{source.key}#", _unreadable(error))
            return
        places: list[_Place] = []
        broken: _Place | None = None
        wide = False
        try:
            packed = stack.enter_context(lzma.open(stream)) if source.suffix.endswith(".xz") else stream
            wide = is_utf_16(packed.read(4))
            packed.seek(0)
            if packed is not stream or wide:
                stream = stack.enter_context(tempfile.TemporaryFile())
                lines: _ByLine = packed
                if wide:
                    encoding = "utf-8"
                    lines = _Transcoded(stack.enter_context(io.TextIOWrapper(packed, "utf-16", "replace", newline="\n")))
                for place, line in _lines(lines, source.key, encoding):
                    places.append(place._replace(offset=stream.tell()))
                    stream.write(line)
            else:
                places.extend(place for place, _ in _lines(stream, source.key, encoding))
        except (OSError, lzma.LZMAError, EOFError) as error:
            number = len(places) + 1
            broken = _Place(f"{source.key}#", number, 0, 0, f"from line {number} on {_unreadable(error)}")
        for place in sorted(_distinct([*places, broken] if broken else places, source.key)):
            yield _record(place, stream, source, encoding, wide=wide)


def _record(place: _Place, stream: IO[bytes], source: Source, encoding: str | None, *, wide: bool) -> Raw | Document:
    """The record as it stands; of a file in UTF-16 in UTF-8 with its mark, so that no other encoding is tried."""
    if place.fault:
        return _failed(place.key, place.fault)
    stream.seek(place.offset)
    data = stream.read(place.length)
    fault = _wrong_kind(data, encoding)
    if fault:
        return _failed(place.key, f"line {place.number}: {fault}")
    return Raw(place.key, source.name, "jsonl", codecs.BOM_UTF8 + data if wide else data, place.number)


def _wrong_kind(line: bytes, encoding: str | None) -> str:
    """Which field of a record should be a text and is none, "" if all are; a date may be a number."""
    if not any(_may_be_no_text(line, field) for field in _FIELDS):
        return ""
    try:
        record = json.loads(decode(line, encoding)[0])
    except (UndecodableError, ValueError, RecursionError):
        return ""
    for field in _FIELDS if isinstance(record, dict) else ():
        value = record.get(field)
        if not (value is None or isinstance(value, str) or (field == "date" and type(value) is int)):
            return f'"{field}" is {escaped(json.dumps(value, ensure_ascii=False))[:40]}, not a text'
    return ""


def _may_be_no_text(line: bytes, field: str) -> bool:
    """Whether the name of a field stands before something else than a text: few records are read twice for that."""
    name = f'"{field}"'.encode()
    at = line.find(name)
    while at >= 0:
        if _NO_TEXT.match(line, at + len(name)):
            return True
        at = line.find(name, at + 1)
    return False


def _lines(stream: _ByLine, file: str, encoding: str | None) -> Iterator[tuple[_Place, bytes]]:
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
            yield _Place(f"{file}#{number}", number, begin, 0, _TOO_LARGE), b""
        elif line.strip():
            identity = _identity(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line, encoding)
            yield _Place(f"{file}#{identity or number}", number, begin, len(line)), line


def _identity(line: bytes, encoding: str | None) -> str:
    """The ``id`` of a record as a part of a key, "" if it has none or is no record."""
    leading = _LEADING_ID.match(line)
    try:
        if leading and (leading[1].isascii() or (encoding is None and _is_utf_8(line))):
            record = {"id": json.loads(leading[1])}
        else:
            record = json.loads(decode(line, encoding)[0])
    except (ValueError, RecursionError):
        return ""
    identity = record.get("id") if isinstance(record, dict) else None
    if isinstance(identity, bool) or not isinstance(identity, str | int):
        return ""
    return escaped(normalise(str(identity)).strip())


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _distinct(places: list[_Place], file: str) -> Iterator[_Place]:
    """Places with keys of their own: of equal ids the first one counts, the others fail under ``file#line``."""
    taken: dict[str, int] = {}
    later: list[_Place] = []
    for place in sorted(places, key=lambda place: place.number):
        if place.key in taken or place.key == f"{file}#{place.number}":
            later.append(place)
        else:
            taken[place.key] = place.number
            yield place
    for place in later:
        key = by_line = f"{file}#{place.number}"
        fault = place.fault
        if place.key != by_line:
            fault = f"line {place.number}: the id {place.key.removeprefix(f'{file}#')} stands already in line {taken[place.key]}"
        while key in taken:
            key += "'"
        taken[key] = place.number
        yield place._replace(key=key, fault=fault)
