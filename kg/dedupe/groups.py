"""Documents that are one text, joined two at a time."""

from __future__ import annotations

from collections.abc import Sequence

from kg.dedupe.versions import Candidate, Traits, traits


class Groups:
    """Documents that are one text; a group never holds two versions of it."""

    def __init__(self, documents: Sequence[Candidate]) -> None:
        self._documents = documents
        self._above = list(range(len(documents)))
        self._traits: dict[int, Traits] = {}

    def root(self, index: int) -> int:
        """The document that stands for the group of one."""
        above = self._above
        while above[index] != index:
            above[index] = above[above[index]]
            index = above[index]
        return index

    def _of(self, root: int) -> Traits:
        if root not in self._traits:
            self._traits[root] = traits(self._documents[root])
        return self._traits[root]

    def may_join(self, one: int, other: int) -> bool:
        """Whether two documents are in different groups of which no two members are versions of one another."""
        a, b = self.root(one), self.root(other)
        return a != b and not self._of(a).apart(self._of(b))

    def join(self, one: int, other: int) -> None:
        """Make one group of those of two documents."""
        a, b = self.root(one), self.root(other)
        if self._of(a).size < self._of(b).size:
            a, b = b, a
        self._above[b] = a
        self._of(a).add(self._traits.pop(b))
