"""What a query may do: read the graph it is given, nothing else. Refused is what its parse says, not what its text looks like."""

from __future__ import annotations

import re
import sys
import threading
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.rdf.limits import LARGEST
from kg.rdf.wording import QUESTIONS, invalid

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rdflib.plugins.sparql.parserutils import CompValue

DEEPEST = 200
"""Levels of brackets: Oxigraph crashes at 20,000."""

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' r"|'''(?:[^'\\]|\\.|'(?!''))*'''" r'|"(?:[^"\\\n\r]|\\.)*"' r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>|#[^\n\r]*|\\.|[(){}\[\]]", re.DOTALL)
_STACK = 256 * 1024 * 1024
_FORBIDDEN = {"ServiceGraphPattern": "SERVICE asks another address", "DatasetClause": "FROM names another source"}


def depth(query: str) -> int:
    """Return how deep brackets are nested outside strings and comments, at most: what looks like an IRI may be two comparisons
    (``?a<(1)&&?b>2``), so brackets that open in it count, and those that close in it close no more than these.

    >>> depth("SELECT * { ?s ?p '(((' FILTER(?s != <urn:a_(b)>) } # (((")
    3
    >>> depth("ASK { FILTER(?o<((((1))))&&?s>3) }")
    6
    """
    level = deepest = 0
    for token in _TOKEN.finditer(query):
        before = level
        for char in token[0] if token[0][0] in "<({[)}]" else "":
            if char in "({[":
                level += 1
                deepest = max(deepest, level)
            elif char in ")}]":
                level -= 1
        if token[0][0] == "<":
            level = max(level, before)
    return deepest


def checked(query: str, prefixes: Collection[str] = ()) -> str:
    """Return the query with its lines ended as one. Raise KgError (code 2) for what is no query, asks or names anything outside the
    graph, changes it, or is too large to parse. ``prefixes`` need no declaration.
    """
    # both parsers must see the same text: they end comments differently at CR, and expand \u before or after they find strings
    query = query.replace("\r\n", "\n").replace("\r", "\n")
    if "\\u" in query or "\\U" in query:
        raise KgError("refused: an escape \\u in a query", hint="write the character itself")
    if not query.strip():
        raise KgError("the query is empty", hint=QUESTIONS)
    if len(query) > LARGEST:
        raise KgError(f"the query has {len(query):,} characters, at most {LARGEST:,} are read", hint="ask less at once")
    if (found := depth(query)) > DEEPEST:
        raise KgError(f"the query has {found:,} levels of brackets, at most {DEEPEST} are read", hint="ask in a flatter way")
    outcome: list[KgError | None] = []
    # the parser of rdflib descends a few Python frames for each level
    before, size = sys.getrecursionlimit(), threading.stack_size(_STACK)
    sys.setrecursionlimit(50_000)
    try:
        thread = threading.Thread(target=_examine, args=(query, prefixes, outcome))
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(before)
        threading.stack_size(size)
    # a parser that broke down has found nothing, which is not the same as nothing to find
    error = outcome[0] if outcome else KgError("the query cannot be examined", hint="ask in a simpler way")
    if error:
        raise error
    return query


def _examine(query: str, prefixes: Collection[str], outcome: list[KgError | None]) -> None:
    """Add an error, or None for a query that may be asked; nothing where the parser breaks down."""
    try:
        _parse(query, prefixes)
    except KgError as error:
        outcome.append(error)
    else:
        outcome.append(None)


def _parse(query: str, prefixes: Collection[str]) -> None:
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        tree = parseQuery(query)
    except ParseBaseException as error:
        if _is_update(query):
            raise KgError("the query would change the graph", hint="kg query only reads: SELECT, ASK, CONSTRUCT, DESCRIBE") from None
        raise invalid(query, error.lineno, error.column) from None
    declared = set(prefixes)
    used: set[str] = set()
    for part in _parts(tree):
        if part.name in _FORBIDDEN:
            raise KgError(f"refused: {_FORBIDDEN[part.name]}, and a query stays in the project", hint="leave it out; load other data with --data FILE")
        if part.name in {"PrefixDecl", "pname"}:
            (declared if part.name == "PrefixDecl" else used).add(str(part.get("prefix") or ""))
    if unknown := sorted(used - declared):
        known = f"; known are {', '.join(sorted(prefixes))}" if prefixes else ""
        raise KgError(f"the prefix {unknown[0]}: is not declared", hint=f"PREFIX {unknown[0]}: <https://…>{known}")


def _is_update(query: str) -> bool:
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        return "request" in parseUpdate(query)
    except ParseBaseException:
        return False


def _parts(tree: object) -> Iterator[CompValue]:
    """Yield all named parts of a parsed query."""
    from rdflib.plugins.sparql.parserutils import CompValue

    queue = [tree]
    while queue:
        part = queue.pop()
        if isinstance(part, CompValue):
            yield part
            queue.extend(part.values())
        elif not isinstance(part, (str, bytes)) and hasattr(part, "__iter__"):
            queue.extend(part)
