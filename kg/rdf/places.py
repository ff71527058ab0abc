"""Where a subject stands in a Turtle or N-Triples file: the line a person must go to."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PREFIX = re.compile(r"\s*(?:@prefix|PREFIX)\s+([^\s:]*):\s*<([^>]*)>", re.IGNORECASE)
_BASE = re.compile(r"\s*(?:@base|BASE)\s+<([^>]*)>", re.IGNORECASE)
_SUBJECT = re.compile(r"<([^>]*)>|([^\s:<\"@#]*):([^\s;,]*)")


class Places:
    """The subjects of some files by line; a subject is what begins a line, as in every usual layout."""

    def __init__(self) -> None:
        """Know no file yet."""
        self._blocks: dict[str, list[tuple[str, int]]] = {}
        self._lines: dict[str, list[str]] = {}
        self._starts: dict[str, list[int]] = {}
        self._unread: dict[str, str] = {}

    def read(self, file: Path, text: str) -> None:
        """Add a file, with the text that it holds; it is looked at when the first place is asked for."""
        self._unread[str(file)] = text

    def _read(self, name: str, text: str) -> None:
        self._lines[name] = text.split("\n")
        self._starts[name] = []
        prefixes: dict[str, str] = {}
        base = ""
        for number, line in enumerate(self._lines[name], 1):
            if found := _PREFIX.match(line):
                prefixes[found[1]] = found[2] if ":" in found[2] else base + found[2]
            elif found := _BASE.match(line):
                base = found[1]
            elif found := _SUBJECT.match(line):
                iri = prefixes.get(found[2], "") + found[3] if found[3] is not None else found[1] if ":" in found[1] else base + found[1]
                self._blocks.setdefault(iri, []).append((name, number))
                self._starts[name].append(number)

    def of(self, iri: str, value: str = "", path: str = "") -> tuple[str, int]:
        """Return file and line of a statement about a subject: of the first line of its blocks with the property ``path`` and ``value``,
        else with the value, else with the property, else that begins with the subject. ("", 0) if it is unknown.
        """
        for name, text in self._unread.items():
            self._read(name, text)
        self._unread.clear()
        blocks = self._blocks.get(iri, [])
        if not blocks:
            return "", 0
        said, property_ = _whole(value), _whole(path)
        for looked in ([said, property_] if value and path else []), [said] if value else [], [property_] if path else []:
            for file, start in blocks if looked else ():
                for number in range(start, self._end(file, start)):
                    if all(pattern.search(self._lines[file][number - 1]) for pattern in looked):
                        return file, number
        return blocks[0]

    def _end(self, file: str, start: int) -> int:
        """Return the line after a block."""
        starts = self._starts[file]
        place = bisect_right(starts, start)
        return starts[place] if place < len(starts) else len(self._lines[file]) + 1


def _whole(text: str) -> re.Pattern[str]:
    """Return what finds a text, or the last part of an IRI, and nothing of which it is a part: 1 is not 12."""
    tail = re.split("[/#]", text)[-1] if "://" in text else text
    return re.compile(rf"(?<![\w.-]){re.escape(tail)}(?![\w-]|\.\w)")
