"""Title, headings, contents, tables, and lines broken inside a sentence."""

from __future__ import annotations

import re

from kg.clean.lines import BOLD, HASH, IMAGE, ITEM, LINK, PLAIN, PROSE_ROW, ROW, Line, folded, run_on
from kg.model import BODY, HEADING, TABLE

TITLE_LENGTH = 120
_TITLE_ZONE = 12
_HEADING_LENGTH = 60
_MOSTLY = 0.6
_SPREAD_LENGTH = 40
_NUMERAL = "[一二三四五六七八九十百零〇两0-9０-９]"
_CHAPTER = re.compile(rf"第{_NUMERAL}{{1,5}}[编章节篇](?:[\s　:：].{{0,40}}|[^的，。；]{{0,20}})")
_NUMBERED = re.compile(rf"(?:[一二三四五六七八九十]{{1,3}}、|[（(][一二三四五六七八九十]{{1,3}}[)）]|第{_NUMERAL}{{1,3}}部分).{{1,50}}")
_CONTENTS = re.compile(r"目\s*录|目\s*次|contents", re.IGNORECASE)
_CHAPTER_NUMBER = re.compile(rf"(第{_NUMERAL}{{1,5}}[编章节篇])\s*(.*)")
_SPACED = re.compile(r"\S(?:\s+\S)+")
_SENTENCE_END = "。！？!?…；;：:，,、"
_COLUMN = re.compile(r"[|｜│丨∣︱:：·】\]]")
_NUMBER, _REMARK = re.compile(r"\s*[0-9]{1,4}[_.、．\s]+"), re.compile(r"\s{0,9}[（(][^（）()]{1,20}[）)]$")
"""What a collection adds to a title: a number in front, a date or a remark in brackets behind."""
_SHORTEST_REST, _TITLE_LINES = 6, 4
_CLOSED = _SENTENCE_END + "”’」』）》)】]"
NEW_ITEM = re.compile(rf"[（(]?(?:{_NUMERAL}{{1,3}}|[a-zA-Z])[)）.、．]|第{_NUMERAL}{{1,5}}[条章节编篇]|[—●◆■▲★※①-⑳]")


def together(text: str) -> str:
    """A line spread out for looks, closed up: ``目　录``, ``第一章 总　则``.

    >>> together("第一章 总　　则"), together("国 家 数 据 局"), together("中共中央 国务院")
    ('第一章 总则', '国家数据局', '中共中央 国务院')
    """
    if len(text) > _SPREAD_LENGTH:
        return text
    chapter = _CHAPTER_NUMBER.fullmatch(text)
    head, rest = chapter.groups() if chapter else ("", text)
    if _SPACED.fullmatch(rest) and not rest.isascii():
        rest = "".join(rest.split())
    return f"{head} {rest}" if head and rest else head or rest


def tidy(found: list[Line]) -> list[Line]:
    """The lines with runs of spaces as one, and spread-out lines closed up."""
    return [
        line._replace(text=together(" ".join(line.text.split()))) if "  " in line.text or "\u3000" in line.text or (" " in line.text and len(line.text) <= _SPREAD_LENGTH) else line
        for line in found
    ]


def find_title(found: list[Line], *, markdown: bool) -> Line | None:
    """The line that is the title: the first ``#`` heading of Markdown, else a short first line that ends no sentence."""
    if markdown:
        hashed = next((line for line in found[:_TITLE_ZONE] if line.mark == HASH), None)
        if hashed:
            return hashed
    written = [line for line in found[:_TITLE_ZONE] if line.mark != IMAGE][:2]
    if len(written) < 2 or written[0].number == written[1].number:
        return None
    return written[0] if len(written[0].text) <= TITLE_LENGTH and written[0].text[-1] not in _SENTENCE_END else None


def without_title(found: list[Line], title: str) -> list[Line]:
    """The lines less repetitions of the title near the start: whole or without its column, on one line or broken over several."""
    wanted = _wanted(title)
    kept: list[Line] = []
    start = 0
    while start < min(len(found), _TITLE_ZONE):
        end = _repeats(found, start, wanted)
        if end == start:
            end += 1
            kept.append(found[start])
        start = end
    return kept + found[start:]


def _wanted(title: str) -> set[str]:
    """A folded title, also less what a collection adds, and what stands in it after a column: at least half of it."""
    numbered = _NUMBER.match(title)
    bare = title[numbered.end() :] if numbered else title
    wholes = (title, bare, _REMARK.sub("", bare))
    rests = {folded(whole[column.end() :]) for whole in wholes for column in _COLUMN.finditer(whole)}
    return {*map(folded, wholes), *(rest for rest in rests if len(rest) >= _SHORTEST_REST and 2 * len(rest) >= len(folded(title)))} - {""}


