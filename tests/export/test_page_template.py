"""The file around the data: nothing runs but what is named by hash, licences stand in it, and no text becomes markup."""

from __future__ import annotations

import base64
import hashlib
import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.export import html
from kg.export.html import template
from kg.export.html.evidence import safe_url
from kg.store import Store
from tests.export.page import project, read, unpacked
from tests.project_fixture import Term, Text, body, write


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(project(tmp_path_factory.mktemp("template") / "项目", 20, 6))


@pytest.fixture(scope="module")
def page(store: Store) -> str:
    return html.render(store)


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def test_the_policy_names_each_script_and_style_by_its_hash_and_nothing_else(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(scripts) == len(styles) == 1
    assert sorted(rules["script-src"].split()) == sorted(map(hashed, [unpacked(page, "vis"), *scripts]))
    assert rules["style-src"].split() == [hashed(styles[0])]
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"].split() == ["data:", "blob:"]
    assert len(rules) == 6


def test_vis_network_comes_whole_with_its_licence_notice(page: str) -> None:
    assert len(unpacked(page, "vis")) > 300_000
    assert "sourceMappingURL" not in unpacked(page, "vis")
    comments = [comment for comment in re.findall(r"<!--(.*?)-->", page, re.DOTALL) if "vis-network" in comment]
    assert len(comments) == 1
    for words in ("Apache", "MIT", "License", "Almende"):
        assert words in comments[0]


class Elements(HTMLParser):
    """Collects the elements of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_no_field_of_a_project_becomes_an_element(store: Store, tmp_path: Path) -> None:
    evil = '</script><img src="x" onerror="alert(1)">&amp;<!--'
    terms = [Term(f"{evil}甲", forms=(f"{evil}丙",), en=evil, category=evil), Term(f"{evil}乙")]
    with Store(write(tmp_path / "项目", [Text(evil, "2024-01-01", body(f"{evil}甲与{evil}乙。"), evil, evil)], terms)) as hostile:
        written = html.render(hostile, title=evil)
        plain = html.render(store, title="题")
    tags = [tag for tag, _ in Elements(plain).found]
    assert [tag for tag, _ in Elements(written).found] == tags
    assert "img" not in tags
    found = read(written)
    assert sorted(found.drawn) == [f"{evil}乙", f"{evil}甲"]
    assert found.rest["sentences"]["text"] == [f"{evil}甲与{evil}乙。"]


def test_nothing_in_the_page_is_fetched(page: str) -> None:
    for tag, attributes in Elements(page).found:
        for name in ("src", "href", "action", "poster", "data"):
            assert (attributes.get(name) or "#").startswith(("#", "data:")), (tag, attributes)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " https://a.example", "//a.example", "HTTP"])
def test_only_web_addresses_are_links(url: str) -> None:
    assert safe_url(url) == ""
    assert safe_url(f"https://a.example/?{url}") == f"https://a.example/?{url}"


def test_the_url_of_a_document_is_kept_only_where_it_leads_to_the_web(tmp_path: Path) -> None:
    folder = write(tmp_path / "项目", [Text("甲", "", body("算力与平台治理。")), Text("乙", "", body("要说平台治理，那离不开便宜稳定的算力。"))], [Term("算力"), Term("平台治理")])
    with sqlite3.connect(folder / "kg.sqlite") as db:
        db.execute("UPDATE doc SET url = CASE key WHEN '甲' THEN 'https://a.example/1' ELSE 'javascript:alert(1)' END")
    db.close()
    found = read(html.render(Store(folder)))
    assert {document[0]: document[4] for document in found.rest["documents"]} == {"甲": "https://a.example/1", "乙": ""}


def test_a_notebook_shows_the_page_in_a_frame_that_reaches_nothing_outside(page: str) -> None:
    ((tag, attributes),) = Elements(html.Page(page)._repr_html_()).found
    assert tag == "iframe"
    assert (attributes["sandbox"] or "").split() == ["allow-scripts", "allow-downloads", "allow-popups"]
    assert attributes["srcdoc"] == page
    assert "src" not in attributes


def test_the_title_is_the_one_asked_for_or_the_usual(store: Store, page: str) -> None:
    assert f"<title>{template.TITLE}</title>" in page
    assert "<title>甲&amp;乙</title>" in html.render(store, title="甲&乙")


def test_a_page_that_cannot_be_written_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        html.write(store, tmp_path / "absent" / "graph.html")
    html.write(store, tmp_path / "graph.html")
    assert (tmp_path / "graph.html").read_bytes() == html.render(store).encode("utf-8")
