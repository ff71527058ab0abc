"""Names that may be of one concept by their characters alone: pairs of numbers of concepts, of which a review decides."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from kg.segment import segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Pair = tuple[int, int]

LONG = 6
"""Names of so many characters that differ in one are proposed whatever stands around them."""

_MARKS = re.compile(r"[\s_·—“”‘’\"'《》〈〉「」『』()【】、,。;:的之-]|^中华人民共和国|(?<=.)[和与及](?=.)")
"""After NFKC. Not + or #: “互联网+” is another concept than 互联网."""

_LIGHT = frozenset("和与及其等的之于对")
"""Words of one character that no short form keeps."""

_FIGURE = re.compile(r"[\d一二三四五六七八九十百首末非不反无未否]")
"""Numbers and negations: what differs in one is two concepts."""

_APART = frozenset(frozenset(pair) for pair in (
    "显隐", "内外", "上下", "大小", "公私", "出入", "进出", "供需", "增减", "前后", "正负", "高低", "强弱", "有无", "农工", "买卖", "软硬", "新旧", "东西", "南北",
    "立司", "司执", "立执", "字据", "产企", "家际", "制构"))
"""Opposites, and what parts words of the field: 立法, 司法, 执法; 数字, 数据; 产业, 企业; 国家, 国际; 机制, 机构."""


def spelled_alike(forms: Mapping[int, Iterable[str]]) -> Iterator[Pair]:
    """Yield concepts with names that differ in marks, spaces, 的, 和 or 中华人民共和国 alone."""
    groups: dict[str, list[int]] = defaultdict(list)
    for cid, texts in forms.items():
        for text in texts:
            groups[_MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())].append(cid)
    groups.pop("", None)
    return paired(groups.values())


def paired(groups: Iterable[Iterable[int]]) -> Iterator[Pair]:
    """Yield each two of each group."""
    for group in groups:
        yield from combinations(sorted(set(group)), 2)


def one_apart(labels: Mapping[int, str]) -> Iterator[Pair]:
    """Yield labels of four characters or more with one more inside, one in place of another, or the same in another order.

    Numbers, negations and opposites part two concepts: 第一产业 is not 第二产业. So does what is put before or after a name.
    """
    long = {cid: label for cid, label in labels.items() if len(label) >= 4}
    whole: dict[str, list[int]] = defaultdict(list)
    gaps: dict[tuple[str, int], list[int]] = defaultdict(list)
    order: dict[str, list[int]] = defaultdict(list)
    for cid, label in long.items():
        whole[label].append(cid)
        order["".join(sorted(label))].append(cid)
        for place in range(len(label)):
            gaps[label[:place] + label[place + 1:], place].append(cid)
    yield from paired(order.values())
    for (rest, place), cids in gaps.items():
        for one, other in paired([cids]):
            if _exchangeable(long[one][place], long[other][place]):
                yield one, other
        if 0 < place < len(rest):
            yield from ((min(one, other), max(one, other)) for one in cids for other in whole.get(rest, ()) if _exchangeable(long[one][place]))


def _exchangeable(*chars: str) -> bool:
    return not any(map(_FIGURE.match, chars)) and frozenset(chars) not in _APART


def shortened(labels: Mapping[int, str], forms: Mapping[int, Iterable[str]]) -> Iterator[Pair]:
    """Yield concepts of which one's label is made of the words of a form of the other, see ``is_short``."""
    by_first: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for cid, texts in forms.items():
        for text in texts:
            by_first[text[:1]].append((cid, text))
    for one, label in labels.items():
        for other, text in by_first[label[0]]:
            if one != other and len(label) < len(text) and _stands_in(label, text) and is_short(label, text):
                yield min(one, other), max(one, other)


def of_one_kind(name: str, other: str) -> bool:
    """Return whether names end alike, and the longer one has half its characters from the other.

    >>> of_one_kind("违规操纵干预榜单", "操纵榜单"), of_one_kind("会议记录", "会议纪要")
    (True, False)
    """
    shorter, longer = sorted((name, other), key=len)
    return shorter[-2:] == longer[-2:] and 2 * len({*shorter} & {*longer}) >= len({*longer})


def _stands_in(short: str, text: str) -> bool:
    rest = iter(text)
    return all(char in rest for char in short)


def is_short(short: str, text: str) -> bool:
    """Return whether a name takes words of a longer one in order, whole or by their first characters, the last word among them.

    Two words at least must have been cut: 网络设备 is not 网络安全设备. Of four words one may be missing: 电诈犯罪 is 电信网络诈骗犯罪.

    >>> is_short("网信事业", "网络安全和信息化事业"), is_short("网络设备", "网络安全设备"), is_short("数据源", "数据资源")
    (True, False, False)
    """
    return _cut(short, [word for word in _words(text) if word not in _LIGHT], 0, 0, 0)


def _cut(short: str, words: Sequence[str], cut: int, taken: int, missing: int) -> bool:
    if not words or not short:
        return not words and not short and cut >= 2 and 3 * missing <= taken
    first, *rest = words
    if short.startswith(first) and _cut(short[len(first):], rest, cut, taken + 1, missing):
        return True
    if len(first) > 1 and short[0] == first[0] and _cut(short[1:], rest, cut + 1, taken + 1, missing):
        return True
    return bool(rest) and _cut(short, rest, cut, taken, missing + 1)


def _words(text: str) -> Iterator[str]:
    """Yield the words of a name; those of four or six characters are two or three."""
    for word in segment(text).words:
        size = 2 if len(word) % 2 == 0 else len(word)
        yield from (word[place:place + size] for place in range(0, len(word), size))
