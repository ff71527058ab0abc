"""Does the database of a project agree with itself? Counts are made again from the mentions, and places are looked up in the texts."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store import Store

CONDITIONS = {
    "mention-place": ("a mention lies inside its sentence", """
        SELECT c.label, (SELECT key FROM doc WHERE doc.id = s.doc), s.line FROM mention m JOIN sentence s ON s.sid = m.sid JOIN form f ON f.id = m.form JOIN concept c ON c.id = m.cid
        WHERE m.start < s.start OR m.start + length(f.text) > s."end" """),
    "mention-form": ("a mention is of a form of its concept", """
        SELECT c.label, '', 0 FROM mention m JOIN concept c ON c.id = m.cid LEFT JOIN form f ON f.id = m.form WHERE f.cid IS NOT m.cid"""),
    "mention-sentence": ("a mention lies in a sentence", """
        SELECT c.label, '', 0 FROM mention m JOIN concept c ON c.id = m.cid WHERE m.sid NOT IN (SELECT sid FROM sentence)"""),
    "sentence-place": ("a sentence lies inside its document", """
        SELECT '', (SELECT key FROM doc WHERE doc.id = s.doc), s.line FROM sentence s LEFT JOIN text t ON t.doc = s.doc
        WHERE t.doc IS NULL OR s.start < 0 OR s."end" <= s.start OR s."end" > length(t.text)"""),
    "concept-counts": ("the number of mentions of a concept is that of its places", """
        SELECT c.label, '', 0 FROM concept c
        LEFT JOIN (SELECT cid, count(*) AS n FROM mention GROUP BY cid) m ON m.cid = c.id
        WHERE c.mentions != coalesce(m.n, 0)"""),
    "pair-turned": ("a pair stands in both directions with the same counts", """
        SELECT c.label, '', 0 FROM pair p JOIN concept c ON c.id = p.a LEFT JOIN pair q ON q.a = p.b AND q.b = p.a
        WHERE q.sentences IS NOT p.sentences OR q.documents IS NOT p.documents"""),
    "pair-counts": ("a pair has at most the sentences of either concept, and at most as many documents as sentences", """
        SELECT c.label, '', 0 FROM pair p JOIN concept c ON c.id = p.a WHERE p.sentences > c.sentences OR p.documents > p.sentences OR p.sentences < 1"""),
    "concept-broader": ("a broader concept is one of the project", """
        SELECT c.label, '', 0 FROM broader b JOIN concept c ON c.id = b.cid WHERE b.broader NOT IN (SELECT id FROM concept)"""),
}
"""Name → (what holds, a query for what breaks it: concept, document, line)."""


class Broken(NamedTuple):
    """A condition that does not hold, and where: a concept, a document and a line of its source, each empty or 0 where unknown."""

    rule: str
    message: str
    concept: str
    document: str
    line: int


def broken(store: Store) -> Iterator[Broken]:
    """Yield each place where a condition does not hold, at most 100 a condition. Raise KgError (code 2) for a damaged database."""
    try:
        for row in store.db.execute("PRAGMA quick_check(10)"):
            if row[0] != "ok":
                yield Broken("database", str(row[0]), "", "", 0)
        for rule, (message, query) in CONDITIONS.items():
            for concept, document, line in store.db.execute(f"SELECT DISTINCT * FROM ({query}) ORDER BY 1, 2, 3 LIMIT 100"):  # noqa: S608 - our own queries
                yield Broken(rule, message, concept, document or "", line)
    except sqlite3.DatabaseError as error:
        raise KgError(f"the database is damaged: {error}", hint="build the project again") from None
