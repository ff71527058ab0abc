"""What a page is asked for."""

from __future__ import annotations

from dataclasses import dataclass

EVIDENCE = ("text", "ids", "none")
"""Whole sentences; only where they stand (documents and lines), for pages that are published; nothing."""

WARN_ABOVE, REFUSE_ABOVE = 500, 2_000
MOST_LINKS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """``top`` concepts are drawn, with the best ``per_concept`` links of each; thresholds left None are those of the project.

    ``around`` and ``community`` draw a part: concepts (ids) and what is linked with them, or only these concepts (ids).
    ``max_bytes``: the page leaves out listed concepts, links and sentences, in this order of need, until it is no larger.
    """

    top: int = 150
    per_concept: int = 2
    min_sentences: int | None = None
    min_documents: int | None = None
    around: tuple[int, ...] = ()
    community: tuple[int, ...] = ()
    title: str = ""
    evidence: str = "text"
    force: bool = False
    max_bytes: int = 1_000_000
