"""Train the labeller with python-crfsuite and write its weights as arrays that kg reads with numpy alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from numpy.typing import NDArray

from kg.discover.features import END, KINDS, OFFSETS, START, Clusters, columns, visible
from kg.discover.labeller import SCALE, packed

LABELS = "OBI"
C1, C2 = 0.05, 1.0
Token = tuple[str, str]


class Attributes:
    """Attributes of tokens as strings; those of a word are made once."""

    def __init__(self, clusters: Clusters) -> None:
        """Start with no word."""
        self._clusters = clusters
        self._rows: dict[Token, list[list[str]]] = {}

    def _row(self, token: Token) -> list[list[str]]:
        row = self._rows.get(token)
        if row is None:
            values = columns([visible(token[0])], [token[1]], self._clusters)
            row = [[f"{kind}{offset}={value[0]}" for kind, value in zip(KINDS, values, strict=True)] for offset in OFFSETS]
            self._rows[token] = row
        return row

    def of(self, tokens: Sequence[Token]) -> list[list[str]]:
        """Return the attributes of each token of a sentence."""
        padded = [START, START, *tokens, END, END]
        rows = [self._row(token) for token in padded]
        result = []
        for place in range(2, len(padded) - 2):
            (before, before_tag), (word, tag), (after, after_tag) = padded[place - 1 : place + 2]
            result.append([
                *(value for offset in range(5) for value in rows[place + offset - 2][offset]),
                f"tags-={before_tag}|{tag}", f"tags+={tag}|{after_tag}", f"triple={before_tag}|{tag}|{after_tag}",
                f"pair-={visible(before)}\t{visible(word)}", f"pair+={visible(word)}\t{visible(after)}"])
        return result


def train(sentences: Iterable[tuple[Sequence[Token], Sequence[int]]], file: Path, attributes: Attributes, *, iterations: int) -> None:
    """Train on (tokens, labels) of sentences; write crfsuite's model."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": C1, "c2": C2, "max_iterations": iterations, "feature.possible_transitions": True})
    for tokens, labels in sentences:
        trainer.append(attributes.of(tokens), [LABELS[label] for label in labels])
    trainer.train(str(file))


def export(model: Path, file: Path, clusters: dict[str, NDArray[Any]], *, trained_on: str) -> None:
    """Write the weights of a crfsuite model as arrays; the same model gives the same bytes."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    info = tagger.info()
    weights: dict[str, dict[str, NDArray[np.int16]]] = {}
    for (attribute, label), weight in info.state_features.items():
        name, _, value = attribute.partition("=")
        scores = weights.setdefault(name, {}).setdefault(value, np.zeros(3, dtype=np.int16))
        scores[LABELS.index(label)] = np.clip(round(weight * SCALE), -32768, 32767)
    columns: dict[str, NDArray[Any]] = {"trained_on": np.array(trained_on), **clusters}
    transitions = [[info.transitions.get((before, label), 0.0) for label in LABELS] for before in LABELS]
    columns["transitions"] = np.array(transitions, dtype=np.float64)
    for kind in KINDS:
        columns |= _single(kind, weights)
    columns |= _tags(weights)
    columns |= _pairs(weights)
    save(file, columns)


Table = dict[str, dict[str, NDArray[np.int16]]]


def _single(kind: str, weights: Table) -> dict[str, NDArray[Any]]:
    by_offset = [weights.get(f"{kind}{offset}", {}) for offset in OFFSETS]
    names = sorted({value for table in by_offset for value, scores in table.items() if scores.any()})
    rows = np.zeros((len(names), len(OFFSETS), 3), dtype=np.int16)
    for row, value in enumerate(names):
        for offset, table in enumerate(by_offset):
            if value in table:
                rows[row, offset] = table[value]
    return {f"values_{kind}": packed(names), f"rows_{kind}": rows}


def _tags(weights: Table) -> dict[str, NDArray[Any]]:
    tables = [weights.get(name, {}) for name in ("tags-", "tags+", "triple")]
    names = sorted({tag for table in tables for value in table for tag in value.split("|")})
    rank = {tag: place for place, tag in enumerate(names)}
    size = len(names) + 1

    def key(value: str) -> int:
        total = 0
        for tag in value.split("|"):
            total = total * size + rank[tag]
        return total

    # of a pair of tags, "tags+" scores the first token, "tags-" the second
    pairs = {key(value): np.zeros((2, 3), dtype=np.int16) for table in tables[:2] for value in table}
    for place, table in ((1, tables[0]), (0, tables[1])):
        for value, scores in table.items():
            pairs[key(value)][place] = scores
    triples = {key(value): scores for value, scores in tables[2].items() if scores.any()}
    return {
        "tag_values": packed(names),
        "tag_pairs": np.array(sorted(pairs), dtype=np.int32), "tag_pair_scores": _stacked(pairs, (2, 3)),
        "triples": np.array(sorted(triples), dtype=np.int32), "triple_scores": _stacked(triples, (3,))}


def _pairs(weights: Table) -> dict[str, NDArray[Any]]:
    second, first = weights.get("pair-", {}), weights.get("pair+", {})
    names = sorted({word for table in (first, second) for value in table for word in value.split("\t")})
    rank = {word: place for place, word in enumerate(names)}
    pairs: dict[int, NDArray[np.int16]] = {}
    for place, table in enumerate((first, second)):
        for value, scores in table.items():
            before, after = value.split("\t")
            if scores.any():
                pairs.setdefault(rank[before] * len(names) + rank[after], np.zeros((2, 3), dtype=np.int16))[place] = scores
    return {"pair_values": packed(names), "pairs": np.array(sorted(pairs), dtype=np.int64), "pair_scores": _stacked(pairs, (2, 3))}


def _stacked(table: dict[int, NDArray[np.int16]], shape: tuple[int, ...]) -> NDArray[np.int16]:
    return np.array([table[key] for key in sorted(table)], dtype=np.int16).reshape(-1, *shape)


def save(file: Path, columns: dict[str, NDArray[Any]]) -> None:
    """Write arrays as a compressed .npz without times, so that equal arrays give equal bytes."""
    with zipfile.ZipFile(file, "w") as archive:
        for name in sorted(columns):
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, columns[name], allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, buffer.getvalue(), compress_type=zipfile.ZIP_DEFLATED, compresslevel=9)
