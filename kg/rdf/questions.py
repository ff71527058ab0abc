"""The questions that kg ships: SPARQL files with what they ask in Chinese and English, and their parameters."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from kg import resources
from kg.errors import KgError

_LINE = re.compile(r"^# (?:(zh|en): (.*)|\?(\w+) e\.g\. (.*))$", re.MULTILINE)


class Question(NamedTuple):
    """A shipped question.

    name: what kg query is given
    zh: what it asks
    en: what it asks, in English
    parameters: options it needs
    """

    name: str
    zh: str
    en: str
    parameters: list[str]


def folder() -> Path:
    """Return where the questions lie."""
    return resources.ontology() / "queries"


def questions() -> list[Question]:
    """Return all questions, by name."""
    return [_question(file) for file in sorted(folder().glob("*.rq"))]


def _question(file: Path) -> Question:
    text = file.read_text(encoding="utf-8")
    said = {match[1]: match[2] for match in _LINE.finditer(text) if match[1]}
    return Question(file.stem, said["zh"], said["en"], [f"--{name}" for name in parameters(text)])


def parameters(text: str) -> dict[str, str]:
    r"""Return the variables that must have a value, by the lines ``# ?name e.g. value`` of a query: name → value of the example.

    >>> parameters("# ?year e.g. \"2025\"")
    {'year': '"2025"'}
    """
    return {match[3]: match[4] for match in _LINE.finditer(text) if match[3]}


def question(name: str) -> str:
    """Return the text of a question. Raise KgError (code 2) naming near ones when there is none of that name."""
    file = folder() / f"{name}.rq"
    known = [entry.name for entry in questions()]
    if name not in known:
        near = get_close_matches(name, known, 2, 0.4)
        raise KgError(f"no question {name}", hint=f"nearest: {', '.join(near)}" if near else "list them: kg query --list")
    return file.read_text(encoding="utf-8")
