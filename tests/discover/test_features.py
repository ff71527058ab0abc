"""What the labeller sees of words, by hand."""

from __future__ import annotations

from kg.discover.features import KINDS, NO_CLUSTER, columns, shape, visible


def test_values_of_words() -> None:
    words = ["网", "算力", "共同体", "网络安全", "关键信息基础设施", "5G", "AI", "①"]
    found = dict(zip(KINDS, columns(words, ["n"] * 8, {"算力": ("3", "77")}), strict=True))
    assert list(found["word"]) == words
    assert found["first"] == ["网", "算", "共", "网", "关", "5", "A", "①"]
    assert found["last"] == ["网", "力", "体", "全", "施", "G", "I", "①"]
    assert found["head"] == ["网", "算力", "共同", "网络", "关键", "5G", "AI", "①"]
    assert found["tail"] == ["网", "算力", "同体", "安全", "设施", "5G", "AI", "①"]
    assert found["size"] == ["1", "2", "3", "4", "5", "2", "2", "1"]
    assert found["shape"] == ["han", "han", "han", "han", "han", "digit", "latin", "digit"]
    assert found["coarse"] == [NO_CLUSTER[0], "3", *[NO_CLUSTER[0]] * 6]
    assert found["fine"] == [NO_CLUSTER[1], "77", *[NO_CLUSTER[1]] * 6]


def test_the_shape_of_a_character_is_one_of_four() -> None:
    assert [shape(character) for character in "一龥𠀀9９aZéＡ，"] == ["han", "han", "other", "digit", "digit", "latin", "latin", "other", "other", "other"]


def test_white_space_is_made_visible() -> None:
    assert [visible(word) for word in ("网络", " \n", "A B")] == ["网络", "␣", "A␣B"]
