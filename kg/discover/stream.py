"""Sentences → spans that may be concepts, with their probabilities; the same sentence is labelled once a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kg.discover.decode import BEGIN, INSIDE, LABELS, OUTSIDE, Clauses, Decoded, arrange, decode
from kg.discover.labeller import LANE, SCALE, Packed
from kg.discover.titles import BREAK, places
from kg.model import CONFIDENCE_UNIT
from kg.prints import Numbers, of_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.discover import Segmented
    from kg.discover.words import Words

LEAST = 0.05
"""Spans of a lower probability are no candidates."""
_PAD = 2


class Spans(NamedTuple):
    """Candidate spans: sentence, first token in it, tokens, whether the best labelling has it, probability in 1/65,536."""

    sentence: NDArray[np.int64]
    start: NDArray[np.int64]
    length: NDArray[np.int64]
    marked: NDArray[np.bool_]
    confidence: NDArray[np.int64]


class Stream(NamedTuple):
    """Distinct sentences of a batch, one after the other, each between two start and two end tokens.

    ``words``: numbers of all tokens. ``start``, ``length``: of each sentence in ``words``, without the tokens around it. ``first``: the
    token of the batch with which its first occurrence begins. ``sentence``, ``document``: of each occurrence.
    """

    words: NDArray[np.int32]
    start: NDArray[np.int64]
    length: NDArray[np.int64]
    first: NDArray[np.int64]
    sentence: NDArray[np.int32]
    document: NDArray[np.int64]


def label(documents: Sequence[Segmented], words: Words) -> tuple[Stream, Spans]:
    """Return the distinct sentences of a batch and their candidate spans."""
    stream = _stream(documents, words)
    return stream, _label(stream, words)


def _stream(documents: Sequence[Segmented], known: Words) -> Stream:
    source = known.numbers([document.tokens for document in documents])
    begin, end, document = _bounds(documents)
    prints = of_codes(source.astype(np.uint32), begin, end).whole()  # no number is 0: that is the token before sentences
    numbers = Numbers()
    first = numbers.add(prints)
    offset, length = begin[first], (end - begin)[first]
    start = np.cumsum(length + 2 * _PAD) - length - _PAD
    flat = np.full(int(length.sum()) + 2 * _PAD * len(length), known.start, dtype=np.int32)
    flat[_ranges(start, length)] = source[_ranges(offset, length)]
    for step in range(_PAD):
        flat[start + length + step] = known.end
    return Stream(flat, start, length, offset, numbers.find(prints), document)


def _ranges(start: NDArray[np.int64], length: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return start, start + 1, … (length of them), one range after the other."""
    return np.asarray(np.arange(int(length.sum())) + np.repeat(start - (np.cumsum(length) - length), length), dtype=np.int64)


