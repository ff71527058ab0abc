"""Tables of a project. Ids are ranks of sorted keys: documents by key, concepts by label, forms by (concept, text)."""

from __future__ import annotations

SCHEMA = 1
"""Raised when a table changes; an older project is refused with a hint to build it again."""

TABLES = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE doc(
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, title TEXT NOT NULL, date TEXT NOT NULL, source TEXT NOT NULL,
    url TEXT NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL, duplicate_of INTEGER, length INTEGER NOT NULL,
    first_sid INTEGER, sentences INTEGER NOT NULL, warnings TEXT NOT NULL);
CREATE TABLE text(doc INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE part(
    doc INTEGER PRIMARY KEY, hash BLOB NOT NULL, kinds BLOB NOT NULL, lines BLOB NOT NULL, tokens BLOB NOT NULL,
    sentences BLOB NOT NULL, fingerprint BLOB NOT NULL, candidates BLOB NOT NULL, document TEXT NOT NULL);
CREATE TABLE hits(doc INTEGER PRIMARY KEY, hits BLOB NOT NULL);
CREATE TABLE searched(id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE sentence(
    sid INTEGER PRIMARY KEY, doc INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind INTEGER NOT NULL,
    line INTEGER NOT NULL);
CREATE TABLE concept(
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL, label TEXT NOT NULL UNIQUE, en TEXT NOT NULL, category TEXT NOT NULL,
    status TEXT NOT NULL, score REAL NOT NULL, mentions INTEGER NOT NULL, sentences INTEGER NOT NULL, documents INTEGER NOT NULL,
    note TEXT NOT NULL, source TEXT NOT NULL);
CREATE TABLE broader(cid INTEGER NOT NULL, broader INTEGER NOT NULL, PRIMARY KEY(cid, broader)) WITHOUT ROWID;
CREATE TABLE guard(cid INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY(cid, text)) WITHOUT ROWID;
CREATE TABLE replaced(iri TEXT PRIMARY KEY, by TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE proposal(
    cid INTEGER PRIMARY KEY, places INTEGER NOT NULL, marked INTEGER NOT NULL, titles INTEGER NOT NULL);
CREATE TABLE form(
    id INTEGER PRIMARY KEY, cid INTEGER NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL, kind TEXT NOT NULL, lang TEXT NOT NULL);
CREATE TABLE mention(
    cid INTEGER NOT NULL, sid INTEGER NOT NULL, start INTEGER NOT NULL, form INTEGER NOT NULL,
    PRIMARY KEY(cid, sid, start)) WITHOUT ROWID;
CREATE TABLE concept_doc(
    cid INTEGER NOT NULL, doc INTEGER NOT NULL, mentions INTEGER NOT NULL, sentences INTEGER NOT NULL, score REAL NOT NULL,
    variants TEXT NOT NULL, PRIMARY KEY(cid, doc)) WITHOUT ROWID;
CREATE TABLE pair(
    a INTEGER NOT NULL, b INTEGER NOT NULL, sentences INTEGER NOT NULL, documents INTEGER NOT NULL,
    PRIMARY KEY(a, b)) WITHOUT ROWID;
CREATE TABLE period(period TEXT PRIMARY KEY, documents INTEGER NOT NULL, sentences INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE concept_period(
    cid INTEGER NOT NULL, period TEXT NOT NULL, documents INTEGER NOT NULL, sentences INTEGER NOT NULL, mentions INTEGER NOT NULL,
    PRIMARY KEY(cid, period)) WITHOUT ROWID;
CREATE TABLE half(
    cut TEXT NOT NULL, cid INTEGER NOT NULL, before INTEGER NOT NULL, after INTEGER NOT NULL, PRIMARY KEY(cut, cid)) WITHOUT ROWID;
CREATE TABLE capped(sid INTEGER PRIMARY KEY, concepts INTEGER NOT NULL);
"""
"""
doc: every input, also what was skipped; ``duplicate_of`` is a doc id; first_sid is null unless the document is counted.
text: the stored text. part, hits, searched: what an update reuses (see ``kg.pipeline``); queries never read them.
sentence: the units of counted documents, sid = dense rank in document order; start, end are offsets into the stored text.
guard: longer words in which no form of the concept counts. replaced: IRIs that decisions took out of use, and what stands for them.
proposal: of discovered concepts, over counted documents: hits of their forms, how many of them the labeller marked, how many stand in
titles and headings.
concept: curated ones without a mention too (mentions = 0). form: every label and found form; kind pref, alt, hidden or found.
mention: places in counted documents; its end is start + length of the form's text (folding keeps lengths).
concept_doc: also for duplicates (they count nowhere else); variants joined by line feeds.
pair: sentences and documents with both, in both directions. capped: sentences with too many concepts for pairs.
half: sentences of concepts before a period and from it on, for the cuts of ``kg.store.halves``.
period: YYYY-MM, or YYYY where the month is unknown; undated documents stand in none.
"""

INDEXES = """
CREATE INDEX sentence_doc ON sentence(doc);
CREATE INDEX form_folded ON form(folded);
CREATE INDEX mention_sid ON mention(sid);
CREATE INDEX concept_doc_doc ON concept_doc(doc);
"""
