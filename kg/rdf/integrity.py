"""Does the database of a project agree with itself? Every count is made again from the mentions, and every place is looked up in its text."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.resolve import folded
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store import Store

MOST = 100
"""Places that are named for one condition."""

CONDITIONS = {
    "mention-place": ("a mention lies inside its sentence", """
        SELECT c.label, (SELECT key FROM doc WHERE doc.id = s.doc), s.line FROM mention m JOIN sentence s ON s.sid = m.sid JOIN form f ON f.id = m.form JOIN concept c ON c.id = m.cid
        WHERE m.start < s.start OR m.start + length(f.text) > s."end" """),
    "mention-form": ("a mention is of a form of its concept", """
        SELECT c.label, '', 0 FROM mention m JOIN concept c ON c.id = m.cid LEFT JOIN form f ON f.id = m.form WHERE f.cid IS NOT m.cid"""),
    "mention-sentence": ("a mention lies in a sentence", """
        SELECT c.label, '', 0 FROM mention m JOIN concept c ON c.id = m.cid WHERE m.sid NOT IN (SELECT sid FROM sentence)"""),
    "sentence-place": ("a sentence lies inside its document", """
        WITH long AS MATERIALIZED (SELECT doc, length(text) AS characters FROM text)
        SELECT '', (SELECT key FROM doc WHERE doc.id = s.doc), s.line FROM sentence s LEFT JOIN long t ON t.doc = s.doc
        WHERE t.doc IS NULL OR s.start < 0 OR s."end" <= s.start OR s."end" > t.characters"""),
    "units": ("the number of units is that of the sentences", """
        SELECT '', '', 0 FROM meta WHERE name = 'units' AND CAST(value AS INTEGER) != (SELECT count(*) FROM sentence)"""),
    "document-counts": ("a document has as many sentences as it says", """
        SELECT '', d.key, 0 FROM doc d WHERE d.first_sid IS NOT NULL
        AND d.sentences != (SELECT count(*) FROM sentence s WHERE s.doc = d.id AND s.sid >= d.first_sid AND s.sid < d.first_sid + d.sentences)"""),
    "concept-counts": ("mentions, sentences and documents of a concept are those of its places", """
        SELECT c.label, '', 0 FROM concept c LEFT JOIN
            (SELECT m.cid, count(*) AS n, count(DISTINCT m.sid) AS s, count(DISTINCT s.doc) AS d FROM mention m JOIN sentence s ON s.sid = m.sid GROUP BY m.cid) m
            ON m.cid = c.id
        WHERE c.mentions != coalesce(m.n, 0) OR c.sentences != coalesce(m.s, 0) OR c.documents != coalesce(m.d, 0)"""),
    "concept-in-document": ("what a concept counts in a document is what stands there", """
        WITH met AS MATERIALIZED (
            SELECT m.cid, s.doc, count(*) AS n, count(DISTINCT m.sid) AS u FROM mention m JOIN sentence s ON s.sid = m.sid GROUP BY m.cid, s.doc),
        said AS (SELECT e.cid, e.doc, e.mentions, e.sentences FROM concept_doc e JOIN doc d ON d.id = e.doc WHERE d.first_sid IS NOT NULL)
        SELECT c.label, d.key, 0 FROM (
            SELECT cid, doc FROM (SELECT * FROM met EXCEPT SELECT * FROM said) UNION SELECT cid, doc FROM (SELECT * FROM said EXCEPT SELECT * FROM met)) p
        JOIN concept c ON c.id = p.cid JOIN doc d ON d.id = p.doc"""),
    "concept-in-period": ("what a concept counts in a month is what stands in the documents of that month", """
        WITH met AS MATERIALIZED (
            SELECT m.cid, substr(d.date, 1, 7), count(DISTINCT d.id), count(DISTINCT m.sid), count(*)
            FROM mention m JOIN sentence s ON s.sid = m.sid JOIN doc d ON d.id = s.doc WHERE d.date != '' GROUP BY 1, 2)
        SELECT c.label, '', 0 FROM (
            SELECT cid FROM (SELECT * FROM concept_period EXCEPT SELECT * FROM met) UNION SELECT cid FROM (SELECT * FROM met EXCEPT SELECT * FROM concept_period)) p
        JOIN concept c ON c.id = p.cid"""),
    "period": ("what a month counts is what its documents hold", """
        WITH met AS MATERIALIZED (
            SELECT substr(date, 1, 7), count(*), sum(sentences) FROM doc WHERE first_sid IS NOT NULL AND date != '' GROUP BY 1)
        SELECT '', '', 0 FROM (SELECT * FROM (SELECT * FROM period EXCEPT SELECT * FROM met) UNION SELECT * FROM (SELECT * FROM met EXCEPT SELECT * FROM period))"""),
    "pair-turned": ("a pair stands in both directions with the same counts", """
        SELECT c.label, '', 0 FROM (
            SELECT p.a FROM pair p LEFT JOIN pair q ON q.a = p.b AND q.b = p.a
            WHERE p.a < p.b AND (q.sentences IS NOT p.sentences OR q.documents IS NOT p.documents) UNION ALL
            SELECT p.a FROM pair p WHERE p.a > p.b AND (SELECT count(*) FROM pair WHERE a > b) > (SELECT count(*) FROM pair WHERE a < b)
            AND NOT EXISTS (SELECT 1 FROM pair q WHERE q.a = p.b AND q.b = p.a)) p
        JOIN concept c ON c.id = p.a"""),
    "pair-counts": ("sentences and documents of a pair are those in which both stand", """
        WITH held AS MATERIALIZED (
            SELECT DISTINCT m.sid, m.cid, s.doc FROM mention m JOIN sentence s ON s.sid = m.sid WHERE m.sid NOT IN (SELECT sid FROM capped) ORDER BY m.sid, m.cid),
        met AS MATERIALIZED (SELECT one.cid AS a, other.cid AS b, count(*) AS n, count(DISTINCT one.doc) AS d
            FROM held one JOIN held other ON other.sid = one.sid AND other.cid > one.cid GROUP BY 1, 2)
        SELECT c.label, '', 0 FROM (
            SELECT a FROM (SELECT a, b, n, d FROM met EXCEPT SELECT a, b, sentences, documents FROM pair WHERE a < b) UNION
            SELECT a FROM (SELECT a, b, sentences, documents FROM pair WHERE a < b EXCEPT SELECT a, b, n, d FROM met)) p
        JOIN concept c ON c.id = p.a"""),
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
    """Yield each place where a condition does not hold, at most MOST a condition. Raise KgError (code 2) for a damaged database."""
    try:
        for row in store.db.execute("PRAGMA quick_check(10)"):
            if row[0] != "ok":
                yield Broken("database", str(row[0]), "", "", 0)
        for rule, (message, query) in CONDITIONS.items():
            for concept, document, line in store.db.execute(f"SELECT DISTINCT * FROM ({query}) ORDER BY 1, 2, 3 LIMIT {MOST}"):  # noqa: S608 - our own queries
                yield Broken(rule, message, concept, document or "", line)
        yield from sorted(set(_elsewhere(store)))[:MOST]
    except sqlite3.DatabaseError as error:
        raise KgError(f"the database is damaged: {error}", hint="build the project again") from None


def _elsewhere(store: Store) -> Iterator[Broken]:
    """Yield mentions at whose place something else stands; one text is in memory at a time."""
    forms = dict(store.db.execute("SELECT id, text FROM form"))
    for doc, key, text in store.db.execute("SELECT d.id, d.key, t.text FROM doc d JOIN text t ON t.doc = d.id WHERE d.first_sid IS NOT NULL ORDER BY d.id"):
        places = store.db.execute(
            "SELECT m.cid, m.start, m.form, s.line FROM sentence s JOIN mention m ON m.sid = s.sid WHERE s.doc = ?", (doc,))
        for cid, start, form, line in places:
            written = forms.get(form, "")
            found = text[start:start + len(written)]
            if found != written and folded(found) != folded(written):
                yield Broken("mention-text", f"a mention stands where {written} is written", store.concept(cid).label, key, line)
