"""Whole tables in order, for exports.

What is returned as an iterator holds no more than a row here. What no index has in order (``meetings``, ``named``, ``seen``) SQLite
sorts, in a temporary file where it is large, in memory for a part of a project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.store.reader import SentenceRow, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store.reader import Store


class YearCounts(NamedTuple):
    """What one concept counts in one year."""

    cid: int
    year: str
    mentions: int
    sentences: int
    documents: int


def forms(store: Store) -> Iterator[tuple[int, str, str, str]]:
    """Yield (concept, text, kind, language) of all labels and forms, by concept."""
    # form ids are ranks of (concept, text)
    return store.db.execute("SELECT cid, text, kind, lang FROM form ORDER BY id")


def partners(store: Store, *, min_sentences: int, min_documents: int) -> Iterator[tuple[int, int]]:
    """Yield (concept, partner) in both directions for all pairs over the thresholds, sorted."""
    return store.db.execute(
        "SELECT a, b FROM pair WHERE sentences >= ? AND documents >= ? ORDER BY a, b", (min_sentences, min_documents))


def pairs_over(store: Store, *, min_sentences: int, min_documents: int) -> int:
    """Return how many pairs are over the thresholds."""
    row = store.db.execute(
        "SELECT count(*) FROM pair WHERE a < b AND sentences >= ? AND documents >= ?", (min_sentences, min_documents)).fetchone()
    return int(row[0])


def degrees(store: Store, *, min_sentences: int, min_documents: int) -> dict[int, int]:
    """Return how many pairs over the thresholds each concept is in; concepts in none are left out."""
    return dict(store.db.execute(
        "SELECT a, count(*) FROM pair WHERE sentences >= ? AND documents >= ? GROUP BY a", (min_sentences, min_documents)).fetchall())


def meetings(store: Store) -> Iterator[tuple[int, int, int]]:
    """Yield (a, b, sentence) for all sentences that count for a pair a < b, sorted."""
    return store.db.execute(
        "SELECT DISTINCT m.cid, o.cid, m.sid FROM mention m JOIN mention o ON o.sid = m.sid AND o.cid > m.cid "
        "WHERE m.sid NOT IN (SELECT sid FROM capped) ORDER BY m.cid, o.cid, m.sid")


def years(store: Store) -> list[tuple[str, int, int]]:
    """Return (year, counted documents, their sentences), sorted; undated documents stand in none."""
    return store.db.execute(
        "SELECT substr(period, 1, 4) AS year, sum(documents), sum(sentences) FROM period GROUP BY year ORDER BY year").fetchall()


def concept_years(store: Store) -> Iterator[YearCounts]:
    """Yield the counts of concepts by year, by concept and year."""
    rows = store.db.execute(
        "SELECT cid, substr(period, 1, 4) AS year, sum(mentions), sum(sentences), sum(documents) FROM concept_period "
        "GROUP BY cid, year ORDER BY cid, year")
    return rows_of(YearCounts, rows)


def seen(store: Store) -> Iterator[tuple[int, str, str]]:
    """Yield (concept, first date, last date) of the dated documents that count, by concept; dates as precise as they are known."""
    return store.db.execute(
        "SELECT c.cid, min(d.date), max(d.date) FROM concept_doc c JOIN doc d ON d.id = c.doc "
        "WHERE d.date != '' AND d.first_sid IS NOT NULL GROUP BY c.cid ORDER BY c.cid")


def hashes(store: Store) -> dict[int, str]:
    """Return the hash (hex) of each document's bytes as they were read, by document."""
    return {doc: bytes(digest).hex() for doc, digest in store.db.execute("SELECT doc, hash FROM part")}


def named(store: Store) -> Iterator[tuple[int, int]]:
    """Yield (sentence, concept) once for each concept named in a sentence, sorted."""
    return store.db.execute("SELECT DISTINCT sid, cid FROM mention ORDER BY sid, cid")


def sentences_of(store: Store, doc: int) -> Iterator[SentenceRow]:
    """Yield the sentences of a document, in its order."""
    return rows_of(SentenceRow, store.db.execute("SELECT * FROM sentence WHERE doc = ? ORDER BY sid", (doc,)))
