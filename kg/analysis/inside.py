"""Sentences that name a concept only as a part of longer ones: its numbers leave them out, and a reader should know."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.store import Store


class Inside(NamedTuple):
    """``sentences`` that hold no mention of the concept but a longer concept with one of its forms in it; (label, sentences) of those, most first."""

    sentences: int
    longer: list[tuple[str, int]]


def inside(store: Store, cid: int) -> Inside:
    """Return what of a concept its longer ones hold: of overlapping concepts the longest is counted (DESIGN §6)."""
    forms = sorted({text for text, _, language in store.forms(cid) if language == "zh" and len(text) > 1})
    if not forms:
        return Inside(0, [])
    holds = " OR ".join("instr(text, ?)" for _ in forms)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for longer, sid in store.db.execute(
            f"SELECT m.cid, m.sid FROM form f CROSS JOIN mention m ON m.cid = f.cid AND m.form = f.id WHERE f.cid != ? AND ({holds}) "  # noqa: S608 - placeholders only
            "AND m.sid NOT IN (SELECT sid FROM mention WHERE cid = ?)", (cid, *forms, cid)):
        found[longer].add(sid)
    longer_ones = sorted((-len(sids), store.concept(longer).label) for longer, sids in found.items())
    return Inside(len(set().union(*found.values())), [(label, -minus) for minus, label in longer_ones])
