"""Source lines: what the families of noise look at, each still knowing where it stood in the file."""

from __future__ import annotations

import re
from typing import NamedTuple

PLAIN, HASH, BOLD, LINK, ROW, PROSE_ROW, ITEM, IMAGE = range(8)
"""How a line was marked up: a ``#`` heading, wholly bold, nothing but links, a table row, one of prose, a list item, an image.

A line of the kind IMAGE has no text; it is dropped after the families that read the layout of a page.
"""

_LONG_LINE = 200
_IDEOGRAPHIC_INDENT = re.compile("(?<=[^\u3000])\u3000{2,}(?=[^\u3000])")


class Line(NamedTuple):
    """A non-empty line: its 1-based number in the source, its text, its markup, and whether a blank line precedes it."""

    number: int
    text: str
    mark: int = PLAIN
    gap: bool = True


def lines_of(text: str, first: int = 1) -> list[Line]:
    r"""Non-empty stripped lines of a normalised text.

    A form feed, or an indent of two ideographic spaces inside a long line, begins a new paragraph of the same source line.

    >>> [(line.number, line.text) for line in lines_of("网络强国\n\n 数字中国\f数字鸿沟")]
    [(1, '网络强国'), (3, '数字中国'), (3, '数字鸿沟')]
    """
    found: list[Line] = []
    gap = True
    simple = "\f" not in text and "\u3000\u3000" not in text
    for number, raw in enumerate(text.split("\n"), first):
        stripped = raw.strip()
        if not stripped:
            gap = True
        elif simple or ("\f" not in stripped and (len(stripped) < _LONG_LINE or "\u3000\u3000" not in stripped)):
            found.append(Line(number, stripped, PLAIN, gap))
            gap = False
        else:
            parts = _IDEOGRAPHIC_INDENT.sub("\f", stripped).split("\f")
            found.extend(Line(number, part.strip(), PLAIN, gap=True) for part in parts if part.strip())
            gap = True
    return found


def run_on(before: str, after: str) -> str:
    """A text and what follows it on the next line: with a space between Latin words, without one between the digits of a number.

    >>> run_on("数字", "中国"), run_on("Cloud", "Act"), run_on("20", "25年")
    ('数字中国', 'Cloud Act', '2025年')
    """
    space = before[-1].isascii() and after[0].isascii() and not (before[-1].isdigit() and after[0].isdigit())
    return f"{before} {after}" if space else before + after


def folded(text: str) -> str:
    """Letters and digits only: two lines that differ in punctuation or spacing are the same line."""
    return "".join(filter(str.isalnum, text))
