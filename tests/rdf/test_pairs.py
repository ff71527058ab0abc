"""The links of a file are those of greatest g2, counted and told by brute force."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from typing import NamedTuple
from unittest.mock import Mock

import pyoxigraph
import pytest

from kg import iri, weights
from kg.analysis import evidence_bulk
from kg.analysis.nested import is_nested
from kg.errors import KgError
from kg.rdf import links, pairs, turtle
from kg.rdf.writer import Choice
from kg.store import Store
from kg.store.reader import FILE
from tests.project_fixture import Term, Text, body, write

LABELS = ("网络强国", "数字中国", "数据", "数据要素", "数据要素市场", "人工智能", "算力网络", "数字鸿沟", "数字经济", "智慧城市", "电子政务", "网络安全")
NS, TYPE = iri.NS, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class Link(NamedTuple):
    sentences: int
    evidence: int
    nested: bool


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = random.Random(7)
    texts = [
        Text(f"文/{number:02}", "2024", body(*(
            f"第{number}篇第{place}句说到{'，'.join(chance.sample(LABELS, chance.choice((1, 2, 2, 3, 4))))}。" for place in range(5))))
        for number in range(12)]
    terms = [Term(label, broader=("人工智能",) if label == "智慧城市" else ()) for label in LABELS]
    return write(tmp_path_factory.mktemp("pairs"), texts, terms)


def read(file: Path) -> tuple[dict[tuple[str, str], Link], dict[str, str]]:
    """Return the links by their concepts, and the counts of the dataset."""
    fields: dict[str, list[tuple[str, str]]] = {}
    for quad in pyoxigraph.parse(path=str(file)):
        assert isinstance(quad.object, (pyoxigraph.NamedNode, pyoxigraph.Literal))
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        fields.setdefault(quad.subject.value, []).append((quad.predicate.value.removeprefix(NS), quad.object.value))
    found = {}
    for node in fields.values():
        if (TYPE, f"{NS}CoOccurrence") in node:
            one, other = sorted(value.removeprefix(f"{iri.BASE}{iri.CONCEPT}") for name, value in node if name == "concept")
            found[one, other] = Link(
                int(dict(node)["sentences"]), sum(name == "evidence" for name, _ in node), (TYPE, f"{NS}NestedPair") in node)
    return found, dict(fields[f"{iri.BASE}dataset"])


def expected(store: Store, limit: int) -> dict[tuple[str, str], tuple[int, bool]]:
    """Return (sentences, nested) of the ``limit`` pairs of greatest g2, ties in the order of labels, from the mentions alone."""
    rows = {row.id: row for row in store.concepts(shown=False)}
    places = {cid: {sid for (sid,) in store.db.execute("SELECT sid FROM mention WHERE cid = ?", (cid,))} for cid in rows}
    ranked = sorted(
        (-weights.g2(n, len(places[a]), len(places[b]), store.units), rows[a].label, rows[b].label, n,
         is_nested(rows[a].label, rows[a].category, rows[b].label, rows[b].category) or {rows[a].label, rows[b].label} == {"智慧城市", "人工智能"})
        for a in rows for b in rows if rows[a].label < rows[b].label and (n := len(places[a] & places[b])))
    return {(one, other): (n, nested) for _, one, other, n, nested in ranked[:limit]}


@pytest.mark.parametrize("batch", [1, 7, 200_000])
@pytest.mark.parametrize("limit", [1, 2, 5, 20, -1, 0])
def test_a_cut_file_holds_the_links_of_greatest_g2(crowded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, batch: int) -> None:
    monkeypatch.setattr(pairs, "BATCH", batch)
    monkeypatch.setattr(links, "BATCH", batch)
    with Store(crowded) as store:
        every = expected(store, 10_000)
        limit = limit if limit > 0 else len(every) + limit
        wanted = expected(store, limit)
        turtle.write(store, tmp_path / "a.ttl", max_pairs=limit, max_evidence=2)
    found, dataset = read(tmp_path / "a.ttl")
    assert len(every) > 40
    assert any(nested for _, nested in every.values())
    assert {pair: (link.sentences, link.nested) for pair, link in found.items()} == wanted
    assert (int(dataset["pairs"]), int(dataset["pairsLeftOut"])) == (limit, len(every) - limit)
    assert all(1 <= link.evidence <= 2 for link in found.values())
    assert int(dataset["evidenceLeftOut"]) == sum(link.sentences - link.evidence for link in found.values())


def test_evidence_is_the_same_however_often_texts_are_let_go(crowded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Mock(side_effect=evidence_bulk._Texts)
    monkeypatch.setattr(evidence_bulk, "_Texts", made)
    with Store(crowded) as store:
        turtle.write(store, tmp_path / "once.ttl")
        monkeypatch.setattr(evidence_bulk, "FOLDED", 3)
        turtle.write(store, tmp_path / "often.ttl")
    assert (tmp_path / "once.ttl").read_bytes() == (tmp_path / "often.ttl").read_bytes()
    assert made.call_count == 1 + -(-len(read(tmp_path / "once.ttl")[0]) // 3)


def test_equal_pairs_are_cut_in_the_order_of_labels(tmp_path: Path) -> None:
    labels = sorted(("数据", "网络", "平台", "算法"))
    project = write(tmp_path / "p", [Text("a", "2024", body("数据和网络和平台和算法。", "别的。", "再别的。"))], [Term(label) for label in labels])
    with Store(project) as store:
        turtle.write(store, tmp_path / "a.ttl", max_pairs=4)
    assert list(read(tmp_path / "a.ttl")[0]) == [(labels[0], labels[1]), (labels[0], labels[2]), (labels[0], labels[3]), (labels[1], labels[2])]


def test_all_evidence_of_later_pairs_stands_after_a_pair_without_meetings(crowded: Path, tmp_path: Path) -> None:
    with Store(crowded) as store:
        wanted = expected(store, 10_000)
        turtle.write(store, tmp_path / "whole.ttl", max_evidence=None)
        db = sqlite3.connect(tmp_path / FILE)
        store.db.backup(db)
        first, *_ = store.pairs(min_sentences=1, min_documents=1)
    db.execute("DELETE FROM mention WHERE cid = ?", first[:1])
    db.commit()
    db.close()
    with Store(tmp_path) as store:
        turtle.write(store, tmp_path / "cut.ttl", max_evidence=None)
        gone = store.concept(first[0]).label
    whole, dataset = read(tmp_path / "whole.ttl")
    assert {pair: link.evidence for pair, link in whole.items()} == {pair: n for pair, (n, _) in wanted.items()}
    assert dataset["evidenceLeftOut"] == "0"
    cut, dataset = read(tmp_path / "cut.ttl")
    assert {pair: link.evidence for pair, link in cut.items()} == {pair: 0 if gone in pair else n for pair, (n, _) in wanted.items()}
    assert int(dataset["evidenceLeftOut"]) == sum(n for pair, (n, _) in wanted.items() if gone in pair)


@pytest.mark.parametrize("limit", [0, -1])
def test_a_file_of_no_pairs_is_no_choice(limit: int) -> None:
    with pytest.raises(KgError, match="pairs"):
        Choice(max_pairs=limit)
