"""What is found below the PATHs, and the key that each file gets."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.model import Document
from kg.read import DEPTH_LIMIT, raws, scan


def written(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"正文{name}", encoding="utf-8")
    return folder


def keys(*paths: Path) -> list[str]:
    return [source.key for source in scan(paths).files]


def test_a_key_is_led_by_the_folders_own_name_and_has_no_suffix(tmp_path: Path) -> None:
    written(tmp_path / "公众号", "2024-05-01_0184.md", "法律/网络安全法.txt")
    assert keys(tmp_path / "公众号") == ["公众号/2024-05-01_0184", "公众号/法律/网络安全法"]


def test_dots_in_a_path_are_resolved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "公众号", "a.md")
    monkeypatch.chdir(tmp_path / "公众号")
    assert keys(Path()) == ["公众号/a"]
    assert keys(Path("../公众号")) == ["公众号/a"]


def test_a_file_given_by_name_has_its_name_as_key(tmp_path: Path) -> None:
    written(tmp_path, "网络安全法(2016).md")
    assert keys(tmp_path / "网络安全法(2016).md") == ["网络安全法(2016)"]


def test_the_suffix_stays_where_two_files_differ_by_it_alone(tmp_path: Path) -> None:
    written(tmp_path / "a", "x.md", "x.txt", "y.md")
    assert keys(tmp_path / "a") == ["a/x.md", "a/x.txt", "a/y"]


def test_two_paths_with_equal_keys_are_refused_by_name(tmp_path: Path) -> None:
    written(tmp_path / "一" / "a", "x.md")
    written(tmp_path / "二" / "a", "x.md")
    with pytest.raises(KgError) as caught:
        scan([tmp_path / "一" / "a", tmp_path / "二" / "a"])
    assert caught.value.code == 2
    assert str(tmp_path / "一" / "a") in str(caught.value)
    assert str(tmp_path / "二" / "a") in str(caught.value)


def test_two_paths_whose_files_differ_by_suffix_keep_it(tmp_path: Path) -> None:
    written(tmp_path / "一" / "a", "x.md")
    written(tmp_path / "二" / "a", "x.txt")
    assert keys(tmp_path / "一" / "a", tmp_path / "二" / "a") == ["a/x.md", "a/x.txt"]


def test_the_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    names = [f"{number}.md" for number in range(9)]
    folders = [written(tmp_path / name, *names) for name in "甲乙丙"]
    expected = keys(*folders)
    random.Random(1).shuffle(folders)
    assert keys(*folders) == expected == sorted(expected)


def test_other_files_and_hidden_folders_are_passed_over(tmp_path: Path) -> None:
    written(tmp_path / "a", "x.md", "INDEX.tsv", "图.png", ".git/config.txt", ".草稿.md")
    found = scan([tmp_path / "a"])
    assert [source.key for source in found.files] == ["a/x"]
    assert found.others == 3


@pytest.mark.parametrize("name", ["没有这个文件.md", "报告.pdf"])
def test_a_missing_or_unknown_file_given_by_name_is_a_usage_error(tmp_path: Path, name: str) -> None:
    written(tmp_path, "报告.pdf")
    with pytest.raises(KgError) as caught:
        scan([tmp_path / name])
    assert caught.value.code == 2
    assert name in str(caught.value)


def test_links_to_folders_are_not_followed_and_links_to_files_are(tmp_path: Path) -> None:
    written(tmp_path / "a", "x.md")
    (tmp_path / "a" / "圈").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "y.md").symlink_to(tmp_path / "a" / "x.md")
    found = scan([tmp_path / "a"])
    assert [source.key for source in found.files] == ["a/x", "a/y"]
    assert found.problems == (f"{tmp_path}/a/圈: a link to a folder, not followed; it can be a PATH itself",)


def test_a_path_given_twice_is_taken_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "a", "x.md", "y.md")
    monkeypatch.chdir(tmp_path)
    found = scan([Path("a"), Path("a/x.md"), tmp_path / "a", Path("./a/../a/"), Path("a/x.md")])
    assert sorted(source.key for source in found.files) == ["a/x", "a/y", "x"]


def test_a_pipe_and_a_dangling_link_are_skipped_and_said(tmp_path: Path) -> None:
    written(tmp_path / "a", "x.md")
    os.mkfifo(tmp_path / "a" / "管道.md")
    (tmp_path / "a" / "断.md").symlink_to(tmp_path / "无")
    found = scan([tmp_path / "a"])
    assert [source.key for source in found.files] == ["a/x"]
    assert len(found.problems) == 2
    assert any("管道.md" in problem for problem in found.problems)


def test_very_deep_folders_end_with_a_message(tmp_path: Path) -> None:
    deep = tmp_path / "a"
    deep.mkdir()
    here = os.open(deep, os.O_RDONLY)
    for _ in range(300):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    found = scan([deep])
    assert len(found.problems) == 1
    assert str(DEPTH_LIMIT) in found.problems[0]


def test_names_with_line_feeds_bad_bytes_and_a_leading_dash_are_handled(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    for name in (b"-x.md", b"\xff\xfe.md", "换\n行.md".encode(), b"C#.md", "e\u0301.md".encode()):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text("正文", encoding="utf-8")
    assert keys(folder) == ["a/-x", "a/C%23", "a/\\xff\\xfe", "a/é", "a/换\\n行"]


def test_an_unreadable_file_and_one_that_vanished_are_named(tmp_path: Path) -> None:
    written(tmp_path / "a", "x.md", "y.md", "z.md")
    found = scan([tmp_path / "a"])
    (tmp_path / "a" / "x.md").unlink()
    (tmp_path / "a" / "y.md").unlink()
    os.mkfifo(tmp_path / "a" / "y.md")
    read = list(raws(found))
    assert [isinstance(item, Document) and item.status for item in read] == ["failed", "failed", False]
    assert "No such file" in str(read[0])
    assert "not a regular file" in str(read[1])
