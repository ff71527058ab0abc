"""How large a concept is drawn, and the box that its dot and label need; in pixels of a canvas of ``layout.WIDTH`` at scale 1."""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

FONT = (11.5, 22.0)
RADIUS = (4.0, 14.0)
LINE = 1.18
"""Height of a line of text in sizes of the font."""

WRAP = 11
"""Widest line of a label in ems; longer ones take two lines, and what two lines cannot hold is cut with an ellipsis."""

_NARROW = 0.56
_CJK = "\u2e80"


class Box(NamedTuple):
    """The room of a concept: width and height of dot and label, and how far the box's middle lies below the dot's."""

    width: float
    height: float
    drop: float


class Look(NamedTuple):
    """Radius of the dot, size of the font, lines of the label and the room of both."""

    radius: float
    font: float
    lines: tuple[str, ...]
    box: Box


def ems(text: str) -> float:
    """Return the width of a text in sizes of its font: 1 for a Chinese character, 0.56 for a Latin one on average.

    >>> ems("数据"), ems("5G")
    (2.0, 1.12)
    """
    return sum(1.0 if char >= _CJK else _NARROW for char in text)


def wrapped(label: str) -> tuple[str, ...]:
    """Return the one or two lines of a label.

    >>> wrapped("数字鸿沟")
    ('数字鸿沟',)
    >>> wrapped("生成式人工智能服务管理暂行办法")
    ('生成式人工智能服', '务管理暂行办法')
    """
    if ems(label) <= WRAP:
        return (label,)
    half = ceil(len(label) / 2)
    first, second = label[:half].rstrip(), label[half:].lstrip()
    return _cut(first), _cut(second)


def _cut(line: str) -> str:
    if ems(line) <= WRAP + 1:
        return line
    while ems(line) > WRAP:
        line = line[:-1]
    return line + "…"


def looks(labels: Sequence[str], sentences: Sequence[int]) -> list[Look]:
    """Return the looks of concepts: sizes grow with the square root of their sentences."""
    roots = [sqrt(number) for number in sentences]
    low, high = min(roots, default=0.0), max(roots, default=0.0)
    found = []
    for label, root in zip(labels, roots, strict=True):
        part = (root - low) / (high - low) if high > low else 0.5
        font = round(FONT[0] + part * (FONT[1] - FONT[0]), 1)
        radius = round(RADIUS[0] + part * (RADIUS[1] - RADIUS[0]), 1)
        lines = wrapped(label)
        text = LINE * font * len(lines)
        width = max(2 * radius, font * max(ems(line) for line in lines)) + 3
        found.append(Look(radius, font, lines, Box(width, 2 * radius + text + 1, text / 2)))
    return found
