"""What a verb of ``kg terms`` does to the decisions made so far: the later word counts, the rest stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.errors import KgError
from kg.lexicon import decisions
from kg.lexicon.decisions import ACCEPT, BROADER, CATEGORISE, MERGE, REJECT, RENAME, Decision
from kg.lexicon.fold import fold
from kg.model import CATEGORIES

Decisions = list[Decision]


class Known(NamedTuple):
    """A concept of the project that a decision is about; ``curated``: by a thesaurus or an earlier decision."""

    label: str
    iri: str
    curated: bool


def _about(decision: Decision, one: Known) -> bool:
    return fold(decision.concept) == fold(one.label) or (decision.iri == one.iri and bool(one.iri))


def _without(made: Iterable[Decision], one: Known, actions: Iterable[str]) -> Decisions:
    return [decision for decision in made if not (decision.action in actions and _about(decision, one))]


def _kept(made: Iterable[Decision], one: Known) -> Decisions:
    """Return the decisions with ``one`` being a concept that is kept: its IRI is frozen, a rejection taken back."""
    rest = _without(made, one, [REJECT])
    decided = any(_about(decision, one) and decision.action != BROADER for decision in rest)
    return rest if one.curated or decided else [*rest, Decision(ACCEPT, one.label, "", one.iri)]


def accept(made: Iterable[Decision], one: Known) -> Decisions:
    """Return the decisions with ``one`` as a concept of its own: no longer rejected, no longer merged into another."""
    rest = _without(made, one, [REJECT, MERGE, ACCEPT])
    return rest if one.curated and not _frozen(rest, one) and not _was_decided(made, one) else [*rest, Decision(ACCEPT, one.label, "", one.iri)]


def _frozen(made: Iterable[Decision], one: Known) -> bool:
    return any(decision.iri == one.iri and decision.iri for decision in made)


def _was_decided(made: Iterable[Decision], one: Known) -> bool:
    return any(_about(decision, one) for decision in made)


def reject(made: Iterable[Decision], form: str, one: Known | None) -> Decisions:
    """Return the decisions with ``form`` as no concept; ``one`` is the concept whose preferred label it is, if it is one.

    What was decided of that concept before is dropped; merges into it and what stands below it are refused.
    """
    about = one or Known(form, "", curated=False)
    for decision in made:
        if decision.action in {MERGE, BROADER} and fold(decision.value) == fold(form) and not _about(decision, about):
            raise KgError(f"{form} cannot be rejected: {decision}", hint=f"first decide on {decision.concept}: kg terms accept {decision.concept}, or reject it")
    return [*_without(made, about, decisions.ACTIONS), Decision(REJECT, form, "", one.iri if one else "")]


def merge(made: Iterable[Decision], one: Known, other: Known) -> Decisions:
    """Return the decisions with the forms of ``one`` leading to ``other``."""
    if fold(one.label) == fold(other.label):
        raise KgError(f"{one.label} is {other.label} already", hint="kg terms merge A B needs two concepts")
    rest = _without(_kept(made, other), one, [ACCEPT, REJECT, MERGE, RENAME, CATEGORISE, BROADER])
    goals = {fold(decision.concept): fold(decision.value) for decision in rest if decision.action == MERGE}
    place = fold(other.label)
    while place in goals:
        place = goals[place]
        if place == fold(one.label):
            raise KgError(f"{other.label} leads to {one.label} by an earlier merge", hint=f"take it back first: kg terms accept {other.label}")
    return [*rest, Decision(MERGE, one.label, other.label, one.iri)]


def rename(made: Iterable[Decision], one: Known, label: str) -> Decisions:
    """Return the decisions with a new preferred label for ``one``; its IRI stays, its first label is kept as an alternative."""
    earlier = next((decision for decision in made if decision.action == RENAME and decision.iri == one.iri), None)
    first = earlier.concept if earlier else one.label
    rest = [decision for decision in _without(made, one, [REJECT]) if decision != earlier]
    if first == label:
        return rest if one.curated and not earlier else [*_without(rest, one, [ACCEPT]), Decision(ACCEPT, first, "", one.iri)]
    return [*_turned(rest, one.label, label), Decision(RENAME, first, label, one.iri)]


def _turned(made: Iterable[Decision], old: str, new: str) -> Decisions:
    """Let decisions that name a concept as their goal name it by its new label."""
    return [decision._replace(value=new) if decision.action in {MERGE, BROADER} and fold(decision.value) == fold(old) else decision for decision in made]


def categorise(made: Iterable[Decision], one: Known, category: str) -> Decisions:
    """Return the decisions with a category for ``one``."""
    if category not in CATEGORIES:
        raise KgError(f"no category {category}", hint=f"categories: {', '.join(CATEGORIES)}")
    return [*_kept(_without(made, one, [CATEGORISE]), one), Decision(CATEGORISE, one.label, category, one.iri)]


def broader(made: Iterable[Decision], one: Known, above: Known) -> Decisions:
    """Return the decisions with ``one`` below ``above``."""
    if fold(one.label) == fold(above.label):
        raise KgError(f"{one.label} cannot be broader than itself", hint="kg terms broader A B: every A is a B")
    return [*_kept(_kept(made, one), above), Decision(BROADER, one.label, above.label, one.iri)]
