"""Text broken into lines of one width, as copied from a PDF or a mail: where the end of a line is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kg.clean.lines import Line, run_on
from kg.clean.structure import NEW_ITEM, is_numbered

NARROWEST, WIDEST = 32, 200
"""Columns of a page that is wrapped, two a Chinese character: verse is narrower, paragraphs are wider."""

_SLACK = 3
"""Columns that a full line may be short: a mark that may not begin the next one, half a character."""
_LONGEST_UNIT = 24
"""Columns of a word or number that may stand whole on the next line."""
_LEAST = 5
"""Full lines with an open end, at least."""
_LONGER_SHARE, _FULL_SHARE = 0.02, 0.4
"""Longer lines among all, at most; full lines among those with an open end."""
_COMMA_SHARE, _SENTENCE_SHARE, _ITEM_SHARE, _EXACT_SHARE = 0.4, 0.1, 0.2, 0.9
"""Of the full lines with an open end: those with a comma; lines with a full stop for each; those before an item, at most; those without room
for what follows, from which on the width is exact."""
_STOPS, _ENDS = "。！？!?", "；;：:"
_CLOSERS = "”’」』）》)】]"
_UNIT = re.compile(r"[（《“‘「『【]*(?:[0-9A-Za-z%.,/@_'+-]+|.)[、，。；：！？）》”’」』】…]*")
_COMMA = re.compile("[，。；：、]")
_ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百零〇两0-9０-９]{1,5}[条章节编篇](?:\s|$)")
_MARKED, _BULLET = re.compile(r"\s*(?:#{1,6}\s|\||!\[|```|<)"), re.compile(r"\s*([-*+>•●▪◦]\s+)?")
_PAGE_NUMBER = re.compile(r"\s*(?:[-—–－]{1,2}\s*[0-9]{1,4}\s*[-—–－]{1,2}|[0-9]{1,4}(?:\s*/\s*[0-9]{1,4})?|第\s*[0-9]{1,4}\s*页.{0,12})\s*")
_LEADER = re.compile(r"…{3}|\.{4}|·{4}|…\s*[0-9]+$")

_Measure = Callable[[str], int]


def _columns(line: str) -> int:
    return len(line.encode("gbk", "replace"))


class _Page(NamedTuple):
    """Lines without spaces at their ends, their widths, and the widest that is no exception."""

    lines: Sequence[str]
    widths: Sequence[int]
    width: int
    measure: _Measure

    def tight(self, index: int) -> bool:
        """Whether the line has no room for what the next one begins with: a word or a character, with the marks that cling to it."""
        room = self.width - self.widths[index]
        unit = _UNIT.match(self.lines[index + 1])
        return unit is not None and room < min(self.measure(unit.group()), _LONGEST_UNIT)

    def full(self, index: int) -> bool:
        """The same where lines are not of exactly one width."""
        return self.width - self.widths[index] <= _SLACK or self.tight(index)


def wraps(lines: Sequence[str]) -> dict[int, int]:
    r"""Which line goes on in which, by index: none unless the text as a whole is broken into lines of one width.

    That it is shows in full lines that end inside a clause, in such ends being those of full lines, and in hardly any longer one. Width
    is counted in columns or, for texts that a program has cut, in characters.

    >>> text = "村里修好了路，装上了路灯，老人夜里出门不再害怕，孩子们放学以后也能在广场上多玩一会儿，大家都说这钱花得值。" * 3
    >>> wraps([text[at : at + 20] for at in range(0, len(text), 20)])
    {0: 1, 1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 7}
    """
    lines = [line.rstrip() for line in lines]
    lengths = sorted(map(len, filter(None, lines)))
    if len(lengths) <= _LEAST or lengths[-1 - _exceptions(len(lengths))] > WIDEST // 2:
        return {}
    places = _without_page_ends(lines)
    lines = [lines[place] for place in places]
    followed = [index for index in range(len(lines) - 1) if lines[index] and lines[index + 1]]
    if len(followed) < _LEAST:
        return {}
    found = max((_wraps(lines, followed, measure, unit) for measure, unit in ((_columns, 1), (len, 2))), key=len)
    return {places[index]: places[index + 1] for index in sorted(found)}


def _without_page_ends(lines: Sequence[str]) -> list[int]:
    """Indices of the lines less page numbers and the blank lines around them."""
    kept: list[int] = []
    ended = False
    for index, line in enumerate(lines):
        if _PAGE_NUMBER.fullmatch(line):
            ended = True
            while kept and not lines[kept[-1]]:
                kept.pop()
        elif line or not ended:
            kept.append(index)
            ended = False
    return kept


def _exceptions(number: int) -> int:
    return 1 + int(_LONGER_SHARE * number)


def _wraps(lines: Sequence[str], followed: Sequence[int], measure: _Measure, unit: int) -> set[int]:
    """Indices of lines that go on in the next one, by widths in one measure, of which ``unit`` columns make one."""
    widths = list(map(measure, lines))
    page = _Page(lines, widths, _width([widths[index] for index in followed]), measure)
    if not NARROWEST <= unit * page.width <= WIDEST or sum(width > page.width + _SLACK for width in widths) > _exceptions(len(lines)):
        return set()
    full = [index for index in followed if page.full(index)]
    open_ends = [index for index in followed if _is_open(lines[index])]
    broken = set(full).intersection(open_ends)
    short = sum(not _stands_alone(lines[index]) for index in open_ends if index not in broken)
    sentences = sum("。" in line for line in lines)
    shown = (
        len(broken) >= _LEAST
        and len(broken) >= _FULL_SHARE * (len(broken) + short)
        and sum(_COMMA.search(lines[index]) is not None for index in broken) >= _COMMA_SHARE * len(broken)
        and sentences >= _SENTENCE_SHARE * len(broken)
        and sum(NEW_ITEM.match(lines[index + 1].lstrip()) is not None for index in broken) <= _ITEM_SHARE * len(broken)
    )
    if not shown:
        return set()
    tight = set(filter(page.tight, full))
    exact = len(tight & broken) >= _EXACT_SHARE * len(broken)
    return {index for index in (tight if exact else full) if _goes_on(lines[index], lines[index + 1])}


def _width(widths: Sequence[int]) -> int:
    """The upper end of the few columns in which most lines end."""
    counted = Counter(widths)
    return max(counted, key=lambda width: (sum(counted[width - less] for less in range(_SLACK + 1)), width))


def _is_open(line: str) -> bool:
    return (line.rstrip(_CLOSERS) or line)[-1] not in _STOPS + _ENDS


def _stands_alone(line: str) -> bool:
    """Whether a line is a heading, a row or a line of contents."""
    return _MARKED.match(line) is not None or _LEADER.search(line) is not None or is_numbered(line.strip())


def _goes_on(line: str, following: str) -> bool:
    """Whether what follows a full line belongs to it: not a new item, not what is indented more; no sentence is joined to the next one."""
    if _MARKED.match(line) or _MARKED.match(following) or _ARTICLE.match(following):
        return False
    last = (line.rstrip(_CLOSERS) or line)[-1]
    if last in _STOPS or _LEADER.search(line) or (last in _ENDS and NEW_ITEM.match(following.lstrip())):
        return False
    bullet, start = _BULLET.match(following), _BULLET.match(line)
    return not (bullet and bullet[1]) and (bullet is None or start is None or _columns(bullet.group()) <= _columns(start.group()))


def unwrapped(found: Sequence[Line], ends: Mapping[int, int], first: int) -> list[Line]:
    """The lines, each joined with the one in which it goes on; the page number between them goes.

    ``ends``: what ``wraps`` says of the source, the first line of which has the number ``first``.

    >>> [line.text for line in unwrapped([Line(1, "网络强"), Line(3, "5"), Line(5, "国"), Line(6, "数字中国", gap=False)], {0: 4}, 1)]
    ['网络强国', '数字中国']
    """
    kept: list[Line] = []
    number = first - 1
    for line in found:
        goal = ends.get(number - first, -1) + first
        if number < line.number < goal:
            continue
        if line.number == goal:
            kept[-1] = kept[-1]._replace(text=run_on(kept[-1].text, line.text))
        else:
            kept.append(line)
        number = line.number
    return kept
