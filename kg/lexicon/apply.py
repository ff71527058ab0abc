"""What decisions make of a thesaurus: terms added, changed, joined and taken out, whatever the order of the lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg import iri
from kg.lexicon.decisions import ACCEPT, BROADER, CATEGORISE, MERGE, REJECT, RENAME, Decision
from kg.lexicon.fill import filled
from kg.lexicon.fold import fold
from kg.lexicon.hierarchy import by_label, closure, without_circles
from kg.lexicon.terms import Label, Term, Watched


class Applied(NamedTuple):
    """Terms after the decisions, and what else a build must know of them (see ``Lexicon``)."""

    terms: list[Term]
    rejected: frozenset[str]
    replaced: dict[str, str]
    watched: tuple[Watched, ...]
    notes: tuple[str, ...]
    kept: tuple[str, ...]


def apply(terms: Iterable[Term], decisions: Sequence[Decision], base: str) -> Applied:
    """Return what the decisions make of ``terms``; concepts they keep that are no terms yet become some, with their frozen IRIs.

    Steps in this order, so that the order of lines does not matter: concepts kept, renamed, put into categories and below others,
    merged, rejected.
    """
    desk = _Desk(terms, base, {fold(decision.concept): decision.value for decision in decisions if decision.action == MERGE})
    known = frozenset(desk.labels)
    steps = (
        (ACCEPT, desk.keep), (RENAME, desk.rename), (CATEGORISE, desk.categorise), (BROADER, desk.keep), (BROADER, desk.broader), (MERGE, desk.merge),
        (REJECT, desk.reject))
    for action, step in steps:
        for decision in decisions:
            if decision.action == action:
                step(decision)
    watched = tuple(Watched(str(decision), fold(decision.concept)) for decision in decisions if fold(decision.concept) not in known)
    return Applied(list(desk.terms.values()), frozenset(desk.rejected), desk.replaced, watched, tuple(desk.notes), tuple(sorted(desk.kept & desk.terms.keys())))


class _Desk:
    """The terms under revision, found by IRI and by folded label."""

    def __init__(self, terms: Iterable[Term], base: str, merges: Mapping[str, str]) -> None:
        self.terms = {term.iri: term for term in terms}
        self.labels = by_label(self.terms.values())
        self.rejected: set[str] = set()
        self.kept: set[str] = set()
        self.replaced: dict[str, str] = {}
        self.notes: list[str] = []
        self._base = base
        self._merges = merges

    def _find(self, label: str, name: str = "") -> Term | None:
        return self.terms.get(name) or self.terms.get(self.labels.get(fold(label), ""))

    def _put(self, term: Term) -> None:
        self.terms[term.iri] = term
        for text, kind, _ in term.labels:
            if kind == "pref":
                self.labels[fold(text)] = term.iri
            else:
                self.labels.setdefault(fold(text), term.iri)

    def keep(self, decision: Decision) -> Term:
        """Return the term of a decision's concept, made if there is none."""
        found = self._find(decision.concept, decision.iri)
        if found is None:
            found = Term(
                iri=decision.iri or iri.concept(decision.concept, self._base), label=decision.concept, labels=((decision.concept, "pref", "zh"),))
            self._put(found)
            self.kept.add(found.iri)
        elif decision.iri and decision.iri != found.iri:
            self.replaced[decision.iri] = found.iri
        return found

    def rename(self, decision: Decision) -> None:
        term = self.keep(decision)
        other = self._find(decision.value)
        if other and other.iri != term.iri:
            self.notes.append(f"{decision}: not done, {decision.value} is a label of {other.label}")
            return
        key = fold(decision.value)
        labels: list[Label] = [(decision.value, "pref", "zh")]
        for text, kind, tag in (*term.labels, (decision.concept, "alt", "zh")):
            if fold(text) != key and (text, tag) not in {(known, of) for known, _, of in labels}:
                labels.append((text, "alt" if kind == "pref" and tag == "zh" else kind, tag))
        self._put(replace(term, label=decision.value, labels=tuple(labels)))

    def categorise(self, decision: Decision) -> None:
        term = self.keep(decision)
        self.terms[term.iri] = replace(term, category=decision.value)

    def broader(self, decision: Decision) -> None:
        term = self.keep(decision)
        target = self._find(decision.value) or self._find(self._goal(decision.value))
        if target is None:
            self.notes.append(f"{decision}: not done, there is no concept {decision.value}")
        elif target.iri == term.iri or term.iri in closure({name: other.broader for name, other in self.terms.items()}, target.iri):
            self.notes.append(f"{decision}: not done, that would be a circle: {decision.value} is narrower than {decision.concept}")
        else:
            self.terms[term.iri] = replace(term, broader=tuple(sorted({*term.broader, target.iri})))

    def _goal(self, label: str) -> str:
        """Return where merges lead a label: A into B and B into C is A into C."""
        while fold(label) in self._merges:
            label = self._merges[fold(label)]
        return label

    def merge(self, decision: Decision) -> None:
        """Let the forms of a concept, or a form alone, lead to another concept."""
        target = self._find(self._goal(decision.value))
        if target is None:
            self.notes.append(f"{decision}: not done, there is no concept {self._goal(decision.value)}")
            return
        gone = self._find(decision.concept, decision.iri)
        if gone and gone.iri != target.iri:
            if gone.iri == decision.iri or fold(decision.concept) in {fold(text) for text, kind, _ in gone.labels if kind == "pref"}:
                self._absorb(gone, target.iri)
            else:  # only a label of another concept moves
                self._drop_label(gone, fold(decision.concept))
        if decision.iri and decision.iri != target.iri:
            self.replaced[decision.iri] = target.iri
        target = self.terms[target.iri]
        labels = (*target.labels, (decision.concept, "alt", "zh"))
        for text, _, _ in labels:
            self.labels[fold(text)] = target.iri
        kept = set({(fold(text), tag): (text, kind, tag) for text, kind, tag in reversed(labels)}.values())
        self.terms[target.iri] = replace(target, labels=tuple(label for label in dict.fromkeys(labels) if label in kept))

    def _absorb(self, gone: Term, name: str) -> None:
        """Let a concept take over all of another: labels, guards, what stands below it, and what it lacks itself."""
        del self.terms[gone.iri]
        self.replaced[gone.iri] = name
        self._turn_to(gone.iri, name)
        target = self.terms[name]
        english = [label for label in gone.labels if label[1:] == ("pref", "en") and not target.en]
        others = [(text, "alt" if kind == "pref" else kind, tag) for text, kind, tag in gone.labels]
        self.terms[name] = replace(
            filled(target, gone), labels=(*english, *target.labels, *others), guards=tuple(sorted({*target.guards, *gone.guards})))
        if gone.broader and not target.broader:
            above = {term.iri: term.broader for term in self.terms.values()}
            self.terms[name] = replace(self.terms[name], broader=without_circles(above, name))

    def _turn_to(self, old: str, new: str) -> None:
        """Let what stood below a concept stand below another."""
        for term in [term for term in self.terms.values() if old in term.broader]:
            broader = {new if name == old else name for name in term.broader} - {term.iri}
            self.terms[term.iri] = replace(term, broader=tuple(sorted(broader)))

    def _drop_label(self, term: Term, key: str) -> None:
        self.terms[term.iri] = replace(term, labels=tuple(label for label in term.labels if fold(label[0]) != key))

    def reject(self, decision: Decision) -> None:
        """Take out a concept with all its labels, or one label that is not preferred, or a form that is no term."""
        key = fold(decision.concept)
        self.rejected.add(key)
        for term in list(self.terms.values()):
            kinds = {kind for text, kind, _ in term.labels if fold(text) == key}
            if "pref" in kinds or term.iri == decision.iri:
                del self.terms[term.iri]
                self.rejected |= {fold(text) for text, _, _ in term.labels}
                self._turn_away(term.iri)
            elif kinds:
                self._drop_label(term, key)

    def _turn_away(self, old: str) -> None:
        for term in [term for term in self.terms.values() if old in term.broader]:
            self.terms[term.iri] = replace(term, broader=tuple(name for name in term.broader if name != old))
