"""What an unknown name may have meant: the labels nearest to it in writing or in sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.resolve import folded
from kg.store.labels import mentioned_forms

if TYPE_CHECKING:
    from kg.store import Store

NEAR = 5
"""So many near labels are named when a concept is unknown."""


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
