"""A project of any size made of chance: concepts that follow Zipf's law and meet by topic, every count true to its mentions.

    python -m benchmarks.big_project FOLDER [--concepts 100000 --sentences 4000000]

The defaults give about 100 k concepts, 5 M pairs and 20 M mentions. Only questions about a project of that size are asked of it; its
texts say nothing.
"""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg import iri
from kg.store.halves import write_halves
from kg.store.reader import FILE
from kg.store.schema import INDEXES, SCHEMA, TABLES

SEED = 1
WORD, SLOT, PER_SENTENCE, PER_DOCUMENT = 4, 5, 5, 200
"""Characters of a label, of a label with its comma; mentions of a sentence; sentences of a document."""

BITS, BATCH = 18, 200_000
"""Bits of a concept or of a sentence of a batch: two concepts and one of these fit an integer."""

TOPIC, STRAY = 150, 0.04
"""Concepts of a topic; a sentence keeps to one, apart from so many of its mentions, which are any concept."""

RISING, LATE = 20, 0.05
"""So many topics take so many of the sentences of the last third of the time from all others: they rise, the others fall."""

Ints = NDArray[np.int64]


class Size(NamedTuple):
    """How big the project is to be."""

    concepts: int
    sentences: int


def draw(size: Size) -> Ints:
    """Return the concept of each mention, one row a sentence; small ids are frequent."""
    random = np.random.default_rng(SEED)
    topics = size.concepts // TOPIC
    topic = _zipf(random, topics, size.sentences, 0.9)
    late = (np.arange(size.sentences) * 3 >= size.sentences * 2) & (random.random(size.sentences) < LATE)
    topic[late] %= RISING
    rank = _zipf(random, TOPIC, size.sentences * PER_SENTENCE, 1.1).reshape(-1, PER_SENTENCE)
    # consecutive concepts lie in different topics, so each topic has frequent and rare ones
    cid = rank * topics + topic[:, None]
    stray = random.random(cid.shape) < STRAY
    cid[stray] = _zipf(random, size.concepts, int(stray.sum()), 0.9)
    return cid


def _zipf(random: np.random.Generator, size: int, draws: int, power: float) -> Ints:
    share = np.cumsum(1 / np.arange(1, size + 1) ** power)
    return np.asarray(np.searchsorted(share, random.random(draws) * share[-1]).clip(0, size - 1), dtype=np.int64)


