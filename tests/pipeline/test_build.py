"""What a build promises: counts that a brute-force recount confirms, the same bytes for the same inputs, updates equal rebuilds."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.cli.__main__ import run
from kg.errors import KgError, OutputError
from kg.export import html
from kg.lexicon import fold
from kg.lexicon.load import load
from kg.pipeline import Options, build
from kg.pipeline.workers import Call, T, Workers
from kg.store import Store
from tests.pipeline.recount import recount

EXAMPLES = Path(__file__).parents[2] / "examples"
OUTPUTS = ("kg.sqlite", "graph.html", "graph.ttl", "build.json")
PHRASES = ("网络强国", "数字鸿沟", "关键信息基础设施", "关基", "有关基层", "数据要素", "数据要素市场", "平等保护", "等保", "建设", "和", "，", "。", "与AI治理", "５Ｇ", "\n")


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in OUTPUTS}


def guards() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for form, guard in load().guards:
        found.setdefault(form, []).append(guard)
    return found


def check(folder: Path) -> None:
    """Assert that the stored counts are those of a recount."""
    expected = recount(folder, guards())
    db = sqlite3.connect(folder / "kg.sqlite")
    assert int(db.execute("SELECT value FROM meta WHERE name = 'units'").fetchone()[0]) == expected.units
    for column, counted in (("mentions", expected.mentions), ("sentences", expected.sentences), ("documents", expected.documents)):
        stored = dict(db.execute(f"SELECT id, {column} FROM concept WHERE {column} > 0"))  # noqa: S608 - names above
        assert stored == counted
    pairs = {(a, b): (n, d) for a, b, n, d in db.execute("SELECT * FROM pair WHERE a < b")}
    assert pairs == expected.pairs
    assert {(b, a): (n, d) for a, b, n, d in db.execute("SELECT * FROM pair WHERE a > b")} == pairs
    db.close()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("built") / "output"
    build([EXAMPLES], output, Options(jobs=1))
    return output


def test_counts_of_the_examples_equal_a_recount_by_brute_force(built: Path) -> None:
    check(built)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=30), min_size=1, max_size=4))
def test_counts_of_made_texts_equal_a_recount_by_brute_force(tmp_path: Path, texts: list[list[str]]) -> None:
    source = tmp_path / "made"
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir()
    for number, pieces in enumerate(texts):
        (source / f"{number}.txt").write_text("".join(pieces), encoding="utf-8")
    build([source], tmp_path / "output", Options(jobs=1))
    check(tmp_path / "output")


def test_counts_of_sentences_around_the_most_concepts_equal_a_recount(tmp_path: Path) -> None:
    labels = sorted({term.label for term in load().terms if len(term.label) >= 6 and fold(term.label) == term.label})[::7]
    text = "\n".join("、".join(labels[number:number + size]) + "。" for number, size in enumerate(range(50, 75)))
    (tmp_path / "清单.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "清单.txt"], tmp_path / "output", Options(jobs=1, discovery=False))
    with kg.open(tmp_path / "output") as project:
        sizes = dict(project.store.db.execute("SELECT sid, count(DISTINCT cid) FROM mention GROUP BY sid"))
        full = dict(project.store.db.execute("SELECT sid, concepts FROM capped"))
    assert {60, 61} <= set(sizes.values())
    assert full == {sid: size for sid, size in sizes.items() if size > 60}
    check(tmp_path / "output")


@pytest.mark.real
def test_counts_of_real_articles_equal_a_recount_by_brute_force(shared: Path, tmp_path: Path) -> None:
    source = tmp_path / "wechat"
    source.mkdir()
    for file in sorted((shared / "data" / "wechat").glob("*.md"))[:40]:
        shutil.copy(file, source)
    build([source], tmp_path / "output", Options(jobs=1))
    check(tmp_path / "output")


@pytest.mark.parametrize("environment", [
    {"PYTHONHASHSEED": "7"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"KG_TEST_SHUFFLE": "3"}, {"KG_TEST_JOBS": "2"}])
def test_outputs_do_not_depend_on_anything_but_the_inputs(built: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    jobs = environment.pop("KG_TEST_JOBS", "1")
    paths = [*sorted(EXAMPLES.iterdir())] if (seed := environment.pop("KG_TEST_SHUFFLE", "")) else []
    if paths:
        # the same files in another order on disk: a copy written in shuffled order
        copy = tmp_path / "examples"
        files = [file for file in EXAMPLES.rglob("*") if file.is_file()]
        random.Random(seed).shuffle(files)
        for file in files:
            (copy / file.relative_to(EXAMPLES)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy / file.relative_to(EXAMPLES))
    source = tmp_path / "examples" if paths else EXAMPLES
    subprocess.run(
        [sys.executable, "-m", "kg.cli", "build", str(source), "-o", str(tmp_path / "output"), "--jobs", jobs],
        check=True, env={**os.environ, **environment}, capture_output=True)
    assert contents(tmp_path / "output") == contents(built)


class Watched(Workers):
    """Workers that note how many calls they were given, and whether these went to other processes."""

    seen: ClassVar[list[tuple[int, bool]]] = []

    def run(self, calls: Iterable[Call[T]]) -> Iterator[T]:
        number = 0
        for number, result in enumerate(super().run(calls), 1):  # noqa: B007 - the last one counts
            yield result
        self.seen.append((number, self.several))


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_batches_in_one_process_or_in_several_give_the_bytes_of_one_batch(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    monkeypatch.setattr("kg.pipeline.corpus.BATCH", 6_000)
    monkeypatch.setattr("kg.pipeline.rows.BATCH", 5_000)
    monkeypatch.setattr("kg.pipeline.run.Workers", Watched)
    monkeypatch.setattr(Watched, "seen", [])
    build([EXAMPLES], tmp_path / "output", Options(jobs=jobs))
    (read, several), (matched, _) = Watched.seen
    assert read >= 4
    assert matched >= 8  # of each batch what was read and what was kept
    assert several == (jobs > 1)
    assert contents(tmp_path / "output") == contents(built)


def change(source: Path) -> None:
    """Add a text, change one, remove one."""
    files = sorted((source / "articles").glob("*.md"))
    (source / "articles" / "0000-new.md").write_text("# 数字鸿沟\n\n弥合数字鸿沟，建设网络强国，保护量子隐私护栏平台。量子隐私护栏平台由此起步。\n", encoding="utf-8")
    files[2].write_text(files[2].read_text(encoding="utf-8").replace("数据", "算力数据", 3) + "\n网络强国离不开数据要素。\n", encoding="utf-8")
    files[4].unlink()


def test_an_update_equals_a_rebuild(tmp_path: Path) -> None:
    source = tmp_path / "examples"
    shutil.copytree(EXAMPLES, source)
    build([source], tmp_path / "updated", Options(jobs=1))
    change(source)
    report = build([source], tmp_path / "updated", Options(jobs=1))
    build([source], tmp_path / "fresh", Options(jobs=1))
    assert report.reused == report.documents - 2
    assert contents(tmp_path / "updated") == contents(tmp_path / "fresh")


def test_add_and_remove_equal_a_rebuild(tmp_path: Path) -> None:
    source = tmp_path / "examples"
    shutil.copytree(EXAMPLES, source)
    build([source], tmp_path / "updated", Options(jobs=1))
    before = {file.name for file in (source / "articles").iterdir()}
    change(source)
    build([source], tmp_path / "fresh", Options(jobs=1))
    (gone,) = before - {file.name for file in (source / "articles").iterdir()}
    report = build([source], tmp_path / "updated", Options(jobs=1), add=True, remove=[f"examples/articles/{Path(gone).stem}"])
    assert report.reused == report.documents - 2
    assert contents(tmp_path / "updated") == contents(tmp_path / "fresh")


def test_removing_the_kept_text_lets_its_duplicate_count(built: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    shutil.copytree(built, output)
    with kg.open(output) as project:
        (copy,) = [row for row in project.store.docs() if row.duplicate_of is not None]
        kept = project.store.docs()[copy.duplicate_of or 0].key
    build([], output, Options(jobs=1), remove=[kept])
    with kg.open(output) as project:
        assert [row.status for row in project.store.docs() if row.key == copy.key] == ["counted"]


def test_removing_an_unknown_document_is_refused(built: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    shutil.copytree(built, output)
    with pytest.raises(KgError, match="no document nowhere"):
        build([], output, Options(jobs=1), remove=["nowhere"])
    assert contents(output) == contents(built)


def test_an_output_that_is_a_file_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write"):
        build([EXAMPLES], tmp_path / "file", Options(jobs=1))


def test_the_record_names_every_document_and_the_digests_of_the_outputs(built: Path) -> None:
    record = json.loads((built / "build.json").read_text(encoding="utf-8"))
    assert sorted(record["outputs"]) == ["graph.html", "graph.ttl", "kg.sqlite"]
    status = {row["document"]: row["status"] for row in record["documents"]}
    assert status["examples/articles/2024-07-09_verification-wall"] == "dead"
    assert "duplicate" in status.values()
    assert record["counts"]["documents"] == len(record["documents"])


def test_the_page_of_a_build_is_that_of_the_project_itself(built: Path, tmp_path: Path) -> None:
    """A build gives the page the sentences that it has chosen for the Turtle."""
    with Store(built) as store:
        html.write(store, tmp_path / "graph.html")
    assert (tmp_path / "graph.html").read_bytes() == (built / "graph.html").read_bytes()


def test_the_graph_has_scalar_attributes_and_the_stored_counts(built: Path) -> None:
    with kg.open(built) as project:
        graph = project.graph(weight="npmi")
        concepts = {row.label: row for row in project.store.concepts()}
    assert set(graph) == set(concepts)
    assert graph.number_of_edges() > 100
    for label, attributes in graph.nodes.items():
        assert attributes["sentences"] == concepts[label].sentences
    for _, _, attributes in graph.edges(data=True):
        assert attributes["weight"] == attributes["npmi"]
        assert all(isinstance(value, (str, int, float)) for value in attributes.values())


def test_forms_are_distinct_up_to_the_fold_and_lead_to_one_concept(built: Path) -> None:
    db = sqlite3.connect(built / "kg.sqlite")
    rows = db.execute("SELECT folded, text, cid FROM form").fetchall()
    db.close()
    assert all(fold(text) == folded for folded, text, _ in rows)
    assert len({folded for folded, _, _ in rows}) == len({(folded, cid) for folded, _, cid in rows})


def test_an_update_with_another_unit_or_discovery_is_refused_and_nothing_is_lost(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "project")
    before = {file.name: file.read_bytes() for file in (tmp_path / "project").iterdir()}
    for options in (Options(unit="paragraph"), Options(discovery=False), Options(lexicon=built)):
        with pytest.raises(KgError, match="an update cannot change them"):
            build([], tmp_path / "project", options, add=True)
    assert {file.name: file.read_bytes() for file in (tmp_path / "project").iterdir()} == before


def test_an_update_takes_what_is_asked_for_also_where_it_is_the_usual_and_keeps_the_rest(tmp_path: Path) -> None:
    reports = sorted((EXAMPLES / "reports").iterdir())
    project = tmp_path / "project"
    made = ["--unit", "paragraph", "--evidence", "none", "--top", "5", "--min-sentences", "2", "--jobs", "1"]

    def kg_build(*args: object) -> int:
        return run(["build", *map(str, args)])

    assert kg_build(*reports[:3], "-o", project, *made) == 0
    assert kg_build("--add", reports[3], "-o", project, "--unit", "sentence") == 2
    assert kg_build("--add", reports[3], "-o", project) == 0
    assert kg_build(*reports, "-o", tmp_path / "fresh", *made) == 0
    assert contents(project) == contents(tmp_path / "fresh")
    assert kg_build("-o", project, "--evidence", "text", "--top", "150") == 0
    assert kg_build(*reports, "-o", tmp_path / "usual", *made, "--evidence", "text", "--top", "150") == 0
    assert contents(project) == contents(tmp_path / "usual") != contents(tmp_path / "fresh")


def test_a_copy_of_a_document_changes_no_count(tmp_path: Path) -> None:
    article = EXAMPLES / "articles" / "2021-11-12_digital-divide.md"
    for folder, copies in (("one", ["a"]), ("two", ["a", "b", "c"])):
        (tmp_path / folder / "texts").mkdir(parents=True)
        for name in copies:
            shutil.copy(article, tmp_path / folder / "texts" / f"{name}.md")
        build([tmp_path / folder / "texts"], tmp_path / folder / "project", Options())
    counts = []
    for folder in ("one", "two"):
        with kg.open(tmp_path / folder / "project") as project:
            graph = project.graph()
            counts.append((dict(graph.nodes(data="sentences")), sorted((*sorted((a, b)), weight) for a, b, weight in graph.edges(data="weight"))))
    assert counts[0] == counts[1]


def test_a_folder_without_texts_is_refused_and_the_project_stays(built: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(KgError, match="no texts in"):
        build([tmp_path / "empty"], built, Options())
    assert (built / "build.json").is_file()
