"""Front matter: ``key: value`` lines between two ``---``, read by the first colon (70 of 586 real dumps are no valid YAML)."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.clean import escaped

_FENCE = "---"
_LONGEST = 100
_KEY = re.compile(r"[A-Za-z_][\w .-]{0,40}")
_COLON = re.compile("[:：]")
_KNOWN = {
    **{name: name for name in ("title", "date", "source", "url", "author", "tags", "fetch_date", "categories", "description", "keywords", "layout")},
    "标题": "title", "题目": "title", "日期": "date", "时间": "date", "发布日期": "date", "发布时间": "date", "来源": "source", "出处": "source",
    "公众号": "source", "网址": "url", "链接": "url", "原文链接": "url", "作者": "author",
}
"""Keys that are certainly front matter, which may miss the space after their colon or have a wide one."""
_SHOWN = 40


class Matter(NamedTuple):
    """``values`` and the line of each ``at``; ``rest`` is the text below, from line ``first`` of the file on."""

    values: dict[str, str]
    at: dict[str, int]
    rest: str
    first: int
    warnings: tuple[str, ...]


def front_matter(text: str) -> Matter:
    r"""What stands above a text; without front matter, or with an unreadable one, the text as it is.

    A text may begin with a rule: what stands between two ``---`` is front matter if each line can be read and none holds a
    sentence, or if a known key is there and at least half of the lines can be read. The others are named in the warnings.

    >>> front_matter("---\ntitle: [调研]数据: 要素\n---\n\n正文").values
    {'title': '[调研]数据: 要素'}
    """
    if not text.startswith(_FENCE + "\n"):
        return Matter({}, {}, text, 1, ())
    lines: list[str] = []
    start = len(_FENCE) + 1
    for number in range(2, _LONGEST + 2):
        end = text.find("\n", start)
        line = text[start:] if end < 0 else text[start:end]
        if line.rstrip() == _FENCE:
            read = _read(lines)
            if read is None:
                break
            values, at, warnings = read
            return Matter(values, at, "" if end < 0 else text[end + 1 :], number + 1, warnings)
        if end < 0:
            break
        lines.append(line)
        start = end + 1
    return Matter({}, {}, text, 1, ("front matter could not be read, taken as text",))


def _read(lines: list[str]) -> tuple[dict[str, str], dict[str, int], tuple[str, ...]] | None:
    """Values, their lines and warnings; None if this is no front matter."""
    values: dict[str, str] = {}
    at: dict[str, int] = {}
    odd: list[str] = []
    entries = 0
    sentence = False
    for number, line in enumerate(lines, 2):
        if line[:1] in " \t-#" or not any(map(str.isalnum, line)):
            continue
        key, value = _entry(line)
        if not key:
            odd.append(f"line {number} of the front matter could not be read: {escaped(line.strip())[:_SHOWN]}")
            continue
        entries += 1
        sentence = sentence or value.endswith(("。", "！", "？"))
        if value:
            values.setdefault(key, value)
            at.setdefault(key, number)
    known = not _KNOWN.keys().isdisjoint(values)
    if len(odd) > entries or (not known and (odd or sentence)) or (not entries and any(map(str.isalnum, "".join(lines)))):
        return None
    return values, at, tuple(odd)


def _entry(line: str) -> tuple[str, str]:
    """Key and value of a line, two empty texts if it is none."""
    colon = _COLON.search(line)
    if colon is None:
        return "", ""
    key, value = line[: colon.start()].strip().lower(), line[colon.end() :]
    plain = colon.group() == ":" and (not value.strip() or value[0] == " ") and _KEY.fullmatch(key)
    if key not in _KNOWN and not plain:
        return "", ""
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return _KNOWN.get(key, key), value
