"""The records that pass between the stages. Offsets are code points of the stored text, ends are exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TITLE, HEADING, BODY, TABLE = range(4)
"""Kinds of paragraphs; a TABLE (also contents and lists of links) is kept in the text but has no sentences."""

COUNTED, CUT, DUPLICATE, DEAD, EMPTY, FAILED = "counted", "cut", "duplicate", "dead", "empty", "failed"
"""What became of a document; a CUT one is counted too."""

CONFIDENCE_UNIT = 65_536
"""Confidences are integers in units of 1/65,536, so that sums do not depend on the order of documents."""

SENTENCE_UNIT, PARAGRAPH_UNIT, DOCUMENT_UNIT = "sentence", "paragraph", "document"
"""Units in which concepts co-occur."""

CATEGORIES = ("policy", "technology", "security", "economy", "society", "law", "institution", "governance", "international", "data")


class Raw(NamedTuple):
    """One document before decoding; ``name`` is the path as the user gave it, a ``jsonl`` one is a single line."""

    key: str
    name: str
    format: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One input text after reading and cleaning.

    ``text``: paragraphs joined by line feeds, NFC; the title, where known, is the first paragraph.
    ``kinds``: one byte a paragraph. ``lines``: the 1-based line of the source for each paragraph.
    ``date``: "", "YYYY", "YYYY-MM" or "YYYY-MM-DD". ``status``: counted, cut, dead, empty or failed; ``reason`` says why.
    """

    key: str
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    text: str = ""
    kinds: bytes = b""
    lines: tuple[int, ...] = ()
    status: str = COUNTED
    reason: str = ""
    warnings: tuple[str, ...] = ()


class Sentences(NamedTuple):
    """Sentences of one document as columns of equal length."""

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    kind: NDArray[np.uint8]
    paragraph: NDArray[np.int32]


class Tokens(NamedTuple):
    """Tokens of one document: they cover its whole text, so ``lengths`` (code points) sums to its length."""

    words: list[str]
    tags: list[str]
    lengths: NDArray[np.uint16]
