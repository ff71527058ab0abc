"""Second half of a build: stored hits → concepts, mentions, counts, as rows of the project file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.count import Capped, Pairs, add, pairs, present
from kg.discover import Pool
from kg.kinds import DISCOVERED
from kg.lexicon import GUARD_MARK, Lexicon
from kg.pipeline.batches import batches
from kg.pipeline.chosen import Chosen
from kg.pipeline.corpus import BATCH, Entry
from kg.pipeline.mentions import Ints, Mentions, Scores, by_document, mentions, variants
from kg.pipeline.parts import decode_candidates, decode_hits, decode_sentences
from kg.pipeline.reduce import Guards, Searched, clear
from kg.store.writer import Writer


def searched(entries: Sequence[Entry], keys: Sequence[str], guards: Guards, writer: Writer) -> Iterator[Searched]:
    """Yield every document with its hits, cleared of guards; what has no text has none."""
    is_guard = np.fromiter((key.startswith(GUARD_MARK) for key in keys), dtype=bool, count=len(keys))
    for place, entry in enumerate(entries):
        row = writer.db.execute(
            "SELECT p.sentences, p.candidates, h.hits FROM part p LEFT JOIN hits h ON h.doc = p.doc WHERE p.doc = ?", (place,)).fetchone()
        hits = clear(decode_hits(row[2] or b""), guards, is_guard)
        yield Searched(decode_candidates(row[1]), hits, decode_sentences(row[0]), entry.length, entry.counted)


class Counts(NamedTuple):
    """Sums over counted documents: by concept, by pair, by (concept, period); and sentences too full for pairs."""

    mentions: Ints
    sentences: Ints
    documents: Ints
    pairs: Pairs
    capped: Capped
    periods: list[tuple[int, str, int, int, int]]


class _Sums:
    """Accumulates the counts of batches."""

    def __init__(self, concepts: int) -> None:
        self.by_concept = np.zeros((3, concepts), dtype=np.int64)
        self.pairs: list[Pairs] = []
        self.capped: list[Capped] = []
        self.rows: list[Ints] = []


def write_mentions(
    documents: Iterable[Searched], entries: Sequence[Entry], first_sid: Sequence[int], chosen: Chosen, keys: Sequence[str],
    scores: Scores, writer: Writer,
) -> Counts:
    """Store mentions and rows (concept, document); return what they sum to."""
    lengths = np.fromiter((len(key.removeprefix(GUARD_MARK)) for key in keys), dtype=np.int64, count=len(keys))
    sums = _Sums(len(chosen.concepts))
    columns: list[tuple[Ints, Ints, Ints, Ints]] = []
    concept_rows: list[tuple[int, int, int, int, float, str]] = []
    first = 0
    for batch in batches(documents, lambda document: document.length, BATCH):
        found = mentions(batch, chosen, lengths)
        counted = np.array([entries[first + place].counted for place in range(len(batch))], dtype=bool)
        concept_rows += _concept_rows(found, first, counted, chosen, scores, sums)
        starts = np.array([first_sid[first + place] for place in range(len(batch))], dtype=np.int64)
        kept = counted[found.document]
        sid = starts[found.document[kept]] + found.sentence[kept]
        columns.append((found.concept[kept], sid, found.start[kept], found.form[kept]))
        _count(found.concept[kept], sid, first + found.document[kept], sums)
        first += len(batch)
    concept, sid, start, form = (np.concatenate(column) for column in zip(*columns, strict=True)) if columns else [np.zeros(0, np.int64)] * 4
    order = np.lexsort((start, sid, concept))
    writer.insert("mention", zip(*(column[order].tolist() for column in (concept, sid, start, form)), strict=True), 4)
    writer.insert("concept_doc", sorted(concept_rows), 6)
    of_mentions, of_sentences, of_documents = sums.by_concept
    return Counts(of_mentions, of_sentences, of_documents, add(sums.pairs), _capped(sums.capped), _by_period(sums.rows, entries))


def _capped(parts: Sequence[Capped]) -> Capped:
    return Capped(*(np.concatenate(column) for column in zip(*parts, strict=True))) if parts else Capped(np.zeros(0, np.int64), np.zeros(0, np.int64))


def _count(concept: Ints, sid: Ints, document: Ints, sums: _Sums) -> None:
    """Add the sentences of a batch to concepts and pairs."""
    sums.by_concept[0] += np.bincount(concept, minlength=sums.by_concept.shape[1])
    order = np.argsort(sid, kind="stable")
    sentence, member = present(concept, sid)
    owner = document[order][np.searchsorted(sid[order], sentence)]
    sums.by_concept[1] += np.bincount(member, minlength=sums.by_concept.shape[1])
    found, capped = pairs(sentence, member, owner)
    sums.pairs.append(found)
    sums.capped.append(capped)


def _concept_rows(
    found: Mentions, first: int, counted: NDArray[np.bool_], chosen: Chosen, scores: Scores, sums: _Sums,
) -> Iterator[tuple[int, int, int, int, float, str]]:
    """Return rows (concept, document, mentions, sentences, score, variants); those of counted documents are added to the sums."""
    rows = by_document(found)
    doc = rows.document + first
    kept = counted[rows.document]
    sums.by_concept[2] += np.bincount(rows.concept[kept], minlength=sums.by_concept.shape[1])
    sums.rows.append(np.stack([rows.concept, doc, rows.sentences, rows.mentions])[:, kept])
    texts = [""] * len(doc)
    places = rows.concept << 32 | rows.document
    for (place, concept), names in variants(found, chosen).items():
        texts[int(np.searchsorted(places, concept << 32 | place))] = "\n".join(names)
    columns = (rows.concept, doc, rows.mentions, rows.sentences, scores.of(rows.concept, doc))
    return zip(*(column.tolist() for column in columns), texts, strict=True)


def _by_period(parts: list[Ints], entries: Sequence[Entry]) -> list[tuple[int, str, int, int, int]]:
    """Return (concept, period, documents, sentences, mentions), sorted, from columns (concept, document, sentences, mentions)."""
    names = sorted({entry.part_head.date[:7] for entry in entries} - {""})
    rank = {name: place for place, name in enumerate(names)}
    period_of = np.fromiter((rank.get(entry.part_head.date[:7], -1) for entry in entries), dtype=np.int64, count=len(entries))
    concept, doc, sentences, places = np.concatenate(parts, axis=1) if parts else np.zeros((4, 0), dtype=np.int64)
    period = period_of[doc]
    dated = period >= 0
    packed, group = np.unique(concept[dated] << 32 | period[dated], return_inverse=True)
    sums = np.zeros((3, len(packed)), dtype=np.int64)
    for total, column in zip(sums, (np.ones(len(doc), dtype=np.int64), sentences, places), strict=True):
        np.add.at(total, group, column[dated])
    columns = (packed >> 32, packed & 0xFFFFFFFF, *sums)
    return [(cid, names[place], *row) for cid, place, *row in zip(*(column.tolist() for column in columns), strict=True)]


def write_documents(entries: Sequence[Entry], writer: Writer) -> list[int]:
    """Store documents and their sentences. Return the first sid of each document (where it is counted)."""
    first_sid: list[int] = []
    sid = 0
    periods: dict[str, list[int]] = {}
    for doc, entry in enumerate(entries):
        head = entry.part_head
        first_sid.append(sid)
        reason = head.reason if entry.duplicate_of is None else f"duplicate of {entries[entry.duplicate_of].part_head.key}"
        writer.insert("doc", [(
            doc, head.key, head.title, head.date, head.source, head.url, entry.status, reason, entry.duplicate_of, entry.length,
            sid if entry.counted else None, entry.sentences if entry.counted else 0, "\n".join(head.warnings))], 13)
        if not entry.counted:
            continue
        writer.insert("sentence", _sentences(doc, sid, writer), 6)
        sid += entry.sentences
        if period := head.date[:7]:
            row = periods.setdefault(period, [0, 0])
            row[0] += 1
            row[1] += entry.sentences
    writer.insert("period", ((period, *row) for period, row in sorted(periods.items())), 3)
    return [*first_sid, sid]


def _sentences(doc: int, sid: int, writer: Writer) -> Iterator[tuple[int, ...]]:
    units, lines = writer.db.execute("SELECT sentences, lines FROM part WHERE doc = ?", (doc,)).fetchone()
    start, end, kind, paragraph = decode_sentences(units)
    line: NDArray[np.int32] = np.frombuffer(lines, dtype="<i4")[paragraph]
    size = len(start)
    return zip(range(sid, sid + size), [doc] * size, start.tolist(), end.tolist(), kind.tolist(), line.tolist(), strict=True)


def write_concepts(chosen: Chosen, counts: Counts, writer: Writer) -> None:
    """Store concepts, their forms, hierarchy, pairs and counts by period."""
    place = {entry.iri: cid for cid, entry in enumerate(chosen.concepts)}
    writer.insert("concept", (
        (cid, entry.iri, entry.label, entry.en, entry.category, entry.status, float(chosen.score[cid]),
         int(counts.mentions[cid]), int(counts.sentences[cid]), int(counts.documents[cid]), entry.note, entry.source)
        for cid, entry in enumerate(chosen.concepts)), 12)
    writer.insert("broader", sorted(
        (cid, place[name]) for cid, entry in enumerate(chosen.concepts) for name in entry.broader if name in place), 2)
    writer.insert("guard", sorted((cid, text) for cid, entry in enumerate(chosen.concepts) for text in set(entry.guards)), 2)
    writer.insert("form", ((number, *row) for number, row in enumerate(chosen.forms)), 6)
    writer.insert("pair", _both(counts.pairs), 4)
    writer.insert("concept_period", counts.periods, 5)
    writer.insert("capped", zip(counts.capped.sid.tolist(), counts.capped.concepts.tolist(), strict=True), 2)


def write_proposals(found: Pool, chosen: Chosen, writer: Writer) -> None:
    """Store what speaks for discovered concepts: hits, marked ones, those in titles, over counted documents."""
    counted = found.counted[found.document]
    concept = chosen.concept[found.form]
    kept = counted & (concept >= 0)
    sums = [np.bincount(concept[kept], weights=column[kept], minlength=len(chosen.concepts)).astype(np.int64).tolist()
            for column in (found.hits, found.marked, found.title)]
    writer.insert("proposal", (
        (cid, *row) for cid, (entry, *row) in enumerate(zip(chosen.concepts, *sums, strict=True)) if entry.status == DISCOVERED), 4)


def write_replaced(lexicon: Lexicon, chosen: Chosen, writer: Writer) -> None:
    """Store the IRIs that stand for concepts no more, where what stands in their place is in the project."""
    known = {entry.iri for entry in chosen.concepts}
    writer.insert("replaced", ((old, new) for old, new in lexicon.replaced if old not in known and new in known), 2)


def _both(found: Pairs) -> Iterator[tuple[int, ...]]:
    """Return the pairs in both directions, sorted."""
    a, b = np.concatenate([found.a, found.b]), np.concatenate([found.b, found.a])
    order = np.lexsort((b, a))
    rest = (np.concatenate([column, column])[order] for column in (found.sentences, found.documents))
    return zip(a[order].tolist(), b[order].tolist(), *(column.tolist() for column in rest), strict=True)
