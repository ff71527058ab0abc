"""Sentences that name a concept only as a part of longer ones: its numbers leave them out, and a reader should know."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.store import Store


SHORT = 2
"""Characters of other forms that are not looked for."""


class Inside(NamedTuple):
    """``sentences`` that hold no mention of the concept but a longer concept with one of its forms in it; (label, sentences) of those, most first."""

    sentences: int
    longer: list[tuple[str, int]]


def inside(store: Store, cid: int) -> Inside:
    """Return what of a concept its longer ones hold: of overlapping concepts the longest is counted (DESIGN §6)."""
    # a short form of two characters stands in many words by chance, as 网信 does in 互联网信息
    forms = sorted({text for text, kind, language in store.forms(cid) if language == "zh" and (kind == "pref" or len(text) > SHORT)})
    if not forms:
        return Inside(0, [])
    # Latin and digit forms need no letter or digit beside, as in texts
    holds = re.compile("|".join(f"(?<![0-9A-Za-z]){re.escape(form)}(?![0-9A-Za-z])" if form.isascii() else re.escape(form) for form in forms))
    some = " OR ".join("instr(text, ?)" for _ in forms)
    longer_forms = store.db.execute(f"SELECT id, cid, text FROM form WHERE cid != ? AND ({some})", (cid, *forms)).fetchall()  # noqa: S608 - placeholders only
    found: defaultdict[int, set[int]] = defaultdict(set)
    for form, longer, text in longer_forms:
        if holds.search(text):
            found[longer].update(sid for (sid,) in store.db.execute(
                "SELECT sid FROM mention WHERE cid = ? AND form = ? AND sid NOT IN (SELECT sid FROM mention WHERE cid = ?)", (longer, form, cid)))
    longer_ones = sorted((-len(sids), store.concept(longer).label) for longer, sids in found.items() if sids)
    return Inside(len(set().union(*found.values())), [(label, -minus) for minus, label in longer_ones])
