"""What the labeller sees of a token: values that depend on the token alone, so that each is a look-up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

KINDS = ("word", "tag", "first", "last", "head", "tail", "size", "shape", "coarse", "fine")
SUBSTRINGS = ("word", "first", "last", "head", "tail")
"""The kinds whose values are substrings of the word."""
OFFSETS = range(-2, 3)
"""Neighbours whose values count for a token."""

START, END = ("<s>", "^"), ("</s>", "$")
"""The tokens, with their tags, that stand before and after a sentence."""

SEPARATORS = frozenset("，。；：！？")
"""Tokens that are never part of a concept."""

NO_CLUSTER = ("-", "-")
_SPACE = re.compile(r"\s+")
Clusters = Mapping[str, tuple[str, str]]
"""Word → its coarse and its fine cluster: words that stand in like places of a large corpus share one."""


def columns(words: Sequence[str], tags: Sequence[str], clusters: Clusters) -> tuple[Sequence[str], ...]:
    """Return, for each of ``KINDS``, the values of words (as ``visible`` gives them) with their tags."""
    found = [clusters.get(word, NO_CLUSTER) for word in words]
    return (
        words, tags, [word[0] for word in words], [word[-1] for word in words], [word[:2] for word in words], [word[-2:] for word in words],
        [SIZES[min(len(word), len(SIZES) - 1)] for word in words], [shape(word[0]) for word in words],
        [coarse for coarse, _ in found], [fine for _, fine in found])


def visible(word: str) -> str:
    """Return a word without white space, which the text dump of the training library cannot hold."""
    return word if word.isalnum() else _SPACE.sub("␣", word)


SIZES = ("0", "1", "2", "3", "4", "5")


def shape(character: str) -> str:
    """Return the kind of a character."""
    if "\u4e00" <= character <= "\u9fff":
        return "han"
    if character.isdigit():
        return "digit"
    return "latin" if character.isascii() and character.isalpha() else "other"
