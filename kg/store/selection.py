"""A part of a project: the same questions, recounted over the chosen documents with the project's own concepts (DESIGN §5, §7).

``restrict`` lays temporary tables and views over those of the file; SQLite finds temporary names first, so every reading function
answers for the chosen documents from then on. The file itself is never changed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError, KgError
from kg.store.names import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.store.reader import Store


class Selection(NamedTuple):
    """Which documents: dates are YYYY, YYYY-MM or YYYY-MM-DD, inclusive; several sources or documents are alternatives.

    ``within``: a selection that holds too.
    """

    since: str = ""
    until: str = ""
    sources: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    within: Selection | None = None

    def __bool__(self) -> bool:
        """Whether anything is selected at all."""
        return any(self)

    def all(self) -> list[Selection]:
        """Return this selection and those it lies within."""
        return [self, *(self.within.all() if self.within else ())]

    def said(self) -> dict[str, object]:
        """Return what is asked for, and nothing else."""
        found: dict[str, object] = {name: value for name, value in (("since", self.since), ("until", self.until)) if value}
        found |= {name: sorted(set(value)) for name, value in (("sources", self.sources), ("documents", self.documents)) if value}
        return found | ({"within": self.within.said()} if self.within else {})

    def names(self, key: str, source: str) -> bool:
        """Return whether a document of this key and source is among those asked for by name; all are where none is named."""
        return (not self.sources or source in self.sources) and (not self.documents or not {key, stem(key)}.isdisjoint(self.documents))


class Selected(NamedTuple):
    """What a selection took: counted documents, and undated ones that a selection by time leaves out."""

    documents: int
    undated: int


DEFAULT_THRESHOLDS = ((20, 3, 2), (5, 2, 1), (0, 1, 1))
"""From so many counted documents on, the least sentences and documents of discovered concepts and of links (DESIGN §7)."""


def default_thresholds(counted: int) -> tuple[int, int]:
    """Return the least sentences and documents of discovered concepts and of links for so many counted documents."""
    return next((sentences, documents) for least, sentences, documents in DEFAULT_THRESHOLDS if counted >= least)


def part_thresholds(store: Store) -> list[tuple[int, int, int]]:
    """Return the rows of ``DEFAULT_THRESHOLDS`` as they hold for parts of a project: what a build was asked for holds for all."""
    options = json.loads(store.meta("options") or "{}")
    return [(least, options.get("min_sentences") or sentences, options.get("min_documents") or documents)
            for least, sentences, documents in DEFAULT_THRESHOLDS]


def chosen(store: Store, selection: Selection) -> tuple[list[int], int]:
    """Return the ids of the counted documents of a selection, sorted, and how many were left out because they bear no date.

    A date of a document that is less precise than a limit is taken to lie within it when it can. Raise KgError for a date that is
    none, InputError for a source or document that the project has not.
    """
    asked = selection.all()
    limits = [(_date(each.since), _date(each.until)) for each in asked]
    rows = store.db.execute("SELECT id, key, date, source FROM doc WHERE first_sid IS NOT NULL ORDER BY id").fetchall()
    _known({name for each in asked for name in each.sources}, {row[3] for row in rows}, "source")
    _known({name for each in asked for name in each.documents}, {name for row in rows for name in (row[1], stem(row[1]))}, "document")
    named = [(doc, date) for doc, key, date, source in rows if all(each.names(key, source) for each in asked)]
    timed = any(since or until for since, until in limits)
    found = [doc for doc, date in named if (date or not timed) and all(_within(date, *limit) for limit in limits)]
    return found, sum(not date for _, date in named) if timed else 0


def _within(date: str, since: str, until: str) -> bool:
    return date[:len(since)] >= since[:len(date)] and (not until or date[:len(until)] <= until[:len(date)])


def _date(text: str) -> str:
    whole = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
    if text and _day(whole) != whole:
        raise KgError(f"no date: {text}", hint="YYYY, YYYY-MM or YYYY-MM-DD, a day that there is")
    return text


def _day(text: str) -> str:
    """Return a day as ISO 8601 writes it, "" for what is none."""
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _known(asked: Iterable[str], known: set[str], what: str) -> None:
    for name in sorted(asked):
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, sorted(known), 3, 0.4)
            raise InputError(f"no {what} {name}", hint=f"nearest: {', '.join(near)}" if near else "list them: kg documents")


def restrict(store: Store, selection: Selection, *, around: Sequence[int] | None = None) -> Selected:
    """Let ``store`` answer for the documents of ``selection`` from now on. An empty selection changes nothing.

    ``around``: only the links of these concepts will be asked for, which spares counting the others.
    """
    if not selection:
        return Selected(int(store.db.execute("SELECT count(*) FROM doc WHERE first_sid IS NOT NULL").fetchone()[0]), 0)
    docs, undated = chosen(store, selection)
    if not docs:
        raise InputError("no document is selected", hint="dates, sources and keys: kg documents")
    recount(store, docs, around=around)
    store.db.execute("INSERT INTO temp.meta VALUES('selection', ?)", (json.dumps(selection.said(), ensure_ascii=False, sort_keys=True),))
    store.db.commit()
    return Selected(len(docs), undated)


def recount(store: Store, docs: Sequence[int], *, around: Sequence[int] | None = None) -> None:
    """Lay the tables of these counted documents over those of the project."""
    sentences, documents = next(row[1:] for row in part_thresholds(store) if len(docs) >= row[0])
    db = store.db
    db.execute("PRAGMA temp_store = MEMORY")
    db.executescript(_TABLES)
    db.executemany("INSERT INTO chosen VALUES(?)", [(doc,) for doc in docs])
    db.executescript(_COUNTS)
    db.execute(f"INSERT INTO once SELECT DISTINCT m.sid, m.cid, s.doc FROM mention m JOIN picked s ON s.sid = m.sid {_near(around)}")  # noqa: S608 - integers only
    db.executescript(_PAIRS.format(near="" if around is None else f"AND a.cid IN ({','.join(map(str, around))})", turn="<" if around is None else "!="))
    if around is None:
        db.execute("INSERT INTO pair SELECT b, a, sentences, documents FROM pair")
    db.executemany("UPDATE meta SET value = ? WHERE name = ?", [
        (str(db.execute("SELECT count(*) FROM picked").fetchone()[0]), "units"), (str(len(docs)), "counted"),
        (str(sentences), "min_sentences"), (str(documents), "min_documents")])
    db.commit()


def _near(around: Sequence[int] | None) -> str:
    if around is None:
        return ""
    return f"WHERE m.sid IN (SELECT sid FROM main.mention WHERE cid IN ({','.join(map(str, around))}))"  # noqa: S608 - integers only


_TABLES = """
CREATE TEMP TABLE meta AS SELECT * FROM main.meta;
CREATE TEMP TABLE chosen(doc INTEGER PRIMARY KEY);
CREATE TEMP TABLE picked(sid INTEGER PRIMARY KEY, doc INTEGER NOT NULL);
CREATE TEMP TABLE once(sid INTEGER NOT NULL, cid INTEGER NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY(sid, cid)) WITHOUT ROWID;
CREATE TEMP TABLE concept(
    id INTEGER PRIMARY KEY, iri TEXT, label TEXT, en TEXT, category TEXT, status TEXT, score REAL, mentions INTEGER, sentences INTEGER,
    documents INTEGER, note TEXT, source TEXT);
