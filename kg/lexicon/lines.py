"""Where a statement stands in a Turtle or N-Triples file: looked for only when there is something to say about it."""

from __future__ import annotations

import re
from functools import cached_property

_PREFIX = re.compile(r"\s*@?(?:prefix|PREFIX)\s+([^\s:]*):\s*<([^>]*)>")
_BASE = re.compile(r"\s*@?(?:base|BASE)\s+<([^>]*)>")
_SUBJECT = re.compile(r"\s*(?:<([^>]*)>|([^\s:<>\"@#;,.]*):([^\s;,]+))(?=\s)")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)")
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def _plain(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SHORT.get(match[3], match[3])


class Lines:
    """The lines of a file by what they state, for files laid out in any usual way: one statement or more a line, subjects first."""

    def __init__(self, data: bytes) -> None:
        """Hold the file; nothing is done until a line is asked for."""
        self._data = data

    @cached_property
    def _lines(self) -> list[str]:
        return self._data.decode("utf-8", "replace").split("\n")

    @cached_property
    def _blocks(self) -> dict[str, list[int]]:
        """Subject → numbers (from 0) of the lines that speak of it."""
        prefixes: dict[str, str] = {}
        blocks: dict[str, list[int]] = {}
        current: list[int] = []
        base = ""
        opened = True
        for number, line in enumerate(self._lines):
            if found := _PREFIX.match(line):
                prefixes[found[1]] = found[2]
                continue
            if found := _BASE.match(line):
                base = found[1]
                continue
            # a subject stands where the statement before has ended
            if opened and (found := _SUBJECT.match(line)):
                name = prefixes.get(found[2], "") + found[3].replace("\\", "") if found[1] is None else found[1]
                current = blocks.setdefault(name if ":" in name else base + name, [])
            current.append(number)
            bare = line.partition(" #")[0].strip()
            opened = bare.endswith(".") or (opened and not bare)
        return blocks

    def of(self, subject: str, value: str) -> int:
        """Return the number (from 1) of the last line about a subject that holds a value, else the first about it, else 1."""
        block = self._blocks.get(subject, [])
        texts = {number: _ESCAPE.sub(_plain, self._lines[number]) for number in block}
        for shape in (f'"{value}"', f"<{value}>", value.rpartition("#")[2].rpartition("/")[2], value.split("\n", maxsplit=1)[0]):
            for number in reversed(block):
                if value and shape in texts[number]:
                    return number + 1
            if not value and shape == '""' and (found := [number for number in block if '""' in texts[number]]):
                return found[-1] + 1
        return block[0] + 1 if block else 1

    def anonymous(self) -> int:
        """Return the number of the first line with a blank node."""
        return next((number for number, line in enumerate(self._lines, 1) if "[" in line or "_:" in line), 1)
