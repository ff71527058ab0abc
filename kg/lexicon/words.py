"""Reading a thesaurus from a dictionary of jieba: a word a line, a frequency and a tag behind it if there are any."""

from __future__ import annotations

import re
from pathlib import Path

from kg import iri
from kg.lexicon.source import PREF, SKOS, TYPE, Fault, Source

_ENTRY = re.compile(r"(\S.*?)(?:[ \t]+(\d+))?(?:[ \t]+([A-Za-z]+))?\s*")
"""jieba's own expression, with tabs for blanks too. A Latin word behind the last blank is a tag, as it is for jieba."""

_STRAY = re.compile(r"(.*[\u3400-\u9fff].*?)[ \t]+([!-~]+)")
"""A word in Chinese with something Latin behind it, in the place of the frequency."""

_PROSE = re.compile(r"[,\t，。；：？！]")
LONGEST = 60
"""Code points of the longest name of a law or a body; what is longer is a line of prose."""


def read(file: Path, text: str, base: str) -> Source:
    """Return the words as concepts without category; their IRIs are those of their labels under ``base``."""
    lines: dict[str, int] = {}
    source = Source(file, {}, lambda concept, _: lines.get(concept, 1), {}, [])
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        found = _ENTRY.fullmatch(line.strip("\r \t"))
        word = found[1] if found else line.strip()
        concept = iri.concept(word, base)
        if len(word) > LONGEST or _PROSE.search(word):
            source.faults.append(Fault(file, number, f"no line of a dictionary (word, frequency, tag): {word[:40]}"))
        elif found and not found[2] and (stray := _STRAY.fullmatch(word)):
            source.faults.append(Fault(file, number, f"{stray[2]} behind {stray[1]} is no frequency (a whole number) and no tag (letters)"))
        elif concept in lines:
            source.faults.append(Fault(file, number, f"{word} stands in line {lines[concept]} already"))
        else:
            lines[concept] = number
            source.concepts[concept] = {TYPE: [(f"{SKOS}Concept", "", "")], PREF: [("", word, "zh")]}
    return source
