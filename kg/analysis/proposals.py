"""What a review might merge or put in its place: proposals with their reasons, never done unasked.

Merges, in this order of trust: names that differ in marks, spaces, 的 or 中华人民共和国 alone (spelling); the same English label (english);
a name whose characters stand in the other's in order (short); names one character apart (edit); the same partners (partners). For
the last three both must be used alike: ``likeness`` is the cosine of their partners, weighted by positive npmi (Turney & Pantel 2010,
JAIR 37), and two names of one concept seldom share a sentence. Broader: a name that ends a longer one at the
beginning of a word, the head of a Chinese term.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.alike import Alike
from kg.analysis.nested import contains, is_nested
from kg.lexicon.decisions import BROADER, MERGE, Decision
from kg.lexicon.fold import fold
from kg.segment import segment
from kg.store import bulk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.store import Store
    from kg.store.reader import ConceptRow

SPELLING, ENGLISH, SHORT, EDIT, PARTNERS, HEAD = "spelling", "english", "short", "edit", "partners", "head"
TRUST = (SPELLING, ENGLISH, SHORT, EDIT, PARTNERS, HEAD)
LEAST = {SHORT: 0.3, EDIT: 0.3, PARTNERS: 0.6}
"""Least likeness."""

TOGETHER = 10
"""Names that share more than one in so many sentences of the rarer one are two concepts."""

_MARKS = re.compile(r"[\s_·—“”‘’\"'《》〈〉「」『』()【】、,。;:的之-]|^中华人民共和国")
"""After NFKC. Not + or #: “互联网+” is another concept than 互联网."""

OPPOSITES = frozenset("非不反无")
"""A name that begins so is no kind of what follows."""

VERB = "v"
"""The tag of a word that is a verb and nothing else."""

_FIGURE = re.compile(r"[\d一二三四五六七八九十]")


class Suggestion(NamedTuple):
    """A decision that could be made.

    decision: merge (concept is another name of value) or broader (value is broader than concept)
    concept: the concept to decide on
    value: the other concept
    reason: spelling, english, short (a short form), edit (one character), partners (used alike) or head (value ends its name)
    likeness: 0 to 1, how alike their partners are
    sentences: sentences that hold the concept
    value_sentences: sentences that hold the other
    together: sentences that hold both
    """

    decision: str
    concept: str
    value: str
    reason: str
    likeness: float
    sentences: int
    value_sentences: int
    together: int


Pair = tuple[int, int]


def proposals(store: Store, made: Sequence[Decision]) -> list[Suggestion]:
    """Return all proposals, merges by trust and likeness, then broader ones, longest names first. One of each two is undecided."""
    rows = {row.id: row for row in store.concepts()}
    settled = {fold(decision.concept) for decision in made} | {decision.iri for decision in made if decision.iri}
    open_ = {row.id for row in rows.values() if row.status == "discovered" and not {fold(row.label), row.iri} & settled}
    forms: dict[int, list[str]] = defaultdict(list)
    for cid, text, _, _ in bulk.forms(store):
        if cid in rows:
            forms[cid].append(text)
    alike = Alike(store, rows.values())
    return [*_merges(store, rows, forms, open_, alike), *_broader(store, rows, open_, alike)]


def _merges(store: Store, rows: dict[int, ConceptRow], forms: dict[int, list[str]], open_: set[int], alike: Alike) -> Iterator[Suggestion]:
    found: dict[Pair, str] = {}
    for reason, pairs in (
            (SPELLING, _spelled_alike(forms)), (ENGLISH, _same_english(rows)), (SHORT, _short(rows, forms)), (EDIT, _one_character(rows)),
            (PARTNERS, alike.pairs(LEAST[PARTNERS]))):
        for pair in pairs:
            if open_ & set(pair) or reason == ENGLISH:
                found.setdefault(pair, reason)
    kept: list[Suggestion] = []
    for pair, reason in found.items():
        one, other = sorted((rows[cid] for cid in pair), key=lambda row: (row.status == "curated", row.id not in open_, row.sentences, row.label))
        likeness, together = alike.of(pair), store.pair(*pair)[0]
        used_alike = likeness >= LEAST.get(reason, 0.0) and TOGETHER * together <= min(one.sentences, other.sentences)
        if reason in {SPELLING, ENGLISH} or (used_alike and not is_nested(one.label, one.category, other.label, other.category)):
            kept.append(Suggestion(MERGE, one.label, other.label, reason, likeness, one.sentences, other.sentences, together))
    yield from sorted(kept, key=lambda row: (TRUST.index(row.reason), -row.likeness, row.concept, row.value))


