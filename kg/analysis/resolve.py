"""From what a user types to a concept: any label, variant, English label or IRI, in any case and width."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError, KgError
from kg.store.labels import by_form, by_iri, mentioned_forms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store import Store
    from kg.store.reader import ConceptRow

NEAR = 5
"""So many near labels are named when a concept is unknown."""


def folded(text: str) -> str:
    """Return the form in which labels are compared, equal to ``kg.lexicon.fold`` (which imports numpy) on NFC text.

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
    found = matches(store, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise KgError(f"{text} names {len(found)} concepts", hint="say which: " + ", ".join(row.label for row in found))
    near = nearest(store, text)
    raise InputError(f"no concept {text}", hint="nearest: " + ", ".join(near) if near else "list them: kg concepts -n 0")


def concepts(store: Store, texts: Iterable[str]) -> list[ConceptRow]:
    """Return the concepts that these texts name, in their order, each once."""
    return list(dict.fromkeys(concept(store, text) for text in texts))


class _Near(NamedTuple):
    """A label and how unlike it is, for sorting: smaller is nearer."""

    unlike: float
    rare: int
    label: str


def nearest(store: Store, text: str, *, limit: int = NEAR) -> list[str]:
    """Return the labels of mentioned concepts nearest to ``text`` by characters or by pinyin, nearest first, ties by mentions.

    Likeness is the Dice coefficient of character pairs (with the ends of the text as characters), of any label of the concept, in
    writing or in toneless pinyin (full or initials); below 0.4 nothing is near.
    """
    best: dict[str, _Near] = {}
    key = folded(text)
    sounds = _sounds(key)
    for label, mentions, form in mentioned_forms(store):
        like = _dice(_pairs(key), _pairs(form))
        for sound in _sounds(form):
            like = max([like, *(0.99 * _dice(_pairs(sound), _pairs(other)) for other in sounds)])
        if like >= 0.4:
            near = _Near(round(1 - like, 6), -mentions, label)
            best[label] = min(near, best.get(label, near))
    return [near.label for near in sorted(best.values())[:limit]]


def _sounds(text: str) -> list[str]:
    """Return the text as syllables run together and as their initials; Latin text as it is."""
    from pypinyin import Style, lazy_pinyin

    if text.isascii():
        return [text.replace(" ", "").replace("'", "")]
    return ["".join(lazy_pinyin(text, style=Style.NORMAL)), "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))]


def _pairs(text: str) -> frozenset[str]:
    framed = f"\n{text}\n"
    return frozenset(framed[place:place + 2] for place in range(len(framed) - 1))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
