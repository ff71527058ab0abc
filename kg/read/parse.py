"""Raw documents to cleaned documents."""

from __future__ import annotations

import json
from typing import Any

from kg.clean import Cleaned, clean, normalise
from kg.model import EMPTY, FAILED, Document, Raw
from kg.read import dates
from kg.read.decode import UndecodableError, decode
from kg.read.matter import front_matter
from kg.read.script import TRADITIONAL, is_traditional


def parse(raw: Raw, *, encoding: str | None = None) -> Document:
    """Decode and clean one document; what is wrong with it is said by ``status`` and ``reason``, never by an exception.

    An unknown ``encoding`` is the caller's mistake and raises KgError.
    """
    if not raw.data.strip():
        return Document(key=raw.key, status=EMPTY, reason="the file is empty")
    try:
        text, warnings = decode(raw.data, encoding)
    except UndecodableError as error:
        return Document(key=raw.key, status=FAILED, reason=f"{error}; try --encoding")
    if raw.format == "jsonl":
        return _record(raw, text, warnings)
    return _page(raw, text, warnings)


def _page(raw: Raw, text: str, warnings: tuple[str, ...]) -> Document:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    matter = front_matter(text)
    values = {name: _plain(value) for name, value in matter.values.items()}
    cleaned = clean(
        matter.rest,
        title=values.get("title", ""),
        source=values.get("source", ""),
        first_line=matter.first,
        title_line=matter.at.get("title", 1),
        markdown=raw.format == "md",
    )
    return _document(raw.key, values, cleaned, (*warnings, *matter.warnings))


def _record(raw: Raw, text: str, warnings: tuple[str, ...]) -> Document:
    """The document of a record; what its own fields leave open, front matter of its text may say."""
    try:
        record: Any = json.loads(text)  # Any: JSON from outside
    except (ValueError, RecursionError):
        return Document(key=raw.key, status=FAILED, reason="not a JSON record")
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return Document(key=raw.key, status=FAILED, reason='not a JSON object with a "text"')
    matter = front_matter(record["text"].replace("\r\n", "\n"))
    given = {
        field: _plain(str(record[field]))
        for field in ("title", "date", "source", "url")
        if isinstance(record.get(field), str) or (field == "date" and type(record.get(field)) is int)
    }
    values = {name: _plain(value) for name, value in matter.values.items()} | {field: value for field, value in given.items() if value}
    cleaned = clean(matter.rest, title=values.get("title", ""), source=values.get("source", ""))
    cleaned = cleaned._replace(lines=(raw.line,) * len(cleaned.lines))
    return _document(raw.key, values, cleaned, (*warnings, *matter.warnings))


def _plain(value: str) -> str:
    return " ".join(normalise(value).split())


def _document(key: str, values: dict[str, str], cleaned: Cleaned, warnings: tuple[str, ...]) -> Document:
    name = key.rpartition("#")[2].rpartition("/")[2]
    date = dates.given(values.get("date", ""))
    if values.get("date") and not date:
        warnings = (*warnings, f"no date: {values['date'][:40]}")
    return Document(
        key=key,
        title=cleaned.title or name,
        date=date or dates.find(name, cleaned.title, cleaned.head),
        source=values.get("source", ""),
        url=values.get("url", ""),
        text=cleaned.text,
        kinds=cleaned.kinds,
        lines=cleaned.lines,
        status=cleaned.status,
        reason="; ".join(filter(None, (cleaned.reason, TRADITIONAL if is_traditional(cleaned.text) else ""))),
        warnings=(*warnings, *cleaned.mended),
    )
