"""The format of a thesaurus file, told by its suffix or its first lines."""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import KgError
from kg.lexicon import rows, skos, words
from kg.lexicon.source import Source

_TURTLE = re.compile(rb"\s*(?:#[^\n]*\n\s*)*(?:@prefix|@base|prefix\s|base\s|<[^>\s]+>\s)", re.IGNORECASE)
_OTHER = {".rdf", ".xml", ".owl", ".json", ".jsonld", ".xlsx", ".xls", ".docx", ".pdf"}


def read(file: Path, data: bytes, base: str) -> Source:
    """Return what a thesaurus file says; ``base``: where the IRIs of its concepts begin if it gives none.

    Raise KgError (code 2) for a format that is not read here, or a file that does not parse.
    """
    suffix = file.suffix.lower()
    if suffix in _OTHER:
        raise KgError(f"{file}: {suffix} is no format of a thesaurus", hint="SKOS as Turtle or N-Triples, CSV with named columns, or jieba's dictionary format")
    if suffix in {".ttl", ".nt", ".turtle"} or _TURTLE.match(data.removeprefix(b"\xef\xbb\xbf")):
        return skos.read(file, data)
    text = rows.decoded(file, data)
    if suffix in {".csv", ".tsv"} or rows.has_header(text):
        return rows.read(file, text, base)
    return words.read(file, text, base)
