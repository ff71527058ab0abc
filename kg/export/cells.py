"""Cells of CSV as spreadsheets read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run begins so."""


def cell(value: object) -> str:
    """Return a value as a text that no spreadsheet runs: one that looks like a formula gets an apostrophe, numbers stay numbers.

    >>> cell("=1+1"), cell(-2.5), cell(None)
    ("'=1+1", '-2.5', '')
    """
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return "" if value is None else str(value)


def csv_line(values: Iterable[object]) -> str:
    r"""Return a line of CSV (RFC 4180) without its end.

    >>> csv_line(["=1+1", -2.5, '数据"三权"，', "a,b", None])
    '\'=1+1,-2.5,"数据""三权""，","a,b",'
    """
    return ",".join(map(_quoted, map(cell, values)))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(char in text for char in ',"\n\r') else text
