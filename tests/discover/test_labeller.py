from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
import pytest
from numpy.typing import NDArray

from kg import segment, sentences
from kg.discover import Segmented, propose
from kg.discover.gather import candidates
from kg.discover.labeller import weights
from kg.discover.stream import label
from kg.discover.words import Words
from tests.discover.crfsuite import LABELS, Attributes, scores, train
from training.chain import Chain
from training.clusters import read_clusters
from training.crf import export
from training.examples import Sentence, Token, examples
from training.owlqn import minimise

TEXTS = (
    "国家建立数据分类分级保护制度，推动公共数据开放。", "网络运营者应当落实网络安全等级保护制度。", "加强关键信息基础设施保护，维护网络空间主权。",
    "推进数据要素市场化配置改革，培育数据交易市场。", "提升全民数字素养与技能，弥合数字鸿沟。", "依照《公共数据开放条例》，有序开放公共数据。")
NO_CLUSTERS: dict[str, NDArray[Any]] = {  # Any: columns of bytes and of integers
    "cluster_words": np.zeros(0, np.uint8), "coarse": np.zeros(0, np.uint8), "fine": np.zeros(0, np.uint16)}
TERMS = ("公共数据", "网络安全等级保护制度", "关键信息基础设施", "网络空间主权", "数据交易市场", "数字鸿沟", "公共数据开放条例")


def _segmented(text: str) -> Segmented:
    return Segmented(text, sentences.split(text, bytes([2])), segment.segment(text))


def _labels(document: Segmented) -> list[int]:
    ends = np.cumsum(document.tokens.lengths, dtype=np.int64).tolist()
    starts = [0, *ends[:-1]]
    found = [0] * len(ends)
    for term in TERMS:
        begin = document.text.find(term)
        if begin in starts and begin + len(term) in ends:
            first, last = starts.index(begin), ends.index(begin + len(term))
            found[first : last + 1] = [1] + [2] * (last - first)
    return found


def _sentences() -> list[Sentence]:
    documents = [_segmented(text) for text in TEXTS]
    return [(list(zip(each.tokens.words, each.tokens.tags, strict=True)), _labels(each)) for each in documents]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small model as crfsuite keeps it, and its export."""
    folder = tmp_path_factory.mktemp("crf")
    train(_sentences(), folder / "model", Attributes(read_clusters(NO_CLUSTERS)), absolute=0.05, square=1.0, iterations=40)
    export(scores(folder / "model"), folder / "weights.npz", NO_CLUSTERS, trained_on="six sentences")
    return folder / "model", folder / "weights.npz"


def test_labels_equal_those_of_crfsuite(trained: tuple[Path, Path]) -> None:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(trained[0]))
    loaded = weights(trained[1])
    attributes = Attributes(read_clusters(NO_CLUSTERS))
    for text in (*TEXTS, "完善公共数据授权运营与数据交易规则，维护网络空间主权。", "根据《网络空间主权宣言》和《数据交易（试行）》维护主权。"):
        document = _segmented(text)
        _, spans = label([document], Words(loaded))
        mine = {(start, length) for start, length, marked in zip(spans.start.tolist(), spans.length.tolist(), spans.marked.tolist(), strict=True) if marked}
        tokens: list[Token] = list(zip(document.tokens.words, document.tokens.tags, strict=True))
        assert mine == _spans([LABELS.index(name) for name in tagger.tag(attributes.of(tokens))]), text


def _spans(labels: list[int]) -> set[tuple[int, int]]:
    begins = [place for place, name in enumerate(labels) if name == 1]
    ends = [next((stop for stop in range(begin + 1, len(labels)) if labels[stop] != 2), len(labels)) for begin in begins]
    return {(begin, end - begin) for begin, end in zip(begins, ends, strict=True)}


def test_the_gradient_is_what_small_steps_of_the_weights_change() -> None:
    chain = Chain(examples(_sentences()), read_clusters(NO_CLUSTERS), square=0.5)
    seed = np.random.default_rng(0)
    weights = seed.normal(0, 0.3, chain.size)
    _, gradient = chain.loss(weights)
    for place in [*seed.choice(chain.size - 9, 20).tolist(), *range(chain.size - 9, chain.size)]:
        step = np.zeros(chain.size)
        step[place] = 1e-2
        assert gradient[place] == pytest.approx((chain.loss(weights + step)[0] - chain.loss(weights - step)[0]) / 2e-2, abs=2e-3)


def test_a_fit_labels_its_sentences_right_and_leaves_most_weights_at_zero(tmp_path: Path) -> None:
    chain = Chain(examples(_sentences()), read_clusters(NO_CLUSTERS), square=0.05)
    fitted = minimise(chain.loss, np.zeros(chain.size), 0.05, 60)
    assert (fitted == 0).mean() > 0.5
    export(chain.scores(fitted), tmp_path / "weights.npz", NO_CLUSTERS, trained_on="six sentences")
    documents = [_segmented(text) for text in TEXTS]
    found = propose_with(documents, tmp_path / "weights.npz")
    assert {form for each in found for form in each} == set(TERMS)


def propose_with(documents: list[Segmented], file: Path) -> list[list[str]]:
    """Return the marked forms of each document under the weights in a file."""
    return [[form for form, many in zip(each.forms, each.marked.tolist(), strict=True) if many] for each in candidates(documents, Words(weights(file)))]


def test_the_same_weights_give_the_same_bytes(trained: tuple[Path, Path], tmp_path: Path) -> None:
    export(scores(trained[0]), tmp_path / "again.npz", NO_CLUSTERS, trained_on="six sentences")
    assert (tmp_path / "again.npz").read_bytes() == trained[1].read_bytes()


def test_a_document_gives_the_same_candidates_in_any_company() -> None:
    documents = [_segmented(text) for text in TEXTS]
    together, alone = propose(documents), [propose([each])[0] for each in documents]
    for one, other in zip(together, alone, strict=True):
        assert one.forms == other.forms
        assert one.confidence.tolist() == other.confidence.tolist()
        assert one.marked.tolist() == other.marked.tolist()


def test_a_marked_span_is_a_likely_one() -> None:
    (found,) = propose([_segmented("各地区加快建设网络强国，保护关键信息基础设施，弥合数字鸿沟。")])
    marked = {form for form, many in zip(found.forms, found.marked.tolist(), strict=True) if many}
    assert {"网络强国", "关键信息基础设施", "数字鸿沟"} <= marked


def test_the_name_of_a_law_is_one_candidate_and_no_part_of_it_is_marked() -> None:
    (found,) = propose([_segmented("省政府印发《关于加快县域算力网络建设和数据互通的若干措施》。")])
    marked = [form for form, many in zip(found.forms, found.marked.tolist(), strict=True) if many]
    assert marked == ["关于加快县域算力网络建设和数据互通的若干措施"]
