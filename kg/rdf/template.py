"""Nodes that differ by their values only: their shape is spelled once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.rdf.syntax import Fields, Syntax

_SUBJECT = "\x00"
"""Stands for the subject: no term holds it."""


class Template(NamedTuple):
    """A spelled node with ``%`` places, and its number of statements."""

    text: str
    triples: int

    def node(self, subject: str, values: tuple[object, ...]) -> str:
        """Return the node of a subject, with spelled values in the places."""
        return (self.text % values).replace(_SUBJECT, subject)


def template(syntax: Syntax, fields: Fields) -> Template:
    """Return the shape of nodes; objects hold ``%`` places and no other percent sign."""
    return Template(syntax.node(_SUBJECT, fields), sum(len(objects) for _, objects in fields))
