"""The same text twice: found from sketches, verified on the texts (DESIGN §2).

Two texts of any length that differ in white space alone are duplicates. Two bodies of at least 200 characters are when the
Jaccard index of their sets of 8-character shingles is at least 0.8, or when at least 0.9 of the shorter one (of at least 500
characters) is in the longer one. Versions are not, nor are there two versions in a group of duplicates. A shingle is a run
of 8 characters after white space is dropped. Broder, On the resemblance and containment of documents, 1997; the sketch is his
modulo sample.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from kg.dedupe.candidates import candidates
from kg.dedupe.groups import Groups
from kg.dedupe.shingles import SHORTEST, Hashes, fingerprint, hashed, same
from kg.dedupe.versions import Candidate, versions
from kg.distinct import distinct

__all__ = ["Candidate", "duplicates", "fingerprint", "same", "versions"]


def duplicates(documents: Sequence[Candidate], text_of: Callable[[int], str]) -> dict[int, int]:
    """Index of each duplicate → index of the document that is kept of its group: longest body, earliest date, smallest key.

    ``text_of`` gives the stored text by index; it is asked for texts that may be duplicates only. The result does not depend
    on the order of documents.
    """
    order = sorted(range(len(documents)), key=lambda i: documents[i].key)
    known = [documents[i] for i in order]
    groups = Groups(known)
    read = _Bodies(known, lambda place: text_of(order[place]))
    _join_equal(groups, known, read.text)
    nothing = np.zeros(0, np.uint64)
    for one, other in candidates([document.fingerprint if document.length >= SHORTEST else nothing for document in known], groups):
        if groups.may_join(one, other) and read.same(one, other):
            groups.join(one, other)
    members: dict[int, list[int]] = {}
    for place in range(len(known)):
        members.setdefault(groups.root(place), []).append(place)
    kept: dict[int, int] = {}
    for together in members.values():
        if len(together) > 1:
            best = min(together, key=lambda place: (-len(read.body(place)), known[place].date or "9", known[place].key))
            kept.update((order[place], order[best]) for place in together if place != best)
    return dict(sorted(kept.items()))


def _join_equal(groups: Groups, documents: Sequence[Candidate], text_of: Callable[[int], str]) -> None:
    """Join documents whose texts are equal but for white space: their sketches are, so few texts are read."""
    alike: dict[bytes, list[int]] = {}
    for index, document in enumerate(documents):
        alike.setdefault(hashlib.blake2b(document.fingerprint.tobytes(), digest_size=16).digest(), []).append(index)
    for together in alike.values():
        leaders: dict[bytes, list[int]] = {}
        for index in together if len(together) > 1 else ():
            text = "".join(text_of(index).split()).encode("utf-8", "surrogatepass")
            known = leaders.setdefault(hashlib.blake2b(text, digest_size=16).digest(), [])
            leader = next((leader for leader in known if groups.may_join(leader, index)), None)
            if leader is None:
                known.append(index)
            else:
                groups.join(leader, index)


class _Bodies:
    """Texts without title, and the shingles of the last one asked for: pairs come sorted by their first document."""

    def __init__(self, documents: Sequence[Candidate], text_of: Callable[[int], str]) -> None:
        self._documents = documents
        self.text = text_of
        self._last: tuple[int, int, Hashes] | None = None

    def body(self, index: int) -> str:
        """The stored text without its title, without white space."""
        text, title = self.text(index), self._documents[index].title
        return "".join((text[len(title) + 1 :] if title and text.startswith(title + "\n") else text).split())

    def _shingles(self, index: int) -> tuple[int, Hashes]:
        if self._last is None or self._last[0] != index:
            body = self.body(index)
            self._last = index, len(body), distinct(hashed(body))
        return self._last[1:]

    def same(self, one: int, other: int) -> bool:
        """Whether the bodies of two documents are the same text."""
        body = self.body(other)
        length, shingles = self._shingles(one)
        return same(shingles, distinct(hashed(body)), min(length, len(body)))
