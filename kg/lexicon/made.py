"""Decisions found by the names and IRIs that they speak of, so that a verb on many concepts looks at each one's own alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from kg.lexicon.decisions import CATEGORISE, RENAME, Decision
from kg.lexicon.edits import Known
from kg.lexicon.fold import fold


class Made:
    """The decisions made so far."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        """Hold decisions."""
        self._all: dict[Decision, None] = {}
        self._by: defaultdict[str, dict[Decision, None]] = defaultdict(dict)
        for decision in decisions:
            self._add(decision)

    def __iter__(self) -> Iterator[Decision]:
        """Yield the decisions, sorted."""
        return iter(sorted(self._all))

    def __len__(self) -> int:
        """Return their number."""
        return len(self._all)

    def near(self, *names: str) -> list[Decision]:
        """Return, sorted, the decisions about concepts of these folded names and IRIs, by all names they have had, and those that lead to them."""
        known = {name for name in names if name}
        found = self._of(known)
        for _ in range(2):  # from a new name to the first one, from there to the IRI
            known |= {
                name for decision in found if known & set(_subject(decision)) or (decision.action == RENAME and fold(decision.value) in known)
                for name in _subject(decision)}
            found = self._of(known)
        return sorted(found)

    def change(self, one: Known, edit: Callable[[list[Decision], Known], Iterable[Decision]]) -> bool:
        """Let a verb change what is decided about a concept; return whether that changed anything."""
        before = self.near(fold(one.label), one.iri)
        after = dict.fromkeys(edit(before, one))
        for decision in before:
            if decision not in after:
                self._remove(decision)
        for decision in after:
            self._add(decision)
        return set(before) != set(after)

    def _of(self, names: Iterable[str]) -> dict[Decision, None]:
        return {decision: None for name in names for decision in self._by.get(name, ())}

    def _add(self, decision: Decision) -> None:
        self._all[decision] = None
        for name in _names(decision):
            self._by[name][decision] = None

    def _remove(self, decision: Decision) -> None:
        del self._all[decision]
        for name in _names(decision):
            del self._by[name][decision]


def _subject(decision: Decision) -> list[str]:
    return [fold(decision.concept), decision.iri] if decision.iri else [fold(decision.concept)]


def _names(decision: Decision) -> set[str]:
    goal = {fold(decision.value)} if decision.value and decision.action != CATEGORISE else set()
    return {*_subject(decision), *goal}
