"""What a user types is compared in the same form as the labels of a project."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis import resolve
from kg.analysis.nearest import nearest
from kg.analysis.resolve import concept, folded
from kg.errors import InputError
from kg.lexicon import fold
from kg.store import Store
from tests.project_fixture import Term, Text, body, opened, write

TEXTS = [
    Text("d1", "2023", body("三农工作要抓实，三农要强。", "手撕镍是一种材料。", "各地重视三农。")),
    Text("d2", "2024", body("建设网络强国。", "号贩子扰乱秩序。"))]
TERMS = [Term(label) for label in ("手撕镍", "网络强国", "号贩子", "数字三农")]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return opened(write(tmp_path, TEXTS, TERMS))


def unknown(store: Store, text: str) -> InputError:
    with store, pytest.raises(InputError) as caught:
        concept(store, text)
    return caught.value


def test_of_what_stands_in_the_texts_and_is_no_concept_it_is_said_in_how_many_sentences(store: Store) -> None:
    error = unknown(store, " 三农 ")
    assert str(error) == "no concept 三农: it stands in 2 sentences, but kg did not take it for one"
    assert error.hint == "make it one: kg terms accept --new 三农, then kg build"


def test_what_stands_in_very_many_sentences_is_not_counted_to_the_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolve, "ENOUGH", 2)
    assert "stands in 2 sentences or more," in str(unknown(store, "三农"))


def test_of_what_no_text_holds_nothing_is_said(store: Store) -> None:
    error = unknown(store, "和平发展")
    assert (str(error), error.hint) == ("no concept 和平发展", "list them: kg concepts -n 0")


@pytest.mark.parametrize(("text", "near"), [
    ("三农", []), ("和平发展", []), ("网络强果", ["网络强国"]), ("王洛强果", ["网络强国"]), ("wlqg", ["网络强国"]), ("shousinie", ["手撕镍"]), ("号贩", ["号贩子"])])
def test_near_is_what_is_written_alike_or_sounds_nearly_the_same(store: Store, text: str, near: list[str]) -> None:
    with store:
        assert nearest(store, text) == near


@given(st.text(max_size=80) | st.text("ＡＩa5５Ǆßİ　 网络强国", max_size=80))
def test_names_are_folded_as_labels_are(text: str) -> None:
    assert folded(text) == fold(normalize("NFC", text.strip()))
