"""Files to raw documents: one a file, one a line of ``.jsonl``; nothing larger than one document is held in memory."""

from __future__ import annotations

import lzma
import os
import stat
from collections.abc import Iterator
from typing import IO

from kg.model import FAILED, Document, Raw
from kg.read.scan import Scan, Source

DOCUMENT_BYTES = 50_000_000
"""Cap of one document (a ``.jsonl`` as a whole has none)."""

_TOO_LARGE = f"larger than {DOCUMENT_BYTES // 1_000_000} MB"


def raws(found: Scan) -> Iterator[Raw | Document]:
    """Raw documents, files in the order of keys, records in the order of their lines; a Document says what failed to open."""
    for source in found.files:
        if source.suffix in {".md", ".txt"}:
            yield _file(source)
        else:
            yield from _records(source)


def _failed(key: str, reason: str) -> Document:
    return Document(key=key, status=FAILED, reason=reason)


def _opened(source: Source) -> IO[bytes]:
    """The file, which must be regular when open: it may have been replaced since it was listed."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.fdopen(os.open(source.path, flags), "rb")
    if not stat.S_ISREG(os.fstat(handle.fileno()).st_mode):
        handle.close()
        raise OSError(0, "not a regular file")
    return handle


def _file(source: Source) -> Raw | Document:
    try:
        with _opened(source) as handle:
            data = handle.read(DOCUMENT_BYTES + 1)
    except OSError as error:
        return _failed(source.key, f"could not be read: {error.strerror}")
    if len(data) > DOCUMENT_BYTES:
        return _failed(source.key, _TOO_LARGE)
    return Raw(source.key, source.name, source.suffix[1:], data)


def _records(source: Source) -> Iterator[Raw | Document]:
    number = 0
    try:
        with _opened(source) as handle, lzma.open(handle) if source.suffix.endswith(".xz") else handle as stream:
            while line := stream.readline(DOCUMENT_BYTES + 1):
                number += 1
                if len(line) > DOCUMENT_BYTES:
                    yield _failed(f"{source.key}#{number}", _TOO_LARGE)
                    while line and not line.endswith(b"\n"):
                        line = stream.readline(DOCUMENT_BYTES)
                elif line.strip():
                    yield Raw(f"{source.key}#{number}", source.name, "jsonl", line)
    except (OSError, lzma.LZMAError, EOFError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        yield _failed(f"{source.key}#{number + 1}" if number else source.key, f"could not be read from here on: {reason}")
