"""Texts whose tokens are given, and small labellers made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.discover import Segmented
from kg.discover.labeller import weights
from kg.discover.words import Words
from kg.model import BODY, Sentences
from kg.segment import GUESSED
from kg.vocabulary import Tokens, Vocabulary
from training.crf import Scores, export

TAGS = {"，": "x", "。": "x", "\n": "x", "《": "x", "》": "x", "建设": "v", "和": "c"}
"""The tags of words; all others have n."""
GUESSES = frozenset({"对算力", "方与", "以新"})
"""Words that are in no dictionary."""
CLUSTERS: dict[str, NDArray[Any]] = {  # Any: columns of bytes and of integers
    "cluster_words": np.frombuffer("算力\n数据".encode(), np.uint8), "coarse": np.array([1, 2], np.uint8), "fine": np.array([30, 300], np.uint16)}
Features = Mapping[str, dict[str, NDArray[np.float64]]]


def segmented(*texts: Sequence[Sequence[str]]) -> list[Segmented]:
    """Return texts of one vocabulary, each given as sentences of words; sentences follow one another without a gap."""
    vocabulary = Vocabulary()
    numbers: dict[str, int] = {}
    found = []
    for sentences in texts:
        words = [word for sentence in sentences for word in sentence]
        places = [numbers.setdefault(word, len(numbers)) for word in words]
        sizes = np.array([sum(map(len, sentence)) for sentence in sentences], dtype=np.int32)
        ends = np.cumsum(sizes, dtype=np.int32)
        none = np.zeros(len(ends), dtype=np.int32)
        lengths = np.array(list(map(len, words)), dtype=np.uint16)
        found.append(Segmented(
            "".join(words), Sentences(ends - sizes, ends, np.full(len(ends), BODY, dtype=np.uint8), none),
            Tokens(vocabulary, np.array(places, dtype=np.int32), lengths)))
    vocabulary.words += numbers
    vocabulary.cut += bytes([GUESSED if word in GUESSES else 0 for word in numbers])
    vocabulary.tags += [TAGS.get(word, "n") for word in numbers]
    return found


def labeller(file: Path, features: Features, transitions: NDArray[np.float64] | None = None) -> Words:
    """Write weights and return what is known under them; without transitions, labels do not depend on each other."""
    export(Scores(dict(features), np.zeros((3, 3)) if transitions is None else transitions), file, CLUSTERS, trained_on="nothing")
    return Words(weights.__wrapped__(file))


def odds(outside: float, begin: float, inside: float) -> NDArray[np.float64]:
    """Return the scores of labels whose probabilities are in these proportions."""
    scores: NDArray[np.float64] = np.log(np.array([outside, begin, inside]))
    return scores
