"""How terms and nodes are spelled in each syntax. Everything is text, so a spelled node with ``%`` places serves as a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kg import iri
from kg.rdf.terms import PREFIXES, expanded, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    Fields = Sequence[tuple[str, Sequence[str]]]

TYPE = "rdf:type"


class Syntax(Protocol):
    """The spelling of one RDF syntax. Names such as ``kg:sentences`` are given with a prefix of ``PREFIXES``."""

    base: str
    between: str
    """What stands between two nodes."""

    def head(self) -> str:
        """Return what stands before the first node."""

    def tail(self) -> str:
        """Return what stands after the last node."""

    def name(self, curie: str) -> str:
        """Return a term of a vocabulary as an object."""

    def iri(self, full: str) -> str:
        """Return any IRI, as a subject or an object."""

    def path(self, path: str) -> str:
        """Return an IRI below the base, as a subject or an object."""

    def local(self, space: str, name: str) -> str:
        """Return a concept or a link, of which there are many: ``space`` is a path that ends with a slash, ``name`` of slugs."""

    def text(self, text: str, language: str = "") -> str:
        """Return a literal."""

    def typed(self, text: str, datatype: str) -> str:
        """Return a literal of a datatype."""

    def integer(self, number: str) -> str:
        """Return an xsd:integer."""

    def decimal(self, number: str) -> str:
        """Return an xsd:decimal."""

    def true(self) -> str:
        """Return the xsd:boolean true."""

    def node(self, subject: str, fields: Fields) -> str:
        """Return all statements of ``fields``, (property, objects) in the order given, about a subject."""


class Turtle:
    """Turtle: prefixes for vocabularies, concepts (``c:``) and links (``a:``), relative IRIs for documents and sentences."""

    between = "\n"

    def __init__(self, base: str, spaces: dict[str, str]) -> None:
        """``spaces``: path → prefix of the names that ``local`` spells."""
        self.base = base
        self.spaces = spaces

    def head(self) -> str:
        """Return the declarations."""
        prefixes = {**PREFIXES, **{prefix: self.base + path for path, prefix in self.spaces.items()}}
        return f"@base <{self.base}> .\n" + "".join(f"@prefix {name}: <{full}> .\n" for name, full in sorted(prefixes.items())) + "\n"

    def tail(self) -> str:
        """Return nothing."""
        return ""

    def name(self, curie: str) -> str:
        """Return the prefixed name itself."""
        return curie

    def iri(self, full: str) -> str:
        """Return ``<…>``, or a prefixed name where the IRI is one of ``spaces``."""
        if full.startswith(self.base):
            for space in self.spaces:
                if full.startswith(space, len(self.base)):
                    name = full[len(self.base) + len(space):]
                    return self.local(space, name) if iri.plain(name) else f"<{full}>"
        return f"<{full}>"

    def path(self, path: str) -> str:
        """Return a relative IRI."""
        return f"<{path}>"

    def local(self, space: str, name: str) -> str:
        """Return a prefixed name; what a slug is made of needs no escape."""
        return f"{self.spaces[space]}:{name}"

    def text(self, text: str, language: str = "") -> str:
        """Return a quoted literal."""
        return f"{quoted(text)}@{language}" if language else quoted(text)

    def typed(self, text: str, datatype: str) -> str:
        """Return a typed literal."""
        return f"{quoted(text)}^^{datatype}"

    def integer(self, number: str) -> str:
        """Return the bare number."""
        return number

    def decimal(self, number: str) -> str:
        """Return the bare number; it has a point."""
        return number

    def true(self) -> str:
        """Return the bare word."""
        return "true"

    def node(self, subject: str, fields: Fields) -> str:
        """Return one block."""
        lines = [f"{'a' if name == TYPE else name} {' , '.join(objects)}" for name, objects in fields if objects]
        return f"{subject} {(' ;' + chr(10) + '    ').join(lines)} .\n"


class NTriples:
    """N-Triples in UTF-8: one statement a line."""

    between = ""

    def __init__(self, base: str) -> None:
        """Spell all below ``base``."""
        self.base = base

    def head(self) -> str:
        """Return nothing."""
        return ""

    def tail(self) -> str:
        """Return nothing."""
        return ""

    def name(self, curie: str) -> str:
        """Return the full IRI."""
        return f"<{expanded(curie)}>"

    def iri(self, full: str) -> str:
        """Return ``<…>``."""
        return f"<{full}>"

    def path(self, path: str) -> str:
        """Return the full IRI."""
        return f"<{self.base}{path}>"

    def local(self, space: str, name: str) -> str:
        """Return the full IRI."""
        return f"<{self.base}{space}{name}>"

    def text(self, text: str, language: str = "") -> str:
        """Return a quoted literal."""
        return f"{quoted(text)}@{language}" if language else quoted(text)

    def typed(self, text: str, datatype: str) -> str:
        """Return a typed literal."""
        return f"{quoted(text)}^^{self.name(datatype)}"

    def integer(self, number: str) -> str:
        """Return an xsd:integer."""
        return f'"{number}"^^<{PREFIXES["xsd"]}integer>'

    def decimal(self, number: str) -> str:
        """Return an xsd:decimal."""
        return f'"{number}"^^<{PREFIXES["xsd"]}decimal>'

    def true(self) -> str:
        """Return an xsd:boolean."""
        return f'"true"^^<{PREFIXES["xsd"]}boolean>'

    def node(self, subject: str, fields: Fields) -> str:
        """Return one line a statement."""
        return "".join(f"{subject} {self.name(name)} {value} .\n" for name, objects in fields for value in objects)