def _pairs(groups: Iterable[Iterable[int]]) -> Iterator[Pair]:
    for group in groups:
        yield from combinations(sorted(set(group)), 2)


def _spelled_alike(forms: dict[int, list[str]]) -> Iterator[Pair]:
    groups: dict[str, list[int]] = defaultdict(list)
    for cid, texts in forms.items():
        for text in texts:
            groups[_MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())].append(cid)
    groups.pop("", None)
    return _pairs(groups.values())


def _same_english(rows: dict[int, ConceptRow]) -> Iterator[Pair]:
    groups: dict[str, list[int]] = defaultdict(list)
    for row in rows.values():
        if row.en:
            groups[fold(row.en)].append(row.id)
    return _pairs(groups.values())


def _short(rows: dict[int, ConceptRow], forms: dict[int, list[str]]) -> Iterator[Pair]:
    """Yield pairs where the characters of one name stand in the other's in their order, at least twice as long, the first ones equal."""
    by_first: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for cid in rows:
        for text in forms[cid]:
            by_first[text[0]].append((text, cid))
    for row in rows.values():
        for text, cid in by_first[row.label[0]]:
            if cid != row.id and 2 <= len(row.label) <= len(text) // 2 and not text.startswith(row.label) and _stands_in(row.label, text):
                yield min(row.id, cid), max(row.id, cid)


def _stands_in(short: str, text: str) -> bool:
    rest = iter(text)
    return all(char in rest for char in short)


def _one_character(rows: dict[int, ConceptRow]) -> Iterator[Pair]:
    """Yield pairs of names of four characters or more that differ in one, figures not counted: 第一产业 is not 第二产业."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for row in rows.values():
        if len(row.label) >= 4:
            for place, char in enumerate(row.label):
                if not _FIGURE.match(char):
                    groups[row.label[:place] + row.label[place + 1:], place].append(row.id)
            groups[row.label, -1].append(row.id)
    whole = {name: cids for (name, place), cids in groups.items() if place == -1}
    for (name, place), cids in groups.items():
        if place >= 0:
            yield from _pairs([[*cids, *whole.get(name, ())]])


def _broader(store: Store, rows: dict[int, ConceptRow], open_: set[int], alike: Alike) -> Iterator[Suggestion]:
    """Yield for each undecided concept the longest other name that is the head of its own."""
    by_label = {row.label: row for row in rows.values()}
    placed = {cid for cid, _ in store.broader()}
    for row in sorted((rows[cid] for cid in open_ - placed), key=lambda row: (-row.sentences, row.label)):
        head = next((by_label[tail] for tail in _heads(row.label) if tail in by_label and contains(row.label, row.category, tail)), None)
        if head:
            yield Suggestion(BROADER, row.label, head.label, HEAD, alike.of((row.id, head.id)), row.sentences, head.sentences, store.pair(row.id, head.id)[0])


def _heads(label: str) -> Iterator[str]:
    """Yield what may be the head of a name, the longest first: it begins with a word, and what stands before it only narrows it.

    An opposite is no kind (非个人数据, 反洗钱), and a verb before three characters or more has them as its object (打击网络犯罪; but 共享经济).

    >>> list(_heads("算力基础设施")), list(_heads("打击网络犯罪")), list(_heads("隐私法")), list(_heads("非个人数据"))
    (['基础设施'], [], [], [])
    """
    if label[0] in OPPOSITES:
        return
    words = segment(label)
    place, verbs = 0, True
    for word, tag in zip(words.words[:-1], words.tags[:-1], strict=True):
        place += len(word)
        head, verbs = label[place:], verbs and tag.startswith(VERB)
        if tag == VERB and len(head) > 2:
            if verbs:  # nothing but verbs before: a phrase, no name
                return
        elif len(head) > 1:
            yield head
