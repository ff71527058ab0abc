"""Sentences for people: blocks with the concepts marked, or aligned on them (keyword in context)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.analysis.evidence import Evidence
from kg.cli.table import Screen, visible, width, wrap

OPEN, CLOSE = "【", "】"
"""Marks are signs, not colours alone."""


def marked(row: Evidence) -> str:
    """Return the sentence with the concepts asked for in 【】."""
    parts, at = [], 0
    for start, end in row.marks:
        parts += [row.sentence[at:start], OPEN, row.sentence[start:end], CLOSE]
        at = end
    return visible("".join(parts) + row.sentence[at:]).replace("\n", " ")


def blocks(rows: Iterable[Evidence], screen: Screen) -> Iterator[str]:
    """Yield for each sentence a line that says where it stands, then its text."""
    for number, row in enumerate(rows, 1):
        place = " · ".join(visible(part) for part in (row.document, row.date, row.source, row.title) if part and part != row.document)
        yield f"{number:>3}  {screen.bold(visible(row.document))}" + screen.dim(f"  line {row.line}" + (f" · {place}" if place else ""))
        for line in wrap(marked(row), max(40, screen.width), "     "):
            yield line.replace(OPEN, f"\x1b[1m{OPEN}").replace(CLOSE, f"{CLOSE}\x1b[0m") if screen.styled else line


def kwic(rows: Iterable[Evidence], screen: Screen) -> Iterator[str]:
    """Yield one line a mention: what stands before it, the mention in 【】, what follows; all mentions in one column."""
    side = max(20, (screen.width - 40) // 2)
    for row in rows:
        text = row.sentence.replace("\n", " ")
        for start, end in row.marks:
            before = _last(visible(text[:start]), side)
            key = f"{OPEN}{visible(text[start:end])}{CLOSE}"
            after = _first(visible(text[end:]), max(8, side + 12 - width(key)))
            line = f"{' ' * (side - width(before))}{before}{screen.bold(key)}{after}"
            yield f"{line}{' ' * max(1, 2 * side + 13 - width(before + after) - (side - width(before)) - width(key))}{screen.dim(visible(row.document))}"


def _first(text: str, cells: int) -> str:
    kept = ""
    for char in text:
        if width(kept + char) > cells:
            break
        kept += char
    return kept


def _last(text: str, cells: int) -> str:
    return _first(text[::-1], cells)[::-1]
