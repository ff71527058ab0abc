"""Two versions of a law, article by article: aligned by text first, then by number and text."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from kg.analysis.compare import SAME, Difference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
ALIKE = 0.5
"""Least likeness of two articles that are versions of one; with equal numbers ALIKE_HERE is enough."""
ALIKE_HERE = 0.35
FEWEST = 3
"""A text with fewer articles is no law."""

_NUMBER = "[〇零一二三四五六七八九十百千0-9]+"
_ARTICLE = re.compile(rf"(第{_NUMBER}条(?:之{_NUMBER})?)(?=[\s：:【（(]|$)\s*")
_REFERENCE = re.compile(rf"第{_NUMBER}条(?:之{_NUMBER})?")
_OTHER_LAW = re.compile(r"(?:》|(?<!本)(?:法|条例|规定|办法|法典|细则))(?:的?第[^，。；]{0,12}、)*的?$")
"""What stands before a reference to an article of another law."""
_PART = re.compile(rf"(?:#+\s*)?第{_NUMBER}[编章节](?=\s|$)|附\s*则\s*$")
_WORD = re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9]+|.", re.DOTALL)


class Article(NamedTuple):
    """An article: its number as written, and its paragraphs without the spaces that only set it."""

    number: str
    text: str


def articles(text: str) -> list[Article]:
    r"""Return the articles of a law in their order; chapter headings belong to none.

    >>> articles("第一章 总则\n第一条　为了发展，制定本条例。\n第二条 坚持\n（一）安全；\n第二章 附则\n第三条 施行。")[1]
    Article(number='第二条', text='坚持\n（一）安全；')
    """
    found: list[tuple[str, list[str]]] = []
    within = False
    for line in text.split("\n"):
        stripped = line.strip("　 \t")
        match = _ARTICLE.match(stripped)
        if match:
            found.append((match[1], [stripped[match.end():]]))
            within = True
        elif _PART.match(stripped):
            within = False
        elif within and stripped:
            found[-1][1].append(stripped)
    return [Article(number, "\n".join(lines).strip()) for number, lines in found]


def is_law(text: str) -> bool:
    """Return whether a text is made of articles."""
    return len(articles(text)) >= FEWEST


def compare_laws(left: str, right: str) -> list[Difference]:
    """Return a row for every article of both texts, in the order of the right one, those that are gone where they stood.

    same: equal text and number; moved: equal text, another number, or no change but that references follow the new numbers; changed:
    another text, the ``difference`` says which; added, removed: nothing alike on the other side. Spaces and the width of characters
    do not count. ``effect`` is the likeness: the Dice coefficient of character pairs.
    """
    one, two = articles(left), articles(right)
    pair = _aligned(one, two)
    now = {one[before].number: two[place].number for place, before in pair.items()}
    rows, gone = [], [place for place in range(len(one)) if place not in pair.values()]
    last = -1
    for place, article in enumerate(two):
        before = pair.get(place)
        if before is not None:
            rows += [_row(one[there], None, now) for there in gone if last < there < before]
            gone = [there for there in gone if there > before or there < last]
            last = max(last, before)
        rows.append(_row(None if before is None else one[before], article, now))
    return rows + [_row(one[there], None, now) for there in gone]


def _row(old: Article | None, new: Article | None, now: Mapping[str, str]) -> Difference:
    number, text = old or ("", "")
    new_number, new_text = new or ("", "")
    if old is None or new is None:
        status = ADDED if new else REMOVED
        return Difference("article", number, new_number, len(text), len(new_text), None, 0.0, None, status, marked(text, new_text))
    equal = _plain(text) == _plain(new_text)
    followed = equal or _plain(_follow(text, now)) == _plain(new_text)
    status = CHANGED if not followed else SAME if equal and number == new_number else MOVED
    return Difference("article", number, new_number, len(text), len(new_text), None, likeness(text, new_text), None, status,
                      "" if equal else marked(text, new_text))


def _follow(text: str, now: Mapping[str, str]) -> str:
    """Return a text whose references to its own law have the numbers that they have now; those behind the name of another law stay."""
    return _REFERENCE.sub(lambda match: match[0] if _OTHER_LAW.search(text, 0, match.start()) else now.get(match[0], match[0]), text)


def _aligned(one: Sequence[Article], two: Sequence[Article]) -> dict[int, int]:
    """Return place on the right → place on the left: equal texts first, then the most alike, of the rest."""
    pair: dict[int, int] = {}
    plain = [_plain(article.text) for article in one], [_plain(article.text) for article in two]
    for start, there, length in SequenceMatcher(None, *plain, autojunk=False).get_matching_blocks():
        pair.update({there + step: start + step for step in range(length)})
    free = [[place for place in range(len(one)) if place not in pair.values()], [place for place in range(len(two)) if place not in pair]]
    likely = []
    for there in free[1]:
        for place in free[0]:
            value = likeness(one[place].text, two[there].text)
            here = one[place].number == two[there].number
            if value >= ALIKE or (here and value >= ALIKE_HERE):
                likely.append((-value, not here, place, there))
    taken: set[int] = set()
    for _, _, place, there in sorted(likely):
        if place not in taken and there not in pair:
            taken.add(place)
            pair[there] = place
    return pair


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", normalize("NFKC", text))


def likeness(one: str, other: str) -> float:
    """Return the Dice coefficient of the character pairs of two texts, spaces aside.

    >>> likeness("保障数据安全", "保障 数据安全"), likeness("保障数据安全", "促进发展")
    (1.0, 0.0)
    """
    first, second = (_pairs(_plain(text)) for text in (one, other))
    total = first.total() + second.total()
    return round(2 * (first & second).total() / total, 6) if total else 1.0


def _pairs(text: str) -> Counter[str]:
    return Counter(text[place:place + 2] for place in range(len(text) - 1)) if len(text) > 1 else Counter([text] if text else [])


def marked(left: str, right: str) -> str:
    """Return the new text with what was [-taken out-] and {+put in+}.

    >>> marked("每年检测一次", "每年至少检测一次")
    '每年{+至少+}检测一次'
    """
    one, two = _WORD.findall(left), _WORD.findall(right)
    return "".join(_pieces(one, two))


def _pieces(one: Sequence[str], two: Sequence[str]) -> Iterator[str]:
    steps = SequenceMatcher(None, [normalize("NFKC", word) for word in one], [normalize("NFKC", word) for word in two], autojunk=False).get_opcodes()
    # islands of one character between two changes say nothing: they are read as one change
    joined = [("keep" if tag == "equal" and (end - start > 1 or len(steps) == 1) else "change", start, end, from_, to) for tag, start, end, from_, to in steps]
    for tag, group in groupby(joined, key=lambda step: step[0]):
        parts = list(group)
        old, new = "".join(one[parts[0][1]:parts[-1][2]]), "".join(two[parts[0][3]:parts[-1][4]])
        if tag == "keep" or _plain(old) == _plain(new):
            yield new
        else:
            yield (f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else "")
