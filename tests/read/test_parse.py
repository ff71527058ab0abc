"""From bytes to documents."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.clean import SPACED, WRAPPED
from kg.model import COUNTED, DEAD, EMPTY, FAILED, Raw
from kg.read import parse
from kg.sentences import split
from tests.clean.prose import PARAGRAPHS, cut

PAGE = "---\ntitle: 数字鸿沟\nsource: 某某\ndate: 2024-05-01\nurl: https://example.org/a\n---\n\n# 数字鸿沟\n\n要缩小数字鸿沟。\n"


def made(text: str, kind: str = "md", key: str = "夹/文") -> Raw:
    return Raw(key, f"{key}.{kind}", kind, text.encode())


def test_a_page_has_its_front_matter_and_the_lines_of_its_file() -> None:
    document = parse(made(PAGE))
    assert (document.title, document.source, document.date, document.url) == ("数字鸿沟", "某某", "2024-05-01", "https://example.org/a")
    assert document.text == "数字鸿沟\n要缩小数字鸿沟。"
    assert document.lines == (2, 10)
    assert document.status == COUNTED


def test_a_text_without_a_title_is_called_by_its_file_name() -> None:
    document = parse(made("要缩小数字鸿沟。建设网络强国。", "txt", "夹/2024-05-01 随笔"))
    assert document.title == "2024-05-01 随笔"
    assert document.text == "要缩小数字鸿沟。建设网络强国。"
    assert document.date == "2024-05-01"


def test_a_record_gives_title_date_and_text() -> None:
    record = json.dumps({"id": "a", "title": "网络强国", "date": "2024-05", "text": "# 网络强国\n\n建设网络强国。"}, ensure_ascii=False)
    document = parse(Raw("库#a", "库.jsonl", "jsonl", record.encode()))
    assert (document.key, document.title, document.date) == ("库#a", "网络强国", "2024-05")
    assert document.text == "网络强国\n建设网络强国。"


def test_front_matter_in_the_text_of_a_record_says_what_its_fields_leave_open() -> None:
    page = PAGE.replace("date: 2024-05-01", "date: 2024-05-01\n乱")
    record = {"id": "a", "title": "缩小数字鸿沟", "source": "", "text": page}
    document = parse(Raw("库#a", "库.jsonl", "jsonl", json.dumps(record, ensure_ascii=False).encode(), 7))
    assert (document.title, document.source, document.date, document.url) == ("缩小数字鸿沟", "某某", "2024-05-01", "https://example.org/a")
    assert document.text == "缩小数字鸿沟\n数字鸿沟\n要缩小数字鸿沟。"
    assert document.lines == (7, 7, 7)
    assert len(document.warnings) == 1


def test_an_impossible_date_is_said_and_does_not_count() -> None:
    document = parse(made("---\ntitle: 数字鸿沟\ndate: 2024-02-30\n---\n要缩小数字鸿沟。"))
    assert (document.date, document.warnings) == ("", ("no date: 2024-02-30",))


def test_a_title_of_digits_gives_way_to_the_heading() -> None:
    record = json.dumps({"id": "n:20220927", "title": "20220927", "text": "# 某节目 (20220927)\n\n内容。"})
    document = parse(Raw("库#n:20220927", "库.jsonl", "jsonl", record.encode()))
    assert (document.title, document.date) == ("某节目 (20220927)", "2022-09-27")


def test_empty_dead_and_undecodable_documents_say_so() -> None:
    assert parse(made(" \n")).status == EMPTY
    assert parse(made("---\ntitle: 数字鸿沟\n---\n")).status == EMPTY
    assert parse(made("# 数字鸿沟\n\n该内容已被发布者删除\n")).status == DEAD
    failed = parse(Raw("a", "a.md", "md", b"\x81\x30\x81\xff" * 50))
    assert failed.status == FAILED
    assert "--encoding" in failed.reason


def test_a_lone_surrogate_in_a_record_becomes_the_replacement_character() -> None:
    document = parse(Raw("a#1", "a.jsonl", "jsonl", b'{"text": "\\ud800\xe6\x95\xb0\xe6\x8d\xae\xe3\x80\x82"}'))
    assert document.text == "\ufffd数据。"


def test_front_matter_that_cannot_be_read_is_text_with_a_warning() -> None:
    document = parse(made("---\n这不是键值。\n---\n正文。"))
    assert document.warnings
    assert "这不是键值。" in document.text


def test_what_was_put_right_in_a_text_as_a_whole_is_said() -> None:
    lines = [line for paragraph in PARAGRAPHS for line in cut(paragraph, 34)]
    assert parse(made("\n".join(PARAGRAPHS), "txt")).warnings == ()
    assert parse(made("\n".join(lines), "txt")).warnings == (WRAPPED,)
    assert parse(made("\n".join(map(" ".join, lines)), "txt")).warnings == (SPACED, WRAPPED)


def test_nfd_and_nfc_give_one_document() -> None:
    assert parse(made("Cafe\u0301 的数据。")).text == parse(made("Café 的数据。")).text


@settings(max_examples=150)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)), st.sampled_from(["md", "txt", "jsonl"]))
def test_no_bytes_raise_and_spans_fit_the_text(data: bytes, kind: str) -> None:
    document = parse(Raw("a", f"a.{kind}", kind, data))
    assert len(document.kinds) == len(document.lines) == (document.text.count("\n") + 1 if document.text else 0)
    sentences = split(document.text, document.kinds)
    assert all(0 <= a < b <= len(document.text) for a, b in zip(sentences.start.tolist(), sentences.end.tolist(), strict=True))
