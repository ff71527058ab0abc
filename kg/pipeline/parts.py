"""What is kept of each document so that an update need not read it again, and its form in the project file."""

from __future__ import annotations

import json
import struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.discover import Candidates
from kg.match import Hits
from kg.model import Document, Sentences

NO_CANDIDATES = Candidates("", np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.int32))


class Part(NamedTuple):
    """One document after the map: its text, units, token lengths, sketch for near-duplicates, proposed forms."""

    document: Document
    hash: bytes
    sentences: Sentences
    tokens: NDArray[np.uint16]
    fingerprint: NDArray[np.uint64]
    candidates: Candidates


_UNIT_BYTES = 13  # three 32-bit integers and a byte

Row = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, str]


def encode(part: Part) -> Row:
    """Return the columns hash … document of table ``part``."""
    document = part.document
    head = [document.key, document.title, document.date, document.source, document.url, document.status, document.reason,
            list(document.warnings)]
    return (
        part.hash, document.kinds, np.asarray(document.lines, dtype="<i4").tobytes(), _tokens(part.tokens),
        _sentences(part.sentences),
        part.fingerprint.astype("<u8").tobytes(), _candidates(part.candidates), json.dumps(head, ensure_ascii=False))


PART, TEXT = "hash, kinds, lines, tokens, sentences, fingerprint, candidates, document", "text"
"""Columns of the tables of those names behind the number of the document."""


class Head(NamedTuple):
    """What is remembered of a document: all but its text and paragraphs, how many units it has, its sketch for near-duplicates."""

    document: Document
    sentences: int
    fingerprint: NDArray[np.uint64]


def head(sentences: int, fingerprint: bytes, document: str) -> Head:
    """Return it from columns of table ``part``; ``sentences``: bytes of that column."""
    key, title, date, source, url, status, reason, warnings = json.loads(document)
    found = Document(key=key, title=title, date=date, source=source, url=url, status=status, reason=reason, warnings=tuple(warnings))
    return Head(found, sentences // _UNIT_BYTES, np.frombuffer(fingerprint, dtype="<u8").astype(np.uint64))


def _tokens(lengths: NDArray[np.uint16]) -> bytes:
    narrow = not len(lengths) or int(lengths.max()) < 256
    return bytes([1 if narrow else 2]) + lengths.astype("<u1" if narrow else "<u2").tobytes()


def decode_tokens(blob: bytes) -> NDArray[np.uint16]:
    """Return token lengths."""
    return np.frombuffer(blob, dtype="<u1" if blob[0] == 1 else "<u2", offset=1).astype(np.uint16)


def _sentences(units: Sentences) -> bytes:
    return b"".join((
        units.start.astype("<i4").tobytes(), units.end.astype("<i4").tobytes(), units.kind.astype("<u1").tobytes(),
        units.paragraph.astype("<i4").tobytes()))


def decode_sentences(blob: bytes) -> Sentences:
    """Return the units of a document."""
    size = len(blob) // _UNIT_BYTES
    return Sentences(
        np.frombuffer(blob, "<i4", size, 0).astype(np.int32), np.frombuffer(blob, "<i4", size, 4 * size).astype(np.int32),
        np.frombuffer(blob, "<u1", size, 8 * size).astype(np.uint8), np.frombuffer(blob, "<i4", size, 9 * size).astype(np.int32))


def _candidates(candidates: Candidates) -> bytes:
    return struct.pack("<i", len(candidates.marked)) + b"".join((
        candidates.marked.astype("<i4").tobytes(), candidates.confidence.astype("<i8").tobytes(),
        candidates.best.astype("<i4").tobytes(), candidates.names.encode("utf-8")))


def decode_candidates(blob: bytes) -> Candidates:
    """Return the proposed forms of a document."""
    (size,) = struct.unpack_from("<i", blob)
    return Candidates(
        blob[4 + 16 * size:].decode("utf-8"), np.frombuffer(blob, "<i4", size, 4).astype(np.int32),
        np.frombuffer(blob, "<i8", size, 4 + 4 * size).astype(np.int64),
        np.frombuffer(blob, "<i4", size, 4 + 12 * size).astype(np.int32))


def encode_hits(hits: Hits) -> bytes:
    """Return the column ``hits`` of the table of that name."""
    return hits.form.astype("<i4", copy=False).tobytes() + hits.start.astype("<i4", copy=False).tobytes()


def decode_hits(blob: bytes) -> Hits:
    """Return what ``encode_hits`` was given."""
    size = len(blob) // 8
    return Hits(
        np.frombuffer(blob, "<i4", size).astype(np.int32, copy=False), np.frombuffer(blob, "<i4", size, 4 * size).astype(np.int32, copy=False))

