"""Make kg/discover/labeller.npz: ``python -m training.labeller DATA`` (from the project's root; DATA holds gold/, wechat/, scale/)."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.discover.features import Clusters
from kg.discover.labeller import FILE, packed, read_clusters
from training.clusters import clusters
from training.crf import Attributes, Token, export, train
from training.gold import Marked, digest, marked, sentence_tokens, unmarked

WITHOUT_CLUSTERS: dict[str, NDArray[Any]] = {
    "cluster_words": packed(["网络"]), "coarse": np.zeros(1, dtype=np.uint8), "fine": np.zeros(1, dtype=np.uint16)}
"""The tables of the shipped weights: one word stands alone, all others are in no cluster."""
ITERATIONS = 80
"""Of L-BFGS; more of them fit the training texts better and others no more."""


def sentences(texts: Sequence[Marked]) -> Iterator[tuple[list[Token], list[int]]]:
    """Yield tokens and labels of each sentence."""
    for text in texts:
        tokens = text.document.tokens
        for begin, end in sentence_tokens(text.document):
            yield list(zip(tokens.words[begin:end], tokens.tags[begin:end], strict=True)), text.labels[begin:end].tolist()


def make(texts: Sequence[Marked], file: Path, tables: dict[str, NDArray[Any]], *, trained_on: str, iterations: int = ITERATIONS) -> None:
    """Train on marked texts and write the weights."""
    known: Clusters = read_clusters(tables)
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        train(sentences(texts), model, Attributes(known), iterations=iterations)
        export(model, file, tables, trained_on=trained_on)


def main() -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=FILE)
    parser.add_argument("--clusters", action="store_true", help="with clusters of words; the shipped weights are without")
    arguments = parser.parse_args()
    begin = time.process_time()
    texts = marked(arguments.data)
    tables = WITHOUT_CLUSTERS
    if arguments.clusters:
        tables = clusters([text.document.tokens.words for text in [*texts, *_unmeasured(arguments.data)]], arguments.data)
    make(texts, arguments.output, tables, trained_on=digest(arguments.data / "gold" / "train"))
    print(f"{arguments.output}: {len(texts)} texts, {time.process_time() - begin:.0f} s of CPU", file=sys.stderr)
    return 0


def _unmeasured(data: Path) -> list[Marked]:
    """Return the unmarked texts without those that are kept for measuring."""
    kept = {file.stem for file in (data / "gold" / "dev").glob("*.json")}
    return [text for text in unmarked(data) if text.key not in kept]


if __name__ == "__main__":
    raise SystemExit(main())
