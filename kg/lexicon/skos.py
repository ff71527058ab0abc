"""Reading a thesaurus in SKOS (Turtle or N-Triples)."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from kg import iri
from kg.errors import KgError
from kg.lexicon.terms import Term

SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_KINDS = {f"{SKOS}prefLabel": "pref", f"{SKOS}altLabel": "alt", f"{SKOS}hiddenLabel": "hidden"}
_ORDER = {"pref": 0, "alt": 1, "hidden": 2}

Values = dict[str, list[tuple[str, str]]]


def _triples(file: Path) -> dict[str, Values]:
    """Return subject → predicate → [(value, language)] of a file."""
    import pyoxigraph

    form = pyoxigraph.RdfFormat.N_TRIPLES if file.suffix == ".nt" else pyoxigraph.RdfFormat.TURTLE
    found: dict[str, Values] = defaultdict(lambda: defaultdict(list))
    try:
        for triple in pyoxigraph.parse(file.read_bytes(), form):
            value = triple.object
            if isinstance(value, pyoxigraph.Literal):
                entry = (value.value, value.language or "")
            elif isinstance(value, pyoxigraph.NamedNode) and isinstance(triple.subject, pyoxigraph.NamedNode):
                entry = (value.value, "")
            else:
                continue
            found[str(triple.subject.value)][triple.predicate.value].append(entry)
    except SyntaxError as error:
        raise KgError(f"{file}: not valid {'N-Triples' if file.suffix == '.nt' else 'Turtle'}: {error}", hint="check the file with any RDF tool") from None
    except OSError as error:
        raise KgError(f"{file}: cannot be read: {error.strerror}") from None
    return found


def _lines(file: Path) -> dict[str, int]:
    """Return local name or IRI at the beginning of a line → line number (a subject stands there in every usual layout)."""
    places: dict[str, int] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), 1):
        if found := re.match(r"<([^>]*)>|[A-Za-z0-9_.-]*:(\S+)", line):
            places.setdefault(found[1] or found[2], number)
    return places


def _term(subject: str, values: Values, place: str) -> Term:
    labels = sorted(
        {(text, kind, lang) for name, kind in _KINDS.items() for text, lang in values.get(name, ())},
        key=lambda item: (_ORDER[item[1]], item[2] != "zh", item[2], item[0]))
    preferred = [(text, lang) for text, kind, lang in labels if kind == "pref"]
    english = [text for text, lang in preferred if lang.startswith("en")]
    if not preferred:
        raise KgError(f"{place}: the concept <{subject}> has no skos:prefLabel", hint='add one, e.g. skos:prefLabel "数字鸿沟"@zh')

    def texts(name: str) -> tuple[str, ...]:
        found = values.get(name)
        return tuple(sorted(value for value, _ in found)) if found else ()

    category = [value.rpartition("#")[2].rpartition("/")[2] for value in texts(f"{iri.NS}category")]
    return Term(
        iri=subject, label=preferred[0][0], en=english[0] if english else "", category=category[0] if category else "",
        labels=tuple(labels), broader=texts(f"{SKOS}broader"), guards=texts(f"{iri.NS}guard"),
        note=" ".join(texts(f"{SKOS}scopeNote")), source="; ".join(texts(f"{DCT}source")), place=place)


def read(file: Path) -> list[Term]:
    """Return the concepts of a SKOS file by label. Raise KgError (code 2) naming file and line where it is at fault."""
    concepts = {subject: values for subject, values in _triples(file).items() if (f"{SKOS}Concept", "") in values.get(TYPE, ())}
    lines = _lines(file)
    terms = [
        _term(subject, values, f"{file}:{lines.get(subject) or lines.get(re.split('[/#]', subject)[-1], 1)}")
        for subject, values in sorted(concepts.items())]
    return sorted(terms, key=lambda term: (term.label, term.iri))
