"""The records that pass between the stages. Offsets are code points of the stored text, ends are exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.kinds import (
    BODY,
    CATEGORIES,
    CONFIDENCE_UNIT,
    COUNTED,
    CUT,
    DEAD,
    DOCUMENT_UNIT,
    DUPLICATE,
    EMPTY,
    FAILED,
    HEADING,
    PARAGRAPH_UNIT,
    SENTENCE_UNIT,
    TABLE,
    TITLE,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "BODY",
    "CATEGORIES",
    "CONFIDENCE_UNIT",
    "COUNTED",
    "CUT",
    "DEAD",
    "DOCUMENT_UNIT",
    "DUPLICATE",
    "EMPTY",
    "FAILED",
    "HEADING",
    "PARAGRAPH_UNIT",
    "SENTENCE_UNIT",
    "TABLE",
    "TITLE",
    "Document",
    "Raw",
    "Sentences",
]


class Raw(NamedTuple):
    """One document before decoding; ``name`` is the path as the user gave it, a ``jsonl`` one is a single line, of number ``line``."""

    key: str
    name: str
    format: str
    data: bytes
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One input text after reading and cleaning.

    ``text``: paragraphs joined by line feeds, NFC; the title, where known, is the first paragraph.
    ``kinds``: one byte a paragraph. ``lines``: the 1-based line of the source for each paragraph; a record's are all in its line of the
    ``.jsonl`` file, unpacked.
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

    @property
    def usable(self) -> bool:
        """Whether there is a text to search."""
        return self.status in {COUNTED, CUT}


class Sentences(NamedTuple):
    """Sentences of one document as columns of equal length."""

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    kind: NDArray[np.uint8]
    paragraph: NDArray[np.int32]
