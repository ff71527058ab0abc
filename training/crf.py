"""Weights of a labeller → the arrays that kg reads."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.discover.features import KINDS, OFFSETS
from kg.discover.labeller import SCALE, packed
from kg.discover.titles import PLACES


class Scores(NamedTuple):
    """``features``: name (kind and offset, or ``tags-``, ``tags+``, ``triple``, ``pair-``, ``pair+``, ``title``) → value → scores of the labels;
    ``transitions`` [label before, label].
    """

    features: dict[str, dict[str, NDArray[np.float64]]]
    transitions: NDArray[np.float64]


def export(scores: Scores, file: Path, clusters: dict[str, NDArray[Any]], *, trained_on: str) -> None:
    """Write weights as arrays; the same weights give the same bytes. Any: columns of bytes and of integers of several widths."""
    weights = {name: {value: _whole(row) for value, row in table.items()} for name, table in scores.features.items()}
    columns: dict[str, NDArray[Any]] = {"trained_on": np.array(trained_on), "transitions": scores.transitions.round(9), **clusters}
    for kind in KINDS:
        columns |= _single(kind, weights)
    columns |= _tags(weights)
    columns |= _pairs(weights)
    titles = weights.get("title", {})
    columns["titles"] = np.array([titles.get(place, (0, 0, 0)) for place in PLACES], dtype=np.int16)
    save(file, columns)


def _whole(row: NDArray[np.float64]) -> NDArray[np.int16]:
    return np.clip(np.rint(row * SCALE), -32768, 32767).astype(np.int16)


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
    """Write arrays as .npz without times, so that equal arrays give equal bytes; uncompressed, for they are read at each build."""
    with zipfile.ZipFile(file, "w") as archive:
        for name in sorted(columns):
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, columns[name], allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, buffer.getvalue(), compress_type=zipfile.ZIP_STORED)
