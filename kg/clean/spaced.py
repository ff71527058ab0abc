"""Spaces that a scan or a PDF puts between characters: 网 络 安 全, or 网络 日志 here and there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator

LEAST_SHARE, KNOWN_SHARE = 0.01, 0.45
"""Spaces between Chinese characters, per character of prose, from which on they may mean nothing. They do if the characters around them stand
together elsewhere in the text about as often as other neighbours do: right spaces part names and titles. In 5,708 articles, laws,
reports and news there are at most 0.009; from 0.0025 on such neighbours recur at most 0.28 times as often as others, in scans
with a space after each thirtieth to third character 0.62 times and more."""
ALL_SHARE = 0.7
"""From here on each character is set apart: spaces in headings, around digits and single letters mean nothing either."""

_LEAST = 8
_CLAUSE = 40
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WIDE = _HAN + "、，。；：？！“”‘’（）《》〈〉「」『』【】—…·"
_NUMERAL = "[一二三四五六七八九十百千零〇两0-9０-９]"
_NUMBER = re.compile(rf"第 ?(?:{_NUMERAL} ?){{1,9}}[编章节篇条款项]|[（(] ?(?:{_NUMERAL} ?){{1,4}}[)）]")
_NUMBERED = re.compile(rf"[\s#>*-]*第{_NUMERAL}{{1,9}}[编章节篇条款] ")
_MARK = re.compile("[，。；：！？]")
_CHARACTER = re.compile(f"[{_HAN}]")
_PAIR = re.compile(f"(?=([{_HAN}]{{2}}))")
_BETWEEN = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}])")
_IN_PROSE = re.compile(f"(?<=[{_WIDE}]) (?=[{_WIDE}])")
_SINGLE = "(?<=(?<![0-9A-Za-z])[0-9A-Za-z]) (?=[0-9A-Za-z](?![0-9A-Za-z]))"
_ANYWHERE = re.compile(f"(?<=[{_WIDE}]) (?=[{_WIDE}0-9A-Za-z])|(?<=[0-9A-Za-z]) (?=[{_WIDE}])|{_SINGLE}")


def without_spaces(text: str) -> str:
    """The text without single spaces between characters, where there are so many that they mean nothing; else the text as it is.

    The space behind the number of a chapter or article stays. Where not each character is set apart, a space in a line without
    clauses (names, headings, a table) goes only if the characters around it stand together elsewhere.

    >>> without_spaces("数 据 安 全 和 网 络 安 全 ， 都 要 保 障 。")
    '数据安全和网络安全，都要保障。'
    """
    least = LEAST_SHARE * len(text) / 2 + text.count("条 ") + text.count("章 ")
    if text.count(" ") < least or len(_BETWEEN.findall(text)) < least:
        return text
    lines = text.split("\n")
    share = _share(lines)
    if share >= ALL_SHARE:
        return "\n".join(_closed(line, _ANYWHERE) for line in lines)
    if share < LEAST_SHARE:
        return text
    pairs = Counter(_PAIR.findall(text))
    around = [pair for line in lines if _is_prose(line) for pair in _around(line)]
    again = sum(number for number in pairs.values() if number > 1) / max(pairs.total(), 1)
    if sum(map(pairs.__contains__, around)) <= KNOWN_SHARE * again * len(around):
        return text
    return "\n".join(_closed(line, _IN_PROSE) if _is_prose(line) else _where_known(line, pairs) for line in lines)


def _is_prose(line: str) -> bool:
    return _CLAUSE * len(_MARK.findall(line)) >= len(line) > 0


def _around(line: str) -> Iterator[str]:
    """The two characters around each space, but for one behind a number at the beginning."""
    return (line[space.start() - 1] + line[space.end()] for space in _BETWEEN.finditer(line, _number_end(line)))


def _share(lines: list[str]) -> float:
    """Spaces between Chinese characters per such character in lines of prose; 0 where there are hardly any."""
    spaces = characters = 0
    for line in filter(_is_prose, lines):
        characters += len(_CHARACTER.findall(line))
        if " " in line:
            spaces += len(_BETWEEN.findall(line, _number_end(line)))
    return spaces / characters if spaces >= _LEAST else 0.0


def _number_end(line: str) -> int:
    numbered = _NUMBERED.match(line)
    return numbered.end() if numbered else 0


def _closed(line: str, space: re.Pattern[str]) -> str:
    line = _with_whole_numbers(line)
    end = _number_end(line)
    return line[:end] + space.sub("", line[end:])


def _where_known(line: str, pairs: Container[str]) -> str:
    line = _with_whole_numbers(line)
    return _BETWEEN.sub(lambda space: "" if line[space.start() - 1] + line[space.end()] in pairs else " ", line)


def _with_whole_numbers(line: str) -> str:
    return _NUMBER.sub(lambda number: number.group().replace(" ", ""), line) if " " in line else line