def _repeats(found: list[Line], start: int, wanted: set[str]) -> int:
    """Where a repetition of the title ends that begins at a line, ``start`` if none does."""
    said = ""
    for index in range(start, min(len(found), start + _TITLE_LINES)):
        if not (part := folded(found[index].text)):
            break
        said += part
        if said in wanted:
            return index + 1
        if not any(title.startswith(said) for title in wanted):
            break
    return start


def join_broken(found: list[Line]) -> list[Line]:
    """Lines of a text whose paragraphs are parted by blank lines, joined where a line end falls inside a sentence.

    >>> joined = join_broken([Line(1, "健全政府工作报"), Line(2, "告制度。", gap=False), Line(4, "数字中国"), Line(6, "网络强国")])
    >>> [line.text for line in joined]
    ['健全政府工作报告制度。', '数字中国', '网络强国']
    """
    if 4 * sum(not line.gap for line in found) > len(found):
        return found
    kept: list[Line] = []
    for line in found:
        if kept and not line.gap and _continues(kept[-1], line):
            kept[-1] = kept[-1]._replace(text=run_on(kept[-1].text, line.text))
        else:
            kept.append(line)
    return kept


def _continues(before: Line, line: Line) -> bool:
    return (
        before.mark in {PLAIN, BOLD}
        and line.mark in {PLAIN, BOLD}
        and (before.text[-1] not in _CLOSED or line.text[0] in "，。；：、）”》")
        and not NEW_ITEM.match(line.text)
        and not _CHAPTER.fullmatch(before.text)
    )


def kinds(found: list[Line]) -> bytes:
    """HEADING, BODY or TABLE for each line; a text that is little more than a table or contents is read line by line."""
    known = bytearray(_kind(line) for line in found)
    _mark_contents(found, known)
    _mark_chapter_runs(found, known)
    lengths = [len(line.text) for line in found]
    if TABLE in known and sum(length for length, kind in zip(lengths, known, strict=True) if kind == TABLE) > _MOSTLY * sum(lengths):
        return bytes(BODY if kind == TABLE and line.mark != LINK else kind for line, kind in zip(found, known, strict=True))
    return bytes(known)


def is_numbered(text: str) -> bool:
    """Whether a line is a numbered heading: 一、…, （二）…, 第三部分…, 第一章 …."""
    return len(text) <= _HEADING_LENGTH and text[-1] not in _SENTENCE_END and (_CHAPTER.fullmatch(text) or _NUMBERED.fullmatch(text)) is not None


def is_heading(line: Line) -> bool:
    """Whether a line is a heading by its markup or its number."""
    return line.mark != IMAGE and _kind(line) == HEADING


def _kind(line: Line) -> int:
    if line.mark in {PLAIN, ITEM}:
        return HEADING if is_numbered(line.text) else BODY
    if line.mark in {HASH, BOLD}:
        return HEADING if line.text[-1] not in _SENTENCE_END[:6] and len(line.text) <= _HEADING_LENGTH else BODY
    return {LINK: TABLE, ROW: TABLE, PROSE_ROW: BODY}[line.mark]


def _mark_contents(found: list[Line], known: bytearray) -> None:
    """Mark as TABLE a table of contents: from its heading to where its first entry comes again, or a sentence.

    What follows must be longer: the contents of a journal are all that such a page says.
    """
    start = next((i for i, line in enumerate(found[:40]) if _CONTENTS.fullmatch(line.text)), None)
    if start is None or start + 2 >= len(found):
        return
    first = folded(found[start + 1].text)
    end = start + 1
    while end < len(found) and len(found[end].text) <= _HEADING_LENGTH and found[end].text[-1] not in _SENTENCE_END[:7]:
        if end > start + 1 and folded(found[end].text) == first:
            break
        end += 1
    listed, after = (sum(len(line.text) for line in part) for part in (found[start:end], found[end:]))
    if end >= start + 3 and after >= listed:
        known[start:end] = bytes([TABLE]) * (end - start)


def _mark_chapter_runs(found: list[Line], known: bytearray) -> None:
    """Mark as TABLE three or more chapter headings in a row: contents without a heading of their own."""
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and known[end] == HEADING and _CHAPTER.fullmatch(found[end].text):
            end += 1
        if end - start >= 3:
            known[start : end - 1] = bytes([TABLE]) * (end - 1 - start)
        start = max(end, start + 1)
