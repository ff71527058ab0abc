"""What Oxigraph says of a query that it does not take, in one line with a way out."""

from __future__ import annotations

import re

from kg.errors import KgError

QUESTIONS = "kg query --list shows questions to start from"
_PLACE = re.compile(r"error at ([0-9]+):([0-9]+): expected ")
_NO_COLUMN = re.compile(r"does not contains? variable \?(\w+) ")
_NO_FUNCTION = re.compile(r"custom function <(.*)> is not supported")


def invalid(query: str, line: int, column: int) -> KgError:
    """Return the error for a place of a query, both counted from 1."""
    found = query.split("\n")[line - 1][column - 1:][:20].strip()
    return KgError(f"not valid SPARQL 1.1 at line {line}, column {column}: {found or 'the end'}", hint=QUESTIONS)


def refusal(said: str, query: str) -> KgError:
    """Return the error for what Oxigraph says of a query."""
    if found := _NO_COLUMN.search(said):
        return KgError(f"?{found[1]} is given a value, but the query does not select it", hint=f"SELECT ?{found[1]} …, or leave out --{found[1]}")
    if found := _NO_FUNCTION.search(said):
        return KgError(f"no function {found[1]}", hint="those of SPARQL 1.1 alone can be asked")
    place = _PLACE.match(said)
    if not place:
        return KgError(f"the query cannot be answered: {' '.join(said.split())}", hint=QUESTIONS)
    line, column = int(place[1]), int(place[2])
    if "variable that is unbound" in said:
        return KgError("SELECT has a variable that is neither grouped nor computed", hint="add it to GROUP BY, or take one of its values: (MIN(?x) AS ?y)")
    if "IRI parsing failed" in said:
        return KgError(f"an address before line {line}, column {column} is no whole IRI", hint="write it whole: <https://…>")
    return invalid(query, line, column)
