"""Which concepts and links are drawn: worked out here from the sentences themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log
from pathlib import Path
from random import Random
from typing import Any

import networkx as nx
import pytest

from kg.export import html
from kg.export.formats import export
from kg.export.html import cut
from kg.export.html.options import Options
from kg.export.neighbourhood import communities_of
from kg.store import Store
from kg.store.limits import set_thresholds
from tests.export.page import LABELS, Page, met, project, read, texts
from tests.project_fixture import Term, Text, body, write

CONCEPTS, DOCUMENTS = 70, 30
Pair = tuple[str, str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("cut") / "项目", CONCEPTS, DOCUMENTS)


@pytest.fixture(scope="module")
def store(folder: Path) -> Store:
    return Store(folder)


TEXTS = texts(CONCEPTS, DOCUMENTS)
SENTENCES = [sentence for text in TEXTS for sentence, _ in text.sentences]
OWN = Counter(label for sentence in SENTENCES for label in LABELS[:CONCEPTS] if label in sentence)
MET = met(TEXTS, LABELS[:CONCEPTS])


def rank(pair: Pair) -> float:
    """Sentences times npmi, or a hundredth where that is larger (Bouma 2009)."""
    n, a, b, units = MET[pair], OWN[pair[0]], OWN[pair[1]], len(SENTENCES)
    npmi = 1.0 if n == a == b else log(n * units / (a * b)) / -log(n / units)
    return n * max(npmi, 0.01)


def expected(pairs: Iterable[Pair], per_concept: int) -> set[Pair]:
    """The best links of each concept, and the spanning forest that weighs most."""
    ranked = sorted(pairs, key=lambda pair: (-round(rank(pair), 4), -MET[pair], pair))
    seen: Counter[str] = Counter()
    best = set()
    for pair in ranked:
        best |= {pair for end in pair if seen[end] < per_concept}
        seen.update(pair)
    whole = nx.Graph()
    whole.add_weighted_edges_from((*pair, rank(pair)) for pair in ranked)
    return best | {(min(pair), max(pair)) for pair in nx.maximum_spanning_edges(whole, data=False)}


def sorted_ends(pairs: Iterable[Pair]) -> set[Pair]:
    return {(min(pair), max(pair)) for pair in pairs}


def page(store: Store, **options: Any) -> Page:  # Any: options of the page
    return read(html.render(store, **options))


@pytest.mark.parametrize("per_concept", [1, 2, 4])
@pytest.mark.parametrize("top", [12, 40, CONCEPTS])
def test_drawn_are_the_best_links_of_the_most_frequent_and_a_spanning_forest(store: Store, top: int, per_concept: int) -> None:
    found = page(store, top=top, per_concept=per_concept)
    frequent = sorted(OWN, key=lambda label: (-OWN[label], -len({text.key for text in TEXTS for sentence, _ in text.sentences if label in sentence}), label))[:top]
    links = expected([pair for pair in MET if set(pair) <= set(frequent)], per_concept)
    assert sorted_ends(found.drawn_links) == links
    assert set(found.drawn) == {label for pair in links for label in pair}
    assert found.graph["meta"]["alone"] == len(set(frequent)) - len(found.drawn)
    assert found.graph["meta"]["per_concept"] == per_concept


def test_pairs_that_meet_less_than_by_chance_are_ranked_by_a_hundredth_of_their_sentences(tmp_path: Path) -> None:
    """Of ten sentences 网络强国 and 数字鸿沟 have six each, two of them together, where chance would have 3.6."""
    lines = [*["网络强国与数字鸿沟。"] * 2, *["网络强国。"] * 4, *["数字鸿沟。"] * 4]
    with Store(write(tmp_path / "项目", [Text("甲", "", body(*lines))], [Term("网络强国"), Term("数字鸿沟")])) as store:
        (link,) = cut.links_among(store, store.concepts(), min_sentences=1, min_documents=1)
    assert link.npmi < 0
    assert link.rank == pytest.approx(0.02)


def test_the_width_of_a_line_grows_with_its_rank(store: Store) -> None:
    found = page(store)
    order = sorted(zip(found.drawn_links, found.edges, strict=True), key=lambda one: rank((min(one[0]), max(one[0]))))
    widths = [edge["width"] for _, edge in order]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1] == 5.0


def test_no_order_of_links_changes_what_is_drawn(store: Store) -> None:
    links = cut.links_among(store, store.concepts(), min_sentences=1, min_documents=1)
    drawn = cut.drawn_links(links, 2)
    for seed in range(5):
        assert cut.drawn_links(Random(seed).sample(links, len(links)), 2) == drawn


def test_what_is_drawn_hangs_together_as_the_whole_does(store: Store) -> None:
    def parts(pairs: Iterable[Pair]) -> int:
        return len(list(nx.connected_components(nx.Graph(list(pairs)))))

    found = page(store, per_concept=1)
    label = {concept.id: concept.label for concept in store.concepts()}
    ranked = cut.by_rank(cut.links_among(store, store.concepts(), min_sentences=1, min_documents=1))
    alone = {(label[link.a], label[link.b]) for link in cut.best_of_each(ranked, 1)}
    assert parts(found.drawn_links) == parts(MET)
    assert parts(alone) > parts(MET), "best links alone must not hold this graph together"


def test_a_concept_without_a_link_is_listed_and_counted_but_not_drawn(tmp_path: Path) -> None:
    """算力 stands in most sentences, alone."""
    sentences = ["网络强国与数字鸿沟。", "弥合数字鸿沟，建设网络强国。", *(f"算力第{turn}次自成一句。" for turn in "一二三四五")]
    terms = [Term(label) for label in ("算力", "网络强国", "数字鸿沟")]
    with Store(write(tmp_path / "项目", [Text("甲", "", body(*sentences))], terms)) as store:
        found = page(store)
        ids = {concept.label: concept.id for concept in store.concepts()}
        around = page(store, around=[ids["算力"], ids["网络强国"]])
    assert sorted(found.drawn) == ["数字鸿沟", "网络强国"]
    assert sorted(found.graph["concepts"]["label"]) == ["数字鸿沟", "算力", "网络强国"]
    assert found.graph["meta"]["alone"] == 1
    assert sorted(around.drawn) == ["数字鸿沟", "算力", "网络强国"], "what one asks for is drawn in any case"
    assert around.graph["meta"]["alone"] == 0


def test_around_draws_the_concept_and_what_is_linked_with_it_best(folder: Path, store: Store, tmp_path: Path) -> None:
    middle = LABELS[8]
    near = sorted((other for pair in MET if middle in pair for other in pair if other != middle), key=lambda other: -rank((min(middle, other), max(middle, other))))
    found = page(store, around=[concept.id for concept in store.concepts() if concept.label == middle])
    assert set(found.drawn) == {middle, *near}
    assert found.graph["meta"]["around"] == [middle]
    (file,) = export(Store(folder), "html", tmp_path / "a.html", around=[middle], top=6)
    few = read(file.read_text("utf-8"))
    assert set(few.drawn) == {middle, *near[:5]}


def test_community_draws_these_concepts_alone(store: Store) -> None:
    members = [concept.id for concept in store.concepts()][::3]
    found = page(store, community=members)
    label = {concept.id: concept.label for concept in store.concepts()}
    inside = {label[cid] for cid in members}
    links = expected([pair for pair in MET if set(pair) <= inside], 2)
    assert sorted_ends(found.drawn_links) == links
    assert set(found.drawn) == inside
    assert found.graph["meta"]["community"] == len(members)


def test_the_community_of_a_name_is_that_of_the_whole_project(folder: Path, store: Store, tmp_path: Path) -> None:
    (file,) = export(Store(folder), "html", tmp_path / "a.html", community=[LABELS[8]])
    members = communities_of(store, [LABELS[8]])
    found = read(file.read_text("utf-8"))
    assert found == page(store, community=members)
    assert LABELS[8] in found.drawn
    assert 2 < len(members) < CONCEPTS / 2


@pytest.mark.parametrize(("sentences", "documents"), [(3, 1), (1, 3), (4, 4)])
def test_links_under_the_thresholds_are_neither_drawn_nor_listed(folder: Path, sentences: int, documents: int) -> None:
    held = {pair: len({text.key for text in TEXTS for sentence, _ in text.sentences if pair[0] in sentence and pair[1] in sentence}) for pair in MET}
    over = {pair for pair in MET if MET[pair] >= sentences and held[pair] >= documents}
    assert 10 < len(over) < len(MET)
    store = Store(folder)
    set_thresholds(store, sentences, documents)
    found = page(store)
    assert sorted_ends(found.links) == over
    assert sorted_ends(found.drawn_links) == expected(over, 2)
    assert found.graph["meta"]["links"] == len(over)
    assert (found.graph["meta"]["min_sentences"], found.graph["meta"]["min_documents"]) == (sentences, documents)


def test_sentences_are_asked_for_the_drawn_links_first_and_for_every_link_once_at_least(store: Store) -> None:
    chosen = cut.choose(store, Options(top=20))
    turns = list(cut.by_need(chosen))
    first = list(dict.fromkeys(turns))
    assert first[:len(chosen.links)] == cut.by_rank(chosen.links)
    assert set(first) == set(chosen.among)
    assert min(Counter(turns)[link] for link in chosen.links) >= 3
