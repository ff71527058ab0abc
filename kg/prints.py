"""Fingerprints of substrings, so that many forms are looked up in each other and in tables without a Python string for each.

Polynomial hashing modulo 2^64 (Karp & Rabin 1987) over code points: sums over prefixes give the print of any substring in one
subtraction and one multiplication. Different strings that share a print are not to be expected among a few million.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_END = ord("\n")


class Prints(NamedTuple):
    """Strings one after the other: ``code`` [code points], ``start`` and ``end`` of each string; ``total`` and ``scale`` serve ``of``."""

    code: NDArray[np.uint32]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    total: NDArray[np.uint64]
    scale: NDArray[np.uint64]

    def of(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Return the prints of the substrings from start to end, counted over all strings."""
        return (self.total.take(end) - self.total.take(start)) * self.scale.take(start)

    def whole(self) -> NDArray[np.uint64]:
        """Return the print of each string."""
        return self.of(self.start, self.end)


def prints(text: str) -> Prints:
    """Return the prints of the strings of a text that are separated by line feeds."""
    code = np.frombuffer(f"{text}\n".encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)
    end = np.flatnonzero(code == _END)
    return of_codes(code, np.append(0, end[:-1] + 1), end)


def of_codes(code: NDArray[np.uint32], start: NDArray[np.int64], end: NDArray[np.int64]) -> Prints:
    """Return the prints of strings of any numbers but 0, given from where to where each goes."""
    size = len(code)
    power, scale = _powers(max(size.bit_length(), 12))
    total = np.zeros(size + 1, dtype=np.uint64)
    np.cumsum(code * power[:size], out=total[1:])
    return Prints(code, start, end, total, scale[:size + 1])


@cache
def _powers(bits: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the powers of the base, and of its inverse, for up to 2^bits code points."""
    found = []
    for base in (_BASE, _INVERSE):
        power = np.full((1 << bits) + 1, base, dtype=np.uint64)
        power[0] = 1
        found.append(np.cumprod(power))
    return found[0], found[1]


class Numbers:
    """Growing numbers of distinct prints, from 0 on: a table of slots in which a print stands at its own or the next that was free."""

    _ROOM = 2
    """Slots for each print at least."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: list[NDArray[np.uint64]] = []
        self._empty(12)

    def find(self, wanted: NDArray[np.uint64]) -> NDArray[np.int32]:
        """Return the number of each print, −1 where it has none."""
        slot = self._slots(wanted)
        number = self._number.take(slot)
        astray = np.flatnonzero((self._print.take(slot) != wanted) & (number >= 0))
        while len(astray):
            slot[astray] = (slot[astray] + 1) & self._last
            number[astray] = self._number.take(slot[astray])
            astray = astray[(number[astray] >= 0) & (self._print.take(slot[astray]) != wanted[astray])]
        return number

    def add(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Give the next numbers to prints that have none, and return the first place of each of these."""
        if (self._many + len(wanted)) * self._ROOM > self._last:
            known = np.concatenate([*self._known, np.zeros(0, dtype=np.uint64)])
            self._empty(((self._many + len(wanted)) * self._ROOM).bit_length())
            self._insert(known)
        first = self._insert(wanted)
        self._known.append(wanted[first])
        return first

    def _insert(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        slot = self._slots(wanted)
        placed = np.zeros(len(wanted), dtype=bool)
        waiting = np.arange(len(wanted))[::-1]  # of several that want a slot the last stays: the first of equal ones
        while len(waiting):
            at, prints = slot[waiting], wanted[waiting]
            free = self._number[at] < 0
            self._number[at[free]] = self._many + waiting[free]
            here = self._number[at] == self._many + waiting
            self._print[at[here]] = prints[here]
            placed[waiting[here]] = True
            waiting = waiting[self._print[at] != prints]
            slot[waiting] = (slot[waiting] + 1) & self._last
        first = np.flatnonzero(placed)
        self._number[slot[first]] = np.arange(self._many, self._many + len(first))
        self._many += len(first)
        return first

    def _slots(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        return ((wanted * _MIX) >> self._shift).astype(np.int64)

    def _empty(self, bits: int) -> None:
        self._many = 0
        self._last, self._shift = (1 << bits) - 1, np.uint64(64 - bits)
        self._number = np.full(1 << bits, -1, dtype=np.int32)
        self._print = np.zeros(1 << bits, dtype=np.uint64)


class Index(NamedTuple):
    """Numbers of distinct prints, and a table of single bits that tells most others."""

    numbers: Numbers
    bloom: NDArray[np.bool_]
    shift: np.uint64

    def hits(self, wanted: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return which of the wanted prints are here, and their numbers."""
        likely = np.flatnonzero(self.bloom.take((wanted * _MIX) >> self.shift))
        number = self.numbers.find(wanted[likely])
        here = number >= 0
        return likely[here], number[here]

    def find(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the number of each print, −1 where it is none of these."""
        found = np.full(len(wanted), -1, dtype=np.int64)
        which, number = self.hits(wanted)
        found[which] = number
        return found


def index(whole: NDArray[np.uint64]) -> Index:
    """Return the index of distinct prints, which are numbered as they come."""
    numbers = Numbers()
    numbers.add(whole)
    bits = min(max(len(whole).bit_length() + 4, 8), 22)
    shift = np.uint64(64 - bits)
    bloom: NDArray[np.bool_] = np.zeros(1 << bits, dtype=bool)
    bloom[(whole * _MIX) >> shift] = True
    return Index(numbers, bloom, shift)