def _bounds(documents: Sequence[Segmented]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return first token and end (exclusive), in the batch, and the document of each sentence that has a token."""
    texts = np.cumsum([0, *(len(document.text) for document in documents)])
    ends = np.cumsum(np.concatenate([document.tokens.lengths for document in documents]), dtype=np.int64)
    starts = np.append(0, ends)[:-1]
    many = [len(document.sentences.start) for document in documents]
    shift = np.repeat(texts[:-1], many)
    begin, end = (np.searchsorted(starts, np.concatenate([getattr(document.sentences, name) for document in documents]) + shift) for name in ("start", "end"))
    some = begin < end
    return begin[some], end[some], np.repeat(np.arange(len(documents)), many)[some]


def emissions(words: NDArray[np.int32], kinds: NDArray[np.int8], known: Words) -> NDArray[Packed]:
    """Return the scores of tokens; those of the first and last two are not to be used."""
    weights = known.weights
    size = len(words)
    scores = np.zeros(size, dtype=Packed)
    if size <= 2 * _PAD:
        return scores
    inner = scores[_PAD:-_PAD].view(LANE)
    for offset, rows in enumerate(known.rows):
        inner += rows.take(words[offset : size - 2 * _PAD + offset]).view(LANE)
    tags = known.tag.take(words)
    many = len(weights.tag_ranks) + 1
    inner += weights.tags.take((tags[1:-3] * many + tags[2:-2]) * many + tags[3:-1]).view(LANE)
    ranks = known.pair.take(words)
    which, pair = weights.pairs.hits((ranks[:-1] * weights.many + ranks[1:]).astype(np.uint64))
    lanes = scores.view(LANE)
    lanes += weights.titles.take(places(kinds)).view(LANE)
    for at, table in ((which, weights.first), (which + 1, weights.second)):
        scores[at] = (scores[at].view(LANE) + table.take(pair).view(LANE)).view(Packed)
    return scores


def _label(stream: Stream, known: Words) -> Spans:
    transitions = known.weights.transitions
    kinds = known.kind.take(stream.words)
    inside = np.append(kinds != BREAK, False)
    edge = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    clauses = arrange(edge[::2], edge[1::2] - edge[::2])
    scores = np.empty((LABELS - 1, len(clauses.tokens)))
    np.divide(emissions(stream.words, kinds, known).take(clauses.tokens).view(LANE).reshape(-1, LABELS - 1).T, SCALE, out=scores)
    _add_borders(scores, clauses, known.separator, stream.words, transitions)
    token, length, marked, confidence = _spans(decode(scores, transitions, clauses), clauses)
    order = np.sort(token * max(len(token), 1) + np.arange(len(token))) % max(len(token), 1)  # an argsort takes three times as long
    token = token[order]
    sentence = np.searchsorted(stream.start, token, side="right") - 1
    return Spans(sentence, token - stream.start[sentence], length[order], marked[order], confidence[order])


def _add_borders(
    scores: NDArray[np.float64], clauses: Clauses, separator: NDArray[np.bool_], words: NDArray[np.int32], transitions: NDArray[np.float64],
) -> None:
    """Add the transitions from and to the separators beside a clause."""
    first, last = clauses.tokens[: len(clauses.last)], clauses.tokens[clauses.last]
    before, after = separator[words[first - 1]], separator[words[last + 1]]
    scores[:, : len(first)] += before * (transitions[OUTSIDE, 1:] - transitions[OUTSIDE, OUTSIDE])[:, None]
    scores[:, clauses.last] += after * (transitions[1:, OUTSIDE] - transitions[OUTSIDE, OUTSIDE])[:, None]


def _spans(decoded: Decoded, clauses: Clauses) -> list[NDArray[Any]]:
    """Return columns (token, length, marked, probability in 1/65,536) of all spans of at least the least probability, or marked."""
    best = decoded.best
    size = len(best)
    following = np.arange(size) + np.repeat(clauses.width, clauses.width)
    following[clauses.last] = size
    goes_on = np.append(best == INSIDE, False)
    found: list[tuple[NDArray[Any], ...]] = []
    at = np.flatnonzero((decoded.begin >= LEAST) | (best == BEGIN))
    first, chance, whole = at, decoded.begin[at], best[at] == BEGIN
    previous, length = BEGIN, 1
    while len(at) or not found:
        at = following[at]
        longer = chance * decoded.inside(previous, at)
        ends, marked = chance - longer, whole & ~goes_on[at]
        kept = (ends >= LEAST) | marked
        found.append((clauses.tokens[first[kept]], np.full(np.count_nonzero(kept), length), marked[kept], ends[kept]))
        whole &= goes_on[at]
        alive = (longer >= LEAST) | whole
        at, first, chance, whole = at[alive], first[alive], longer[alive], whole[alive]
        previous, length = INSIDE, length + 1
    *columns, chance = map(np.concatenate, zip(*found, strict=True))
    return [*columns, np.rint(chance * CONFIDENCE_UNIT).astype(np.int64)]