CREATE TEMP TABLE half(cut TEXT, cid INTEGER, before INTEGER, after INTEGER);
CREATE TEMP TABLE pair(a INTEGER, b INTEGER, sentences INTEGER, documents INTEGER, PRIMARY KEY(a, b)) WITHOUT ROWID;
"""

_COUNTS = """
INSERT INTO picked SELECT sid, doc FROM main.sentence WHERE doc IN (SELECT doc FROM chosen);
CREATE TEMP VIEW doc AS SELECT * FROM main.doc WHERE id IN (SELECT doc FROM chosen);
CREATE TEMP VIEW sentence AS SELECT * FROM main.sentence WHERE sid IN (SELECT sid FROM picked);
CREATE TEMP VIEW mention AS SELECT * FROM main.mention WHERE sid IN (SELECT sid FROM picked);
CREATE TEMP VIEW capped AS SELECT * FROM main.capped WHERE sid IN (SELECT sid FROM picked);
CREATE TEMP VIEW concept_doc AS SELECT * FROM main.concept_doc WHERE doc IN (SELECT doc FROM chosen);
CREATE TEMP VIEW period AS
    SELECT substr(date, 1, 7) AS period, count(*) AS documents, sum(sentences) AS sentences FROM doc WHERE date != '' GROUP BY 1;
CREATE TEMP VIEW concept_period AS
    SELECT c.cid, substr(d.date, 1, 7) AS period, count(*) AS documents, sum(c.sentences) AS sentences, sum(c.mentions) AS mentions
    FROM concept_doc c JOIN main.doc d ON d.id = c.doc WHERE d.date != '' GROUP BY 1, 2;
INSERT INTO concept
    SELECT c.id, c.iri, c.label, c.en, c.category, c.status, c.score, coalesce(n.mentions, 0), coalesce(n.sentences, 0),
           coalesce(n.documents, 0), c.note, c.source
    FROM main.concept c LEFT JOIN (
        SELECT cid, sum(mentions) AS mentions, sum(sentences) AS sentences, count(*) AS documents FROM concept_doc GROUP BY cid) n
    ON n.cid = c.id;
"""
"""Sentences of different documents are different, so counts of documents add up to those of the selection."""

_PAIRS = """
INSERT INTO pair
    SELECT a.cid, b.cid, count(*), count(DISTINCT a.doc) FROM once a JOIN once b ON b.sid = a.sid AND a.cid {turn} b.cid {near}
    WHERE a.sid NOT IN (SELECT sid FROM capped) GROUP BY a.cid, b.cid;
"""
