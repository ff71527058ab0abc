"""Front matter: ``key: value`` lines between two ``---``, read by the first ``: `` (70 of 586 real dumps are no valid YAML)."""

from __future__ import annotations

import re
from typing import NamedTuple

_FENCE = "---"
_LONGEST = 100
_KEY = re.compile(r"[A-Za-z_][\w .-]{0,40}")


class Matter(NamedTuple):
    """``values`` and the line of each ``at``; ``rest`` is the text below, from line ``first`` of the file on."""

    values: dict[str, str]
    at: dict[str, int]
    rest: str
    first: int
    warnings: tuple[str, ...]


def front_matter(text: str) -> Matter:
    r"""What stands above a text; without front matter, or with an unreadable one, the text as it is.

    >>> front_matter("---\ntitle: [调研]数据: 要素\n---\n\n正文").values
    {'title': '[调研]数据: 要素'}
    """
    if not text.startswith(_FENCE + "\n"):
        return Matter({}, {}, text, 1, ())
    values: dict[str, str] = {}
    at: dict[str, int] = {}
    start = len(_FENCE) + 1
    for number in range(2, _LONGEST + 2):
        end = text.find("\n", start)
        line = text[start:] if end < 0 else text[start:end]
        if line.rstrip() == _FENCE:
            return Matter(values, at, "" if end < 0 else text[end + 1 :], number + 1, ())
        if end < 0 or not _entry(line, number, values, at):
            break
        start = end + 1
    return Matter({}, {}, text, 1, ("front matter could not be read, taken as text",))


def _entry(line: str, number: int, values: dict[str, str], at: dict[str, int]) -> bool:
    if not line.strip() or line[0] in " \t-#":
        return True
    key, colon, value = line.partition(": ")
    if not colon:
        key, colon, value = line.rstrip().partition(":")
        if value:
            return False
    if not colon or not _KEY.fullmatch(key.strip()):
        return False
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    if value:
        values.setdefault(key.strip().lower(), value)
        at.setdefault(key.strip().lower(), number)
    return True
