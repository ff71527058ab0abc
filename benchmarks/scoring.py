"""How well extracted concepts agree with marked ones: for the gold that the project ships.

A prediction and a marked concept match when one of their forms is equal after normalisation (NFKC, case folded, without white space,
book-title and quotation marks); they are matched one to one by a maximum matching, and every figure is computed per document and then
averaged over the documents of the gold, so a document without predictions counts as zero.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

MARKS = re.compile(r"[\s《》〈〉“”‘’「」『』\"'`\u200b-\u200f\u2060\ufeff]")
SAME = re.compile(r"中华人民共和国|[(（][^)）]*[)）]|[的之]")
MOST_VARIANTS = 8

Forms = set[str]


class Gold(NamedTuple):
    """The marked concepts of one document as (label, grade, forms), and what must not be returned."""

    concepts: list[tuple[str, int, Forms]]
    noise: Forms


class Prediction(NamedTuple):
    """One predicted concept of a document; ``variants`` are its other forms there."""

    document: str
    concept: str
    score: float
    variants: tuple[str, ...] = ()


class Agreement(NamedTuple):
    """Agreement with the gold; recall2 is that of grade 2, noise and predicted are numbers a document."""

    recall2: float
    recall: float
    precision: float
    f1: float
    r_precision: float
    noise: float
    predicted: float


def normalise(text: str) -> str:
    """Return the form in which two strings are compared."""
    return MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def read_gold(folder: Path) -> dict[str, Gold]:
    """Return stem → marked concepts of ``<stem>.tsv``, with the noise of ``noise.csv``; of equal labels the first counts."""
    noise: dict[str, Forms] = {}
    with (folder / "noise.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            noise.setdefault(row["document"], set()).add(normalise(row["noise"]))
    gold = {}
    for path in sorted(folder.glob("*.tsv")):
        concepts: dict[str, tuple[str, int, Forms]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            grade, label, variants = line.split("\t")
            forms = {normalise(form) for form in (label, *variants.split("|"))} - {""}
            concepts.setdefault(normalise(label), (label, int(grade), forms))
        gold[path.stem] = Gold(list(concepts.values()), noise.get(path.stem, set()))
    return gold


def by_document(predictions: Iterable[Prediction]) -> dict[str, list[tuple[Prediction, Forms]]]:
    """Return document → predictions with their forms, best first; equal ones are one, with the best score and the forms of all.

    A variant that is a longer or shorter span is ignored, and so is a prediction of which normalisation leaves nothing.
    """
    found: dict[str, dict[str, tuple[Prediction, Forms]]] = {}
    for item in predictions:
        key = normalise(item.concept)
        if not key:
            continue
        others = {normalise(variant) for variant in item.variants[:MOST_VARIANTS]}
        rows = found.setdefault(item.document, {})
        one, forms = rows.get(key, (item, {key}))
        rows[key] = one._replace(score=max(one.score, item.score)), forms | {form for form in others if not _is_neighbour(key, form)}
    return {document: sorted(rows.values(), key=lambda row: -row[0].score) for document, rows in found.items()}


def _is_neighbour(concept: str, variant: str) -> bool:
    nested = concept != variant and (concept in variant or variant in concept)
    return nested and SAME.sub("", concept) != SAME.sub("", variant)


def matching(gold: Gold, predicted: list[tuple[Prediction, Forms]]) -> dict[int, int]:
    """Return a maximum one-to-one matching, place in the gold → place in the predictions, earlier predictions first."""
    edges = [[place for place, (_, _, marked) in enumerate(gold.concepts) if not marked.isdisjoint(forms)] for _, forms in predicted]
    owner: dict[int, int] = {}

    def put(prediction: int, seen: set[int]) -> bool:
        for place in edges[prediction]:
            if place not in seen:
                seen.add(place)
                if place not in owner or put(owner[place], seen):
                    owner[place] = prediction
                    return True
        return False

    for prediction in range(len(predicted)):
        put(prediction, set())
    return owner


def agreement(gold: Gold, predicted: list[tuple[Prediction, Forms]]) -> Agreement:
    """Return all figures of one document."""
    owner = matching(gold, predicted)
    insisted = [place for place, (_, grade, _) in enumerate(gold.concepts) if grade >= 2]
    recall2 = sum(place in owner for place in insisted) / len(insisted) if insisted else 1.0
    recall = len(owner) / len(gold.concepts) if gold.concepts else 1.0
    precision = len(owner) / len(predicted) if predicted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    first = len(matching(gold, predicted[:len(gold.concepts)])) / max(1, len(gold.concepts))
    noise = sum(not forms.isdisjoint(gold.noise) for _, forms in predicted)
    return Agreement(recall2, recall, precision, f1, first, noise, len(predicted))


def average(gold: Mapping[str, Gold], predictions: Iterable[Prediction]) -> Agreement:
    """Return the macro average over the documents of the gold."""
    found = by_document(predictions)
    each = [agreement(marked, found.get(document, [])) for document, marked in gold.items()]
    return Agreement(*(sum(column) / len(each) for column in zip(*each, strict=True)))


def calibration_error(gold: Mapping[str, Gold], predictions: Iterable[Prediction], bins: int = 10) -> float:
    """Return the expected calibration error of ``score`` over all predictions of the gold's documents.

    ECE = Σ_b n_b/n · |matched share − mean score| over equal-width bins (Naeini, Cooper, Hauskrecht 2015).
    """
    rows: list[tuple[float, bool]] = []
    found = by_document(predictions)
    for document, marked in gold.items():
        predicted = found.get(document, [])
        right = set(matching(marked, predicted).values())
        rows += [(item.score, place in right) for place, (item, _) in enumerate(predicted)]
    groups: dict[int, list[tuple[float, bool]]] = {}
    for score, hit in rows:
        groups.setdefault(min(int(score * bins), bins - 1), []).append((score, hit))
    gaps = (abs(sum(hit for _, hit in group) - sum(score for score, _ in group)) for group in groups.values())
    return sum(gaps) / max(1, len(rows))
