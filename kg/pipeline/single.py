"""The concepts of single files: the same steps on a corpus of one document, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from kg import discover, read
from kg.errors import KgError
from kg.lexicon import GUARD_MARK, Lexicon
from kg.lexicon.load import load
from kg.match import Hits, Matcher
from kg.model import FAILED, Document
from kg.pipeline.chosen import choose
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
    lexicon = load(options.thesaurus, shipped=options.use_thesaurus, decided=options.decisions, base=options.base)
    keys = lexicon.keys
    matcher = Matcher(keys)
    for raw in read.raws(scan, options.encoding):
        (part,), _ = map_documents([raw], MapOptions(options.discovery, options.unit, options.encoding))
        yield FileResult(part.document, _concepts(part, keys, matcher, lexicon, options) if part.document.usable else [])


def _concepts(part: Part, known: list[str], matcher: Matcher, lexicon: Lexicon, options: Options) -> list[FileConcept]:
    """Search known and proposed forms, each with its own automaton: the big one is made once for all files."""
    totals = Totals()
    totals.add(part.candidates)
    proposed = {key: text for key, text in totals.searched().items() if key not in lexicon.owner}
    new = sorted(proposed)
    document = [Searchable(part.document.text, part.document.kinds, part.tokens, part.sentences)]
    (old_hits,), (new_hits,) = match_documents(matcher, document), match_documents(Matcher(new), document)
    present = sorted({known[form] for form in np.unique(old_hits.form).tolist()} | set(new))
    rank = {key: place for place, key in enumerate(present)}
    form = [np.fromiter((rank[names[place]] for place in hits.form.tolist()), np.int32, len(hits.form)) for names, hits in ((known, old_hits), (new, new_hits))]
    order = np.lexsort((np.concatenate(form), np.concatenate([old_hits.start, new_hits.start])))
    hits = Hits(np.concatenate(form)[order], np.concatenate([old_hits.start, new_hits.start])[order])
    is_guard = np.fromiter((key.startswith(GUARD_MARK) for key in present), dtype=bool, count=len(present))
    hits = clear(hits, guard_ranks(lexicon, rank), is_guard)
    searched = Searched(part.candidates, hits, part.sentences, len(part.document.text), True)
    return _selected(part.document.key, searched, present, {**lexicon.texts, **proposed}, lexicon, options)


def _selected(name: str, searched: Searched, keys: list[str], texts: dict[str, str], lexicon: Lexicon, options: Options) -> list[FileConcept]:
    """Return the concepts with mentions and a score over the threshold, best first."""
    found = pool([searched], keys, texts, lexicon)
    selection = discover.select(found)
    chosen = choose(keys, found, selection, lexicon, options.base)
    best = scores(found.document, found.form, selection.score, chosen)
    if options.discovery:
        # what is not listed takes no place from a shorter term within it (without discovery nothing is judged: all mentions are listed)
        listed = best.of(np.arange(len(chosen.concepts)), np.zeros(1, dtype=np.int64)) >= discover.THRESHOLD
        chosen = replace(chosen, concept=np.where((chosen.concept >= 0) & listed[chosen.concept], chosen.concept, -1))
    lengths = np.fromiter((len(key.removeprefix(GUARD_MARK)) for key in keys), dtype=np.int64, count=len(keys))
    marks = mentions([searched], chosen, lengths)
    others = variants(marks, chosen)
    counted = by_document(marks)
    rows = [
        FileConcept(name, chosen.concepts[cid].label, score, places, sentences, others.get((0, cid), []),
                    chosen.concepts[cid].status, chosen.concepts[cid].category, chosen.concepts[cid].en)
        for score, cid, _, places, sentences in zip(best.of(counted.concept, counted.document).tolist(), *(column.tolist() for column in counted), strict=True)]
    return sorted(rows, key=lambda row: (-row.score, row.concept))
