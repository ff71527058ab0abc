"""What a page is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import LimitError, check_choice, check_least
from kg.kinds import EVIDENCE

REFUSE_ABOVE = 2_000
MOST_LINKS = 10_000
"""Most concepts and most links that are drawn unless one insists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a page draws and holds; thresholds are those of the project.

    Drawn are the ``top`` concepts with most sentences and the best ``per_concept`` links of each; with ``around`` (ids) these concepts and
    what is linked with them best; with ``community`` (ids) only these. ``evidence``: "text" (sentences), "ids" (where they stand) or
    "none". ``force``: also a page too large to use. ``max_bytes``: the page leaves out listed concepts, links and sentences, those needed
    least first, until it is no larger. Raise KgError (code 2), naming what is allowed, for a value that is not.
    """

    top: int = 150
    per_concept: int = 2
    around: Sequence[int] = ()
    community: Sequence[int] = ()
    title: str | None = None
    evidence: str = EVIDENCE[0]
    force: bool = False
    max_bytes: int = 1_000_000

    def __post_init__(self) -> None:
        """Check the values."""
        check_choice("kind of evidence", self.evidence, EVIDENCE)
        for name in ("top", "per_concept", "max_bytes"):
            check_least(name, getattr(self, name), 1)


def refuse_slow(concepts: int, hint: str) -> None:
    """Raise LimitError (code 4) if a page that draws so many concepts is too large to use."""
    if concepts > REFUSE_ABOVE:
        raise LimitError(f"a page of {concepts:,} concepts is too slow to use", hint=hint)
