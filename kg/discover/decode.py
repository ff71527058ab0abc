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

    ``tokens``: places of the tokens so arranged; ``offset`` [steps + 1]: where each step begins; ``last`` [clauses]: the last token of each,
    and ``mirror``: the token as far from the end of the clause as this one is from its beginning, among those so arranged.
    """

    tokens: NDArray[np.int64]
    offset: NDArray[np.int64]
    width: NDArray[np.int64]
    last: NDArray[np.int64]
    mirror: NDArray[np.int64]

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
    mirror = offset.take(length.take(rank) - 1 - step) + rank
    return Clauses(start.take(rank) + step, offset, width, offset[length - 1] + np.arange(len(length)), mirror)


class Decoded(NamedTuple):
    """``best``: labels of the likeliest labelling. ``begin``: P(token begins a span). ``after`` [2, n + 1]: weights of BEGIN and INSIDE of a
    token and all that may follow it in its clause, that of OUTSIDE being 1; at n, which stands for what is behind a clause, they are 0.
    """

    best: NDArray[np.int8]
    begin: NDArray[np.float64]
    after: NDArray[np.float64]
    factor: NDArray[np.float64]

    def inside(self, before: int, tokens: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return P(token is inside | label of the token before)."""
        factor = self.factor[before]
        begin, inside = self.after[0].take(tokens) * factor[BEGIN], self.after[1].take(tokens) * factor[INSIDE]
        chance: NDArray[np.float64] = inside / (begin + inside + factor[OUTSIDE])
        return chance


def decode(scores: NDArray[np.float64], transitions: NDArray[np.float64], clauses: Clauses) -> Decoded:
    """Return best labels and marginals of arranged tokens (sum and max product, Kschischang, Frey & Loeliger 2001).

    ``scores`` [2, n]: those of BEGIN and INSIDE above that of OUTSIDE, with the transitions from and to separators already added.
    Of labels that are as good the smallest is taken, as in crfsuite.
    """
    factor = np.exp(transitions)
    after, told = _messages(np.exp(scores), factor, clauses)
    (begin, inside), likeliest = after * told
    best = (likeliest[0] > 1).astype(np.int8)
    best[likeliest[1] > np.maximum(likeliest[0], 1)] = INSIDE
    return Decoded(best, begin / (begin + inside + 1), np.concatenate([after[0], np.zeros((LABELS - 1, 1))], axis=1), factor)


def _messages(own: NDArray[np.float64], factor: NDArray[np.float64], clauses: Clauses) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the weights of each token and all after it, and what those before it say of its labels: [sum and maximum, BEGIN and INSIDE, n].

    That of OUTSIDE is 1. Both ways are gone at the same time: each step is a handful of calls, however few clauses are that long.
    """
    ways = np.stack([factor, factor.T])[:, :, :, None]
    outside, begin, inside = ways[:, OUTSIDE], ways[:, BEGIN], ways[:, INSIDE]  # [way, label, 1]
    state = np.empty((2, 2, *own.shape))  # [sum and maximum, way, label, token]
    state[:, 0], state[:, 1] = own, own.take(clauses.mirror, axis=1)
    told = np.ones((2, *own.shape))
    for now, before in clauses.steps():
        total, other = begin * state[:, :, :1, before], inside * state[:, :, 1:, before]
        total[0] += other[0]
        total[0] += outside
        np.maximum(total[1], other[1], out=total[1])
        np.maximum(total[1], outside, out=total[1])
        ratio = total[:, :, 1:] / total[:, :, :1]
        state[:, :, :, now] *= ratio
        told[:, :, now] = ratio[:, 0]
    return state[:, 1].take(clauses.mirror, axis=2), told
