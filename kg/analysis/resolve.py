"""From what a user types to a concept: any label, variant, English label or IRI, in any case and width."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from kg.errors import InputError, KgError
from kg.store.labels import by_form, by_iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store import Store
    from kg.store.reader import ConceptRow


ENOUGH = 1_000
"""So many sentences that hold what is no concept are counted at most."""


def folded(text: str) -> str:
    """Return the form in which labels are compared, equal to ``kg.lexicon.fold`` (whose package would slow every question's start).

    >>> folded("ＡＩ治理"), folded("５Ｇ")
    ('ai治理', '5g')
    """
    return "".join(map(_fold_one, unicodedata.normalize("NFC", text.strip())))


def _fold_one(char: str) -> str:
    code = ord(char)
    if 0xFF01 <= code <= 0xFF5E:
        char = chr(code - 0xFEE0)
    elif code == 0x3000:
        return " "
    elif code > 0x2D2F:
        return char
    small = char.casefold()
    return small if len(small) == 1 else char


def matches(store: Store, text: str) -> list[ConceptRow]:
    """Return the concepts that ``text`` names, best first: by IRI, by preferred label, by any other label or found form.

    A concept that occurs in the corpus comes before one that does not; only the best kind of match is returned.
    """
    if "://" in text:
        from urllib.parse import unquote

        return by_iri(store, text) or by_iri(store, unquote(text))
    key = folded(text)
    hits = by_form(store, key)
    for kinds in (("pref",), ("alt", "hidden", "found")):
        found = [row for row, kind in hits if kind in kinds]
        if found:
            unique = list(dict.fromkeys(found))
            mentioned = [row for row in unique if row.mentions]
            return mentioned or unique
    bare = key.strip("《》“”\"'")
    return matches(store, bare) if bare != key else []


def concept(store: Store, text: str) -> ConceptRow:
    """Return the one concept that ``text`` names. Raise InputError with the nearest ones where there is none, KgError where several are."""
    if not text.strip():
        raise KgError("the name of a concept is empty", hint="any label, English label or IRI; list them: kg concepts -n 0")
    found = matches(store, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise KgError(f"{text} names {len(found)} concepts", hint="say which: " + ", ".join(row.label for row in found))
    if f"\nreject\t{text.strip()}\t" in store.meta("obeyed"):
        raise InputError(f"no concept {text}", hint=f"a decision rejected it: kg terms undo {text}, then kg build")
    raise _unknown(store, text.strip())


def _unknown(store: Store, text: str) -> InputError:
    """Return the error about what is no concept: whether the texts hold it, and what else may be meant."""
    from kg.analysis.nearest import nearest
    from kg.store.evidence import holding

    near = nearest(store, text)
    names = "nearest: " + ", ".join(near) if near else ""
    if sentences := holding(store, text, ENOUGH):
        unit = store.meta("unit") or "sentence"
        number = f"1 {unit}" if sentences == 1 else f"{sentences:,} {unit}s" + (" or more" if sentences == ENOUGH else "")
        return InputError(
            f"no concept {text}: it stands in {number}, but kg did not take it for one",
            hint=f"make it one: kg terms accept --new {text}, then kg build" + (f"; {names}" if names else ""))
    return InputError(f"no concept {text}", hint=names or "list them: kg concepts -n 0")


def concepts(store: Store, texts: Iterable[str]) -> list[ConceptRow]:
    """Return the concepts that these texts name, in their order, each once."""
    return list(dict.fromkeys(concept(store, text) for text in texts))
