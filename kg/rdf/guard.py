"""What a query may do: read the graph it is given, nothing else. Refused is what its parse says, not what its text looks like."""

from __future__ import annotations

import re
import sys
import threading
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST, DEEPEST = 64 * 1024, 200
"""Characters of a query and levels of brackets: Oxigraph crashes at 20,000 levels."""

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' r"|'''(?:[^'\\]|\\.|'(?!''))*'''" r'|"(?:[^"\\\n\r]|\\.)*"' r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>|#[^\n\r]*|\\.|[(){}\[\]]", re.DOTALL)
_STACK = 256 * 1024 * 1024
_FORBIDDEN = {"ServiceGraphPattern": "SERVICE asks another address", "DatasetClause": "FROM names another source"}


def depth(query: str) -> int:
    """Return how deep brackets are nested outside strings, IRIs and comments.

    >>> depth("SELECT * { ?s ?p '(((' FILTER(?s != <a(((>) } # (((")
    2
    """
    level = deepest = 0
    for token in _TOKEN.finditer(query):
        if token[0] in "({[":
            level += 1
            deepest = max(deepest, level)
        elif token[0] in ")}]":
            level -= 1
    return deepest


def checked(query: str) -> str:
    """Return the query with its lines ended as one. Raise KgError (code 2) for what is no query, asks or names anything outside the
    graph, changes it, or is too large to parse.
    """
    # both parsers must see the same text: they end comments differently at CR, and expand \u before or after they find strings
    query = query.replace("\r\n", "\n").replace("\r", "\n")
    if "\\u" in query or "\\U" in query:
        raise KgError("refused: an escape \\u in a query", hint="write the character itself")
    if len(query) > LARGEST:
        raise KgError(f"the query has {len(query):,} characters, at most {LARGEST:,} are read", hint="ask less at once")
    if (found := depth(query)) > DEEPEST:
        raise KgError(f"the query has {found:,} levels of brackets, at most {DEEPEST} are read", hint="ask in a flatter way")
    refused: list[KgError] = []
    # the parser of rdflib descends a few Python frames for each level
    before, size = sys.getrecursionlimit(), threading.stack_size(_STACK)
    sys.setrecursionlimit(50_000)
    try:
        thread = threading.Thread(target=_examine, args=(query, refused))
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(before)
        threading.stack_size(size)
    if refused:
        raise refused[0]
    return query


def _examine(query: str, refused: list[KgError]) -> None:
    try:
        _parse(query)
    except KgError as error:
        refused.append(error)


def _parse(query: str) -> None:
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        tree = parseQuery(query)
    except ParseBaseException as error:
        if _is_update(query):
            raise KgError("the query would change the graph", hint="kg query only reads: SELECT, ASK, CONSTRUCT, DESCRIBE") from None
        found = query[error.loc:error.loc + 20].split("\n", maxsplit=1)[0]
        raise KgError(
            f"not valid SPARQL 1.1 at line {error.lineno}, column {error.column}: {found or 'the end'}", hint="kg query --list shows questions to start from") from None
    for name in _names(tree):
        if name in _FORBIDDEN:
            raise KgError(f"refused: {_FORBIDDEN[name]}, and a query stays in the project", hint="leave it out; load other data with --data FILE")


def _is_update(query: str) -> bool:
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        return bool(parseUpdate(query)["request"])
    except ParseBaseException:
        return False


def _names(tree: object) -> Iterator[str]:
    """Yield the names of all parts of a parsed query."""
    from rdflib.plugins.sparql.parserutils import CompValue

    queue = [tree]
    while queue:
        part = queue.pop()
        if isinstance(part, CompValue):
            yield part.name
            queue.extend(part.values())
        elif not isinstance(part, (str, bytes)) and hasattr(part, "__iter__"):
            queue.extend(part)
