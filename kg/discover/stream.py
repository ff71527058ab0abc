"""Sentences → spans that may be concepts, with their probabilities; the same sentence is labelled once a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.discover.decode import BEGIN, INSIDE, LABELS, OUTSIDE, Clauses, Marginals, arrange, marginals, viterbi
from kg.discover.labeller import WIDTH
from kg.discover.titles import places
from kg.model import CONFIDENCE_UNIT
from kg.prints import of_codes

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
    sentence: NDArray[np.int64]
    document: NDArray[np.int64]


def label(documents: Sequence[Segmented], words: Words) -> tuple[Stream, Spans]:
    """Return the distinct sentences of a batch and their candidate spans."""
    stream = _stream(documents, words)
    return stream, _label(stream, words)


def _stream(documents: Sequence[Segmented], known: Words) -> Stream:
    source = known.numbers([document.tokens for document in documents])
    begin, end, document = _bounds(documents)
    prints = of_codes(source.astype(np.uint32), begin, end).whole()  # no number is 0: that is the token before sentences
    _, first, which = np.unique(prints, return_index=True, return_inverse=True)
    order = np.argsort(first)  # distinct sentences in the order of their first occurrence
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    first = first[order]
    offset, length = begin[first], (end - begin)[first]
    start = np.cumsum(length + 2 * _PAD) - length - _PAD
    flat = np.full(int(length.sum()) + 2 * _PAD * len(length), known.start, dtype=np.int32)
    flat[_ranges(start, length)] = source[_ranges(offset, length)]
    for step in range(_PAD):
        flat[start + length + step] = known.end
    return Stream(flat, start, length, offset, rank[which], document)


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


def emissions(words: NDArray[np.int32], known: Words) -> NDArray[np.float32]:
    """Return the label scores [n, WIDTH] of tokens; those of the first and last two are not to be used."""
    weights = known.weights
    size = len(words)
    scores = np.zeros((size, WIDTH), dtype=np.float32)
    if size <= 2 * _PAD:
        return scores
    inner = scores[_PAD:-_PAD]
    for offset, rows in enumerate(known.rows):
        inner += rows.take(words[offset : size - 2 * _PAD + offset], axis=0)
    tags = known.tag.take(words).astype(np.int64)
    many = len(weights.tag_ranks) + 1
    inner += weights.tags.take((tags[1:-3] * many + tags[2:-2]) * many + tags[3:-1], axis=0)
    ranks = known.pair.take(words)
    place = weights.pairs.find((ranks[:-1] * len(weights.pair_ranks) + ranks[1:]).astype(np.uint64))
    scores += weights.titles.take(places(known.kind.take(words)), axis=0)
    first, second = weights.pair_scores
    scores[:-1] += first.take(place, axis=0)
    scores[1:] += second.take(place, axis=0)
    return scores


def _label(stream: Stream, known: Words) -> Spans:
    weights = known.weights
    total = len(stream.words)
    sentence = np.repeat(np.arange(len(stream.length)), stream.length)
    tokens = _ranges(stream.start, stream.length)
    inside = np.zeros(total + 1, dtype=bool)
    inside[tokens] = True
    separator = known.separator.take(stream.words)
    inside[:-1] &= ~separator
    edge = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    start, end = edge[::2], edge[1::2]
    clauses = arrange(start, end - start)
    scores = emissions(stream.words, known).take(clauses.tokens, axis=0).T[:LABELS].astype(np.float64, order="C")
    _add_borders(scores, clauses, separator, weights.transitions)
    best = viterbi(scores, weights.transitions, clauses)
    spans = _spans(best, marginals(scores, weights.transitions, clauses), clauses)
    owner = np.zeros(total, dtype=np.int64)
    owner[tokens] = sentence
    sentence = owner[spans.start]
    order = np.lexsort((spans.length, spans.start))
    start = spans.start - stream.start[sentence]
    return Spans(sentence[order], start[order], spans.length[order], spans.marked[order], spans.confidence[order])


def _add_borders(scores: NDArray[np.float64], clauses: Clauses, separator: NDArray[np.bool_], transitions: NDArray[np.float64]) -> None:
    """Add the transitions from and to the separators beside a clause."""
    before, after = separator[clauses.tokens - 1], separator[clauses.tokens + 1]
    for label in range(LABELS):
        scores[label] += before * transitions[OUTSIDE, label] + after * transitions[label, OUTSIDE]


def _spans(best: NDArray[np.int8], probability: Marginals, clauses: Clauses) -> Spans:
    """Return all spans of at least the least probability, or marked; ``sentence`` is left for the caller, ``start`` is the token."""
    offset, width = clauses.offset, clauses.width
    step = np.repeat(np.arange(len(width)), width)
    following = np.arange(len(step)) + width[step] if len(width) else step
    last = np.arange(len(step)) - offset[step] >= np.append(width[1:], 0)[step] if len(width) else np.zeros(0, dtype=bool)
    following[last] = 0
    label_after = np.where(last, OUTSIDE, best[following])
    inside_after = np.where(last, 0.0, probability.inside[:, following])
    found: list[tuple[NDArray[np.int64], ...]] = []
    at = np.flatnonzero((probability.begin >= LEAST) | (best == BEGIN))
    first, chance, whole = at, probability.begin[at], best[at] == BEGIN
    previous, length = BEGIN, 1
    while len(at):
        goes_on = inside_after[previous, at]
        ends = chance * (1 - goes_on)
        marked = whole & (label_after[at] != INSIDE)
        kept = (ends >= LEAST) | marked
        found.append((clauses.tokens[first[kept]], np.full(int(kept.sum()), length), marked[kept], ends[kept]))
        chance, whole = chance * goes_on, whole & (label_after[at] == INSIDE)
        alive = (chance >= LEAST) | whole
        at, first, chance, whole = following[at[alive]], first[alive], chance[alive], whole[alive]
        previous, length = INSIDE, length + 1
    columns = [np.concatenate(column) for column in zip(*found, strict=True)] if found else [np.zeros(0, np.int64)] * 4
    confidence = np.rint(columns[3] * CONFIDENCE_UNIT).astype(np.int64)
    return Spans(np.zeros(0, dtype=np.int64), columns[0], columns[1], columns[2].astype(bool), confidence)
