"""The chain of the labeller: best labels and marginals of many clauses at a time.

A clause is a maximal run of tokens without a separator (a token whose label is always O); given that label, the clauses of
a sentence are independent, so that splitting there changes neither the best labels nor the marginals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

OUTSIDE, BEGIN, INSIDE = range(3)
LABELS = 3


class Clauses(NamedTuple):
    """Clauses by falling length, their tokens step by step: step t holds the t-th token of the first ``width[t]`` clauses."""

    tokens: NDArray[np.int64]
    offset: NDArray[np.int64]
    width: NDArray[np.int64]


def arrange(start: NDArray[np.int64], length: NDArray[np.int64]) -> Clauses:
    """Order the tokens of clauses (first token, number of tokens ≥ 1) for recursions over all of them at once."""
    order = np.argsort(-length, kind="stable")
    start, length = start[order], length[order]
    longest = int(length[0]) if len(length) else 0
    width = np.searchsorted(-length, -np.arange(longest), side="left")
    offset = np.concatenate([[0], np.cumsum(width)])
    step = np.repeat(np.arange(longest), width)
    rank = np.arange(offset[-1]) - offset[step]
    return Clauses(start[rank] + step, offset, width)


def viterbi(scores: NDArray[np.float64], transitions: NDArray[np.float64], clauses: Clauses) -> NDArray[np.int8]:
    """Best labels (one per arranged token).

    ``scores`` [3, n]: label scores of the arranged tokens, with the transitions from and to separators already added.
    Ties go to the smaller label, as in crfsuite.
    """
    offset, width = clauses.offset, clauses.width
    best = scores.copy()
    back = np.zeros(scores.shape, dtype=np.int8)
    for step in range(1, len(width)):
        now = slice(offset[step], offset[step + 1])
        before = best[:, offset[step - 1] : offset[step - 1] + width[step]]
        for label in range(LABELS):
            top = before[0] + transitions[0, label]
            for previous in range(1, LABELS):
                other = before[previous] + transitions[previous, label]
                back[label, now][other > top] = previous
                np.maximum(top, other, out=top)
            best[label, now] += top
    labels: NDArray[np.int8] = np.argmax(best, axis=0).astype(np.int8)  # right for last tokens, overwritten for the others
    for step in range(len(width) - 1, 0, -1):
        now = slice(offset[step], offset[step + 1])
        target = slice(offset[step - 1], offset[step - 1] + width[step])
        labels[target] = np.choose(labels[now], back[:, now])
    return labels


class Marginals(NamedTuple):
    """``begin``: P(token begins a span). ``inside`` [3, n]: P(token is inside | label of the token before), 0 at clause starts."""

    begin: NDArray[np.float64]
    inside: NDArray[np.float64]


def marginals(scores: NDArray[np.float64], transitions: NDArray[np.float64], clauses: Clauses) -> Marginals:
    """Posterior probabilities of the chain (Rabiner 1989, §III; backward recursion, then forward over conditionals)."""
    offset, width = clauses.offset, clauses.width
    weight = np.exp(scores - scores.max(axis=0))
    factor = np.exp(transitions)
    conditional = np.zeros((LABELS, LABELS, scores.shape[1]))  # [previous, label, token]
    for step in range(len(width) - 1, 0, -1):
        now = slice(offset[step], offset[step + 1])
        target = slice(offset[step - 1], offset[step - 1] + width[step])
        for previous in range(LABELS):
            terms = conditional[previous, :, now]
            for label in range(LABELS):
                np.multiply(weight[label, now], factor[previous, label], out=terms[label])
            total = terms[0] + terms[1] + terms[2]
            terms /= total
            weight[previous, target] *= total
        largest = np.maximum(np.maximum(weight[0, target], weight[1, target]), weight[2, target])
        weight[:, target] /= largest
    return _forward(weight, conditional, clauses)


def _forward(weight: NDArray[np.float64], conditional: NDArray[np.float64], clauses: Clauses) -> Marginals:
    offset, width = clauses.offset, clauses.width
    posterior = np.empty_like(weight)
    first = slice(0, int(width[0]) if len(width) else 0)
    posterior[:, first] = weight[:, first] / (weight[0, first] + weight[1, first] + weight[2, first])
    for step in range(1, len(width)):
        now = slice(offset[step], offset[step + 1])
        before = posterior[:, offset[step - 1] : offset[step - 1] + width[step]]
        for label in range(LABELS):
            terms = before * conditional[:, label, now]
            posterior[label, now] = terms[0] + terms[1] + terms[2]
    return Marginals(posterior[BEGIN], conditional[:, INSIDE])
