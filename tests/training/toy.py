"""Small marked texts and pools, made by hand."""

from __future__ import annotations

import json
import lzma
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from kg import segment, sentences
from kg.discover import Candidates, Pool, Segmented
from kg.model import BODY, CONFIDENCE_UNIT
from training.gold import Marked, comparable, project

Concept = tuple[str, int, tuple[str, ...]]


def folder(data: Path, marks: Mapping[str, str], articles: Mapping[str, tuple[str, str, str]], excerpts: Mapping[str, str]) -> Path:
    """Write a folder of data: key → marks; key → (event, group of duplicates, text) of articles; key → text of what is in no index."""
    for name in ("gold/train", "gold/dev", "gold/train_texts", "wechat", "official", "scale"):
        (data / name).mkdir(parents=True)
    for key, lines in marks.items():
        (data / "gold" / "train" / f"{key}.tsv").write_text(lines, encoding="utf-8")
    rows = [f"{key}.md\t{event}\t{group}\n" for key, (event, group, _) in articles.items()]
    (data / "wechat" / "INDEX.tsv").write_text("file\tcluster\tdup\n" + "".join(rows), encoding="utf-8")
    for key, (_, _, text) in articles.items():
        (data / "wechat" / f"{key}.md").write_text(text, encoding="utf-8")
    for key, text in excerpts.items():
        (data / "gold" / "train_texts" / f"{key}.txt").write_text(text, encoding="utf-8")
    return data


def general(data: Path, texts: Sequence[str]) -> Path:
    """Write general texts, all of them laws."""
    (data / "scale").mkdir(parents=True, exist_ok=True)
    for name, lines in (("laws", texts), ("gov_reports", ()), ("xwlb_days", ())):
        with lzma.open(data / "scale" / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in lines)
    return data


def segmented(text: str) -> Segmented:
    """Return a text whose paragraphs are all body text."""
    return Segmented(text, sentences.split(text, bytes([BODY]) * (text.count("\n") + 1)), segment.segment(text))


def marked(key: str, fold: int, text: str, *concepts: Concept) -> Marked:
    """Return a marked text; concepts: label, grade, variants."""
    document = segmented(text)
    found = tuple((label, grade, frozenset(map(comparable, (label, *variants)))) for label, grade, variants in concepts)
    labels = project(document, sorted({form for _, _, forms in found for form in forms}))
    return Marked(key=key, fold=fold, document=document, concepts=found, labels=labels)


def candidates(*rows: tuple[str, int, float]) -> Candidates:
    """Return candidates: (form, how often marked, sum of probabilities), sorted by form; a form stands where it is marked, and once at least."""
    forms = [form for form, _, _ in rows]
    sums = np.array([round(chance * CONFIDENCE_UNIT) for _, _, chance in rows], dtype=np.int64)
    many = np.array([number for _, number, _ in rows], dtype=np.int32)
    return Candidates("\n".join(forms), many, sums, (sums // np.maximum(many, 1)).astype(np.int32))


def pool(forms: Sequence[str], rows: Sequence[tuple[str, int, float]], documents: int, curated: Sequence[str] = ()) -> Pool:
    """Return a pool of rows (form, document, best probability) with one hit each, in documents of 100 code points."""
    ordered = sorted((forms.index(form), document, round(best * CONFIDENCE_UNIT)) for form, document, best in rows)
    form, document, best = (np.array([row[place] for row in ordered], dtype=np.int32) for place in range(3))
    one, none = np.ones(len(form), dtype=np.int32), np.zeros(len(form), dtype=np.int32)
    return Pool(
        forms=list(forms), curated=np.array([name in curated for name in forms]), document=document, form=form, hits=one, marked=one,
        confidence=best.astype(np.int64), best=best, first=none, title=none, lengths=np.full(documents, 100, dtype=np.int32), counted=np.ones(documents, dtype=bool))
