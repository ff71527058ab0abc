"""What every RDF syntax of kg shares: prefixes, escaped texts, datatypes of dates."""

from __future__ import annotations

import re

from kg import iri

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "kg": iri.NS,
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of vocabularies, the same in every output, in ``kg query`` and in the shipped questions."""

_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char in _SHORT:
        return _SHORT[char]
    # half a surrogate pair is no character: rdflib writes "?" for it and Oxigraph refuses the file
    return "\ufffd" if "\ud800" <= char <= "\udfff" else f"\\u{ord(char):04X}"


def quoted(text: str) -> str:
    r"""Return a text as a quoted literal of Turtle, N-Triples, SPARQL and JSON alike, without language or datatype.

    >>> print(quoted('“网络强国”说"好"\n'))
    "“网络强国”说\"好\"\n"
    """
    return f'"{_SPECIAL.sub(_escape, text)}"' if _SPECIAL.search(text) else f'"{text}"'


def language(text: str) -> str:
    """Return "zh" for a text with a Han character, else "en": no other tag is ever written.

    >>> language("5G 网络"), language("OECD")
    ('zh', 'en')
    """
    return "zh" if _HAN.search(text) else "en"


def date_type(date: str) -> str:
    """Return the datatype of a date by its precision.

    >>> date_type("2025"), date_type("2025-10"), date_type("2025-10-28")
    ('xsd:gYear', 'xsd:gYearMonth', 'xsd:date')
    """
    return {4: "xsd:gYear", 7: "xsd:gYearMonth"}.get(len(date), "xsd:date")


def expanded(name: str) -> str:
    """Return the IRI of a prefixed name of ``PREFIXES``.

    >>> expanded("skos:related")
    'http://www.w3.org/2004/02/skos/core#related'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local
