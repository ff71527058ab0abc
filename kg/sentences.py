"""Sentences of a stored text (DESIGN §2), found on arrays of code points."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.model import BODY, TABLE, Sentences

SENTENCE_LENGTH = 2_000
"""Longest sentence in code points; a longer one is cut at ；, else at ，, else hard."""

_END, _CLOSER, _ELLIPSIS, _SPACE, _LETTER = 1, 2, 4, 8, 16
_ENDS, _CLOSERS = "。！？!?", "”’」』）》〉】)]"
_STOP, _NEWLINE = ord("."), ord("\n")


def _table() -> NDArray[np.uint8]:
    """What each code point of the first plane is to a splitter; those above count as letters."""
    table = np.zeros(0x10000, np.uint8)
    for characters, bit in ((_ENDS, _END), (_CLOSERS, _CLOSER), ("…", _ELLIPSIS), (" \n\t\u3000", _SPACE)):
        table[[ord(character) for character in characters]] = bit
    for first, last in (("0", "9"), ("A", "Z"), ("a", "z"), ("\u00c0", "\u1fff"), ("\u2c00", "\u2dff"), ("\u3005", "\u3007")):
        table[ord(first) : ord(last) + 1] = _LETTER
    for first, last in (("\u3021", "\u3029"), ("\u3041", "\ud7ff"), ("\uf900", "\ufdff"), ("\ufe70", "\ufefc")):
        table[ord(first) : ord(last) + 1] = _LETTER
    for first, last in (("\uff10", "\uff19"), ("\uff21", "\uff3a"), ("\uff41", "\uff5a"), ("\uff66", "\uffdc")):
        table[ord(first) : ord(last) + 1] = _LETTER
    table[[0xD7, 0xF7, 0x30FB]] = 0
    table[0xFFFF] = _LETTER  # stands for all code points above
    return table


_CLASSES = _table()


def split(text: str, kinds: bytes) -> Sentences:
    r"""Sentences of a text whose paragraphs, parted by line feeds, are of these kinds.

    A body paragraph is cut after 。！？!?, …… with the closing quotes and brackets that follow, and after a Latin full stop
    before a space and a capital; a title or a heading is one sentence, a table none. Spans exclude spaces around them; what
    holds no letter or digit is no sentence.

    >>> sentences = split("一、总体要求\n“网络强国！”他说。数字中国", bytes([1, 2]))
    >>> [(int(a), int(b)) for a, b in zip(sentences.start, sentences.end)]
    [(0, 6), (7, 14), (14, 17), (17, 21)]
    """
    if not text:
        none = np.zeros(0, np.int32)
        return Sentences(none, none, np.zeros(0, np.uint8), none)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = np.take(_CLASSES, points, mode="clip")
    feeds = np.flatnonzero(points == _NEWLINE)
    kind_of = np.frombuffer(kinds, np.uint8)
    cuts = _cuts(points, classes)
    cuts = cuts[kind_of[np.searchsorted(feeds, cuts)] == BODY] + 1
    start = np.union1d(np.append(feeds, 0), cuts[cuts < len(points)])
    start, end = _trimmed(classes, start, np.append(start[1:], len(points)))
    if len(start) and np.max(end - start) > SENTENCE_LENGTH:
        start, end = _trimmed(classes, *_shortened(text, start, end))
    paragraph = np.searchsorted(feeds, start, side="right")
    listed = kind_of[paragraph] != TABLE
    start, end, paragraph = start[listed], end[listed], paragraph[listed]
    return Sentences(start.astype(np.int32), end.astype(np.int32), kind_of[paragraph], paragraph.astype(np.int32))


def _trimmed(classes: NDArray[np.uint8], start: NDArray[np.int64], end: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Spans in order, without a letter between them, less those without a letter or digit and less the spaces around the others."""
    lettered = (np.bitwise_or.reduceat(classes, start) & _LETTER) > 0
    start, end = start[lettered], end[lettered]
    while (space := (classes[start] & _SPACE) > 0).any():
        start = start + space
    while (space := (classes[end - 1] & _SPACE) > 0).any():
        end = end - space
    return start, end


def _cuts(points: NDArray[np.uint32], classes: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Indices of the last character of each sentence end: a run of end marks and closers that begins with an end mark."""
    at = np.flatnonzero(classes & (_END | _CLOSER | _ELLIPSIS))
    found = classes[at]
    adjacent = np.diff(at) == 1
    dots = (found & _ELLIPSIS) > 0
    paired = dots[1:] & dots[:-1] & adjacent
    ending = (found & _END) > 0
    ending[1:] |= paired
    ending[:-1] |= paired
    in_run = ending | ((found & _CLOSER) > 0)
    at, ending = at[in_run], ending[in_run]
    first = np.flatnonzero(np.append(True, np.diff(at) != 1)) if len(at) else at
    last = at[np.append(first[1:], len(at)) - 1][np.logical_or.reduceat(ending, first)] if len(at) else at
    stops = np.flatnonzero(points[:-2] == _STOP) if len(points) > 2 else at[:0]
    if len(stops):
        following = points[stops + 2]
        stops = stops[(points[stops + 1] == ord(" ")) & (following >= ord("A")) & (following <= ord("Z"))]
        last = np.union1d(last, stops)
    return last


def _shortened(text: str, start: NDArray[np.int64], end: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    spans = np.array([span for low, high in zip(start.tolist(), end.tolist(), strict=True) for span in _shorter(text, low, high)], np.int64)
    return spans[:, 0], spans[:, 1]


def _shorter(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pieces of at most 2,000 characters, each cut after the last ； or else ， that fits."""
    pieces: list[tuple[int, int]] = []
    while end - start > SENTENCE_LENGTH:
        limit = start + SENTENCE_LENGTH
        cut = max(text.rfind("；", start, limit), text.rfind(";", start, limit))
        if cut < 0:
            cut = text.rfind("，", start, limit)
        cut = limit if cut < 0 else cut + 1
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]
