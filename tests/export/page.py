"""A project of many concepts for tests of the page, and a page read back."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.project_fixture import Term, Text, body, write

Json = Any  # a tree of JSON

FIRST = ("数字", "网络", "数据", "算力", "智能", "平台", "量子", "信息", "云端", "工业", "城市", "乡村", "政务", "跨境", "青年", "海洋")
SECOND = ("安全", "治理", "经济", "基础设施", "主权", "素养", "鸿沟", "产业", "标准", "人才", "共享", "监管", "创新", "合作", "转型", "平权")
LABELS = [first + second for first in FIRST for second in SECOND]
FILLING = [chr(code) for code in range(0x4E00, 0x9FA5)]
"""Characters that make a sentence long; labels stand between commas, so that none arises by chance."""


def texts(concepts: int, documents: int, *, seed: int = 1, length: int = 30) -> list[Text]:
    """Return documents of twelve sentences of about so many characters; concepts near each other in ``LABELS`` meet most, early ones are frequent."""
    chance = Random(seed)
    found = []
    for number in range(documents):
        sentences = []
        for _ in range(12):
            middle = min(int(chance.expovariate(5 / concepts)), concepts - 1)
            labels = dict.fromkeys(LABELS[min(max(middle + chance.randint(-6, 6), 0), concepts - 1)] for _ in range(chance.randint(1, 4)))
            sentences.append("，".join([*labels, "".join(chance.choices(FILLING, k=length))]) + "。")
        found.append(Text(f"文件{number:03}", f"{2019 + number % 6}-0{1 + number % 9}-11" if number % 10 else "", body(*sentences), source=f"第{number % 7}网", title=f"第{number}号文件"))
    return found


def project(folder: Path, concepts: int, documents: int, *, seed: int = 1, length: int = 30) -> Path:
    """Write such a project; the categories follow the first half of a label."""
    terms = [Term(label, category=("policy", "technology", "security")[place // 16 % 3]) for place, label in enumerate(LABELS[:concepts])]
    return write(folder, texts(concepts, documents, seed=seed, length=length), terms)


class Page(NamedTuple):
    """What a page embeds: dots and lines as pyvis wrote them, the graph, the packed rest; and how many bytes it takes."""

    nodes: Json
    edges: Json
    graph: Json
    rest: Json
    size: int

    @property
    def drawn(self) -> list[str]:
        """The labels of the drawn concepts."""
        return [node["label"] for node in self.nodes]

    @property
    def links(self) -> list[tuple[str, str]]:
        """The labels of the ends of all links."""
        label = self.graph["concepts"]["label"]
        return [(label[a], label[b]) for a, b in zip(self.graph["links"]["a"], self.graph["links"]["b"], strict=True)]

    @property
    def drawn_links(self) -> list[tuple[str, str]]:
        """The first of them, which are drawn."""
        return self.links[:self.graph["meta"]["drawn"]]

    @property
    def evidence(self) -> dict[tuple[str, str], list[str]]:
        """The sentences of each link that has any."""
        text = self.rest["sentences"]["text"]
        return {self.links[int(number)]: [text[place] for place in places] for number, places in self.rest["evidence"].items()}


def embedded(page: str, name: str) -> str:
    """Return what stands in the script element of this name."""
    found = re.search(rf'id="kg-{name}">(.*?)</script>', page, re.DOTALL)
    assert found
    return found[1]


def unpacked(page: str, name: str) -> str:
    """Return the same where it is packed."""
    return zlib.decompress(base64.b64decode(embedded(page, name))).decode("utf-8")


def read(page: str) -> Page:
    """Return what a page embeds."""
    nodes, edges, graph = (json.loads(embedded(page, name)) for name in ("nodes", "edges", "data"))
    return Page(nodes, edges, graph, json.loads(unpacked(page, "rest")), len(page.encode("utf-8")))


def met(documents: Sequence[Text], labels: Sequence[str]) -> dict[tuple[str, str], int]:
    """Return in how many sentences each two labels stand together, counted by search."""
    found: dict[tuple[str, str], int] = {}
    for document in documents:
        for sentence, _ in document.sentences:
            for pair in combinations(sorted(label for label in labels if label in sentence), 2):
                found[pair] = found.get(pair, 0) + 1
    return found
