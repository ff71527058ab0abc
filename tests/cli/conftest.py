"""A small project, and kg run as users run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

from kg.model import HEADING, TITLE
from tests.project_fixture import Term, Text, body, write


class Ran(Protocol):
    """Runs kg with these arguments in a fresh process."""

    def __call__(self, *args: str, env: dict[str, str] | None = None, stdin: str = "") -> subprocess.CompletedProcess[str]: ...


TERMS = [
    Term("网络强国", ("网络强国战略",), en="cyberpower", category="policy"),
    Term("数字中国", en="Digital China"),
    Term("数据", en="data", category="data"),
    Term("数据要素", ("数据生产要素",), en="data as a factor of production", category="data", broader=("数据",)),
    Term("数字鸿沟", en="digital divide", category="society"),
    Term("网络安全法", ("《网络安全法》",), en="Cybersecurity Law", category="law"),
    Term("算力网络", status="discovered", category=""),
    Term("人工智能", ("AI",), en="artificial intelligence", category="technology"),
]
TEXTS = [
    Text("文章/2023-05-01_01", "2023-05-01", [("建设网络强国", TITLE), *body(
        "会议强调，要加快推进网络强国和数字中国建设，让群众有更多获得感。",
        "发展数据要素市场，要把数据安全放在突出位置。",
        "=数字鸿沟是网络强国建设中需要补上的短板之一。")], "示例日报", "建设网络强国"),
    Text("文章/2024-03-05_02", "2024-03-05", [("一、总体要求", HEADING), *body(
        "网络强国战略与人工智能发展规划应当同步实施、相互衔接。",
        "各地要统筹网络强国和数字中国两项任务，防止重复建设。",
        "AI应用不得扩大数字鸿沟，这是数字中国的底线要求。",
        "算力网络为人工智能和数据要素流通提供基础支撑。")], "示例日报", "两项任务"),
    Text("文章/2025-01-09_03", "2025-01-09", body(
        "依照《网络安全法》，运营者要为网络强国建设履行保护义务。",
        "会议强调，要加快推进“网络强国”和数字中国建设，让群众有更多获得感。",
        "数据要素的价值在流通中实现，数据只有用起来才有价值。"), "示例网", "义务"),
]


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("cli") / "项目", TEXTS, TERMS)


@pytest.fixture
def kg(project: Path) -> Ran:
    def run(*args: str, env: dict[str, str] | None = None, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kg.cli", *args], input=stdin, capture_output=True, encoding="utf-8", check=False, cwd=project.parent,
            env={**os.environ, "KG_PROJECT": str(project), "COLUMNS": "100", **(env or {})})

    return run
