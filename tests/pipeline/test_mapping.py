"""Stored parts are reused only while what made them is the same: code, tables of Unicode, and the options that matter."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import Raw
from kg.pipeline import mapping
from kg.pipeline.mapping import MapOptions, content_hash, digest

PACKAGE = Path(mapping.__file__).parents[1]
NO_PART = {"errors.py", "lexicon/__init__.py"}
"""What the map imports and what makes nothing of a document: errors, and names passed on."""


def file_of(module: str) -> Path:
    place = PACKAGE.parent.joinpath(*module.split("."))
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def imported(node: ast.AST) -> Iterator[str]:
    """Yield the modules of kg that a file imports anywhere, for types alone left out."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ImportFrom) and (child.module or "").partition(".")[0] == "kg":
            for name in child.names:
                module = f"{child.module}.{name.name}"
                yield module if file_of(module).is_file() else str(child.module)
        elif not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield from imported(child)


def behind_the_map() -> set[str]:
    """Return the files of kg that ``kg.pipeline.mapping`` imports, itself or through others."""
    found: set[str] = set()
    waiting = ["kg.pipeline.mapping"]
    while waiting:
        file = file_of(waiting.pop())
        if (name := file.relative_to(PACKAGE).as_posix()) not in found:
            found.add(name)
            waiting += imported(ast.parse(file.read_text("utf-8")))
    return found - NO_PART


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the map is made of, which ``digest`` takes for the package."""
    for name in behind_the_map():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PACKAGE / name, tmp_path / name)
    monkeypatch.setattr(mapping, "__file__", str(tmp_path / "pipeline/mapping.py"))
    return tmp_path


def test_a_change_of_any_code_behind_the_map_changes_the_digest(copy: Path) -> None:
    names = behind_the_map()
    assert {"kinds.py", "clean/frame.py", "read/decode.py", "discover/labeller.py", "sentences.py"} <= names
    before = digest()
    for name in sorted(names):
        content = (copy / name).read_bytes()
        (copy / name).write_bytes(content + b"\n")
        assert digest() != before, name
        (copy / name).write_bytes(content)
    assert digest() == before


def test_other_weights_tables_of_unicode_or_another_segmenter_change_the_digest(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {digest()}
    (copy / "discover/labeller.npz").write_bytes(b"weights")
    found.add(digest())
    monkeypatch.setattr(mapping, "unidata_version", "99.0.0")
    found.add(digest())
    monkeypatch.setattr("kg.segment.version", lambda: "another 1.0")
    found.add(digest())
    assert len(found) == 4


def test_the_hash_of_a_document_tells_its_key_its_name_its_format_its_bytes_its_line_and_the_encoding_asked_for() -> None:
    options = MapOptions(discovery=True, unit="sentence", encoding=None)
    raw = Raw("texts/x", "texts/x.md", "md", b"\xca\xd6")
    others = [raw._replace(key="texts/y"), raw._replace(name="texts/2024.md"), raw._replace(format="txt"), raw._replace(data=b"\xca\xd7"), raw._replace(line=2)]
    hashes = {content_hash(raw, options), content_hash(raw, options._replace(encoding="gb18030")), *(content_hash(other, options) for other in others)}
    assert len(hashes) == 7
    assert content_hash(raw._replace(name="elsewhere/texts/x.md"), options) == content_hash(raw, options)
