"""Pairs where one concept is part of the other's name: a hierarchy, not a finding (DESIGN §2)."""

from __future__ import annotations

NAMES = frozenset({"law", "institution"})
"""Categories whose long names quote other concepts: 人工智能 – 生成式人工智能服务管理暂行办法 is a real relation."""


def contains(label: str, category: str, part: str) -> bool:
    """Return whether ``part`` begins or ends ``label``, and ``label`` is no name of a law or an institution.

    Both are labels of concepts, found only between token boundaries; so the place where the shorter one ends is taken for one too: no
    segmenter is needed at query time. Latin and digit parts must end at no letter or digit.

    >>> contains("数据要素", "data", "数据"), contains("数字中国", "policy", "数字鸿沟"), contains("AIGC", "technology", "AI")
    (True, False, False)
    """
    if category in NAMES or not 0 < len(part) < len(label):
        return False
    if label.startswith(part) and not _joined(part[-1], label[len(part)]):
        return True
    return label.endswith(part) and not _joined(label[-len(part) - 1], part[0])


def _joined(before: str, after: str) -> bool:
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def is_nested(label: str, category: str, other: str, other_category: str) -> bool:
    """Return whether one of two concepts is part of the other's name; known broader concepts are the caller's part.

    >>> is_nested("数据", "data", "数据要素", "data"), is_nested("人工智能", "technology", "生成式人工智能服务管理暂行办法", "law")
    (True, False)
    """
    return contains(label, category, other) or contains(other, other_category, label)
