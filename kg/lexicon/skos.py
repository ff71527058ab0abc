"""Reading a thesaurus in SKOS (Turtle or N-Triples)."""

from __future__ import annotations

import re
from pathlib import Path

from kg.lexicon.lines import Lines
from kg.lexicon.source import (
    ALT,
    BROADER,
    DEPRECATED,
    KINDS,
    NARROWER,
    PREF,
    RELATED,
    REPLACED,
    SKOS,
    STATUS,
    TAGS,
    TYPE,
    Fault,
    Source,
    Value,
    Values,
    broken,
    language,
)

_STATEMENT = re.compile(r'^<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:@(\S+)|\^\^\S+)?) \.$', re.MULTILINE)
_BLANK_CONCEPT = re.compile(rf"^_:\S+ <{TYPE}> <{SKOS}Concept> \.$", re.MULTILINE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
SIMPLIFIED = ("zh-hans", "zh-cn", "zh-sg")
"""Tags whose preferred label comes before those of other scripts and regions."""

_IS_CONCEPT: Value = (f"{SKOS}Concept", "", "")


def read(file: Path, data: bytes) -> Source:
    """Return what a SKOS file says of its concepts. Raise KgError (code 2) naming the line where it is no Turtle or N-Triples."""
    import pyoxigraph

    turtle = file.suffix != ".nt"
    form = pyoxigraph.RdfFormat.TURTLE if turtle else pyoxigraph.RdfFormat.N_TRIPLES
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        # N-Triples are read by one expression: three times as fast as three objects a statement
        flat = str(pyoxigraph.serialize(pyoxigraph.parse(data, form), format=pyoxigraph.RdfFormat.N_TRIPLES), "utf-8")  # type: ignore[arg-type]  # no file is given
    except SyntaxError as error:
        raise broken([Fault(file, error.lineno or 1, f"not valid {'Turtle' if turtle else 'N-Triples'}: {error.msg}")]) from None
    nodes: dict[str, Values] = {}
    for subject, predicate, node, text, tag in _STATEMENT.findall(flat):
        value = (node, _plain(text) if "\\" in text else text, tag)
        values = nodes.get(subject)
        if values is None:
            values = nodes[subject] = {}
        if predicate in values:
            values[predicate].append(value)
        else:
            values[predicate] = [value]
    lines = Lines(data)
    concepts = {subject: values for subject, values in nodes.items() if _is_live(values)}
    source = Source(file, concepts, lines.of, _replaced(nodes), [], [*_untyped(file, nodes), *_settled(file, concepts)])
    if _BLANK_CONCEPT.search(flat):
        source.faults.append(Fault(file, lines.anonymous(), "a concept without an IRI: a blank node cannot be kept"))
    _turn_narrower(source)
    return source


def _untyped(file: Path, nodes: dict[str, Values]) -> list[str]:
    """Return a note on resources that have a preferred label and no type."""
    found = sorted(subject for subject, values in nodes.items() if PREF in values and TYPE not in values)
    return [f"{file}: passed over {len(found):,} with a skos:prefLabel that no line calls a skos:Concept, as <{found[0]}>"] if found else []


def _settled(file: Path, concepts: dict[str, Values]) -> list[str]:
    """Leave one preferred label a language, whatever scripts and regions there are, and only labels in languages that kg knows; say so."""
    others: set[str] = set()
    second: list[str] = []
    for values in concepts.values():
        for predicate in KINDS.keys() & values.keys():
            foreign = {tag for _, text, tag in values[predicate] if tag and language(tag, text) == tag and tag not in TAGS}
            if foreign:
                others |= foreign
                values[predicate] = [value for value in values[predicate] if value[2] not in foreign]
        if len(values.get(PREF, ())) > 1:
            second += _one_of_each(values)
    notes = [f"{file}: labels in {', '.join(sorted(others))} are passed over"] if others else []
    more = f" and {len(second) - 1:,} more" if len(second) > 1 else ""
    return notes + ([f"{file}: taken as an alternative label, besides one of another script or region: {second[0]}{more}"] if second else [])


def _one_of_each(values: Values) -> list[str]:
    """Turn preferred labels of further scripts and regions of a language into alternative ones; return them."""
    ordered = sorted(values[PREF], key=lambda value: (_rank(value[2]), value[2], value[1]))
    chosen: dict[str, str] = {}
    for _, text, tag in ordered:
        chosen.setdefault(language(tag, text), tag)
    second = [value for value in ordered if value[2] != chosen[language(value[2], value[1])]]
    values[PREF] = [value for value in values[PREF] if value not in second]
    if second:
        values[ALT] = [*values.get(ALT, ()), *second]
    return [text for _, text, _ in second if text not in {kept for _, kept, _ in values[PREF]}]


def _rank(tag: str) -> int:
    """Return the place of a language tag: without script and region, simplified Chinese, all else."""
    small = tag.lower()
    return 0 if "-" not in small else 1 if small.startswith(SIMPLIFIED) else 2


def _turn_narrower(source: Source) -> None:
    """Read A narrower B as B broader A, and name links whose other end is a text."""
    for concept, values in source.concepts.items():
        for predicate in (BROADER, NARROWER, RELATED):
            for node, text, _ in values.get(predicate, ()):
                if not node:
                    name = predicate.rpartition("#")[2]
                    source.faults.append(Fault(source.file, source.line(concept, text), f"skos:{name} of {source.name(concept)} is a text, not a concept"))
                elif predicate == NARROWER and node in source.concepts:
                    source.concepts[node].setdefault(BROADER, []).append((concept, "", ""))


def _is_live(values: Values) -> bool:
    """Whether a node is a concept in use: no deprecated one, and none that an export of kg marks as discovered, not yet accepted."""
    if _IS_CONCEPT not in values.get(TYPE, ()):
        return False
    discovered = any(node.endswith("#discovered") for node, _, _ in values.get(STATUS, ()))
    return not discovered and not any(text in {"true", "1"} for _, text, _ in values.get(DEPRECATED, ()))


def _replaced(nodes: dict[str, Values]) -> dict[str, str]:
    return {old: min(node for node, _, _ in values[REPLACED]) for old, values in nodes.items() if REPLACED in values}


def _plain(text: str) -> str:
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])
