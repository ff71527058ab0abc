"""Faults of the concepts of a thesaurus file, one by one: labels, IRIs, categories, notes (SKOS S9–S46, and what texts need)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from kg import iri
from kg.lexicon.fold import fold
from kg.lexicon.source import (
    ALT,
    CATEGORY,
    GUARD,
    HIDDEN,
    KINDS,
    NOTE,
    PREF,
    SKOS,
    TYPE,
    Fault,
    Source,
    Value,
    Values,
    category,
    language,
    visible,
)
from kg.lexicon.terms import LONGEST_LABEL
from kg.model import CATEGORIES

LONGEST_NOTE = 2_000
_INVISIBLE = {"Cc": "a control character", "Cf": "an invisible character", "Zl": "a line separator", "Zp": "a paragraph separator",
              "Zs": "an unusual space", "Co": "a private character", "Cs": "half a surrogate pair"}
_NO_CONCEPT = {f"{SKOS}ConceptScheme": "S9", f"{SKOS}Collection": "S37", f"{SKOS}OrderedCollection": "S37"}
_MATCHES = [f"{SKOS}{name}" for name in ("broadMatch", "narrowMatch", "relatedMatch")]

Found = Iterator[tuple[str, str]]
"""(the object of the statement, what is wrong with it)."""


def faults(source: Source) -> list[Fault]:
    """Return the faults of all concepts of a file, and of labels that several of them claim."""
    if not source.concepts and not source.faults:
        return [Fault(source.file, 1, "no concepts in this file")]
    found = [
        Fault(source.file, source.line(concept, value), what)
        for concept, values in source.concepts.items() for value, what in _of_concept(source.name(concept), concept, values)]
    return found + _shared_labels(source)


def _of_concept(name: str, concept: str, values: Values) -> Found:
    if not iri.valid(concept):
        yield "", f"stores refuse the IRI <{concept}>"
    for value in values.get(TYPE, ()):
        if rule := _NO_CONCEPT.get(value[0]):
            yield value[0], f"{name} is a concept and a {value[0].rpartition('#')[2]} at once (SKOS {rule})"
    yield from _preferred(concept, values)
    yield from _repeated(name, values)
    for predicate in (*KINDS, NOTE):
        for value in values.get(predicate, ()):
            yield from _text(predicate.rpartition("#")[2], value, predicate == NOTE)
    yield from _categories(name, values)
    yield from _guards(name, values)
    yield from _mappings(name, values)


def _preferred(concept: str, values: Values) -> Found:
    """Find concepts without a preferred label in Chinese, and with two in one language (S14)."""
    by_language: dict[str, list[str]] = {}
    for _, text, tag in sorted(values.get(PREF, ())):
        by_language.setdefault(language(tag, text), []).append(text)
    if not by_language:
        yield "", f"<{concept}> has no preferred label"
    elif "zh" not in by_language:
        english = min(text for texts in by_language.values() for text in texts)
        yield english, f"{english} has no preferred label in Chinese (a name in Latin letters that Chinese texts use is one with @zh)"
    for tag, texts in by_language.items():
        for text in sorted(set(texts))[1:]:
            yield text, f"{min(texts)} has a second preferred label in {tag}: {text} (SKOS S14)"


def _repeated(name: str, values: Values) -> Found:
    """Find texts that are two kinds of label of one concept in one language (S13)."""
    seen: dict[tuple[str, str], str] = {}
    for predicate in (PREF, ALT, HIDDEN):
        for _, text, tag in values.get(predicate, ()):
            first = seen.setdefault((tag.lower() or language(tag, text), fold(text)), predicate)
            if first != predicate:
                yield text, f"{text} is both {KINDS[first]} and {KINDS[predicate]} label of {name} (SKOS S13)"


def _text(kind: str, value: Value, note: bool) -> Found:
    node, text, tag = value
    if node:
        yield node, f"{kind} is <{node}>, not a text"
        return
    shown = visible(text)
    if language(tag, text) not in {"zh", "en"}:
        yield text, f"the language of {shown} is {tag}: kg knows zh and en"
    if not text.strip():
        yield text, f"an empty {kind}"
        return
    for what in sorted({_INVISIBLE[unicodedata.category(char)] for char in text if char != " " and unicodedata.category(char) in _INVISIBLE}):
        yield text, f"{kind} {shown} has {what}"
    if text != text.strip(" "):
        yield text, f"{kind} “{text}” begins or ends with a space"
    if text != unicodedata.normalize("NFC", text):
        yield text, f"{kind} {shown} is not in Unicode form NFC"
    if len(text) > (LONGEST_NOTE if note else LONGEST_LABEL):
        yield text, f"{kind} {text[:20]}… has {len(text):,} characters, at most {LONGEST_NOTE if note else LONGEST_LABEL:,} are allowed"
    if not note and sum(map(str.isalnum, text)) < 2:
        yield text, f"{kind} {shown} has fewer than two letters: it would be found everywhere"


def _categories(name: str, values: Values) -> Found:
    given = values.get(CATEGORY, [])
    for node, text, tag in given:
        if category((node, text, tag)) not in CATEGORIES or (node and not node.startswith(iri.NS)):
            yield node or text, f"unknown category of {name}: {node or text} (known: {', '.join(CATEGORIES)})"
    for node, text, _ in sorted(set(given))[1:]:
        yield node or text, f"{name} has a second category: {category((node, text, ''))}"


def _guards(name: str, values: Values) -> Found:
    """Find guards that guard nothing: a guard is a longer word around one of the concept's forms."""
    forms = {fold(text) for predicate in KINDS for _, text, _ in values.get(predicate, ())}
    for _, text, _ in values.get(GUARD, ()):
        if not any(form and form in fold(text) and len(form) < len(text) for form in forms):
            yield text, f"the guard {text} of {name} is not a longer word that contains one of its labels"


def _mappings(name: str, values: Values) -> Found:
    exact = {node for node, _, _ in values.get(f"{SKOS}exactMatch", ())}
    for predicate in _MATCHES:
        for node, _, _ in values.get(predicate, ()):
            if node in exact:
                yield node, f"{name} matches <{node}> exactly and by {predicate.rpartition('#')[2]} (SKOS S46)"


def _shared_labels(source: Source) -> list[Fault]:
    """Find labels of two concepts: a form in a text can lead to one only."""
    claims: dict[str, dict[str, str]] = {}
    for concept, values in source.concepts.items():
        for predicate in KINDS:
            for _, text, _ in values.get(predicate, ()):
                claims.setdefault(fold(text), {}).setdefault(concept, text)
    found: list[Fault] = []
    for claim in claims.values():
        first, *others = sorted(claim, key=lambda concept: (source.line(concept, claim[concept]), concept)) if len(claim) > 1 else list(claim)
        found += [
            Fault(source.file, source.line(other, claim[other]),
                  f"{claim[other]} is a label of {source.name(first)} already (line {source.line(first, claim[first])})")
            for other in others]
    return found
