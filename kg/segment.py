"""Text → tokens with part-of-speech tags; the only module that knows rjieba and jieba."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from kg.vocabulary import Tokens, Vocabulary

FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
HALF_WIDTH = {code: code - 0xFEE0 for span in ("０９", "ＡＺ", "ａｚ") for code in range(ord(span[0]), ord(span[1]) + 1)}
FIRST_HAN = "\u3400"
LONGEST_RUN = 512
"""Code points without a break after which a text is cut: the segmenters' time grows with the square of such a run."""
RUN = re.compile(rf"[^\s，。；：、！？,.;:!?]{{{LONGEST_RUN}}}|[^\s，。；：、！？,.;:!?]+")


class Segmenter(NamedTuple):
    """A segmenter: ``cut`` returns words that cover the text, ``tag`` the same words with their tags."""

    name: str
    cut: Callable[[str], list[str]]
    tag: Callable[[str], list[tuple[str, str]]]


def segment(text: str, *, tags: bool = True) -> Tokens:
    """Tokens of a text; their words joined are its width fold, ``lengths`` sums to its length.

    A tag depends on the word alone (dictionary entry, else ``x``, ``m`` or ``eng`` by its characters), in both segmenters.
    """
    return segment_all([text], tags=tags)[0]


def segment_all(texts: Sequence[str], *, tags: bool = True) -> list[Tokens]:
    """Tokens of each text; about a megabyte of them at a time is fastest."""
    import numpy as np

    from kg.vocabulary import Tokens

    folded = [fold_width(text) for text in texts]
    lengths = [_lengths(text) for text in folded]
    borders = np.cumsum([0, *map(len, lengths)]).tolist()
    whole, ends = "".join(folded), np.cumsum(np.concatenate([np.zeros(0, dtype=np.uint16), *lengths]), dtype=np.int64)
    (known,) = _vocabulary()
    numbers = known.numbers(whole, ends, _cut)
    if tags:
        _learn(whole, ends, borders, numbers, known)
    return [Tokens(known, numbers[begin:end], of) for (begin, end), of in zip(pairwise(borders), lengths, strict=True)]


def _lengths(text: str) -> NDArray[np.uint16]:
    import numpy as np

    pieces = [segmenter().cut(piece) for piece in _pieces(text)]
    return np.fromiter(map(len, chain.from_iterable(pieces)), dtype=np.uint16, count=sum(map(len, pieces)))


MOST = 400_000
"""Words remembered by a process."""


@cache
def _vocabulary() -> list[Vocabulary]:
    """Return a cell with the words known to this process."""
    from kg.vocabulary import Vocabulary

    return [Vocabulary()]


def forget() -> None:
    """Begin a new vocabulary if too many words are known; only tokens of the same one can be labelled together."""
    cell = _vocabulary()
    if len(cell[0]) > MOST:
        cell[:] = [type(cell[0])()]


def fold_width(text: str) -> str:
    """The text with full-width letters and digits made half-width; its length stays."""
    return FULL_WIDTH.sub(lambda match: match[0].translate(HALF_WIDTH), text)


@cache
def segmenter() -> Segmenter:
    """rjieba, or jieba where rjieba is missing or ``KG_SEGMENTER=jieba`` asks for it."""
    if os.environ.get("KG_SEGMENTER") != "jieba":
        try:
            import rjieba
        except ImportError:
            return _jieba()
        return Segmenter("rjieba", rjieba.cut, rjieba.tag)
    return _jieba()


def version() -> str:
    """Name and version of the segmenter in use, as they stand in ``build.json``."""
    from importlib.metadata import version as installed

    return f"{segmenter().name} {installed(segmenter().name)}"


def _jieba() -> Segmenter:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)

    def tag(text: str) -> list[tuple[str, str]]:
        known = _jieba_dictionary()
        return [(word, known.get(word) or _shape(word)) for word in jieba.lcut(text)]

    return Segmenter("jieba", jieba.lcut, tag)


