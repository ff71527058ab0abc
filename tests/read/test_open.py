"""Records of ``.jsonl``: keys, order, and what is broken."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from kg.model import Document, Raw
from kg.read import open as opening
from kg.read import parse, raws, scan


def record(identity: object, text: str = "缩小数字鸿沟。") -> str:
    return json.dumps({"id": identity, "title": "标题", "text": text}, ensure_ascii=False)


def read(path: Path, lines: list[str]) -> list[Raw | Document]:
    data = "\n".join(lines).encode()
    path.write_bytes(lzma.compress(data) if path.suffix == ".xz" else data)
    return list(raws(scan([path])))


@pytest.mark.parametrize("name", ["法律.jsonl", "法律.jsonl.xz"])
def test_records_come_in_the_order_of_their_keys(tmp_path: Path, name: str) -> None:
    items = read(tmp_path / name, [record("丙", "三。"), record("甲", "一。"), "", record(10, "十。"), record("乙", "二。")])
    assert [item.key for item in items] == ["法律#10", "法律#丙", "法律#乙", "法律#甲"]
    assert [parse(item).text.split("\n")[1] for item in items if isinstance(item, Raw)] == ["十。", "三。", "二。", "一。"]


def test_a_record_without_an_id_is_known_by_its_line(tmp_path: Path) -> None:
    items = read(tmp_path / "a.jsonl", ['{"text": "甲。"}', "", '{"text": "乙。", "id": null}', '{"title": "后", "id": "x\\ny", "text": "丙。"}'])
    assert [item.key for item in items] == ["a#1", "a#3", "a#x\\ny"]


def test_of_equal_ids_the_first_counts_and_the_others_are_named(tmp_path: Path) -> None:
    items = read(tmp_path / "a.jsonl", [record("甲", "一。"), record("甲", "二。"), record("2", "三。")])
    assert [item.key for item in items] == ["a#2", "a#2'", "a#甲"]
    assert isinstance(items[1], Document)
    assert items[1].status == "failed"
    assert items[1].reason == "line 2: the id 甲 stands already in line 1"


@pytest.mark.parametrize(("encoding", "said"), [("gb18030", None), ("gb18030", "gb18030"), ("big5", "big5"), ("utf-8", None), ("utf-8", "utf-8")])
@pytest.mark.parametrize("leading", [True, False])
@pytest.mark.parametrize("name", ["法律.jsonl", "法律.jsonl.xz"])
def test_ids_are_read_in_the_encoding_of_their_record(tmp_path: Path, name: str, leading: bool, encoding: str, said: str | None) -> None:
    path = tmp_path / name
    records = [{"id": "功", "text": "要加快建立。" * 9}, {"id": "乙", "text": "人民要求公平。" * 9}]
    lines = [json.dumps(record if leading else dict(reversed(record.items())), ensure_ascii=False) for record in records]
    data = "\n".join(lines).encode(encoding)
    path.write_bytes(lzma.compress(data) if path.suffix == ".xz" else data)
    items = list(raws(scan([path]), said))
    assert [(item.key, item.line) for item in items if isinstance(item, Raw)] == [("法律#乙", 2), ("法律#功", 1)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.xz"])
def test_a_record_leads_to_its_line_of_the_file(tmp_path: Path, name: str) -> None:
    text = "一。\n\n二。\n\n三。"
    items = read(tmp_path / name, [record("丙", text), "", record("甲", text), '{"text": "只有一段。"}'])
    documents = [parse(item) for item in items if isinstance(item, Raw)]
    assert {document.key: document.lines for document in documents} == {"a#丙": (1,) * 4, "a#甲": (3,) * 4, "a#4": (4,)}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["法律.jsonl", "法律.jsonl.xz"])
@pytest.mark.parametrize("said", [None, "utf-16", "gb18030"])
def test_records_in_utf_16_with_its_mark_are_read(tmp_path: Path, name: str, encoding: str, said: str | None) -> None:
    path = tmp_path / name
    data = ("\ufeff" + record("乙", "要缩小\u2028数字鸿沟。") + "\n\n" + record("甲", "二。")).encode(encoding)
    path.write_bytes(lzma.compress(data) if path.suffix == ".xz" else data)
    documents = [parse(item, encoding=said) for item in raws(scan([path])) if isinstance(item, Raw)]
    assert [(document.key, document.text) for document in documents] == [("法律#乙", "标题\n要缩小\n数字鸿沟。"), ("法律#甲", "标题\n二。")]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [("title", True, "true"), ("title", 2024, "2024"), ("title", -1.5, "-1.5"), ("source", ["某局"], '["某局"]'), ("url", {}, "{}"), ("date", 2.5, "2.5")],
)
def test_a_field_that_is_no_text_fails_with_its_line(tmp_path: Path, field: str, value: object, shown: str) -> None:
    line = json.dumps({"id": "乙", "text": "正文。", field: value}, ensure_ascii=False)
    good, bad = read(tmp_path / "a.jsonl", [record("丙"), line])
    assert isinstance(good, Raw)
    assert isinstance(bad, Document)
    assert (bad.key, bad.status, bad.reason) == ("a#乙", "failed", f'line 2: "{field}" is {shown}, not a text')


def test_a_date_may_be_a_number_and_a_text_may_hold_records(tmp_path: Path) -> None:
    text = 'JSON 的 {"title": true} 与“"title": 3”都是正文。'
    lines = [json.dumps({"title": None, "date": 20240501, "text": text}, ensure_ascii=False), json.dumps({"title": "title", "text": text}, ensure_ascii=False)]
    documents = [parse(item) for item in read(tmp_path / "a.jsonl", lines) if isinstance(item, Raw)]
    assert [document.date for document in documents] == ["2024-05-01", ""]
    assert all(text in document.text for document in documents)


@pytest.mark.parametrize("line", ["{", "[1]", '{"id": "x"}', '{"id": "x", "text": 3}', "[" * 100_000, '{"id": "x", "text": "a\x00'])
def test_a_bad_line_is_one_failed_document(tmp_path: Path, line: str) -> None:
    items = read(tmp_path / "a.jsonl", [record("甲"), line, record("乙")])
    documents = [parse(item) if isinstance(item, Raw) else item for item in items]
    assert sorted(document.status for document in documents) == ["counted", "counted", "failed"]


def test_a_cut_archive_gives_what_can_be_read_and_one_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.xz"
    data = lzma.compress("\n".join(record(number, f"第{number}段。" * 500) for number in range(2000)).encode())
    path.write_bytes(data[: len(data) // 2])
    items = list(raws(scan([path])))
    failed = [item for item in items if isinstance(item, Document)]
    assert len(failed) == 1
    assert "could not be read" in failed[0].reason
    assert 0 < len(items) < 2000


def test_a_line_over_the_cap_fails_alone_and_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "DOCUMENT_BYTES", 200)
    items = read(tmp_path / "a.jsonl", [record("甲"), record("乙", "长" * 1000), record("丙")])
    assert [item.key for item in items if isinstance(item, Document)] == ["a#2"]
    assert [item.key for item in items if isinstance(item, Raw)] == ["a#丙", "a#甲"]


def test_a_file_over_the_cap_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "DOCUMENT_BYTES", 10)
    (tmp_path / "a.md").write_text("数据要素市场", encoding="utf-8")
    (item,) = raws(scan([tmp_path / "a.md"]))
    assert isinstance(item, Document)
    assert item.status == "failed"


def test_files_and_records_together_are_in_key_order(tmp_path: Path) -> None:
    folder = tmp_path / "甲"
    folder.mkdir()
    for name in ("法-1.md", "法 2.md", "法!.txt"):
        (folder / name).write_text("正文。", encoding="utf-8")
    (folder / "法.jsonl").write_text(record("丙") + "\n" + record("甲"), encoding="utf-8")
    keys = [item.key for item in raws(scan([folder]))]
    assert keys == sorted(keys)
    assert len(keys) == 5
