"""Text → hits: every place where a searched form stands on token boundaries, overlapping ones too; and the mentions among them.

Matching is overlapping Aho-Corasick, then token boundaries, then greedy longest (DESIGN §6): leftmost-longest alone breaks a token
in 9 % of the mentions, a user dictionary in the segmenter cuts the text around every term differently.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray

from kg.lexicon import GUARD_MARK, fold

_GAP = "\n\x00\n"  # between texts searched together; no form holds it
_BATCH = 2_000_000
"""Code points searched in one call."""


class Hits(NamedTuple):
    """Places of searched forms in one document, sorted by (start, form): ``form`` is the rank of its key, ``start`` a code point."""

    form: NDArray[np.int32]
    start: NDArray[np.int32]


def _word_characters(code: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which code points are ASCII letters or digits (the text is folded: no capitals)."""
    return ((code >= ord("a")) & (code <= ord("z"))) | ((code >= ord("0")) & (code <= ord("9")))


def _edges(size: int, offsets: NDArray[np.int64], lengths: Sequence[NDArray[np.uint16]]) -> NDArray[np.uint8]:
    """Return where forms may end (1), and where they may begin too (2), in texts that begin at ``offsets``."""
    edge = np.zeros(size + 1, dtype=np.uint8)
    for offset, tokens in zip(offsets[:-1].tolist(), lengths, strict=True):
        places = np.cumsum(tokens, dtype=np.int64)
        places += offset
        edge[offset] = 2
        edge[places] = 2
        edge[places[tokens == 0]] = 1
    return edge


class Matcher:
    """An automaton of searched keys (sorted, distinct; see ``Lexicon.keys``)."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Build it: about 0.1 s for 20,000 keys."""
        self._patterns = [key.removeprefix(GUARD_MARK) for key in keys]
        self._guard = np.fromiter((key.startswith(GUARD_MARK) for key in keys), dtype=bool, count=len(keys))
        self.length = np.fromiter(map(len, self._patterns), dtype=np.int64, count=len(keys))
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._patterns, matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA) if keys else None

    def find(self, texts: Sequence[str], lengths: Sequence[NDArray[np.uint16]]) -> list[Hits]:
        """Return the hits of each text; ``lengths`` are those of its tokens, which cover it: behind a 0 ends may be, but no begin (``segment.edges``)."""
        found: list[Hits] = []
        begin, size = 0, 0
        for place, text in enumerate(texts):
            size += len(text)
            if size >= _BATCH or place == len(texts) - 1:
                found += self._find(texts[begin:place + 1], lengths[begin:place + 1])
                begin, size = place + 1, 0
        return found

    def _find(self, texts: Sequence[str], lengths: Sequence[NDArray[np.uint16]]) -> list[Hits]:
        joined = fold(_GAP.join(texts))
        offsets = np.concatenate([[0], np.cumsum([len(text) + len(_GAP) for text in texts])]).astype(np.int64)
        matches = self._automaton.find_matches_as_indexes(joined, overlapping=True) if self._automaton else []
        flat = np.fromiter(chain.from_iterable(matches), dtype=np.int64, count=3 * len(matches)).reshape(-1, 3)
        form, start, end = flat[:, 0], flat[:, 1], flat[:, 2]
        edge = _edges(len(joined), offsets, lengths)
        word = np.zeros(len(joined) + 2, dtype=bool)  # one more on either side: word[i + 1] is about joined[i]
        word[1:-1] = _word_characters(np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4"))
        inside = (word[start] & word[start + 1]) | (word[end] & word[end + 1])
        kept = ((edge[start] == 2) & (edge[end] > 0) & ~inside) | self._guard[form]
        form, start = form[kept], start[kept]
        order = np.lexsort((form, start))
        form, start = form[order], start[order]
        cuts = np.searchsorted(start, offsets)
        return [
            Hits(form[a:b].astype(np.int32), (start[a:b] - offset).astype(np.int32))
            for a, b, offset in zip(cuts[:-1].tolist(), cuts[1:].tolist(), offsets[:-1].tolist(), strict=True)]


def holders(keys: Sequence[str], texts: Sequence[str]) -> list[bool]:
    """Return which texts hold one of some keys at all: for few keys this costs less than what ``Matcher`` needs of each text.

    >>> holders(["网络强国"], ["数字鸿沟", "建设网络强国"])
    [False, True]
    """
    automaton = ahocorasick_rs.AhoCorasick([key.removeprefix(GUARD_MARK) for key in keys], store_patterns=False)
    found = np.array([start for _, start, _ in automaton.find_matches_as_indexes(fold(_GAP.join(texts)))], dtype=np.int64)
    starts = np.cumsum([0, *(len(text) + len(_GAP) for text in texts)])
    place = np.searchsorted(found, starts)
    held: list[bool] = (np.diff(place) > 0).tolist()
    return held


def merge(one: Hits, other: Hits) -> Hits:
    """Return the hits of both, sorted by (start, form)."""
    form, start = np.concatenate([one.form, other.form]), np.concatenate([one.start, other.start])
    order = np.lexsort((form, start))
    return Hits(form[order], start[order])


def guarded(hits: Hits, guards: Sequence[tuple[int, int, Sequence[int]]]) -> NDArray[np.bool_]:
    """Return which hits lie inside a longer word that guards their form.

    ``guards``: (form, guard, offsets of the form inside the guard), both as ranks of keys.
    """
    dropped = np.zeros(len(hits.form), dtype=bool)
    present = set(np.unique(hits.form).tolist())
    for form, guard, offsets in guards:
        if form in present and guard in present:
            places = hits.start[hits.form == guard]
            inside = np.concatenate([places + offset for offset in offsets])
            dropped |= (hits.form == form) & np.isin(hits.start, inside)
    return dropped


def longest(start: NDArray[np.int64], length: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    """Return which spans are mentions: again and again the longest one, ties leftmost, dropping what overlaps it.

    ``start`` need not be sorted; equal spans must not occur twice. ``size``: code points of the text.
    A span no longer than those already taken that overlaps one of them has its first or last place in it, so two look-ups tell.
    """
    taken = np.zeros(size + 1, dtype=bool)
    chosen = np.zeros(len(start), dtype=bool)
    order = np.lexsort((start, -length))
    sizes = length[order]
    cuts = np.flatnonzero(np.diff(sizes)) + 1
    for group in np.split(order, cuts):
        if not len(group):
            continue
        width = int(length[group[0]])
        free = group[~(taken[start[group]] | taken[start[group] + width - 1])]
        free = free[_apart(start[free], width)]
        chosen[free] = True
        taken[(start[free][:, None] + np.arange(width)).ravel()] = True
    return chosen


def _apart(start: NDArray[np.int64], width: int) -> NDArray[np.bool_]:
    """Of spans of one width, sorted by start, keep the leftmost and then each that begins where the last kept one has ended."""
    kept = np.ones(len(start), dtype=bool)
    close = np.flatnonzero(np.diff(start) < width) + 1
    last = -1
    for place in close.tolist():
        previous = place - 1
        if kept[previous]:
            last = int(start[previous])
        kept[place] = start[place] - last >= width
    return kept
