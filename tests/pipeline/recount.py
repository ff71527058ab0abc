"""A count of a project by brute force, sharing no code with the build.

Taken from the project as given: which documents count, texts, token edges, sentence spans and forms. Made anew by plain loops: the places
of forms, guards, the longest of overlapping ones, mentions, sentences, documents, pairs and which sentences are too full for them.
"""

from __future__ import annotations

import sqlite3
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

LATIN = set("abcdefghijklmnopqrstuvwxyz0123456789")
CAP = 60


class Recount(NamedTuple):
    units: int
    mentions: dict[int, int]
    sentences: dict[int, int]
    documents: dict[int, int]
    pairs: dict[tuple[int, int], tuple[int, int]]


def cuts(lengths: bytes) -> tuple[set[int], set[int]]:
    """Where forms may begin, and where they may end; before a length of 0 none begins."""
    width, total, begins, ends = lengths[0], 0, {0}, set()
    for place in range(1, len(lengths), width):
        length = int.from_bytes(lengths[place:place + width], "little")
        total += length
        ends.add(total)
        if length:
            begins.add(total)
        else:
            begins.discard(total)
    return begins, ends


def mentions_of(text: str, start: int, end: int, bounds: tuple[set[int], set[int]], forms: dict[str, int], longest: int, bad: set[tuple[int, str]]) -> list[tuple[int, int, int]]:
    """Greedy longest (start, end, concept) of one sentence; ``text`` is folded."""
    hits = []
    for left in sorted(place for place in bounds[0] if start <= place < end):
        for right in range(left + 1, min(end, left + longest) + 1):
            form = text[left:right]
            if right in bounds[1] and form in forms and (left, form) not in bad:
                beside = (text[left - 1] if left else "", text[right] if right < len(text) else "")
                if not (form[0] in LATIN and beside[0] in LATIN) and not (form[-1] in LATIN and beside[1] in LATIN):
                    hits.append((left, right, forms[form]))
    chosen: list[tuple[int, int, int]] = []
    for hit in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if all(hit[1] <= other[0] or hit[0] >= other[1] for other in chosen):
            chosen.append(hit)
    return chosen


def recount(folder: Path, guards: dict[str, list[str]]) -> Recount:
    """Count everything anew; ``guards``: folded form → longer folded words in which it does not count."""
    db = sqlite3.connect(folder / "kg.sqlite")
    forms = dict(db.execute("SELECT folded, cid FROM form WHERE folded IN (SELECT text FROM searched)"))
    longest = max(map(len, forms), default=0)
    result = Recount(0, {}, {}, {}, {})
    where: dict[int, set[int]] = {}
    pair_docs: dict[tuple[int, int], list[int]] = {}
    units = 0
    for doc, text, tokens, lines in db.execute(
            "SELECT d.id, t.text, p.tokens, p.sentences FROM doc d JOIN text t ON t.doc = d.id JOIN part p ON p.doc = d.id "
            "WHERE d.status IN ('counted', 'cut')"):
        folded = "".join(_fold(character) for character in text)
        bounds = cuts(tokens)
        size = len(lines) // 13
        for number in range(size):
            start = int.from_bytes(lines[4 * number:4 * number + 4], "little")
            end = int.from_bytes(lines[4 * (size + number):4 * (size + number) + 4], "little")
            units += 1
            present = set()
            allowed = {form: cid for form, cid in forms.items() if form in folded[start:end]}
            for left, right, cid in _unguarded(folded, start, end, bounds, allowed, longest, guards):
                result.mentions[cid] = result.mentions.get(cid, 0) + (right > left)
                present.add(cid)
            for cid in present:
                result.sentences[cid] = result.sentences.get(cid, 0) + 1
                where.setdefault(cid, set()).add(doc)
            if len(present) <= CAP:
                for pair in combinations(sorted(present), 2):
                    pair_docs.setdefault(pair, []).append(doc)
    result.documents.update({cid: len(docs) for cid, docs in where.items()})
    result.pairs.update({pair: (len(docs), len(set(docs))) for pair, docs in pair_docs.items()})
    return result._replace(units=units)


def _unguarded(
    text: str, start: int, end: int, bounds: tuple[set[int], set[int]], forms: dict[str, int], longest: int, guards: dict[str, list[str]],
) -> list[tuple[int, int, int]]:
    bad = set()
    for form in forms:
        for guard in guards.get(form, ()):
            place = text.find(guard, start, end)
            while place >= 0:
                inner = guard.find(form)
                while inner >= 0:
                    bad.add((place + inner, form))
                    inner = guard.find(form, inner + 1)
                place = text.find(guard, place + 1, end)
    return mentions_of(text, start, end, bounds, forms, longest, bad)


def _fold(character: str) -> str:
    code = ord(character)
    if 0xFF01 <= code <= 0xFF5E:
        character = chr(code - 0xFEE0)
    small = character.casefold() if character != "　" else " "
    return small if len(small) == 1 else character
