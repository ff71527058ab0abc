"""How much more marked texts would help the labeller: ``python -m training.curve DATA`` (from the project's root).

Five folds of the marked texts by event; of the texts outside a fold the first 50, 100, 200 and all are learnt from, in an order drawn
once. Forms are listed where the labeller's probability is at least LEAST; the second stage takes no part.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.scoring import Agreement, Gold, Prediction, average
from kg.discover.labeller import FILE
from kg.model import CONFIDENCE_UNIT
from training.gold import FOLDS, Marked, marked
from training.labeller import make
from training.pools import propose

SIZES = (50, 100, 200, 0)
"""Texts learnt from; 0: all."""
LEAST = 0.4


def curve(texts: Sequence[Marked], tables: dict[str, NDArray[Any]], sizes: Sequence[int] = SIZES) -> Iterator[tuple[int, Agreement]]:
    """Yield the mean number of texts learnt from, and agreement on the texts left out; last with our own marks. Any: columns of bytes and of integers."""
    theirs, own = [text for text in texts if not text.own], [text for text in texts if text.own]
    order = np.random.default_rng(0).permutation(len(theirs)).tolist()
    gold = {text.key: Gold([(label, grade, set(forms)) for label, grade, forms in text.concepts], set()) for text in theirs}
    for size, more in (*((size, False) for size in sizes), (0, True)):
        found: list[Prediction] = []
        many = 0
        for fold in range(FOLDS):
            learnt = [theirs[place] for place in order if theirs[place].fold != fold][: size or None]
            learnt += [text for text in own if more and text.fold != fold]
            many += len(learnt)
            found += _listed([text for text in theirs if text.fold == fold], learnt, tables)
        yield many // FOLDS, average(gold, found)


def _listed(texts: Sequence[Marked], learnt: Sequence[Marked], tables: dict[str, NDArray[Any]]) -> Iterator[Prediction]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "labeller.npz"
        make(learnt, file, tables, trained_on="a part")
        for text, each in zip(texts, propose([text.document for text in texts], file), strict=True):
            for form, best in zip(each.forms, (each.best / CONFIDENCE_UNIT).tolist(), strict=True):
                if best >= LEAST:
                    yield Prediction(text.key, form, best)


def main() -> int:
    """Print the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    arguments = parser.parse_args()
    with np.load(FILE) as data:
        tables = {name: data[name] for name in ("cluster_words", "coarse", "fine")}
    print(f"{'texts':<8}" + "".join(f"{name:>12}" for name in Agreement._fields))
    for many, values in curve(marked(arguments.data), tables):
        print(f"{many:<8}" + "".join(f"{value:12.4f}" for value in values), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
