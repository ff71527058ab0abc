"""The likelihood of marked sentences under a linear-chain CRF (Lafferty et al. 2001), as a function of one vector of weights.

All features are functions of a token and its neighbours, so that the scores of tokens are sums of rows of a few tables: a step of the
fit is some products of sparse matrices and the forward-backward recursion over all clauses at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kg.discover.decode import LABELS, OUTSIDE, Clauses
from kg.discover.features import KINDS, OFFSETS, Clusters, columns, visible
from kg.discover.titles import PLACES, places
from training.crf import Scores
from training.examples import Examples, Token

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
WIDTH = len(OFFSETS) * LABELS
_SQUARE = LABELS * LABELS


class Context(NamedTuple):
    """Features of a token and those beside it: ``values`` by number, ``of``: the number of each arranged token."""

    name: str
    values: list[str]
    of: Ints


class Chain:
    """``loss`` of a vector of weights, and the ``scores`` by feature that such a vector holds."""

    def __init__(self, examples: Examples, clusters: Clusters, square: float) -> None:
        """Number the features of the examples; ``square``: cost of each weight's square."""
        self._examples, self._square = examples, square
        self._places = examples.clauses.tokens
        self._values, self._types = _singles(examples.types, clusters)
        self._contexts = _contexts(examples)
        self._single_size = self._types.shape[1] * WIDTH
        self.size = self._single_size + sum(len(each.values) for each in self._contexts) * LABELS + _SQUARE
        tokens, kinds = len(self._places), len(examples.types)
        self._words = [_selector(examples.words[self._places + offset], kinds) for offset in OFFSETS]
        self._around = sparse.vstack([_selector(each.of, len(each.values)) for each in self._contexts]).tocsr()
        self._true = np.zeros((LABELS, tokens))
        self._true[examples.labels, np.arange(tokens)] = 1
        self._true_pairs = _pairs(examples)

    def _parts(self, weights: Floats) -> tuple[Floats, Floats, Floats]:
        """Return views of a vector: [values, offsets · labels] of single features, [values, labels] of contexts, transitions."""
        singles, contexts = weights[: self._single_size], weights[self._single_size : -_SQUARE]
        return singles.reshape(-1, WIDTH), contexts.reshape(-1, LABELS), weights[-_SQUARE:].reshape(LABELS, LABELS)

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        """Return −log P(labels) with the cost of squares, and its gradient."""
        examples = self._examples
        singles, contexts, transitions = self._parts(weights)
        of_types = self._types @ singles.astype(np.float32)
        emissions = self._around.T @ contexts.astype(np.float32)
        for number, offset in enumerate(OFFSETS):
            rows = of_types[:, number * LABELS : (number + 1) * LABELS]
            emissions += rows.take(examples.words[self._places + offset], axis=0)
        scores = emissions.T.astype(np.float64)
        scores += transitions[OUTSIDE][:, None] * examples.before + transitions[:, OUTSIDE][:, None] * examples.after
        total, marginals, pairs = _expected(scores, transitions, examples.clauses)
        value = total - float((scores * self._true).sum()) - float((self._true_pairs * transitions).sum())
        excess = marginals - self._true
        narrow = excess.T.astype(np.float32)
        gradient = np.empty_like(weights)
        of_singles, of_contexts, of_transitions = self._parts(gradient)
        of_singles[:] = self._types.T @ np.concatenate([words @ narrow for words in self._words], axis=1)
        of_contexts[:] = self._around @ narrow
        of_transitions[:] = pairs - self._true_pairs
        of_transitions[OUTSIDE] += excess @ examples.before
        of_transitions[:, OUTSIDE] += excess @ examples.after
        return value + self._square * float(weights @ weights), gradient + 2 * self._square * weights

    def scores(self, weights: Floats) -> Scores:
        """Return the label scores by feature that a vector holds, those that are zero left out."""
        singles, contexts, transitions = self._parts(weights)
        found: dict[str, dict[str, Floats]] = {}
        begin = 0
        for kind, values in self._values.items():
            block = singles[begin : begin + len(values)].reshape(len(values), len(OFFSETS), LABELS)
            begin += len(values)
            for number, offset in enumerate(OFFSETS):
                found[f"{kind}{offset}"] = _nonzero(values, block[:, number])
        begin = 0
        for each in self._contexts:
            found[each.name] = _nonzero(each.values, contexts[begin : begin + len(each.values)])
            begin += len(each.values)
        return Scores(found, transitions)


