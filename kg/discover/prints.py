"""Fingerprints of substrings, so that many forms are looked up in each other and in tables without a Python string for each.

Polynomial hashing modulo 2^64 (Karp & Rabin 1987) over code points: sums over prefixes give the print of any substring in one
subtraction and one multiplication. Different strings that share a print are not to be expected among a few million.
"""

from __future__ import annotations

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
    power = np.full(len(code) + 1, _BASE, dtype=np.uint64)
    scale = np.full(len(code) + 1, _INVERSE, dtype=np.uint64)
    power[0] = scale[0] = 1
    total = np.zeros(len(code) + 1, dtype=np.uint64)
    np.cumsum(code.astype(np.uint64) * np.cumprod(power)[:-1], out=total[1:])
    return Prints(code, start, end, total, np.cumprod(scale))


class Index(NamedTuple):
    """Prints of distinct strings, sorted, the place of each among the strings, and a table of single bits that tells most others."""

    sorted: NDArray[np.uint64]
    place: NDArray[np.int64]
    bloom: NDArray[np.bool_]
    shift: np.uint64

    def hits(self, wanted: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return which of the wanted prints are here, and the places of their strings."""
        likely = np.flatnonzero(self.bloom.take((wanted * _MIX) >> self.shift))
        if not len(self.sorted):
            return likely[:0], likely[:0]
        prints = wanted[likely]
        at = np.minimum(np.searchsorted(self.sorted, prints), len(self.sorted) - 1)
        same = self.sorted[at] == prints
        return likely[same], self.place[at[same]]

    def find(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the place of the string of each print, −1 where it is none of these."""
        found = np.full(len(wanted), -1, dtype=np.int64)
        which, place = self.hits(wanted)
        found[which] = place
        return found


def index(whole: NDArray[np.uint64]) -> Index:
    """Return the index of the prints of distinct strings."""
    order = np.argsort(whole, kind="stable")
    bits = min(max(len(whole).bit_length() + 4, 8), 22)
    shift = np.uint64(64 - bits)
    bloom: NDArray[np.bool_] = np.zeros(1 << bits, dtype=bool)
    bloom[(whole * _MIX) >> shift] = True
    return Index(whole[order], order.astype(np.int64), bloom, shift)
