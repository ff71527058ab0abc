"""What a verb of ``kg terms`` does to the decisions made so far: the later word counts, the rest stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from kg.errors import KgError
from kg.kinds import CATEGORIES
from kg.lexicon.decisions import ACCEPT, ACTIONS, BROADER, CATEGORISE, MERGE, REJECT, RENAME, Decision
from kg.lexicon.fold import fold

Decisions = list[Decision]


class Known(NamedTuple):
    """What a decision is about: a concept, or with ``iri`` "" a form alone; ``curated``: by a thesaurus or an earlier decision."""

    label: str
    iri: str
    curated: bool


def about(decision: Decision, one: Known) -> bool:
    """Return whether a decision is about this concept, by whatever name it went then."""
    return fold(decision.concept) == fold(one.label) or (decision.iri == one.iri and bool(one.iri))


def _without(made: Iterable[Decision], one: Known, actions: Collection[str] = ACTIONS) -> Decisions:
    return [decision for decision in made if not (decision.action in actions and about(decision, one))]


def first(made: Iterable[Decision], one: Known) -> Known:
    """Return the concept under the name that it has without decisions: texts and thesauri know it by that."""
    earlier = next((decision for decision in made if decision.action == RENAME and about(decision, one)), None)
    return one._replace(label=earlier.concept) if earlier else one


def _kept(made: Iterable[Decision], one: Known) -> Decisions:
    """Return the decisions with ``one`` being a concept that is kept: its IRI is frozen, a rejection taken back."""
    rest = _without(made, one, [REJECT])
    decided = any(about(decision, one) and decision.action != BROADER for decision in rest)
    return rest if one.curated or decided else [*rest, Decision(ACCEPT, one.label, "", one.iri)]


def accept(made: Iterable[Decision], one: Known) -> Decisions:
    """Return the decisions with ``one`` as a concept of its own: no longer rejected, no longer merged into another.

    A form alone that was rejected or merged goes back to the concept that it is a form of.
    """
    before = list(made)
    rest = _without(before, one, [REJECT, MERGE])
    if any(not decision.iri for decision in before if decision.action in {REJECT, MERGE} and about(decision, one)):
        return rest
    decided = any(about(decision, one) and decision.action in {ACCEPT, RENAME, CATEGORISE} for decision in rest)
    return rest if decided or (one.curated and len(rest) == len(before)) else [*rest, Decision(ACCEPT, one.label, "", one.iri)]


def reject(made: Iterable[Decision], one: Known) -> Decisions:
    """Return the decisions with ``one`` as no concept, or as no form of any.

    What was decided of it before is dropped. Raise KgError where other concepts are merged into it or stand below it.
    """
    before = list(made)
    check_free(before, one, "rejected")
    named = first(before, one)
    return [*_without(_without(before, one), named), Decision(REJECT, named.label, "", one.iri)]


def check_free(made: Iterable[Decision], one: Known, done: str) -> None:
    """Raise KgError where other concepts are merged into ``one`` or stand below it; ``done``: what cannot be done to it then."""
    before = list(made)
    names = {fold(one.label), fold(first(before, one).label)}
    for decision in before:
        if decision.action in {MERGE, BROADER} and fold(decision.value) in names and not about(decision, one):
            raise KgError(f"{one.label} cannot be {done}: {decision}", hint=f"take that back first: kg terms undo {decision.concept}")


def merge(made: Iterable[Decision], one: Known, other: Known) -> Decisions:
    """Return the decisions with the forms of ``one`` leading to ``other``. Raise KgError for a circle."""
    before = list(made)
    named = first(before, one)
    if fold(one.label) == fold(other.label) or (one.iri and one.iri == other.iri):
        raise KgError(f"{one.label} and {other.label} are one concept already", hint="kg terms merge A B needs two")
    rest = _turned(_without(_without(_kept(before, other), one), named), one.label, named.label)
    goals = {fold(decision.concept): fold(decision.value) for decision in rest if decision.action == MERGE}
    place = fold(other.label)
    while place in goals:
        place = goals[place]
        if place in {fold(one.label), fold(named.label)}:
            raise KgError(f"{other.label} leads to {one.label} by an earlier merge", hint=f"take it back first: kg terms undo {other.label}")
    return [*rest, Decision(MERGE, named.label, other.label, one.iri)]


def rename(made: Iterable[Decision], one: Known, label: str) -> Decisions:
    """Return the decisions with a new preferred label for ``one``; its IRI stays, its first label is kept as an alternative.

    Where the new label was rejected, it no longer is.
    """
    before = _without(made, Known(label, "", curated=False), [REJECT])
    named = first(before, one)
    rest = [decision for decision in _without(before, one, [REJECT]) if not (decision.action == RENAME and about(decision, one))]
    rest = _turned(rest, one.label, label)
    if named.label == label:
        return _kept(rest, named)
    return [*(decision for decision in rest if not (decision.action == ACCEPT and about(decision, named))), Decision(RENAME, named.label, label, one.iri)]


def _turned(made: Iterable[Decision], old: str, new: str) -> Decisions:
    """Let decisions that name a concept as their goal name it by its new label; what would then lead to itself is dropped."""
    turned = (decision._replace(value=new) if decision.action in {MERGE, BROADER} and fold(decision.value) == fold(old) else decision for decision in made)
    return list(dict.fromkeys(decision for decision in turned if not (decision.action in {MERGE, BROADER} and fold(decision.concept) == fold(decision.value))))


def categorise(made: Iterable[Decision], one: Known, category: str) -> Decisions:
    """Return the decisions with a category for ``one``."""
    if category not in CATEGORIES:
        raise KgError(f"no category {category}", hint=f"categories: {', '.join(CATEGORIES)}")
    return [*_without(made, one, [CATEGORISE, REJECT, ACCEPT]), Decision(CATEGORISE, one.label, category, one.iri)]


def broader(made: Iterable[Decision], one: Known, above: Known) -> Decisions:
    """Return the decisions with ``one`` below ``above``."""
    if fold(one.label) == fold(above.label) or (one.iri and one.iri == above.iri):
        raise KgError(f"{one.label} cannot be broader than itself", hint="kg terms broader A B: every A is a B")
    return list(dict.fromkeys([*_kept(_kept(made, one), above), Decision(BROADER, one.label, above.label, one.iri)]))


def undo(made: Iterable[Decision], one: Known) -> Decisions:
    """Return the decisions without those about ``one``; what leads to it leads to it by its first name."""
    before = list(made)
    named = first(before, one)
    return _turned(_without(_without(before, one), named), one.label, named.label)
