"""Reading a project. No numpy, no networkx here: a query answers in the time the interpreter needs to start."""

from __future__ import annotations

import os
import sqlite3
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from kg.errors import KgError
from kg.kinds import CURATED
from kg.store.schema import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILE = "kg.sqlite"
Row = TypeVar("Row", bound=tuple[Any, ...])  # Any: what the columns hold


class ConceptRow(NamedTuple):
    """A concept as stored; counts are over all counted documents."""

    id: int
    iri: str
    label: str
    en: str
    category: str
    status: str
    score: float
    mentions: int
    sentences: int
    documents: int
    note: str
    source: str


class DocRow(NamedTuple):
    """A document as stored; ``duplicate_of`` and ``first_sid`` are None where they do not apply."""

    id: int
    key: str
    title: str
    date: str
    source: str
    url: str
    status: str
    reason: str
    duplicate_of: int | None
    length: int
    first_sid: int | None
    sentences: int
    warnings: str


class SentenceRow(NamedTuple):
    """A sentence: its place in the stored text of a document and the line of the source where its paragraph begins."""

    sid: int
    doc: int
    start: int
    end: int
    kind: int
    line: int


class Neighbour(NamedTuple):
    """A concept that shares sentences with another: ``sentences`` and ``documents`` with both, ``total`` = its own sentences."""

    id: int
    sentences: int
    documents: int
    total: int


