"""Reviewing what was discovered: what to decide on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.evidence import best
from kg.lexicon.decisions import MERGE
from kg.lexicon.fold import fold
from kg.store.decided import support
from kg.store.names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.lexicon.decisions import Decision
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
    score: 0 to 1, how likely an annotator would list it: the most over its documents
    sentences: sentences that hold it
    documents: documents that hold it
    reason: why it was proposed: how often its forms stand where the text reads as if they were a term, and how often in all, inside longer words too (how sure kg is, the score says); places in titles and headings; its other forms; what it was merged into
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
    rows = [_row(store, names, row, status) for row, status in (found[:limit] if limit else found)]
    gone = _gone(store, made) if decided else []
    return [*rows, *(gone[:limit - len(rows)] if limit else gone)], len(found) + len(gone)


def _gone(store: Store, made: Sequence[Decision]) -> list[Proposed]:
    """Return what decisions are about that the project no longer has, or not yet: rejected, merged, new."""
    held = {fold(row.label) for row in store.concepts(shown=False) if row.sentences}
    iris = {row.iri for row in store.concepts(shown=False) if row.sentences}
    gone = {decision.concept: decision for decision in made if fold(decision.concept) not in held and decision.iri not in iris}
    return [
        Proposed(label, SAID[decision.action], 0.0, 0, 0, f"into {decision.value}" if decision.action == MERGE else "", "", "", "")
        for label, decision in sorted(gone.items())]


def _row(store: Store, names: Names, row: ConceptRow, status: str) -> Proposed:
    sentence = store.sentence(best(store, (row.id,), limit=1)[0])
    return Proposed(
        row.label, status, row.score, row.sentences, row.documents, _reason(store, row), names.of_id(sentence.doc), store.sentence_text(sentence), row.en)


def _reason(store: Store, row: ConceptRow) -> str:
    """Return what speaks for a concept: places read as a term and all places of its forms, those in titles, its other forms."""
    places, marked, titles = support(store, row.id)
    others = [text for text, kind, _ in store.forms(row.id) if kind == "found"]
    reasons = [f"as a term {marked:,}×, in all {places:,}×"] if places else []
    reasons += [f"{titles:,} in titles"] if titles else []
    reasons += [f"also as {'、'.join(others)}"] if others else []
    return "; ".join(reasons)
