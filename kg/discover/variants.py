"""Forms that are one concept said otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from kg.discover.known import keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_MARKS = re.compile(r"[\s《》〈〉“”‘’「」『』\"'·]")
_NATION = re.compile(r"^中华人民共和国(?=.*(?:法|条例|法典|办法|规定)$)")
_STAGE = re.compile(r"\((?:试行|草案|修订草案|征求意见稿|公开征求意见稿|修订|修正|送审稿|暂行|第?[一二三四]次审议稿|\d{4}年?(?:修订|修正|版)?|[a-z0-9&-]{2,12})\)$")
_JOINT = re.compile(r"以及|[和与及、]")
_ANY = re.compile(r"^中华|[\s《》〈〉“”‘’「」『』\"'·(和与及、的之]")
"""What a form must hold to be changed: most hold none of it."""
SHORTEST_TURNED = 6
"""Code points from which two forms of the same characters are taken for one with its parts turned round."""


def plain(form: str) -> str:
    """Return what two spellings of one name share, from a folded form: no marks, stages, 的, one kind of "and".

    >>> plain("《中华人民共和国网络安全法》") == plain("网络安全法")
    True
    >>> plain("网络空间的主权") == plain("网络空间主权")
    True
    """
    if not _ANY.search(form):
        return form
    bare = _STAGE.sub("", _NATION.sub("", _MARKS.sub("", form)))
    bare = _JOINT.sub("和", bare)
    inner = bare[1:-1].replace("的", "").replace("之", "") if len(bare) > 3 else bare[1:-1]
    return bare[:1] + inner + bare[-1:]


def concepts(forms: Sequence[str], candidates: NDArray[np.bool_], weight: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return for each form the rank of the preferred form of its concept: of one group the heaviest, then shortest, then first.

    Only ``candidates`` take part; the others stand for themselves.
    """
    names = keys(forms)
    groups: dict[str, list[int]] = {}
    for place in np.flatnonzero(candidates).tolist():
        groups.setdefault(turned(plain(names[place])), []).append(place)
    preferred = np.arange(len(forms), dtype=np.int32)
    for group in groups.values():
        if len(group) > 1:
            preferred[group] = min(group, key=lambda place: (-int(weight[place]), len(names[place]), place))
    return preferred


def turned(name: str) -> str:
    """Return what a name shares with the same parts in another order: 数据跨境流动, 跨境数据流动."""
    return "".join(sorted(name)) if len(name) >= SHORTEST_TURNED else name