def rows_of(kind: type[Row], rows: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    """Yield rows as named ones, made without a call into Python: in a quarter of the time. Any: what the columns hold."""
    return map(partial(tuple.__new__, kind), rows)


def is_node(sentences: int, documents: int) -> str:
    """Return the SQL condition on a row of ``concept`` to be a node: mentioned where it is curated, else over these thresholds."""
    return f"sentences > 0 AND (status = '{CURATED}' OR (sentences >= {sentences} AND documents >= {documents}))"


def _uri(file: str) -> str:
    """Return the address of a file as SQLite reads it: the three characters that mean something there are escaped."""
    path = os.path.abspath(file).replace("%", "%25").replace("?", "%3f").replace("#", "%23")  # noqa: PTH100 - no pathlib at start-up
    return f"file:{path}" if os.sep == "/" else f"file:///{path.replace(os.sep, '/')}"


class Store:
    """A project opened for reading. Use as a context manager, or call ``close``."""

    def __init__(self, folder: Path | str) -> None:
        """Raise KgError (code 2) when ``folder`` holds no project, a damaged one or one of another schema."""
        self.folder = folder
        file = os.path.join(folder, FILE)  # noqa: PTH118 - no pathlib at start-up
        if not os.path.isfile(file):  # noqa: PTH113 - no pathlib at start-up
            raise KgError(f"no project in {folder}", hint=f"make one: kg build TEXTS -o {folder}")
        self.db = sqlite3.connect(f"{_uri(file)}?mode=ro", uri=True)
        try:
            found = self.meta("schema")
        except sqlite3.DatabaseError as error:
            self.close()
            raise KgError(f"{file} is damaged: {error}", hint=f"build it again: kg build TEXTS -o {folder}") from None
        if found != str(SCHEMA):
            self.close()
            raise KgError(f"{file} has schema {found or 'unknown'}, this kg reads {SCHEMA}", hint=f"build it again: kg build TEXTS -o {folder}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self.db.close()

    def meta(self, name: str) -> str:
        """Return one entry of the header, "" if it is not there."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    @property
    def units(self) -> int:
        """N: the number of all kept sentences (units) of counted documents."""
        return int(self.meta("units"))

    @property
    def thresholds(self) -> tuple[int, int]:
        """Least sentences and least documents for discovered concepts and for pairs, as chosen at build (DESIGN §7)."""
        return int(self.meta("min_sentences")), int(self.meta("min_documents"))

    def concepts(self, *, shown: bool = True, curated: bool = False, least: tuple[int, int] | None = None) -> list[ConceptRow]:
        """Return concepts by id; with ``shown`` only nodes, see ``is_node``, and with ``curated`` also curated ones that the texts never name.

        ``least``: thresholds in place of the project's.
        """
        node = f"({is_node(*(least or self.thresholds))})" if shown else "1"
        where = f"{node} OR status = '{CURATED}'" if curated else node
        return list(rows_of(ConceptRow, self.db.execute(f"SELECT * FROM concept WHERE {where} ORDER BY id")))  # noqa: S608 - integers only

    def concept(self, cid: int) -> ConceptRow:
        """Return one concept."""
        return ConceptRow(*self.db.execute("SELECT * FROM concept WHERE id = ?", (cid,)).fetchone())

    def forms(self, cid: int) -> list[tuple[str, str, str]]:
        """Return (text, kind, language) of all labels and forms of a concept, sorted by form id."""
        return self.db.execute("SELECT text, kind, lang FROM form WHERE cid = ? ORDER BY id", (cid,)).fetchall()

    def broader(self) -> list[tuple[int, int]]:
        """Return all (concept, broader concept) pairs, sorted."""
        return self.db.execute("SELECT cid, broader FROM broader ORDER BY cid, broader").fetchall()

    def neighbours(self, cid: int, *, min_sentences: int, min_documents: int) -> list[Neighbour]:
        """Return what shares at least so many sentences and documents with a concept, by id."""
        rows = self.db.execute(
            "SELECT p.b, p.sentences, p.documents, c.sentences FROM pair p JOIN concept c ON c.id = p.b "
            "WHERE p.a = ? AND p.sentences >= ? AND p.documents >= ? ORDER BY p.b", (cid, min_sentences, min_documents))
        return [Neighbour(*row) for row in rows]

    def pairs(self, *, min_sentences: int, min_documents: int) -> Iterator[tuple[int, int, int, int]]:
        """Yield (a, b, sentences, documents) of all pairs with a < b over the thresholds, sorted."""
        return self.db.execute(
            "SELECT a, b, sentences, documents FROM pair WHERE a < b AND sentences >= ? AND documents >= ? ORDER BY a, b",
            (min_sentences, min_documents))

    def pair(self, a: int, b: int) -> tuple[int, int]:
        """Return (sentences, documents) with both concepts; zeros where they never meet."""
        row = self.db.execute("SELECT sentences, documents FROM pair WHERE a = ? AND b = ?", (a, b)).fetchone()
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def sids(self, concepts: tuple[int, ...]) -> list[int]:
        """Return the sentences that hold all these concepts, sorted; for several, those too full for pairs are left out."""
        if len(concepts) == 1:
            rows = self.db.execute("SELECT DISTINCT sid FROM mention WHERE cid = ? ORDER BY sid", concepts)
        else:
            # the rarest first: the others are looked up by primary key
            first, *others = sorted(concepts, key=lambda cid: (self.concept(cid).mentions, cid))
            meets = " ".join("AND EXISTS (SELECT 1 FROM mention o WHERE o.cid = ? AND o.sid = m.sid)" for _ in others)
            rows = self.db.execute(
                f"SELECT DISTINCT m.sid FROM mention m WHERE m.cid = ? {meets} AND m.sid NOT IN (SELECT sid FROM capped) ORDER BY m.sid",  # noqa: S608 - placeholders only
                (first, *others))
        return [sid for (sid,) in rows]

    def sentence(self, sid: int) -> SentenceRow:
        """Return one sentence."""
        return SentenceRow(*self.db.execute("SELECT * FROM sentence WHERE sid = ?", (sid,)).fetchone())

    def sentence_text(self, row: SentenceRow) -> str:
        """Return the text of a sentence."""
        found = self.db.execute("SELECT substr(text, ?, ?) FROM text WHERE doc = ?", (row.start + 1, row.end - row.start, row.doc)).fetchone()
        return str(found[0])

    def mentions_in(self, sid: int) -> list[tuple[int, int, int]]:
        """Return (concept, start, end) of all mentions in a sentence by place; offsets into the stored text."""
        rows = self.db.execute(
            "SELECT m.cid, m.start, m.start + length(f.text) FROM mention m JOIN form f ON f.id = m.form WHERE m.sid = ? ORDER BY m.start", (sid,))
        return rows.fetchall()

    def doc(self, doc: int) -> DocRow:
        """Return one document."""
        return DocRow(*self.db.execute("SELECT * FROM doc WHERE id = ?", (doc,)).fetchone())

    def docs(self) -> list[DocRow]:
        """Return all documents by id, skipped ones too."""
        return [DocRow(*row) for row in self.db.execute("SELECT * FROM doc ORDER BY id")]

    def capped(self) -> list[tuple[str, int, int]]:
        """Return (document, start, concepts) of the sentences too full for pairs, by place."""
        return self.db.execute(
            "SELECT d.key, s.start, c.concepts FROM capped c JOIN sentence s ON s.sid = c.sid JOIN doc d ON d.id = s.doc ORDER BY c.sid").fetchall()

    def text(self, doc: int) -> str:
        """Return the stored text of a document."""
        row = self.db.execute("SELECT text FROM text WHERE doc = ?", (doc,)).fetchone()
        return str(row[0]) if row else ""
