"""Forms that are one concept said otherwise."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from kg.discover.known import keys
from kg.segment import segmenter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_MARKS = re.compile(r"[\s《》〈〉“”‘’「」『』\"'·]")
_NATION = re.compile(r"^中华人民共和国(?=.+(?:法|条例|法典|办法|规定|部|委员会|办公室|总局|局|署|院)$)")
_STAGE = re.compile(r"\((?:试行|草案|修订草案|修正草案|草案征求意见稿|征求意见稿|公开征求意见稿|修订|修正|送审稿|暂行|第?[一二三四]次审议稿|\d{4}年?(?:修订|修正|版)?|[a-z0-9&-]{2,12})\)$")
_JOINT = re.compile(r"以及|[和与及、]")
_DASHES = re.compile("[-‐‑‒–—―－─~～〜]+")
_AI = re.compile(r"(?<![a-z])ai(?![a-z])")
_NUMBER = re.compile("[0-9a-z]+")
_ANY = re.compile(r"^中华|ai|[\s《》〈〉“”‘’「」『』\"'·(和与及、的之‐‑‒–—―－─~～〜-]")
"""What a form must hold to be changed: most hold none of it."""
SHORTEST_REORDERED = 6
"""Code points, without "and", from which a form may be another with its parts in another order."""
_PART, _LONGEST_PART = 2, 4
"""Code points that a part has at least, and at most where its ends are not known."""
_VERBAL = frozenset("vld")
"""First letters of the tags of verbs, phrases (开发利用) and adverbs."""
_USED_AS_VERBS = frozenset({"交流", "交易", "跨境", "和"})
"""Words of verb phrases that the segmenter tags as nouns or conjunctions."""


def plain(form: str) -> str:
    """Return what two spellings of one name share, from a folded form: no marks, stages, 的, one kind of "and" and of dash.

    >>> plain("《中华人民共和国网络安全法》") == plain("网络安全法")
    True
    >>> plain("网络空间的主权") == plain("网络空间主权")
    True
    """
    if not _ANY.search(form):
        return form
    bare = _STAGE.sub("", _NATION.sub("", _MARKS.sub("", form)))
    bare = _AI.sub("人工智能", _DASHES.sub("-", _JOINT.sub("和", bare)))
    inner = bare[1:-1].replace("的", "").replace("之", "") if len(bare) > 4 else bare[1:-1]
    return bare[:1] + inner + bare[-1:]


def concepts(forms: Sequence[str], candidates: NDArray[np.bool_], weight: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return for each form the rank of the preferred form of its concept: of one group the heaviest, then shortest, then first.

    Only ``candidates`` take part; the others stand for themselves.
    """
    folds = keys(forms)
    names = {place: plain(folds[place]) for place in np.flatnonzero(candidates).tolist()}
    alike: dict[str, list[int]] = {}
    for place, name in names.items():
        alike.setdefault(_family(name), []).append(place)
    preferred = np.arange(len(forms), dtype=np.int32)
    for places in alike.values():
        if len(places) > 1:
            for group in _groups(places, names):
                preferred[group] = min(group, key=lambda place: (-int(weight[place]), len(forms[place]), place))
    return preferred


def families(forms: Sequence[str]) -> list[str]:
    """Return for each form what it shares with all forms that ``concepts`` may join with it."""
    return [_family(plain(key)) for key in keys(forms)]


def _family(name: str) -> str:
    parts = name.replace("和", "")
    return "".join(sorted(parts)) if len(parts) >= SHORTEST_REORDERED else parts


def _groups(places: list[int], names: Mapping[int, str]) -> list[list[int]]:
    """Return the places in groups within which each name says the same as another."""
    groups: list[list[int]] = []
    for place in places:
        joined = [group for group in groups if any(_same(names[place], names[other]) for other in group)]
        groups = [group for group in groups if group not in joined] + [[place, *(other for group in joined for other in group)]]
    return groups


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == len(other):
        return sorted(_NUMBER.findall(one)) == sorted(_NUMBER.findall(other)) and reordered(one, other)
    return _side_by_side(one) == _side_by_side(other)


def _side_by_side(name: str) -> str:
    """Return a name without "and" between parts that need none: two verbs (交流与合作), or parts that are alike (新业态、新模式)."""
    parts = name.split("和")
    whole = parts[0]
    for before, after in pairwise(parts):
        sizes = range(_PART, min(len(before), len(after), _LONGEST_PART) + 1)
        alone = any(_coordinate(before[-size:], after[:size]) for size in sizes)
        whole += after if alone else f"和{after}"
    return whole


def _coordinate(one: str, other: str) -> bool:
    return one[0] == other[0] or one[-1] == other[-1] or _kind(one) == _kind(other) == "verb"


def reordered(one: str, other: str) -> bool:
    """Return whether two names are equal, or one is the other with two neighbouring parts exchanged and says the same.

    It does where the last two characters stay (跨境数据流动), where the parts are joined by "and", where both are alike (新模式新业态) or
    verbs (数据共享流通), and where a verb phrase stands before its object instead of after it (处理个人信息). Else another word is what
    the name names: 企业数据资源 are no 数据资源企业.

    >>> reordered("数据跨境流动", "跨境数据流动")
    True
    >>> reordered("网络安全信息", "网络信息安全")
    False
    """
    if one == other:
        return True
    same, last = _shared(one, other), len(one) - _shared(one[::-1], other[::-1])
    return any(
        _exchanged(one, other, begin, middle, end)
        for begin in range(same + 1) for end in range(last, len(one) + 1) for middle in range(begin + _PART, end - _PART + 1))


def _shared(one: str, other: str) -> int:
    return next((place for place, (here, there) in enumerate(zip(one, other, strict=True)) if here != there), len(one))


def _exchanged(one: str, other: str, begin: int, middle: int, end: int) -> bool:
    before, after, changed = one[begin:middle], one[middle:end], other[begin:end]
    if after.startswith("和") and len(after) > _PART and changed == f"{after[1:]}和{before}":
        return True
    if changed != after + before:
        return False
    if len(one) - end >= _PART:
        return True
    if end < len(one):
        return False
    return _coordinate(before, after) or (begin == 0 and {_kind(before), _kind(after)} == {"verb", "noun"})


@cache
def _kind(part: str) -> str:
    tagged = segmenter().tag(part)
    if all(tag[0] in _VERBAL or word in _USED_AS_VERBS for word, tag in tagged):
        return "verb"
    return "adjective" if tagged[-1][1][0] == "a" else "noun"
