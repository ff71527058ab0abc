"""A file of nodes under construction, and what all parts of it share."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from kg import iri
from kg.errors import KgError, check_least
from kg.store.decided import replaced

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kg.rdf.syntax import Fields, Syntax
    from kg.store import Store
    from kg.store.reader import ConceptRow

EVIDENCE = ("none", "ids", "text")
DATASET, SOFTWARE, COUNT, YEAR = "dataset", "software/kg", "count/", "year/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What of a project goes into a file: ``evidence`` is one of EVIDENCE, limits are None for all."""

    evidence: str = "text"
    max_evidence: int | None = 5
    max_pairs: int | None = 200_000

    def __post_init__(self) -> None:
        """Raise KgError (code 2) for what is no choice."""
        if self.evidence not in EVIDENCE:
            raise KgError(f"no way to write evidence: {self.evidence}", hint="one of " + ", ".join(EVIDENCE))
        if self.max_evidence is not None and self.max_evidence < 1:
            raise KgError("the most sentences a pair must be at least 1", hint="--evidence none leaves them out")
        check_least("the greatest number of pairs", self.max_pairs, 1)


class Writer:
    """Nodes go straight to the file; of them it keeps their number of statements alone."""

    def __init__(self, file: TextIO, syntax: Syntax) -> None:
        """Begin the file."""
        self.file = file
        self.syntax = syntax
        self.triples = 0
        self.between = ""
        file.write(syntax.head())

    def node(self, subject: str, fields: Fields) -> None:
        """Write statements about a subject."""
        self.spelled(self.syntax.node(subject, fields), sum(len(objects) for _, objects in fields))

    def spelled(self, text: str, triples: int) -> None:
        """Write nodes that are spelled already."""
        self.file.write(self.between)
        self.file.write(text)
        self.between = self.syntax.between
        self.triples += triples

    def close(self) -> None:
        """End the file's text; the file itself is its opener's."""
        self.file.write(self.syntax.tail())


class Names:
    """The terms of concepts, documents and sentences of a project in one syntax.

    Held in memory: the row, the slug and the term of each concept, the row and the path of each counted document.
    ``within``: whether the IRIs of all concepts begin with the base.
    """

    def __init__(self, store: Store, syntax: Syntax) -> None:
        """Spell the concepts that are nodes, and curated ones that the texts never name (what is missing is a finding too)."""
        self.syntax = syntax
        self.built = store.meta("base") or iri.BASE
        self.concepts = store.concepts(curated=True)
        self.within = True
        self.slug = {row.id: iri.slug(row.label) for row in self.concepts}
        self.term = {row.id: self._concept(row) for row in self.concepts}
        self.sentences = {row.id: row.sentences for row in self.concepts}
        self.counted = [row for row in store.docs() if row.first_sid is not None]
        self._first = [row.first_sid or 0 for row in self.counted]
        self._sentences = [iri.sentences(row.key) for row in self.counted]

    def _concept(self, row: ConceptRow) -> str:
        slug = self.slug[row.id]
        if row.status == "discovered" and row.iri == f"{self.built}{iri.CONCEPT}{slug}":
            return self.syntax.local(iri.CONCEPT, slug)
        self.within = self.within and row.iri.startswith(self.syntax.base)
        return self.any(row.iri)

    def any(self, full: str) -> str:
        """Return the term of an IRI that people gave. Raise KgError for one that stores refuse."""
        if not iri.valid(full):
            raise KgError(f"stores refuse the IRI {full}", hint="correct it in the thesaurus and build again")
        return self.syntax.iri(full)

    def replaced(self, store: Store) -> list[tuple[str, str]]:
        """Return the terms (out of use, in its place) where the concept in its place is in the file, by IRI."""
        here = {row.iri: self.term[row.id] for row in self.concepts}
        return [(self.any(old), here[new]) for old, new in replaced(store).items() if new in here]

    def held(self) -> NDArray[np.int64]:
        """Return the sentences of each concept of the file by its id, 0 for ids that are not in it."""
        import numpy as np

        held = np.zeros(max(self.sentences, default=-1) + 1, np.int64)
        held[list(self.sentences)] = list(self.sentences.values())
        return held

    def document(self, key: str) -> str:
        """Return the term of a document."""
        return self.syntax.path(iri.document(key))

    def sentence(self, sid: int) -> str:
        """Return the term of a sentence."""
        place = bisect.bisect_right(self._first, sid) - 1
        return self.syntax.path(f"{self._sentences[place]}{sid - self._first[place] + 1}")

