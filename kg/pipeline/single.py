"""The concepts of single files: the same steps on a corpus of one document, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from kg import discover, read
from kg.errors import KgError
from kg.lexicon import GUARD_MARK, Lexicon
from kg.lexicon.load import load
from kg.match import Hits, Matcher, merge
from kg.model import FAILED, Document, Raw
from kg.pipeline.batches import batches
from kg.pipeline.chosen import choose
from kg.pipeline.corpus import BATCH
from kg.pipeline.mapping import MapOptions, Searchable, map_documents, match_documents
from kg.pipeline.mentions import by_document, mentions, scores, variants
from kg.pipeline.options import Options
from kg.pipeline.parts import Part
from kg.pipeline.reduce import Searched, Totals, clear, guard_ranks, pool


class FileConcept(NamedTuple):
    """A concept of one document."""

    document: str
    concept: str
    score: float
    mentions: int
    sentences: int
    variants: list[str]
    status: str
    category: str
    en: str


class FileResult(NamedTuple):
    """One document read without a project: what became of it, and its concepts by falling score."""

    document: Document
    concepts: list[FileConcept]


def concepts_of_files(paths: Sequence[Path], options: Options) -> Iterator[FileResult]:
    """Yield the concepts of each document below ``paths``, in key order; each is treated alone.

    What could not be entered comes first, as a document that failed. Raise KgError (code 1) where there is no text at all.
    """
    scan = read.scan(paths)
    if not scan.files and not scan.problems:
        raise KgError(f"no texts in {', '.join(map(str, paths))}", hint="kg reads .md, .txt, .jsonl and .jsonl.xz", code=1)
    for problem in scan.problems:
        place, _, reason = problem.rpartition(": ")
        yield FileResult(Document(key=place, status=FAILED, reason=reason), [])
    known = _known(load(options.thesaurus, shipped=options.use_thesaurus, decided=options.decisions, base=options.base))
    made = MapOptions(options.discovery, options.unit, options.encoding)
    for batch in batches(read.raws(scan, options.encoding), _size, BATCH):
        parts, _ = map_documents(batch, made)
        found = match_documents(known.matcher, list(map(_searchable, parts)))
        for part, hits in zip(parts, found, strict=True):
            yield FileResult(part.document, _concepts(part, hits, known, options) if part.document.usable else [])


def _size(raw: Raw | Document) -> int:
    return len(raw.data) if isinstance(raw, Raw) else 0


def _searchable(part: Part) -> Searchable:
    return Searchable(part.document.text, part.document.kinds, part.tokens, part.sentences)


class _Known(NamedTuple):
    """What all files share: the lexicon, its keys with their automaton, and the curated keys of each family of spellings."""

    lexicon: Lexicon
    keys: list[str]
    matcher: Matcher
    families: dict[str, list[str]]


def _known(lexicon: Lexicon) -> _Known:
    curated = list(lexicon.owner)
    families: dict[str, list[str]] = {}
    for key, family in zip(curated, discover.families(curated), strict=True):
        families.setdefault(family, []).append(key)
    return _Known(lexicon, lexicon.keys, Matcher(lexicon.keys), families)


def _concepts(part: Part, old_hits: Hits, known: _Known, options: Options) -> list[FileConcept]:
    """Search proposed forms, and select among them and the known ones found. Of the rest of the lexicon only what a proposed form may be
    another spelling of can matter to one document.
    """
    lexicon = known.lexicon
    totals = Totals()
    totals.add(part.candidates)
    proposed = {key: text for key, text in totals.searched().items() if key not in lexicon.owner}
    new = sorted(proposed)
    (new_hits,) = match_documents(Matcher(new), [_searchable(part)])
    spelled = chain.from_iterable(known.families.get(family, ()) for family in discover.families(new))
    present = sorted({known.keys[form] for form in np.unique(old_hits.form).tolist()} | set(new) | set(spelled))
    rank = {key: place for place, key in enumerate(present)}
    hits = merge(_ranked(old_hits, known.keys, rank), _ranked(new_hits, new, rank))
    is_guard = np.fromiter((key.startswith(GUARD_MARK) for key in present), dtype=bool, count=len(present))
    hits = clear(hits, guard_ranks(lexicon, rank), is_guard)
    searched = Searched(part.candidates, hits, part.sentences, len(part.document.text), True)
    texts = {key: proposed.get(key) or lexicon.texts.get(key, key) for key in present}
    return _selected(part.document.key, searched, present, texts, _only(lexicon, present), options)


def _ranked(hits: Hits, keys: list[str], rank: dict[str, int]) -> Hits:
    """Return hits with the ranks of their keys among all that matter."""
    form, which = np.unique(hits.form, return_inverse=True)
    return Hits(np.array([rank[keys[place]] for place in form.tolist()], dtype=np.int32)[which], hits.start)


def _only(lexicon: Lexicon, keys: list[str]) -> Lexicon:
    """Return a lexicon of the terms that own one of some keys."""
    owner = {key: lexicon.owner[key] for key in keys if key in lexicon.owner}
    kept = sorted(set(owner.values()))
    place = {old: new for new, old in enumerate(kept)}
    return replace(lexicon, terms=tuple(lexicon.terms[old] for old in kept), owner={key: place[old] for key, old in owner.items()})


def _selected(name: str, searched: Searched, keys: list[str], texts: dict[str, str], lexicon: Lexicon, options: Options) -> list[FileConcept]:
    """Return the concepts with mentions, best first; with discovery those with a score over the threshold (without it nothing is judged)."""
    found = pool([searched], keys, texts, lexicon)
    selection = discover.select(found)
    chosen = choose(keys, found, selection, lexicon, options.base)
    best = scores(found.document, found.form, selection.score, chosen)
    lengths = np.fromiter((len(key.removeprefix(GUARD_MARK)) for key in keys), dtype=np.int64, count=len(keys))
    marks = mentions([searched], chosen, lengths)
    others = variants(marks, chosen)
    counted = by_document(marks)
    least = discover.THRESHOLD if options.discovery else 0
    rows = [
        FileConcept(name, chosen.concepts[cid].label, score, places, sentences, others.get((0, cid), []),
                    chosen.concepts[cid].status, chosen.concepts[cid].category, chosen.concepts[cid].en)
        for score, cid, _, places, sentences in zip(best.of(counted.concept, counted.document).tolist(), *(column.tolist() for column in counted), strict=True)
        if score >= least]
    return sorted(rows, key=lambda row: (-row.score, row.concept))
