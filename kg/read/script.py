"""Which script a text is written in."""

from __future__ import annotations

import functools

TRADITIONAL = "traditional characters: kg's words are simplified"
TRADITIONAL_SHARE = 0.1
"""Least share of characters that are traditional only (three real texts in traditional characters: 0.24 to 0.31, 5,705 others: at most 0.01)."""

_SAMPLE = 1_000


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters, by about a thousand of its characters.

    >>> is_traditional("網絡強國與數據安全"), is_traditional("网络强国与数据安全")
    (True, False)
    """
    sample = text[:: max(len(text) // _SAMPLE, 1)]
    found = sum(map(_traditional_only().__contains__, sample))
    return found > 0 and found > TRADITIONAL_SHARE * sum("\u4e00" <= character <= "\u9fff" for character in sample)


@functools.cache
def _traditional_only() -> frozenset[str]:
    """The frequent characters of Big5 that GB 2312 does not have."""
    frequent = bytes(byte for lead in range(0xA4, 0xC7) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)) for byte in (lead, trail))
    simplified = bytes(byte for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF) for byte in (lead, trail))
    return frozenset(frequent.decode("big5", "ignore")) - frozenset(simplified.decode("gb2312", "ignore")) - {"\ufffd"}
