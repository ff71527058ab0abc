"""Reading Turtle in the one layout of the shipped thesaurus, without an RDF parser: it is read at every start.

The result is that of ``skos.read`` (a test compares them); a file with any other line is left to it.
"""

from __future__ import annotations

import re

from kg.lexicon.source import TYPE, Value, Values

_PREFIX = re.compile(r"^@prefix ([a-z]+:) <([^>\s]+)> \.$", re.MULTILINE)
_NAME = r'[a-z]+:[^\s"<>;,\\]+'
_OBJECT = rf'(?:"(?:[^"\\\n]|\\["\\])+"(?:@zh|@en)?|<[^>\s]+>|{_NAME})'
_OBJECTS = re.compile(_OBJECT)
_LINE = re.compile(rf"^(?:({_NAME}) a|    ([a-z]+:[A-Za-z]+)) ({_OBJECT}(?: , {_OBJECT})*) ([;.])$", re.MULTILINE)


def read(text: str) -> dict[str, Values] | None:
    """Return IRI → statements of the nodes of a file, None where a line is not in the layout."""
    if "skos:Concept " not in text:  # the description of the scheme
        return {}
    prefixes = dict(_PREFIX.findall(text))
    lines = _LINE.findall(text)
    if len(lines) + len(prefixes) != sum(map(bool, text.split("\n"))):
        return None
    nodes: dict[str, Values] = {}
    names = {"": TYPE}
    values: Values = {}
    known: dict[str, Value] = {}  # scheme, class and categories stand there thousands of times
    try:
        for subject, predicate, objects, _ in lines:
            if subject:
                values = nodes[_iri(subject, prefixes)] = {}
            name = names.get(predicate) or names.setdefault(predicate, _iri(predicate, prefixes))
            if objects in known:
                values[name] = [known[objects]]
                continue
            values[name] = [_value(each, prefixes) for each in (_OBJECTS.findall(objects) if " , " in objects else (objects,))]
            if objects[0] != '"' and len(values[name]) == 1:
                known[objects] = values[name][0]
    except KeyError:  # a prefix that is not declared
        return None
    return nodes


def _iri(name: str, prefixes: dict[str, str]) -> str:
    prefix, colon, local = name.partition(":")
    return prefixes[prefix + colon] + local


def _value(each: str, prefixes: dict[str, str]) -> Value:
    if each[0] == '"':
        if "\\" in each:
            each = each.replace('\\"', '"').replace("\\\\", "\\")
        return ("", each[1:-4], each[-2:]) if each[-3] == "@" else ("", each[1:-1], "")
    return (each[1:-1] if each[0] == "<" else _iri(each, prefixes), "", "")
