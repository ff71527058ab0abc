"""What ``kg check`` answers with. Apart from the checking, which takes long to load and which its help does not need."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """A condition that does not hold.

    file: the file where it was found, or the project's database
    line: line of the file, 0 where it has none
    concept: the label of the concept at fault, or the path of a link, sentence or document below the base
    rule: name of the condition (those of Turtle files stand in ontology/shapes.ttl)
    message: what should hold
    value: the value at fault, where there is one
    """

    file: str
    line: int
    concept: str
    rule: str
    message: str
    value: str
