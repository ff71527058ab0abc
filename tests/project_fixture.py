"""A small project written by SQL, for tests of what reads a project: the counts are made by brute force from the mentions."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

from kg import iri
from kg.model import BODY
from kg.store import Store
from kg.store.reader import FILE
from kg.store.schema import INDEXES, SCHEMA, TABLES

CAP = 60


class Text(NamedTuple):
    """A document for the project: sentences, each with its kind."""

    key: str
    date: str
    sentences: Sequence[tuple[str, int]]
    source: str = ""
    title: str = ""


class Term(NamedTuple):
    """A concept for the project; ``forms`` are its other forms."""

    label: str
    forms: tuple[str, ...] = ()
    en: str = ""
    category: str = "policy"
    status: str = "curated"
    broader: tuple[str, ...] = ()


def body(*sentences: str) -> list[tuple[str, int]]:
    return [(sentence, BODY) for sentence in sentences]


def write(folder: Path, texts: Sequence[Text], terms: Sequence[Term], *, meta: Mapping[str, str] | None = None) -> Path:
    """Write a project: forms are found by greedy longest substring, without segmentation."""
    folder.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(folder / FILE)
    db.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;" + TABLES)
    terms = sorted(terms)
    ids = {term.label: number for number, term in enumerate(terms)}
    forms = [(ids[term.label], text, "pref" if text == term.label else "alt") for term in terms for text in (term.label, *sorted(term.forms))]
    db.executemany("INSERT INTO form VALUES(?,?,?,?,?,'zh')", [(i, cid, text, text.casefold(), kind) for i, (cid, text, kind) in enumerate(forms)])
    db.executemany("INSERT INTO form VALUES(?,?,?,?,'pref','en')", [
        (len(forms) + i, ids[term.label], term.en, term.en.casefold()) for i, term in enumerate(terms) if term.en])
    db.executemany("INSERT INTO broader VALUES(?,?)", [(ids[term.label], ids[above]) for term in terms for above in term.broader])
    mentions = _documents(db, sorted(texts), forms)
    _counts(db, terms, mentions)
    units = db.execute("SELECT count(*) FROM sentence").fetchone()[0]
    header = {"schema": str(SCHEMA), "units": str(units), "min_sentences": "1", "min_documents": "1", "unit": "sentence", "threshold": "0"} | dict(meta or {})
    db.executemany("INSERT INTO meta VALUES(?,?)", sorted(header.items()))
    db.executescript(INDEXES)
    db.commit()
    db.close()
    return folder


def _documents(db: sqlite3.Connection, texts: Sequence[Text], forms: list[tuple[int, str, str]]) -> list[tuple[int, int, int, int, int, str]]:
    mentions: list[tuple[int, int, int, int, int, str]] = []
    sid = 0
    for doc, text in enumerate(texts):
        whole = "\n".join(sentence for sentence, _ in text.sentences)
        db.execute("INSERT INTO doc VALUES(?,?,?,?,?,'','counted','',NULL,?,?,?,'')",
                   (doc, text.key, text.title, text.date, text.source, len(whole), sid, len(text.sentences)))
        db.execute("INSERT INTO text VALUES(?,?)", (doc, whole))
        at = 0
        for line, (sentence, kind) in enumerate(text.sentences, 1):
            db.execute("INSERT INTO sentence VALUES(?,?,?,?,?,?)", (sid, doc, at, at + len(sentence), kind, line))
            mentions += [(cid, sid, at + start, form, doc, text.date) for cid, start, form in _find(sentence, forms)]
            at += len(sentence) + 1
            sid += 1
    return mentions


def _find(sentence: str, forms: list[tuple[int, str, str]]) -> list[tuple[int, int, int]]:
    hits = [(-len(text), start, cid, number) for number, (cid, text, _) in enumerate(forms)
            for start in range(len(sentence)) if sentence.startswith(text, start)]
    taken: list[tuple[int, int, int]] = []
    used: set[int] = set()
    for length, start, cid, number in sorted(hits):
        span = set(range(start, start - length))
        if not span & used:
            used |= span
            taken.append((cid, start, number))
    return sorted(taken, key=lambda hit: hit[1])


def _counts(db: sqlite3.Connection, terms: Sequence[Term], mentions: list[tuple[int, int, int, int, int, str]]) -> None:
    db.executemany("INSERT INTO mention VALUES(?,?,?,?)", [row[:4] for row in mentions])
    sentences, documents, places = defaultdict(set), defaultdict(set), Counter(cid for cid, *_ in mentions)
    by_sid, doc_of = defaultdict(set), {}
    for cid, sid, _, _, doc, _ in mentions:
        sentences[cid].add(sid)
        documents[cid].add(doc)
        by_sid[sid].add(cid)
        doc_of[sid] = doc
    for number, term in enumerate(terms):
        db.execute("INSERT INTO concept VALUES(?,?,?,?,?,?,?,?,?,?,'','')", (
            number, iri.concept(term.label), term.label, term.en, term.category, term.status, 1.0,
            places[number], len(sentences[number]), len(documents[number])))
    full = [sid for sid, found in sorted(by_sid.items()) if len(found) > CAP]
    db.executemany("INSERT INTO capped VALUES(?,?)", [(sid, len(by_sid[sid])) for sid in full])
    pairs, pair_docs = Counter[tuple[int, int]](), defaultdict(set)
    for sid, found in by_sid.items():
        if sid not in full:
            for pair in permutations(sorted(found), 2):
                pairs[pair] += 1
                pair_docs[pair].add(doc_of[sid])
    db.executemany("INSERT INTO pair VALUES(?,?,?,?)", [(*pair, n, len(pair_docs[pair])) for pair, n in sorted(pairs.items())])
    _periods(db, mentions)
    for cid, doc in sorted({(cid, doc) for cid, _, _, _, doc, _ in mentions}):
        here = [(row[1], row[3]) for row in mentions if row[0] == cid and row[4] == doc]
        db.execute("INSERT INTO concept_doc VALUES(?,?,?,?,1.0,'')", (cid, doc, len(here), len({sid for sid, _ in here})))


def _periods(db: sqlite3.Connection, mentions: list[tuple[int, int, int, int, int, str]]) -> None:
    dates = db.execute("SELECT substr(date, 1, 7), count(*), sum(sentences) FROM doc WHERE date != '' GROUP BY 1 ORDER BY 1").fetchall()
    db.executemany("INSERT INTO period VALUES(?,?,?)", dates)
    for cid, period in sorted({(cid, date[:7]) for cid, _, _, _, _, date in mentions if date}):
        here = [row for row in mentions if row[0] == cid and row[5][:7] == period]
        db.execute("INSERT INTO concept_period VALUES(?,?,?,?,?)", (
            cid, period, len({row[4] for row in here}), len({row[1] for row in here}), len(here)))


def opened(folder: Path) -> Store:
    return Store(folder)
