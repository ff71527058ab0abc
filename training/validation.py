"""What cross-validation says: ``python -m training.validation DATA WORK`` (from the project's root; WORK as of training.ranker).

Agreement with the marks of the gold texts, by threshold, and the calibration of ``score``: each fold is ranked by
trees that have seen the four others only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.scoring import Agreement, Gold, Prediction, average, calibration_error
from kg.discover import THRESHOLD, ranker, variants
from kg.match import longest
from training.gold import Marked, marked, unmarked
from training.pools import Found
from training.ranker import Cross, Rows, cross, train

THRESHOLDS = (0.3, 0.32, 0.34, 0.36, 0.38, 0.4, 0.42, 0.45, 0.5)


def report(texts: Sequence[Marked], made: Cross) -> None:
    """Print agreement by threshold, each text alone and within its corpus; with variants and without."""
    gold = {text.key: Gold([(label, grade, set(forms)) for label, grade, forms in text.concepts], set()) for text in texts if text.fold >= 0 and not text.own}
    print(f"{'':<24}" + "".join(f"{name:>12}" for name in (*Agreement._fields, "ece")))
    found: dict[tuple[str, float], list[Prediction]] = {}
    for fold, rows in enumerate(made.rows):
        trees = train([each for other, each in enumerate(made.rows) if other != fold])
        for way, columns, chosen in (("alone", rows.single, rows.alone), ("in corpus", rows.corpus, np.ones_like(rows.alone))):
            score = ranker.probability(int(chosen.sum()), [ranker.ByRow(column[chosen]) for column in columns], trees)
            for threshold in THRESHOLDS:
                found.setdefault((way, threshold), []).extend(lists(texts, made.found[fold], rows, chosen, score, threshold))
    for (way, threshold), predictions in sorted(found.items()):
        _line(f"{way}, {threshold}", gold, predictions)
        if threshold == THRESHOLD:
            _line("  variants not counted", gold, [item._replace(variants=()) for item in predictions])


def _line(name: str, gold: dict[str, Gold], predictions: list[Prediction]) -> None:
    values = (*average(gold, predictions), calibration_error(gold, predictions))
    print(f"{name:<24}" + "".join(f"{value:12.4f}" for value in values), flush=True)


def lists(texts: Sequence[Marked], found: Found, rows: Rows, chosen: NDArray[np.bool_], score: NDArray[np.float64], threshold: float) -> list[Prediction]:
    """Return the concepts of each text of one fold, as ``kg concepts FILE`` lists them, under the text's own forms: no thesaurus label."""
    pool = found.pool
    lengths = np.fromiter(map(len, found.keys), dtype=np.int64, count=len(found.keys))
    form, document = pool.form[rows.places[chosen]], pool.document[rows.places[chosen]]
    result: list[Prediction] = []
    for place in np.unique(document).tolist():
        here = document == place
        scores = dict(zip(form[here].tolist(), score[here].tolist(), strict=True))
        kept = np.array(sorted(rank for rank, value in scores.items() if value >= threshold), dtype=np.int64)
        hits = found.hits[place]
        mine = np.isin(hits.form, kept)
        ranks, start = hits.form[mine].astype(np.int64), hits.start[mine].astype(np.int64)
        ranks, many = np.unique(ranks[longest(start, lengths[ranks], int(pool.lengths[place]) + 1)], return_counts=True)
        names = [pool.forms[rank] for rank in ranks.tolist()]
        groups: dict[int, list[int]] = {}
        for number, preferred in enumerate(variants.concepts(names, np.ones(len(names), dtype=bool), many).tolist()):
            groups.setdefault(preferred, []).append(number)
        for preferred, members in groups.items():
            best = max(scores[int(ranks[number])] for number in members)
            others = tuple(names[number] for number in members if number != preferred)
            result.append(Prediction(texts[place].key, names[preferred], best, others))
    return result


def main() -> int:
    """Make the rows of all folds and print what they say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    texts = [*marked(arguments.data), *unmarked(arguments.data)]
    report(texts, cross(texts, arguments.data, arguments.work))
    return 0


if __name__ == "__main__":
    sys.exit(main())
