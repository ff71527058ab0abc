"""What a page embeds is what the project holds: counts, years, themes, documents, sentences and where concepts stand in them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.export import html
from kg.export.html import cut, data, fit
from kg.export.html.evidence import MOST, TOLD
from kg.export.html.options import Options
from kg.store import Store
from kg.store.selection import Selection, restrict
from tests.export.page import LABELS, Page, met, project, read, texts, unpacked
from tests.project_fixture import Term, Text, body, write

CONCEPTS, DOCUMENTS = 60, 24
TEXTS = texts(CONCEPTS, DOCUMENTS)
USED = LABELS[:CONCEPTS]
MET = met(TEXTS, USED)
DATED = [text for text in TEXTS if text.date]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("data") / "项目", CONCEPTS, DOCUMENTS)


@pytest.fixture(scope="module")
def page(folder: Path) -> Page:
    return read(html.render(Store(folder)))


def made(folder: Path, texts: list[Text], *labels: str, **options: Any) -> Page:  # Any: options of the page
    with Store(write(folder / "项目", texts, [Term(label) for label in labels])) as store:
        return read(html.render(store, **options))


def by_label(page: Page, column: str, *, late: bool = False) -> dict[str, Any]:  # Any: numbers or lists
    return dict(zip(page.graph["concepts"]["label"], (page.rest if late else page.graph)["concepts"][column], strict=True))


def of_links(page: Page, column: str, *, late: bool = False) -> dict[tuple[str, str], Any]:  # Any: numbers or lists
    ends = ((min(pair), max(pair)) for pair in page.links)
    return dict(zip(ends, (page.rest if late else page.graph)["links"][column], strict=True))


def documents_with(*labels: str) -> int:
    return sum(any(all(label in sentence for label in labels) for sentence, _ in text.sentences) for text in TEXTS)


def test_counts_of_concepts_are_those_of_the_sentences(page: Page) -> None:
    sentences = Counter(label for text in TEXTS for sentence, _ in text.sentences for label in USED if label in sentence)
    assert by_label(page, "n") == sentences
    assert by_label(page, "m", late=True) == {label: sum(sentence.count(label) for text in TEXTS for sentence, _ in text.sentences) for label in sentences}
    assert by_label(page, "d", late=True) == {label: documents_with(label) for label in sentences}
    assert by_label(page, "links", late=True) == dict.fromkeys(sentences, 0) | Counter(label for pair in MET for label in pair)


def test_counts_of_links_are_those_of_the_sentences(page: Page) -> None:
    assert of_links(page, "n") == MET
    assert of_links(page, "d", late=True) == {pair: documents_with(*pair) for pair in MET}


def test_links_beside_those_listed_are_counted_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cut, "LISTED", 20)
    few = read(html.render(Store(folder), top=10))
    assert len(few.graph["concepts"]["label"]) == 20
    assert few.graph["meta"]["links"] == len(MET) > few.graph["meta"]["embedded"]
    degrees = Counter(label for pair in MET for label in pair)
    assert by_label(few, "links", late=True) == {label: degrees[label] for label in few.graph["concepts"]["label"]}


def test_what_the_page_says_of_the_whole_is_a_recount(page: Page) -> None:
    meta = page.graph["meta"]
    assert meta["links"] == len(MET)
    assert meta["embedded"] == len(page.links)
    assert meta["drawn"] == len(page.edges)
    assert meta["units"] == sum(len(text.sentences) for text in TEXTS)
    assert meta["documents"] == len(TEXTS)
    assert meta["undated"] == len(TEXTS) - len(DATED) > 0
    assert meta["concepts"] == len({label for text in TEXTS for sentence, _ in text.sentences for label in USED if label in sentence})
    assert meta["years"] == sorted({text.date[:4] for text in DATED})


def test_years_count_the_sentences_of_dated_documents(page: Page) -> None:
    years = page.graph["meta"]["years"]
    for label, row in by_label(page, "y", late=True).items():
        assert row == [sum(label in sentence for text in DATED if text.date[:4] == year for sentence, _ in text.sentences) for year in years]
    in_year = [met([text for text in DATED if text.date[:4] == year], USED) for year in years]
    assert of_links(page, "y", late=True) == {pair: [counts.get(pair, 0) for counts in in_year] for pair in MET}


def test_years_count_as_many_documents_of_a_link_as_a_threshold_may_ask(tmp_path: Path) -> None:
    folder = write(tmp_path / "项目", TEXTS, [Term(label) for label in USED], meta={"min_sentences": "3", "min_documents": "2"})
    with Store(folder) as store:
        found = read(html.render(store))
    years = found.graph["meta"]["years"]
    assert found.graph["meta"]["dated"] == [sum(text.date[:4] == year for text in DATED) for year in years]
    assert found.graph["meta"]["least"] == [[20, 3, 2], [5, 2, 1], [0, 1, 1]]
    assert len(found.links) > 20
    for pair, row in of_links(found, "yd", late=True).items():
        assert row == [min(2, sum(pair in met([text], USED) for text in DATED if text.date[:4] == year)) for year in years]


@pytest.mark.parametrize(("meta", "least"), [
    ({"options": '{"min_sentences": 3, "min_documents": null}'}, [[20, 3, 2], [5, 3, 1], [0, 3, 1]]),
    ({"options": '{"min_sentences": null, "min_documents": 2}'}, [[20, 3, 2], [5, 2, 2], [0, 1, 2]]),
    ({"min_sentences": "4"}, [[20, 4, 2], [5, 4, 1], [0, 4, 1]])])
def test_thresholds_that_were_asked_for_hold_for_all_years(tmp_path: Path, meta: dict[str, str], least: list[list[int]]) -> None:
    folder = write(tmp_path / "项目", TEXTS, [Term(label) for label in USED], meta={"min_sentences": "3", "min_documents": "2", **meta})
    with Store(folder) as store:
        assert read(html.render(store)).graph["meta"]["least"] == least


def test_a_drawn_link_has_a_sentence_of_every_year_that_counts_it(page: Page) -> None:
    years, documents = page.graph["meta"]["years"], page.rest["documents"]
    for number in range(len(page.edges)):
        dates = {documents[page.rest["sentences"]["doc"][place]][3][:4] for place in page.rest["evidence"][str(number)]}
        assert {year for year, count in zip(years, page.rest["links"]["y"][number], strict=True) if count} <= dates


def test_a_part_of_a_project_has_a_page_of_its_own(folder: Path) -> None:
    with Store(folder) as store:
        restrict(store, Selection(since="2021", until="2022"))
        part = read(html.render(store))
    kept = [text for text in TEXTS if text.date[:4] in {"2021", "2022"}]
    assert part.graph["meta"]["years"] == ["2021", "2022"]
    assert part.graph["meta"]["units"] == sum(len(text.sentences) for text in kept)
    least = part.graph["meta"]["min_sentences"]
    assert of_links(part, "n") == {pair: count for pair, count in met(kept, USED).items() if count >= least}
    for year, counts in zip(("2021", "2022"), zip(*by_label(part, "y", late=True).values(), strict=True), strict=True):
        assert sum(counts) == sum(label in sentence for text in kept if text.date[:4] == year for sentence, _ in text.sentences for label in by_label(part, "n"))


def test_a_single_year_gives_no_filter(tmp_path: Path) -> None:
    found = made(tmp_path, [Text("甲", "2024-01-01", body("算力与平台治理。"))], "算力", "平台治理")
    assert found.graph["meta"]["dated"] == found.graph["meta"]["least"] == []
    assert found.graph["meta"]["years"] == found.rest["concepts"]["y"] == found.rest["links"]["y"] == []


def test_a_theme_is_named_by_what_is_linked_best_within_it(page: Page) -> None:
    label = page.graph["concepts"]["label"]
    theme = by_label(page, "theme")
    assert {name for name, number in theme.items() if number >= 0} == set(page.drawn)
    assert len(page.graph["themes"]) == max(theme.values()) + 1 > 2
    strength: Counter[str] = Counter()
    for (a, b), edge in zip(page.drawn_links, page.edges, strict=True):
        if theme[a] == theme[b]:
            share = round(1000 * ((edge["width"] - 0.8) / 4.2) ** 2)  # the width is the root of the rank
            strength.update({a: share, b: share})
    for number, names in enumerate(page.graph["themes"]):
        members = [name for name, other in theme.items() if other == number]
        first, *others = [label[place] for place in names]
        assert {first, *others} <= set(members)
        assert strength[first] >= 0.97 * max(strength[name] for name in members)  # widths are rounded
        assert len(names) == min(2, len(members))


def test_a_document_has_its_key_title_source_and_date(tmp_path: Path) -> None:
    first, second = body("算力与平台治理。"), body("要说平台治理，那离不开便宜稳定的算力。")
    found = made(tmp_path, [Text("甲文", "2024-02-03", first, "示例网", "论算力"), Text("乙文", "", second)], "算力", "平台治理")
    assert sorted(found.rest["documents"]) == [["乙文", "", "", "", ""], ["甲文", "论算力", "示例网", "2024-02-03", ""]]


def test_each_sentence_names_its_document_and_line(page: Page) -> None:
    lines = {(text.key, line): sentence for text in TEXTS for line, (sentence, _) in enumerate(text.sentences, 1)}
    sentences = page.rest["sentences"]
    keys = [page.rest["documents"][doc][0] for doc in sentences["doc"]]
    assert [lines[place] for place in zip(keys, sentences["line"], strict=True)] == sentences["text"]
    assert len(set(sentences["text"])) == len(sentences["text"]) > 100


def test_marks_are_where_the_listed_concepts_stand(page: Page) -> None:
    label = page.graph["concepts"]["label"]
    for text, flat in zip(page.rest["sentences"]["text"], page.rest["sentences"]["marks"], strict=True):
        marks = list(zip(*[iter(flat)] * 3, strict=True))
        assert all(text[start:start + length] == label[place] for place, start, length in marks)
        assert {label[place] for place, _, _ in marks} == {name for name in USED if name in text}


def test_marks_count_code_points_also_behind_characters_of_two_units(tmp_path: Path) -> None:
    found = made(tmp_path, [Text("甲", "", body("上一句。", "𠮷𠮷县用算力，促平台治理。"))], "算力", "平台治理")
    (flat,) = found.rest["sentences"]["marks"]
    places = {found.graph["concepts"]["label"][flat[k]]: (flat[k + 1], flat[k + 2]) for k in range(0, len(flat), 3)}
    assert places == {"算力": (4, 2), "平台治理": (8, 4)}


def test_a_link_shows_sentences_of_several_documents_before_a_second_of_one(tmp_path: Path) -> None:
    first = body("算力与平台治理，这是甲的第一句话。", "平台治理，还有算力，甲文第二次讲到。", "说到算力就有平台治理，甲文第三回。")
    found = made(tmp_path, [Text("甲", "", first), Text("乙", "", body("乙认为算力离不开稳妥而长期的、各方都参与的平台治理。")), Text("丙", "", body("丙则认为平台治理首先需要稳定、便宜、各地都能用的算力。"))], "算力", "平台治理")
    keys = [found.rest["documents"][found.rest["sentences"]["doc"][place]][0] for place in found.rest["evidence"]["0"]]
    assert sorted(keys[:3]) == ["丙", "乙", "甲"]


def test_a_link_shows_up_to_five_sentences_each_with_both_concepts_a_drawn_one_more_for_its_years(page: Page) -> None:
    assert all(a in text and b in text for (a, b), quotes in page.evidence.items() for text in quotes)
    number = {(min(pair), max(pair)): len(quotes) for pair, quotes in page.evidence.items()}
    drawn = {(min(pair), max(pair)) for pair in page.drawn_links}
    assert max(count for pair, count in number.items() if pair not in drawn) == MOST == 5
    assert max(number.values()) <= TOLD + len(page.graph["meta"]["years"])
    assert all(number[pair] >= min(3, MET[pair]) for pair in ((min(pair), max(pair)) for pair in page.drawn_links))


def test_a_sentence_that_is_there_for_one_link_shows_every_other_that_meets_in_it(page: Page) -> None:
    there = page.rest["sentences"]["text"]
    for (a, b), quotes in page.evidence.items():
        held = sum(a in text and b in text for text in there)
        assert min(MOST, held) <= len(quotes) <= held


def test_places_without_sentences(folder: Path, page: Page) -> None:
    written = html.render(Store(folder), evidence="ids")
    found = read(written)
    assert found.graph["meta"]["evidence"] == "ids"
    assert found.rest["sentences"]["text"] == found.rest["sentences"]["marks"] == []
    assert found.rest["documents"] == page.rest["documents"]
    assert len(found.rest["sentences"]["line"]) == len(found.rest["sentences"]["doc"]) > 100
    everything = written + unpacked(written, "rest")
    assert not any(sentence in everything for text in TEXTS for sentence, _ in text.sentences)


def test_neither_places_nor_sentences(folder: Path) -> None:
    written = html.render(Store(folder), evidence="none")
    found = read(written)
    assert found.rest["evidence"] == {}
    assert found.rest["documents"] == []
    assert found.rest["sentences"] == {"doc": [], "line": [], "text": [], "marks": []}
    everything = written + unpacked(written, "rest")
    assert not any(sentence in everything or text.title in everything for text in TEXTS for sentence, _ in text.sentences)
    assert sorted(of_links(found, "n")) == sorted(MET)


def test_the_page_holds_what_the_functions_return(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, Any] = {}  # Any: trees of JSON, the last ones last

    def noted(name: str) -> Callable[..., Any]:
        function = getattr(data, name)

        def noting(*args: Any) -> Any:
            made[name] = function(*args)
            return made[name]

        return noting

    for name in ("graph", "rest"):
        monkeypatch.setattr(fit, name, noted(name))
    found = read(html.render(Store(folder)))
    assert (found.graph, found.rest) == tuple(json.loads(json.dumps(made[name])) for name in ("graph", "rest"))


def test_no_hash_seed_and_no_order_of_input_changes_a_byte(folder: Path, tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from kg.export import html; from kg.store import Store; html.write(Store(Path(sys.argv[1])), Path(sys.argv[2]), top=40, max_bytes=360_000)"
    for seed in ("1", "2"):
        subprocess.run([sys.executable, "-c", code, str(folder), str(tmp_path / seed)], check=True, env={"PYTHONHASHSEED": seed, "PATH": ""})
    once, again = ((tmp_path / seed).read_bytes() for seed in ("1", "2"))
    assert once == again
    other = write(tmp_path / "项目", TEXTS[::-1], [Term(label, category=("policy", "technology", "security")[place // 16 % 3]) for place, label in enumerate(USED)][::-1])
    assert html.render(Store(other), top=40, max_bytes=360_000).encode("utf-8") == once


def test_sentences_that_a_build_has_found_already_are_taken(folder: Path) -> None:
    store = Store(folder)
    (link, *_) = cut.by_rank(cut.choose(store, Options()).links)
    both = "SELECT sid FROM mention WHERE cid = ? INTERSECT SELECT sid FROM mention WHERE cid = ? ORDER BY sid DESC"
    last = store.sentence(store.db.execute(both, (link.a, link.b)).fetchone()[0])
    labels = store.concept(link.a).label, store.concept(link.b).label
    found = read(html.render(store, known={(link.a, link.b): [last.sid]}))
    assert found.evidence[labels][0] == store.text(last.doc)[last.start:last.end] != read(html.render(store)).evidence[labels][0]
