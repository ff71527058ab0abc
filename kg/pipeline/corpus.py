"""First half of a build: documents in key order → stored parts, duplicates, searched forms, stored hits."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg import dedupe
from kg.lexicon import Lexicon
from kg.match import Hits, holders, merge
from kg.model import DUPLICATE, Document, Raw
from kg.pipeline.batches import batches
from kg.pipeline.clock import Clock
from kg.pipeline.mapping import MapOptions, Searchable, content_hash, map_documents, match_batch, write_keys
from kg.pipeline.old import Kept, Old, remap
from kg.pipeline.parts import PART, TEXT, Part, decode_sentences, decode_tokens, encode, encode_hits, head
from kg.pipeline.reduce import Totals
from kg.pipeline.workers import Call, Workers
from kg.store.writer import Writer

Progress = Callable[[str, int, int], None]
Ranks = NDArray[np.int32]
BATCH = 1_000_000
"""Bytes of new documents mapped in one call, and code points searched in one."""


class Entry(NamedTuple):
    """What is remembered of each document while the rest lies in the project file; its place in the list is its id."""

    part_head: Document
    sentences: int
    length: int
    kept: int | None
    duplicate_of: int | None = None

    @property
    def usable(self) -> bool:
        """Whether the document has text to search."""
        return self.part_head.usable

    @property
    def counted(self) -> bool:
        """Whether it adds to the counts."""
        return self.usable and self.duplicate_of is None

    @property
    def status(self) -> str:
        """What became of it."""
        return self.part_head.status if self.duplicate_of is None else DUPLICATE


Item = Raw | Document | Kept


def plan(new: Iterable[Raw | Document], old: Old | None, options: MapOptions, *, keep: Iterable[Kept] = ()) -> Iterator[Item]:
    """Yield what to do for each document in key order: read it, or keep what is stored of it because its content is the same.

    ``keep``: documents of the project that are kept unseen (``--add``); a new one with the same key takes its place.
    """
    last = None
    for item in heapq.merge(new, keep, key=lambda item: (item.key, isinstance(item, Kept))):
        if isinstance(item, Kept):
            if item.key != last:
                yield item
            continue
        last = item.key
        known = old.known.get(item.key) if old and isinstance(item, Raw) else None
        yield Kept(item.key, known[0]) if known and isinstance(item, Raw) and known[1] == content_hash(item, options) else item


def map_all(items: Iterable[Item], writer: Writer, old: Old | None, options: MapOptions, workers: Workers, clock: Clock, progress: Progress) -> tuple[list[Entry], list[dedupe.Candidate]]:
    """Store the parts of all documents. Return their entries and what tells duplicates."""
    groups: list[list[Item]] = []

    def calls() -> Iterator[Call[tuple[list[Part], dict[str, float]]]]:
        size = 0
        for group in batches(items, _bytes, BATCH):
            size += sum(map(_bytes, group))
            workers.expect(size)
            groups.append(group)
            yield map_documents, ([item for item in group if not isinstance(item, Kept)], options)

    with clock.stage("store parts"):
        heads = old.heads() if old else {}
    entries: list[Entry] = []
    candidates: list[dedupe.Candidate] = []
    for number, (parts, seconds) in enumerate(workers.run(calls())):
        for stage, value in seconds.items():
            clock.add(stage, value)
        fresh = iter(parts)
        with clock.stage("store parts"):
            for item in groups[number]:
                doc, kept = len(entries), item.doc if isinstance(item, Kept) else None
                if kept is None:
                    part = next(fresh)
                    row, length = encode(part), len(part.document.text)
                    writer.insert("text", [(doc, part.document.text)], 2)
                    writer.insert("part", [(doc, *row)], 9)
                    known = head(len(row[4]), row[5], row[7])
                else:
                    writer.copy("text", TEXT, kept, doc)
                    writer.copy("part", PART, kept, doc)
                    known, length = heads[kept]
                entries.append(Entry(known.document, known.sentences, length, kept))
                candidates.append(dedupe.Candidate(known.document.key, known.document.title, known.document.date, length, known.fingerprint))
        groups[number] = []
        progress("reading", len(entries), 0)
    return entries, candidates


def _bytes(item: Item) -> int:
    """Return the bytes that are to be read."""
    return len(item.data) if isinstance(item, Raw) else 0


def mark_duplicates(entries: list[Entry], candidates: Sequence[dedupe.Candidate], writer: Writer) -> list[Entry]:
    """Return the entries with ``duplicate_of`` set."""
    usable = [place for place, entry in enumerate(entries) if entry.usable]

    found = dedupe.duplicates([candidates[place] for place in usable], lambda place: _text(usable[place], writer))
    owner = {usable[copy]: usable[kept] for copy, kept in found.items()}
    return [entry._replace(duplicate_of=owner.get(place)) for place, entry in enumerate(entries)]


def searched_keys(totals: Totals, lexicon: Lexicon) -> tuple[list[str], dict[str, str]]:
    """Return the keys to search for, sorted, and key → display text."""
    texts = totals.searched() | lexicon.texts
    return sorted({*texts, *lexicon.keys}), texts


def match_all(entries: Sequence[Entry], keys: list[str], writer: Writer, old: Old | None, workers: Workers, folder: Path, clock: Clock, progress: Progress) -> None:
    """Store the hits of all documents: those of kept ones are carried over and completed with the forms that are new."""
    with clock.stage("match"):
        mapped, added = remap(old.searched, keys) if old else (np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32))
        new_keys = [keys[rank] for rank in added.tolist()]
        all_file, new_file = write_keys(folder, keys), write_keys(folder, new_keys)
    usable = [place for place, entry in enumerate(entries) if entry.usable]
    waiting: list[tuple[list[int], list[int]]] = []

    def calls() -> Iterator[Call[tuple[list[Hits], dict[str, float]]]]:
        for batch in batches(usable, lambda place: entries[place].length, BATCH):
            with clock.stage("match"):
                kept = [place for place in batch if entries[place].kept is not None]
                holding = holders(new_keys, [_text(place, writer) for place in kept]) if new_keys else [False] * len(kept)
                again = [place for place, holds in zip(kept, holding, strict=True) if holds]
                fresh = [_load(place, writer) for place in batch if entries[place].kept is None]
                searched_again = [_load(place, writer) for place in again]
            waiting.append((batch, again))
            yield match_batch, (all_file, fresh)
            yield match_batch, (new_file, searched_again)

    results = workers.run(calls())
    done = 0
    for fresh, seconds in results:
        new_hits, more = next(results)
        for stage, value in (*seconds.items(), *more.items()):
            clock.add(stage, value)
        batch, again = waiting.pop(0)
        with clock.stage("match"):
            rows = _hit_rows(batch, entries, iter(fresh), dict(zip(again, new_hits, strict=True)), old, mapped, added)
            writer.insert("hits", rows, 2)
        done += len(batch)
        progress("matching", done, len(entries))


def _hit_rows(batch: list[int], entries: Sequence[Entry], fresh: Iterator[Hits], more: dict[int, Hits], old: Old | None, mapped: Ranks, added: Ranks) -> Iterator[tuple[int, bytes]]:
    for place in batch:
        kept = entries[place].kept
        if kept is None or old is None:
            yield place, encode_hits(next(fresh))
            continue
        hits = _carried(old.hits(kept), mapped)
        if place in more:
            hits = merge(hits, Hits(added[more[place].form], more[place].start))
        yield place, encode_hits(hits)


def _carried(stored: Hits, mapped: Ranks) -> Hits:
    """Return stored hits by their new ranks: still sorted, for ranks keep the order of the keys."""
    form = mapped[stored.form]
    searched = form >= 0
    return Hits(form, stored.start) if searched.all() else Hits(form[searched], stored.start[searched])


def _text(place: int, writer: Writer) -> str:
    return str(writer.db.execute("SELECT text FROM text WHERE doc = ?", (place,)).fetchone()[0])


def _load(place: int, writer: Writer) -> Searchable:
    text, kinds, tokens, units = writer.db.execute(
        "SELECT t.text, p.kinds, p.tokens, p.sentences FROM part p JOIN text t ON t.doc = p.doc WHERE p.doc = ?", (place,)).fetchone()
    return Searchable(text, kinds, decode_tokens(tokens), decode_sentences(units))