@cache
def _jieba_dictionary() -> dict[str, str]:
    import jieba

    with jieba.dt.get_dict_file() as lines:
        rows = (line.decode("utf-8").split(" ") for line in lines)
        return {row[0]: row[2].strip() for row in rows if len(row) == 3}


def _shape(word: str) -> str:
    """The tag of a word that is in no dictionary: rjieba's rule."""
    letters = [character for character in word if character.isascii() and character.isalnum()]
    digits = sum(character.isdigit() for character in letters)
    if not letters:
        return "x"
    return "m" if digits == len(letters) or 2 * digits > len(letters) else "eng"


def _learn(text: str, ends: NDArray[np.int64], borders: Sequence[int], numbers: NDArray[np.int32], vocabulary: Vocabulary) -> None:
    """Learn the tags of the words that have none; a word that is cut further when alone is tagged between its neighbours.

    ``ends`` of tokens in the text; ``borders``: tokens with which documents begin, and their number.
    """
    tag = segmenter().tag
    new = vocabulary.untagged(numbers)
    known = dict(tag("\n".join(new.values())))
    cut = [number for number, word in new.items() if word not in known]
    for place in _places(numbers, cut):
        word = new[int(numbers[place])]
        low, high = _around(borders, place)
        for reach in (8, 64, high - low):
            if word in known:
                break
            first, last = max(place - reach, low), min(place + reach, high - 1)
            known.update(tag(text[ends[first - 1] if first else 0 : ends[last]]))
        else:
            known.setdefault(word, _shape(word))
    vocabulary.learn({number: known[word] for number, word in new.items()})


def _places(numbers: NDArray[np.int32], wanted: Sequence[int]) -> list[int]:
    import numpy as np

    places: list[int] = np.flatnonzero(np.isin(numbers, wanted)).tolist() if wanted else []
    return places


def _around(borders: Sequence[int], place: int) -> tuple[int, int]:
    document = bisect_right(borders, place)
    return borders[document - 1], borders[document]


def _pieces(text: str) -> Iterator[str]:
    start = 0
    if max(map(len, text.split("\n"))) > LONGEST_RUN:
        for match in RUN.finditer(text):
            if match.end() - match.start() == LONGEST_RUN:
                yield text[start : match.end()]
                start = match.end()
    if start < len(text):
        yield text[start:]


def edges(tokens: Tokens) -> NDArray[np.uint16]:
    """Return token lengths as matching sees them: some words are cut further. A length of 0 stands where a term may end, but none begin.

    A Han word that no dictionary has is guessed from its characters, and the guess joins terms with what stands beside them (冲|智算,
    共治|电诈): it may be cut between any two characters. A word made of two words may end a term that began before it (合规|审计工作,
    政务|服务平台); none begins in its midst: 公共数据|主管部门 has no 数据主管部门.
    """
    import numpy as np

    cut = tokens.vocabulary.cuts(tokens.numbers)
    if not cut.any():
        return tokens.lengths
    guessed = cut == _GUESSED
    made = np.flatnonzero((cut > 0) & ~guessed)
    pieces = np.where(guessed, tokens.lengths, 1)
    pieces[made] = 3
    lengths = np.repeat(np.where(guessed, 1, tokens.lengths).astype(np.uint16), pieces)
    last = np.cumsum(pieces, dtype=np.int64)[made] - 1
    lengths[last - 2], lengths[last - 1], lengths[last] = cut[made], 0, tokens.lengths[made] - cut[made]
    return lengths


_GUESSED = 255


def _cut(word: str) -> int:
    """Return behind how many characters a word made of two words falls apart, _GUESSED for a guess of the segmenter, 0 for all else."""
    if len(word) < 2 or word[0] < FIRST_HAN:
        return 0
    if not _in_dictionary(word):
        return _GUESSED
    places = [place for place in range(2, len(word) - 1) if _in_dictionary(word[:place]) and _in_dictionary(word[place:])]
    return places[0] if len(places) == 1 else 0


def _in_dictionary(word: str) -> bool:
    if segmenter().name == "rjieba":
        import rjieba

        return bool(rjieba.has_word(word))
    return bool(_jieba_dictionary().get(word))
