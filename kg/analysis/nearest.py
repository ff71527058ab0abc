"""What an unknown name may have meant: the labels nearest to it in writing or in sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.resolve import folded
from kg.store.labels import mentioned_forms

if TYPE_CHECKING:
    from kg.store import Store

NEAR = 5
"""So many near labels are named when a concept is unknown."""
LEAST, ALIKE = 0.4, 0.8
"""The least likeness of what is near, and of Chinese that sounds nearly the same."""


class _Near(NamedTuple):
    """A label and how unlike it is, for sorting: smaller is nearer."""

    unlike: float
    rare: int
    label: str


def nearest(store: Store, text: str, *, limit: int = NEAR) -> list[str]:
    """Return the labels of mentioned concepts nearest to ``text`` by characters or by pinyin, nearest first, ties by mentions.

    Likeness is the Dice coefficient of character pairs (with the ends of the text as characters), of any label of the concept, in
    writing or in toneless pinyin; below 0.4 nothing is near. Latin text may be the initials of pinyin; of Chinese text the sound counts
    only where it is nearly the same, for a short one has much of its sound in common with anything.
    """
    best: dict[str, _Near] = {}
    key = folded(text)
    initials = key.isascii()
    own, sounds = _pairs(key), [_pairs(sound) for sound in _sounds(key, initials=initials)]
    for label, mentions, form in mentioned_forms(store):
        written = _dice(own, _pairs(form))
        heard = max(_dice(_pairs(sound), other) for sound in _sounds(form, initials=initials) for other in sounds)
        like = max(written, 0.99 * heard if initials or heard >= ALIKE else 0)
        if like >= LEAST:
            near = _Near(round(1 - like, 6), -mentions, label)
            best[label] = min(near, best.get(label, near))
    return [near.label for near in sorted(best.values())[:limit]]


def _sounds(text: str, *, initials: bool) -> list[str]:
    """Return the text as syllables run together, and as their ``initials``; Latin text as it is."""
    from pypinyin import Style, lazy_pinyin

    if text.isascii():
        return [text.replace(" ", "").replace("'", "")]
    return ["".join(lazy_pinyin(text, style=style)) for style in (Style.NORMAL, Style.FIRST_LETTER)[:1 + initials]]


def _pairs(text: str) -> frozenset[str]:
    framed = f"\n{text}\n"
    return frozenset(framed[place:place + 2] for place in range(len(framed) - 1))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
