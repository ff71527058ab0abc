"""What the labeller sees of a token: values that depend on the token alone, so that each is a look-up."""

from __future__ import annotations

import re

KINDS = ("word", "tag", "first", "last", "size", "shape")
OFFSETS = range(-2, 3)
"""Neighbours whose values count for a token."""

START, END = ("<s>", "^"), ("</s>", "$")
"""The tokens, with their tags, that stand before and after a sentence."""

SEPARATORS = frozenset("，。；：！？")
"""Tokens that are never part of a concept."""

_SPACE = re.compile(r"\s+")


def values(word: str, tag: str) -> tuple[str, ...]:
    """Return one value for each of ``KINDS``."""
    word = visible(word)
    return (word, tag, word[0], word[-1], str(min(len(word), 5)), _shape(word[0]))


def visible(word: str) -> str:
    """Return a word without white space, which the text dump of the training library cannot hold."""
    return _SPACE.sub("␣", word)


def _shape(character: str) -> str:
    if character.isdigit():
        return "digit"
    if character.isascii() and character.isalpha():
        return "latin"
    return "han" if "\u4e00" <= character <= "\u9fff" else "other"
