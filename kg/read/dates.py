"""The date of a document: given, in its file name, or in its first lines (DESIGN §2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_YEAR = "(?:19|20)[0-9]{2}"
_FULL = re.compile(rf"(?<![0-9])({_YEAR})\s?(?:[-/._年]\s?)([0-9]{{1,2}})\s?(?:[-/._月]\s?)([0-9]{{1,2}})(?![0-9])")
_COMPACT = re.compile(rf"(?<![0-9])({_YEAR})(0[1-9]|1[0-2])([0-3][0-9])(?![0-9])")
_MONTH = re.compile(rf"({_YEAR})\s?[-/.年]\s?([0-9]{{1,2}})月?(?![0-9])")
_YEAR_ALONE = re.compile(rf"(?<![0-9])({_YEAR})(?![0-9])")
_SPAN = re.compile(rf"({_YEAR})年?\s?(?:[-—–~～－至到]{{1,2}})\s?({_YEAR}|[0-9]{{2}}(?![0-9]))")
_AHEAD = re.compile(rf"(?:到|至|面向|迈向|展望|远景)\s?({_YEAR})")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_ENACTED = re.compile("通过|公布|发布|修订|修正")


def given(text: str) -> str:
    """A date as front matter or a record gives it: ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY``, or "" if it is none.

    An impossible day or month is no date, not the month or year around it.

    >>> given("2024-05-01T08:30:00"), given("2024年5月"), given("20240501"), given("昨天"), given("2024-02-30")
    ('2024-05-01', '2024-05', '2024-05-01', '', '')
    """
    text = text.translate(_WIDE_DIGITS)
    full = full_dates(text)
    if full:
        return full[0][0]
    if _FULL.search(text) or _COMPACT.search(text):
        return ""
    month = _MONTH.search(text)
    if month:
        return f"{month[1]}-{int(month[2]):02}" if 1 <= int(month[2]) <= 12 else ""
    year = _YEAR_ALONE.search(text)
    return year[1] if year else ""


def full_dates(text: str) -> list[tuple[str, int]]:
    """Complete dates of a text in order, each with the index of its end."""
    matches = [*_FULL.finditer(text), *_COMPACT.finditer(text)]
    found = [(_iso(match), match.end()) for match in sorted(matches, key=re.Match.start)]
    return [(iso, end) for iso, end in found if iso]


def _iso(match: re.Match[str]) -> str:
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return ""


def years(text: str, *, alone: bool = False) -> set[str]:
    """Years named in a file name or title, with ``alone`` not those of full dates; a span (2024—2028年) or an aim is no date.

    >>> sorted(years("政府工作报告2015")), sorted(years("行动计划（2024—2028年）")), sorted(years("面向2035年"))
    (['2015'], [], [])
    >>> years("条例(2024-12-31)"), years("条例(2024-12-31)", alone=True)
    ({'2024'}, set())
    """
    text = text.translate(_WIDE_DIGITS)
    bare = set(_YEAR_ALONE.findall(_AHEAD.sub("", _SPAN.sub("", _without_days(text)))))
    return bare if alone else bare | {iso[:4] for iso, _ in full_dates(text)}


def _without_days(text: str) -> str:
    for pattern in (_FULL, _COMPACT):
        text = pattern.sub(lambda match: "" if _iso(match) else f" {match[1]} ", text)
    return text


def without(text: str) -> str:
    """A name without its date or year.

    >>> without("某条例(2024-12-31)"), without("网络安全法(2025修正)")
    ('某条例', '网络安全法(修正)')
    """
    text = text.translate(_WIDE_DIGITS)
    return _YEAR_ALONE.sub("", _without_days(text)).replace("()", "").replace("（）", "")


def find(name: str, title: str, head: Sequence[str]) -> str:
    """The date by file name, title and first ten non-empty lines, "" if they give none.

    A full date in the name; else a year in name or title, made full by a date of that year in those lines; else the
    latest date there followed by 通过, 公布, 发布, 修订 or 修正; else the first one there.
    """
    for text in (name, title):
        full = full_dates(text.translate(_WIDE_DIGITS))
        if full:
            return full[0][0]
    lines = [line[:500].translate(_WIDE_DIGITS) for line in head]
    dated = [(iso, line[end : _next(line, end)]) for line in lines for iso, end in full_dates(line)]
    for text in (name, title):
        named = years(text)
        if named:
            year = max(named)
            return next((iso for iso, _ in dated if iso[:4] == year), year)
    enacted = [iso for iso, after in dated if _ENACTED.search(after)]
    if enacted:
        return max(enacted)
    return next((iso for iso, after in dated if not after.startswith(("前", "日前", "之前", "以前"))), "")


def _next(line: str, start: int) -> int:
    following = _FULL.search(line, start)
    return following.start() if following else len(line)
