"""The examples in rdflib, Oxigraph, rapper and a real Virtuoso: the same statements, the same answers, and those of kg's own verbs."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.pipeline import Options, build
from kg.rdf import turtle
from kg.rdf.questions import question, questions
from kg.store import Store
from tests.rdf.engines import Loaded, answers, by_oxigraph, by_rapper, counts, examples, loaded
from tests.rdf.verbs import evidence_agrees, paths_agree, related_agrees
from tests.rdf.virtuoso import INSTALLED, virtuoso

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GUIDE = EXAMPLES.parent / "docs" / "rdf.md"
CONCEPTS = ("数据要素", "网络强国", "数据", "人工智能", "数字鸿沟", "数据安全")
PAIRED = ("across", "between", "evidence-of-link")
"""Questions whose examples the small texts do not answer."""

THESAURUS = """\
label,en,alt,hidden,category,broader
网络强国,cyberpower,,,policy,
数字中国,Digital China,,,policy,
数据,data,,,data,
数据要素,data as a factor of production,,,data,数据
数据安全,data security,,,security,国家安全
数据治理,data governance,,,governance,
数据流通,data circulation,,,data,数据治理
国家安全,national security,,,security,
网络安全,cybersecurity,,,security,国家安全
人工智能,artificial intelligence,,,technology,
生成式人工智能,generative AI,,,technology,人工智能
数字鸿沟,digital divide,数字差距,digital gap,society,
个人信息,personal information,,,data,
算力,computing power,,,technology,
量子互联网,quantum internet,,,technology,
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stores")
    (folder / "词表.csv").write_text(THESAURUS, encoding="utf-8")
    # the shipped thesaurus would keep rdflib busy for a minute
    build([EXAMPLES], folder, Options(jobs=1, use_thesaurus=False, thesaurus=(folder / "词表.csv",), discovery=False, min_sentences=2, min_documents=1))
    with Store(folder) as store:
        turtle.write(store, folder / "all.ttl", max_evidence=None)
    return folder


@pytest.fixture(scope="module")
def engines(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    if not INSTALLED:
        pytest.skip("Virtuoso is not installed")
    folder = tmp_path_factory.mktemp("virtuoso")
    shutil.copyfile(project / "all.ttl", folder / "all.ttl")
    with virtuoso(folder) as server:
        yield loaded(folder / "all.ttl", server)


def test_all_engines_read_as_many_statements_as_the_file_says(engines: Loaded) -> None:
    said = next(row["n"].value for row in engines.oxigraph.query("SELECT ?n WHERE { ?d <http://rdfs.org/ns/void#triples> ?n }"))  # type: ignore[union-attr]  # a SELECT
    assert set(counts(engines).values()) == {int(said)}


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_lines_of_the_guide_load_and_count(engines: Loaded) -> None:
    server = engines.virtuoso
    (block,) = re.findall(r"```sh\n(isql-vt [^`]*)```", GUIDE.read_text(encoding="utf-8"))
    for printed, here in (("1111", str(server.port)), ("PASSWORD", "dba"), ("/abs", str(server.folder)), ("urn:kg", "urn:guide"), ("8890", str(server.http))):
        block = block.replace(printed, here)
    done = subprocess.run(["sh", "-e", "-c", block], capture_output=True, encoding="utf-8", check=True)
    assert "Error" not in done.stdout + done.stderr
    assert done.stdout.splitlines()[-2:] == ['"n"', str(len(engines.oxigraph))]


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper is not installed")
def test_rapper_reads_as_many(project: Path) -> None:
    assert by_rapper(project / "all.ttl") == len(by_oxigraph(project / "all.ttl"))


@pytest.mark.parametrize("name", [entry.name for entry in questions()])
def test_a_question_has_the_same_rows_in_three_engines(engines: Loaded, name: str) -> None:
    values = {"concept": "数字鸿沟", "other": "网络强国"} if name != "across" else {"concept": "国家安全", "other": "人工智能"}
    asked = examples(question(name)) | {key: f"<https://kg.example/data/concept/{label}>" for key, label in values.items() if name in PAIRED}
    rows = answers(engines, question(name), asked)
    assert rows["pyoxigraph"] == rows["rdflib"] == rows["Virtuoso"]
    assert rows["pyoxigraph"]


def test_questions_say_what_the_verbs_say(project: Path) -> None:
    graph = by_oxigraph(project / "all.ttl")
    with Store(project) as store:
        assert sum(related_agrees(store, graph, label) for label in CONCEPTS) > 10
        pairs = [(one, other) for one in CONCEPTS for other in CONCEPTS if one < other]
        assert sum(paths_agree(store, graph, *pair) for pair in pairs) > 3
        linked = list(store.pairs(min_sentences=store.thresholds[0], min_documents=store.thresholds[1]))[:20]
        for a, b, sentences, _ in linked:
            assert evidence_agrees(store, graph, store.concept(a).label, store.concept(b).label) == sentences
