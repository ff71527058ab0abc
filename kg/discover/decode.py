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
    """Clauses by falling length, their tokens step by step: step t holds the t-th token of the first ``width[t]`` clauses.

    ``tokens``: places of the tokens so arranged; ``offset`` [steps + 1]: where each step begins.
    """

    tokens: NDArray[np.int64]
    offset: NDArray[np.int64]
    width: NDArray[np.int64]

    def steps(self) -> list[tuple[slice, slice]]:
        """Return, for each step but the first, its tokens and the tokens before them."""
        offset, width = self.offset.tolist(), self.width.tolist()
        return [
            (slice(offset[step], offset[step + 1]), slice(offset[step - 1], offset[step - 1] + width[step]))
            for step in range(1, len(width))]


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
    steps = clauses.steps()
    best = scores.copy()
    back = np.zeros(scores.shape, dtype=np.int8)
    for now, before in steps:
        ways: NDArray[np.float64] = best[:, before].reshape(LABELS, 1, -1) + transitions.reshape(LABELS, LABELS, 1)
        second = ways[1] > ways[0]
        top = np.maximum(ways[0], ways[1])
        third = ways[2] > top
        best[:, now] += np.maximum(top, ways[2], out=top)
        back[:, now] = np.where(third, np.int8(2), second)
    labels: NDArray[np.int8] = (best[1] > best[0]).astype(np.int8)  # right for last tokens, overwritten for the others
    labels[best[2] > np.maximum(best[0], best[1])] = 2
    flat = back.ravel()
    size = scores.shape[1]
    for now, before in reversed(steps):
        labels[before] = flat[np.arange(now.start, now.stop) + labels[now].astype(np.int64) * size]
    return labels


class Marginals(NamedTuple):
    """``begin``: P(token begins a span). ``inside`` [3, n]: P(token is inside | label of the token before), 0 at clause starts."""

    begin: NDArray[np.float64]
    inside: NDArray[np.float64]


def marginals(scores: NDArray[np.float64], transitions: NDArray[np.float64], clauses: Clauses) -> Marginals:
    """Posterior probabilities of the chain (Rabiner 1989, §III: scaled backward recursion, then forward over conditionals)."""
    steps = clauses.steps()
    weight = np.exp(scores - np.maximum(np.maximum(scores[0], scores[1]), scores[2]))
    factor = np.exp(transitions)[:, :, None]
    conditional = np.zeros((LABELS, LABELS, scores.shape[1]))  # [label before, label, token]
    for now, before in reversed(steps):
        terms = factor * weight[None, :, now]
        total = terms[:, 0] + terms[:, 1] + terms[:, 2]
        np.divide(terms, total[:, None], out=conditional[:, :, now])
        weighted = weight[:, before] * total
        weight[:, before] = weighted / (weighted[0] + weighted[1] + weighted[2])
    posterior = weight  # of first tokens; the others are overwritten
    first = slice(0, int(clauses.width[0]) if len(clauses.width) else 0)
    posterior[:, first] /= weight[0, first] + weight[1, first] + weight[2, first]
    for now, before in steps:
        terms = posterior[:, None, before] * conditional[:, :, now]
        posterior[:, now] = terms[0] + terms[1] + terms[2]
    return Marginals(posterior[BEGIN], conditional[:, INSIDE])
