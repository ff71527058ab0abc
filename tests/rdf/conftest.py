"""A small project and its graph."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kg.rdf import turtle
from kg.store import Store
from kg.store.reader import FILE
from tests.project_fixture import Term, Text, body, write

OLD = "https://kg.example/data/concept/数字中国建设"
"""An IRI out of use."""


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("rdf"), [
        Text("文章/一", "2023-05-01", body("建设网络强国和数字中国。", "数据要素是数字中国的基础。", "算力网络和“AI”支撑数字中国与网络强国。")),
        Text("文章/二", "2024-03-05", body("网络强国与数字中国要统筹。", "数据要素也是数据。", "算力网络服务数据要素。"))],
        [Term("网络强国"), Term("数字中国", en="Digital China"), Term("数据", category="data"), Term("数据要素", category="data", broader=("数据",)),
         Term("算力网络", status="discovered", category=""), Term("人工智能", ("AI",), category="technology"), Term("绿色算力", category="technology")])
    with sqlite3.connect(folder / FILE) as db:
        db.execute("INSERT INTO replaced VALUES(?, 'https://kg.example/data/concept/数字中国')", (OLD,))
    db.close()
    with Store(folder) as store:
        turtle.write(store, folder / "graph.ttl")
    return folder


@pytest.fixture(scope="session")
def graph(project: Path) -> Path:
    return project / "graph.ttl"
