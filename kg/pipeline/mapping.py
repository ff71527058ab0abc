"""The map: work on batches of documents that needs nothing but the batch; the same in one process and in several."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import unidata_version

import numpy as np
from numpy.typing import NDArray

from kg import dedupe, discover, read, segment, sentences
from kg.lexicon import GUARD_MARK
from kg.lexicon.fold import fold
from kg.match import Hits, Matcher
from kg.model import BODY, DOCUMENT_UNIT, PARAGRAPH_UNIT, SENTENCE_UNIT, TABLE, Document, Raw, Sentences
from kg.pipeline.parts import NO_CANDIDATES, Part

Seconds = dict[str, float]


class MapOptions(NamedTuple):
    """The options that decide what the map makes of a document."""

    discovery: bool
    unit: str
    encoding: str | None


def content_hash(raw: Raw, options: MapOptions) -> bytes:
    """Return what tells whether a document must be read again: name, bytes, the line of a record, and the options that matter for its reading."""
    name = raw.name.replace("\\", "/").rpartition("/")[2]
    head = "\x00".join((raw.key, name, raw.format, options.encoding or "", str(raw.line))).encode("utf-8", "surrogateescape")
    return hashlib.blake2b(head + b"\x00" + raw.data, digest_size=16).digest()


_CODE = (
    "read", "clean", "sentences.py", "segment.py", "dedupe", "distinct.py", "prints.py", "vocabulary.py", "discover", "kinds.py", "model.py", "match.py", "lexicon/fold.py", "lexicon/terms.py",
    "pipeline/mapping.py", "pipeline/parts.py")


def digest() -> str:
    """Return what names the code, weights, segmenter and Unicode tables behind stored parts; with another digest documents are read again."""
    package = Path(__file__).parent.parent
    sums = hashlib.blake2b(f"{segment.version()} {unidata_version}".encode(), digest_size=16)
    for name in _CODE:
        place = package / name
        for file in sorted(place.iterdir()) if place.is_dir() else [place]:
            if file.is_file():  # no folder of compiled code
                sums.update(file.name.encode("utf-8") + file.read_bytes())
    return sums.hexdigest()


def map_documents(raws: Sequence[Raw | Document], options: MapOptions) -> tuple[list[Part], Seconds]:
    """Read, clean, split, segment and label a batch. Return its parts in order, and the CPU seconds of each step."""
    seconds: Seconds = {}
    begin = time.process_time()

    def lap(stage: str) -> None:
        nonlocal begin
        now = time.process_time()
        seconds[stage] = seconds.get(stage, 0.0) + now - begin
        begin = now

    documents = [raw if isinstance(raw, Document) else read.parse(raw, encoding=options.encoding) for raw in raws]
    lap("read")
    units = [_units(document, options.unit) for document in documents]
    lap("split")
    if documents:
        segment.forget()
    tokens = segment.segment_all([document.text for document in documents], tags=options.discovery) if documents else []
    edges = [segment.edges(token) for token in tokens]
    lap("segment")
    candidates = [NO_CANDIDATES] * len(documents)
    if options.discovery and documents:
        candidates = discover.propose([
            discover.Segmented(document.text, _paragraphs(document) if options.unit == DOCUMENT_UNIT else unit, token)
            for document, unit, token in zip(documents, units, tokens, strict=True)])
    lap("label")
    prints = [dedupe.fingerprint(document.text) for document in documents]
    lap("fingerprint")
    hashes = [b"" if isinstance(raw, Document) else content_hash(raw, options) for raw in raws]
    parts = [
        Part(document, hashed, unit, edge, sketch, candidate)
        for document, hashed, unit, edge, sketch, candidate in zip(documents, hashes, units, edges, prints, candidates, strict=True)]
    lap("read")
    return parts, seconds


def _units(document: Document, unit: str) -> Sentences:
    """Return the units in which co-occurrence is counted: sentences, or whole paragraphs, or the whole document."""
    if not document.usable:
        return sentences.split("", b"")
    if unit == SENTENCE_UNIT:
        return sentences.split(document.text, document.kinds)
    parts = _paragraphs(document)
    if unit == PARAGRAPH_UNIT or not len(parts.start):
        return parts
    zero = np.zeros(1, dtype=np.int32)
    return Sentences(zero, zero + len(document.text), np.full(1, BODY, dtype=np.uint8), zero)


def _paragraphs(document: Document) -> Sentences:
    """Return the paragraphs that count, as units."""
    starts, ends = _edges(document.text)
    kinds = np.frombuffer(document.kinds, dtype=np.uint8)
    kept = np.flatnonzero((kinds != TABLE) & (ends > starts))
    return Sentences(starts[kept].astype(np.int32), ends[kept].astype(np.int32), kinds[kept], kept.astype(np.int32))


def _edges(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where the paragraphs of a text begin and end."""
    ends = np.cumsum([len(paragraph) + 1 for paragraph in text.split("\n")]) - 1
    return np.concatenate([[0], ends[:-1] + 1]), ends


