"""Reading a thesaurus from a table: CSV with named columns, one concept a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from kg import iri
from kg.errors import KgError
from kg.lexicon.source import ALT, BROADER, CATEGORY, GUARD, HIDDEN, NOTE, PREF, SKOS, SOURCE, TYPE, Fault, Source, Values

COLUMNS = {
    "label": (PREF, "zh"), "zh": (PREF, "zh"), "preflabel": (PREF, "zh"), "en": (PREF, "en"), "alt": (ALT, "zh"), "altlabel": (ALT, "zh"),
    "hidden": (HIDDEN, "zh"), "hiddenlabel": (HIDDEN, "zh"), "category": (CATEGORY, ""), "broader": (BROADER, ""), "guard": (GUARD, "zh"),
    "note": (NOTE, "zh"), "source": (SOURCE, ""), "iri": ("iri", "")}
"""Names of columns (in any case) → what they state, and the language of their texts."""

SEVERAL = "|"
"""Between the values of alt, hidden, broader and guard; of en, the first is preferred."""

_MANY = {ALT, HIDDEN, BROADER, GUARD}


def decoded(file: Path, data: bytes) -> str:
    """Return a text in UTF-8, in UTF-16 with a byte order mark, or in GB 18030 (Excel's choice in Chinese)."""
    for encoding in (("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "gb18030")):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise KgError(f"{file}: neither UTF-8 nor GB 18030", hint="save it as UTF-8")


def has_header(text: str) -> bool:
    """Return whether the first line names columns."""
    return bool(_columns(text, _delimiter(text)) and PREF in {COLUMNS[name][0] for name in _columns(text, _delimiter(text)) if name in COLUMNS})


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",\t;", key=first.count)


def _columns(text: str, delimiter: str) -> list[str]:
    return [name.strip().lower() for name in next(csv.reader([text.partition("\n")[0].rstrip("\r")], delimiter=delimiter), [])]


def read(file: Path, text: str, base: str) -> Source:
    """Return what the rows say. A concept without an IRI gets the one that its label has under ``base``."""
    lines: dict[tuple[str, str], int] = {}
    source = Source(file, {}, lambda concept, value: lines.get((concept, value), lines.get((concept, ""), 1)), {}, [])
    names = _columns(text, _delimiter(text))
    source.faults.extend(Fault(file, 1, what) for what in _header(names))
    if not any(COLUMNS.get(name, ("",))[0] == PREF for name in names):
        return source
    for line, cells in _rows(text, source):
        if len(cells) > len(names) and any(cells[len(names):]):
            source.faults.append(Fault(file, line, f"{len(cells)} cells in a row of {len(names)} columns"))
        statements = [*_statements(dict(zip(names, cells, strict=False)))]
        label = next((value for predicate, value, tag in statements if predicate == PREF and tag == "zh"), "")
        given = next((value for predicate, value, _ in statements if predicate == "iri"), "")
        concept = given or (iri.concept(label, base) if label else "")
        if not concept:
            source.faults.append(Fault(file, line, "a row without a label"))
        elif concept in source.concepts:
            source.faults.append(Fault(file, line, f"{f'the IRI <{given}>' if given else label} stands in line {lines[concept, '']} already"))
        else:
            lines[concept, ""] = line
            lines.update({(concept, value): line for _, value, _ in statements})
            source.concepts[concept] = _values(statements)
    return source


def _header(names: list[str]) -> Iterator[str]:
    for name in sorted(set(names)):
        if name and name not in COLUMNS:
            yield f"unknown column {name} (known: {', '.join(COLUMNS)})"
        if name and names.count(name) > 1:
            yield f"column {name} stands there twice"
    if not any(COLUMNS.get(name, ("",))[0] == PREF for name in names):
        yield "no column label"


def _rows(text: str, source: Source) -> Iterator[tuple[int, list[str]]]:
    """Yield (line where the row begins, cells), without the header and empty rows."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text), strict=True)
    begin = 1
    try:
        for cells in reader:
            if begin > 1 and any(cell.strip() for cell in cells):
                yield begin, cells
            begin = reader.line_num + 1
    except csv.Error as error:
        source.faults.append(Fault(source.file, begin, f"not valid CSV: {error}"))


def _statements(row: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield (predicate, value, language) of the filled cells of a row."""
    for name, cell in row.items():
        if name not in COLUMNS or not cell.strip():
            continue
        predicate, tag = COLUMNS[name]
        if name == "en":
            first, *others = (value.strip() for value in cell.split(SEVERAL))
            yield PREF, first, "en"
            yield from ((ALT, value, "en") for value in others)
        elif predicate in _MANY:
            yield from ((predicate, value.strip(), tag) for value in cell.split(SEVERAL))
        else:
            yield predicate, cell.strip(), tag


def _values(statements: list[tuple[str, str, str]]) -> Values:
    values: Values = {TYPE: [(f"{SKOS}Concept", "", "")]}
    for predicate, value, tag in statements:
        if predicate == BROADER and "://" in value:
            values.setdefault(predicate, []).append((value, "", ""))
        elif predicate != "iri":
            values.setdefault(predicate, []).append(("", value, tag))
    return values
