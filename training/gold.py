"""The marked texts, read as kg reads them, with the labels of their tokens."""

from __future__ import annotations

import csv
import json
import lzma
import unicodedata
import zlib
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
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
OWN = Path(__file__).with_name("marks")
"""Marks of more articles and of excerpts, made for kg under the same guide: they teach, and nothing is measured on them."""
EXCERPTS = "SOURCES.tsv"
"""In OWN, one excerpt a line: key, file in DATA (``#`` and an id in a .jsonl.xz), code points where it begins and ends."""
LONG = 20
"""Code points over which a paragraph that two texts share is no formula."""
_IGNORED = frozenset("《》〈〉“”‘’「」『』\"'`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text; ``concepts``: (label, grade, forms as compared); ``labels``: one a token; ``fold``: −1 for a text without marks; ``own``:
    its marks are ours.
    """

    key: str
    fold: int
    document: Segmented
    concepts: tuple[tuple[str, int, frozenset[str]], ...]
    labels: NDArray[np.int8]
    own: bool = False


def comparable(text: str) -> str:
    """Return the form in which labels are compared: NFKC, case folded, without space, quotation marks and book-title marks."""
    kept = (c for c in unicodedata.normalize("NFKC", text) if not (c.isspace() or c in _IGNORED or unicodedata.category(c) == "Cf"))
    return "".join(kept).casefold()


def read_text(file: Path) -> Segmented:
    """Return a text cleaned, split and segmented."""
    return _read(file, file.read_bytes())


def _read(name: Path, content: bytes) -> Segmented:
    document = parse(Raw(name.stem, name.name, name.suffix[1:], content))
    return Segmented(document.text, sentences.split(document.text, document.kinds), segment.segment(document.text))


def marked(data: Path, own: Path = OWN) -> list[Marked]:
    """Return the marked texts in the order of their keys."""
    found = []
    clusters = {stem: row["cluster"] for stem, row in _index(data).items()}
    excerpts = _excerpts(data, own)
    for file in marks(data, own):
        document = excerpts.get(file.stem) or read_text(_file(data, file.stem))
        concepts = tuple(_concepts(file))
        found.append(Marked(
            key=file.stem, fold=zlib.crc32(clusters.get(file.stem, file.stem.rstrip("0123456789")).encode()) % FOLDS,
            document=document, concepts=concepts, labels=project(document, sorted({form for _, _, forms in concepts for form in forms})), own=file.parent == own))
    return _beside_their_articles(found, clusters)


def _file(data: Path, key: str) -> Path:
    article = data / "wechat" / f"{key}.md"
    return article if article.exists() else data / "gold" / "train_texts" / f"{key}.txt"


def _excerpts(data: Path, own: Path) -> dict[str, Segmented]:
    """Return our own excerpts by their keys."""
    rows = [line.split("\t") for line in (own / EXCERPTS).read_text(encoding="utf-8").splitlines()]
    wanted: dict[str, set[str]] = {}
    for _, source, _, _ in rows:
        name, _, text = source.partition("#")
        wanted.setdefault(name, set()).add(text)
    whole = {f"{name}#{key}".rstrip("#"): text for name, keys in wanted.items() for key, text in _texts(data / name, keys)}
    return {key: _read(Path(f"{key}.txt"), whole[source][int(start) : int(end)].encode()) for key, source, start, end in rows}


def _texts(file: Path, keys: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield id and text of the rows asked for; of a plain file the whole, without an id."""
    if file.suffix != ".xz":
        yield "", file.read_text(encoding="utf-8")
        return
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        yield from ((row["id"], row["text"]) for row in rows if row["id"] in keys)


def _beside_their_articles(texts: Sequence[Marked], articles: Container[str]) -> list[Marked]:
    """Return the texts, each excerpt in the fold of the article that has most of its paragraphs too, if one has."""
    paragraphs = {text.key: {line for line in text.document.text.splitlines() if len(line) > LONG} for text in texts}

    def fold(text: Marked) -> int:
        mine = paragraphs[text.key]
        shared: dict[int, int] = {}
        for other in texts:
            if other.key in articles:
                shared[other.fold] = max(shared.get(other.fold, 0), len(mine & paragraphs[other.key]))
        nearest = max(shared, key=lambda number: shared[number], default=text.fold)
        return nearest if 2 * shared.get(nearest, 0) > len(mine) else text.fold

    return [text if text.key in articles else replace(text, fold=fold(text)) for text in texts]


def marks(data: Path, own: Path = OWN) -> list[Path]:
    """Return the files of all marks, by the keys of their texts."""
    ours = [file for file in own.glob("*.tsv") if file.name != EXCERPTS]
    return sorted([*(data / "gold" / "train").glob("*.tsv"), *ours], key=lambda file: file.stem)


def held_out(data: Path) -> set[str]:
    """Return the keys of the articles that are kept for measuring, and of the same articles under other accounts."""
    kept = {file.stem for file in (data / "gold" / "dev").glob("*.json")}
    index = _index(data)
    groups = {index[key]["dup"] for key in kept if key in index} - {""}
    return kept | {key for key, row in index.items() if row["dup"] in groups}


def unmarked(data: Path) -> list[Marked]:
    """Return the texts that nobody marked for training, the rest of the articles and of the official texts, without those held out."""
    known = {file.stem for file in marks(data)} | held_out(data)
    files = sorted(file for folder in ("wechat", "official") for file in (data / folder).iterdir() if file.suffix in {".md", ".txt"})
    return [
        Marked(key=file.stem, fold=-1, document=read_text(file), concepts=(), labels=np.zeros(0, dtype=np.int8))
        for file in files if file.stem not in known]


def _index(data: Path) -> dict[str, dict[str, str]]:
    with (data / "wechat" / "INDEX.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["file"].removesuffix(".md"): row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


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
