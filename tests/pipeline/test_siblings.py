"""An update says which documents it replaces, and refuses files that are called alike but for the suffix."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import pytest

from kg.errors import KgError
from kg.pipeline import Options, build
from kg.read import Source
from tests.pipeline.test_build import contents

ONCE = Options(jobs=1)


def text(file: Path, words: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words, "utf-8")
    return file


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of a/texts with the document x."""
    text(tmp_path / "a/texts/x.md", "网络强国和数字鸿沟要一起谈。")
    build([tmp_path / "a/texts"], tmp_path / "project", ONCE)
    return tmp_path / "project"


def test_the_same_folder_updates_whichever_way_it_is_named(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text(tmp_path / "a/texts/x.md", "数据要素和数字鸿沟要一起谈。")
    text(tmp_path / "a/texts/y.md", "人工智能和网络强国要一起谈。")
    build([tmp_path / "a/texts"], tmp_path / "fresh", ONCE)
    (tmp_path / "link").mkdir()
    (tmp_path / "link/texts").symlink_to(tmp_path / "a/texts")
    monkeypatch.chdir(tmp_path / "a")
    for name in ("texts", "../a/texts/", "../link/texts"):
        build([Path(name)], project, ONCE, add=True)
        assert contents(project) == contents(tmp_path / "fresh")


def test_what_takes_the_place_of_a_document_is_named(project: Path, tmp_path: Path) -> None:
    text(tmp_path / "b/texts/x.md", "数据要素和数字鸿沟要一起谈。")
    text(tmp_path / "b/texts/y.md", "人工智能和网络强国要一起谈。")
    assert build([tmp_path / "b/texts"], project, ONCE, add=True).notes == ["replaced what the project held as texts/x"]
    assert build([tmp_path / "b/texts"], project, ONCE, add=True).notes == []
    build([tmp_path / "b/texts"], tmp_path / "fresh", ONCE)
    assert contents(project) == contents(tmp_path / "fresh")


def test_of_very_many_replaced_documents_some_are_named(tmp_path: Path) -> None:
    for number in range(7):
        text(tmp_path / f"a/texts/{number}.md", f"网络强国和数字鸿沟要一起谈，第{number}次。")
        text(tmp_path / f"b/texts/{number}.md", f"数据要素和数字鸿沟要一起谈，第{number}次。")
    build([tmp_path / "a/texts"], tmp_path / "project", ONCE)
    report = build([tmp_path / "b/texts"], tmp_path / "project", ONCE, add=True)
    assert report.notes == ["replaced what the project held as texts/0, texts/1, texts/2, texts/3, texts/4 and 2 more"]


def test_another_folder_of_the_same_name_adds_what_has_a_name_of_its_own(project: Path, tmp_path: Path) -> None:
    text(tmp_path / "b/texts/y.md", "数据要素和数字鸿沟要一起谈。")
    build([tmp_path / "b/texts"], project, ONCE, add=True)
    build([tmp_path / "a/texts", tmp_path / "b/texts"], tmp_path / "fresh", ONCE)
    assert contents(project) == contents(tmp_path / "fresh")


def test_a_file_called_alike_but_for_the_suffix_is_refused_until_the_other_is_removed(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a/texts"
    text(folder / "x.txt", "数据要素和数字鸿沟要一起谈。")
    before = contents(project)
    with pytest.raises(KgError, match="texts/x"):
        build([folder], project, ONCE, add=True)
    assert contents(project) == before
    build([folder], project, ONCE, add=True, remove=["texts/x"])
    build([folder], tmp_path / "fresh", ONCE)
    assert contents(project) == contents(tmp_path / "fresh")


def test_a_file_whose_sibling_has_gone_is_not_added_again_under_another_key(tmp_path: Path) -> None:
    x = text(tmp_path / "texts/x.md", "网络强国和数字鸿沟要一起谈。")
    text(tmp_path / "texts/x.txt", "数据要素和数字鸿沟要一起谈。")
    build([tmp_path / "texts"], tmp_path / "project", ONCE)
    x.unlink()
    with pytest.raises(KgError, match="called alike but for the suffix"):
        build([tmp_path / "texts"], tmp_path / "project", ONCE, add=True)


def test_a_document_is_not_removed_where_another_would_lose_the_suffix_of_its_key(tmp_path: Path) -> None:
    x = text(tmp_path / "texts/x.md", "网络强国和数字鸿沟要一起谈。")
    y = text(tmp_path / "texts/x.txt", "数据要素和数字鸿沟要一起谈。")
    z = text(tmp_path / "texts/x.jsonl", '{"id": "a", "text": "人工智能和网络强国要一起谈。"}\n')
    build([tmp_path / "texts"], tmp_path / "project", ONCE)
    z.unlink()
    build([], tmp_path / "project", ONCE, remove=["texts/x.jsonl#a"])
    build([tmp_path / "texts"], tmp_path / "fresh", ONCE)
    assert contents(tmp_path / "project") == contents(tmp_path / "fresh")
    y.unlink()
    with pytest.raises(KgError, match="no part of the key texts/x") as refused:
        build([], tmp_path / "project", ONCE, remove=["texts/x.txt"])
    assert "--remove texts/x.md" in refused.value.hint
    assert contents(tmp_path / "project") == contents(tmp_path / "fresh")
    build([x.parent], tmp_path / "project", ONCE, add=True, remove=["texts/x.txt", "texts/x.md"])
    build([tmp_path / "texts"], tmp_path / "fresh", ONCE)
    assert contents(tmp_path / "project") == contents(tmp_path / "fresh")


def test_a_document_is_not_added_and_removed_at_once(project: Path, tmp_path: Path) -> None:
    before = contents(project)
    with pytest.raises(KgError, match="texts/x is both to be added and to be removed"):
        build([tmp_path / "a/texts"], project, ONCE, add=True, remove=["texts/x"])
    assert contents(project) == before


def test_texts_of_which_none_can_be_read_replace_nothing(project: Path, tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/x.md").write_bytes(b"\x00\x81\xff\x00" * 50)
    before = contents(project)
    with pytest.raises(KgError, match=r"no text could be read, so .* stays as it was: bad/x: not a text") as refused:
        build([tmp_path / "bad"], project, ONCE)
    assert refused.value.code == 1
    assert contents(project) == before
    assert build([tmp_path / "bad"], tmp_path / "new", ONCE).failed == 1


def _opened(source: Source) -> IO[bytes]:
    if source.suffix == ".jsonl":
        raise PermissionError(13, "Permission denied")
    return Path(source.path).open("rb")


def test_records_that_could_not_be_read_stay_until_they_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text(tmp_path / "texts/news!.md", "人工智能和网络强国要一起谈。")
    text(tmp_path / "texts/news.jsonl", '{"id": "a", "text": "网络强国和数字鸿沟要一起谈。"}\n{"id": "b", "text": "数据要素和数字鸿沟要一起谈。"}\n')
    build([tmp_path / "texts"], tmp_path / "fresh", ONCE)
    for project, documents in ((tmp_path / "fresh", 4), (tmp_path / "new", 2)):
        with monkeypatch.context() as patch:
            patch.setattr("kg.read.open._opened", _opened)
            for add in (documents == 4, True):
                report = build([tmp_path / "texts"], project, ONCE, add=add)
                assert (report.documents, report.problems) == (documents, ["texts/news#: could not be read: Permission denied"])
        assert build([tmp_path / "texts"], project, ONCE, add=True).documents == 3
    assert contents(tmp_path / "new") == contents(tmp_path / "fresh")
