"""What a build is asked for, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg import iri
from kg.errors import check_choice, check_least
from kg.kinds import EVIDENCE, SENTENCE_UNIT, UNITS
from kg.read import check_encoding
from kg.store.selection import default_thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options of a build. ``jobs`` 0 takes all cores for large inputs; thresholds left None follow the number of documents.

    Raise KgError (code 2), naming what is allowed, for a value that is not.
    """

    thesaurus: tuple[Path, ...] = ()
    use_thesaurus: bool = True
    decisions: Path | None = None
    discovery: bool = True
    lexicon: Path | None = None
    unit: str = SENTENCE_UNIT
    min_sentences: int | None = None
    min_documents: int | None = None
    jobs: int = 0
    encoding: str | None = None
    base: str = iri.BASE
    evidence: str = EVIDENCE[0]
    top: int = 150

    def __post_init__(self) -> None:
        """Check the values."""
        check_choice("unit", self.unit, UNITS)
        check_choice("evidence", self.evidence, EVIDENCE)
        for name, least in (("min_sentences", 1), ("min_documents", 1), ("top", 1), ("jobs", 0)):
            check_least(name, getattr(self, name), least)
        iri.checked_base(self.base)
        if self.encoding is not None:
            check_encoding(self.encoding)


class Report(NamedTuple):
    """What a build did: numbers of documents by fate, sizes of the result, sentences about what went wrong, files written.

    ``remarks``: how many counted documents each of ``kg.read.REMARKS`` is said of. ``notes``: decisions that could not be obeyed or no longer apply.
    """

    documents: int
    counted: int
    duplicates: int
    dead: int
    empty: int
    failed: int
    cut: int
    reused: int
    others: int
    sentences: int
    concepts: int
    pairs: int
    min_sentences: int
    min_documents: int
    problems: list[str]
    outputs: list[Path]
    remarks: dict[str, int]
    notes: list[str] = []  # noqa: RUF012 - a NamedTuple's default, replaced and never changed


def thresholds(counted: int, options: Options) -> tuple[int, int]:
    """Return the least sentences and documents of discovered concepts and of pairs (DESIGN §7)."""
    sentences, documents = default_thresholds(counted)
    return (
        sentences if options.min_sentences is None else options.min_sentences,
        documents if options.min_documents is None else options.min_documents)
