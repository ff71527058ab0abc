"""What other programs read of a project is what the graph says."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.errors import KgError, OutputError
from kg.export.formats import FORMATS, export
from kg.graph import graph
from kg.store import Store
from kg.store.limits import set_thresholds
from kg.weights import cosine
from tests.project_fixture import Term, Text, body, write

TERMS = [Term("网络强国", en="cyberpower"), Term("数字鸿沟", en='"digital" <divide>'), Term("=数据", category="data"), Term("算力", status="discovered", category="")]
TEXTS = [
    Text("甲", "2024-01-02", body("建设网络强国，弥合数字鸿沟。", "用好=数据，建设网络强国。", "弥合数字鸿沟，就是建设网络强国。")),
    Text("乙", "2025-03-04", body("数字鸿沟在算力，也在=数据。", "算力要普惠。"))]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(write(tmp_path_factory.mktemp("formats") / "项目", TEXTS, TERMS))


def _same(read: nx.Graph, whole: nx.Graph) -> None:
    assert set(read) == set(whole)
    assert {frozenset(edge) for edge in read.edges} == {frozenset(edge) for edge in whole.edges}
    for label, attributes in whole.nodes.items():
        assert {name: read.nodes[label][name] for name in attributes} == attributes
    for a, b, attributes in whole.edges(data=True):
        assert {name: read.edges[a, b][name] for name in attributes} == attributes


@pytest.mark.parametrize("weight", ["g2", "npmi", "count"])
def test_networkx_reads_the_graph_back_from_graphml_and_gexf(store: Store, tmp_path: Path, weight: str) -> None:
    whole = graph(store, weight=weight)
    export(store, "graphml", tmp_path / "a.graphml", weight=weight)
    read = nx.read_graphml(tmp_path / "a.graphml")
    _same(read, whole)
    assert read.graph == {**whole.graph, "node_default": {}, "edge_default": {}}
    export(store, "gexf", tmp_path / "a.gexf", weight=weight)
    _same(nx.read_gexf(tmp_path / "a.gexf"), whole)


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_tables_hold_every_node_and_link_and_no_formula(store: Store, tmp_path: Path) -> None:
    files = export(store, "csv", tmp_path / "表", bom=True)
    assert [file.name for file in files] == ["nodes.csv", "edges.csv"]
    assert all(file.read_bytes().startswith(b"\xef\xbb\xbf") for file in files)
    nodes, edges = map(_rows, files)
    assert len(nodes) - 1 == len(graph(store)) == 4
    assert len(edges) - 1 == len(graph(store).edges)
    assert "'=数据" in [row[0] for row in nodes]
    assert not any(cell.startswith("=") for row in nodes + edges for cell in row)


def test_the_matrix_is_symmetric_with_the_measure_in_each_cell(store: Store, tmp_path: Path) -> None:
    concepts, documents = map(_rows, export(store, "matrix", tmp_path / "阵", weight="cosine"))
    order = concepts[0][1:]
    value = {(row[0], order[place]): float(cell) for row in concepts[1:] for place, cell in enumerate(row[1:])}
    assert all(value[a, b] == value[b, a] for a, b in value)
    assert all(value[label, label] == 1 for label in order)
    assert value["网络强国", "数字鸿沟"] == cosine(2, 3, 3, 5)
    assert value["网络强国", "算力"] == 0
    assert documents[0] == ["", "乙", "甲"]
    assert ["算力", "2", "0"] in documents


def test_vosviewer_gets_what_its_schema_asks_for(store: Store, tmp_path: Path) -> None:
    """VOSviewer's JSON: an object ``network`` with ``items`` (id, label; weights by name) and ``links`` (source_id, target_id, strength)."""
    export(store, "vosviewer", tmp_path / "v.json")
    found: dict[str, Any] = json.loads((tmp_path / "v.json").read_text("utf-8"))
    assert set(found) == {"network", "config"}
    items, links = found["network"]["items"], found["network"]["links"]
    assert all(set(item) <= {"id", "label", "description", "url", "x", "y", "cluster", "weights", "scores"} for item in items)
    assert all(set(link) == {"source_id", "target_id", "strength"} and link["strength"] > 0 for link in links)
    assert {item["description"] for item in items if "description" in item} == {"cyberpower", "&quot;digital&quot; &lt;divide&gt;"}
    label = {item["id"]: item["label"] for item in items}
    assert len(label) == len(items)
    assert {(frozenset((label[link["source_id"]], label[link["target_id"]])), link["strength"]) for link in links} == {
        (frozenset((a, b)), both) for a, b, both in graph(store).edges.data("sentences")}


def test_lines_are_nodes_then_edges(store: Store, tmp_path: Path) -> None:
    export(store, "jsonl", tmp_path / "l.jsonl", top=2)
    rows = [json.loads(line) for line in (tmp_path / "l.jsonl").read_text("utf-8").splitlines()]
    assert [(row["type"], row.get("label")) for row in rows] == [("node", "数字鸿沟"), ("node", "网络强国"), ("edge", None)]


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in {"csv", "matrix", "html", "ttl", "nt", "jsonld", "skos"}])
def test_the_same_project_gives_the_same_bytes(store: Store, tmp_path: Path, form: str) -> None:
    one, other = export(store, form, tmp_path / "1") + export(store, form, tmp_path / "2")
    assert one.read_bytes() == other.read_bytes()
    assert b"\r" not in one.read_bytes()


def test_thresholds_can_be_raised_for_one_reading(tmp_path: Path) -> None:
    with Store(write(tmp_path / "项目", TEXTS, TERMS)) as other:
        set_thresholds(other, 2, None)
        assert other.thresholds == (2, 1)
        export(other, "graphml", tmp_path / "a.graphml")
    assert [set(edge) for edge in nx.read_graphml(tmp_path / "a.graphml").edges] == [{"网络强国", "数字鸿沟"}]


def test_what_cannot_be_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no format"):
        export(store, "pdf", tmp_path / "a")
    with pytest.raises(KgError, match="top means nothing for ttl"):
        export(store, "ttl", tmp_path / "a", top=3)
    with pytest.raises(KgError, match=r"weight \(--by\) means nothing for vosviewer"):
        export(store, "vosviewer", tmp_path / "a", weight="npmi")
    with pytest.raises(KgError, match="no measure"):
        export(store, "gexf", tmp_path / "a", weight="tfidf")
    with pytest.raises(OutputError, match="cannot write"):
        export(store, "gexf", tmp_path / "no" / "a")
    assert list(tmp_path.iterdir()) == []