def _nonzero(values: Sequence[str], scores: Floats) -> dict[str, Floats]:
    return {values[place]: scores[place] for place in np.flatnonzero(scores.any(axis=1)).tolist()}


def _singles(types: Sequence[Token], clusters: Clusters) -> tuple[dict[str, list[str]], sparse.csr_matrix]:
    """Return the distinct values of each kind, and which of them [types, values of all kinds] each token has."""
    values: dict[str, list[str]] = {}
    ranks: list[Ints] = []
    begin = 0
    for kind, column in zip(KINDS, columns([visible(word) for word, _ in types], [tag for _, tag in types], clusters), strict=True):
        index: dict[str, int] = {}
        ranks.append(begin + np.array([index.setdefault(value, len(index)) for value in column], dtype=np.int64))
        values[kind] = list(index)
        begin += len(index)
    rows = np.tile(np.arange(len(types)), len(KINDS))
    ones = np.ones(len(rows), dtype=np.float32)
    return values, sparse.csr_matrix((ones, (rows, np.concatenate(ranks))), shape=(len(types), begin))


def _contexts(examples: Examples) -> list[Context]:
    tags, words = [tag for _, tag in examples.types], [visible(word) for word, _ in examples.types]
    return [
        *(_context(examples, name, tags, "|", reach) for name, reach in (("tags-", (-1, 0)), ("tags+", (0, 1)), ("triple", (-1, 0, 1)))),
        *(_context(examples, name, words, "\t", reach) for name, reach in (("pair-", (-1, 0)), ("pair+", (0, 1)))),
        Context("title", list(PLACES), places(examples.kinds)[examples.clauses.tokens].astype(np.int64))]


def _context(examples: Examples, name: str, of_types: Sequence[str], mark: str, reach: Sequence[int]) -> Context:
    """Return what the tokens at some offsets hold together, joined by a mark; ``of_types``: what each type holds."""
    ranks: dict[str, int] = {}
    rank = np.array([ranks.setdefault(value, len(ranks)) for value in of_types], dtype=np.int64)[examples.words]
    around = [rank[examples.clauses.tokens + offset] for offset in reach]
    key = np.zeros(len(examples.clauses.tokens), dtype=np.int64)
    for column in around:
        key = key * len(ranks) + column
    _, first, of = np.unique(key, return_index=True, return_inverse=True)
    names = list(ranks)
    rows = zip(*(column[first].tolist() for column in around), strict=True)
    return Context(name, [mark.join(names[number] for number in row) for row in rows], of)


def _selector(rows: Ints, many: int) -> sparse.csr_matrix:
    """Return the matrix [many, tokens] that sums what stands at each token by the row of the token."""
    return sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, np.arange(len(rows)))), shape=(many, len(rows)))


def _pairs(examples: Examples) -> Floats:
    """Return how often one label follows another within clauses."""
    counts = np.zeros((LABELS, LABELS))
    for now, before in examples.clauses.steps():
        np.add.at(counts, (examples.labels[before], examples.labels[now]), 1)
    return counts


def _expected(scores: Floats, transitions: Floats, clauses: Clauses) -> tuple[float, Floats, Floats]:
    """Return log Z, the probability of each label of each token, and the expected number of each pair of labels (Rabiner 1989)."""
    steps, most = clauses.steps(), scores.max(axis=0)
    weight, factor = np.exp(scores - most), np.exp(transitions)
    forward, scale = np.empty_like(weight), np.empty(scores.shape[1])
    first = slice(0, int(clauses.width[0]) if len(clauses.width) else 0)
    scale[first] = weight[:, first].sum(axis=0)
    forward[:, first] = weight[:, first] / scale[first]
    for now, before in steps:
        ways = (factor.T @ forward[:, before]) * weight[:, now]
        scale[now] = ways.sum(axis=0)
        forward[:, now] = ways / scale[now]
    backward, pairs = np.ones_like(weight), np.zeros((LABELS, LABELS))
    for now, before in reversed(steps):
        rest = weight[:, now] * backward[:, now] / scale[now]
        backward[:, before] = factor @ rest
        pairs += (forward[:, before] @ rest.T) * factor
    return float((np.log(scale) + most).sum()), forward * backward, pairs
