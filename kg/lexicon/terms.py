"""Terms of a lexicon, and the forms that a text is searched for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.lexicon.fold import fold, fold_all

GUARD_MARK = "\x00"
"""Leads the key of a guard among the searched forms: a longer word in which a form must not be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One curated concept: ``label`` is its preferred Chinese label (its English one where there is none).

    ``labels`` are (text, kind, language), kind pref, alt or hidden, the preferred ones included. ``guards`` are longer words in which
    none of its forms counts. ``place`` is "file:line" for messages.
    """

    iri: str
    label: str
    en: str = ""
    category: str = ""
    labels: tuple[tuple[str, str, str], ...] = ()
    broader: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Curated terms, sorted by label; ``owner`` maps a folded form to the place of its term in ``terms``."""

    terms: tuple[Term, ...]
    owner: dict[str, int]
    texts: dict[str, str]
    guards: tuple[tuple[str, str], ...]
    digest: str = ""

    @property
    def keys(self) -> list[str]:
        """Return what to search in texts: folded forms, and guards led by GUARD_MARK, sorted."""
        return sorted([*self.owner, *{GUARD_MARK + guard for _, guard in self.guards}])


def merge(terms: Iterable[Term], digest: str = "") -> Lexicon:
    """Return the lexicon of some terms. A form that two terms claim belongs to the first by (preferred before other, label)."""
    ordered = tuple(sorted(terms, key=lambda term: (term.label, term.iri)))
    labels = [(kind != "pref", place, text) for place, term in enumerate(ordered) for text, kind, _ in term.labels]
    claims = sorted((key, *label) for key, label in zip(fold_all([text for _, _, text in labels]), labels, strict=True))
    owner: dict[str, int] = {}
    texts: dict[str, str] = {}
    for key, _, place, text in claims:
        if owner.setdefault(key, place) == place:
            texts.setdefault(key, text)
    longer = [fold_all(term.guards) for term in ordered]
    guards = sorted({(key, guard) for key, place in owner.items() for guard in longer[place] if key in guard})
    return Lexicon(terms=ordered, owner=owner, texts=texts, guards=tuple(guards), digest=digest)
