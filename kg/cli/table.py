"""Tables for people: columns in widths of a terminal, where a Chinese character takes two cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
GAP = "  "
KEYS = ("key", "document", "reason")
"""Columns with what people copy into the next command: cut, they would be of no use."""


class Screen(NamedTuple):
    """Where a table is shown: its width in cells, and whether letters may be bold."""

    width: int
    styled: bool = False

    def bold(self, text: str) -> str:
        """Return ``text``, bold where that is possible."""
        return f"\x1b[1m{text}\x1b[0m" if self.styled else text

    def dim(self, text: str) -> str:
        """Return ``text``, pale where that is possible."""
        return f"\x1b[2m{text}\x1b[0m" if self.styled else text


def visible(text: str) -> str:
    r"""Return a text that cannot command a terminal: controls and direction marks are written out.

    >>> visible("网络\x1b[31m强国")
    '网络\\x1b[31m强国'
    """
    # most texts are, and need no pattern, which would have to be compiled first
    return text if text.isprintable() else re.sub(_CONTROL, lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def several(number: int, thing: str) -> str:
    """Return a number of things.

    >>> several(1, "sentence"), several(1200, "link")
    ('1 sentence', '1,200 links')
    """
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def width(text: str) -> int:
    """Return the cells that a text takes.

    >>> width("网络强国ABC"), width("é")
    (11, 1)
    """
    return sum(map(_cells, text)) if not text.isascii() else len(text)


def _cells(char: str) -> int:
    if unicodedata.combining(char) or char in "\u200b\u200c\u200d\ufeff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fit(text: str, cells: int) -> str:
    """Return ``text`` cut to so many cells, an ellipsis showing the cut.

    >>> fit("关键信息基础设施", 9)
    '关键信息…'
    """
    if width(text) <= cells:
        return text
    kept, used = [], 1
    for char in text:
        used += _cells(char)
        if used > cells:
            break
        kept.append(char)
    return "".join(kept) + "…"


def wrap(text: str, cells: int, indent: str = "") -> Iterator[str]:
    """Yield lines of at most so many cells; Chinese may break anywhere, Latin words only where they must."""
    line, used = indent, width(indent)
    for part in re.findall(r"[!-~]+ ?|.", text):
        pieces = [part] if width(indent) + width(part) <= cells else list(part)
        for piece in pieces:
            if used + width(piece.rstrip()) > cells and line != indent:
                yield line.rstrip()
                line, used = indent, width(indent)
            line += piece
            used += width(piece)
    yield line.rstrip()


def flow(items: Sequence[str], cells: int, indent: str = "", *, end: str = "；") -> Iterator[str]:
    """Yield lines of at most so many cells that break between items, each but the last followed by ``end``; later lines hang below the indent.

    >>> list(flow(["网络强国", "数字中国", "算力"], 21))
    ['网络强国；数字中国；', '算力']
    """
    line = indent
    for number, item in enumerate(items):
        part = item + end * (number < len(items) - 1)
        if width(line + part.rstrip()) > cells and line.strip():
            yield line.rstrip()
            line = " " * width(indent)
        line += part
    yield line.rstrip()


def cell(value: object) -> str:
    """Return a value as people read it.

    >>> cell(0.123456), cell(145.123456), cell(None), cell(True), cell(["甲", "乙"])
    ('0.123', '145.1', '', 'yes', '甲；乙')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"
    if isinstance(value, (list, tuple)):
        return "；".join(map(str, value))
    return str(value)


def table(header: Sequence[str], rows: Iterable[Sequence[object]], screen: Screen) -> Iterator[str]:
    """Yield the lines of a table: numbers to the right, the last column cut to the width of the screen."""
    values = [list(row) for row in rows]
    texts = [[visible(cell(value)).replace("\n", " ").replace("\t", " ") for value in row] for row in values]
    numeric = [any(isinstance(row[n], (int, float)) for row in values) and not any(isinstance(row[n], (str, bool)) for row in values)
               for n in range(len(header))]
    widths = [max([width(name), *(width(row[n]) for row in texts)]) for n, name in enumerate(header)]
    _narrow(widths, [number or name in KEYS for number, name in zip(numeric, header, strict=True)], screen.width - len(GAP) * (len(header) - 1))
    for number, row in enumerate([list(header), *texts]):
        line = GAP.join(_pad(fit(text, widths[n]), widths[n], right=numeric[n]) for n, text in enumerate(row)).rstrip()
        yield screen.bold(line) if not number else line


def _narrow(widths: list[int], whole: Sequence[bool], room: int) -> None:
    """Take from the widest column of words until the row fits; none gets narrower than 12 cells, and those of ``whole`` stay."""
    while sum(widths) > room:
        place = max(range(len(widths)), key=lambda n: (not whole[n], widths[n], n))
        if whole[place] or widths[place] <= 12:
            return
        others = sorted((width for n, width in enumerate(widths) if n != place and not whole[n]), reverse=True)
        least = max(12, min(others[0] if others else 12, widths[place] - 1))
        widths[place] = max(least, widths[place] - (sum(widths) - room))


def _pad(text: str, cells: int, *, right: bool) -> str:
    space = " " * (cells - width(text))
    return space + text if right else text + space