class Searchable(NamedTuple):
    """What matching needs of a document."""

    text: str
    kinds: bytes
    tokens: NDArray[np.uint16]
    sentences: Sentences


def _within(hits: Hits, document: Searchable, length: NDArray[np.int64]) -> Hits:
    units = document.sentences
    if not len(units.start):
        return Hits(hits.form[:0], hits.start[:0])
    place = np.searchsorted(units.start, hits.start, side="right") - 1
    inside = (place >= 0) & (hits.start + length[hits.form] <= units.end[place])
    if TABLE in document.kinds:  # a unit may be a whole document, tables and all
        starts, _ = _edges(document.text)
        inside &= np.frombuffer(document.kinds, dtype=np.uint8)[np.searchsorted(starts, hits.start, side="right") - 1] != TABLE
    return Hits(hits.form[inside], hits.start[inside])


def match_documents(matcher: Matcher, documents: Sequence[Searchable]) -> list[Hits]:
    """Return the hits of each document that lie within one unit, and in no table."""
    found = matcher.find([document.text for document in documents], [document.tokens for document in documents])
    return [_within(hits, document, matcher.length) for hits, document in zip(found, documents, strict=True)]


FEW = 100_000
"""Code points of texts for which making the automaton of all keys would cost more than the search."""


@lru_cache(maxsize=2)
def _matcher(keys_file: Path) -> Matcher:
    """Return the automaton of a file of keys; the name of the file names its content, so it is made once in a process."""
    return Matcher(read_keys(keys_file))


def match_batch(keys_file: Path, documents: Sequence[Searchable]) -> tuple[list[Hits], Seconds]:
    """Return what ``match_documents`` finds of a file of keys, and the CPU seconds it took."""
    begin = time.process_time()
    if sum(len(document.text) for document in documents) < FEW:
        hits = match_few(read_keys(keys_file), documents) if documents else []
    else:
        hits = match_documents(_matcher(keys_file), documents)
    return hits, {"match": time.process_time() - begin}


def match_few(keys: Sequence[str], documents: Sequence[Searchable]) -> list[Hits]:
    """Return what ``match_documents`` finds of all keys, with an automaton of those whose first four characters occur."""
    text = fold("\n".join(document.text for document in documents))
    met = {text[begin:begin + size] for size in (1, 2, 3, 4) for begin in range(len(text))}
    met |= {GUARD_MARK + gram[:3] for gram in met}
    ranks = np.array([rank for rank, key in enumerate(keys) if key[:4] in met], dtype=np.int32)
    found = match_documents(Matcher([keys[rank] for rank in ranks.tolist()]), documents)
    return [Hits(ranks[hits.form], hits.start) for hits in found]


_KEY_END = "\x1e"  # no key holds it: control characters are dropped while reading


def write_keys(folder: Path, keys: Iterable[str]) -> Path:
    """Write searched keys for the workers into a file named by its content, and return its path."""
    content = _KEY_END.join(keys).encode("utf-8")
    file = folder / f"keys-{hashlib.blake2b(content, digest_size=16).hexdigest()}"
    file.write_bytes(content)
    return file


def read_keys(file: Path) -> list[str]:
    """Return what ``write_keys`` was given."""
    text = file.read_bytes().decode("utf-8")
    return text.split(_KEY_END) if text else []
