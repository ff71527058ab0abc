"""A selection of a project equals a project of the selected documents with its lexicon, and a recount by hand."""

from __future__ import annotations

import shutil
from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest

from kg.pipeline import Options, build
from kg.store import Store
from kg.store.selection import Selection, chosen, restrict
from kg.weights import MEASURES

EXAMPLES = Path(__file__).parents[2] / "examples"
SELECTIONS = {
    "since": Selection(since="2024"), "until": Selection(until="2023"), "between": Selection(since="2023", until="2024"),
    "source": Selection(sources=("示例网信观察",)), "documents": Selection(documents=("articles/2024-02-28_ai-governance", "示例市数字化发展工作报告2023")),
    "all of these": Selection(since="2023", sources=("示例网信观察", "数字政策示例号"), documents=("2023-03-22_data-elements", "2024-06-05_minors-platforms", "2025-05-14_computing-power"))}

Counts = dict[str, object]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of all examples."""
    folder = tmp_path_factory.mktemp("whole")
    build([EXAMPLES / "articles", EXAMPLES / "laws", EXAMPLES / "reports"], folder, Options(evidence="none"))
    return folder


def counted(store: Store) -> Counts:
    """Return N, the documents, and all counts and measures of concepts and of pairs by label, before any threshold."""
    row_of = {row.id: row for row in store.concepts(shown=False)}
    own = {cid: row.sentences for cid, row in row_of.items()}
    return {
        "units": store.units,
        "documents": sorted(row.key for row in store.docs() if row.first_sid is not None),
        "concepts": {row.label: (row.mentions, row.sentences, row.documents, row.status) for row in row_of.values() if row.mentions},
        "pairs": {
            (row_of[a].label, row_of[b].label): (n, documents, *(measure(n, own[a], own[b], store.units) for measure in MEASURES.values()))
            for a, b, n, documents in store.pairs(min_sentences=1, min_documents=1)}}


def recounted(store: Store, docs: list[int]) -> Counts:
    """Count the same from mentions one by one, in Python."""
    label = {row.id: row for row in store.concepts(shown=False)}
    home = {sid: doc for sid, doc in store.db.execute("SELECT sid, doc FROM main.sentence") if doc in docs}
    full = {sid for sid, in store.db.execute("SELECT sid FROM main.capped")}
    mentions = [(cid, sid) for cid, sid in store.db.execute("SELECT cid, sid FROM main.mention") if sid in home]
    held: dict[int, set[int]] = {}
    for cid, sid in mentions:
        held.setdefault(sid, set()).add(cid)
    times = Counter(cid for cid, _ in mentions)
    sentences = Counter(cid for concepts in held.values() for cid in concepts)
    documents = Counter(cid for cid, _ in {(cid, home[sid]) for cid, sid in mentions})
    together = [(a, b, sid) for sid, concepts in held.items() if sid not in full for a, b in permutations(concepts, 2) if a < b]
    both = Counter((a, b) for a, b, _ in together)
    both_documents = Counter((a, b) for a, b, _ in {(a, b, home[sid]) for a, b, sid in together})
    key = dict(store.db.execute("SELECT id, key FROM main.doc"))
    return {
        "units": len(home), "documents": sorted(key[doc] for doc in docs),
        "concepts": {label[cid].label: (times[cid], sentences[cid], documents[cid], label[cid].status) for cid in times},
        "pairs": {
            (label[a].label, label[b].label): (n, both_documents[a, b], *(
                measure(n, sentences[a], sentences[b], len(home)) for measure in MEASURES.values()))
            for (a, b), n in both.items()}}


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_a_selection_equals_a_recount(whole: Path, selection: Selection) -> None:
    with Store(whole) as store:
        docs, _ = chosen(store, selection)
        expected = recounted(store, docs)
        restrict(store, selection)
        assert counted(store) == expected
        assert expected["pairs"]


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_a_selection_equals_a_build_of_its_documents_with_the_lexicon(whole: Path, tmp_path: Path, selection: Selection) -> None:
    selected = tmp_path / "selected"
    with Store(whole) as store:
        restrict(store, selection)
        expected = counted(store)
    for name in EXAMPLES.glob("*/*.*"):
        key = f"{name.parent.name}/{name.name.rpartition('.')[0]}"
        if key in expected["documents"]:  # type: ignore[operator] # a list
            (selected / name.parent.name).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(name, selected / name.parent.name / name.name)
    build(sorted(selected.iterdir()), tmp_path / "alone", Options(evidence="none", lexicon=whole))
    with Store(tmp_path / "alone") as store:
        assert counted(store) == expected


def test_an_update_goes_on_with_the_lexicon(whole: Path, tmp_path: Path) -> None:
    articles = sorted((EXAMPLES / "articles").iterdir())[:3]
    build(articles[:2], tmp_path / "alone", Options(evidence="none", lexicon=whole))
    build(articles[2:], tmp_path / "alone", Options(evidence="none"), add=True)
    with Store(whole) as store, Store(tmp_path / "alone") as alone:
        assert [row.iri for row in alone.concepts(shown=False)] == [row.iri for row in store.concepts(shown=False)]
        assert sum(row.first_sid is not None for row in alone.docs()) == 3


def test_a_project_with_a_given_lexicon_is_the_same_when_nothing_has_changed(whole: Path, tmp_path: Path) -> None:
    articles = sorted((EXAMPLES / "articles").iterdir())[:2]
    made = build(articles, tmp_path / "alone", Options(evidence="none", lexicon=whole)).outputs
    before = [file.read_bytes() for file in made]
    build([], tmp_path / "alone", Options(), add=True)
    assert [file.read_bytes() for file in made] == before
