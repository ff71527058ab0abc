"""Marked texts are read with the labels that their marks ask for, and those of one event stand in one fold."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.discover import Segmented
from kg.sentences import split
from kg.vocabulary import Tokens, Vocabulary
from tests.training import toy
from training import gold
from training.gold import Marked

EVENTS = ("峰会", "论坛", "规划", "倡议", "公约")
"""Their names fall into five folds."""


def _labels(words: list[str], *forms: str) -> list[int]:
    text = "".join(words)
    lengths = np.array(list(map(len, words)), dtype=np.uint16)
    document = Segmented(text, split(text, bytes(text.count("\n") + 1)), Tokens(Vocabulary(), np.zeros(len(words), dtype=np.int32), lengths))
    labels: list[int] = gold.project(document, forms).tolist()
    return labels


def test_of_forms_that_overlap_the_longest_occurrence_is_marked_and_of_equal_ones_the_first() -> None:
    words = ["数据", "安全", "评估", "办法"]
    assert _labels(words, "数据安全", "数据安全评估", "评估办法") == [1, 2, 2, 0]
    assert _labels(words[:3], "安全评估", "数据安全") == [1, 2, 0]
    assert _labels(words, "数据安全", "安全", "安全评估办法") == [0, 1, 2, 2]


def test_a_form_is_marked_on_borders_of_tokens_within_a_paragraph_and_has_two_characters() -> None:
    assert _labels(["数据", "安全"], "据安", "据安全", "数") == [0, 0]
    assert _labels(["数据", "\n", "安全", "数据安全"], "数据安全") == [0, 0, 0, 1]
    assert _labels(["网"], "网") == [0]


def test_a_form_is_marked_however_it_is_written() -> None:
    assert _labels(["ＡＩ", " ", "治理", "和", "“", "双碳", "”"], "ai治理", "双碳") == [1, 2, 2, 0, 0, 1, 0]


ARTICLE = [f"第{number}段：各地各部门要加快建设算力网络，让数据要素畅通流动。" for number in range(5)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Articles of several events, two excerpts of one law, one article without marks; marks of our own: an excerpt and an article."""
    articles = {f"{event}-{way}": (event, "", f"{way}谈到{event}会议的算力网络。") for event in EVENTS for way in ("简讯", "全文")}
    articles |= {"长文": ("公约", "", "\n\n".join(ARTICLE)), "无标注": ("峰会", "", "谈到算力网络。"), "自标": ("论坛", "", "我们标注算力网络。")}
    excerpts = {f"law_{number}": f"第{number}条 建设算力网络。" for number in (1, 2)} | {"excerpt_1": "\n".join([*ARTICLE[:3], "另有一段没有出现在那篇文章里面的话，也足够长。"])}
    lines = "2\t算力网络\t算力网|\n1\t“算力网络”\t算网\n# 说明\n1\t会议\t\n"
    data = toy.folder(tmp_path / "data", dict.fromkeys([*articles, *excerpts], lines), articles, excerpts)
    for key in ("无标注", "自标"):
        (data / "gold" / "train" / f"{key}.tsv").unlink()
    own = data / "own"
    own.mkdir()
    (data / "official" / "规划.txt").write_text("前言。建设算力网络。后语。", encoding="utf-8")
    (own / gold.EXCERPTS).write_text("own_1\tofficial/规划.txt\t3\t10\n", encoding="utf-8")
    for key in ("own_1", "自标"):
        (own / f"{key}.tsv").write_text(lines, encoding="utf-8")
    return data


def _marked(data: Path) -> dict[str, Marked]:
    return {text.key: text for text in gold.marked(data, data / "own")}


def test_texts_of_one_event_stand_in_one_of_five_folds(data: Path) -> None:
    folds = {key: text.fold for key, text in _marked(data).items()}
    assert all(folds[f"{event}-简讯"] == folds[f"{event}-全文"] for event in EVENTS)
    assert folds["law_1"] == folds["law_2"]
    assert {folds[f"{event}-全文"] for event in EVENTS} == set(range(5))


def test_an_excerpt_stands_in_the_fold_of_the_article_that_has_most_of_it(data: Path) -> None:
    texts = _marked(data)
    assert texts["excerpt_1"].fold == texts["长文"].fold != texts["law_1"].fold
    (data / "gold" / "train_texts" / "excerpt_1.txt").write_text("\n".join([ARTICLE[0], "另有一段没有出现在那篇文章里面的话，也足够长。"]), encoding="utf-8")
    assert _marked(data)["excerpt_1"].fold != texts["长文"].fold


def test_marks_of_our_own_are_told_from_those_that_are_measured_on(data: Path) -> None:
    texts = _marked(data)
    assert {key for key, text in texts.items() if text.own} == {"own_1", "自标"}
    assert texts["own_1"].document.text == "建设算力网络。"
    assert list(texts) == sorted(texts)


def test_of_marks_that_are_compared_as_equal_the_first_counts(data: Path) -> None:
    text = _marked(data)["峰会-全文"]
    assert text.concepts == (("算力网络", 2, frozenset({"算力网络", "算力网"})), ("会议", 1, frozenset({"会议"})))
    marked = [word for word, label in zip(text.document.tokens.words, text.labels.tolist(), strict=True) if label]
    assert marked == ["会议", "算力", "网络"]


def test_a_text_without_marks_is_in_no_fold(data: Path) -> None:
    # the folder of our own marks is that of the project here: one of these texts has none there
    assert {text.key: text.fold for text in gold.unmarked(data)} == dict.fromkeys(("无标注", "自标", "规划"), -1)
