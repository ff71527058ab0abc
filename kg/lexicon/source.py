"""One file of a thesaurus after reading, in any format: statements by concept, each with the line where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from kg import iri
from kg.errors import KgError
from kg.lexicon.terms import Label, Term

SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
REPLACED, DEPRECATED = f"{DCT}isReplacedBy", "http://www.w3.org/2002/07/owl#deprecated"
PREF, ALT, HIDDEN = f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{SKOS}hiddenLabel"
BROADER, NARROWER, RELATED = f"{SKOS}broader", f"{SKOS}narrower", f"{SKOS}related"
NOTE, SOURCE = f"{SKOS}scopeNote", f"{DCT}source"
CATEGORY, GUARD, STATUS = f"{iri.NS}category", f"{iri.NS}guard", f"{iri.NS}status"
KINDS = {PREF: "pref", ALT: "alt", HIDDEN: "hidden"}
TAGS = frozenset(("zh", "en"))
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")

Value = tuple[str, str, str]
"""The object of a statement: (IRI, text, language tag); the IRI is "" for a text, the others for an IRI."""

Values = dict[str, list[Value]]
"""Predicate → objects."""


class Fault(NamedTuple):
    """What is wrong in a line of a file."""

    file: Path
    line: int
    what: str


class Source(NamedTuple):
    """What a file says: ``concepts`` are IRI → statements; ``line`` gives the line of a statement (IRI, object), 1 if unknown.

    ``replaced``: old IRI → the one that takes its place. ``faults``: those of the format itself; ``notes``: what is read otherwise than it is
    written, or passed over.
    """

    file: Path
    concepts: dict[str, Values]
    line: Callable[[str, str], int]
    replaced: dict[str, str]
    faults: list[Fault]
    notes: Sequence[str] = ()

    def name(self, concept: str) -> str:
        """Return what to call a concept in a message: its first preferred label, a Chinese one if there is any, else its IRI."""
        labels = self.concepts[concept].get(PREF, ())
        return min(((language(tag, text) != "zh", text) for _, text, tag in labels if text), default=(True, f"<{concept}>"))[1]


def language(tag: str, text: str) -> str:
    """Return zh or en for a tag of any script or region, and by the characters of the text where there is none, else the tag.

    >>> language("zh-Hans", "数字"), language("", "数字鸿沟"), language("", "GDPR"), language("fr", "écart")
    ('zh', 'zh', 'en', 'fr')
    """
    if tag:
        head = tag.lower().partition("-")[0]
        return head if head in TAGS else tag
    return "zh" if _HAN.search(text) else "en"


def visible(text: str) -> str:
    r"""Return a text with what cannot be seen in it written as an escape.

    >>> print(visible("隐\u200b形"))
    隐\u200b形
    """
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def terms(concepts: dict[str, Values]) -> list[Term]:
    """Return the terms that statements without faults make."""
    return [_term(concept, values) for concept, values in concepts.items()]


def _term(concept: str, values: Values) -> Term:
    labels = [*_labels(values.get(PREF), "pref"), *_labels(values.get(ALT), "alt"), *_labels(values.get(HIDDEN), "hidden")]
    if len({(text, tag) for text, _, tag in labels}) < len(labels):  # one text in two scripts or regions: the first kind of label is what it is
        first = {(text, tag): kind for text, kind, tag in reversed(labels)}
        labels = [label for label in dict.fromkeys(labels) if first[label[0], label[2]] == label[1]]
    english = [text for text, kind, tag in labels if tag == "en" and kind == "pref"]
    return Term(
        iri=concept, label=labels[0][0], en=english[0] if english else "", category=_category(values.get(CATEGORY)), labels=tuple(labels),
        broader=_texts(values.get(BROADER)), guards=_texts(values.get(GUARD)), note=" ".join(_texts(values.get(NOTE))),
        source="; ".join(_texts(values.get(SOURCE))))


def _labels(values: list[Value] | None, kind: str) -> list[Label]:
    """Return the labels of a kind, Chinese ones first."""
    if not values:
        return []
    tagged = [(text, kind, tag if tag in TAGS else language(tag, text)) for _, text, tag in values]
    return sorted(set(tagged), key=_chinese_first) if len(tagged) > 1 else tagged


def _chinese_first(label: Label) -> tuple[bool, str, str]:
    return label[2] != "zh", label[2], label[0]


def _texts(values: list[Value] | None) -> tuple[str, ...]:
    if not values:
        return ()
    return tuple(sorted({node or text for node, text, _ in values})) if len(values) > 1 else (values[0][0] or values[0][1],)


def _category(values: list[Value] | None) -> str:
    return category(values[0]) if values else ""


def category(value: Value) -> str:
    """Return the name of a category given by IRI or name."""
    return (value[0] or value[1]).rpartition("#")[2].rpartition("/")[2]


def broken(faults: list[Fault]) -> KgError:
    """Return the error that lists all faults with their files and lines."""
    ordered = sorted(set(faults), key=lambda fault: (str(fault.file), fault.line, fault.what))
    number = f"{len(ordered)} faults" if len(ordered) > 1 else "1 fault"
    files = ", ".join(sorted({str(fault.file) for fault in ordered}))
    lines = [f"{fault.file}:{fault.line}: {fault.what}" for fault in ordered]
    return KgError("\n".join([f"{number} in {files}", *lines]), hint="correct the lines; nothing was built")
