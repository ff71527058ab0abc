"""How large a page gets, and what it leaves out for it: a cap on bytes, a sentence for each link, a refusal of what no browser can use."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kg.cli.__main__ import run
from kg.errors import KgError, LimitError
from kg.export import html
from kg.export.html import cut, data, options
from kg.export.html.options import MOST_LINKS, REFUSE_ABOVE
from kg.kinds import HEADING
from kg.store import Store
from tests.export.page import FILLING, LABELS, Page, project, read
from tests.project_fixture import Term, Text, body, write

WORDY = 1_500
NOTHING, EVERYTHING = 1, 1_000_000_000
"""Caps that leave room for no more than what is always there, and for all."""


@pytest.fixture(scope="module")
def terse(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A hundred documents of short sentences."""
    return Store(project(tmp_path_factory.mktemp("terse") / "项目", 200, 100))


@pytest.fixture(scope="module")
def wordy(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Sentences of 1,500 characters drawn by lot, which cannot be packed well."""
    return Store(project(tmp_path_factory.mktemp("wordy") / "项目", 60, 26, length=WORDY))


def page(store: Store, **options: Any) -> Page:  # Any: options of the page
    return read(html.render(store, **options))


def checked(found: Page) -> Page:
    """Every link beside the drawn ones has a sentence, and the page says how many of these have none."""
    quoted = set(found.evidence)
    assert set(found.links[found.graph["meta"]["drawn"]:]) <= quoted
    assert found.graph["meta"]["unquoted"] == len(set(found.drawn_links) - quoted)
    assert found.graph["meta"]["embedded"] == len(found.links)
    return found


@cache
def extremes(store: Store) -> tuple[Page, Page]:
    """Return the page with what is always there alone, and with all."""
    return page(store, max_bytes=NOTHING), page(store, max_bytes=EVERYTHING)


def room_used(store: Store, share: float) -> tuple[Page, int]:
    """Return the page, and its cap: what is always there and this share of what all would take beside it."""
    least, most = (found.size for found in extremes(store))
    cap = int(least + share * (most - least))
    return checked(page(store, max_bytes=cap)), cap


def test_a_page_with_room_for_all_holds_every_link_of_the_listed_with_a_sentence(terse: Store) -> None:
    found = checked(page(terse))
    among = cut.links_among(terse, terse.concepts(), min_sentences=1, min_documents=1)
    label = {concept.id: concept.label for concept in terse.concepts()}
    assert sorted(found.links) == sorted((label[link.a], label[link.b]) for link in among)
    assert found.graph["meta"]["unquoted"] == 0


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 1])
def test_a_page_is_no_larger_than_its_cap_and_makes_use_of_it(terse: Store, wordy: Store, share: float) -> None:
    for store in (terse, wordy):
        found, cap = room_used(store, share)
        assert 0.95 * cap <= found.size <= cap


def test_the_usual_cap_holds_for_sentences_of_any_length(wordy: Store) -> None:
    assert extremes(wordy)[1].size > 1_000_000
    found = checked(page(wordy))
    assert found.size <= 1_000_000
    assert found.graph["meta"]["unquoted"] == 0


@pytest.mark.parametrize("share", [0.4, 0.6])
def test_every_drawn_link_has_a_sentence_though_long_ones_leave_no_room_for_more(wordy: Store, share: float) -> None:
    found, _ = room_used(wordy, share)
    assert found.graph["meta"]["unquoted"] == 0
    assert len(found.rest["sentences"]["doc"]) < len(extremes(wordy)[1].rest["sentences"]["doc"])


def test_drawn_links_that_find_no_room_for_a_sentence_are_counted(wordy: Store) -> None:
    found, _ = room_used(wordy, 0.05)
    drawn = found.graph["meta"]["drawn"]
    assert 0 < found.graph["meta"]["unquoted"] < drawn
    # the strongest come first
    width = {pair: edge["width"] for pair, edge in zip(found.drawn_links, found.edges, strict=True)}
    strongest = max(found.drawn_links, key=width.__getitem__)
    assert strongest in found.evidence
    assert extremes(wordy)[0].graph["meta"]["unquoted"] == drawn


def test_where_room_is_scarce_a_drawn_link_shows_its_cheapest_telling_sentence(tmp_path: Path) -> None:
    """Forty links, each with a long sentence and a heading, which is short but less telling."""
    pairs = [(LABELS[2 * k], LABELS[2 * k + 1]) for k in range(40)]
    chance = Random(5)
    long = [f"{a}{b}，{''.join(chance.choices(FILLING, k=180))}。" for a, b in pairs]
    short = [f"{a}与{b}" for a, b in pairs]
    documents = [Text("长文", "2024-01-01", body(*long)), Text("短文", "2024-01-02", [(sentence, HEADING) for sentence in short])]
    store = Store(write(tmp_path / "项目", documents, [Term(label) for pair in pairs for label in pair]))
    _, whole = extremes(store)
    assert sorted(whole.evidence.values()) == sorted([*quotes] for quotes in zip(long, short, strict=True))
    found, _ = room_used(store, 0.4)
    assert found.graph["meta"]["unquoted"] == 0
    shown = list(found.evidence.values())
    assert 5 < sum(quotes[0] in long for quotes in shown) < 20
    assert sum(len(quotes) == 1 and quotes[0] in short for quotes in shown) > 20


def test_a_link_whose_sentence_finds_no_room_keeps_none_from_the_others(tmp_path: Path) -> None:
    """The strongest link stands in two sentences of thousands of characters alone."""
    pairs = [(LABELS[2 * k], LABELS[2 * k + 1]) for k in range(12)]
    chance = Random(6)
    huge = [f"{pairs[0][0]}{pairs[0][1]}，{''.join(chance.choices(FILLING, k=9_000))}。" for _ in range(2)]
    documents = [Text("甲", "", body(*huge, *(f"{a}与{b}。" for a, b in pairs[1:])))]
    store = Store(write(tmp_path / "项目", documents, [Term(label) for pair in pairs for label in pair]))
    found, _ = room_used(store, 0.2)
    assert set(found.drawn_links) - set(found.evidence) == {tuple(sorted(pairs[0], key=found.drawn.index))}
    assert found.graph["meta"]["unquoted"] == 1


def test_as_many_concepts_are_listed_as_leave_room_for_links(terse: Store) -> None:
    whole, bare = page(terse, top=5), page(terse, top=5, max_bytes=NOTHING)
    assert whole.graph["concepts"]["label"] == [concept.label for concept in terse.concepts()]
    assert bare.graph["concepts"]["label"] == bare.drawn
    assert set(bare.drawn) == set(whole.drawn)


def test_drawn_links_are_embedded_though_they_are_more_than_a_browser_should_read(terse: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "MOST_LINKS", 10)
    found = checked(page(terse))
    assert len(found.links) == found.graph["meta"]["drawn"] > 10
    assert found.graph["meta"]["unquoted"] == 0


def test_a_page_of_too_many_concepts_or_links_is_refused_unless_one_insists(terse: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (REFUSE_ABOVE, MOST_LINKS) == (2_000, 10_000)
    usual = page(terse)
    monkeypatch.setattr(options, "REFUSE_ABOVE", len(usual.drawn) - 1)
    with pytest.raises(LimitError, match="concepts is too slow") as refused:
        html.render(terse)
    assert refused.value.code == 4
    assert page(terse, force=True) == usual
    monkeypatch.setattr(options, "REFUSE_ABOVE", len(usual.drawn) + 50)
    monkeypatch.setattr(cut, "MOST_LINKS", usual.graph["meta"]["drawn"] - 1)
    with pytest.raises(LimitError, match="links is too slow"):
        html.render(terse)
    assert page(terse, force=True) == usual
    monkeypatch.setattr(cut, "MOST_LINKS", usual.graph["meta"]["drawn"])
    assert page(terse) == usual


@pytest.mark.parametrize("wrong", [{"top": 0}, {"per_concept": 0}, {"evidence": "some"}])
def test_a_wrong_value_is_named(terse: Store, wrong: dict[str, Any]) -> None:
    with pytest.raises(KgError, match=str(*wrong.values())) as refused:
        html.render(terse, **wrong)
    assert refused.value.code == 2
    assert refused.value.hint


def test_a_build_refuses_by_the_concepts_that_it_would_draw(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "文章.txt").write_text("建设网络强国，弥合数字鸿沟。数字鸿沟是网络强国的难题。\n", encoding="utf-8")
    asked = ["build", str(tmp_path / "文章.txt"), "--jobs", "1", "-o", str(tmp_path / "项目"), "--min-sentences", "1", "--min-documents", "1", "--top"]
    monkeypatch.setattr(options, "REFUSE_ABOVE", 1)
    assert run([*asked, "5000"]) == 4
    assert not (tmp_path / "项目").exists()
    said = capsys.readouterr().err
    assert "a page of 2 concepts" in said
    assert "kg export -f html --top 5000 --force" in said
    monkeypatch.setattr(options, "REFUSE_ABOVE", 2)
    assert run([*asked, "5000"]) == 0
