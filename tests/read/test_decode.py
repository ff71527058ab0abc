"""Encodings: what is read, what is refused."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from kg.errors import KgError
from kg.read.decode import UndecodableError, check_encoding, decode

TEXT = "加快数据要素市场化配置改革，缩小数字鸿沟，建设网络强国和数字中国，维护国家网络空间主权、安全、发展利益。\n" * 4
TRADITIONAL = "數據要素市場化配置改革，縮小數字鴻溝，建設網絡強國與數字中國，維護國家網絡空間主權與發展利益。\n" * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_texts_are_read_whatever_they_are_written_in(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, ())


@pytest.mark.parametrize(("text", "encoding"), [(TRADITIONAL, "big5"), (TEXT, "utf-16-le"), (TEXT, "utf-16-be"), ("データの流通と利用を促進する。" * 9, "shift_jis")])
def test_what_only_looks_like_gb18030_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(UndecodableError):
        decode(text.encode(encoding))


def test_a_named_encoding_is_used() -> None:
    assert decode(TRADITIONAL.encode("big5"), "big5")[0] == TRADITIONAL
    assert decode(TRADITIONAL.encode("gb18030"), "gb18030")[0] == TRADITIONAL
    with pytest.raises(UndecodableError):
        decode(TEXT.encode("gb18030"), "utf-8")


def test_a_few_broken_bytes_in_a_good_file_are_replaced_and_said() -> None:
    data = TEXT.encode()
    text, warnings = decode(data[:30] + b"\xff" + data[30:])
    assert text.count("\ufffd") == 1
    assert len(warnings) == 1
    assert "1 broken character " in warnings[0]


def test_two_encodings_in_one_file_are_refused() -> None:
    with pytest.raises(UndecodableError):
        decode((TEXT * 9).encode("big5hkscs", "ignore") + TEXT.encode())


def test_archives_and_binary_files_are_refused() -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("文.txt", TEXT)
    for data in (archive.getvalue(), bytes(range(256)) * 40, b"\x00" * 100, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x01\x02" * 9):
        with pytest.raises(UndecodableError):
            decode(data)


def test_a_nul_in_a_text_is_no_reason_to_refuse_it() -> None:
    assert decode(TEXT.encode() + b"\x00")[0] == TEXT + "\x00"


def test_an_unknown_encoding_is_a_usage_error() -> None:
    with pytest.raises(KgError, match="utf-9"):
        check_encoding("utf-9")
    assert check_encoding("UTF8") == "utf-8"


@pytest.mark.parametrize("name", ["base64", "hex", "rot13", "zlib", "undefined", "idna", "punycode", "", "a\0b", "数字"])
def test_what_does_not_decode_texts_is_a_usage_error(name: str) -> None:
    with pytest.raises(KgError, match="no encoding of texts") as caught:
        check_encoding(name)
    assert "gb18030" in caught.value.hint


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "gb18030", "gbk", "big5", "utf-16", "utf-16-le", "utf-32", "shift_jis", "latin-1"])
def test_encodings_of_texts_are_accepted(name: str) -> None:
    assert decode("数据".encode(name, "replace"), check_encoding(name))[0]
