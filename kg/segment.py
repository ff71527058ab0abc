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
    """A segmenter: ``cut`` returns words that cover the text, ``tag`` the same words with their tags; ``has``: is a word in its dictionary."""

    name: str
    cut: Callable[[str], list[str]]
    tag: Callable[[str], list[tuple[str, str]]]
    has: Callable[[str], bool]


def segment(text: str, *, tags: bool = True) -> Tokens:
    """Tokens of a text; their words joined are its width fold, ``lengths`` sums to its length.

    A tag depends on the word alone (dictionary entry, else a guess from its characters), in both segmenters.
    """
    return segment_all([text], tags=tags)[0]


def segment_all(texts: Sequence[str], *, tags: bool = True) -> list[Tokens]:
    """Tokens of each text; about a megabyte of them at a time is fastest. Those with and those without tags have no numbers in common."""
    import numpy as np

    from kg.vocabulary import Tokens

    known = _vocabularies()[tags]
    found = [_words(text) for text in texts]
    lengths = [each.lengths for each in found]
    borders = np.cumsum([0, *map(len, lengths)]).tolist()
    prints = np.concatenate([np.zeros(0, dtype=np.uint64), *(each.prints for each in found)])
    ends = np.cumsum(np.concatenate([np.zeros(0, dtype=np.uint16), *lengths]), dtype=np.int64)
    numbers = known.numbers(prints, "".join([each.text for each in found]), ends)
    _learn(known, numbers, borders, tags=tags)
    return [Tokens(known, numbers[begin:end], of) for (begin, end), of in zip(pairwise(borders), lengths, strict=True)]


class _Words(NamedTuple):
    """A folded text, the lengths of its words and their prints."""

    text: str
    lengths: NDArray[np.uint16]
    prints: NDArray[np.uint64]


def _words(text: str) -> _Words:
    import numpy as np

    from kg.prints import of_codes

    text, code = folded(text)
    pieces = [segmenter().cut(piece) for piece in _pieces(text)]
    lengths = np.fromiter(map(len, chain.from_iterable(pieces)), dtype=np.uint16, count=sum(map(len, pieces)))
    ends = np.cumsum(lengths, dtype=np.int64)
    return _Words(text, lengths, of_codes(code, ends - lengths, ends).whole())


MOST = 400_000
"""Words remembered by a process."""


@cache
def _vocabularies() -> dict[bool, Vocabulary]:
    """Return the words known to this process, those without and those with tags."""
    from kg.vocabulary import Vocabulary

    return {tags: Vocabulary() for tags in (False, True)}


def forget() -> None:
    """Begin a new vocabulary if too many words are known; only tokens of the same one can be labelled together."""
    cells = _vocabularies()
    for tags, known in cells.items():
        if len(known) > MOST:
            cells[tags] = type(known)()


def fold_width(text: str) -> str:
    """The text with full-width letters and digits made half-width; its length stays."""
    return FULL_WIDTH.sub(lambda match: match[0].translate(HALF_WIDTH), text)


def folded(text: str) -> tuple[str, NDArray[np.uint32]]:
    """Return ``fold_width`` of a long text, in a third of the time, and its code points."""
    import numpy as np

    code = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    first, half = _half()
    near = np.flatnonzero(code - first < len(half))
    narrow = half.take(code[near] - first)
    if (narrow == code[near]).all():
        return text, code
    code = code.copy()
    code[near] = narrow
    return code.tobytes().decode("utf-32-le", "surrogatepass"), code


@cache
def _half() -> tuple[np.uint32, NDArray[np.uint32]]:
    """Return the first code point that is folded, and what it and those behind it become."""
    import numpy as np

    first = min(HALF_WIDTH)
    return np.uint32(first), np.array([HALF_WIDTH.get(code, code) for code in range(first, max(HALF_WIDTH) + 1)], dtype=np.uint32)


@cache
def segmenter() -> Segmenter:
    """rjieba, or jieba where rjieba is missing or ``KG_SEGMENTER=jieba`` asks for it."""
    if os.environ.get("KG_SEGMENTER") != "jieba":
        try:
            import rjieba
        except ImportError:
            return _jieba()
        return Segmenter("rjieba", rjieba.cut, rjieba.tag, rjieba.has_word)
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

    def has(word: str) -> bool:
        return bool(_jieba_dictionary().get(word))

    return Segmenter("jieba", jieba.lcut, tag, has)


@cache
def _jieba_dictionary() -> dict[str, str]:
    import jieba

    with jieba.dt.get_dict_file() as lines:
        rows = (line.decode("utf-8").split(" ") for line in lines)
        return {row[0]: row[2].strip() for row in rows if len(row) == 3}


def _shape(word: str) -> str:
    """The tag of a word that is in no dictionary: rjieba's rule for words without Han characters, x for the others."""
    letters = [character for character in word if character.isascii() and character.isalnum()]
    if not letters:
        return "x"
    return "m" if all(map(str.isdigit, letters)) else "eng"


def _learn(known: Vocabulary, numbers: NDArray[np.int32], borders: Sequence[int], *, tags: bool) -> None:
    """Learn where new words may be cut, and their tags; a word that is cut further when alone is tagged between its neighbours.

    ``borders``: tokens with which documents begin, and their number.
    """
    first = len(known.cut)
    new = known.words[first:]
    known.cut += _cuts(new)
    if not tags:
        known.tags += [""] * len(new)
        return
    tag = segmenter().tag
    found = dict(tag("\n".join(new)))
    for place in _places(numbers, first, [number for number, word in enumerate(new, first) if word not in found]):
        word = known.words[numbers[place]]
        low, high = _around(borders, place)
        for reach in (8, 64, high - low):
            if word in found:
                break
            around = numbers[max(place - reach, low) : min(place + reach, high)].tolist()
            found.update(tag("".join([known.words[number] for number in around])))
        else:
            found.setdefault(word, _shape(word))
    known.tags += [found[word] for word in new]


def _places(numbers: NDArray[np.int32], first: int, wanted: Sequence[int]) -> list[int]:
    """Return the places of wanted numbers, none of which is below the first."""
    import numpy as np

    if not wanted:
        return []
    places = np.flatnonzero(numbers >= first)
    found: list[int] = places[np.isin(numbers[places], wanted)].tolist()
    return found


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
    guessed = cut == GUESSED
    made = np.flatnonzero((cut > 0) & ~guessed)
    pieces = np.where(guessed, tokens.lengths, 1)
    pieces[made] = 3
    lengths = np.repeat(np.where(guessed, 1, tokens.lengths).astype(np.uint16), pieces)
    last = np.cumsum(pieces, dtype=np.int64)[made] - 1
    lengths[last - 2], lengths[last - 1], lengths[last] = cut[made], 0, tokens.lengths[made] - cut[made]
    return lengths


GUESSED = 255
"""Among the cuts of words: a Han word that no dictionary has."""


def _cuts(words: Sequence[str]) -> bytes:
    """Return behind how many characters words made of two words fall apart, GUESSED for guesses of the segmenter, 0 for all else."""
    has = segmenter().has

    def between(word: str) -> int:
        places = [place for place in range(2, len(word) - 1) if has(word[:place]) and has(word[place:])]
        return places[0] if len(places) == 1 else 0

    return bytes([
        0 if len(word) < 2 or word[0] < FIRST_HAN else GUESSED if not has(word) else between(word) if len(word) > 3 else 0 for word in words])
