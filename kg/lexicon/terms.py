"""Terms of a lexicon, and the forms that a text is searched for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.lexicon.fold import fold, fold_all

GUARD_MARK = "\x00"
"""Leads the key of a guard among the searched forms: a longer word in which a form must not be found."""

LONGEST_LABEL = 200
"""Characters."""

Label = tuple[str, str, str]
"""(text, kind, language); kind pref, alt or hidden, language zh or en."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One curated concept: ``label`` is its preferred Chinese label (its English one where there is none).

    ``labels``: all of them, the preferred ones included. ``broader``: IRIs. ``guards``: longer words in which none of its forms counts.
    """

    iri: str
    label: str
    en: str = ""
    category: str = ""
    labels: tuple[Label, ...] = ()
    broader: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    note: str = ""
    source: str = ""


class Watched(NamedTuple):
    """A decision that rests on a form being found in the texts; ``key`` is the fold of the form."""

    decision: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Curated terms, sorted by label; ``owner`` maps a folded form to the place of its term in ``terms``, ``texts`` to its text.

    ``guards``: (folded form, folded longer word). ``rejected``: folded forms that are no concept by the user's decision.
    ``discovered``: IRIs of terms that another project discovered. ``replaced``: (old IRI, the one in its
    place), sorted. ``watched``: decisions to be checked against the texts; ``notes``: what became of decisions that cannot be obeyed.
    ``decisions``: their digest; ``obeyed``: their text; ``kept``: IRIs of the terms that only they keep, sorted.
    """

    terms: tuple[Term, ...]
    owner: dict[str, int]
    texts: dict[str, str]
    guards: tuple[tuple[str, str], ...]
    digest: str = ""
    rejected: frozenset[str] = frozenset()
    discovered: frozenset[str] = frozenset()
    replaced: tuple[tuple[str, str], ...] = ()
    watched: tuple[Watched, ...] = ()
    notes: tuple[str, ...] = ()
    decisions: str = ""
    obeyed: str = ""
    kept: tuple[str, ...] = ()

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
    return Lexicon(terms=ordered, owner=owner, texts=texts, guards=_guards(ordered, owner), digest=digest)


def _guards(terms: tuple[Term, ...], owner: dict[str, int]) -> tuple[tuple[str, str], ...]:
    found: set[tuple[str, str]] = set()
    for place, term in enumerate(terms):
        if term.guards:
            forms = [key for key in map(fold, dict.fromkeys(text for text, _, _ in term.labels)) if owner[key] == place]
            found.update((key, guard) for guard in map(fold, term.guards) for key in forms if key in guard)
    return tuple(sorted(found))
