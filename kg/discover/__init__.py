"""Concepts that no thesaurus knows: candidate forms of documents, and the choice among them in a corpus.

Map: ``propose``, a batch of documents at a time. Reduce: ``lookup`` says which forms are worth a search in all documents,
``select`` scores what was found. Only integers cross from the map to the reduce, so that sums do not depend on order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.model import Sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from kg.vocabulary import Tokens

THRESHOLD = 0.36
"""The cut on ``Selection.score``: a concept of at least this score is listed for a document. The lowest (it finds most) of those whose
F1 in cross-validation is within 0.004 of the best."""


class Segmented(NamedTuple):
    """One document, ready for the labeller."""

    text: str
    sentences: Sentences
    tokens: Tokens


class Candidates(NamedTuple):
    """Candidate forms of one document: sorted, distinct, full-width letters and digits folded, case kept.

    ``names``: the forms, each on a line of its own (one string takes a tenth of the room of a list); ``marked``: how often the best
    labelling has the form; ``confidence``: sum, ``best``: greatest of the probabilities of its spans (of at least 0.05 each), in 1/65,536.
    """

    names: str
    marked: NDArray[np.int32]
    confidence: NDArray[np.int64]
    best: NDArray[np.int32]

    @property
    def forms(self) -> list[str]:
        """The forms in order."""
        return self.names.split("\n") if self.names else []


class Pool(NamedTuple):
    """What a corpus holds of the forms that were searched.

    ``forms`` are distinct up to the matching fold and sorted by it; ``curated``: those of the thesaurus. One row for each
    (form, document) with hits, sorted so: ``hits`` (whose ends are token boundaries, within longer forms too), ``marked``,
    ``confidence``, ``best`` as in ``Candidates``, ``first`` (start of the first hit), ``title`` (hits in title and headings).
    ``lengths`` [documents]: code points; ``counted`` [documents]: False for duplicates, which get scores but add nothing.
    """

    forms: list[str]
    curated: NDArray[np.bool_]
    document: NDArray[np.int32]
    form: NDArray[np.int32]
    hits: NDArray[np.int32]
    marked: NDArray[np.int32]
    confidence: NDArray[np.int64]
    best: NDArray[np.int32]
    first: NDArray[np.int32]
    title: NDArray[np.int32]
    lengths: NDArray[np.int32]
    counted: NDArray[np.bool_]


class Selection(NamedTuple):
    """``score`` [rows]: probability that an expert lists the form in this document, 6 decimals; ``form_score`` [forms]: the best
    of them; ``kept`` [forms]: becomes a concept; ``concept`` [forms]: the preferred form of its concept, itself if no variant.
    """

    score: NDArray[np.float64]
    form_score: NDArray[np.float64]
    kept: NDArray[np.bool_]
    concept: NDArray[np.int32]


def propose(documents: Sequence[Segmented]) -> list[Candidates]:
    """Return the candidate forms of each document; about a megabyte of text at a time is fastest."""
    from kg.discover import gather

    return gather.candidates(documents, gather.words())


def lookup(
    marked: NDArray[np.int64], confidence: NDArray[np.int64], best: NDArray[np.int64], documents: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Return which proposed forms, given their sums (of ``best``: the greatest) over documents, are worth a search in all of them."""
    from kg.discover import selection

    return selection.lookup(marked, confidence, best, documents)


def select(pool: Pool) -> Selection:
    """Return scores of a pool's rows and forms, the forms that become concepts, and which of them are one concept."""
    from kg.discover import selection

    return selection.select(pool)


def families(forms: Sequence[str]) -> list[str]:
    """Return for each form what it shares with all that ``select`` may take for other spellings of it."""
    from kg.discover import variants

    return variants.families(forms)
