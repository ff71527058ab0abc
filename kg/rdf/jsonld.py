"""The project as JSON-LD: one node a line, in the words of the shipped context, which stands in the file (nothing is fetched)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg import iri, resources
from kg.rdf import export
from kg.rdf.syntax import TYPE
from kg.rdf.terms import quoted
from kg.rdf.turtle import SPACES
from kg.rdf.writer import Choice

if TYPE_CHECKING:
    from pathlib import Path

    from kg.rdf.syntax import Fields
    from kg.store import Store

CONTEXT = "context.jsonld"


def context() -> dict[str, Any]:  # JSON
    """Return the shipped context: word → property, with the datatype of its values."""
    found: dict[str, Any] = json.loads((resources.ontology() / CONTEXT).read_text(encoding="utf-8"))["@context"]
    return found


class JsonLd:
    """Terms as JSON texts. The context types numbers and IRIs, so that they are plain numbers and strings in the file."""

    between = ",\n"

    def __init__(self, base: str) -> None:
        """Read the context."""
        self.base = base
        self.context = context()
        self.word = {
            name if isinstance(name, str) else name["@id"]: word for word, name in self.context.items() if not word.startswith("@")}
        self.word[TYPE] = "type"

    def head(self) -> str:
        """Return the context and the beginning of the list of nodes."""
        here = {"@base": self.base} | {prefix: self.base + path for path, prefix in SPACES.items()}
        return f'{{"@context":[{json.dumps(self.context)},{json.dumps(here, ensure_ascii=False)}],\n"@graph":[\n'

    def tail(self) -> str:
        """Return the end."""
        return "\n]}\n"

    def name(self, curie: str) -> str:
        """Return the prefixed name."""
        return f'"{curie}"'

    def iri(self, full: str) -> str:
        """Return the IRI."""
        return quoted(full)

    def path(self, path: str) -> str:
        """Return a relative IRI."""
        return f'"{path}"'

    def local(self, space: str, name: str) -> str:
        """Return a prefixed name."""
        return f'"{SPACES[space]}:{name}"'

    def text(self, text: str, language: str = "") -> str:
        """Return a string, or an object with its language."""
        return f'{{"@value":{quoted(text)},"@language":"{language}"}}' if language else quoted(text)

    def typed(self, text: str, datatype: str) -> str:
        """Return an object with its datatype."""
        return f'{{"@value":{quoted(text)},"@type":"{datatype}"}}'

    def integer(self, number: str) -> str:
        """Return the number; the context says it is an integer."""
        return number

    def decimal(self, number: str) -> str:
        """Return the digits as a string: a JSON number would be read as a double."""
        return f'"{number}"'

    def true(self) -> str:
        """Return the bare word."""
        return "true"

    def node(self, subject: str, fields: Fields) -> str:
        """Return one object on one line."""
        merged = [(self.word[name], objects) for name, objects in fields if objects]
        values = [f'"{word}":{objects[0]}' if len(objects) == 1 else f'"{word}":[{",".join(objects)}]' for word, objects in merged]
        return f'{{"id":{subject},{",".join(values)}}}'


def write(store: Store, file: Path, *, base: str = iri.BASE, evidence: str = "text", max_evidence: int | None = 5,
          max_pairs: int | None = 200_000) -> None:
    """Write a project as JSON-LD: the same statements, options and errors as ``turtle.write``."""
    choice = Choice(evidence=evidence, max_evidence=max_evidence, max_pairs=max_pairs)
    export.write(store, file, JsonLd(iri.checked_base(base)), choice)
