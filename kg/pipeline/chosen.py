"""From selected forms to the concepts of a project: curated terms and discovered ones, sorted by label."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg import iri
from kg.discover import Pool, Selection
from kg.kinds import CURATED, DISCOVERED
from kg.lexicon import Lexicon, fold_all

PREF, FOUND = "pref", "found"
_KIND_ORDER = {PREF: 0, "alt": 1, "hidden": 2, FOUND: 3}


class ChosenConcept(NamedTuple):
    """One concept of a project, before counting. ``labels``: (text, kind, language), kind pref, alt, hidden or found."""

    label: str
    iri: str
    status: str
    en: str = ""
    category: str = ""
    note: str = ""
    source: str = ""
    labels: tuple[tuple[str, str, str], ...] = ()
    broader: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Concepts by label, forms by (concept, kind, text), and for each searched key its concept and its form (−1: none).

    ``other`` [forms]: whether it is written otherwise than the preferred label.
    """

    concepts: list[ChosenConcept]
    forms: list[tuple[int, str, str, str, str]]
    other: NDArray[np.bool_]
    concept: NDArray[np.int32]
    form: NDArray[np.int32]
    score: NDArray[np.float64]


def choose(keys: list[str], pool: Pool, selection: Selection, lexicon: Lexicon, base: str) -> Chosen:
    """Return the concepts of a project: every curated term, and each kept form that is not another's variant.

    A form joins the concept of ``selection.concept``; its own curated term comes first. A form that the user has rejected is none, and
    with it goes the concept whose preferred form it is.
    """
    members: dict[int, list[int]] = {}  # preferred key of a discovered concept → keys
    curated: dict[int, list[int]] = {}  # term → found keys
    term_of = {place: lexicon.owner[key] for place, key in enumerate(keys) if key in lexicon.owner}
    for place in np.flatnonzero(selection.kept & ~pool.curated).tolist():
        preferred = int(selection.concept[place])
        if keys[place] in lexicon.rejected or keys[preferred] in lexicon.rejected:
            continue
        if preferred in term_of:
            curated.setdefault(term_of[preferred], []).append(place)
        else:
            members.setdefault(preferred, []).append(place)
    concepts, owners = _concepts(members, curated, pool, lexicon, base)
    order = sorted(range(len(concepts)), key=list(map(attrgetter("label", "iri"), concepts)).__getitem__)
    cid = np.empty(len(order), dtype=np.int32)
    cid[order] = np.arange(len(order))
    concept = np.full(len(keys), -1, dtype=np.int32)
    for owner in (term_of, owners):
        concept[list(owner)] = cid[list(owner.values())]
    concepts = [concepts[place] for place in order]
    forms, form = _forms(concepts, keys, concept)
    other = np.fromiter((text != concepts[owner].label for owner, text, *_ in forms), dtype=bool, count=len(forms))
    score = np.zeros(len(concepts))
    known = concept >= 0
    np.maximum.at(score, concept[known], selection.form_score[known])
    return Chosen(concepts=concepts, forms=forms, other=other, concept=concept, form=form, score=score)


def _concepts(
    members: dict[int, list[int]], curated: dict[int, list[int]], pool: Pool, lexicon: Lexicon, base: str,
) -> tuple[list[ChosenConcept], dict[int, int]]:
    """Return concepts, curated terms first at their places in the lexicon, and discovered key → place of its concept."""
    owners: dict[int, int] = {}
    concepts: list[ChosenConcept] = []
    taken = {term.iri for term in lexicon.terms}
    for place, term in enumerate(lexicon.terms):
        found = curated.get(place, [])
        owners.update(dict.fromkeys(found, place))
        concepts.append(ChosenConcept(
            label=term.label, iri=term.iri, status=DISCOVERED if term.iri in lexicon.discovered else CURATED, en=term.en, category=term.category, note=term.note, source=term.source,
            labels=(*term.labels, *((pool.forms[key], FOUND, "zh") for key in found)), broader=term.broader,
            guards=term.guards))
    for preferred, found in sorted(members.items()):
        label = pool.forms[preferred]
        name = iri.concept(label, base)
        owners.update(dict.fromkeys(found, len(concepts)))
        others = [pool.forms[key] for key in found if key != preferred]
        concepts.append(ChosenConcept(
            label=label, iri=f"{name}~" if name in taken else name, status=DISCOVERED,
            labels=((label, PREF, "zh"), *((text, FOUND, "zh") for text in others))))
    return concepts, owners


def unused(keys: list[str], pool: Pool, chosen: Chosen, lexicon: Lexicon) -> list[str]:
    """Return the decisions that no longer apply: neither their form nor any other of its concept stands in a counted document."""
    hit = np.zeros(len(keys), dtype=bool)
    hit[pool.form[pool.counted[pool.document]]] = True
    named = set(chosen.concept[hit].tolist()) - {-1}
    place = {key: number for number, key in enumerate(keys)}

    def found(key: str) -> bool:
        number = place.get(key, -1)
        return number >= 0 and bool(hit[number] or int(chosen.concept[number]) in named)

    return [f"{decision}: no longer applies, no text holds it" for decision, key in lexicon.watched if not found(key)]


def _forms(
    concepts: list[ChosenConcept], keys: list[str], concept: NDArray[np.int32],
) -> tuple[list[tuple[int, str, str, str, str]], NDArray[np.int32]]:
    """Return rows (concept, text, fold, kind, language) and for each key the rank of its form."""
    labels = [
        (cid, text, kind, lang)
        for cid, entry in enumerate(concepts)
        for text, kind, lang in (entry.labels if len(entry.labels) == 1 else sorted(set(entry.labels), key=_order))]
    rows = [(cid, text, key, kind, lang) for (cid, text, kind, lang), key in zip(labels, fold_all([label[1] for label in labels]), strict=True)]
    place: dict[tuple[int, str], int] = {}
    for number, (cid, _, key, _, _) in enumerate(rows):
        place.setdefault((cid, key), number)
    form = np.full(len(keys), -1, dtype=np.int32)
    known = np.flatnonzero(concept >= 0)
    form[known] = [place[of, keys[number]] for of, number in zip(concept[known].tolist(), known.tolist(), strict=True)]
    return rows, form


def _order(label: tuple[str, str, str]) -> tuple[int, bool, str, str]:
    text, kind, lang = label
    return _KIND_ORDER[kind], lang != "zh", lang, text
