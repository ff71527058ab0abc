"""Make kg/discover/labeller.npz: ``python -m training.labeller DATA`` (from the project's root; DATA holds gold/, wechat/, official/, scale/)."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.discover.features import Clusters
from kg.discover.labeller import FILE
from training.chain import Chain
from training.clusters import clusters, read_clusters
from training.crf import export
from training.examples import Sentence, examples
from training.gold import Marked, marked, sentence_tokens, unmarked
from training.owlqn import minimise
from training.provenance import lines, sources

ABSOLUTE, SQUARE = 0.2, 3.0
"""Cost of the absolute value and of the square of a weight."""
ITERATIONS = 80
"""More of them fit the training texts better and others no more."""


def sentences(texts: Sequence[Marked]) -> Iterator[Sentence]:
    """Yield tokens and labels of each sentence."""
    for text in texts:
        tokens = text.document.tokens
        for begin, end in sentence_tokens(text.document):
            yield list(zip(tokens.words[begin:end], tokens.tags[begin:end], strict=True)), text.labels[begin:end].tolist()


def make(texts: Sequence[Marked], file: Path, tables: dict[str, NDArray[Any]], *, trained_on: str, iterations: int = ITERATIONS) -> None:
    """Train on marked texts and write the weights. Any: columns of bytes and of integers of several widths."""
    known: Clusters = read_clusters(tables)
    chain = Chain(examples(sentences(texts)), known, SQUARE)
    weights = minimise(chain.loss, np.zeros(chain.size), ABSOLUTE, iterations)
    export(chain.scores(weights), file, tables, trained_on=trained_on)


def main() -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=FILE)
    arguments = parser.parse_args()
    begin = time.process_time()
    texts = marked(arguments.data)
    tables = clusters([text.document.tokens.words for text in [*texts, *unmarked(arguments.data)]], arguments.data)
    make(texts, arguments.output, tables, trained_on=lines(sources(arguments.data)))
    print(f"{arguments.output}: {len(texts)} texts, {time.process_time() - begin:.0f} s of CPU", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
