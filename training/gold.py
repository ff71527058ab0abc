"""The marked texts, read as kg reads them, with the labels of their tokens."""

from __future__ import annotations

import csv
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray

from kg import segment, sentences
from kg.discover import Segmented
from kg.discover.decode import BEGIN, INSIDE
from kg.model import Raw
from kg.read import parse

FOLDS = 5
_IGNORED = frozenset("《》〈〉“”‘’「」『』\"'`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text; ``concepts``: (label, grade, forms as compared); ``labels``: one a token; ``fold``: −1 for a text without marks."""

    key: str
    fold: int
    document: Segmented
    concepts: tuple[tuple[str, int, frozenset[str]], ...]
    labels: NDArray[np.int8]


def comparable(text: str) -> str:
    """Return the form in which labels are compared: NFKC, case folded, without space, quotation marks and book-title marks."""
    kept = (c for c in unicodedata.normalize("NFKC", text) if not (c.isspace() or c in _IGNORED or unicodedata.category(c) == "Cf"))
    return "".join(kept).casefold()


def read_text(file: Path) -> Segmented:
    """Return a text cleaned, split and segmented."""
    document = parse(Raw(file.stem, file.name, file.suffix[1:], file.read_bytes()))
    return Segmented(document.text, sentences.split(document.text, document.kinds), segment.segment(document.text))


def marked(data: Path) -> list[Marked]:
    """Return the marked texts in the order of their keys."""
    found = []
    clusters = _clusters(data)
    for file in sorted((data / "gold" / "train").glob("*.tsv")):
        text = data / "wechat" / f"{file.stem}.md"
        document = read_text(text if text.exists() else data / "gold" / "train_texts" / f"{file.stem}.txt")
        concepts = tuple(_concepts(file))
        found.append(Marked(
            key=file.stem, fold=zlib.crc32(clusters.get(file.stem, file.stem.rstrip("0123456789")).encode()) % FOLDS,
            document=document, concepts=concepts, labels=project(document, sorted({form for _, _, forms in concepts for form in forms}))))
    return found


def unmarked(data: Path) -> list[Marked]:
    """Return the texts that nobody marked for training: the rest of the articles and of the official texts."""
    known = {file.stem for file in (data / "gold" / "train").glob("*.tsv")}
    files = sorted(file for folder in ("wechat", "official") for file in (data / folder).iterdir() if file.suffix in {".md", ".txt"})
    return [
        Marked(key=file.stem, fold=-1, document=read_text(file), concepts=(), labels=np.zeros(0, dtype=np.int8))
        for file in files if file.stem not in known]


def _clusters(data: Path) -> dict[str, str]:
    with (data / "wechat" / "INDEX.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["file"].removesuffix(".md"): row["cluster"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


def _concepts(file: Path) -> Iterator[tuple[str, int, frozenset[str]]]:
    seen: set[str] = set()
    for line in file.read_text(encoding="utf-8").splitlines():
        grade, _, rest = line.partition("\t")
        if grade not in {"1", "2"}:
            continue
        label, _, variants = rest.partition("\t")
        if (key := comparable(label)) not in seen:
            seen.add(key)
            yield label, int(grade), frozenset({key, *map(comparable, variants.split("|"))} - {""})


def project(document: Segmented, forms: Sequence[str]) -> NDArray[np.int8]:
    """Return a label for each token: the longest occurrences of the forms on token boundaries within a paragraph."""
    text, lengths = document.text, document.tokens.lengths
    labels = np.zeros(len(lengths), dtype=np.int8)
    ends = np.cumsum(lengths, dtype=np.int64)
    first = {int(end - length): token for token, (end, length) in enumerate(zip(ends, lengths, strict=True))}
    last = {int(end): token for token, end in enumerate(ends)}
    folded = [comparable(character) for character in text]
    places = [place for place, characters in enumerate(folded) for _ in characters]
    longer = [form for form in forms if len(form) > 1]
    if not longer or not places:
        return labels
    automaton = ahocorasick_rs.AhoCorasick(longer, matchkind=ahocorasick_rs.MatchKind.Standard)
    spans = [
        (places[start], places[end - 1] + 1)
        for _, start, end in automaton.find_matches_as_indexes("".join(folded), overlapping=True)]
    taken = np.zeros(len(text), dtype=bool)
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        if start in first and end in last and "\n" not in text[start:end] and not taken[start:end].any():
            taken[start:end] = True
            labels[first[start] : last[end] + 1] = INSIDE
            labels[first[start]] = BEGIN
    return labels


def sentence_tokens(document: Segmented) -> Iterator[tuple[int, int]]:
    """Yield first token and end (exclusive) of each sentence that has tokens."""
    starts = np.cumsum(document.tokens.lengths, dtype=np.int64) - document.tokens.lengths
    bounds = np.searchsorted(starts, document.sentences.start), np.searchsorted(starts, document.sentences.end)
    yield from ((begin, end) for begin, end in zip(*(side.tolist() for side in bounds), strict=True) if begin < end)
