"""Reviewing what was discovered: what to decide on, and what a name means when something is decided about it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from kg import iri
from kg.analysis.evidence import best
from kg.analysis.resolve import concept, folded
from kg.errors import InputError, KgError
from kg.lexicon.decisions import BROADER, MERGE, REJECT, RENAME, Decision
from kg.lexicon.edits import Known, about
from kg.lexicon.fold import fold
from kg.lexicon.hierarchy import closure
from kg.store.decided import support
from kg.store.labels import by_form, by_iri
from kg.store.names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.store import Store
    from kg.store.reader import ConceptRow

SAID = {
    "accept": "accepted", "reject": "rejected", "merge": "merged", "rename": "renamed", "categorise": "categorised", "broader": "placed"}
"""Action → the status of what it was done to."""

ORDERS: dict[str, Callable[[ConceptRow], tuple[float, str]]] = {
    "sentences": lambda row: (-row.sentences, row.label), "score": lambda row: (-row.score, row.label), "doubt": lambda row: (row.score, row.label)}
"""Orders of a review: most used first, surest first, least sure first."""


class Proposed(NamedTuple):
    """A concept to decide on.

    concept: its label
    status: discovered; or what was decided and awaits the next build
    score: 0 to 1, how likely an expert would list it
    sentences: sentences that hold it
    documents: documents that hold it
    reason: why it was proposed: at how many of the places of its forms it reads like a term; places in titles and headings; its other forms
    document: where the example stands
    example: the most telling sentence
    en: English label, empty where unknown
    """

    concept: str
    status: str
    score: float
    sentences: int
    documents: int
    reason: str
    document: str
    example: str
    en: str


def proposed(store: Store, made: Sequence[Decision], *, by: str = "sentences", rare: bool = False, decided: bool = False, limit: int = 20) -> tuple[list[Proposed], int]:
    """Return the ``limit`` (0: all) discovered concepts to decide on, and how many there are.

    ``rare``: also those below the thresholds. ``decided``: instead those that decisions are about. ``by``: one of ORDERS.
    """
    iris = {decision.iri: decision for decision in made if decision.iri}
    labels = {fold(decision.concept): decision for decision in made}
    found: list[tuple[ConceptRow, str]] = []
    for row in store.concepts(shown=not (rare or decided)):
        decision = labels.get(fold(row.label)) or iris.get(row.iri)
        if row.sentences and (decided if decision else row.status == "discovered" and not decided):
            found.append((row, SAID[decision.action] if decision else row.status))
    found.sort(key=lambda item: ORDERS[by](item[0]))
    names = Names(store)
    return [_row(store, names, row, status) for row, status in (found[:limit] if limit else found)], len(found)


def _row(store: Store, names: Names, row: ConceptRow, status: str) -> Proposed:
    sentence = store.sentence(best(store, (row.id,), limit=1)[0])
    return Proposed(
        row.label, status, row.score, row.sentences, row.documents, _reason(store, row), names.of_id(sentence.doc), store.sentence_text(sentence), row.en)


def _reason(store: Store, row: ConceptRow) -> str:
    """Return what speaks for a concept: places read as a term of all places of its forms, those in titles, its other forms."""
    places, marked, titles = support(store, row.id)
    others = [text for text, kind, _ in store.forms(row.id) if kind == "found"]
    reasons = [f"{marked} of {places} places"] if places else []
    reasons += [f"{titles} in titles"] if titles else []
    reasons += [f"also as {'、'.join(others)}"] if others else []
    return "; ".join(reasons)


def find(store: Store, made: Sequence[Decision], text: str) -> Known:
    """Return the concept that ``text`` names, or the form that it is of one: a variant, an alternative label (``iri`` is "" then).

    What was rejected or merged before is found again by its name. Raise InputError with the nearest where there is nothing.
    """
    key = folded(text)
    if known := _decided(made, key):
        return known
    if "://" in text and by_iri(store, text):
        return _known(by_iri(store, text)[0])
    hits = by_form(store, key)
    preferred = [row for row, kind in hits if kind == "pref"]
    if hits and not preferred:
        owner = hits[0][0]
        form = next(form for form, _, _ in store.forms(owner.id) if fold(form) == key)
        return Known(form, "", curated=owner.status != "discovered" and hits[0][1] != "found")
    return _known(preferred[0] if len(preferred) == 1 else concept(store, text))


def find_concept(store: Store, made: Sequence[Decision], text: str) -> Known:
    """Return the concept that ``text`` names by any of its labels.

    Raise InputError with the nearest where there is none, KgError where it was merged into another.
    """
    key = folded(text)
    for decision in made:
        if decision.action == MERGE and fold(decision.concept) == key:
            raise KgError(f"{text} is merged into {decision.value}", hint=f"decide on {decision.value}, or take it back: kg terms undo {text}")
    return _decided(made, key) or _known(concept(store, text))


def with_iri(store: Store, one: Known) -> Known:
    """Return a form as a concept of its own, with the IRI that its label has; a concept as it is."""
    return one if one.iri or one.curated else one._replace(iri=iri.concept(one.label, store.meta("base") or iri.BASE))


def fresh(store: Store, made: Sequence[Decision], text: str) -> Known:
    """Return what ``text`` names, or a new concept of that label where it names nothing."""
    if _decided(made, folded(text)) or by_form(store, folded(text)):
        return find(store, made, text)
    return Known(clean(text), "", curated=False)


def clean(label: str) -> str:
    """Return a label as it is stored: in Unicode form NFC, without spaces at its ends."""
    return unicodedata.normalize("NFC", label.strip())


def decided(made: Sequence[Decision], text: str) -> Known:
    """Return what earlier decisions are about. Raise InputError where there are none."""
    if known := _decided(made, folded(text)):
        return known
    raise InputError(f"nothing was decided about {text}", hint="kg terms decisions -n 0")


def check_order(store: Store, made: Sequence[Decision], one: Known, above: Known) -> None:
    """Raise KgError where ``one`` is broader than ``above`` by the project or by decisions."""
    labels = {row.id: row.label for row in store.concepts(shown=False)}
    pairs = [(labels[narrow], labels[broad]) for narrow, broad in store.broader()]
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


def other_owner(store: Store, made: Sequence[Decision], one: Known, label: str) -> str:
    """Return the concept other than ``one`` that has this label or form, "" if there is none."""
    key = folded(label)
    known = _decided([decision for decision in made if decision.action not in {MERGE, REJECT}], key)
    owners = [(known.label, known.iri)] if known else [(row.label, row.iri) for row, _ in by_form(store, key)]
    return next((name for name, owner in owners if owner != one.iri), "")


def _known(row: ConceptRow) -> Known:
    return Known(row.label, row.iri, row.status != "discovered")


def _decided(made: Sequence[Decision], key: str) -> Known | None:
    """Return what an earlier decision is about, found by its name then or by the one it got, under the latter."""
    named = [decision for decision in made if decision.action == RENAME and fold(decision.value) == key]
    found = next(iter([*named, *(decision for decision in made if fold(decision.concept) == key)]), None)
    if found is None:
        return None
    one = Known(found.concept, found.iri, curated=found.action not in {MERGE, REJECT})
    return next((one._replace(label=decision.value) for decision in made if decision.action == RENAME and about(decision, one)), one)