def label(cid: int) -> str:
    """Return a label of four Han characters; labels sort as their ids do."""
    return "".join(chr(0x4E00 + (cid // 40**power) % 40 * 500) for power in (3, 2, 1, 0))


def write(folder: Path, size: Size) -> None:
    """Write the project."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).unlink(missing_ok=True)
    db = sqlite3.connect(folder / FILE)
    db.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA cache_size = -400000;" + TABLES)
    drawn = draw(size)
    documents = -(-size.sentences // PER_DOCUMENT)
    labels = [label(cid) for cid in range(size.concepts)]
    dates = [f"{2010 + 15 * doc // documents}-{1 + 12 * (15 * doc % documents) // documents:02}" for doc in range(documents)]
    _texts(db, drawn, labels, dates)
    counts = _mentions(db, drawn, dates)
    db.executemany("INSERT INTO concept VALUES(?,?,?,'','','discovered',0.9,?,?,?,'','')", (
        (cid, iri.concept(text), text, *(int(column[cid]) for column in counts)) for cid, text in enumerate(labels)))
    db.executemany("INSERT INTO form VALUES(?,?,?,?,'pref','zh')", ((cid, cid, text, text) for cid, text in enumerate(labels)))
    pairs = _pairs(db, drawn)
    db.executemany("INSERT INTO meta VALUES(?,?)", [
        ("schema", str(SCHEMA)), ("units", str(size.sentences)), ("unit", "sentence"), ("min_sentences", "3"), ("min_documents", "2"),
        ("counted", str(documents)), ("options", "{}"), ("threshold", "0.5"), ("flat", "yes")])
    write_halves(db)
    db.executescript(INDEXES)
    db.commit()
    db.close()
    print(f"{size.concepts:,} concepts, {pairs:,} pairs, {drawn.size:,} mentions, {(folder / FILE).stat().st_size / 1e6:,.0f} MB")


def _texts(db: sqlite3.Connection, drawn: Ints, labels: list[str], dates: list[str]) -> None:
    for doc, date in enumerate(dates):
        rows = drawn[doc * PER_DOCUMENT:(doc + 1) * PER_DOCUMENT].tolist()
        text = "\n".join("，".join(labels[cid] for cid in row) + "。" for row in rows)
        db.execute("INSERT INTO doc VALUES(?,?,'',?,'','','counted','',NULL,?,?,?,'')", (
            doc, f"big/{doc:06}", date, len(text), doc * PER_DOCUMENT, len(rows)))
        db.execute("INSERT INTO text VALUES(?,?)", (doc, text))
        stride = PER_SENTENCE * SLOT + 1
        db.executemany("INSERT INTO sentence VALUES(?,?,?,?,2,?)", (
            (doc * PER_DOCUMENT + place, doc, place * stride, (place + 1) * stride - 1, place + 1) for place in range(len(rows))))


def _mentions(db: sqlite3.Connection, drawn: Ints, dates: list[str]) -> tuple[Ints, Ints, Ints]:
    """Write mentions and all that is counted from them; return mentions, sentences and documents by concept."""
    sid, place = np.divmod(np.arange(drawn.size), PER_SENTENCE)
    cid = drawn.ravel()
    start = sid % PER_DOCUMENT * (PER_SENTENCE * SLOT + 1) + place * SLOT
    order = np.lexsort((start, sid, cid))
    _insert(db, "INSERT INTO mention VALUES(?,?,?,?)", cid[order], sid[order], start[order], cid[order])
    once = np.unique(cid << 32 | sid)
    owner, doc = once >> 32, (once & 0xFFFFFFFF) // PER_DOCUMENT
    held, sentences = np.unique(owner << 32 | doc, return_counts=True)
    _, mentions = np.unique(cid << 32 | sid // PER_DOCUMENT, return_counts=True)
    _insert(db, "INSERT INTO concept_doc VALUES(?,?,?,?,0.9,'')", held >> 32, held & 0xFFFFFFFF, mentions, sentences)
    names = sorted(set(dates))
    month = np.array([names.index(date) for date in dates])
    key = (held >> 32) * len(names) + month[held & 0xFFFFFFFF]
    periods, in_docs = np.unique(key, return_counts=True)
    in_sentences, in_mentions = (np.bincount(np.searchsorted(periods, key), weights=column).astype(np.int64) for column in (sentences, mentions))
    db.executemany("INSERT INTO concept_period VALUES(?,?,?,?,?)", (
        (int(one) // len(names), names[int(one) % len(names)], int(a), int(b), int(c)) for one, a, b, c in zip(periods, in_docs, in_sentences, in_mentions, strict=True)))
    in_month = np.bincount(month, minlength=len(names))
    db.executemany("INSERT INTO period VALUES(?,?,?)", zip(names, in_month.tolist(), (in_month * PER_DOCUMENT).tolist(), strict=True))
    size = int(cid.max()) + 1
    return tuple(np.pad(np.bincount(column, minlength=size), (0, 1_000_000)) for column in (cid, owner, held >> 32))  # type: ignore[return-value] # three of them


def _pairs(db: sqlite3.Connection, drawn: Ints) -> int:
    """Write all pairs in both directions; return how many there are."""
    key, sentences, documents = (np.empty(0, np.int64) for _ in range(3))
    for low in range(0, len(drawn), BATCH):
        part = drawn[low:low + BATCH]
        one, other = (np.concatenate([part[:, column] for column in columns]) for columns in zip(*combinations(range(PER_SENTENCE), 2), strict=True))
        sid = np.tile(np.arange(len(part)), PER_SENTENCE * (PER_SENTENCE - 1) // 2)
        differ = one != other
        pair, sid = (np.minimum(one, other) << BITS | np.maximum(one, other))[differ], sid[differ]
        found = [np.unique(np.unique(pair << BITS | unit) >> BITS, return_counts=True) for unit in (sid, sid // PER_DOCUMENT)]
        key, (sentences, documents) = _merged(key, found[0][0], [(sentences, found[0][1]), (documents, found[1][1])])
    a, b = key >> BITS, key & ((1 << BITS) - 1)
    both = [np.concatenate(two) for two in ((a, b), (b, a), (sentences, sentences), (documents, documents))]
    order = np.lexsort((both[1], both[0]))
    _insert(db, "INSERT INTO pair VALUES(?,?,?,?)", *(column[order] for column in both))
    return len(key)


def _merged(key: Ints, new: Ints, columns: list[tuple[Ints, Ints]]) -> tuple[Ints, list[Ints]]:
    """Return all keys and their counts summed."""
    keys, place = np.unique(np.concatenate([key, new]), return_inverse=True)
    return keys, [np.bincount(place, weights=np.concatenate(two)).astype(np.int64) for two in columns]


def _insert(db: sqlite3.Connection, sql: str, *columns: Ints) -> None:
    def rows() -> Iterator[tuple[int, ...]]:
        for low in range(0, len(columns[0]), 100_000):
            yield from zip(*(column[low:low + 100_000].tolist() for column in columns), strict=True)

    db.executemany(sql, rows())


def main() -> None:
    """Make the project."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--concepts", type=int, default=100_000)
    parser.add_argument("--sentences", type=int, default=4_000_000)
    asked = parser.parse_args()
    write(asked.folder, Size(asked.concepts, asked.sentences))


if __name__ == "__main__":
    main()
