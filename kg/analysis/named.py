"""What a name means when something is decided about it: by the decisions as they stand, then by the project, whatever decisions that obeyed."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from kg import iri
from kg.analysis.resolve import concept, folded
from kg.errors import InputError, KgError
from kg.lexicon import decisions
from kg.lexicon.decisions import BROADER, MERGE, REJECT, RENAME, Decision
from kg.lexicon.edits import Known, about
from kg.lexicon.fold import fold
from kg.lexicon.hierarchy import closure
from kg.lexicon.made import Made
from kg.store.labels import by_form, by_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.store import Store
    from kg.store.reader import ConceptRow


class Said:
    """A project, the decisions as they stand now, and those that its build obeyed."""

    def __init__(self, store: Store, made: Iterable[Decision]) -> None:
        """Hold the decisions; read those obeyed from the project."""
        self.store = store
        self.made = Made(made)
        self.obeyed = Made(decisions.parsed(store.meta("obeyed")))
        self._kept = frozenset(store.meta("kept").split("\n"))

    def in_thesaurus(self, name: str) -> bool:
        """Whether the concept of an IRI is curated without any decision."""
        return bool(name) and name not in self._kept and any(row.iri == name and row.status != "discovered" for row in by_iri(self.store, name))


def find(said: Said, text: str) -> Known:
    """Return the concept that ``text`` names, or the form that it is of one: a variant, an alternative label (``iri`` is "" then).

    What was rejected or merged before is found again by its name. Raise InputError with the nearest where there is nothing.
    """
    key = folded(text)
    if known := _decided(said.made.near(key), key) or _taken_back(said, key):
        return known
    if "://" in text and by_iri(said.store, text):
        return _known(said, by_iri(said.store, text)[0])
    hits = by_form(said.store, key)
    preferred = [row for row, kind in hits if kind == "pref"]
    if hits and not preferred:
        owner = hits[0][0]
        form = next(form for form, _, _ in said.store.forms(owner.id) if fold(form) == key)
        return Known(form, "", curated=owner.status != "discovered" and hits[0][1] != "found")
    return _known(said, preferred[0] if len(preferred) == 1 else _concept(said, text))


def find_concept(said: Said, text: str) -> Known:
    """Return the concept that ``text`` names by any of its labels.

    Raise InputError with the nearest where there is none, KgError where it was merged into another.
    """
    key = folded(text)
    near = said.made.near(key)
    for decision in near:
        if decision.action == MERGE and fold(decision.concept) == key:
            raise KgError(f"{text} is merged into {decision.value}", hint=f"decide on {decision.value}, or take it back: kg terms undo {text}")
    return _decided(near, key) or _taken_back(said, key) or _known(said, _concept(said, text))


def with_iri(said: Said, one: Known) -> Known:
    """Return a form as a concept of its own, with the IRI that its label has; a concept as it is."""
    return one if one.iri or one.curated else one._replace(iri=iri.concept(one.label, said.store.meta("base") or iri.BASE))


def fresh(said: Said, text: str) -> Known:
    """Return what ``text`` names, or a new concept of that label where it names nothing."""
    key = folded(text)
    if said.made.near(key) or said.obeyed.near(key) or by_form(said.store, key):
        return find(said, text)
    return Known(clean(text), "", curated=False)


def clean(label: str) -> str:
    """Return a label as it is stored: in Unicode form NFC, without spaces at its ends."""
    return unicodedata.normalize("NFC", label.strip())


def decided(said: Said, text: str) -> Known:
    """Return what earlier decisions are about. Raise InputError where there are none."""
    key = folded(text)
    if known := _decided(said.made.near(key), key):
        return known
    raise InputError(f"nothing was decided about {text}", hint="kg terms decisions -n 0")


def known_already(said: Said, one: Known) -> str:
    """Return why accepting a concept or a form changes nothing."""
    if one.iri:
        return f"{one.label} is {'in the thesaurus' if said.in_thesaurus(one.iri) else 'accepted'} already"
    owner = next((row.label for row, _ in by_form(said.store, fold(one.label))), "")
    return f"{one.label} is a name of {owner}" if owner else f"{one.label} is accepted already"


def check_order(said: Said, one: Known, above: Known) -> None:
    """Raise KgError where ``one`` is broader than ``above`` by the project or by decisions."""
    labels = {row.id: row.label for row in said.store.concepts(shown=False)}
    made = list(said.made)
    gone = {(fold(old.concept), fold(old.value)) for old in set(said.obeyed) - set(made) if old.action == BROADER}
    pairs = [(labels[narrow], labels[broad]) for narrow, broad in said.store.broader() if (fold(labels[narrow]), fold(labels[broad])) not in gone]
    pairs += [(decision.concept, decision.value) for decision in made if decision.action == BROADER]
    led = {fold(decision.concept): fold(decision.value) for decision in made if decision.action in {RENAME, MERGE}}
    steps: dict[str, set[str]] = {}
    for narrow, broad in pairs:
        steps.setdefault(_end(led, narrow), set()).add(_end(led, broad))
    if _end(led, one.label) in closure(steps, _end(led, above.label)):
        raise KgError(f"{one.label} is broader than {above.label} already", hint="kg terms broader A B: every A is a B")


def _end(led: Mapping[str, str], label: str) -> str:
    """Return where renames and merges lead a label, folded."""
    place, passed = fold(label), set[str]()
    while place in led and place not in passed:
        passed.add(place)
        place = led[place]
    return place


def other_owner(said: Said, one: Known, label: str) -> str:
    """Return the concept other than ``one`` that has this label or form, "" if there is none."""
    key = folded(label)
    known = _decided([decision for decision in said.made.near(key) if decision.action not in {MERGE, REJECT}], key)
    owners = [known] if known else [_known(said, row) for row, _ in by_form(said.store, key)]
    return next((owner.label for owner in owners if owner.iri != one.iri), "")


def _concept(said: Said, text: str) -> ConceptRow:
    try:
        return concept(said.store, text)
    except InputError as error:
        if set(said.made) == set(said.obeyed):
            raise
        raise InputError(str(error), hint=f"{error.hint}; the decisions have changed since the last build: kg build may find it again") from None


def _known(said: Said, row: ConceptRow) -> Known:
    """Return a concept of the project under the name that the decisions as they stand leave it."""
    return _taken_back(said, fold(row.label), row.iri) or Known(row.label, row.iri, row.status != "discovered")


def _taken_back(said: Said, key: str, name: str = "") -> Known | None:
    """Return what the last build obeyed decisions about that have been taken back since, under its first name; None if there is nothing."""
    near = said.obeyed.near(key, name)
    found = next((old for old in near if key in {fold(old.concept), fold(old.value) if old.action == RENAME else ""} or (name and old.iri == name)), None)
    if found is None:
        return None
    one = Known(found.concept, found.iri, said.in_thesaurus(found.iri))
    now = said.made.near(fold(one.label), one.iri)
    return _decided(now, fold(one.label)) if any(about(decision, one) for decision in now) else one


def _decided(made: Sequence[Decision], key: str) -> Known | None:
    """Return what an earlier decision is about, found by its name then or by the one it got, under the latter."""
    named = [decision for decision in made if decision.action == RENAME and fold(decision.value) == key]
    found = next(iter([*named, *(decision for decision in made if fold(decision.concept) == key)]), None)
    if found is None:
        return None
    one = Known(found.concept, found.iri, curated=found.action not in {MERGE, REJECT})
    return next((one._replace(label=decision.value) for decision in made if decision.action == RENAME and about(decision, one)), one)
