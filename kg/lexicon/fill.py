"""What a concept lacks, taken from another one in whose place it stands."""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon.fold import fold
from kg.lexicon.terms import Term


def filled(term: Term, before: Term) -> Term:
    """Return a concept with the category, English name, broader concepts, scope note and source of the one before it, each where it has none."""
    return replace(
        term, en=term.en or before.en, category=term.category or before.category, broader=term.broader or before.broader,
        note=term.note or before.note, source=term.source or before.source)


def completed(term: Term, before: Term) -> Term:
    """Return a concept ``filled``, also with guards and with the kinds of label in a language that it has none of."""
    said = {(kind, tag) for _, kind, tag in term.labels}
    names = {fold(text) for text, _, _ in term.labels}
    kept = tuple(label for label in before.labels if label[1:] not in said and fold(label[0]) not in names)
    return replace(filled(term, before), en=term.en or next((text for text, kind, tag in kept if (kind, tag) == ("pref", "en")), ""),
                   labels=(*term.labels, *kept), guards=term.guards or before.guards)
