"""The same chain in python-crfsuite: the reference that the labels of kg and the fit of ``training.chain`` are tested against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pycrfsuite

from kg.discover.features import END, KINDS, OFFSETS, SEPARATORS, START, Clusters, columns, visible
from kg.discover.titles import PLACES
from training.crf import Scores
from training.examples import PAD, Sentence, Token

LABELS = "OBI"


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
        padded = [*[START] * PAD, *tokens, *[END] * PAD]
        rows = [self._row(token) for token in padded]
        within = _places([word for word, _ in padded])
        result = []
        for place in range(PAD, len(padded) - PAD):
            (before, before_tag), (word, tag), (after, after_tag) = padded[place - 1 : place + 2]
            result.append([
                *(value for number, offset in enumerate(OFFSETS) for value in rows[place + offset][number]),
                f"tags-={before_tag}|{tag}", f"tags+={tag}|{after_tag}", f"triple={before_tag}|{tag}|{after_tag}",
                f"pair-={visible(before)}\t{visible(word)}", f"pair+={visible(word)}\t{visible(after)}", f"title={within[place]}"])
        return result


def _places(words: Sequence[str]) -> list[str]:
    """Return the place of each word in a title, one word after the other."""
    found = [PLACES[0]] * len(words)
    for opening in (place for place, word in enumerate(words) if word == "《"):
        closing = next((place for place in range(opening + 1, len(words)) if words[place] in {"《", "》", *SEPARATORS} or "\n" in words[place]), opening)
        if words[closing] == "》" and closing > opening + 1:
            found[opening + 1 : closing] = [PLACES[1]] + [PLACES[2]] * (closing - opening - 2)
    return found


def train(sentences: Iterable[Sentence], file: Path, attributes: Attributes, *, absolute: float, square: float, iterations: int) -> None:
    """Train on sentences; write crfsuite's model."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": absolute, "c2": square, "max_iterations": iterations, "feature.possible_transitions": True})
    for tokens, labels in sentences:
        trainer.append(attributes.of(tokens), [LABELS[label] for label in labels])
    trainer.train(str(file))


def scores(model: Path) -> Scores:
    """Return the weights of a crfsuite model."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    info = tagger.info()
    features: dict[str, dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]]] = {}
    for (attribute, label), weight in info.state_features.items():
        name, _, value = attribute.partition("=")
        features.setdefault(name, {}).setdefault(value, np.zeros(len(LABELS)))[LABELS.index(label)] = weight
    transitions = [[info.transitions.get((before, label), 0.0) for label in LABELS] for before in LABELS]
    return Scores(features, np.array(transitions))
